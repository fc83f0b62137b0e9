// QuickSight's expressions: what they become, and what DuckDB makes of that.

import type { Visual } from '@aws-sdk/client-quicksight'
import type { TestLake } from '@clickstream/query/test/lake'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aggregateFunctions } from '../aggregates.ts'
import { type Expression, parseExpression } from '../syntax.ts'
import { functions } from '../vocabulary.ts'
import { ask, clicks, column, dashboardOf, distinct, openSample, shown, sold } from './sample.ts'

let lake: TestLake
beforeAll(async () => {
  lake = await openSample()
})
afterAll(() => lake[Symbol.asyncDispose]())

/** The value for the first click of the period, or what the expression aggregates. */
async function evaluate(Expression: string, zone = 'UTC', dataset = 'clicks'): Promise<unknown> {
  const CalculatedFields = [{ DataSetIdentifier: dataset, Name: 'x', Expression }]
  const Values = [{ FieldId: 'x', Column: column('x', dataset) }]
  const SortConfiguration = {
    RowSort: [{ ColumnSort: { SortBy: column('occurred_at', dataset), Direction: 'ASC' as const } }],
    PaginationConfiguration: { PageSize: 1, PageNumber: 1 },
  }
  const visual: Visual = {
    TableVisual: {
      VisualId: 'v',
      ChartConfiguration: { FieldWells: { TableUnaggregatedFieldWells: { Values } }, SortConfiguration },
    },
  }
  return (await ask(lake, dashboardOf(visual, { CalculatedFields }), {}, zone)).main[0]![0]
}

async function aggregate(Expression: string, dataset = 'clicks', more: object[] = []): Promise<unknown> {
  const field = { NumericalMeasureField: { FieldId: 'x', Column: column('x', dataset) } }
  const CalculatedFields = [{ DataSetIdentifier: dataset, Name: 'x', Expression }, ...(more as never[])]
  const visual: Visual = { KPIVisual: { VisualId: 'v', ChartConfiguration: { FieldWells: { Values: [field] } } } }
  return (await ask(lake, dashboardOf(visual, { CalculatedFields }))).main[0]![0]
}

const first = shown[0]!
const time = new Date(first.occurred_at)

describe('row by row', () => {
  test.each<[string, unknown]>([
    ['1 + 2 * 3', 7],
    ['(1 + 2) * 3 - -1', 10],
    ['7 / 2', 3.5],
    ['1 / 0', null],
    ['7 % 4', 3],
    ["ifelse({country} = 'nowhere', 1, 2)", 2],
    ['ifelse(false_is({country}), 1, 2)', Error],
    ["ifelse({short_code} <> 'a' AND NOT {short_code} = 'b' OR 1 > 2, 'yes', 'no')", 'yes'],
    ["ifelse(not(1 >= 2), 'yes', 'no')", 'yes'],
    ["ifelse(in({short_code}, ['a', 'b']), 1, notIn({short_code}, ['a']), 2, 3)", 2],
    ["coalesce(nullIf('a', 'a'), 'b')", 'b'],
    ['ifelse(isNull({occurred_at}), 1, isNotNull({occurred_at}), 2, 3)', 2],
    ["concat('it''s ', \"a \", toString(1))", "it's a 1"],
    ["substring('abcdef', 2, 3)", 'bcd'],
    ["concat(left('abcdef', 2), right('abcdef', 2))", 'abef'],
    ["strlen(trim('  ab '))", 2],
    ["concat(toLower('AB'), toUpper('cd'))", 'abCD'],
    ["replace('a-b-c', '-', '+')", 'a+b+c'],
    ["split('a|b|c', '|', 2)", 'b'],
    ["locate('abc', 'c')", 3],
    ["ifelse(contains('abc', 'bc') AND startsWith('abc', 'ab'), 1, 0)", 1],
    ["parseInt('42') + 1", 43],
    ["parseInt('x')", null],
    ["parseDecimal('1.5') * 2", 3],
    ['round(2.567, 1)', '2.600'],
    ['floor(2.5) + ceil(2.5) + abs(-1)', '6'],
    ["truncDate('DD', {occurred_at})", `${time.toISOString().slice(0, 10)}T00:00:00.000Z`],
    ["truncDate('MM', {occurred_at})", '2026-01-01T00:00:00.000Z'],
    ["extract('YYYY', {occurred_at}) * 100 + extract('MM', {occurred_at})", 202601],
    ["extract('WD', {occurred_at})", time.getUTCDay() + 1],
    ["extract('HH', {occurred_at})", time.getUTCHours()],
    ["dateDiff({occurred_at}, addDateTime(50, 'HH', {occurred_at}), 'DD')", 2],
    ["dateDiff({occurred_at}, addDateTime(50, 'HH', {occurred_at}), 'HH')", 50],
    ["formatDate({occurred_at}, 'yyyy/MM/dd')", time.toISOString().slice(0, 10).replaceAll('-', '/')],
    ['dateDiff(now(), now())', 0],
    ['now()', '2026-01-16T20:10:00.000Z'],
    ['epochDate(1768478400)', '2026-01-15T12:00:00.000Z'],
    ['/* a note */ 1', 1],
  ])('%s', async (expression, expected) => {
    if (expected === Error)
      await expect(evaluate(expression)).rejects.toThrow(/expected a function that the viewer has .*, got false_is/)
    else expect(await evaluate(expression)).toEqual(expected)
  })

  test('hours are those of the view’s zone', async () => {
    const start = clicks.find(
      each => each.traffic === 'human' && each.occurred_at >= Date.parse('2026-01-10T18:30:00Z'),
    )!
    const shifted = new Date(start.occurred_at + 330 * 60_000)
    expect(await evaluate("extract('HH', {occurred_at})", 'Asia/Kolkata')).toBe(shifted.getUTCHours())
    expect(await evaluate("formatDate({occurred_at}, 'yyyy-MM-dd HH:mm')", 'Asia/Kolkata')).toBe(
      shifted.toISOString().slice(0, 16).replace('T', ' '),
    )
  })
})

describe('of many rows', () => {
  const us = shown.filter(each => each.country === 'US')
  test.each<[string, unknown]>([
    ['count({occurred_at})', shown.length],
    ['distinct_count({person})', distinct(shown)],
    ["countIf({occurred_at}, {country} = 'US')", us.length],
    ["distinct_countIf({person}, {country} = 'US')", distinct(us)],
    ["countIf({occurred_at}, {country} = 'US') / count({occurred_at})", us.length / shown.length],
    ["sum(ifelse({country} = 'US', 1, 0))", us.length],
    ['min({short_code})', [...shown.map(each => each.short_code)].sort()[0]],
    ["round(100 * avg(ifelse({country} = 'US', 1, 0)), 3)", Math.round((100_000 * us.length) / shown.length) / 1000],
    ["ifelse(count({occurred_at}) > 100, 'many', 'few')", 'many'],
  ])('%s', async (expression, expected) => {
    expect(await aggregate(expression)).toEqual(expected)
  })

  test('of decimals, with a condition and a parameter', async () => {
    const dollars = sold.filter(each => each.currency === 'USD').reduce((sum, { value }) => sum + value, 0)
    expect(await aggregate("sumIf({value}, {currency} = 'USD')", 'orders')).toBe(dollars.toFixed(4))
    const inn = sold.filter(each => each.country === 'IN')
    expect(await aggregate("avgIf({value}, {country} = 'IN')", 'orders')).toBeCloseTo(
      inn.reduce((sum, { value }) => sum + value, 0) / inn.length,
      9,
    )
    expect(Number(await aggregate('percentile({value}, 0)', 'orders'))).toBe(Math.min(...sold.map(each => each.value)))
  })

  test('calculated fields of calculated fields', async () => {
    const of = (Name: string, Expression: string) => ({ DataSetIdentifier: 'clicks', Name, Expression })
    const more = [of('us', 'countIf({occurred_at}, {is_us} = 1)'), of('is_us', "ifelse({country} = 'US', 1, 0)")]
    expect(await aggregate('{us} / count({occurred_at})', 'clicks', more)).toBe(us.length / shown.length)
    await expect(aggregate('{a} + 1', 'clicks', [of('a', '{b}'), of('b', '{a}')])).rejects.toThrow(
      /expected no circle of calculated fields, got a, b, a/,
    )
  })

  test.each([
    ['sum({nothing})', /visual v, column: expected a column of clicks \(occurred_at, .*got nothing/],
    ['sum({occurred_at}', /expected , at 18, got its end/],
    ['count({person}) + {person}', /visual v, expression, at 19: expected a column only within an aggregation/],
    ['sum(count({person}))', /expected a value of each row, got count/],
    ["count(truncDate('XX', {occurred_at}))", /truncDate\('DD', time\): one of MS/],
    ['percentile({occurred_at})', /expected percentile of a value and 0 to 100/],
    ['count({person}) # 2', /expected a value or an operator at 17, got "#"/],
    ["concat('a') + count({person})", /expected concat\(a, b, …\), got 1 arguments/],
    ['percentOfTotal(count({person}))', /expected a function that the viewer has/],
  ])('%s is refused, and says where', async (expression, message) => {
    await expect(aggregate(expression)).rejects.toThrow(message)
  })
})

/** As text again; what is read from it must be the same. */
function write(expression: Expression): string {
  if (expression.kind === 'text') return `'${expression.value.replace(/['\\]/g, '\\$&')}'`
  if (expression.kind === 'number') return expression.value
  if (expression.kind === 'column') return `{${expression.name}}`
  if (expression.kind === 'parameter') return `\${${expression.name}}`
  const items = expression.items.map(write)
  if (expression.kind === 'list') return `[${items}]`
  if (expression.name === 'minus') return `(-${items[0]})`
  return /^\w+$/.test(expression.name) && !/^(and|or)$/.test(expression.name)
    ? `${expression.name}(${items})`
    : `(${items.join(` ${expression.name} `)})`
}

test('what is written is read again', () => {
  const name = fc.constantFrom('country', 'a b', 'größe')
  const { tree } = fc.letrec(tie => ({
    tree: fc.oneof(
      { maxDepth: 5 },
      fc.record({ kind: fc.constant('text'), value: fc.string(), at: fc.constant(0) }),
      fc.record({ kind: fc.constant('number'), value: fc.nat().map(String), at: fc.constant(0) }),
      fc.record({ kind: fc.constantFrom('column', 'parameter'), name, at: fc.constant(0) }),
      fc.record({
        kind: fc.constant('call'),
        name: fc.constantFrom('+', '-', '*', '/', '=', '<=', 'and', 'or'),
        items: fc.tuple(tie('tree'), tie('tree')),
        at: fc.constant(0),
      }),
      fc.record({
        kind: fc.constant('call'),
        name: fc.constantFrom('sum', 'ifelse', 'not'),
        items: fc.array(tie('tree'), { maxLength: 3 }),
        at: fc.constant(0),
      }),
    ),
  }))
  const plain = (expression: unknown): unknown =>
    JSON.parse(JSON.stringify(expression, (key, value) => (key === 'at' ? 0 : value)))
  fc.assert(
    fc.property(tree, expression => {
      expect(plain(parseExpression(write(expression as Expression)))).toEqual(plain(expression))
    }),
    { numRuns: 300 },
  )
})

test('the documentation lists every function', async () => {
  const { readFile } = await import('node:fs/promises')
  const text = await readFile(new URL('../../../docs/dashboards.md', import.meta.url), 'utf8')
  const missing = [
    ...Object.values(functions).map(({ usage }) => usage),
    ...Object.keys(aggregateFunctions).map(each => `${each}(…)`),
  ].filter(usage => !text.includes(`\`${usage}\``))
  expect(missing).toEqual([])
})
