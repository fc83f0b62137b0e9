// Statements that are no query: questions about the tables, prepared statements, views; and what only Athena does.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { DuckDbEngine } from '../duckdb.ts'
import { QueryError } from '../engine.ts'
import { TestLake } from './lake.ts'

const lake = new TestLake({ mayDefine: true })
const reader = new DuckDbEngine({ store: lake.store, catalog: lake.catalog, threads: 1 })

beforeAll(async () => {
  await lake.addEvents([
    { occurred_at: '2026-01-15T07:00:00Z', event_id: 'a', app: 'store' },
    { occurred_at: '2026-01-15T08:00:00Z', event_id: 'b', app: 'shortener' },
  ])
})
afterAll(async () => {
  await reader.close()
  await lake[Symbol.asyncDispose]()
})

const column = async (sql: string) => (await lake.ask(sql)).map(row => row[0])

describe('questions', () => {
  test('tables and databases, by pattern', async () => {
    expect(await column('show tables')).toContain('events')
    expect(await column("show tables in clickstream 'e*|links'")).toEqual(['events', 'links'])
    expect(await column("SHOW TABLES LIKE 'rollups_h*'")).toEqual(['rollups_hourly'])
    expect(await column('show databases')).toEqual(['clickstream'])
    expect(await column("show schemas like 'x*'")).toEqual([])
    await expect(lake.run("show tables 'a%'")).rejects.toThrow("line 1:1: the pattern 'a%' runs on Athena only")
    await expect(lake.run('show tables in nowhere')).rejects.toThrow("SCHEMA_NOT_FOUND: line 1:1: Schema 'nowhere'")
  })

  test('columns, by every name of a table', async () => {
    const columns = await lake.ask('describe events')
    expect(columns[0]!.slice(0, 2)).toEqual(['event_id', 'varchar'])
    for (const sql of ['desc clickstream.events', 'describe `events`', 'show columns in events from clickstream']) {
      expect(await lake.ask(sql), sql).toEqual(columns)
    }
    await expect(lake.run('describe nowhere.events')).rejects.toThrow('SCHEMA_NOT_FOUND')
  })

  test('partitions as the catalog has them', async () => {
    expect(await column('show partitions events')).toEqual([
      'app=shortener/received_date=2026-01-15/received_hour=08',
      'app=store/received_date=2026-01-15/received_hour=07',
    ])
    await expect(lake.run('show partitions nowhere')).rejects.toThrow('expected a table (events')
  })

  test("a table's text", async () => {
    const lines = await column('show create table rejected')
    expect(lines[0]).toBe('CREATE EXTERNAL TABLE `rejected`(')
    expect(lines).toContain('PARTITIONED BY (')
    expect(lines.at(-1)).toMatch(/^LOCATION '.*\/lake\/rejected'$/)
  })

  test('cost nothing', async () => {
    expect((await lake.run('show partitions events')).receipt).toMatchObject({ bytes_read: 0, bytes_billed: 0 })
  })
})

describe('prepared statements', () => {
  test('last, take values, and go', async () => {
    await lake.run('prepare Mine from select event_id, ? as x from events where app = ? order by 1 limit ?')
    expect(await lake.ask("execute mine using 1.50, 'store', 5")).toEqual([['a', '1.50']])
    expect((await reader.run("execute mine using 1, 'shortener', 5", [])).rows).toEqual([['b', 1]])
    await expect(lake.run('execute mine using 1')).rejects.toThrow('expected 3 but found 1')
    await lake.run('deallocate prepare mine')
    await expect(lake.run('execute mine')).rejects.toThrow('NOT_FOUND: Prepared statement not found: mine')
    await expect(lake.run('deallocate prepare mine')).rejects.toThrow('NOT_FOUND')
  })

  test('values are of the types of their literals', async () => {
    const sql = `execute immediate 'select typeof(?), typeof(?), typeof(?), ?, ?'
      using 3000000000, date '2026-01-15', timestamp '2026-01-15 07:00:00.5', true, 'it''s ''?'''`
    expect(await lake.ask(sql)).toEqual([['bigint', 'date', 'timestamp(1)', true, "it's '?'"]])
  })

  test('other values are refused, each by its place', async () => {
    for (const value of ['null', '1e0', 'array[1]', "date '2026-02-30'", '99999999999999999999', '1 + 1']) {
      const run = lake.run(`execute immediate 'select ?' using ${value}`)
      await expect(run, value).rejects.toThrow('NOT_SUPPORTED_LOCALLY: line 1:36: ')
    }
  })

  test('what is wrong within has its place in the whole', async () => {
    await expect(lake.run("execute immediate 'select nope'")).rejects.toThrow("line 1:27: Column 'nope'")
    await expect(lake.run("\nexecute immediate 'select ?'")).rejects.toThrow('line 2:20: Incorrect number')
    await expect(lake.run('prepare x from execute x')).rejects.toThrow('Invalid statement type')
  })

  test('a question may be prepared too', async () => {
    expect(await column("execute immediate 'show databases'")).toEqual(['clickstream'])
  })
})

describe('views', () => {
  test('are read as tables are, with what is around them', async () => {
    await lake.run(
      "create view mine as with e as (select * from events) select event_id, app as Place, 'é' as x from e",
    )
    await lake.run('create or replace view theirs as select place, count(*) as n from mine group by 1 -- ünd')
    const sql = `with e as (select 1 as one) select m.place, t.n, e.one, (select max(event_id) from mine) as last
      from mine m join clickstream.theirs t on t.place = m.place cross join e where m.place = ? order by 1`
    const rows = [['store', 1, 1, 'b']]
    expect(await lake.ask(sql, { name: 'place', type: 'string', value: 'store' })).toEqual(rows)
    expect((await reader.run('select * from theirs order by 1', [])).rows).toEqual([
      ['shortener', 1],
      ['store', 1],
    ])
    expect(await column('show views')).toEqual(['mine', 'theirs'])
    expect(await column("show tables 'theirs'")).toEqual(['theirs'])
    expect(await lake.ask('describe theirs')).toEqual([
      ['place', 'varchar', ''],
      ['n', 'bigint', ''],
    ])
    expect(await column('show create view theirs')).toEqual([
      'CREATE VIEW "theirs" AS',
      'select place, count(*) as n from mine group by 1',
    ])
    expect((await lake.run('select * from theirs')).receipt).toMatchObject({ files_read: 2 })
  })

  test('do not read themselves, nor other columns than they were made with', async () => {
    await expect(lake.run('create or replace view mine as select place from theirs')).rejects.toThrow(
      'VIEW_IS_RECURSIVE',
    )
    await lake.run('create or replace view mine as select app as place, 1 as more from events')
    expect(await lake.ask('select sum(n) from theirs')).toEqual([[2]])
    await lake.run('create or replace view mine as select 1 as place from events')
    await expect(lake.run('select * from theirs')).rejects.toThrow(
      "VIEW_IS_STALE: View 'awsdatacatalog.clickstream.theirs'",
    )
  })

  test.each([
    [
      'create view events as select 1 as a',
      "TABLE_ALREADY_EXISTS: line 1:1: Table already exists: 'awsdatacatalog.clickstream.events'",
    ],
    ['create view mine as select 1 as a', 'TABLE_ALREADY_EXISTS: line 1:1: View already exists'],
    ['create view v as select 1', 'MISSING_COLUMN_NAME: line 1:1: Column name not specified at position 1'],
    [
      'create view v as select 1 as a, 2 as A',
      "DUPLICATE_COLUMN_NAME: line 1:1: Column name 'a' specified more than once",
    ],
    ['create view v as select null as a', 'COLUMN_TYPE_UNKNOWN: line 1:1: Column type is unknown at position 1'],
    ['create view v as select nope', "COLUMN_NOT_FOUND: line 1:25: Column 'nope' cannot be resolved"],
    ['create view v as select ? as a', 'INVALID_PARAMETER_USAGE'],
    ['create view nowhere.v as select 1 as a', "SCHEMA_NOT_FOUND: line 1:1: Schema 'nowhere' does not exist"],
    ['drop view nope', "GENERIC_USER_ERROR: line 1:1: View 'awsdatacatalog.clickstream.nope' does not exist"],
    ['drop view if exists events', 'a table with that name exists'],
    ['select * from v', "TABLE_NOT_FOUND: line 1:15: Table 'awsdatacatalog.clickstream.v' does not exist"],
  ])('%s', (sql, words) => expect(lake.run(sql)).rejects.toThrow(words))

  test('go', async () => {
    await lake.run('drop view mine')
    await lake.run('drop view if exists mine')
    await lake.run('drop view "theirs"')
    expect(await column('show views')).toEqual([])
  })
})

test('who may only read defines nothing', async () => {
  for (const sql of [
    'create view v as select 1 as a',
    'drop view v',
    'prepare p from select 1',
    'deallocate prepare p',
    "execute immediate 'create view v as select 1 as a'",
    'create table t as select 1 as a',
    "execute immediate 'create table t as select 1 as a'",
    `unload (select 1 as a) to '${lake.folder}/lake/athena/x' with (format = 'JSON')`,
    'drop table t',
    'msck repair table events',
    "alter table t add partition (day = '2026-01-15')",
  ]) {
    await expect(reader.run(sql, []), sql).rejects.toThrow(QueryError)
    await expect(reader.run(sql, []), sql).rejects.toThrow('expected one that reads')
  }
  expect(await lake.catalog.recall('sql')).toEqual(new Map())
})

test.each([
  ['alter table events add columns (x int)', 'ALTER TABLE', 'make the table anew'],
  ['create table t (x int)', 'CREATE TABLE', 'AS SELECT'],
  ["create table t with (format = 'ORC') as select 1 as x", "format 'ORC'", "write 'PARQUET'"],
  ['create table t with (bucket_count = 3) as select 1 as x', 'bucket_count', 'leave it out'],
  ["unload (select 1 as x) to '/x' with (format = 'AVRO')", "format 'AVRO'", "'JSON'"],
  ['describe formatted events', 'DESCRIBE FORMATTED', 'SHOW CREATE TABLE'],
  ['show functions', 'SHOW FUNCTIONS', 'refused by name'],
  ['show tblproperties events', 'SHOW TBLPROPERTIES', 'SHOW CREATE TABLE'],
  ['insert into events select 1', 'INSERT INTO', 'UNION ALL'],
  ['explain select 1', 'EXPLAIN', 'receipt'],
  ['explain analyze select 1', 'EXPLAIN ANALYZE', 'receipt'],
])('%s is refused by name, with its place and an alternative', async (sql, what, instead) => {
  const message = await lake.run(sql).then(String, (error: Error) => error.message)
  expect(message).toMatch(/^NOT_SUPPORTED_LOCALLY: line 1:\d+: /)
  expect(message).toContain(what)
  expect(message).toContain(instead)
})

test('EXPLAIN says what is wrong, and validates', async () => {
  await expect(lake.run('explain select nope from events')).rejects.toThrow("line 1:16: Column 'nope'")
  expect(await lake.ask('explain (type validate) select 1')).toEqual([[true]])
})
