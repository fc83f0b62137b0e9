// An answer as a person or a program wants it.
import type { Answer, Column, Result } from '@clickstream/query/engine'
import { type GridColumn, renderGrid } from './grid.ts'
import type { Paper } from './terminal.ts'
import { showCount } from './units.ts'

export const textFormats = ['table', 'csv', 'json', 'ndjson'] as const
export const formats = [...textFormats, 'parquet'] as const
export type TextFormat = (typeof textFormats)[number]

type Write = (result: Result, paper: Paper, width?: number) => string[]

const writers: Record<TextFormat, Write> = {
  table: writeTable,
  csv: ({ columns, rows }) => [
    columns.map(column => quote(column.name)).join(','),
    ...rows.map(row => row.map(cell => quote(plain(cell))).join(',')),
  ],
  json: result => {
    const objects = toObjects(result).map(object => JSON.stringify(object))
    return objects.length === 0
      ? ['[]']
      : objects.map((text, i) => (i === 0 ? '[' : ' ') + text + (i === objects.length - 1 ? ']' : ','))
  },
  ndjson: result => toObjects(result).map(object => JSON.stringify(object)),
}

/** The answer's lines; a table on a terminal is cut to its width, or to `width` where that is given. */
export function writeAnswer(format: TextFormat, result: Result, paper: Paper, width?: number): string[] {
  return writers[format](result, paper, width)
}

/** A row as an object by column name. */
export function toObjects({ columns, rows }: Result): Record<string, Answer>[] {
  return rows.map(row => Object.fromEntries(columns.map((column, i) => [column.name, row[i] ?? null])))
}

function writeTable({ columns, rows }: Result, paper: Paper, width?: number): string[] {
  const grid = columns.map(
    (column): GridColumn => ({ title: column.name, align: isNumeric(column) ? 'right' : 'left' }),
  )
  const cells = rows.map(row => row.map((cell, i) => show(cell, columns[i]!)))
  return renderGrid(grid, cells, paper, width)
}

const NUMERIC = /^(tinyint|smallint|integer|int|bigint|hugeint|real|float|double|decimal)\b/

function isNumeric(column: Column): boolean {
  return NUMERIC.test(column.type)
}

/** A cell for a person: digits grouped, times without T and Z, nothing as –. */
function show(cell: Answer, column: Column): string {
  if (cell === null) return '–'
  if (column.type.startsWith('decimal')) return showDecimal(String(cell))
  if (/^(real|float|double)/.test(column.type) && typeof cell === 'number') return showFraction(cell)
  // Four digits and fewer may be a year.
  if (isNumeric(column) && typeof cell === 'number') return Math.abs(cell) < 10_000 ? String(cell) : showCount(cell)
  if (column.type.startsWith('timestamp'))
    return String(cell)
      .replace('T', ' ')
      .replace(/(\.000)?Z$/, '')
  return plain(cell)
}

/** `1234.5000` → `1,234.50`: at least two decimals, more where they say something. */
function showDecimal(text: string): string {
  const [, sign = '', whole = text, fraction = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text) ?? []
  const kept = fraction.replace(/0+$/, '').padEnd(fraction === '' ? 0 : 2, '0')
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',')
  return sign + grouped + (kept === '' ? '' : `.${kept}`)
}

function showFraction(value: number): string {
  return Number.isInteger(value) ? String(value) : String(Number(value.toFixed(4)))
}

/** A cell for a program. */
function plain(cell: Answer): string {
  if (cell === null) return ''
  return typeof cell === 'object' ? JSON.stringify(cell) : String(cell)
}

/** RFC 4180. */
function quote(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
