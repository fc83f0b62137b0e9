// Forgetting where the stream is Kinesis: its records cannot be taken out, and may still be on their way.
import { FAILED_BATCHES } from '@clickstream/lake/layout'
import { ARCHIVE_CONSUMER } from '@clickstream/stream/stream'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { runJob } from '../job.ts'
import { jobs } from '../jobs.ts'
import { DAY, HOUR, happen, type Lake, land, MONDAY, openLake, readRows } from './derived.ts'

const ASKED = MONDAY + 2 * DAY + HOUR

let lake: Lake
let now = ASKED
/** What the lake and the archive are complete up to. */
let complete = { landed: ASKED, archived: ASKED }
beforeEach(async () => {
  lake = openLake()
  now = ASKED
  complete = { landed: ASKED - 60_000, archived: ASKED - HOUR }
  await land(lake, [happen('a1', 'ann', 0), happen('b1', 'bob', 1000)], ASKED - HOUR)
})
afterEach(() => lake.close())

const forget = async (values: Record<string, string>) =>
  runJob(await jobs.forget!(), values, {
    store: lake.store,
    catalog: lake.catalog,
    stream: 'kinesis:events',
    completeUpTo: async consumer => (consumer === ARCHIVE_CONSUMER ? complete.archived : complete.landed),
    memory: { threads: 1 },
    clock: () => now,
  })

const visitors = async () => (await readRows(lake, 'events')).map(({ anonymous_id }) => anonymous_id)

it('removes what is there, and ends only when all that had arrived is there', async () => {
  const first = await forget({ visitor: 'ann', reason: 'asked' })
  expect(first).toMatchObject({ is_failed: true, data: { receipt: null, removed: { events: 1 } } })
  expect(first.lines.join('\n')).toMatch(/no receipt yet:\nwhat arrived until 2026-01-14T01:00:00Z may be on its way/)
  expect(await visitors()).toEqual(['bob'])
  // It had arrived before, and comes to the lake only now; the last one arrives after the person asked.
  await land(lake, [happen('a2', 'ann', 2000)], ASKED - 1000)
  await land(lake, [happen('a3', 'ann', 3000)], ASKED + 2 * HOUR)
  now = ASKED + HOUR + 120_000
  complete = { landed: now - 60_000, archived: ASKED + 120_000 }
  const second = await forget({ visitor: 'ann' })
  expect(second.is_failed).not.toBe(true)
  expect(second).toMatchObject({ data: { removed: { events: 2 } } })
  expect((await visitors()).sort()).toEqual(['ann', 'bob'])
  const key = String(second.data!.receipt)
  const receipt = JSON.parse(new TextDecoder().decode(await lake.store.get(key)))
  expect(receipt).toMatchObject({ runs: 2, reason: 'asked', searched_stream: null })
  expect(receipt.asked_at).toBe(new Date(complete.archived).toISOString())
  expect(receipt.remains[0]).toMatch(/the stream keeps its records until its retention ends/)
  expect(second.lines.some(line => line.startsWith('remains: '))).toBe(true)
  expect((await forget({ verify: key })).is_failed).not.toBe(true)
})

it('does not end while batches that were given up may bring rows back', async () => {
  await lake.store.put(`${FAILED_BATCHES}x/shardId-000000000000/2026/01/14/a`, new Uint8Array(1))
  await forget({ visitor: 'ann' })
  complete = { landed: now + HOUR, archived: now + HOUR }
  now += HOUR
  const { is_failed, lines } = await forget({ visitor: 'ann' })
  expect(is_failed).toBe(true)
  expect(lines.join('\n')).toMatch(
    /1 object under aws\/lambda\/ or refused\/ may bring rows: clickstream job redrive first/,
  )
})

it('removes whom an older receipt is of once more, at once', async () => {
  await forget({ visitor: 'ann' })
  now += HOUR
  complete = { landed: now, archived: now }
  const { data } = await forget({ visitor: 'ann' })
  await land(lake, [happen('a9', 'ann', 0)], ASKED - 1000)
  const again = await forget({ again: String(data!.receipt) })
  expect(again).toMatchObject({ data: { removed: { events: 1 } } })
  expect(await visitors()).toEqual(['bob'])
})
