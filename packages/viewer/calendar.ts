// Units of time on the clock on the wall (ms as if it were UTC's). Weeks begin on Monday.
import type { TimeGranularity } from '@aws-sdk/client-quicksight'

const DAY = 86_400_000
/** The units of fixed length, in ms. */
const LENGTHS: Partial<Record<TimeGranularity, number>> = {
  MILLISECOND: 1,
  SECOND: 1000,
  MINUTE: 60_000,
  HOUR: 3_600_000,
  DAY,
  WEEK: 7 * DAY,
}
const MONTHS: Partial<Record<TimeGranularity, number>> = { MONTH: 1, QUARTER: 3, YEAR: 12 }
/** 1970-01-01 was a Thursday. */
const MONDAY = -3 * DAY

export const granularities = [...Object.keys(LENGTHS), ...Object.keys(MONTHS)] as TimeGranularity[]

/** By QuickSight's letters for a unit, as in truncDate('DD', …). */
export const unitsByLetters: Readonly<Record<string, TimeGranularity>> = {
  MS: 'MILLISECOND',
  SS: 'SECOND',
  MI: 'MINUTE',
  HH: 'HOUR',
  DD: 'DAY',
  WK: 'WEEK',
  MM: 'MONTH',
  Q: 'QUARTER',
  YYYY: 'YEAR',
}

/** The beginning of the unit that a time is in. */
export function truncate(wall: number, unit: TimeGranularity): number {
  const length = LENGTHS[unit]
  const start = unit === 'WEEK' ? MONDAY : 0
  if (length !== undefined) return Math.floor((wall - start) / length) * length + start
  const months = MONTHS[unit]!
  const date = new Date(wall)
  return fromMonths(Math.floor((date.getUTCFullYear() * 12 + date.getUTCMonth()) / months) * months)
}

/** So many units later; the 31st becomes the last day of a shorter month. */
export function add(wall: number, count: number, unit: TimeGranularity): number {
  const length = LENGTHS[unit]
  if (length !== undefined) return wall + count * length
  const date = new Date(wall)
  const month = date.getUTCFullYear() * 12 + date.getUTCMonth() + count * MONTHS[unit]!
  const days = Math.round((fromMonths(month + 1) - fromMonths(month)) / DAY)
  const within = wall - fromMonths(date.getUTCFullYear() * 12 + date.getUTCMonth())
  return fromMonths(month) + (Math.min(Math.floor(within / DAY), days - 1) * DAY + (within % DAY))
}

/** YYYY-MM-DD */
export function dayOf(wall: number): string {
  return new Date(wall).toISOString().slice(0, 10)
}

function fromMonths(months: number): number {
  const date = new Date(0)
  date.setUTCFullYear(Math.floor(months / 12), ((months % 12) + 12) % 12, 1)
  return date.getTime()
}
