import { BROKEN_OFF } from '@clickstream/lake/catalog'
import { FAILED_BATCHES, FAILED_DELIVERIES } from '@clickstream/lake/layout'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { JobDeps } from '../job.ts'
import { createDoor } from '../lambda.ts'
import { checkSessions, DAY, happen, type Lake, land, MONDAY, openLake, override } from './derived.ts'

const context = (left = 900_000) => ({ getRemainingTimeInMillis: () => left })

let lake: Lake
let lines: Record<string, unknown>[] = []
let told: Record<string, unknown>[] = []
beforeEach(() => {
  lake = openLake()
  lines = []
  told = []
})
afterEach(() => lake.close())

function openDoor(deps: Partial<JobDeps> = {}) {
  const { store, catalog } = lake
  const completeUpTo = async () => MONDAY
  return createDoor(
    { store, catalog, stream: 'kinesis:events', completeUpTo, memory: { threads: 1 }, ...deps },
    {
      clock: () => MONDAY + 9 * DAY,
      log: line => lines.push(JSON.parse(line)),
      tell: (step, metrics, facts) => void told.push({ step, ...metrics, ...facts }),
    },
  )
}

it('runs the job that it is told to, and tells of it in one line of the log and in metrics', async () => {
  await land(lake, [happen('a', 'v1', 0), happen('b', 'v1', 1000)])
  for (const key of [`${FAILED_BATCHES}x`, `${FAILED_DELIVERIES}a`, `${FAILED_DELIVERIES}b`]) {
    await lake.store.put(key, new Uint8Array(1))
  }
  const answer = await openDoor()({ job: 'sessions', values: { idle: '30' } }, context())
  expect(answer).toMatchObject({ job: 'sessions', status: 'ok' })
  expect(await checkSessions(lake)).toHaveLength(1)
  const measures = {
    runs: 1,
    failures: 0,
    broken_off: 0,
    lake_age_ms: 9 * DAY,
    failed_batches: 1,
    failed_deliveries: 2,
    unmirrored: null,
  }
  expect(lines).toEqual([expect.objectContaining({ level: 'info', job: 'sessions', status: 'ok', ...measures })])
  expect(told).toEqual([expect.objectContaining({ step: 'jobs', job: 'sessions', ...measures })])
})

it.each([
  [{ job: 'explode' }, /job: expected one of compact, .*got "explode"/],
  [{} as { job: string }, /expected one of compact/],
  [{ job: 'toString' }, /got "toString"/],
  [{ job: 'sessions', values: { idel: '3' } }, /sessions: expected one of idle, full, got idel "3"/],
  [{ job: 'sessions', values: { idle: 3 as never } }, /expected a string as idle, got idle 3/],
  [{ job: 'sessions', values: ['full'] as never }, /expected values by name/],
])('refuses %j', async (order, why) => {
  await expect(openDoor()(order, context())).rejects.toThrow(why)
  expect(await lake.catalog.allRuns()).toEqual([])
})

it('throws when the job fails, so that Lambda sees it', async () => {
  const partitions = async () => {
    throw new Error('the table is gone')
  }
  const door = openDoor({ catalog: override(lake.catalog, { partitions }) })
  await expect(door({ job: 'sessions' }, context())).rejects.toThrow('the table is gone')
  expect(lines).toEqual([expect.objectContaining({ level: 'error', status: 'failed', error: 'the table is gone' })])
  expect(told).toEqual([expect.objectContaining({ failures: 1, broken_off: 0 })])
})

it('breaks off before Lambda ends it, which is no failure, and the next run goes on', async () => {
  await land(lake, [happen('a', 'v1', 0)])
  const slow = async (consumer?: string) => {
    await vi.waitFor(() => expect(performance.now() - begun).toBeGreaterThan(200), { timeout: 5000 })
    return consumer === undefined ? MONDAY + 8 * DAY : null
  }
  const begun = performance.now()
  const answer = await openDoor({ completeUpTo: slow })({ job: 'compact' }, context(200))
  expect(answer).toEqual({ job: 'compact', status: 'broken_off', lines: [] })
  expect(told).toEqual([expect.objectContaining({ failures: 0, broken_off: 1 })])
  expect((await lake.catalog.runs('compact', 1))[0]!.detail).toBe(BROKEN_OFF)
  const again = await openDoor({ completeUpTo: async () => MONDAY + 8 * DAY })({ job: 'compact' }, context())
  expect(again).toMatchObject({
    status: 'ok',
    lines: [expect.stringContaining('1 partition merged'), expect.anything(), expect.anything()],
  })
})

it('mirrors first what a killed writer left unmirrored, and runs the job though that fails', async () => {
  const mirrored = Object.assign(override(lake.catalog, {}), { reconcile: async () => 3 })
  await openDoor({ catalog: mirrored })({ job: 'identities' }, context())
  expect(told[0]).toMatchObject({ unmirrored: 3 })
  const failing = Object.assign(override(lake.catalog, {}), {
    reconcile: async () => {
      throw new Error('AccessDenied: glue:GetPartitions')
    },
  })
  const { status } = await openDoor({ catalog: failing })({ job: 'identities' }, context())
  expect(status).toBe('ok')
  expect(lines.some(({ level, error }) => level === 'warn' && String(error).includes('glue:GetPartitions'))).toBe(true)
  expect(told[1]).toMatchObject({ failures: 0, unmirrored: null })
})

it('measures what it can where the stream cannot be asked', async () => {
  const completeUpTo = async () => {
    throw new Error('AccessDenied: kinesis:ListShards')
  }
  await openDoor({ completeUpTo })({ job: 'identities' }, context())
  expect(told[0]).toMatchObject({ lake_age_ms: null, failed_batches: 0 })
})
