import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { execute, makeFolder, start } from './run.ts'

const args = ['generate', '--events', '300', '--seed', 'spring']

test('the same bytes to stdout, to a file and to a gzipped one', async () => {
  const folder = makeFolder()
  const { code, out, err } = await execute(args)
  expect([code, err]).toEqual([0, ''])
  expect(out.split('\n').length).toBe(301)
  await execute([...args, '--out', join(folder, 'a.ndjson')])
  await execute([...args, '--out', join(folder, 'a.ndjson.gz')])
  expect(readFileSync(join(folder, 'a.ndjson'), 'utf8')).toBe(out)
  expect(gunzipSync(readFileSync(join(folder, 'a.ndjson.gz'))).toString()).toBe(out)
})

test.each([
  [['--events', '0'], /--events: expected a whole number from 1/],
  [['--apps', 'shop'], /--apps: expected shortener or store/],
  [['--days', 'x'], /--days/],
])('%j is wrong usage', async (more, message) => {
  const { code, err } = await execute([...args, ...more])
  expect(code).toBe(2)
  expect(err).toMatch(message)
})

test('broken off, it leaves no half of a file', async () => {
  const folder = makeFolder()
  const endless = start(['generate', '--events', '100000000', '--out', join(folder, 'a.ndjson')])
  while (readdirSync(folder).length === 0) await new Promise(resolve => setTimeout(resolve, 20))
  endless.kill('SIGINT')
  const { code, err } = await endless.ended
  expect(code).toBe(1)
  expect(err).toMatch(/broken off/)
  expect(readdirSync(folder)).toEqual([])
  expect(existsSync(join(folder, 'a.ndjson'))).toBe(false)
})
