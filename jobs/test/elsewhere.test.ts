// The jobs over a lake whose objects no program of this machine opens as files: the same comes of it.
import { afterEach, beforeEach, expect, it } from 'vitest'
import { runJob } from '../job.ts'
import { jobs } from '../jobs.ts'
import {
  checkTables,
  DAY,
  HOUR,
  happen,
  type Lake,
  land,
  MINUTE,
  MONDAY,
  openLake,
  override,
  readRows,
} from './derived.ts'

/** As S3: no files to open. */
function elsewhere(lake: Lake): Lake {
  const store = override(lake.store, { locate: key => `s3://bucket/${key}` })
  return { ...lake, store }
}

/** The stream is of no account: none of it is on its way. */
const run = async (lake: Lake, name: string, values = {}) =>
  runJob(await jobs[name]!(), values, {
    store: lake.store,
    catalog: lake.catalog,
    stream: 'sqlite:none',
    completeUpTo: async () => MONDAY + 9 * DAY,
    memory: { threads: 1 },
  })

/** Two apps' visits of two days, an order, a link, a login; one event comes twice. */
async function fill(lake: Lake): Promise<void> {
  for (const [day, app] of [
    [0, 'store'],
    [1, 'store'],
    [0, 'shortener'],
  ] as const) {
    const visits = Array.from({ length: 40 }, (_, i) =>
      happen(`${app}-${day}-${i}`, `v${i % 7}`, day * DAY + i * 9 * MINUTE, { app }),
    )
    await land(lake, visits.slice(0, 20), MONDAY + (day + 1) * DAY)
    await land(lake, visits.slice(20), MONDAY + (day + 1) * DAY + HOUR)
  }
  await land(lake, [
    happen('order', 'v1', 3 * HOUR, { event_type: 'order_completed', order_id: 'o-1', value: 12.5, currency: 'USD' }),
    happen('login', 'v2', 4 * HOUR, { event_type: 'user_identified', user_id: 'u-2' }),
    happen('link', null, 5 * HOUR, {
      app: 'shortener',
      event_type: 'link_created',
      short_code: 'abc',
      destination_url: 'https://example.com/',
    }),
    happen('look', 'v3', 6 * HOUR, { event_type: 'product_viewed', product_id: 'p-1', price: 3, currency: 'USD' }),
  ])
}

let here: Lake
let there: Lake
beforeEach(async () => {
  here = openLake()
  there = elsewhere(openLake())
  await fill(here)
  await fill(there)
})
afterEach(() => Promise.all([here.close(), there.close()]))

it('compacts to the same rows, and makes no bundles, which nobody would open', async () => {
  const [one, other] = [await run(here, 'compact'), await run(there, 'compact')]
  expect(other.rows_in).toBe(one.rows_in)
  expect(await readRows(there, 'events')).toEqual(await readRows(here, 'events'))
  expect(await there.store.list('bundles/')).toEqual([])
  expect(await here.store.list('bundles/')).not.toEqual([])
})

it('derives the same tables, before and after a compaction', async () => {
  for (const name of ['identities', 'sessions', 'rollups', 'dimensions']) await run(there, name)
  await checkTables(there)
  await run(there, 'compact')
  for (const name of ['identities', 'sessions', 'rollups', 'dimensions'])
    expect((await run(there, name)).rows_out).toBe(0)
  await checkTables(there)
})

it('forgets somebody, reprocesses and drops days', async () => {
  for (const name of ['identities', 'sessions']) await run(there, name)
  const receipt = await run(there, 'forget', { visitor: 'v3' })
  expect((await readRows(there, 'events')).filter(({ anonymous_id }) => anonymous_id === 'v3')).toEqual([])
  const verified = await run(there, 'forget', { verify: String(receipt.data!.receipt) })
  expect(verified.is_failed).not.toBe(true)
  await run(there, 'reprocess', { from: '2026-01-12', diff: true })
  const { rows_in } = await run(there, 'retain', { days: '1', table: 'events', grace: '0' })
  expect(rows_in).toBeGreaterThan(100)
  expect(await readRows(there, 'events')).toEqual([])
})
