import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { NotFound } from '@clickstream/lake/store'
import { beforeEach, expect, it, onTestFinished } from 'vitest'
import { Copies } from '../copies.ts'

const objects = new Map<string, string>()
let fetched: string[] = []
let atOnce = { now: 0, most: 0 }

function makeCopies(): Copies {
  const folder = mkdtempSync(join(tmpdir(), 'copies-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const get = async (key: string) => {
    atOnce.most = Math.max(atOnce.most, ++atOnce.now)
    await sleep(1)
    atOnce.now--
    fetched.push(key)
    if (!objects.has(key)) throw new NotFound(key)
    return Buffer.from(objects.get(key)!)
  }
  return new Copies({ get }, folder)
}

beforeEach(() => {
  objects.clear()
  fetched = []
  atOnce = { now: 0, most: 0 }
})

it('fetches an object once, a few side by side, in the order asked for', async () => {
  const keys = Array.from({ length: 50 }, (_, i) => `events/app=a/${i}.parquet`)
  for (const key of keys) objects.set(key, `of ${key}`)
  const copies = makeCopies()
  const [paths, again] = await Promise.all([copies.paths(keys), copies.paths(keys.toReversed())])
  expect(paths.map(path => readFileSync(path, 'utf8'))).toEqual(keys.map(key => `of ${key}`))
  expect(again).toEqual(paths.toReversed())
  expect(paths[7]).toMatch(/\/events\/app=a\/7\.parquet$/)
  expect(fetched).toHaveLength(50)
  expect(atOnce.most).toBe(8)
})

it('fetches again after a release what may have been written anew, and not what a job wrote', async () => {
  const landed = 'events/app=a/shardId-000000000000-01.parquet'
  const brought = 'versions/events/app=a/1-0a1b2c3d/shardId-000000000000-02.parquet'
  const part = 'versions/events/app=a/1-0a1b2c3d/part-00000.parquet'
  const keys = [landed, brought, part]
  for (const key of keys) objects.set(key, 'old')
  const copies = makeCopies()
  const paths = await copies.paths(keys)
  await copies.release()
  expect(paths.map(path => existsSync(path))).toEqual([false, false, true])
  objects.set(landed, 'new')
  expect(readFileSync((await copies.paths(keys))[0]!, 'utf8')).toBe('new')
  expect(fetched.filter(key => key === part)).toHaveLength(1)
})

it('does not keep what could not be fetched, and has done with the others when it says so', async () => {
  objects.set('a', '1')
  const copies = makeCopies()
  await expect(copies.paths(['gone', 'a'])).rejects.toBeInstanceOf(NotFound)
  objects.set('gone', '2')
  expect((await copies.paths(['gone', 'a'])).map(path => readFileSync(path, 'utf8'))).toEqual(['2', '1'])
  expect(atOnce.now).toBe(0)
})
