// What sift.ts says otherwise, and what it leaves: seen in the statement itself, and in answers with nulls.
import { DuckDBInstance } from '@duckdb/node-api'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { parse, print } from '../parser.ts'
import { sift } from '../sift.ts'
import { parameter, TestLake } from './lake.ts'
import { click } from './saved.ts'

const lake = new TestLake()
beforeAll(() =>
  lake.addEvents([
    click('a', '10:00:00', { country: 'DE' }),
    click('b', '11:00:00', { country: 'FR' }),
    click('c', '12:00:00', { country: null }),
  ]),
)
afterAll(() => lake[Symbol.asyncDispose]())

const many = Array.from({ length: 17 }, (_, i) => `'${i}'`).join(', ')

test.each([
  [`where country in ('DE', 'FR') and x = 1`, true],
  [`where e.country in (?, 'FR')`, true],
  [`where not (country in ('DE', 'FR'))`, false],
  [`where country not in ('DE', 'FR')`, false],
  [`where country in ('DE', 'FR') or x = 1`, false],
  [`where country in ('DE', os)`, false],
  [`where country in (select os from b)`, false],
  [`where lower(country) in ('de', 'fr')`, false],
  [`where app in ('store', 'shortener')`, false],
  [`where country in (${many})`, false],
])('%s', async (where, isSifted) => {
  const connection = await (await DuckDBInstance.create(':memory:')).connect()
  const sql = await print(
    connection,
    sift(await parse(connection, `with a as (select 1 from events as e ${where}) select * from a`)),
  )
  expect(sql.toLowerCase().includes('coalesce(')).toBe(isSifted)
  connection.disconnectSync()
})

test.each([
  [`country in ('DE', 'FR')`, ['a', 'b']],
  [`country in ('DE', null)`, ['a']],
  [`country not in ('DE', 'IT')`, ['b']],
  [`(country in ('DE', 'IT')) is null`, ['c']],
])('answers of %s', async (where, codes) => {
  const rows = await lake.ask(
    `select short_code from events where received_date = '2026-01-15' and ${where} order by 1`,
  )
  expect(rows.flat()).toEqual(codes)
})

test('values that are bound', async () => {
  const sql = `select short_code from events where received_date = '2026-01-15' and country in (?, ?) order by 1`
  expect((await lake.ask(sql, parameter('string', 'FR'), parameter('string', 'IT'))).flat()).toEqual(['b'])
})
