// CSV for spreadsheets, which take some texts for formulas and compute them.
import type { Answer, Result } from '@clickstream/query/engine'
import { formatCsv } from '@clickstream/query/format'

/** What a formula begins with, or the key that begins one. */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/
const NUMERIC = /^(tinyint|smallint|integer|bigint|real|double|decimal)/

/** CSV that no spreadsheet computes: a text that would be a formula begins with ', numbers stay as they are. */
export function writeCsv({ columns, rows }: Pick<Result, 'columns' | 'rows'>): string {
  const isNumber = columns.map(({ type }) => NUMERIC.test(type))
  return formatCsv({
    columns: columns.map(column => ({ ...column, name: guard(column.name) })),
    rows: rows.map(row => row.map((cell, i) => (isNumber[i] ? cell : guardCell(cell)))),
  })
}

function guardCell(cell: Answer): Answer {
  return typeof cell === 'string' ? guard(cell) : cell
}

function guard(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text
}
