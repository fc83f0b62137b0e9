// Lists of files are kept while nothing came or went; what does is seen at once.
import { renameSync, utimesSync } from 'node:fs'
import { dirname } from 'node:path'
import { BUNDLES } from '@clickstream/lake/layout'
import { expect, test } from 'vitest'
import { TestLake } from './lake.ts'

const AT = Date.parse('2026-01-15T07:00:00Z')
const HOUR = 3_600_000

/** As if nothing had happened in its folder for a minute. */
function settle(lake: TestLake, key: string): void {
  const then = Date.now() / 1000 - 60
  utimesSync(dirname(lake.store.locate(key)), then, then)
}

/** Counts what the store is asked to list, but for bundles. */
function spy(lake: TestLake): string[] {
  const list = lake.store.list.bind(lake.store)
  const asked: string[] = []
  lake.store.list = prefix => {
    if (!prefix.startsWith(BUNDLES)) asked.push(prefix)
    return list(prefix)
  }
  return asked
}

const grow = (lake: TestLake) =>
  lake.catalog.record({
    ...{ job: 'transform', key: crypto.randomUUID(), started_at: 0, finished_at: 0, rows_in: 0, rows_out: 0 },
    ...{ rejected: 0, repeated: 0, files: 0, bytes: 0, newest_at: null, detail: null },
  })

test('a new version of the catalog costs a list of those places only where files came or went', async () => {
  await using lake = new TestLake()
  const [first] = await lake.addEvents([{ occurred_at: AT }])
  const [second] = await lake.addEvents([{ occurred_at: AT + HOUR }])
  for (const key of [first!, second!]) settle(lake, key)
  const asked = spy(lake)
  const count = () => lake.ask('select count(*) from events')
  expect(await count()).toEqual([[2]])
  expect(asked.splice(0)).toHaveLength(2)
  await grow(lake)
  expect(await count()).toEqual([[2]])
  expect(asked.splice(0)).toEqual([])
  await lake.addEvents([{ occurred_at: AT + HOUR }])
  await grow(lake)
  expect(await count()).toEqual([[3]])
  expect(asked.splice(0)).toEqual([`${dirname(second!)}/`])
  // What has changed just now may change again within one tick of the clock: it is looked at again.
  await lake.addEvents([{ occurred_at: AT + HOUR }])
  await grow(lake)
  expect(await count()).toEqual([[4]])
  await lake.store.remove(first!)
  await grow(lake)
  expect(await count()).toEqual([[3]])
})

test('a file written over is read anew, though its footer was kept', async () => {
  await using lake = new TestLake()
  const [small] = await lake.addEvents([{ occurred_at: AT, event_type: 'page_viewed' }])
  const [large] = await lake.addEvents([
    { occurred_at: AT + HOUR },
    { occurred_at: AT + HOUR, event_type: 'cart_viewed' },
  ])
  const sql = "select event_type, count(*) from events where received_hour = '07' group by 1 order by 1"
  expect(await lake.ask(sql)).toEqual([['page_viewed', 1]])
  await lake.store.put(small!, await lake.store.get(large!))
  await grow(lake)
  expect(await lake.ask(sql)).toEqual([
    ['cart_viewed', 1],
    ['page_viewed', 1],
  ])
})

test('a store without stamps is listed anew', async () => {
  await using lake = new TestLake()
  const [key] = await lake.addEvents([{ occurred_at: AT }])
  settle(lake, key!)
  Object.defineProperty(lake.store, 'stamp', { value: undefined })
  const asked = spy(lake)
  await lake.ask('select count(*) from events')
  await grow(lake)
  await lake.ask('select count(*) from events')
  expect(asked).toHaveLength(2)
})

test('a lake whose folder is gone is an error, not no rows, until it is back; one that never had anything is none', async () => {
  await using lake = new TestLake()
  const count = () => lake.ask('select count(*) from events')
  expect(await count()).toEqual([[0]])
  await lake.addEvents([{ occurred_at: AT }, { occurred_at: AT + HOUR }])
  const away = `${lake.store.root}-away`
  renameSync(lake.store.root, away)
  await expect(count()).rejects.toThrow(/^lake: expected the files of 2 partitions in lake, the folder is not there$/)
  // What needs none of its partitions has no rows.
  expect(await lake.ask("select count(*) from events where received_date = '2025-01-01'")).toEqual([[0]])
  renameSync(away, lake.store.root)
  expect(await count()).toEqual([[2]])
  renameSync(lake.store.root, away)
  await grow(lake)
  await expect(count()).rejects.toThrow(/^lake: expected/)
})
