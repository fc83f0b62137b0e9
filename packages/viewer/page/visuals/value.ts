// A cell of an answer as text.
import type { Answer } from '@clickstream/query/engine'
import type { TileColumn } from '../../wire.ts'
import { formatPattern, formatTime } from './clock.ts'
import type { Field } from './field.ts'
import { nameValue } from './names.ts'
import { formatNumber, type Length } from './number.ts'
import { readWall } from './time.ts'

export const NOTHING = '–'
/** What has no value, as a group. */
export const NONE = '(none)'
export const OTHER = 'Other'

const WHOLE = /^(big|small|tiny)?int(eger)?$/
const NUMBER = /^((big|small|tiny)?int(eger)?|double|real|float|decimal.*)$/
const TIME = /^(date$|timestamp)/

export function isNumeric(column: TileColumn): boolean {
  return NUMBER.test(column.type) && column.granularity === undefined
}

export function isTime(column: TileColumn): boolean {
  return column.granularity !== undefined || TIME.test(column.type)
}

/** Decimals come as text; null is no number. */
export function toNumber(value: Answer | undefined): number | null {
  if (value === null || value === undefined || value === '' || typeof value === 'boolean') return null
  const number = Number(value)
  return Number.isFinite(number) ? number : null
}

/** As it stands in an address, or null. */
export function toText(value: Answer | undefined): string | null {
  if (value === null || value === undefined) return null
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

/** A measure's value. */
export function formatMeasure(
  column: TileColumn,
  field: Field | undefined,
  value: number | null,
  length?: Length,
): string {
  if (value === null) return field?.nothing ?? NOTHING
  return formatNumber(value, field?.numeric, WHOLE.test(column.type), length)
}

/** Any cell; `zone` is for times that have a zone of their own. */
export function formatCell(column: TileColumn, field: Field | undefined, value: Answer, zone: string): string {
  if (value === null || value === '') {
    return field?.nothing ?? (column.role === 'group' && !isTime(column) ? NONE : NOTHING)
  }
  if (isTime(column) && typeof value === 'string') return formatMoment(column, field, value, zone)
  if (isNumeric(column)) {
    const number = toNumber(value)
    if (number !== null) return formatMeasure(column, field, number)
  }
  if (typeof value === 'boolean') return value ? 'Yes' : 'No'
  return nameValue(column.column, toText(value) ?? '')
}

function formatMoment(column: TileColumn, field: Field | undefined, value: string, zone: string): string {
  // Cut to a bucket it stands on the view's wall clock already.
  const wall = readWall(column.granularity === undefined ? value : value.replace(/Z$/, ''), zone)
  if (wall === null) return value
  if (field?.date !== undefined) return formatPattern(wall, field.date)
  return formatTime(wall, column.granularity ?? (column.type === 'date' ? 'DAY' : 'SECOND'))
}
