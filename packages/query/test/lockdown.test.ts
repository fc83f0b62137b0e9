// A statement reads the lake's tables and nothing else of the machine.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { QueryError } from '../engine.ts'
import { TestLake } from './lake.ts'

const lake = new TestLake()
const secret = join(lake.folder, 'secret.csv')

beforeAll(async () => {
  writeFileSync(secret, 'word\nsesame\n')
  await lake.addEvents([{ occurred_at: '2026-01-15T07:00:00Z' }])
})
afterAll(() => lake[Symbol.asyncDispose]())

const ways = [
  // Files, by function
  `select * from read_text('${secret}')`,
  `select * from read_csv('${secret}')`,
  `select * from read_csv_auto('${secret}')`,
  `select * from read_blob('${secret}')`,
  `select * from read_json('${secret}')`,
  `select * from read_parquet('${secret}')`,
  `select * from parquet_scan('${secret}')`,
  `select * from parquet_metadata('${secret}')`,
  `select * from glob('/*')`,
  `select * from sniff_csv('${secret}')`,
  `select * from "read_text"('${secret}')`,
  `select * from main.read_text('${secret}')`,
  `select * from system.main.read_text('${secret}')`,
  `select * from READ_TEXT('${secret}')`,
  `select * from read_text/* */('${secret}')`,
  `select * from lateral (select * from read_text('${secret}')) t`,
  `select read_text('${secret}')`,
  `select "read_text"('${secret}')`,
  // Files, as tables
  `select * from '${secret}'`,
  `select * from "${secret}"`,
  `select * from events, "${secret}"`,
  `select * from events e join '${secret}' s on true`,
  `select * from "file:${secret}"`,
  // Hidden deeper
  `with a as (select * from read_text('${secret}')) select * from a`,
  `with a as (with b as (select * from "${secret}") select * from b) select * from a`,
  `select (select max(content) from read_text('${secret}'))`,
  `select * from events where event_id in (select content from read_text('${secret}'))`,
  `select * from events where exists (select 1 from "${secret}")`,
  `select 1 union all select content from read_text('${secret}')`,
  `select case when true then (select content from read_text('${secret}')) end`,
  `select count(*) filter (where (select content from read_text('${secret}')) is null) from events`,
  `select sum(1) over (order by (select content from read_text('${secret}')))`,
  `select * from events order by (select content from read_text('${secret}'))`,
  `select * from events limit (select count(*) from read_text('${secret}'))`,
  `select event_id from events group by event_id having max((select content from read_text('${secret}'))) is null`,
  `select * from unnest((select list(content) from read_text('${secret}'))) as t(x)`,
  `values ((select content from read_text('${secret}')))`,
  `(select * from read_text('${secret}'))`,
  // SQL within SQL
  `select * from query('select * from read_text(''${secret}'')')`,
  `select * from query_table('${secret}')`,
  `select * from json_execute_serialized_sql(json_serialize_sql('select 1'))`,
  `select json_serialize_sql('select 1')`,
  // The machine and the engine
  `select getenv('PATH')`,
  `select getvariable('x')`,
  `select current_setting('secret_directory')`,
  'select * from duckdb_settings()',
  'select * from duckdb_views()',
  'select * from duckdb_secrets()',
  'select * from information_schema.character_sets',
  'select * from system.information_schema.tables',
  'select * from main.information_schema.tables',
  'select * from duckdb_tables',
  'select * from sqlite_master',
  'select * from pg_catalog.pg_class',
  'select * from lake_events',
  'select * from lake_runs',
  'select * from temp.lake_events',
  'select * from memory.main.lake_events',
  `select getvariable('lake_events_files')`,
  'select athena_varchar(1)',
  'select athena_microseconds(now())',
  `select timezone('UTC', now())`,
  `select * from duckdb_variables()`,
  `select * from duckdb_temporary_files()`,
  `select * from duckdb_external_file_cache()`,
  `select * from duckdb_logs`,
  `select * from parquet_file_metadata('${secret}')`,
  `select * from parquet_kv_metadata('${secret}')`,
  `select * from parquet_bloom_probe('${secret}', 'a', 1)`,
  `select * from read_ndjson_objects('${secret}')`,
  `select * from read_duckdb('${secret}')`,
  `select * from sql_auto_complete('sel')`,
  `select in_search_path('memory', 'main')`,
  `select * from unnest(duckdb_settings())`,
  `select set_config('threads', '1', false)`,
  `select * from runs positional join files`,
  `select * from files at (version => 1)`,
  `select columns(*) from events`,
  `select * from events using sample 10`,
  `select * from events limit (select count(*) from "${secret}")`,
  'select pg_sleep(1)',
  'select nextval(1)',
  `select * from pragma_version()`,
  `select * from which_secret('x', 's3')`,
  `select * from checkpoint()`,
  `select * from force_checkpoint()`,
  `select * from enable_logging()`,
  `select * from arrow_scan(1, 2, 3)`,
  `select * from seq_scan('x')`,
  `select write_log('x')`,
  `select error('x')`,
  // Other statements
  `copy (select 1) to '${secret}'`,
  `copy events from '${secret}'`,
  `attach '${secret}' as x`,
  'detach memory',
  'install httpfs',
  'load httpfs',
  'pragma database_list',
  'set threads = 1',
  'reset threads',
  `set enable_external_access = true`,
  `set variable x = 1`,
  'create table x (a integer)',
  'create view x as select 1',
  'create macro x() as 1',
  'insert into events values (1)',
  'update events set app = 1',
  'delete from events',
  'drop view lake_events',
  'alter table events rename to x',
  'truncate events',
  "export database 'x'",
  `import database 'x'`,
  'call pragma_version()',
  'checkpoint',
  'vacuum',
  'use memory',
  'begin',
  'explain select 1',
  'explain analyze select 1',
  'prepare x as select 1',
  'execute x',
  'deallocate x',
  `copy events to '${secret}' (format parquet)`,
  `copy from database memory to x`,
  'create secret (type s3)',
  'comment on table events is 1',
  'kill 1',
  `set schema = 'x'`,
  'explain copy (select 1) to 1',
  'summarize events',
  'pivot events on app',
  'from events',
  `show all tables`,
  'show variables',
  'describe select 1',
  `describe '${secret}'`,
  `describe "${secret}"`,
  `table "${secret}"`,
  'table lake_events',
  // Several statements
  `select 1; select 2`,
  `select 1; copy (select 1) to '${secret}'`,
  `select 1 /* ; */ ; drop view lake_events`,
  `select ';'; set threads = 1`,
  // Words that DuckDB would read otherwise
  `select e'\\'; select * from read_text(\\'${secret}\\') --'`,
  `select $$x$$`,
  `select 'a' /* /* */ from read_text('${secret}') -- */`,
  `select * from events -- \n, read_text('${secret}')`,
  `select 1 as "a""b" from "${secret}"`,
  'select 1 ; ; select 2',
  'select #1',
  'select $1',
  'select :x',
  'select @x',
  'select `x`',
  'select 1::varchar',
  `select {'a': 1}`,
]

describe('refused', () => {
  test.each(ways)('%s', async sql => {
    await expect(lake.run(sql)).rejects.toThrow(QueryError)
  })
})

test("information_schema is Athena's: it tells of the lake's tables, and of nothing of DuckDB's", async () => {
  const rows = await lake.ask(
    "select table_schema, count(*) from information_schema.columns where column_name like '%path%' or table_name like '%duck%' group by 1",
  )
  expect(rows).toEqual([['clickstream', 3]])
  expect(await lake.ask('select distinct table_catalog from information_schema.tables')).toEqual([['awsdatacatalog']])
})

test('a refusal says nothing of what it kept', async () => {
  for (const sql of ways) await expect(lake.run(sql)).rejects.not.toThrow('sesame')
})

test('export refuses what run refuses', async () => {
  const file = join(lake.folder, 'out.parquet')
  for (const sql of [`select * from read_text('${secret}')`, 'set threads = 1', 'select 1; select 2', 'show tables']) {
    await expect(lake.engine.export(sql, [], file)).rejects.toThrow(QueryError)
  }
})

test('values are data, whatever is in them', async () => {
  const value = `'; select * from read_text('${secret}'); --`
  const [[answer]] = (await lake.ask('select ?', { name: 'x', type: 'string', value })) as [[string]]
  expect(answer).toBe(value)
  expect(await lake.ask(`select '"; drop view lake_events; --', "app" from "events"`)).toHaveLength(1)
})
