// Units of time: what date_trunc, date_add and date_diff are told to count in.
import {
  addMonths,
  civilOf,
  countMonths,
  DAY,
  dayOf,
  daysOf,
  HOUR,
  MINUTE,
  SECOND,
  WEEK,
  weekdayOf,
} from './calendar.ts'

/** Units that last always the same. */
const LENGTHS = { millisecond: 1, second: SECOND, minute: MINUTE, hour: HOUR, day: DAY, week: WEEK } as const
const MONTHS = { month: 1, quarter: 3, year: 12 } as const

export type Unit = keyof typeof LENGTHS | keyof typeof MONTHS

export const DATE_UNITS: readonly Unit[] = ['day', 'week', 'month', 'quarter', 'year']
export const TIME_UNITS: readonly Unit[] = ['millisecond', 'second', 'minute', 'hour']
export const UNITS: readonly Unit[] = [...TIME_UNITS, ...DATE_UNITS]

export const isUnit = (name: string): name is Unit => Object.hasOwn(LENGTHS, name) || Object.hasOwn(MONTHS, name)

/** Of a day and less, in ms; undefined for the longer. */
export const lengthOf = (unit: Unit): number | undefined => (LENGTHS as Record<string, number>)[unit]
export const monthsOf = (unit: Unit): number | undefined => (MONTHS as Record<string, number>)[unit]

/** On a clock that is never changed: the beginning of the unit. */
export function truncate(unit: Unit, at: number): number {
  if (unit === 'week') return (dayOf(at) - weekdayOf(at) + 1) * DAY
  const length = lengthOf(unit)
  if (length !== undefined) return Math.floor(at / length) * length
  const { year, month } = civilOf(dayOf(at))
  const every = monthsOf(unit)!
  return daysOf(year, Math.floor((month - 1) / every) * every + 1, 1) * DAY
}

export function add(unit: Unit, count: number, at: number): number {
  const length = lengthOf(unit)
  return length === undefined ? addMonths(at, count * monthsOf(unit)!) : at + count * length
}

/** Full units from one time to another, less than 0 backwards. */
export function count(unit: Unit, from: number, to: number): number {
  const length = lengthOf(unit)
  return Math.trunc(length === undefined ? countMonths(from, to) / monthsOf(unit)! : (to - from) / length) || 0
}
