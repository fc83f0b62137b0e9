import { files, runs } from '@clickstream/events/system'
import { BROKEN_OFF, FAILED } from '@clickstream/lake/catalog'
import { Scanner } from '@clickstream/query/scanner'
import { readSystemTable } from '@clickstream/query/system'
import { parquetReadObjects } from 'hyparquet'
import { compressors } from 'hyparquet-compressors'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { runJob } from '../job.ts'
import { jobs } from '../jobs.ts'
import { DAY, HOUR, happen, type Lake, land, MONDAY, openLake, override } from './derived.ts'

let lake: Lake
let now = MONDAY + 3 * DAY
beforeEach(() => {
  lake = openLake()
  now = MONDAY + 3 * DAY
})
afterEach(() => lake.close())

const run = async (name: string, values = {}, catalog = lake.catalog) =>
  runJob(await jobs[name]!(), values, {
    store: lake.store,
    catalog,
    stream: 'kinesis:events',
    completeUpTo: async () => now,
    memory: { threads: 1 },
    clock: () => now,
  })

async function read(key: string): Promise<Record<string, unknown>[]> {
  const file = (await lake.store.get(key)).slice().buffer as ArrayBuffer
  const rows = await parquetReadObjects({ file, compressors })
  const plain = (cell: unknown) =>
    cell instanceof Date ? cell.getTime() : typeof cell === 'bigint' ? Number(cell) : (cell ?? null)
  return rows.map(row => Object.fromEntries(Object.entries(row).map(([name, cell]) => [name, plain(cell)])))
}

const record = (job: string, key: string, started_at: number, detail: string | null = null) =>
  lake.catalog.record({
    ...{ job, key, started_at, finished_at: started_at + 1500, rows_in: 10, rows_out: 9, rejected: 1, repeated: 0 },
    ...{ files: 3, bytes: 5_000_000_000, newest_at: null, detail },
  })

const byKey = (rows: readonly Record<string, unknown>[]) =>
  rows.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))

it('writes runs by day and files as a whole, with the rows that a query here sees', async () => {
  await land(lake, [happen('a', 'v1', HOUR), happen('b', 'v2', 2 * HOUR, { app: 'shortener' })])
  await run('sessions')
  await record('compact', 'x', MONDAY, `${FAILED}the disk is full`)
  await record('compact', 'y', MONDAY + 1, BROKEN_OFF)
  await record('transform', 'z', MONDAY + DAY)
  const scanner = new Scanner(lake.store, lake.catalog)
  const seen = {
    runs: await readSystemTable('runs', { catalog: lake.catalog, scanner }),
    files: await readSystemTable('files', { catalog: lake.catalog, scanner }),
  }
  const { rows_out } = await run('inventory')
  expect(rows_out).toBe(seen.runs.length + seen.files.length)
  const partitions = await lake.catalog.partitions('runs')
  expect(partitions[0]).toEqual({
    table: 'runs',
    values: { run_date: '2026-01-12' },
    location: 'runs/run_date=2026-01-12/',
  })
  const written: Record<string, unknown>[] = []
  for (const { location, values } of partitions) {
    for (const row of await read(`${location}runs.parquet`)) written.push({ ...row, ...values })
  }
  const columns = [...runs.fields, ...runs.partitions].map(({ name }) => name)
  const pick = (row: object) => Object.fromEntries(columns.map(name => [name, (row as Record<string, unknown>)[name]]))
  expect(byKey(written.map(pick))).toEqual(byKey(seen.runs.map(pick)))
  expect(written.filter(({ status }) => status !== 'ok').map(({ status }) => status)).toEqual(['failed', 'stopped'])
  const names = files.fields.map(({ name }) => name)
  const pickFile = (row: object) =>
    Object.fromEntries(names.map(name => [name, (row as Record<string, unknown>)[name]]))
  const listed = (await read('files/files.parquet')).map(pickFile)
  // A file system tells fractions of a millisecond.
  const whole = seen.files.map(row => ({ ...pickFile(row), modified_at: Math.floor(Number(row.modified_at)) }))
  expect(byKey(listed)).toEqual(byKey(whole))
})

it('reads only the runs of the last days when it runs again, and puts each day in its own place', async () => {
  await record('compact', 'old', MONDAY)
  await run('inventory')
  const asked: (number | undefined)[] = []
  const catalog = override(lake.catalog, {
    allRuns: since => {
      asked.push(since)
      return lake.catalog.allRuns(since)
    },
  })
  now += HOUR
  await record('compact', 'new', now)
  await run('inventory', {}, catalog)
  expect(asked).toEqual([MONDAY + DAY])
  expect(await read('runs/run_date=2026-01-12/runs.parquet')).toHaveLength(1)
  const today = await read('runs/run_date=2026-01-15/runs.parquet')
  expect(today.map(({ job, run_key }) => (job === 'inventory' ? job : run_key))).toEqual(['inventory', 'new'])
  expect((await lake.store.list('runs/')).map(({ key }) => key)).toHaveLength(2)
  await run('inventory', { full: true }, catalog)
  expect(asked.at(-1)).toBe(0)
})

it('writes an empty list of files where there is none', async () => {
  await run('inventory')
  expect(await read('files/files.parquet')).toEqual([])
})
