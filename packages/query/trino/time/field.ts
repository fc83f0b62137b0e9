// The fields of a time that formats write and read: how each is got from it, set in it, and what values it can have.
import {
  addMonths,
  civilOf,
  DAY,
  dayOf,
  dayOfYear,
  daysOf,
  firstWeek,
  floorMod,
  HOUR,
  isLeap,
  MINUTE,
  monthLength,
  SECOND,
  WEEK,
  weekdayOf,
  weekOf,
  weeksIn,
  weekyearOf,
  yearLength,
} from './calendar.ts'

export interface Field {
  /** As errors call it. */
  readonly name: string
  /** How long it lasts, about, and within what: ms; what is in no larger one is within 0. */
  readonly unit: number
  readonly range: number
  get(at: number): number
  set(at: number, value: number): number
  /** The time at which it began to be what it is. */
  floor(at: number): number
  /** The least and most that it can be set to at a time. */
  bounds(at: number): readonly [number, number]
}

const YEAR = 365.2425 * DAY
const MONTH = YEAR / 12
const LAST_YEAR = 292278993

const yearOf = (at: number): number => civilOf(dayOf(at)).year

/** The same day of the year, at the same time; after February days stay in their month. */
function setYear(at: number, year: number): number {
  const from = yearOf(at)
  let day = dayOfYear(at)
  if (day > 59 && isLeap(from) && !isLeap(year)) day--
  else if (day > 59 && !isLeap(from) && isLeap(year)) day++
  return (daysOf(year, 1, 1) + day - 1) * DAY + floorMod(at, DAY)
}

function setWeekyear(at: number, year: number): number {
  const from = weekyearOf(at)
  if (from === year) return at
  const week = Math.min(weekOf(at), weeksIn(from), weeksIn(year))
  return (firstWeek(year) + (week - 1) * 7 + weekdayOf(at) - 1) * DAY + floorMod(at, DAY)
}

/** A field of always the same length, whose values begin at `first`; `last` is written for the first where that is `isZeroLast`. */
function even(name: string, unit: number, range: number, first = 0, isZeroLast = false): Field {
  const count = range / unit
  const raw = (at: number) => floorMod(Math.floor(at / unit), count)
  const bounds: readonly [number, number] = isZeroLast ? [1, count] : [first, first + count - 1]
  const floor = (at: number) => Math.floor(at / unit) * unit
  if (!isZeroLast) {
    return {
      name,
      unit,
      range,
      floor,
      get: at => raw(at) + first,
      set: (at, value) => at + (value - first - raw(at)) * unit,
      bounds: () => bounds,
    }
  }
  return {
    name,
    unit,
    range,
    floor,
    get: at => raw(at) || count,
    set: (at, value) => at + (floorMod(value, count) - raw(at)) * unit,
    bounds: () => bounds,
  }
}

const dayFloor = (at: number) => dayOf(at) * DAY

export const fields = {
  year: {
    name: 'year',
    unit: YEAR,
    range: 0,
    get: yearOf,
    set: setYear,
    floor: at => daysOf(yearOf(at), 1, 1) * DAY,
    bounds: () => [-292275054, LAST_YEAR],
  },
  yearOfEra: {
    name: 'yearOfEra',
    unit: YEAR,
    range: 0,
    get: at => (yearOf(at) > 0 ? yearOf(at) : 1 - yearOf(at)),
    set: (at, value) => setYear(at, yearOf(at) > 0 ? value : 1 - value),
    floor: at => daysOf(yearOf(at), 1, 1) * DAY,
    bounds: () => [1, LAST_YEAR],
  },
  centuryOfEra: {
    name: 'centuryOfEra',
    unit: 100 * YEAR,
    range: 0,
    get: at => Math.floor((yearOf(at) > 0 ? yearOf(at) : 1 - yearOf(at)) / 100),
    set: (at, value) => setYear(at, value * 100 + floorMod(yearOf(at), 100)),
    floor: at => daysOf(Math.floor(yearOf(at) / 100) * 100, 1, 1) * DAY,
    bounds: () => [0, LAST_YEAR],
  },
  weekyear: {
    name: 'weekyear',
    unit: YEAR,
    range: 0,
    get: weekyearOf,
    set: setWeekyear,
    floor: at => firstWeek(weekyearOf(at)) * DAY,
    bounds: () => [-292275054, LAST_YEAR],
  },
  monthOfYear: {
    name: 'monthOfYear',
    unit: MONTH,
    range: YEAR,
    get: at => civilOf(dayOf(at)).month,
    set: (at, value) => addMonths(at, value - civilOf(dayOf(at)).month),
    floor(at) {
      const { year, month } = civilOf(dayOf(at))
      return daysOf(year, month, 1) * DAY
    },
    bounds: () => [1, 12],
  },
  weekOfWeekyear: {
    name: 'weekOfWeekyear',
    unit: WEEK,
    range: YEAR,
    get: weekOf,
    set: (at, value) => at + (value - weekOf(at)) * WEEK,
    floor: at => (dayOf(at) - weekdayOf(at) + 1) * DAY,
    bounds: at => [1, weeksIn(weekyearOf(at))],
  },
  dayOfYear: {
    name: 'dayOfYear',
    unit: DAY,
    range: YEAR,
    get: dayOfYear,
    set: (at, value) => at + (value - dayOfYear(at)) * DAY,
    floor: dayFloor,
    bounds: at => [1, yearLength(yearOf(at))],
  },
  dayOfMonth: {
    name: 'dayOfMonth',
    unit: DAY,
    range: MONTH,
    get: at => civilOf(dayOf(at)).day,
    set: (at, value) => at + (value - civilOf(dayOf(at)).day) * DAY,
    floor: dayFloor,
    bounds(at) {
      const { year, month } = civilOf(dayOf(at))
      return [1, monthLength(year, month)]
    },
  },
  dayOfWeek: {
    name: 'dayOfWeek',
    unit: DAY,
    range: WEEK,
    get: weekdayOf,
    set: (at, value) => at + (value - weekdayOf(at)) * DAY,
    floor: dayFloor,
    bounds: () => [1, 7],
  },
  halfdayOfDay: even('halfdayOfDay', 12 * HOUR, DAY),
  hourOfDay: even('hourOfDay', HOUR, DAY),
  clockhourOfDay: even('clockhourOfDay', HOUR, DAY, 0, true),
  hourOfHalfday: even('hourOfHalfday', HOUR, 12 * HOUR),
  clockhourOfHalfday: even('clockhourOfHalfday', HOUR, 12 * HOUR, 0, true),
  minuteOfHour: even('minuteOfHour', MINUTE, HOUR),
  secondOfMinute: even('secondOfMinute', SECOND, MINUTE),
} satisfies Record<string, Field>

export type FieldName = keyof typeof fields

/** Milliseconds of a second, a minute or an hour: what a fraction of it is. */
export const fractionField = (range: number): Field => even('millisOfSecond', 1, range)
