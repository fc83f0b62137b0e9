import { PassThrough } from 'node:stream'
import { expect, test } from 'vitest'
import { showTable } from '../table.ts'
import { openTerminal } from '../terminal.ts'

const paper = openTerminal(new PassThrough(), new PassThrough(), {}).out
const columns = Array.from({ length: 12 }, (_, i) => ({ name: `column_${i}`, type: 'varchar' }))
const answer = {
  columns: [...columns, { name: 'revenue', type: 'decimal(18,4)' }, { name: 'at', type: 'timestamp(3)' }],
  rows: [
    [...columns.map((_, i) => `${i}`.repeat(90)), '1234567.5000', '2026-01-15T07:00:00.000Z'],
    [...columns.map(() => null), null, null],
  ],
}

test('too many columns for the terminal stand below each other', () => {
  const lines = showTable(answer, paper, 80)
  expect(lines.length).toBe(2 * (1 + answer.columns.length))
  for (const line of lines) expect([...line].length).toBeLessThanOrEqual(80)
  expect(lines[0]).toMatch(/^── row 1 ─+$/)
  expect(lines[1]).toMatch(/^column_0 {3}0+…$/)
  expect(lines[13]).toBe('revenue    1,234,567.50')
  expect(lines[14]).toBe('at         2026-01-15 07:00:00')
  expect(lines[16]).toBe('column_0   –')
})

test('side by side where there is room, and in a file', () => {
  expect(showTable(answer, paper, 200).length).toBe(4)
  expect(showTable(answer, paper, Number.POSITIVE_INFINITY).length).toBe(4)
})
