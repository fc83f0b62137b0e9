// The tables that the pipeline keeps of itself.
import { queryable, tables } from '@clickstream/events/tables'
import { BROKEN_OFF, FAILED, type Run } from '@clickstream/lake/catalog'
import { commitVersions, prepareVersion } from '@clickstream/lake/version'
import { expect, test } from 'vitest'
import { TestLake, writeRows } from './lake.ts'

const AT = Date.parse('2026-01-15T07:00:00Z')

function someRun(run: Partial<Run>): Run {
  return {
    ...{ job: 'compact', key: 'a', started_at: AT, finished_at: AT + 1_500, rows_in: 10, rows_out: 9 },
    ...{ rejected: 1, repeated: 2, files: 3, bytes: 5_000_000_000, newest_at: null, detail: 'all well', ...run },
  }
}

test('runs: every run of every job, with how it ended', async () => {
  await using lake = new TestLake()
  await lake.catalog.record(someRun({}))
  await lake.catalog.record(
    someRun({ job: 'sessions', key: 'b', started_at: AT + 1, detail: `${FAILED}the disk is full` }),
  )
  await lake.catalog.record(someRun({ key: 'c', started_at: AT + 2, detail: BROKEN_OFF }))
  await lake.catalog.record(
    someRun({ job: 'transform', key: 's:1', started_at: AT - 86_400_000, newest_at: AT, detail: null }),
  )
  const { columns, rows, receipt } = await lake.run('select * from runs order by started_at')
  expect(columns.map(({ name }) => name)).toEqual(
    [...queryable.runs.fields, ...queryable.runs.partitions].map(({ name }) => name),
  )
  const objects = rows.map(row => Object.fromEntries(row.map((cell, i) => [columns[i]!.name, cell])))
  expect(objects[0]).toMatchObject({ job: 'transform', run_key: 's:1', run_date: '2026-01-14', elapsed_ms: 86_401_500 })
  expect(objects[1]).toEqual({
    ...{
      job: 'compact',
      run_key: 'a',
      started_at: '2026-01-15T07:00:00.000Z',
      finished_at: '2026-01-15T07:00:01.500Z',
    },
    ...{ elapsed_ms: 1500, status: 'ok', rows_in: 10, rows_out: 9, rejected: 1, repeated: 2, files: 3 },
    ...{ bytes: 5_000_000_000, newest_at: null, detail: 'all well', error: null, run_date: '2026-01-15' },
  })
  expect(objects.map(({ status, error }) => [status, error])).toEqual([
    ['ok', null],
    ['ok', null],
    ['failed', 'the disk is full'],
    ['stopped', null],
  ])
  expect(receipt).toMatchObject({ rows: 4, files_read: 0, partitions_known: 0 })
  expect(await lake.ask("select job from runs where run_date = '2026-01-14'")).toEqual([['transform']])
  // A run made again takes the place of the first, at once.
  await lake.catalog.record(someRun({ rows_out: 8 }))
  expect(await lake.ask("select rows_out from runs where run_key = 'a'")).toEqual([[8]])
})

test('files: those that readers see now, and no others', async () => {
  await using lake = new TestLake()
  await lake.addEvents([{ occurred_at: AT }, { occurred_at: AT, app: 'shortener' }])
  await lake.addRejected([{ received_at: AT }])
  const ask = (sql: string) => lake.ask(sql)
  expect(
    await ask('select table_name, app, partition_date, partition_hour, generation from files order by 1, 2'),
  ).toEqual([
    ['events', 'shortener', '2026-01-15', '07', 0],
    ['events', 'store', '2026-01-15', '07', 0],
    ['rejected', null, '2026-01-15', null, 0],
  ])
  expect(await ask("select partition_path, path from files where app = 'store'")).toEqual([
    [
      'app=store/received_date=2026-01-15/received_hour=07',
      'events/app=store/received_date=2026-01-15/received_hour=07/part-0.parquet',
    ],
  ])
  for (const [path, bytes, modified] of await ask('select path, bytes, modified_at from files')) {
    const [found] = await lake.store.list(String(path))
    expect([bytes, modified]).toEqual([found!.size, new Date(found!.modified_at).toISOString()])
  }
  const [partition] = await lake.catalog.partitions('events')
  const version = await prepareVersion(lake, 'compact', tables.events, partition!, async location => {
    await lake.store.put(`${location}whole.parquet`, writeRows(tables.events, []))
    return { is_same: false }
  })
  expect(await commitVersions(lake, [version])).toBe(true)
  expect(await ask("select generation, count(*) from files where table_name = 'events' group by 1 order by 1")).toEqual(
    [
      [0, 1],
      [1, 1],
    ],
  )
})

test('both can be joined to tables of the lake, and read by several statements at once', async () => {
  await using lake = new TestLake()
  await lake.addEvents([{ occurred_at: AT }])
  await lake.catalog.record(someRun({}))
  const sql = 'select (select count(*) from events), (select count(*) from files), count(*) from runs'
  const answers = await Promise.all([1, 2, 3, 4].map(() => lake.ask(sql)))
  expect(answers).toEqual(answers.map(() => [[1, 1, 1]]))
})
