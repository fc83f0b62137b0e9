import { events } from '@clickstream/events/tables'
import type { Catalog } from '@clickstream/lake/catalog'
import { commitVersions, listFiles, prepareVersion, settle } from '@clickstream/lake/version'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createHandler } from '../handler.ts'
import { envelope, event, type Lake, message, openLake } from './lake.ts'

let lake: Lake
beforeEach(() => {
  lake = openLake()
})
afterEach(() => lake.close())

/** Puts a version with the same rows in the place of the only partition of events. */
async function replace(): Promise<boolean> {
  const [partition] = await lake.catalog.partitions('events')
  const version = await prepareVersion(lake, 'test', events, partition!, async (location, inputs) => {
    for (const { key } of inputs)
      await lake.store.put(`${location}part-${key.split('/').at(-1)}`, await lake.store.get(key))
    return { is_same: true }
  })
  return commitVersions(lake, [version])
}

it('lands a batch where the partition is, also while a job moves it', async () => {
  const quiet = { log: () => {} }
  await createHandler(lake, quiet)(message([envelope(event('a'))]))
  await replace()
  await createHandler(lake, quiet)(message([envelope(event('a')), envelope(event('b'))], 1))
  expect((await lake.rows('events')).map(row => row.event_id).sort()).toEqual(['a', 'b'])

  // The partition moves between the writing of a batch and its last look.
  let calls = 0
  const catalog = new Proxy(lake.catalog, {
    get(target, name) {
      const value = Reflect.get(target, name) as unknown
      if (name !== 'add') return typeof value === 'function' ? value.bind(target) : value
      return async (partitions: Parameters<Catalog['add']>[0]) => {
        if (++calls === 2) expect(await replace()).toBe(true)
        return lake.catalog.add(partitions)
      }
    },
  })
  await createHandler({ store: lake.store, catalog }, quiet)(message([envelope(event('b')), envelope(event('c'))], 3))
  expect((await lake.rows('events')).map(row => row.event_id).sort()).toEqual(['a', 'b', 'c'])
  expect(calls).toBe(4)
})

it('brings after what was landed where a version took over, once', async () => {
  await createHandler(lake, { log: () => {} })(message([envelope(event('a'))]))
  const [landing] = await lake.catalog.partitions('events')
  expect(await replace()).toBe(true)
  const [file] = await listFiles(lake.store, landing!.location)
  await lake.store.put(`${landing!.location}late.parquet`, await lake.store.get(file!.key))
  const [now] = await lake.catalog.partitions('events')
  expect(await settle(lake, now!)).toBe(1)
  expect(await settle(lake, now!)).toBe(0)
  expect(await lake.rows('events')).toHaveLength(2)
})

it('a second version of the same place gives way to the first', async () => {
  await createHandler(lake, { log: () => {} })(message([envelope(event('a'))]))
  const [partition] = await lake.catalog.partitions('events')
  const none = async () => ({ is_same: true })
  const [one, two] = [
    await prepareVersion(lake, 'test', events, partition!, none),
    await prepareVersion(lake, 'test', events, partition!, none),
  ]
  expect(await commitVersions(lake, [one])).toBe(true)
  expect(await commitVersions(lake, [two])).toBe(false)
  expect(await lake.store.list(two.location)).toEqual([])
  expect((await lake.catalog.partitions('events')).map(each => each.location)).toEqual([one.location])
})
