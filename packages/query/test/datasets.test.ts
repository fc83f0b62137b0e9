// The headers of saved queries and data sets, and which days the rows of a data set are of.
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { bindParameters, loadLibrary } from '../library.ts'
import { TestLake } from './lake.ts'
import { at, click, event, library, order, someSession } from './saved.ts'

const datasets = await loadLibrary(join(import.meta.dirname, '../../../dashboards/datasets'))
const named = (name: string) => datasets.find(each => each.name === name)!

test('each header says the columns that the engine answers with', async () => {
  expect(datasets.map(({ name }) => name)).toEqual(
    ['arrivals', 'clicks', 'events', 'files', 'orders', 'rejections', 'runs', 'searches', 'shopping', 'visits'].sort(),
  )
  await using lake = new TestLake()
  for (const query of [...library, ...datasets]) {
    const { columns } = await lake.engine.run(query.sql, bindParameters(query, {}))
    expect(query.columns, query.name).toEqual(columns)
  }
})

test('no data set is called as a saved query is', () => {
  const names = [...library, ...datasets].map(({ name }) => name)
  expect(new Set(names).size).toBe(names.length)
})

const DAY = 86_400_000
const noon = Date.parse(at('12:00:00'))
const around = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => noon + (from + i) * DAY)
const PERIOD = { from: '2026-01-15', to: '2026-01-15' }

test.each([
  ['events', () => around(-5, 9).map(occurred_at => event('page_viewed', '', { occurred_at })), [-1, 4]],
  ['clicks', () => around(-5, 9).map(occurred_at => click('a', '', { occurred_at })), [-1, 4]],
  ['searches', () => around(-5, 9).map(occurred_at => event('product_searched', '', { occurred_at })), [-1, 4]],
  ['shopping', () => around(-5, 9).map(occurred_at => event('product_viewed', '', { occurred_at })), [-1, 4]],
  ['orders', () => around(-5, 9).map((occurred_at, i) => order(`o${i}`, '', 1, { occurred_at })), [-1, 4]],
  ['arrivals', () => around(-5, 9).map(occurred_at => event('page_viewed', '', { occurred_at })), [-1, 1]],
])('%s: the days asked for, a day before and those that what is late may arrive on', async (name, rows, [from, to]) => {
  await using lake = new TestLake()
  await lake.addEvents(rows())
  const query = named(name)
  const result = await lake.engine.run(query.sql, bindParameters(query, PERIOD))
  const place = result.columns.findIndex(
    column => column.name === (name === 'arrivals' ? 'received_at' : 'occurred_at'),
  )
  const times = result.rows.map(row => String(row[place])).sort()
  expect(times).toEqual(around(from!, to!).map(ms => new Date(ms).toISOString()))
  expect(result.receipt.partitions_read).toBeLessThan(result.receipt.partitions_known!)
})

test('visits and rejections: a day more at either end', async () => {
  await using lake = new TestLake()
  const days = [12, 13, 14, 15, 16, 17, 18]
  await lake.addDerived(
    'sessions',
    days.map(day => someSession(`2026-01-${day}`)),
  )
  await lake.addRejected(days.map(day => ({ received_at: at('12:00:00', day) })))
  for (const [name, time] of [
    ['visits', 'started_at'],
    ['rejections', 'received_at'],
  ] as const) {
    const query = named(name)
    const sql = `with data as (${query.sql}) select day_of_month(${time}) as day from data order by day`
    const { rows } = await lake.engine.run(sql, bindParameters(query, PERIOD))
    expect(rows, name).toEqual([[14], [15], [16]])
  }
})

test('an order is one row, of a person where there is one, and each of its items one', async () => {
  await using lake = new TestLake()
  const items = JSON.stringify([
    { product_id: 'p1', product_name: 'One', category: 'A', price: 2.5, quantity: 2 },
    { product_id: 'p2', price: 'dear', quantity: '3' },
    { product_name: 'nameless' },
  ])
  await lake.addEvents([
    order('o1', '10:00:00', 5, { items, traffic: 'bot' }),
    order('o1', '11:00:00', 6, { items }),
    order('o1', '12:00:00', 7, { items, product_id: 'none of these' }),
    order('o2', '13:00:00', 8, { product_id: 'p9', price: 8, quantity: 1, items: '[]' }),
    order('o2', '13:00:00', 9, { app: 'other' }),
  ])
  const ask = async (name: string, sql: string) =>
    (await lake.engine.run(`with data as (${named(name).sql}) ${sql}`, bindParameters(named(name), PERIOD))).rows
  expect(await ask('orders', 'select app, order_id, value, traffic from data order by app desc, order_id')).toEqual([
    ['store', 'o1', '6.0000', 'human'],
    ['store', 'o2', '8.0000', 'human'],
    ['other', 'o2', '9.0000', 'human'],
  ])
  const bought = 'select product_id, product_name, category, price, quantity, event_type from data order by product_id'
  expect(await ask('shopping', bought)).toEqual([
    ['p1', 'One', 'A', '2.5000', 2, 'order_completed'],
    ['p2', null, null, null, 3, 'order_completed'],
    ['p9', null, null, '8.0000', 1, 'order_completed'],
  ])
})

test('searches say what was asked for, and whether there was any', async () => {
  await using lake = new TestLake()
  const search = (search_query: string, properties: string | null) =>
    event('product_searched', '10:00:00', { search_query, properties })
  await lake.addEvents([
    search('  Red SHOES ', '{"results":0}'),
    search('b', '{"results":12}'),
    search('c', '{"results":"many"}'),
    search('d', null),
  ])
  const query = named('searches')
  const sql = `with data as (${query.sql}) select search_query, results, has_results from data order by search_query`
  const { rows } = await lake.engine.run(sql, bindParameters(query, PERIOD))
  expect(rows).toEqual([
    ['b', 12, true],
    ['c', null, null],
    ['d', null, null],
    ['red shoes', 0, false],
  ])
})
