// Wall clocks, against DuckDB's own ICU and against JavaScript's.
import { DuckDBInstance } from '@duckdb/node-api'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findZone, toLocal } from '../trino/time/zone.ts'
import { TestLake } from './lake.ts'

/** With half hours, no summer time, summer time in the south, given up, taken up again, broken off for Ramadan. */
const ZONES = [
  'Asia/Kolkata',
  'Asia/Kathmandu',
  'America/New_York',
  'Europe/Berlin',
  'Australia/Lord_Howe',
  'Africa/Cairo',
].concat(['Africa/Casablanca', 'America/Sao_Paulo', 'Asia/Gaza', 'Europe/Istanbul', 'Pacific/Apia', 'UTC'])

test.each(ZONES)('%s: every hour from 2010 to 2026 is what ICU says', async zone => {
  const instance = await DuckDBInstance.create(':memory:')
  const connection = await instance.connect()
  const hours = await connection.runAndReadAll(`set TimeZone = 'UTC';
    select epoch_ms(x), epoch_ms(timezone('${zone}', cast(x as timestamptz)))
    from (select range as x from range(timestamp '2010-01-01', timestamp '2026-12-01', interval 30 minute))`)
  const wrong = hours.getRows().filter(([at, local]) => toLocal(zone, Number(at)) !== Number(local))
  expect(wrong.slice(0, 3)).toEqual([])
  connection.disconnectSync()
  instance.closeSync()
})

describe('in SQL', () => {
  let lake: TestLake
  beforeAll(async () => {
    lake = new TestLake()
    await lake.addEvents([{ occurred_at: '2026-01-15T20:00:00.5Z' }])
  })
  afterAll(() => lake[Symbol.asyncDispose]())
  const ask = async (expression: string) => {
    const { rows, columns } = await lake.run(`select ${expression} from events`)
    return [rows[0]![0], columns[0]!.type]
  }

  test.each([
    [`cast(at_timezone(with_timezone(occurred_at, 'UTC'), 'Asia/Kolkata') as timestamp)`, '2026-01-16T01:30:00.500Z'],
    [`cast(at_timezone(occurred_at, 'America/New_York') as timestamp)`, '2026-01-15T15:00:00.500Z'],
    [
      `cast(date_add('day', 181, occurred_at) at time zone 'America/New_York' as timestamp)`,
      '2026-07-15T16:00:00.500Z',
    ],
    [`cast(at_timezone(min(occurred_at), 'UTC') as timestamp(3))`, '2026-01-15T20:00:00.500Z'],
    [`cast(at_timezone(from_unixtime(0), 'Europe/Berlin') as timestamp)`, '1970-01-01T01:00:00.000Z'],
    [`cast(at_timezone(timestamp '2050-07-01 00:00:00', 'Europe/Berlin') as timestamp)`, '2050-07-01T02:00:00.000Z'],
    [`cast(at_timezone(timestamp '2026-03-29 00:59:59', 'Europe/Berlin') as timestamp)`, '2026-03-29T01:59:59.000Z'],
    [`cast(at_timezone(timestamp '2026-03-29 01:00:00', 'Europe/Berlin') as timestamp)`, '2026-03-29T03:00:00.000Z'],
    [`cast(at_timezone(cast(null as timestamp), 'Europe/Berlin') as timestamp)`, null],
    [`date_trunc('day', cast(at_timezone(occurred_at, 'Asia/Kolkata') as timestamp))`, '2026-01-16T00:00:00.000Z'],
  ])('%s', async (expression, expected) => {
    expect(await ask(expression)).toEqual([expected, 'timestamp(3)'])
  })

  test('dates and instants', async () => {
    expect(await ask(`cast(at_timezone(occurred_at, 'Asia/Kolkata') as date)`)).toEqual(['2026-01-16', 'date'])
    const [instant, type] = await ask(`with_timezone(occurred_at, 'UTC')`)
    for (const [expression, expected] of [
      [`at_timezone(occurred_at, 'Asia/Kolkata')`, '2026-01-16 01:30:00.500 Asia/Kolkata'],
      [`date_trunc('day', at_timezone(occurred_at, 'Asia/Kolkata'))`, '2026-01-16 00:00:00.000 Asia/Kolkata'],
      [`occurred_at at time zone 'Asia/Kolkata'`, '2026-01-16 01:30:00.500 Asia/Kolkata'],
      [`with_timezone(occurred_at, 'Asia/Kolkata')`, '2026-01-15 20:00:00.500 Asia/Kolkata'],
    ]) {
      expect(await ask(expression!)).toEqual([expected, 'timestamp(3) with time zone'])
    }
    expect([instant, type]).toEqual(['2026-01-15 20:00:00.500 UTC', 'timestamp(3) with time zone'])
  })

  test.each([
    [`timezone('Asia/Kolkata', occurred_at)`, /Function 'timezone' not registered/],
    [`cast(timezone('Asia/Kolkata', occurred_at) as timestamp)`, /Function 'timezone' not registered/],
    [`cast(at_timezone(occurred_at, 'Asia/Nowhere') as timestamp)`, /'Asia\/Nowhere' is not a valid time zone/],
    [`cast(at_timezone(occurred_at, 'asia/kolkata') as timestamp)`, /'asia\/kolkata' is not a valid time zone/],
    [`cast(at_timezone(occurred_at, 'EST5') as timestamp)`, /'EST5' is not a valid time zone/],
    [`cast(at_timezone(occurred_at, app) as timestamp)`, /'store' is not a valid time zone/],
    [`cast(at_timezone(occurred_at) as timestamp)`, /at_timezone/],
    [
      `cast(at_timezone(app, 'Asia/Kolkata') as timestamp)`,
      /Unexpected parameters \(varchar, varchar\(12\)\) for function at_timezone/,
    ],
    [
      `with_timezone(from_unixtime(0), 'UTC')`,
      /Unexpected parameters \(timestamp\(3\) with time zone, varchar\(3\)\) for function with_timezone/,
    ],
  ])('%s is refused', async (expression, why) => {
    await expect(ask(expression)).rejects.toThrow(why)
  })
})

test('a zone is one by its IANA name, or by its offset', () => {
  for (const name of ['Asia/Calcutta', 'America/Argentina/Buenos_Aires', 'UTC', '+05:30'])
    expect(findZone(name)).toBe(name)
  expect(findZone('Etc/GMT+5')).toBe('-05:00')
  for (const name of ['', 'Utc', "Asia/Kolkata' or 1=1", 'Asia/Kolkata ']) expect(findZone(name)).toBe(undefined)
})
