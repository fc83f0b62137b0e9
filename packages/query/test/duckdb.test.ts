import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { events, queryable, rejected } from '@clickstream/events/tables'
import { FileStore } from '@clickstream/lake/files'
import { landingPartition } from '@clickstream/lake/partition'
import { parquetReadObjects } from 'hyparquet'
import { compressors } from 'hyparquet-compressors'
import { describe, expect, test } from 'vitest'
import { DuckDbEngine } from '../duckdb.ts'
import { closeHouse, openHouse } from '../duckdb-house.ts'
import { QueryError } from '../engine.ts'
import { openEngine } from '../open.ts'
import { parameter, someEvent, TestLake, writeRows } from './lake.ts'

const day = (text: string) => parameter('date', text)
const ENDLESS =
  'select count(*) from unnest(sequence(1, 10000)) a(x), unnest(sequence(1, 10000)) b(y), unnest(sequence(1, 100)) c(z) where x * y = z'
const KINDS = {
  string: 'varchar',
  json: 'varchar',
  timestamp: 'timestamp(3)',
  decimal: 'decimal(18,4)',
  integer: 'integer',
  bigint: 'bigint',
  boolean: 'boolean',
}

describe('an empty lake', () => {
  test('has every table, with its columns and types and no rows', async () => {
    await using lake = new TestLake()
    for (const table of Object.values(queryable)) {
      const { columns, rows, receipt } = await lake.run(`select * from ${table.name}`)
      const expected = [...table.fields, ...table.partitions].map(({ name, kind }) => ({ name, type: KINDS[kind] }))
      expect(columns).toEqual(expected)
      expect(rows).toEqual([])
      expect(receipt).toMatchObject({ rows: 0, files_read: 0, bytes_read: 0, partitions_read: 0, partitions_known: 0 })
    }
    expect(await lake.ask('select count(*), sum(value) from events')).toEqual([[0, null]])
  })

  test('and a lake with rows has the same columns', async () => {
    await using lake = new TestLake()
    await lake.addEvents([{ occurred_at: '2026-01-15T07:00:00Z', properties: '{}', quantity: 1, price: 0.1 }])
    await lake.addRejected([{ received_at: '2026-01-15T07:00:00Z' }])
    for (const table of [events, rejected]) {
      const { columns, rows } = await lake.run(`select * from ${table.name}`)
      const expected = [...table.fields, ...table.partitions].map(({ name, kind }) => ({ name, type: KINDS[kind] }))
      expect(columns).toEqual(expected)
      expect(rows).toHaveLength(1)
    }
    expect(await lake.ask('select app, received_date, received_hour, price, quantity from events')).toEqual([
      ['store', '2026-01-15', '07', '0.1000', 1],
    ])
  })
})

describe('what a query opens', () => {
  /** 4 days × 2 apps × 2 hours, all but one partition broken. */
  async function brokenLake(): Promise<TestLake> {
    const lake = new TestLake()
    const rows = [1, 2, 3, 4].flatMap(date =>
      ['store', 'shortener'].flatMap(app =>
        ['07', '08'].map(hour => ({ app, occurred_at: `2026-01-0${date}T${hour}:00:00Z` })),
      ),
    )
    const keys = await lake.addEvents(rows)
    for (const key of keys) {
      if (!key.includes('app=store/received_date=2026-01-02/received_hour=07')) {
        writeFileSync(lake.store.locate(key), 'no Parquet at all')
      }
    }
    return lake
  }

  const hour7 = "app = 'store' and received_hour = '07'"
  test.each([
    [`select count(*) from events where received_date = '2026-01-02' and ${hour7}`],
    [
      `select count(*) from events e where e.received_date between '2026-01-02' and '2026-01-02' and e.app = 'store' and received_hour < '08'`,
    ],
    [
      `select count(*) from events where received_date in ('2026-01-02', '2025-01-01') and not (app <> 'store') and received_hour = '07'`,
    ],
    [`with e as (select * from events where received_date = '2026-01-02' and ${hour7}) select count(*) from e`],
    [
      `select count(*) from events where (received_date > '2026-01-01' and (received_date < '2026-01-03' and ${hour7}))`,
    ],
    [
      `select count(*) from events where received_date = cast(date_add('day', 1, date '2026-01-01') as varchar) and ${hour7}`,
    ],
    [
      `select count(*) from events where received_date = cast(date '2026-01-03' - interval '1' day as varchar) and ${hour7}`,
    ],
    [`select count(*) from events where concat(received_date, received_hour, app) = '2026-01-0207store'`],
    [
      `select count(*) from events a join events b on a.event_id = b.event_id where a.received_date = '2026-01-02'
        and a.app = 'store' and a.received_hour = '07' and b.received_date = '2026-01-02' and b.app = 'store' and b.received_hour = '07'`,
    ],
    [
      `select count(*) from events e left join (values 'x') as v(x) on x = event_id
        where e.received_date = '2026-01-02' and e.app = 'store' and e.received_hour = '07'`.replace(
        "values 'x'",
        "values ('x')",
      ),
    ],
    [
      `select max(n) from (select count(*) as n from events where received_date = '2026-01-02' and ${hour7}
        union all select 1 from events where false and app = 'x')`,
    ],
  ])('%s', async sql => {
    await using lake = await brokenLake()
    const { rows, receipt } = await lake.run(sql)
    expect(rows).toEqual([[1]])
    expect(receipt).toMatchObject({ files_read: 1, partitions_read: 1, partitions_known: 16 })
    expect(receipt.bytes_billed).toBe(10 * 1024 ** 2)
  })

  test('bound parameters narrow it too, in any order', async () => {
    await using lake = await brokenLake()
    const sql = `select ?, count(*) from events where received_date between cast(? as varchar)
      and cast(cast(date_add('day', ?, ?) as date) as varchar) and app = ? and received_hour = ? and occurred_at >= ?`
    const given = [day('2026-01-02'), parameter('integer', '0'), day('2026-01-02')]
    const rest = [parameter('string', 'store'), parameter('string', '07'), day('2026-01-01')]
    const { rows, receipt } = await lake.run(sql, parameter('string', 'first'), ...given, ...rest)
    expect(rows).toEqual([['first', 1]])
    expect(receipt.partitions_read).toBe(1)
  })

  test('what was chosen once is chosen again, of the values given and of the partitions there are', async () => {
    await using lake = new TestLake()
    await lake.addEvents([{ app: 'store', occurred_at: '2026-01-01T07:00:00Z' }])
    const sql = 'select count(*) from events where received_date between ? and ?'
    const ask = async (from: string, to: string) => {
      const { rows, receipt } = await lake.run(sql, parameter('string', from), parameter('string', to))
      return [rows[0]![0], receipt.partitions_read]
    }
    expect(await ask('2026-01-01', '2026-01-02')).toEqual([1, 1])
    expect(await ask('2026-01-02', '2026-01-03')).toEqual([0, 0])
    expect(await ask('2026-01-01', '2026-01-02')).toEqual([1, 1])
    await lake.addEvents([{ app: 'store', occurred_at: '2026-01-02T07:00:00Z' }])
    expect(await ask('2026-01-01', '2026-01-02')).toEqual([2, 2])
  })

  test('all that a condition does not rule out', async () => {
    await using lake = await brokenLake()
    for (const sql of [
      'select count(*) from events',
      `select count(*) from events where received_date = '2026-01-02' or event_id = 'x'`,
      `select count(*) from events where received_date = '2026-01-01' and ${hour7}`,
      `select count(*) from (select * from events where received_date = '2026-01-02' and ${hour7}) a, events b`,
      `select count(*) from events where received_date = '2026-01-02' and ${hour7} and exists (select 1 from events)`,
    ]) {
      const running = lake.run(sql)
      await expect(running).rejects.toThrow('lake: expected files that can be read: ')
      await expect(running).rejects.not.toBeInstanceOf(QueryError)
    }
  })

  test('a condition on the far side of an outer join rules nothing out', async () => {
    await using lake = new TestLake()
    await lake.addEvents([
      { event_id: 'old', occurred_at: '2026-01-01T00:00:00Z' },
      { event_id: 'new', occurred_at: '2026-01-02T00:00:00Z' },
    ])
    // 'old' has a partner, which WHERE refuses: it must not come back as one that has none.
    const sql = `select id from (values ('old'), ('new'), ('none')) as v(id) left join events e on e.event_id = v.id
      where e.received_date is null or e.received_date > '2026-01-01' order by id`
    expect(await lake.ask(sql)).toEqual([['new'], ['none']])
  })

  test('the path says what partition a row is of, wherever the lake is', async () => {
    await using lake = new TestLake()
    const store = new FileStore(join(lake.folder, "it's [a] *? 100%", 'app=other', 'received_date=1999-01-01'))
    const values = { app: 'store', received_date: '2026-01-02', received_hour: '07' }
    const partition = landingPartition(events, values)
    await store.put(`${partition.location}x.parquet`, writeRows(events, [someEvent]))
    await lake.catalog.add([partition])
    const engine = new DuckDbEngine({ store, catalog: lake.catalog })
    const { rows } = await engine.run(`select app, received_date, received_hour from events where app = 'store'`, [])
    expect(rows).toEqual([['store', '2026-01-02', '07']])
    await engine.close()
  })
})

describe('a lake that changes', () => {
  test('new files are seen once their run is recorded; a swapped partition has the new ones only', async () => {
    await using lake = new TestLake()
    const ids = async () => (await lake.ask('select event_id from events order by 1')).flat()
    await lake.addEvents([{ event_id: 'a', occurred_at: '2026-01-15T07:00:00Z' }])
    expect(await ids()).toEqual(['a'])
    await lake.addEvents([{ event_id: 'b', occurred_at: '2026-01-15T07:00:00Z' }])
    const counts = { rows_in: 1, rows_out: 1, rejected: 0, repeated: 0, files: 1, bytes: 1, newest_at: null }
    await lake.catalog.record({ job: 'transform', key: 'x', started_at: 1, finished_at: 2, ...counts, detail: null })
    expect(await ids()).toEqual(['a', 'b'])

    const values = { app: 'store', received_date: '2026-01-15', received_hour: '07' }
    const location = 'compacted/app=store/received_date=2026-01-15/received_hour=07/'
    await lake.store.put(`${location}all.parquet`, writeRows(events, [{ ...someEvent, event_id: 'c' }]))
    expect(await ids()).toEqual(['a', 'b'])
    const from = landingPartition(events, values).location
    await lake.catalog.swap([{ table: 'events', values, from, to: location }])
    expect(await ids()).toEqual(['c'])
  })

  test('files older than a column have NULL for it, files with a column more are read without', async () => {
    await using lake = new TestLake()
    const partition = landingPartition(rejected, { received_date: '2026-01-15' })
    const old = {
      ...rejected,
      fields: rejected.fields.filter(({ name }) => name !== 'field' && name !== 'received_at'),
    }
    const later = { ...rejected, fields: [{ ...rejected.fields[1], name: 'severity' }, ...rejected.fields] as const }
    const row = { received_at: 0, reason_code: 'missing', reason: 'r', payload: 'p', contract_version: '1', field: 'f' }
    await lake.store.put(`${partition.location}1.parquet`, writeRows(old, [row]))
    await lake.store.put(`${partition.location}2.parquet`, writeRows(later, [{ ...row, severity: 'high' }]))
    await lake.store.put(`${partition.location}ignored.txt`, new Uint8Array(3))
    await lake.catalog.add([partition])
    const sql = 'select field, received_at, reason_code, received_date from rejected order by field'
    expect(await lake.ask(sql)).toEqual([
      ['f', '1970-01-01T00:00:00.000Z', 'missing', '2026-01-15'],
      [null, null, 'missing', '2026-01-15'],
    ])
    await expect(lake.run('select severity from rejected')).rejects.toThrow('severity')
  })

  test('the receipt’s promise is made before the files are looked for', async () => {
    await using lake = new TestLake({
      completeUpTo: async () => {
        await lake.addEvents([{ occurred_at: '2026-01-15T07:00:00Z' }])
        return Date.parse('2026-01-15T07:00:00.001Z')
      },
    })
    const { rows, receipt } = await lake.run('select count(*) from events')
    expect(rows).toEqual([[1]])
    expect(receipt.complete_up_to).toBe('2026-01-15T07:00:00.001Z')
    expect(receipt.engine).toMatch(/^DuckDB \d+\.\d+\.\d+$/)
  })
})

describe('limits', () => {
  test('a statement stops when its signal says so, and the engine goes on', async () => {
    await using lake = new TestLake({ concurrency: 1 })
    const abort = new AbortController()
    const running = lake.engine.run(ENDLESS, [], { signal: abort.signal })
    const waiting = lake.engine.run(ENDLESS, [], { signal: AbortSignal.timeout(10) })
    await expect(waiting).rejects.toThrow('timeout')
    setTimeout(() => abort.abort(new Error('the reader left')), 50)
    await expect(running).rejects.toThrow('the reader left')
    await expect(lake.engine.run('select 1', [], { signal: abort.signal })).rejects.toThrow('the reader left')
    expect(await lake.ask('select 1')).toEqual([[1]])
  })

  test('or when its time is up', async () => {
    await using lake = new TestLake({ timeout: 50 })
    const running = lake.run(ENDLESS)
    await expect(running).rejects.toThrow(QueryError)
    await expect(running).rejects.toThrow('within 0.05 s')
  })

  test('closing stops what runs and leaves nothing behind', async () => {
    const lake = new TestLake()
    const running = lake.run(ENDLESS)
    running.catch(() => {})
    await lake.ask('select 1')
    await lake[Symbol.asyncDispose]()
    await expect(running).rejects.toThrow('closed')
    await expect(lake.run('select 1')).rejects.toThrow('closed')
  })

  test('an answer has no more rows than it may', async () => {
    await using lake = new TestLake({ maxRows: 10 })
    expect(await lake.ask('select x from unnest(sequence(1, 10)) as t(x)')).toHaveLength(10)
    await expect(lake.run('select x from unnest(sequence(1, 11)) as t(x)')).rejects.toThrow('at most 10 rows')
  })

  test.each([
    ['texts', `rpad('x', 10000, 'y') from unnest(sequence(1, 200)) as t(x)`],
    ['a text', `array_join(array_agg(rpad('x', 10000, 'y')), '') from unnest(sequence(1, 200)) as t(x)`],
    ['a list', 'array_agg(x * y) from unnest(sequence(1, 1000)) as t(x) cross join unnest(sequence(1, 200)) as s(y)'],
    ['lists of texts', `array[array_agg(rpad('x', 10000, 'y'))] from unnest(sequence(1, 200)) as t(x)`],
  ])('nor more bytes: %s', async (_, sql) => {
    await using lake = new TestLake({ maxBytes: 1024 ** 2 })
    await expect(lake.run(`select ${sql}`)).rejects.toThrow(/^answer: expected at most 1 MiB, got more: ask for fewer/)
    expect(await lake.ask(`select rpad('x', 10000, 'y'), array_agg(x) from unnest(sequence(1, 50)) as t(x)`)).toEqual([
      ['x'.padEnd(10_000, 'y'), `[${Array.from({ length: 50 }, (_, i) => i + 1).join(', ')}]`],
    ])
  })

  test('memory runs out with words, not with the process', async () => {
    await using lake = new TestLake({ memory: 40 * 1024 ** 2 })
    const sql = `select array_agg(cast(x * y as varchar) || 'xxxxxxxxxxxxxxxxxxxxxxxxxxxx')
      from unnest(sequence(1, 3000)) as t(x) cross join unnest(sequence(1, 1000)) as s(y)`
    const running = lake.run(sql)
    await expect(running).rejects.toThrow(QueryError)
    await expect(running).rejects.toThrow(/^memory: expected .* 40.0 MiB of memory, got one that does: filter more/)
    await expect(running).rejects.not.toThrow('SET')
    expect(await lake.ask('select 1')).toEqual([[1]])
  })

  test('and so does the disk', async () => {
    await using lake = new TestLake({ memory: 32 * 1024 ** 2, disk: 1024 ** 2, threads: 1 })
    const digits = 'to_hex(md5(to_utf8(cast(x * 1000 + y as varchar))))'
    const sql = `select max(n) from (select row_number() over (order by ${Array(4).fill(digits).join(' || ')}) as n
      from unnest(sequence(1, 900)) as t(x) cross join unnest(sequence(1, 900)) as s(y)) as numbered`
    const running = lake.run(sql)
    await expect(running).rejects.toThrow(QueryError)
    await expect(running).rejects.toThrow(/^disk: expected .* the disk it may use/)
    expect(await lake.ask('select 1')).toEqual([[1]])
  })

  test('many at once, each with its own tables', async () => {
    await using lake = new TestLake({ concurrency: 3 })
    await lake.addEvents([1, 2, 3, 4, 5].map(n => ({ event_id: `${n}`, occurred_at: `2026-01-0${n}T00:00:00Z` })))
    const asked = Array.from({ length: 20 }, (_, i) => (i % 5) + 1)
    const answers = await Promise.all(
      asked.map(n =>
        lake.ask('select event_id from events where received_date = cast(? as varchar)', day(`2026-01-0${n}`)),
      ),
    )
    expect(answers).toEqual(asked.map(n => [[`${n}`]]))
  })
})

describe('export', () => {
  async function readBack(file: string): Promise<Record<string, unknown>[]> {
    const bytes = readFileSync(file)
    return parquetReadObjects({
      file: bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length),
      compressors,
    })
  }

  test('writes Parquet with the types of the answer, in its order', async () => {
    await using lake = new TestLake({ maxRows: 1 })
    await lake.addEvents([{ occurred_at: '2026-01-15T07:00:00.250Z', value: 12.5, quantity: 3 }])
    const file = join(lake.folder, "it's.parquet")
    const sql = `select sum(quantity) as "n ""n""", max(value) as v, max(occurred_at) as t, cast(? as date) as d, x
      from events cross join unnest(sequence(1, 3)) as s(x) group by x order by x desc`
    const receipt = await lake.engine.export(sql, [day('2026-01-31')], file)
    expect(receipt).toMatchObject({ rows: 3, files_read: 1, partitions_read: 1 })
    const rows = await readBack(file)
    expect(rows.map(row => row.x)).toEqual([3n, 2n, 1n])
    expect(rows[0]).toEqual({
      'n "n"': 3n,
      v: 12.5,
      t: new Date('2026-01-15T07:00:00.250Z'),
      d: new Date('2026-01-31'),
      x: 3n,
    })
  })

  test('keeps the order of many rows where sums are made bigint', async () => {
    await using lake = new TestLake()
    const file = join(lake.folder, 'many.parquet')
    const sql = `select 10000 * y + x as x, sum(10000 * y + x) as s from unnest(sequence(1, 10000)) as t(x)
      cross join unnest(sequence(0, 4)) as s(y) group by 1 order by 1 desc`
    await lake.engine.export(sql, [], file)
    const rows = await readBack(file)
    expect(rows.map(row => Number(row.x))).toEqual(Array.from({ length: 50_000 }, (_, i) => 50_000 - i))
    expect(rows[0]!.s).toBe(50_000n)
  })

  test('a failed export leaves what was there', async () => {
    await using lake = new TestLake()
    const file = join(lake.folder, 'kept.parquet')
    writeFileSync(file, 'before')
    await expect(lake.engine.export('select 1 / 0', [], file)).rejects.toThrow('Division by zero')
    expect(readFileSync(file, 'utf8')).toBe('before')
    const nowhere = join(lake.folder, 'none', 'x.parquet')
    await expect(lake.engine.export('select 1 as x', [], nowhere)).rejects.toThrow('ENOENT')
    expect(existsSync(nowhere)).toBe(false)
  })
})

describe('errors', () => {
  test('speak of what the person wrote only', async () => {
    await using lake = new TestLake()
    await lake.addEvents([{ occurred_at: '2026-01-15T07:00:00Z' }])
    for (const sql of [
      'select nothing from events',
      'select e.nothing from events e',
      'select events.nothing from events',
      'select sum(app) from events',
      "select date_add('day', 1, app) from events",
      'select app, count(*) from events',
      'select cast(app as bigint) from events',
      'select app / 2 from events',
      'select substr(1, 2, 3) from events',
      'select * from events where app',
      'select * from events join rejected using (nothing)',
    ]) {
      const error = await lake.run(sql).then(
        () => null,
        (each: unknown) => each as Error,
      )
      expect(error, sql).toBeInstanceOf(QueryError)
      expect(error!.message).not.toMatch(/lake_|athena_|read_parquet|LINE \d|clickstream-test|\^|json_deserialize/)
    }
  })

  test('times are UTC wherever the machine is', async () => {
    await using lake = new TestLake()
    const before = process.env.TZ
    process.env.TZ = 'Asia/Kolkata'
    try {
      const sql = `select from_unixtime(0), timestamp '2026-01-01 00:00:00', cast(from_unixtime(0) as date),
        date_trunc('day', from_unixtime(86399)), cast(from_unixtime(0) as varchar)`
      expect(await lake.ask(sql)).toEqual([
        [
          '1970-01-01 00:00:00.000 UTC',
          '2026-01-01T00:00:00Z',
          '1970-01-01',
          '1970-01-01 00:00:00.000 UTC',
          '1970-01-01 00:00:00.000 UTC',
        ],
      ])
    } finally {
      if (before === undefined) delete process.env.TZ
      else process.env.TZ = before
    }
  })
})

test('the wall behind the wall: DuckDB itself opens nothing but the lake and its own folder', async () => {
  await using lake = new TestLake()
  const [key] = await lake.addEvents([{ occurred_at: '2026-01-15T07:00:00Z' }])
  const beside = join(lake.folder, 'lake-of-another')
  mkdirSync(beside)
  writeFileSync(join(beside, 'secret.csv'), 'word\nsesame\n')
  const house = await openHouse({ store: lake.store })
  const connection = await house.instance.connect()
  await connection.run(`select * from read_parquet('${lake.store.locate(key!)}')`)
  for (const sql of [
    `select * from read_text('/etc/passwd')`,
    `select * from '${join(beside, 'secret.csv')}'`,
    `select * from glob('/etc/*')`,
    `select * from read_text('${lake.folder}/lake/../lake-of-another/secret.csv')`,
    `copy (select 1) to '${join(beside, 'out.csv')}'`,
    `attach '${join(beside, 'x.db')}'`,
    'install httpfs',
    'load httpfs',
    `select * from read_csv('https://example.com/x.csv')`,
    'set threads = 1',
    'set enable_external_access = true',
    `set allowed_directories = ['/']`,
    'reset lock_configuration',
  ]) {
    await expect(connection.run(sql), sql).rejects.toThrow(
      /Permission|locked|Missing Extension|disabled|not allowed|Cannot/i,
    )
  }
  connection.disconnectSync()
  await closeHouse(house)
  expect(existsSync(house.folder)).toBe(false)
})

test('openEngine says what it knows', async () => {
  await using lake = new TestLake()
  const options = { store: lake.store, catalog: lake.catalog }
  const engine = openEngine('duckdb:', options)
  expect((await engine.run('select 1', [])).rows).toEqual([[1]])
  await engine.close()
  expect(() => openEngine('athena:primary', options)).toThrow('expected athena:<workgroup>/<database>')
  const remote = {
    ...options,
    store: Object.assign(Object.create(lake.store), { locate: (key: string) => `s3://lake/${key}` }),
  }
  expect(() => openEngine('duckdb:', remote)).toThrow(/where LAKE is s3:\/\/lake\/events, got duckdb:/)
  expect(() => openEngine('mysql:', options)).toThrow('expected duckdb: or athena:<workgroup>/<database>, got "mysql:"')
})

test('a file that cannot be read is the lake’s fault, not the question’s', async () => {
  await using lake = new TestLake()
  const [key] = await lake.addEvents([{ occurred_at: '2026-01-15T07:00:00Z' }])
  expect(await lake.ask('select count(*) from events')).toEqual([[1]])
  await lake.store.put(key!, new TextEncoder().encode('what is no Parquet at all'))
  const running = lake.run('select max(event_id) from events')
  await expect(running).rejects.toThrow('lake: expected files that can be read: ')
  await expect(running).rejects.not.toBeInstanceOf(QueryError)
})

describe('explain', () => {
  test('says what would be read, without reading', async () => {
    await using lake = new TestLake()
    const keys = await lake.addEvents([
      { occurred_at: '2026-01-01T00:00:00Z' },
      { occurred_at: '2026-01-02T00:00:00Z' },
      { occurred_at: '2026-01-02T00:00:00Z', app: 'shortener' },
    ])
    const { size } = (await lake.store.list(keys[1]!))[0]!
    // Were one opened, it would be found broken.
    for (const key of keys) await lake.store.put(key, new Uint8Array(size))
    const sql = "select count(*) from events where received_date = cast(? as varchar) and app = 'store'"
    const plan = await lake.engine.explain(sql, [day('2026-01-02')])
    expect(plan).toEqual({
      ...{ files_read: 1, bytes_read: 0, bytes_billed: 10 * 1024 ** 2 },
      ...{ partitions_read: 1, partitions_known: 3 },
    })
    expect(await lake.engine.explain('show tables', [])).toMatchObject({ files_read: 0 })
    expect(await lake.engine.explain('select count(*) from runs', [])).toMatchObject({ files_read: 0 })
    await expect(lake.run(sql, day('2026-01-02'))).rejects.toThrow()
  })

  test('finds what is wrong with a statement', async () => {
    await using lake = new TestLake()
    await expect(lake.engine.explain('select nothing from events', [])).rejects.toThrow('nothing')
    await expect(lake.engine.explain('drop table events', [])).rejects.toThrow(QueryError)
    await expect(lake.engine.explain("select * from read_text('/etc/passwd')", [])).rejects.toThrow(QueryError)
    await expect(lake.engine.explain('describe nowhere', [])).rejects.toThrow('nowhere')
  })
})
