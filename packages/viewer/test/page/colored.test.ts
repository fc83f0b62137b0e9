import type { Answer, Column } from '@clickstream/query/engine'
import { describe, expect, test } from 'vitest'
import { listColors, settleColor, writeClash } from '../../page/sql/colored.ts'
import { type Choice, guessChoice, type Kind, toTile } from '../../page/sql/picture.ts'
import { readTimeline } from '../../page/visuals/period.ts'
import { readGrid } from '../../page/visuals/rows.ts'

const REVENUE: Column[] = [
  { name: 'day', type: 'date' },
  { name: 'currency', type: 'varchar' },
  { name: 'orders', type: 'bigint' },
  { name: 'average_order', type: 'decimal(38,4)' },
]
const SOLD: Answer[][] = [
  ['2026-01-01', 'EUR', 3, 20.5],
  ['2026-01-01', 'USD', 5, 31],
  ['2026-01-02', 'EUR', 7, 18],
  ['2026-01-04', 'EUR', 2, 19],
  ['2026-01-04', 'USD', 4, 30],
]

/** What is drawn: `x colour` to number; gaps have no key. */
function readMarks(columns: readonly Column[], rows: readonly Answer[][], choice: Choice): Map<string, number> {
  const { answer } = toTile(columns, rows, choice)
  const main = answer.parts.main!
  const grid = readTimeline(answer, main, 'UTC') ?? readGrid(main)
  return new Map(
    grid.series.flatMap(({ group, values }) =>
      values.flatMap((value, at) =>
        value === null ? [] : [[`${grid.categories[at]!.value} ${group?.value ?? ''}`, value] as const],
      ),
    ),
  )
}

describe('several rows of the same x', () => {
  test.each<Kind>(['line', 'bar'])('each row has its own mark as %s, and nothing else has one', kind => {
    const choice = settleColor(REVENUE, SOLD, { ...guessChoice(REVENUE, SOLD)!, kind })
    expect(choice).toMatchObject({ x: 0, y: 2, by: 1 })
    expect(writeClash(REVENUE, SOLD, choice)).toBeUndefined()
    expect(readMarks(REVENUE, SOLD, choice)).toEqual(
      new Map(SOLD.map(([day, currency, orders]) => [`${day} ${currency}`, orders])),
    )
  })

  test('a pie has no colours to spare, and says so', () => {
    const choice = settleColor(REVENUE, SOLD, { kind: 'pie', x: 0, y: 2, by: 1 })
    expect(writeClash(REVENUE, SOLD, choice)).toMatch(/^Several rows have the same day: choose lines or bars/)
  })

  test('numbers are offered, but a person chooses them', () => {
    const columns = REVENUE.filter(({ name }) => name !== 'currency')
    const rows = SOLD.map(([day, , orders, average]) => [day!, orders!, average!])
    const choice = settleColor(columns, rows, { kind: 'line', x: 0, y: 1 })
    expect(choice.by).toBeUndefined()
    expect(listColors(columns, rows, choice)).toEqual([2])
    expect(writeClash(columns, rows, choice)).toBe(
      'Several rows have the same day: choose what to colour by, or group in SQL.',
    )
    expect(writeClash(columns, rows, settleColor(columns, rows, { ...choice, by: 2 }))).toBeUndefined()
  })

  test('where no column tells them apart there is no drawing', () => {
    const rows = [...SOLD, ['2026-01-04', 'USD', 4, 30]]
    const choice = settleColor(REVENUE, rows, { kind: 'line', x: 0, y: 2 })
    expect(writeClash(REVENUE, rows, choice)).toBe(
      'Several rows have the same day: no column of few values tells them apart, so group in SQL.',
    )
  })

  test('moments within a second are the same along a line, not as bars', () => {
    const columns: Column[] = [
      { name: 'at', type: 'timestamp(3)' },
      { name: 'n', type: 'bigint' },
    ]
    const rows = [
      ['2026-01-01T10:00:00.100Z', 1],
      ['2026-01-01T10:00:00.900Z', 2],
    ]
    expect(writeClash(columns, rows, { kind: 'line', x: 0, y: 1 })).toMatch(/same at/)
    expect(writeClash(columns, rows, { kind: 'bar', x: 0, y: 1 })).toBeUndefined()
  })
})

test('rows that differ in x need no colour', () => {
  const rows = SOLD.filter(([, currency]) => currency === 'EUR')
  const choice = settleColor(REVENUE, rows, guessChoice(REVENUE, rows)!)
  expect(choice.by).toBeUndefined()
  expect(readMarks(REVENUE, rows, choice)).toEqual(new Map(rows.map(([day, , orders]) => [`${day} `, orders])))
})
