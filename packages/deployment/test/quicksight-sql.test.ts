// What QuickSight asks is what our viewer asks: the same rows, in whichever of its forms QuickSight writes a date.
import { join } from 'node:path'
import { dashboards } from '@clickstream/dashboards/dashboards'
import { queryable } from '@clickstream/events/tables'
import { bindParameters, loadLibrary } from '@clickstream/query/library'
import { TestLake } from '@clickstream/query/test/lake'
import { at, click, event, order, someSession } from '@clickstream/query/test/saved'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findMappings } from '../quicksight-mapping.ts'
import { writeCustomSql } from '../quicksight-sql.ts'

const root = join(import.meta.dirname, '../../..')
const folders = ['dashboards/datasets', 'queries'].map(folder => join(root, folder))
const queries = (await Promise.all(folders.map(loadLibrary))).flat()
const mappings = findMappings(dashboards)
const place = { database: 'clickstream_test', tables: new Set(Object.keys(queryable)) }
const given: Readonly<Record<string, string>> = { from: '2026-01-13', to: '2026-01-15', currency: 'EUR' }

/** As QuickSight is known to write a date: the text of a time, or a timestamp. */
const FORMS: readonly ((day: string) => string)[] = [
  day => `'${day}T00:00:00'`,
  day => `timestamp '${day} 00:00:00.000'`,
]

let lake: TestLake
beforeAll(async () => {
  lake = new TestLake()
  const days = [11, 12, 13, 14, 15, 16]
  const items = JSON.stringify([
    { product_id: 'p1', quantity: 1 },
    { product_id: 'p2', quantity: 2 },
  ])
  const who = { anonymous_id: 'ann', app: 'store' }
  await lake.addEvents(
    days.flatMap(day => [
      click('spring', '', { occurred_at: at('09:00:00', day), anonymous_id: 'ann' }),
      event('page_viewed', '', { occurred_at: at('09:05:00', day), ...who, page_path: '/', utm_campaign: 'may' }),
      event('product_searched', '', { occurred_at: at('09:06:00', day), ...who, search_query: 'shoes' }),
      event('product_viewed', '', { occurred_at: at('09:07:00', day), ...who, product_id: 'p1' }),
      event('product_added', '', { occurred_at: at('09:08:00', day), ...who, product_id: 'p1', cart_id: `c${day}` }),
      event('checkout_started', '', { occurred_at: at('09:09:00', day), ...who, cart_id: `c${day}` }),
      order(`o${day}`, '', 5, { occurred_at: at('09:10:00', day), ...who, currency: 'EUR', items }),
      order(`u${day}`, '', 7, { occurred_at: at('09:20:00', day), ...who, currency: 'USD' }),
    ]),
  )
  await lake.addDerived(
    'sessions',
    days.map(day => someSession(`2026-01-${day}`)),
  )
  await lake.addRejected(days.map(day => ({ received_at: at('12:00:00', day) })))
})
afterAll(() => lake[Symbol.asyncDispose]())

test.each([...mappings.keys()].sort())('%s', async name => {
  const query = queries.find(each => each.name === name)!
  const mapped = mappings.get(name)!.map(({ parameter }) => parameter)
  const values = Object.fromEntries(mapped.map(parameter => [parameter, given[parameter]!]))
  const expected = await lake.engine.run(query.sql, bindParameters(query, values))
  const sql = writeCustomSql(query, new Set(mapped), place).replaceAll('"clickstream_test".', '')
  for (const write of FORMS) {
    const filled = sql.replaceAll(/<<\$(\w+)>>/g, (_, parameter) =>
      parameter === 'currency' ? `'${given.currency}'` : write(given[parameter]!),
    )
    // It puts what it is given into parentheses.
    const { columns, rows } = await lake.engine.run(`select * from (${filled}) as "${name}"`, [])
    expect(columns).toEqual(expected.columns)
    expect(rows.map(row => JSON.stringify(row)).sort()).toEqual(expected.rows.map(row => JSON.stringify(row)).sort())
  }
  // Nothing has run here.
  if (name !== 'runs') expect(expected.rows.length, 'rows to compare').toBeGreaterThan(0)
})
