// `inventory`: what DuckDB's engine answers live of the pipeline itself, as files that Athena and QuickSight can ask.
import type { Table } from '@clickstream/events/field'
import { files as filesTable, runs as runsTable } from '@clickstream/events/system'
import { tables } from '@clickstream/events/tables'
import { DAY, dateOf } from '@clickstream/events/time'
import type { Run } from '@clickstream/lake/catalog'
import { Columns } from '@clickstream/lake/columns'
import { writeParquet } from '@clickstream/lake/parquet'
import { listByPlace } from '@clickstream/lake/version'
import { describeFile, describeRun, type SystemRow } from '@clickstream/query/system'
import type { Job, Summary, Work } from './job.ts'
import { showMany } from './units.ts'

const NAME = 'inventory'
/** The last day that was written. */
const LAST = 'last_date'
/** A run that began so long before the last inventory may have ended, or been made again, after it. */
const OPEN_MS = 2 * DAY

export const inventory: Job = {
  name: NAME,
  about: 'Write the tables runs and files, for engines that cannot look at the catalog',
  details: `
runs by day, of the days since the last inventory and the two before it; files
as a whole. On this machine queries see both as they are, and it need not run.`,
  options: { full: { type: 'boolean', about: 'All days of runs that the catalog still knows' } },
  examples: [['job inventory', 'both tables as of now']],
  run: ({ full }, work) => take(work, full === true),
}

async function take(work: Work, isFull: boolean): Promise<Summary> {
  const { catalog, clock } = work
  const last = (await catalog.recall(NAME)).get(LAST)
  const since = isFull || last === undefined ? 0 : Math.max(0, Date.parse(`${last}T00:00:00Z`) - OPEN_MS)
  const now = clock()
  const runs = await writeRuns(work, await catalog.allRuns(since))
  work.signal?.throwIfAborted()
  const files = await writeFiles(work)
  await catalog.remember(NAME, [[LAST, dateOf(now)]])
  const written = [runs, files]
  const rows = written.reduce((sum, each) => sum + each.rows, 0)
  return {
    rows_in: rows,
    rows_out: rows,
    files: written.reduce((sum, each) => sum + each.files, 0),
    bytes: written.reduce((sum, each) => sum + each.bytes, 0),
    lines: [
      `${showMany(runs.rows, 'run')} of ${showMany(runs.files, 'day')} and ${showMany(files.rows, 'file')} written down`,
    ],
  }
}

interface Written {
  readonly rows: number
  readonly files: number
  readonly bytes: number
}

/** A file a day, of one name: one put takes the place of the day's file before. */
async function writeRuns({ store, catalog, signal }: Work, runs: readonly Run[]): Promise<Written> {
  const days = Map.groupBy(runs, run => dateOf(run.started_at))
  let bytes = 0
  for (const [run_date, ofDay] of days) {
    signal?.throwIfAborted()
    const location = `${runsTable.name}/run_date=${run_date}/`
    const parquet = pack(runsTable, ofDay.map(describeRun))
    await store.put(`${location}${runsTable.name}.parquet`, parquet)
    await catalog.add([{ table: runsTable.name, values: { run_date }, location }])
    bytes += parquet.length
  }
  return { rows: runs.length, files: days.size, bytes }
}

async function writeFiles({ store, catalog, signal }: Work): Promise<Written> {
  const rows: SystemRow[] = []
  for (const table of Object.values<Table>(tables)) {
    signal?.throwIfAborted()
    // The partitions first: what takes their place meanwhile is in the next inventory.
    const known = await catalog.partitions(table.name)
    const places = await listByPlace(store, table.name)
    for (const { location, values } of known) {
      for (const file of places.get(location) ?? []) rows.push(describeFile(table, file, values))
    }
  }
  const parquet = pack(filesTable, rows)
  await store.put(`${filesTable.name}/${filesTable.name}.parquet`, parquet)
  return { rows: rows.length, files: 1, bytes: parquet.length }
}

function pack(table: Table, rows: readonly SystemRow[]): Uint8Array {
  const columns = new Columns(table)
  for (const row of rows) columns.add(table.fields.map(({ name }) => row[name] ?? null))
  return writeParquet(columns)
}
