// Answers as Athena's (Trino's) documentation and source have them, where DuckDB's own would be others.
import { queryable } from '@clickstream/events/tables'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { QueryError } from '../engine.ts'
import { parameter, TestLake } from './lake.ts'

const lake = new TestLake()
beforeAll(() =>
  lake.addEvents([
    {
      occurred_at: '2026-01-15T07:00:00Z',
      event_id: 'a',
      value: 10.0001,
      quantity: 7,
      properties: '{"a":{"b":[1,"x"]}}',
    },
    { occurred_at: '2026-01-15T08:30:00.250Z', event_id: 'b', value: 2, quantity: 2, properties: 'not json' },
    {
      occurred_at: '2026-02-01T00:00:00Z',
      event_id: 'c',
      user_id: 'u',
      referrer_url: 'https://x@a.example:8080/p%20q?k=1+2&z=#f',
    },
  ]),
)
afterAll(() => lake[Symbol.asyncDispose]())

const answers: [expression: string, answer: unknown, type?: string][] = [
  // Integers
  ['7 / 2', 3, 'integer'],
  ['-7 / 2', -3],
  ['7 % 3', 1],
  ['mod(-7, 3)', -1],
  ['count(*) / 2', 1, 'bigint'],
  ['sum(quantity) / count(quantity)', 4, 'bigint'],
  ['sum(quantity)', 9, 'bigint'],
  ['9007199254740993', '9007199254740993', 'bigint'],
  // Decimals: the quotient has the larger scale, rounded half up
  ['sum(value) / count(value)', '6.0001', 'decimal(38,4)'],
  ['sum(value) / 2', '6.0001'],
  ['-sum(value) / 2', '-6.0001'],
  ['cast(1 as decimal(18, 4)) / 3', '0.3333'],
  ['cast(2 as decimal(18, 4)) / 3', '0.6667'],
  ['cast(1.0001 as decimal(18, 4)) / 2', '0.5001'],
  ['cast(1.0003 as decimal(18, 4)) / 2', '0.5002'],
  ['100.0 * count(*) / 7', '42.9'],
  ['max(price) / 0', null],
  ['round(sum(value), 2)', '12.0000', 'decimal(38,4)'],
  ['max(value) * 2', '20.0002'],
  // Doubles
  ['7 / 2.0e0', 3.5, 'double'],
  ['cast(1 as double) / 0', 'Infinity'],
  ['1e0 / 0', 'Infinity'],
  ['0e0 / 0', 'NaN'],
  ['sum(quantity) / 2e0', 4.5],
  ['round(2.567e0, 1)', 2.6, 'double'],
  ['round(2.5e0)', 3],
  ['round(-2.5e0)', -3],
  ['cast(2.5e0 as integer)', 3],
  ['cast(-2.5e0 as bigint)', -3],
  ['cast(3.5e0 as integer)', 4],
  ['try_cast(2.5e0 as integer)', 3],
  [`try_cast('x' as integer)`, null],
  [`try_cast('1.5' as bigint)`, null],
  [`try_cast(' 12' as bigint)`, null],
  [`cast('-12' as bigint)`, -12],
  [`try_cast('1_000' as double)`, null],
  [`try_cast('inf' as double)`, null],
  [`try_cast('Infinity' as double)`, 'Infinity'],
  [`try_cast(' 1.5' as decimal(18, 4))`, null],
  [`try_cast('2026/01/05' as date)`, null],
  [`try_cast('2026-01-05 10:00:00' as date)`, null],
  [`cast('2026-1-5' as date)`, '2026-01-05'],
  [`try_cast('yes' as boolean)`, null],
  [`cast('T' as boolean)`, true],
  [`try_cast('2026-01-05T10:00:00' as timestamp)`, null],
  [`cast('2026-01-05 10:00:00' as timestamp(3))`, '2026-01-05T10:00:00.000Z'],
  ['avg(cast(value as double))', 6.00005],
  ['avg(quantity)', 4.5],
  // Dates stay dates
  [`date '2026-01-31' + interval '1' day`, '2026-02-01', 'date'],
  [`date '2026-03-31' - interval '1' month`, '2026-02-28', 'date'],
  [`interval '1' day + date '2026-01-31'`, '2026-02-01', 'date'],
  [`date_add('month', 1, date '2026-01-31')`, '2026-02-28', 'date'],
  [`date_add('day', -1, min(cast(occurred_at as date)))`, '2026-01-14', 'date'],
  [`date_trunc('month', date '2026-01-31')`, '2026-01-01', 'date'],
  [`date_trunc('week', date '2026-01-18')`, '2026-01-12', 'date'],
  [`date_trunc('hour', min(occurred_at))`, '2026-01-15T07:00:00.000Z', 'timestamp(3)'],
  [`date_add('hour', 24, min(occurred_at))`, '2026-01-16T07:00:00.000Z', 'timestamp(3)'],
  [`date_add('millisecond', 1, timestamp '2026-01-01 00:00:00')`, '2026-01-01T00:00:00Z', 'timestamp(0)'],
  [`date_add('millisecond', 1, timestamp '2026-01-01 00:00:00.000')`, '2026-01-01T00:00:00.001Z', 'timestamp(3)'],
  [`cast(date_add('day', 1, date '2026-01-31') as varchar)`, '2026-02-01'],
  [`cast(date '2026-01-01' - interval '7' day as varchar)`, '2025-12-25'],
  [`date('2026-01-31')`, '2026-01-31', 'date'],
  [`last_day_of_month(date '2026-02-03')`, '2026-02-28', 'date'],
  // Whole units, not boundaries
  [`date_diff('hour', timestamp '2026-01-01 00:59:00', timestamp '2026-01-01 01:00:00')`, 0, 'bigint'],
  [`date_diff('day', timestamp '2026-01-01 23:00:00', timestamp '2026-01-02 22:59:59')`, 0],
  [`date_diff('day', date '2026-01-09', date '2026-01-01')`, -8],
  [`date_diff('month', date '2026-01-31', date '2026-02-28')`, 1],
  [`date_diff('year', date '2025-06-01', date '2026-05-31')`, 0],
  // Days of the week are ISO's
  [`day_of_week(date '2026-01-18')`, 7, 'bigint'],
  [`extract(dow from date '2026-01-18')`, 7],
  [`extract(day_of_year from date '2026-02-01')`, 32],
  [`year_of_week(date '2027-01-01')`, 2026],
  [`week(date '2026-01-18')`, 3],
  ['millisecond(max(received_at))', 0],
  [`millisecond(timestamp '2026-01-01 00:00:07.250')`, 250],
  // Text of times
  [`cast(timestamp '2026-01-15 07:00:00' as varchar)`, '2026-01-15 07:00:00'],
  [`cast(timestamp '2026-01-15 07:00:00.000' as varchar)`, '2026-01-15 07:00:00.000'],
  ['cast(min(occurred_at) as varchar)', '2026-01-15 07:00:00.000'],
  [`cast(date '2026-01-15' as varchar)`, '2026-01-15'],
  ['cast(max(value) as varchar)', '10.0001'],
  ['cast(true as varchar)', 'true'],
  [`to_iso8601(date '2026-01-15')`, '2026-01-15'],
  [
    `date_format(timestamp '2026-01-05 17:03:04', '%Y-%c-%e %H:%i:%s %W %M %p %%')`,
    '2026-1-5 17:03:04 Monday January PM %',
  ],
  [`date_parse('2026-01-05 17:03', '%Y-%m-%d %H:%i')`, '2026-01-05T17:03:00.000Z', 'timestamp(3)'],
  [`to_unixtime(timestamp '1970-01-02 00:00:00')`, 86400, 'double'],
  ['from_unixtime(86400)', '1970-01-02 00:00:00.000 UTC', 'timestamp(3) with time zone'],
  // NULL makes NULL
  [`concat('a', null)`, null],
  [`concat('a', 'b', 'c')`, 'abc'],
  ['greatest(1, null)', null],
  ['greatest(1, 3, 2)', 3],
  ['least(1, 2)', 1],
  // Text
  [`trim(' \t a \n')`, 'a'],
  [`trim(both 'x' from 'xax')`, 'a'],
  [`substr('abc', 0)`, ''],
  [`max(substr(page_url, 0))`, null],
  [`substr('abc', -2)`, 'bc'],
  [`substr('abc', -5)`, ''],
  [`substring('abc' from 2 for 1)`, 'b'],
  [`split_part('a,b', ',', 3)`, null],
  [`regexp_extract('abc', 'x')`, null],
  [`regexp_extract('a1b2', '([a-z])(\\d)', 2)`, '1'],
  [`regexp_replace('a1b2', '([a-z])(\\d)', '$2$1')`, '1a2b'],
  [`regexp_like('abc', 'b')`, true],
  [`replace('abc', 'b')`, 'ac'],
  [`length('ä😀')`, 2],
  [`position('b' in 'abc')`, 2],
  [`'a%b' like 'a\\%b' escape '\\'`, true],
  // Aggregates, renamed and never wrapped
  [`max_by(event_id, quantity)`, 'a'],
  [`max_by(user_id, occurred_at) filter (where event_id <> 'c')`, null],
  [`max_by(user_id, quantity)`, null],
  [`min_by(event_id, occurred_at)`, 'a'],
  [`arbitrary(event_id) filter (where event_id = 'b')`, 'b'],
  [`count_if(quantity > 2)`, 1, 'bigint'],
  [`count_if(event_id = 'none') filter (where event_id = 'none')`, 0, 'bigint'],
  ['count_if(value > 1 and null)', 0],
  ['approx_distinct(event_id)', 3, 'bigint'],
  ['sequence(3, 1)', '[3, 2, 1]', 'array(bigint)'],
  [`array_join(array_agg(event_id order by event_id desc), '-')`, 'c-b-a'],
  ['cardinality(array_agg(quantity))', 3],
  ['element_at(array[1, 2], 3)', null],
  // JSON and URLs
  [`max(json_extract_scalar(properties, '$.a.b[1]'))`, 'x'],
  [`count(json_extract_scalar(properties, '$.a'))`, 0],
  [`sequence(1, json_array_length('[4,5]'))`, '[1, 2]', 'array(bigint)'],
  [`json_extract_scalar('{"a b":1}', '$["a b"]')`, '1'],
  [`max(url_extract_host(referrer_url))`, 'a.example'],
  [`url_extract_host('no url')`, null],
  [`url_extract_query('https://a.example')`, ''],
  [`max(url_extract_port(referrer_url))`, 8080],
  [`max(url_extract_path(referrer_url))`, '/p q'],
  [`max(url_extract_parameter(referrer_url, 'k'))`, '1 2'],
  [`max(url_extract_parameter(referrer_url, 'none'))`, null],
  // Names
  ['if(true, 1, 2)', 1],
  ['coalesce(null, 1)', 1],
  [`timestamp '2026-01-31 12:00:00' < date '2026-02-01'`, true],
  // Once refused here
  [
    `min(occurred_at) at time zone 'Europe/Berlin'`,
    '2026-01-15 08:00:00.000 Europe/Berlin',
    'timestamp(3) with time zone',
  ],
  ['avg(value)', '6.0001', 'decimal(18,4)'],
  [`date '2026-01-02' - date '2026-01-01'`, '1 00:00:00.000', 'interval day to second'],
  ['cast(1e0 as varchar)', '1.0E0', 'varchar'],
  ['cast(1 as varchar(3))', '1', 'varchar'],
  ['cast(1 as decimal)', '1', 'decimal(38,0)'],
  ['cast(1 as json)', '1', 'json'],
  [
    `from_iso8601_timestamp('2026-01-05T10:00:00+02:00')`,
    '2026-01-05 10:00:00.000 +02:00',
    'timestamp(3) with time zone',
  ],
  ['array[1, 2][1]', 1, 'integer'],
  ['transform(array[1], x -> x + 1)', '[2]', 'array(integer)'],
  ['listagg(event_id) within group (order by event_id desc)', 'cba', 'varchar'],
  [`format_datetime(timestamp '2026-01-05 17:03:04', 'yyyy')`, '2026', 'varchar'],
  ['max(quantity, 2)', '[7, 2]', 'array(integer)'],
  [`interval '1' day`, '1 00:00:00.000', 'interval day to second'],
]

test.each(answers)('%s', async (expression, answer, type) => {
  const { columns, rows } = await lake.run(`select ${expression} from events`)
  expect(rows[0]).toEqual([answer])
  if (type !== undefined) expect(columns[0]!.type).toBe(type)
})

const refusals: [sql: string, why: string][] = [
  ['select 1 / 0', 'Division by zero'],
  ['select 1 % 0', 'Division by zero'],
  ['select element_at(array[1, 2], 0)', 'INVALID_FUNCTION_ARGUMENT: SQL array indices start at 1'],
  ['select max(value) / 0 from events', 'Division by zero'],
  ['select cast(1 as hugeint)', 'hugeint'],
  [`select cast('1.5' as bigint)`, `INVALID_CAST_ARGUMENT: Cannot cast '1.5' to BIGINT`],
  [
    `select cast('2026-01-05T10:00:00' as timestamp)`,
    'INVALID_CAST_ARGUMENT: Value cannot be cast to timestamp: 2026-01-05T10:00:00',
  ],
  ['select string_agg(event_id, 1) from events', `FUNCTION_NOT_FOUND: line 1:8: Function 'string_agg' not registered`],
  ['select quantile_cont(quantity, 0.5) from events', 'quantile_cont'],
  [`select date_trunc('decade', now())`, 'decade'],
  [`select date_diff(event_type, now(), now()) from events`, `is not a valid TIMESTAMP field`],
  [`select date_format(now(), '%D')`, '%D'],
  [`select extract(epoch from now())`, 'epoch'],
  ['select * exclude (app) from events', `SYNTAX_ERROR: line 1:10: mismatched input 'exclude'`],
  ['select columns(*) from events', `FUNCTION_NOT_FOUND: line 1:8: Function 'columns' not registered`],
  ['select distinct on (app) app from events', 'SYNTAX_ERROR: line 1:17: '],
  ['select app, count(*) from events group by all', `line 1:4`],
  ['select app from events order by all', `COLUMN_NOT_FOUND: line 1:33: Column 'all' cannot be resolved`],
  ['select app from events qualify row_number() over () = 1', `SYNTAX_ERROR: line 1:32: mismatched input 'row_number'`],
  ['select * from events tablesample (10 percent)', `SYNTAX_ERROR: line 1:35: mismatched input '10'`],
  ['select * from events using sample 10', 'SYNTAX_ERROR: line 1:22: '],
  ['select * from events limit 10 %', `SYNTAX_ERROR: line 1:31: mismatched input '%'`],
  ['select * from events natural join rejected', 'NOT_SUPPORTED: line 1:15: Natural join not supported'],
  ['select 1 union by name select 2', `SYNTAX_ERROR: line 1:16: mismatched input 'by'`],
  ['select 5 ^ 2', `SYNTAX_ERROR: line 1:10: mismatched input '^'`],
  ['select 5 // 2', 'line 1'],
  ['select 5 ** 2', 'line 1'],
  [`select 'a' ilike 'A'`, 'SYNTAX_ERROR: line 1:18: mismatched input '],
  [`select 'abc'.upper()`, 'line 1'],
  ['select * from db.events', `SCHEMA_NOT_FOUND: line 1:15: Schema 'db' does not exist`],
  ['select * from nowhere', `TABLE_NOT_FOUND: line 1:15: Table 'awsdatacatalog.clickstream.nowhere' does not exist`],
  ['select\n\nwrong from events', 'wrong'],
  ['select 1\nfrom\nwhere 2', 'line 3'],
  ["select 'open", 'line 1'],
  ['select "open', 'line 1'],
  ['select 1 /* open', 'line 1'],
  ['', 'SYNTAX_ERROR: line 1:1: expected a st'],
  ['-- only this', 'SYNTAX_ERROR: line 1:'],
  ['select events from events', `COLUMN_NOT_FOUND: line 1:8: Column 'events' cannot be resolved`],
  ['select ?', 'expected 1'],
]

test.each(refusals)('refused: %s', async (sql, why) => {
  const failing = lake.run(sql)
  await expect(failing).rejects.toThrow(QueryError)
  await expect(failing).rejects.toThrow(why)
})

describe('statements', () => {
  test('a CTE may have a table’s name', async () => {
    const sql = `with events as (select * from events where event_id = 'a') select count(*) as n from events`
    expect(await lake.ask(sql)).toEqual([[1]])
  })

  test('columns without a name are called by their place', async () => {
    const { columns } = await lake.run(`select 1, app, count(*), 2 as x, 'y' from events group by app`)
    expect(columns.map(({ name }) => name)).toEqual(['_col0', 'app', '_col2', 'x', '_col4'])
  })

  test('NULL sorts last, either way', async () => {
    const sql = 'select user_id from events order by user_id'
    expect(await lake.ask(`${sql} limit 1`)).toEqual([['u']])
    expect(await lake.ask(`${sql} desc limit 1`)).toEqual([['u']])
  })

  test('FILTER and OVER keep their meaning when a function is renamed, and are not had together', async () => {
    await expect(lake.run('select count(*) filter (where true) over () from events')).rejects.toThrow(
      'NOT_SUPPORTED: line 1:1: FILTER is not yet supported for window functions',
    )
    const sql = `select event_id, max_by(event_id, if(event_id <> 'c', occurred_at)) over (order by occurred_at)
      from events order by 1`
    expect(await lake.ask(sql)).toEqual([
      ['a', 'a'],
      ['b', 'b'],
      ['c', 'b'],
    ])
  })

  test('joins, set operations, grouping sets, unnest, values, windows', async () => {
    const sql = `
      with numbers as (select n from unnest(sequence(1, 3)) as t(n)),
      named as (select * from (values (1, 'one'), (2, 'two')) as v(n, name)),
      joined as (select numbers.n, name from numbers left join named on named.n = numbers.n),
      counted as (select name, count(*) as n from joined group by grouping sets ((name), ()))
      select n, name, row_number() over (order by n, name) from counted
      union all (select n, name, 0 from joined except select 1, 'one', 0)
      order by 1, 2, 3`
    expect(await lake.ask(sql)).toEqual([
      [1, 'one', 1],
      [1, 'two', 2],
      [1, null, 3],
      [2, 'two', 0],
      [3, null, 0],
      [3, null, 4],
    ])
  })

  test('deeply nested calls are worked out once each, and as before', async () => {
    const nest = (times: number, text: string, wrap: (inner: string) => string) =>
      Array.from({ length: times }).reduce<string>(wrap, text)
    const halves = (text: string) => nest(12, text, inner => `(${inner} / 2)`)
    const cut = nest(12, 'event_id', inner => `substr(${inner}, 1)`)
    const sql = `select ${halves('1000000')}, ${halves('sum(quantity) * 1000000')}, ${halves('(select 1000000)')},
      ${nest(40, '100', inner => `(${inner} - 1)`)}, ${nest(6, 'cast(7 as decimal(10, 2))', inner => `(${inner} / 3)`)},
      ${nest(8, 'count(*)', inner => `(${inner} / ?)`)}, max(${nest(9, 'event_id', inner => `coalesce(${inner}, '')`)})
      from events where ${cut} <> 'c' group by ${cut} order by ${cut}`
    const ones = Array.from({ length: 8 }, () => parameter('integer', '1'))
    expect(await lake.ask(sql, ...ones)).toEqual([
      [244, 1708, 244, 60, '0.01', 1, 'a'],
      [244, 488, 244, 60, '0.01', 1, 'b'],
    ])
    const deep = nest(12, 'app', inner => `substr(${inner}, 1)`)
    expect(await lake.ask(`select ${deep} from events where ${deep} = 'nobody'`)).toEqual([])
  })

  test('the name of a CTE never stands for a table', async () => {
    expect(await lake.ask('with events as (select 1 as x) select x from events')).toEqual([[1]])
    const sql = 'with lake_events as (select 1 as x) select count(*), max(x) from events, LAKE_events'
    expect(await lake.ask(sql)).toEqual([[3, 1]])
  })

  test('parameters have the type of their header, wherever they stand', async () => {
    const sql = `select ? as a, ? as b, ? as c, ? as d, ? as e, '?' as f -- ?
      from events /* ? */ order by event_id limit ?`
    const given = [
      parameter('date', '2026-01-31'),
      parameter('timestamp', '2026-01-31T12:00:00.500Z'),
      parameter('decimal', '12.5'),
      parameter('boolean', 'true'),
      parameter('string', null),
      parameter('integer', '1'),
    ]
    const { columns, rows } = await lake.run(sql, ...given)
    expect(rows).toEqual([['2026-01-31', '2026-01-31T12:00:00.500Z', '12.5', true, null, '?']])
    expect(columns.map(({ type }) => type).slice(0, 4)).toEqual(['date', 'timestamp(3)', 'decimal(3,1)', 'boolean'])
  })

  test('show tables, describe', async () => {
    expect(await lake.ask('SHOW TABLES;')).toEqual(Object.keys(queryable).map(name => [name]))
    for (const sql of ['describe rejected', 'show columns from "rejected"', 'desc REJECTED']) {
      expect((await lake.ask(sql)).map(([name]) => name)).toContain('received_date')
    }
    await expect(lake.run('describe nowhere')).rejects.toThrow('events, rejected')
  })
})

describe('limits', () => {
  test.each([
    ['select 1 limit -5', `SYNTAX_ERROR: line 1:16: mismatched input '-'`],
    ['select 1 offset -1', `SYNTAX_ERROR: line 1:17: mismatched input '-'`],
    ['select 1 limit 1.5', `SYNTAX_ERROR: line 1:16: mismatched input '1.5'`],
    ['select 1 limit 2 + 3', `SYNTAX_ERROR: line 1:18: mismatched input '+'`],
    ["select lpad('x', 10001, 'y')", 'NOT_SUPPORTED_LOCALLY: a text filled '],
    [
      'select sequence(1, 10001)',
      'INVALID_FUNCTION_ARGUMENT: result of sequence function must not have more than 10000 entries',
    ],
    [
      'select sequence(5, -20000, -2)',
      'INVALID_FUNCTION_ARGUMENT: result of sequence function must not have more than 10000 entries',
    ],
    ['select sequence(1, 9000000000000000000)', 'result of sequence function must not have more than 10000 entries'],
    [
      `select sequence(timestamp '2026-01-01 00:00:00', timestamp '2026-01-02 00:00:00', interval '1' second)`,
      'result of sequence function must not have more than 10000 entries',
    ],
    [
      `select sequence(now(), now() + interval '1' day, interval '1' second)`,
      'FUNCTION_NOT_FOUND: line 1:8: Unexpected parameters (timestamp(3) with time zone',
    ],
  ])('%s is refused', async (sql, why) => {
    await expect(lake.run(sql)).rejects.toThrow(why)
  })

  test('a sequence may have as many entries as on Athena', async () => {
    const sql = `select cardinality(sequence(1, 10000)), cardinality(sequence(5, -9994)), cardinality(sequence(1, 20000, 2)),
      cardinality(sequence(date '2026-01-01', date '2026-12-01', interval '1' month)), sequence(1, null)`
    expect(await lake.ask(sql)).toEqual([[10_000, 10_000, 10_000, 12, null]])
  })

  test('zero, all, a parameter', async () => {
    expect(await lake.ask('select 1 limit 0')).toEqual([])
    expect(await lake.ask('select 1 limit all')).toEqual([[1]])
    expect(
      await lake.ask(
        'select x from unnest(sequence(1, 9)) as t(x) order by x offset 2 limit ?',
        parameter('integer', '1'),
      ),
    ).toEqual([[3]])
    await expect(lake.run('select 1 limit ?', parameter('integer', '-5'))).rejects.toThrow(
      'INVALID_LIMIT_CLAUSE: LIMIT must not ',
    )
    expect(await lake.ask("select length(lpad('x', 10000, 'y')), rpad('x', 3, 'ab'), lpad(null, 3, 'a')")).toEqual([
      [10_000, 'xab', null],
    ])
  })
})
