import { gzipSync } from 'node:zlib'
import { FAILED_BATCHES } from '@clickstream/lake/layout'
import { failureMessage } from '@clickstream/stream/failure'
import { createHandler } from '@clickstream/transform/handler'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { envelope, event, message, NOON } from '../../packages/transform/test/lake.ts'
import { runJob } from '../job.ts'
import { jobs } from '../jobs.ts'
import { HOUR, type Lake, openLake, override, readRows, runHere } from './derived.ts'

const why = {
  condition: 'RetryAttemptsExhausted',
  attempts: 11,
  error: new Error('no room'),
  thrown: true,
  function_arn: 'arn:aws:lambda:us-east-1:123456789012:function:transform',
} as const

/** What Lambda leaves of a batch, under a name of its own. */
async function giveUp(lake: Lake, batch: ReturnType<typeof message>, name: string, asText = true): Promise<string> {
  const kept = failureMessage(batch, why, 0)
  const key = `${FAILED_BATCHES}0a1b2c3d-0000-4000-8000-000000000000/shardId-000000000000/2026/01/15/2026-01-15T12.00.00-${name}`
  const body = asText ? kept : { ...kept, payload: JSON.parse(kept.payload) }
  await lake.store.put(key, Buffer.from(JSON.stringify(body)))
  return key
}

const bodies = (from: number, count: number) =>
  Array.from({ length: count }, (_, i) => envelope(event(`e-${from + i}`)))

let lake: Lake
beforeEach(() => {
  lake = openLake()
})
afterEach(() => lake.close())

it('brings given-up batches to the lake, each event once, and removes them', async () => {
  const first = message([...bodies(0, 10), 'no JSON'])
  // Half of it came through before it was given up.
  await createHandler(lake, { log: () => {} })({ Records: first.Records.slice(0, 5) })
  await giveUp(lake, first, 'a')
  await giveUp(lake, message(bodies(11, 3), 11), 'b', false)
  const summary = await runHere(lake, 'redrive')
  expect(summary).toMatchObject({ rows_in: 14, rows_out: 8, rejected: 1, repeated: 5, is_failed: false })
  expect(summary.lines).toEqual(['2 batches of events in the lake now: 8 stored, 1 rejected, 5 there already'])
  expect((await readRows(lake, 'events')).map(({ event_id }) => event_id).sort()).toEqual(
    [...bodies(0, 10), ...bodies(11, 3)].map(body => (body.event as { event_id: string }).event_id).sort(),
  )
  expect(await lake.store.list(FAILED_BATCHES)).toEqual([])
  expect((await runHere(lake, 'redrive')).lines).toEqual(['nothing was given up'])
})

it('can be killed between the lake and the removal, and run again', async () => {
  await giveUp(lake, message([...bodies(0, 4), 'no JSON']), 'a')
  const remove = async () => {
    throw new Error('killed')
  }
  const dying = { ...lake, store: override(lake.store, { remove }) }
  expect(await runHere(dying, 'redrive')).toMatchObject({ is_failed: true })
  expect(await runHere(lake, 'redrive')).toMatchObject({ rows_out: 0, repeated: 4, is_failed: false })
  expect(await readRows(lake, 'events')).toHaveLength(4)
  expect(await readRows(lake, 'rejected')).toHaveLength(1)
})

it('leaves what fails again and what it cannot read, without quoting it, and goes on with the rest', async () => {
  const garbage = `${FAILED_BATCHES}x/shardId-000000000000/2026/01/15/garbage`
  await lake.store.put(garbage, Buffer.from('ann@example.com'))
  await lake.store.put(`${garbage}-empty`, Buffer.from('{"payload":"{\\"Records\\":[]}"}'))
  await giveUp(lake, message(bodies(0, 2)), 'z')
  const summary = await runHere(lake, 'redrive')
  expect(summary).toMatchObject({ rows_out: 2, is_failed: true, data: { batches: 3, failed: 2 } })
  expect(summary.lines.join('\n')).toMatch(
    /2 batches of events failed again, to be kept:\n.*garbage: expected a batch as Lambda keeps it/,
  )
  expect(summary.lines.join('\n')).not.toMatch(/ann@/)
  expect(await lake.store.list(FAILED_BATCHES)).toHaveLength(2)
})

it('only says what there is with --dry-run', async () => {
  await giveUp(lake, message(bodies(0, 2)), 'a')
  const { lines } = await runHere(lake, 'redrive', { 'dry-run': true })
  expect(lines[0]).toBe('1 batch of events given up:')
  expect(lines[1]).toMatch(/-a: 2 records, RetryAttemptsExhausted$/)
  expect(await lake.store.list(FAILED_BATCHES)).toHaveLength(1)
  expect(await lake.catalog.partitions('events')).toEqual([])
})

it('brings files of rejected events that nobody brought within the hour', async () => {
  const body = { received_at: NOON, dialect: 'events', rejected: { event_id: null, reason_code: 'not_json' } }
  const line = JSON.stringify({ ...body, rejected: { ...body.rejected, field: null, reason: 'r', payload: 'p' } })
  await lake.store.put('refused/2026/01/15/12/a.gz', gzipSync(`${line}\n`))
  expect((await runHere(lake, 'redrive')).lines).toEqual(['nothing was given up'])
  const later = { ...lake, clock: () => Date.now() + 2 * HOUR }
  const { lines } = await runJob(await jobs.redrive!(), {}, { ...later, stream: '', completeUpTo: async () => null })
  expect(lines).toEqual(['1 file of rejected events in the lake now'])
  expect(await readRows(lake, 'rejected')).toHaveLength(1)
  expect(await lake.store.list('refused/')).toEqual([])
})
