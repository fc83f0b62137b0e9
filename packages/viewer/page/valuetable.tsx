// An answer as a plain table: what a chart says, in numbers.
import type { Answer } from '@clickstream/query/engine'
import type { VNode } from 'preact'
import type { TileColumn, TilePart } from '../wire.ts'
import type { Mark } from './visuals/mark.ts'
import { nameValue, writeCount, writeMany } from './words.ts'

const MOST = 500

interface ValueTableProps {
  readonly part: TilePart
  readonly label: string
  /** What a row does, where its mark in the drawing would. */
  readonly onMark?: ((mark: Mark) => void) | undefined
}

export function ValueTable({ part, label, onMark }: ValueTableProps): VNode {
  const columns = part.columns.flatMap((column, i) => (column.role === 'other' ? [] : [{ column, i }]))
  const other = part.columns.findIndex(({ role }) => role === 'other')
  const rows = part.rows.slice(0, MOST)
  const isCut = part.isCut || rows.length < part.rows.length
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <section class="values" tabIndex={0} aria-label={label}>
      <table>
        <thead>
          <tr>
            {columns.map(({ column }) => (
              <th key={column.id} scope="col" class={isNumber(column) ? 'number' : undefined}>
                {column.name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, at) => (
            <tr key={at} {...(row[other] === true ? {} : pressRow(part, row, onMark))}>
              {columns.map(({ column, i }) => (
                <td key={column.id} class={isNumber(column) ? 'number' : undefined}>
                  {row[other] === true && column.role === 'group' ? 'Other' : writeCell(row[i] ?? null, column)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {isCut ? <p class="note">The first {writeMany(rows.length, 'row')}; the download has more.</p> : null}
    </section>
  )
}

/** A row that can be clicked, or entered with the keyboard. */
function pressRow({ columns }: TilePart, row: TilePart['rows'][number], onMark: ValueTableProps['onMark']) {
  if (onMark === undefined) return {}
  const values = columns.flatMap(({ role, column, granularity }, i) => {
    const value = row[i] ?? null
    if (role !== 'group') return []
    return [{ column, value: value === null ? null : String(value), ...(granularity && { granularity }) }]
  })
  return {
    tabIndex: 0,
    onClick: ({ clientX: x, clientY: y }: MouseEvent) => onMark({ values, x, y }),
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key !== 'Enter') return
      const { left, bottom } = (event.currentTarget as HTMLElement).getBoundingClientRect()
      onMark({ values, x: left + 24, y: bottom })
    },
  }
}

const NUMBERS = /^(tinyint|smallint|integer|bigint|double|real|decimal)/

export function isNumber({ type }: TileColumn): boolean {
  return NUMBERS.test(type)
}

export function writeCell(value: Answer, column: TileColumn): string {
  if (value === null) return column.role === 'group' ? '(none)' : '–'
  if (typeof value === 'object') return JSON.stringify(value)
  if (isNumber(column)) {
    const number = Number(value)
    return Number.isInteger(number) ? writeCount(number) : number.toLocaleString('en-US', { maximumFractionDigits: 4 })
  }
  if (column.type.startsWith('timestamp')) return writeMoment(String(value), column.granularity)
  return nameValue(column.column, String(value))
}

/** As much of a time as its granularity has. */
const LENGTHS: Record<string, number> = { YEAR: 4, QUARTER: 7, MONTH: 7, WEEK: 10, DAY: 10, HOUR: 16, MINUTE: 16 }

export function writeMoment(iso: string, granularity = 'SECOND'): string {
  return iso.slice(0, LENGTHS[granularity] ?? 19).replace('T', ' ')
}
