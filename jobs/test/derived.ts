// A lake to derive tables in: events landed as the transform lands them, jobs run on it, rows read by another reader.
import { tables } from '@clickstream/events/tables'
import { commitVersions, listFiles, prepareVersion, settle } from '@clickstream/lake/version'
import { createHandler } from '@clickstream/transform/handler'
import { parquetReadObjects } from 'hyparquet'
import { compressors } from 'hyparquet-compressors'
import { expect } from 'vitest'
import { type Lake, message, openLake, override } from '../../packages/transform/test/lake.ts'
import { type JobValues, runJob } from '../job.ts'
import { jobs } from '../jobs.ts'
import { computeIdentities, computeLinks, computeProducts, computeRollups } from './reference/folds.ts'
import { computeSessions, type ReferenceEvent } from './reference/sessions.ts'

export { type Lake, openLake, override }

type Row = Record<string, unknown>
export type Place = Pick<Lake, 'store' | 'catalog'>

export const MINUTE = 60_000
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR
/** The day that most happens on. */
export const MONDAY = Date.UTC(2026, 0, 12)

/** An event of `visitor`, so many ms after MONDAY began. */
export function happen(event_id: string, visitor: string | null, at: number, more: Row = {}): Row {
  return {
    event_id,
    event_type: 'page_viewed',
    app: 'store',
    ...(visitor === null ? {} : { anonymous_id: visitor }),
    page_url: `https://shop.example/${event_id}`,
    occurred_at: new Date(MONDAY + at).toISOString(),
    ...more,
  }
}

let sequence = 0

/** Lands events that arrive at one moment; by default two days after MONDAY. */
export async function land(lake: Place, events: readonly Row[], received_at = MONDAY + 2 * DAY): Promise<void> {
  const bodies = events.map(event => ({ received_at, dialect: 'events', event }))
  await createHandler(lake, { log: () => {} })(message(bodies, sequence))
  sequence += events.length
}

/** Runs a job; what is not the lake's has defaults. */
export async function runHere(lake: Place, name: string, values: JobValues = {}, signal?: AbortSignal) {
  const job = await jobs[name]!()
  const { store, catalog } = lake
  return runJob(job, values, {
    store,
    catalog,
    completeUpTo: async () => null,
    stream: 'sqlite::memory:',
    memory: { threads: 1 },
    ...(signal === undefined ? {} : { signal }),
  })
}

/** A table's rows with their partition columns: times in ms, in an order of their own. */
export async function readRows({ store, catalog }: Place, table: keyof typeof tables): Promise<Row[]> {
  const rows: Row[] = []
  for (const { location, values } of await catalog.partitions(table)) {
    for (const { key } of await listFiles(store, location)) {
      const file = (await store.get(key)).slice().buffer as ArrayBuffer
      for (const row of await parquetReadObjects({ file, compressors })) {
        const cells = Object.entries(row).map(([name, cell]) => [name, plain(cell)])
        rows.push({ ...Object.fromEntries(cells), ...values })
      }
    }
  }
  return sortRows(rows)
}

/** A time in ms; a decimal as it is written, the reader's last digits being off. */
function plain(cell: unknown): unknown {
  if (cell instanceof Date) return cell.getTime()
  return typeof cell === 'number' ? Math.round(cell * 10_000) / 10_000 : cell
}

/** Rows as their columns' names sort, in the order of their JSON. */
export function sortRows(rows: readonly Row[]): Row[] {
  const text = rows.map(row => JSON.stringify(Object.fromEntries(Object.entries(row).sort())))
  return text.sort().map(line => JSON.parse(line) as Row)
}

/** What the sessions of the lake's events are, told independently. */
export async function expectedSessions(lake: Place, idle_minutes = 30): Promise<Row[]> {
  return sortRows(computeSessions((await readRows(lake, 'events')) as unknown as ReferenceEvent[], idle_minutes))
}

/** Compares the table sessions with the independent telling. @returns its rows */
export async function checkSessions(lake: Place, idle_minutes = 30): Promise<Row[]> {
  const rows = await readRows(lake, 'sessions')
  expect(rows).toEqual(await expectedSessions(lake, idle_minutes))
  return rows
}

/** Puts a version in the place of each partition of events: the same files, but for those whose name `keep` is against. */
export async function replaceEvents(
  lake: Place,
  { is_same, keep = () => true }: { is_same: boolean; keep?: (name: string) => boolean },
): Promise<void> {
  for (const partition of await lake.catalog.partitions('events')) {
    await settle(lake, partition)
    const version = await prepareVersion(lake, 'test', tables.events, partition, async (location, inputs) => {
      for (const [i, { key }] of inputs.entries()) {
        if (keep(key.slice(key.lastIndexOf('/') + 1)))
          await lake.store.put(`${location}part-${String(i).padStart(5, '0')}.parquet`, await lake.store.get(key))
      }
      return { is_same }
    })
    expect(await commitVersions(lake, [version])).toBe(true)
  }
}

/** Where each day of a derived table is: `<app>/<date>` to location. */
export async function placesOf({ catalog }: Place, table: string): Promise<Map<string, string>> {
  const partitions = await catalog.partitions(table)
  return new Map(partitions.map(({ values, location }) => [Object.values(values).join('/'), location]))
}

/** The jobs of this folder that derive tables from events, in their order. */
export const DERIVING = ['identities', 'sessions', 'rollups', 'dimensions'] as const

/** What each makes of events, told independently; `said_by` is how products are made, not what they are. */
const TOLD: Record<(typeof DERIVING)[number], (events: readonly ReferenceEvent[]) => Record<string, Row[]>> = {
  identities: events => ({ identities: computeIdentities(events) }),
  sessions: events => ({ sessions: computeSessions(events) }),
  rollups: events => ({
    rollups_hourly: computeRollups(events, 'hour'),
    rollups_daily: computeRollups(events, 'day'),
  }),
  dimensions: events => ({ links: computeLinks(events), products: computeProducts(events) }),
}

/** Compares the tables that these jobs make with the independent telling. */
export async function checkTables(lake: Place, names: readonly (typeof DERIVING)[number][] = DERIVING): Promise<void> {
  const events = (await readRows(lake, 'events')) as unknown as ReferenceEvent[]
  for (const [table, rows] of names.flatMap(name => Object.entries(TOLD[name](events)))) {
    const made = await readRows(lake, table as keyof typeof tables)
    const told = made.map(({ said_by: _, ...row }) => row)
    expect({ [table]: sortRows(told) }).toEqual({ [table]: sortRows(rows) })
  }
}
