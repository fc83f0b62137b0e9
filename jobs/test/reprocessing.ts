// A lake for each test and its raw archive, what arrives in both, and the job run on them.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Decoded } from '@clickstream/events/decoded'
import { createArchive } from '@clickstream/transform/archive'
import { createHandler } from '@clickstream/transform/handler'
import { transformBatch } from '@clickstream/transform/transform'
import { afterEach, beforeEach } from 'vitest'
import { type Lake, message, openLake } from '../../packages/transform/test/lake.ts'
import { type Job, type JobDeps, runJob } from '../job.ts'
import { makeReprocess, reprocess } from '../reprocess.ts'

const LATER = Date.UTC(2026, 5, 1)

/** The one of the test at hand. */
export let lake: Lake
let folder: string
beforeEach(() => {
  lake = openLake()
  folder = mkdtempSync(join(tmpdir(), 'reprocess-'))
})
afterEach(async () => {
  await lake.close()
  rmSync(folder, { recursive: true, force: true })
})

export const deps = (more: Partial<JobDeps> = {}): JobDeps => ({
  store: lake.store,
  catalog: lake.catalog,
  completeUpTo: async () => LATER,
  stream: `sqlite:${join(folder, 'stream.sqlite')}`,
  clock: () => LATER,
  ...more,
})

export type Data = {
  readonly is_same: boolean
  readonly records: number
  readonly unheld_rows: number
  readonly changed: readonly { table: string; before: number; after: number }[]
  readonly difference: {
    metrics: { day: string; metric: string; before: string; after: string }[]
    columns: Record<string, number>
    came: number
    gone: number
    samples: { event_id: string; fate: string; columns: Record<string, [string | null, string | null]> }[]
  }
}

export async function run(
  values: Record<string, string | boolean> = {},
  job: Job = reprocess,
  more: Partial<JobDeps> = {},
) {
  const summary = await runJob(job, { from: '2026-01-01', to: '2026-01-31', diff: true, ...values }, deps(more))
  return { ...summary, data: summary.data as unknown as Data }
}

/** A transform that sees other records. */
const changing = (change: (decoded: Decoded) => Decoded): Job =>
  makeReprocess((batch, to) => transformBatch({ ...batch, decode: record => change(batch.decode(record)) }, to))

/** One that gives an event other fields. */
export const withFields = (fields: object): Job =>
  changing(decoded => {
    const { envelope } = decoded
    if (envelope === null || !('event' in envelope)) return decoded
    const changed = { ...envelope, event: { ...(envelope.event as object), ...fields } }
    return { ...decoded, envelope: changed, original: JSON.stringify(envelope.event) }
  })

export const sorted = async (table: 'events' | 'rejected') =>
  (await lake.rows(table)).map(row => JSON.stringify(row)).sort()
export const idsOf = async (table: 'events' | 'rejected') => (await lake.rows(table)).map(row => row.event_id).sort()
export const locations = async () =>
  [...(await lake.catalog.partitions('events')), ...(await lake.catalog.partitions('rejected'))].map(
    each => each.location,
  )

/** Both consumers of the stream, on the same batch. */
export async function arrive(...batch: Parameters<typeof message>): Promise<void> {
  await createHandler(lake, { log: () => {} })(message(...batch))
  await createArchive(lake.store)(message(...batch))
}
