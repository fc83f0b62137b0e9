// Tables that statements make, fill, share out and drop, and what they write for others.
import { mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { MADE } from '@clickstream/lake/layout'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { DuckDbEngine } from '../duckdb.ts'
import { sweepLeft } from '../making.ts'
import { TestLake, writeRows } from './lake.ts'

const lake = new TestLake({ mayDefine: true })
const folder = join(lake.folder, 'lake')
/** Another process. */
const reader = new DuckDbEngine({ store: lake.store, catalog: lake.catalog, threads: 1 })

beforeAll(async () => {
  await lake.addEvents([
    { occurred_at: '2026-01-15T07:00:00Z', event_id: 'a', app: 'store', value: '1.5' },
    { occurred_at: '2026-01-15T08:00:00Z', event_id: 'b', app: 'shortener' },
    { occurred_at: '2026-01-16T08:00:00Z', event_id: 'c', app: 'store' },
  ])
})
afterAll(async () => {
  await reader.close()
  await lake[Symbol.asyncDispose]()
})

const column = async (sql: string) => (await lake.ask(sql)).map(row => row[0])
const listMade = async () => (await lake.store.list(MADE)).map(({ key }) => key)

describe('CREATE TABLE AS', () => {
  test('makes a table that others see, with the rows of the query', async () => {
    const { columns, rows, receipt } = await lake.run(
      "create table mine as select event_id, app as Place, value from events where received_date = '2026-01-15'",
    )
    expect([columns, rows]).toEqual([[{ name: 'rows', type: 'bigint' }], [[2]]])
    expect(receipt).toMatchObject({ rows: 2, files_read: 2 })
    const answer = await reader.run(
      'select m.*, e.received_hour from mine m join events e on e.event_id = m.event_id order by 1',
      [],
    )
    expect(answer.columns.map(({ name, type }) => `${name} ${type}`)).toEqual([
      ...['event_id varchar', 'place varchar', 'value decimal(18,4)', 'received_hour varchar'],
    ])
    expect(answer.rows).toEqual([
      ['a', 'store', '1.5000', '07'],
      ['b', 'shortener', null, '08'],
    ])
    expect(await column('show tables')).toContain('mine')
    expect(await lake.ask('describe mine')).toEqual([
      ['event_id', 'varchar', ''],
      ['place', 'varchar', ''],
      ['value', 'decimal(18,4)', ''],
    ])
    expect((await column('show create table mine')).slice(0, 4)).toEqual([
      'CREATE EXTERNAL TABLE `mine`(',
      '  `event_id` string,',
      '  `place` string,',
      '  `value` decimal(18,4))',
    ])
    expect(await lake.ask("select column_name from information_schema.columns where table_name = 'mine'")).toHaveLength(
      3,
    )
  })

  test('keeps every type that Hive has, as Trino does', async () => {
    const values = `true as a, tinyint '1' as b, smallint '2' as c, 3 as d, bigint '4' as e, real '1.5' as f, 2e0 as g,
      decimal '12345678901234567890.12' as h, date '2026-01-15' as i, timestamp '2026-01-15 07:00:00.123' as j, 'é' as k,
      cast('x' as varchar) as l, cast('y' as char(3)) as m, from_hex('00ff') as n, array[array[1], null] as o,
      map(array['k'], array[cast(row(1, null) as row(x integer, "y z" varchar))]) as p,
      cast(row(array[cast(row(1.5) as row(deep double))], null) as row(list array(row(deep double)), none integer)) as q,
      cast(null as row(x integer)) as r, cast(null as array(row(x integer))) as s`
    await lake.run(`create table typed as select ${values}`)
    const [made, direct] = [await lake.run('select * from typed'), await lake.run(`select ${values}`)]
    expect([made.columns, made.rows]).toEqual([direct.columns, direct.rows])
    const names = [...'abcdefghijklmnopqrs']
    const types = (from: string) => lake.ask(`select ${names.map(name => `typeof(${name})`).join(', ')} from ${from}`)
    expect(await types('typed')).toEqual(await types(`(select ${values})`))
    // Columns with parts are counted whole.
    expect((await lake.run('select p, q from typed')).receipt.bytes_read).toBeGreaterThan(200)
    // Its parts can be asked for, as of any other.
    expect(await lake.ask(`select q.list[1].deep, element_at(p, 'k')."y z", r.x from typed`)).toEqual([
      [1.5, null, null],
    ])
  })

  test('puts rows where their last columns say, which files do not have', async () => {
    const { rows } =
      await lake.run(`create table parted with (format = 'PARQUET', partitioned_by = array['day', 'place'],
      write_compression = 'SNAPPY') as select event_id, cast(received_date as date) as day, nullif(app, 'shortener') as place from events`)
    expect(rows).toEqual([[3]])
    expect(await column('show partitions parted')).toEqual([
      'day=2026-01-15/place=__HIVE_DEFAULT_PARTITION__',
      'day=2026-01-15/place=store',
      'day=2026-01-16/place=store',
    ])
    expect(await lake.ask('select *, "$partition" from parted order by 1')).toEqual([
      ['a', '2026-01-15', 'store', 'day=2026-01-15/place=store'],
      ['b', '2026-01-15', null, 'day=2026-01-15/place=__HIVE_DEFAULT_PARTITION__'],
      ['c', '2026-01-16', 'store', 'day=2026-01-16/place=store'],
    ])
    expect(await lake.ask('select day, place from "parted$partitions" where place is null')).toEqual([
      ['2026-01-15', null],
    ])
    const { rows: later, receipt } = await lake.run("select event_id from parted where day > date '2026-01-15'")
    expect(later).toEqual([['c']])
    expect(receipt).toMatchObject({ partitions_read: 1, partitions_known: 3, files_read: 1 })
    expect(receipt.bytes_read).toBeGreaterThan(0)
  })

  test('writes the values of partitions as Hive does', async () => {
    await lake.run(`create table odd with (partitioned_by = array['b', 'c', 'd', 'e', 'f', 'g']) as select 1 as a, '' as b,
      timestamp '2026-01-01 10:00:00.100' as c, true as d, 1.50 as e, 'a b/c=d%"' as f, 1e0 as g`)
    expect(
      await lake.ask('select b, c, d, e, f, g, "$partition" from odd where c > timestamp \'2026-01-01\' and e = 1.5'),
    ).toEqual([
      [
        ...[null, '2026-01-01T10:00:00.100Z', true, '1.50', 'a b/c=d%"', 1],
        'b=__HIVE_DEFAULT_PARTITION__/c=2026-01-01 10%3A00%3A00.1/d=true/e=1.5/f=a b%2Fc%3Dd%25%22/g=1.0',
      ],
    ])
  })

  test('takes values, an alias of each column, and no data', async () => {
    await lake.run('prepare make from create table given (One, two) as select ? as a, ? as b')
    await lake.run("execute make using 5, 'x'")
    expect(await lake.ask('select one, two from given')).toEqual([[5, 'x']])
    expect(await lake.ask('create table nothing as select * from events with no data')).toEqual([[0]])
    expect(await lake.ask('select count(*) from nothing')).toEqual([[0]])
    expect(await lake.ask('create table if not exists nothing as select 1 as a')).toEqual([[0]])
  })

  test.each([
    [
      'create table mine as select 1 as a',
      "TABLE_ALREADY_EXISTS: line 1:1: Destination table 'awsdatacatalog.clickstream.mine' already exists",
    ],
    ['create table events as select 1 as a', 'TABLE_ALREADY_EXISTS'],
    ['create table if not exists events as select 1 as a', 'TABLE_ALREADY_EXISTS'],
    [
      'create view mine as select 1 as a',
      "TABLE_ALREADY_EXISTS: line 1:1: Table already exists: 'awsdatacatalog.clickstream.mine'",
    ],
    ['create table x as select 1', 'MISSING_COLUMN_NAME: line 1:1: Column name not specified at position 1'],
    ['create table x as select 1 as a, 2 as A', "DUPLICATE_COLUMN_NAME: line 1:1: Column name 'a'"],
    ['create table x as select null as a', 'COLUMN_TYPE_UNKNOWN: line 1:1: Column type is unknown: a'],
    ['create table x (a, b) as select 1 as a', 'MISMATCHED_COLUMN_ALIASES'],
    [
      'create table x as select current_timestamp as a',
      'NOT_SUPPORTED: Unsupported Hive type: timestamp(3) with time zone',
    ],
    ["create table x as select array[time '10:00'] as a", 'NOT_SUPPORTED: Unsupported Hive type: time(0)'],
    [
      "create table x as select timestamp '2026-01-01 00:00:00' as a",
      'NOT_SUPPORTED: Incorrect timestamp precision for timestamp(0); the configured precision is MILLISECONDS; column name: a',
    ],
    [
      'create table x as select row(1, 2) as a',
      'NOT_SUPPORTED: Anonymous row type is not supported in Hive. Please give each field a name: row(integer, integer)',
    ],
    [
      "create table x with (partitioned_by = array['a']) as select 1 as a, 2 as b",
      'HIVE_COLUMN_ORDER_MISMATCH: Partition keys must be the last columns in the table and in the same order as the table properties: [a]',
    ],
    [
      "create table x with (partitioned_by = array['z']) as select 1 as a, 2 as b",
      'INVALID_TABLE_PROPERTY: Partition columns [z]',
    ],
    [
      "create table x with (partitioned_by = array['a']) as select 1 as a",
      'INVALID_TABLE_PROPERTY: Table contains only',
    ],
    [
      "create table x with (partitioned_by = array['b']) as select 1 as a, array[1] as b",
      'NOT_SUPPORTED: Unsupported type [array(integer)] for partition: b',
    ],
    [
      "create table x with (partitioned_by = array['b']) as select 1 as a, 'é' as b",
      'HIVE_INVALID_PARTITION_VALUE: Hive partition keys can only contain printable ASCII characters (0x20 - 0x7E). Invalid value: C3 A9',
    ],
    [
      "create table x with (partitioned_by = array['b']) as select 1 as a, n as b from unnest(sequence(1, 101)) as t(n)",
      'HIVE_TOO_MANY_OPEN_PARTITIONS: Exceeded limit of 100 open writers for partitions/buckets',
    ],
    [
      'create table x with (nope = 1) as select 1 as a',
      "INVALID_TABLE_PROPERTY: Catalog 'awsdatacatalog' table property 'nope' does not exist",
    ],
    ['create table x with (format = 1) as select 1 as a', 'Cannot convert [1] to varchar'],
    [
      "create table x with (format = 'PARQUET', format = 'ORC') as select 1 as a",
      'DUPLICATE_PROPERTY: line 1:42: Duplicate property: format',
    ],
    ["create table x as select 1 as a,\n 'x' as b, cast(b as varchar) as c", "COLUMN_NOT_FOUND: line 2:17: Column 'b'"],
    ['create table nowhere.x as select 1 as a', 'SCHEMA_NOT_FOUND'],
  ])('%s', async (sql, words) => {
    const before = await listMade()
    await expect(lake.run(sql)).rejects.toThrow(words)
    expect(await listMade()).toEqual(before)
    await expect(lake.run('select * from x')).rejects.toThrow('TABLE_NOT_FOUND')
  })

  test('leaves nothing of a query that fails while it runs', async () => {
    const before = await listMade()
    await expect(lake.run('create table x as select 10 / (length(app) - 5) as a from events')).rejects.toThrow(
      'DIVISION_BY_ZERO',
    )
    expect(await listMade()).toEqual(before)
  })

  test('that was killed half-way is no table, and what it left goes a day later', async () => {
    const left = `${MADE}tables/x-00000000/part-00000.parquet`
    await lake.store.put(left, Buffer.from('half'))
    await expect(lake.run('select * from x')).rejects.toThrow('TABLE_NOT_FOUND')
    await sweepLeft({ store: lake.store, catalog: lake.catalog, folder })
    expect(await listMade()).toContain(left)
    const before = await listMade()
    await sweepLeft({ store: lake.store, catalog: lake.catalog, folder }, Date.now() + 25 * 3_600_000)
    expect(await listMade()).toEqual(before.filter(key => key !== left))
  })
})

describe('places', () => {
  test('are below one folder of the lake, and empty', async () => {
    const make = (place: string) =>
      lake.run(`create table placed with (external_location = '${place}') as select 1 as a`)
    const places = [
      '/etc',
      `${folder}/events/x`,
      `${folder}/athena/../events`,
      `${folder}/athena`,
      `${folder}/athena/tables/x`,
    ]
    for (const place of places) await expect(make(place), place).rejects.toThrow('location: expected a folder')
    await expect(make('s3://some-bucket/x/')).rejects.toThrow(`NOT_SUPPORTED_LOCALLY: the place 's3://some-bucket/x/'`)
    await make(`${folder}/athena/ext/placed/`)
    expect(readdirSync(join(folder, 'athena/ext/placed'))).toEqual(['part-00000.parquet'])
    await lake.run('drop table placed')
    // As on Athena: files stay where their place was said.
    await expect(make(`${folder}/athena/ext/placed/`)).rejects.toThrow(
      "HIVE_PATH_ALREADY_EXISTS: Target directory for table 'awsdatacatalog.clickstream.placed' already exists",
    )
  })
})

describe('partitions', () => {
  const place = `${folder}/athena/ext/days`

  test('are added and dropped', async () => {
    await lake.run(`create table days with (external_location = '${place}/', partitioned_by = array['day'])
      as select event_id, cast(received_date as date) as day from events`)
    await expect(lake.run("alter table days add partition (day = '2026-01-15')")).rejects.toThrow(
      'write ADD IF NOT EXISTS',
    )
    await lake.run(`alter table days add if not exists partition (day = '2026-01-15')
      partition (day = '2026-02-01') location '${place}/day=2026-01-16/'`)
    const sql = 'select event_id, day, "$partition" from days order by 2, 1'
    const rows = [
      ['a', '2026-01-15', 'day=2026-01-15'],
      ['b', '2026-01-15', 'day=2026-01-15'],
      ['c', '2026-01-16', 'day=2026-01-16'],
      ['c', '2026-02-01', 'day=2026-02-01'],
    ]
    expect(await lake.ask(sql)).toEqual(rows)
    expect((await reader.run(sql, [])).rows).toEqual(rows)
    expect(await lake.ask('select count(*) from days')).toEqual([[4]])
    await lake.run("alter table days drop partition (day = '2026-02-01'), partition (day = '2026-01-15')")
    expect(await column('show partitions days')).toEqual(['day=2026-01-16'])
    await expect(lake.run("alter table days drop partition (day = '2026-02-01')")).rejects.toThrow(
      'expected a partition of days',
    )
    await lake.run("alter table days drop if exists partition (day = '2026-02-01')")
  })

  test('are found by MSCK REPAIR TABLE', async () => {
    mkdirSync(join(place, 'elsewhere'))
    const table = {
      name: 'days',
      meaning: '',
      fields: [{ name: 'event_id', kind: 'string', nullable: false, source: '', meaning: '' }],
      partitions: [],
    }
    await lake.store.put(`${MADE}ext/days/day=2026-01-20/x.parquet`, writeRows(table as never, [{ event_id: 'z' }]))
    expect(await column('msck repair table days')).toEqual([
      'Partitions not in metastore:\tdays:day=2026-01-15\tdays:day=2026-01-20',
      'Repair: Added partition to metastore days:day=2026-01-15',
      'Repair: Added partition to metastore days:day=2026-01-20',
    ])
    expect(await column('msck repair table days')).toEqual([])
    expect(await column('select event_id from days order by 1')).toEqual(['a', 'b', 'c', 'z'])
  })

  test('are refused where they would be read otherwise than by Athena', async () => {
    await lake.store.put(`${MADE}ext/days/day=2026-01-21/0001`, Buffer.from('x'))
    await expect(lake.run('msck repair table days')).rejects.toThrow('call its files *.parquet')
    const wrong: readonly (readonly [string, string])[] = [
      ["add partition (day = 'x')", 'expected date for day, got "x"'],
      ["add partition (nope = 'x')", 'expected values of day, got nope'],
      ["add partition (day = '2026-01-22') location 's3://b/x/'", 'NOT_SUPPORTED_LOCALLY'],
      ['add partition (day)', 'SYNTAX_ERROR: line 1:36: expected =, got )'],
    ]
    for (const [what, words] of wrong) await expect(lake.run(`alter table days ${what}`), what).rejects.toThrow(words)
  })

  test("of the pipeline's own tables are its own", async () => {
    const before = await lake.ask('show partitions events')
    expect(await column('msck repair table `events`')).toEqual([
      'events: its partitions are those that the pipeline registers; there is nothing to add',
    ])
    for (const what of ['add', 'drop']) {
      const run = lake.run(
        `alter table events ${what} partition (app = 'store', received_date = '2026-01-15', received_hour = '07')`,
      )
      await expect(run).rejects.toThrow('got events, whose partitions the pipeline registers')
    }
    expect(await lake.ask('show partitions events')).toEqual(before)
  })
})

describe('UNLOAD', () => {
  const read = (place: string) =>
    readdirSync(join(folder, 'athena', place), { recursive: true, encoding: 'utf8' }).filter(name => name.includes('.'))

  test('writes lines as Hive does', async () => {
    const values = `1 as a, cast(null as varchar) as b, timestamp '2026-01-01 10:00:00.100' as c, 1.50 as d, array[1, null] as e,
      map(array['k'], array[1.5e0]) as f, cast(row(1, 'x"y') as row(x integer, y varchar)) as g, date '2026-01-01' as h,
      true as i, 1e10 as l, cast('a' as char(3)) as m, timestamp '2026-01-01 10:00:00.000' as n`
    await lake.run(`unload (select ${values}) to '${folder}/athena/out/json' with (format = 'JSON')`)
    expect(read('out/json')).toEqual(['part-00000.json.gz'])
    expect(gunzipSync(readFileSync(join(folder, 'athena/out/json/part-00000.json.gz'))).toString()).toBe(
      '{"a":1,"b":null,"c":"2026-01-01 10:00:00.1","d":1.50,"e":[1,null],"f":{"k":1.5},"g":{"x":1,"y":"x\\"y"},"h":"2026-01-01","i":true,"l":1.0E10,"m":"a  ","n":"2026-01-01 10:00:00"}\n',
    )
    await lake.run(
      `unload (select ${values}, from_hex('ff00') as o) to '${folder}/athena/out/text/' with (format = 'TEXTFILE', compression = 'NONE')`,
    )
    expect(readFileSync(join(folder, 'athena/out/text/part-00000.txt'), 'utf8')).toBe(
      `${['1', '\\N', '2026-01-01 10:00:00.1', '1.5', '1\x02\\N', 'k\x031.5', '1\x02x"y', '2026-01-01', 'true', '1.0E10', 'a  ', '2026-01-01 10:00:00', '/wA='].join('\x01')}\n`,
    )
  })

  test('shares rows out, and writes over nothing', async () => {
    const sql = `unload (select event_id, received_date as day from events) to '${folder}/athena/out/days/' with (format = 'parquet', partitioned_by = array['day'])`
    const { rows, receipt } = await lake.run(sql)
    expect([rows, receipt.files_read]).toEqual([[[3]], 3])
    expect(read('out/days').sort()).toEqual(['day=2026-01-15/part-00000.parquet', 'day=2026-01-16/part-00000.parquet'])
    await expect(lake.run(sql)).rejects.toThrow(
      `HIVE_PATH_ALREADY_EXISTS: Target directory already exists: ${folder}/athena/out/days/`,
    )
  })

  test('says what is wrong in its place', async () => {
    await expect(lake.run("unload (\nselect nope from events) to '/x' with (format = 'JSON')")).rejects.toThrow(
      "line 2:8: Column 'nope'",
    )
    await expect(lake.run("unload (select 1 as a) to '/x'")).rejects.toThrow('got no format')
    await expect(lake.run('unload select 1')).rejects.toThrow('SYNTAX_ERROR: line 1:1: expected UNLOAD (query)')
  })
})

describe('DROP TABLE', () => {
  test('takes a table away, with its files', async () => {
    const files = async () => (await listMade()).filter(key => key.startsWith(`${MADE}tables/mine-`))
    expect(await files()).toHaveLength(1)
    await lake.run('drop table `mine`'.replaceAll('`', '"'))
    expect(await files()).toEqual([])
    await expect(reader.run('select * from mine', [])).rejects.toThrow('TABLE_NOT_FOUND')
    expect(await column('show tables')).not.toContain('mine')
    await lake.run('drop table if exists mine')
    await lake.run('create table mine as select 7 as other')
    expect((await reader.run('select * from mine', [])).rows).toEqual([[7]])
  })

  test.each([
    ['drop table events', 'PERMISSION_DENIED: Access Denied: Cannot drop table awsdatacatalog.clickstream.events'],
    ['drop table nope', "TABLE_NOT_FOUND: line 1:1: Table 'awsdatacatalog.clickstream.nope' does not exist"],
    [
      'drop view given',
      "View 'awsdatacatalog.clickstream.given' does not exist, but a table with that name exists. Did you mean DROP TABLE",
    ],
  ])('%s', (sql, words) => expect(lake.run(sql)).rejects.toThrow(words))

  test('leaves the names of views alone', async () => {
    await lake.run('create view seen as select * from given')
    await expect(lake.run('drop table seen')).rejects.toThrow(
      'but a view with that name exists. Did you mean DROP VIEW',
    )
    await expect(lake.run('create table seen as select 1 as a')).rejects.toThrow('TABLE_ALREADY_EXISTS')
    expect(await lake.ask('select * from seen')).toEqual([[5, 'x']])
  })
})
