// What Athena would bill, of files whose column chunks are known: each is compared with sizes that another reader of
// Parquet finds in the same file, chosen by hand.
import { readFileSync } from 'node:fs'
import { events } from '@clickstream/events/tables'
import { landingPartition } from '@clickstream/lake/partition'
import { parquetMetadata } from 'hyparquet'
import { describe, expect, test } from 'vitest'
import { billBytes, costOf } from '../price.ts'
import { parameter, someEvent, TestLake, writeRows } from './lake.ts'

const MB = 1024 ** 2

/** Bytes of some columns in a file. */
function sizeOf(lake: TestLake, key: string, ...columns: string[]): number {
  const bytes = readFileSync(lake.store.locate(key))
  const { row_groups } = parquetMetadata(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length))
  const chunks = row_groups.flatMap(group => group.columns.map(column => column.meta_data!))
  const wanted = chunks.filter(({ path_in_schema }) => columns.includes(path_in_schema.join('.')))
  expect(wanted).toHaveLength(columns.length * row_groups.length)
  return wanted.reduce((sum, { total_compressed_size }) => sum + Number(total_compressed_size), 0)
}

/** The 1st and the 2nd of January, two apps on the 1st. Returns the keys: store 1st, shortener 1st, store 2nd. */
async function fill(lake: TestLake): Promise<[string, string, string]> {
  const at = (day: string, hour: string) => `2026-01-${day}T${hour}:00:00Z`
  const rows = Array.from({ length: 50 }, (_, i) => ({
    ...{ page_url: `https://a.example/${i * i}`, quantity: i, country: i % 2 === 0 ? 'DE' : 'FR' },
  }))
  const keys: string[] = []
  for (const [app, day] of [
    ['store', '01'],
    ['shortener', '01'],
    ['store', '02'],
  ] as const) {
    const more = rows.map((row, i) => ({ ...row, app, occurred_at: at(day, '07'), value: i / 4 }))
    keys.push(...(await lake.addEvents(more)))
  }
  expect(keys).toHaveLength(3)
  return keys as [string, string, string]
}

describe('what is read', () => {
  const all = [0, 1, 2]
  // biome-ignore format: a table reads as a table
  test.each<[sql: string, ...read: [files: number[], columns: string[]][]]>([
    ['select count(*) from events', [[], []]],
    ['select count(*) from events where app = \'store\' and received_date > \'2026-01-01\'', [[], []]],
    ['select app, received_date, received_hour from events', [[], []]],
    ['select count(page_url) from events', [all, ['page_url']]],
    ['select page_url, quantity from events where app = \'store\'', [[0, 2], ['page_url', 'quantity']]],
    // What a filter needs is read too, once.
    ['select sum(quantity) from events where value >= decimal \'1.5\' and quantity < 7', [all, ['quantity', 'value']]],
    // No row group has such a row.
    ['select sum(quantity) from events where occurred_at >= timestamp \'2026-01-02 00:00:00\'', [[2], ['quantity', 'occurred_at']]],
    ['select sum(quantity) from events where occurred_at < date \'2026-01-02\' and app = \'store\'', [[0], ['quantity', 'occurred_at']]],
    ['select sum(quantity) from events where occurred_at between timestamp \'2026-01-02 07:00:00\' and timestamp \'2026-01-03 00:00:00\'', [[2], ['quantity', 'occurred_at']]],
    ['select sum(value) from events where quantity > 49', [[], []]],
    ['select sum(value) from events where quantity = 50 or quantity < 0', [[], []]],
    ['select sum(value) from events where value > decimal \'12.25\'', [[], []]],
    ['select sum(value) from events where value >= decimal \'12.25\'', [all, ['value']]],
    ['select count(*) from events where event_id < \'e\'', [[], []]],
    // A dictionary has neither, though it has something above the one and something below the other.
    ['select count(page_url) from events where country > \'DE\' and country < \'FR\'', [[], []]],
    ['select count(page_url) from events where country = \'ES\'', [[], []]],
    ['select count(page_url) from events where country in (\'ES\', \'FR\')', [all, ['page_url', 'country']]],
    ['select count(*) from events where quantity is null', [[], []]],
    // Of two columns either may do.
    ['select count(*) from events where quantity > 49 or occurred_at >= timestamp \'2026-01-02 00:00:00\'', [all, ['quantity', 'occurred_at']]],
    // A row that LIMIT does not want is not known before.
    ['select page_url from events where received_date = \'2026-01-02\' limit 1', [[2], ['page_url']]],
    // A table that is read twice is billed twice.
    ['select count(*) from events a join events b on a.page_url = b.page_url where a.app = \'shortener\'', [[1], ['page_url']], [all, ['page_url']]],
    ['with e as (select * from events where app = \'store\') select (select max(quantity) from e), (select min(value) from e)', [[0, 2], ['quantity']], [[0, 2], ['value']]],
    ['select page_url from events where app = \'store\' union all select page_url from events where app = \'store\'', [[0, 2], ['page_url']], [[0, 2], ['page_url']]],
    // What nobody asks of a subquery is not read, and a filter around it reaches the table.
    ['select quantity from (select * from events) where received_date = \'2026-01-02\'', [[2], ['quantity']]],
    ['select page_url from events where quantity in (select quantity from events where app = \'shortener\')', [all, ['page_url', 'quantity']], [[1], ['quantity']]],
  ])('%s', async (sql, ...read) => {
    await using lake = new TestLake()
    const keys = await fill(lake)
    const expected = read.flatMap(([files, columns]) => files.map(file => sizeOf(lake, keys[file]!, ...columns)))
    const { receipt } = await lake.run(sql)
    expect(receipt.bytes_read).toBe(expected.reduce((sum, each) => sum + each, 0))
    expect(receipt.bytes_billed).toBe(10 * MB)
    const { bytes_read, bytes_billed } = await lake.engine.explain(sql, [])
    expect([bytes_read, bytes_billed]).toEqual([receipt.bytes_read, receipt.bytes_billed])
  })

  test('follows the values of parameters', async () => {
    await using lake = new TestLake()
    const keys = await fill(lake)
    const sql = 'select count(page_url) from events where received_date = cast(? as varchar) and quantity >= ?'
    const ask = async (day: string, least: string) =>
      (await lake.run(sql, parameter('date', day), parameter('integer', least))).receipt.bytes_read
    expect(await ask('2026-01-02', '3')).toBe(sizeOf(lake, keys[2], 'page_url', 'quantity'))
    expect(await ask('2026-01-02', '50')).toBe(0)
    expect(await ask('2026-01-03', '3')).toBe(0)
  })

  test('is what is there when it is asked', async () => {
    await using lake = new TestLake()
    const sql = 'select sum(quantity) from events'
    expect((await lake.run(sql)).receipt.bytes_read).toBe(0)
    const [first] = await lake.addEvents([{ occurred_at: '2026-01-15T07:00:00Z', quantity: 1 }])
    const one = sizeOf(lake, first!, 'quantity')
    expect((await lake.run(sql)).receipt.bytes_read).toBe(one)
    const [second] = await lake.addEvents([{ occurred_at: '2026-01-15T08:00:00Z', quantity: 2 }])
    expect((await lake.run(sql)).receipt.bytes_read).toBe(one + sizeOf(lake, second!, 'quantity'))
  })

  test('of a file of several row groups only those where rows may be', async () => {
    await using lake = new TestLake()
    // Writers begin another row group after 131,072 rows.
    const rows = Array.from({ length: 140_000 }, (_, i) => ({
      ...someEvent,
      event_id: `e${i}`,
      received_at: 1_768_460_400_000,
      occurred_at: 1_768_460_400_000 - 140_000 + i,
      quantity: i,
    }))
    const values = { app: 'store', received_date: '2026-01-15', received_hour: '07' }
    const partition = landingPartition(events, values)
    const key = `${partition.location}part.parquet`
    await lake.store.put(key, writeRows(events, rows))
    await lake.catalog.add([partition])
    const bytes = readFileSync(lake.store.locate(key))
    const { row_groups } = parquetMetadata(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length))
    expect(row_groups).toHaveLength(2)
    const size = (group: number) =>
      Number(
        row_groups[group]!.columns.find(({ meta_data }) => meta_data!.path_in_schema[0] === 'quantity')!.meta_data!
          .total_compressed_size,
      )
    const ask = async (where: string) =>
      (await lake.run(`select sum(quantity) from events ${where}`)).receipt.bytes_read
    expect(await ask('')).toBe(size(0) + size(1))
    expect(await ask('where quantity < 100')).toBe(size(0))
    expect(await ask('where quantity >= 139999')).toBe(size(1))
    expect(await ask('where quantity = 5 or quantity = 135000')).toBe(size(0) + size(1))
  })

  test('of a question about the tables nothing, and nothing is billed', async () => {
    await using lake = new TestLake()
    await fill(lake)
    expect((await lake.run('show tables')).receipt).toMatchObject({ bytes_read: 0, bytes_billed: 0 })
  })
})

test('the price: whole MB, 10 at least, USD 5 for a TB', () => {
  expect([0, 1, 10 * MB, 10 * MB + 1, 25.5 * MB].map(billBytes)).toEqual([10, 10, 10, 11, 26].map(each => each * MB))
  expect(costOf(1024 ** 4)).toBe(5)
  // 10 MB are 1/104,857.6 of a TB.
  expect(costOf(billBytes(1))).toBeCloseTo(0.00004768, 8)
})
