// A cell of an answer as a person reads it, and as it is copied.
import type { Answer, Column } from '@clickstream/query/engine'

const NUMERIC = /^(tinyint|smallint|integer|bigint|real|double|decimal)/
/** A cell in a table needs no more. */
const MOST = 300

export function isNumeric({ type }: Column): boolean {
  return NUMERIC.test(type)
}

/** On one line: numbers with their thousands apart, times as Athena prints them, and no mark that turns text around. */
export function showCell(cell: Answer, column: Column): string {
  if (cell === null) return '–'
  const text = writeCell(cell, column)
  return isNumeric(column) ? group(text) : clean(text.slice(0, MOST).replaceAll(/\r\n?|\n/g, ' ⏎ '))
}

/** Whole, for a spreadsheet or another program. */
export function writeCell(cell: Answer, { type }: Column): string {
  if (cell === null) return ''
  if (typeof cell === 'object') return JSON.stringify(cell)
  return type.startsWith('timestamp')
    ? String(cell)
        .replace('T', ' ')
        .replace(/(\.000)?Z$/, '')
    : String(cell)
}

/** A row as spreadsheets take it from the clipboard: a tab between cells. */
export function writeRow(row: readonly Answer[], columns: readonly Column[]): string {
  return row.map((cell, i) => writeCell(cell, columns[i]!).replaceAll(/[\t\r\n]+/g, ' ')).join('\t')
}

/** What strangers sent can neither turn the text around nor hide in it. */
export function clean(text: string): string {
  return text.replace(/[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u061c\u2028-\u202e\u2066-\u2069]/g, '�')
}

/** Nothing stands last, however it is sorted. */
export function compareCells(a: Answer, b: Answer, column: Column, isDown: boolean): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1
  const order = isNumeric(column) ? Number(a) - Number(b) : compareTexts(writeCell(a, column), writeCell(b, column))
  return isDown ? -order : order
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function group(number: string): string {
  const [, sign, whole, rest] = /^(-?)(\d+)(\.\d+)?$/.exec(number) ?? []
  return whole === undefined ? number : `${sign}${whole.replace(/\B(?=(\d{3})+$)/g, ',')}${rest ?? ''}`
}
