// An answer as a program reads it, and as a person does.
import type { Answer, Column, Result } from './engine.ts'

type Shown = Pick<Result, 'columns' | 'rows'>

/**
 * RFC 4180 with a header, lines ending in \n; NULL is an empty field, an empty text `""`, as Athena
 * has them. Timestamps as Athena prints
 * them (`2026-01-15 07:00:00.000`, UTC), decimals with their scale, doubles as short as they can be.
 */
export function formatCsv({ columns, rows }: Shown): string {
  const lines = [
    columns.map(({ name }) => quote(name)),
    ...rows.map(row => row.map((cell, i) => write(cell, columns[i]!))),
  ]
  return lines.map(line => `${line.join(',')}\n`).join('')
}

/** One JSON array of objects by column name, a row a line. Decimals stay text, so that no digit is lost. */
export function formatJson(result: Shown): string {
  const lines = toObjects(result).map(object => `  ${JSON.stringify(object)}`)
  return lines.length === 0 ? '[]\n' : `[\n${lines.join(',\n')}\n]\n`
}

/** One JSON object a line. */
export function formatNdjson(result: Shown): string {
  return toObjects(result)
    .map(object => `${JSON.stringify(object)}\n`)
    .join('')
}

/** Each row as an object by column name. */
export function toObjects({ columns, rows }: Shown): Record<string, Answer>[] {
  // No prototype: a column called __proto__ is a column like any other.
  return rows.map(row => Object.assign(Object.create(null), ...row.map((cell, i) => ({ [columns[i]!.name]: cell }))))
}

const NUMERIC = /^(tinyint|smallint|integer|bigint|real|double|decimal)/
const GAP = 2
const NARROWEST = 6

/**
 * A table for people, no line wider than `width` where that can be: the widest texts are cut with …, numbers never are.
 * Numbers stand right with their thousands apart, nothing is –, and control characters cannot reach the terminal.
 */
export function formatTable({ columns, rows }: Shown, width = 80): string {
  const isRight = columns.map(({ type }) => NUMERIC.test(type))
  const head = columns.map(({ name }) => clean(name))
  const cells = alignPoints(
    rows.map(row => row.map((cell, i) => clean(show(cell, columns[i]!)))),
    columns,
  )
  const needed = head.map((name, i) => Math.max(measure(name), ...cells.map(row => measure(row[i]!))))
  const widths = fit(needed, isRight, width)
  const line = (texts: readonly string[]) =>
    texts
      .map((text, i) => pad(cut(text, widths[i]!), widths[i]!, isRight[i]!))
      .join(' '.repeat(GAP))
      .trimEnd()
  const rule = widths.map(each => '─'.repeat(each)).join(' '.repeat(GAP))
  return [line(head), rule, ...cells.map(line)].map(each => `${each}\n`).join('')
}

/** Doubles have as many decimals as each needs: blanks after them put their points under one another. */
function alignPoints(rows: readonly (readonly string[])[], columns: readonly Column[]): readonly (readonly string[])[] {
  const after = (cell: string) => /^-?[\d,]+(\.\d+)?$/.exec(cell)?.[1]?.length ?? 0
  const most = columns.map(({ type }, i) =>
    /^(double|real)$/.test(type) ? Math.max(0, ...rows.map(row => after(row[i]!))) : 0,
  )
  return rows.map(row =>
    row.map((cell, i) =>
      /^-?[\d,]+(\.\d+)?$/.test(cell) ? cell + ' '.repeat(Math.max(0, most[i]! - after(cell))) : cell,
    ),
  )
}

/** A cell of CSV. */
function write(cell: Answer, column: Column): string {
  return cell === '' ? '""' : quote(print(cell, column))
}

/** A cell for a program. */
function print(cell: Answer, { type }: Column): string {
  if (cell === null) return ''
  if (typeof cell === 'object') return JSON.stringify(cell)
  return type.startsWith('timestamp') ? String(cell).replace('T', ' ').replace('Z', '') : String(cell)
}

/** A cell for a person. */
function show(cell: Answer, column: Column): string {
  if (cell === null) return '–'
  if (NUMERIC.test(column.type)) return group(String(cell))
  return column.type.startsWith('timestamp') ? print(cell, column).replace(/\.000$/, '') : print(cell, column)
}

/** `1234567.5000` → `1,234,567.5000` */
function group(number: string): string {
  const [, sign, whole, rest] = /^(-?)(\d+)(\.\d+)?$/.exec(number) ?? []
  return whole === undefined ? number : `${sign}${whole.replace(/\B(?=(\d{3})+$)/g, ',')}${rest ?? ''}`
}

function quote(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** The widest columns of text give way, one character after the other, until all fit or are as narrow as they may be. */
function fit(needed: readonly number[], isFixed: readonly boolean[], width: number): number[] {
  const widths = [...needed]
  let excess = widths.reduce((sum, each) => sum + each, GAP * (widths.length - 1)) - width
  for (; excess > 0; excess--) {
    const most = Math.max(...widths.filter((each, i) => !isFixed[i] && each > NARROWEST))
    if (most === Number.NEGATIVE_INFINITY) break
    widths[widths.findLastIndex((each, i) => !isFixed[i] && each === most)]!--
  }
  return widths
}

const WIDE =
  /[\p{Emoji_Presentation}\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]/u
const NO_WIDTH = /^(\p{Mark}|[\u200b-\u200f\u2060])/u
const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** The columns a text takes on a terminal: 2 for a wide character or an emoji, however many code points it has. */
function measure(text: string): number {
  if (/^[\x20-\x7e]*$/.test(text)) return text.length
  let width = 0
  for (const { segment } of graphemes.segment(text)) width += widthOf(segment)
  return width
}

function widthOf(grapheme: string): number {
  return WIDE.test(grapheme) || grapheme.includes('\ufe0f') ? 2 : NO_WIDTH.test(grapheme) ? 0 : 1
}

function cut(text: string, width: number): string {
  if (measure(text) <= width) return text
  let kept = ''
  let room = width - 1
  for (const { segment } of graphemes.segment(text)) {
    room -= widthOf(segment)
    if (room < 0) break
    kept += segment
  }
  return `${kept}…`
}

function pad(text: string, width: number, isRight: boolean): string {
  const space = ' '.repeat(Math.max(0, width - measure(text)))
  return isRight ? space + text : text + space
}

/** What strangers sent can neither move the cursor nor turn the text around. */
function clean(text: string): string {
  return text.replace(/[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]/g, '�')
}
