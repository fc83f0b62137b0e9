// The calendar, from which all fields of a time come: that of the Gregorian rules for all years, with weeks of ISO. Times are
// milliseconds since 1970 on some clock; which clock, another says.

export const SECOND = 1000
export const MINUTE = 60 * SECOND
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR
export const WEEK = 7 * DAY

export interface Civil {
  readonly year: number
  /** From 1. */
  readonly month: number
  readonly day: number
}

export const floorMod = (a: number, b: number): number => a - Math.floor(a / b) * b

export const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0

const LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

export const monthLength = (year: number, month: number): number =>
  month === 2 && isLeap(year) ? 29 : LENGTHS[month - 1]!

export const yearLength = (year: number): number => (isLeap(year) ? 366 : 365)

/** Days since 1970 of a date, which there must be. */
export function daysOf(year: number, month: number, day: number): number {
  // Years begin in March here, so that what is added in leap years comes last.
  const shifted = month <= 2 ? year - 1 : year
  const era = Math.floor(shifted / 400)
  const ofEra = shifted - era * 400
  const ofYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1
  return era * 146097 + ofEra * 365 + Math.floor(ofEra / 4) - Math.floor(ofEra / 100) + ofYear - 719468
}

/** The date that is so many days after 1970's first. */
export function civilOf(days: number): Civil {
  const shifted = days + 719468
  const era = Math.floor(shifted / 146097)
  const dayOfEra = shifted - era * 146097
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) / 365,
  )
  const ofYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const part = Math.floor((5 * ofYear + 2) / 153)
  const month = part < 10 ? part + 3 : part - 9
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: ofYear - Math.floor((153 * part + 2) / 5) + 1,
  }
}

export const dayOf = (at: number): number => Math.floor(at / DAY)

/** 1 is Monday. */
export const weekdayOf = (at: number): number => floorMod(dayOf(at) + 3, 7) + 1

export const dayOfYear = (at: number): number => dayOf(at) - daysOf(civilOf(dayOf(at)).year, 1, 1) + 1

/** The Monday that a year of weeks begins with, days since 1970. */
export function firstWeek(year: number): number {
  const fourth = daysOf(year, 1, 4)
  return fourth - floorMod(fourth + 3, 7)
}

export const weeksIn = (year: number): number => (firstWeek(year + 1) - firstWeek(year)) / 7

/** The year that the week belongs to. */
export function weekyearOf(at: number): number {
  return civilOf(dayOf(at) - weekdayOf(at) + 4).year
}

export const weekOf = (at: number): number => Math.floor((dayOf(at) - firstWeek(weekyearOf(at))) / 7) + 1

/** Months later, at the same time of day; a day that the month does not have becomes its last. */
export function addMonths(at: number, months: number): number {
  const { year, month, day } = civilOf(dayOf(at))
  const total = year * 12 + month - 1 + months
  const [toYear, toMonth] = [Math.floor(total / 12), floorMod(total, 12) + 1]
  return daysOf(toYear, toMonth, Math.min(day, monthLength(toYear, toMonth))) * DAY + floorMod(at, DAY)
}

/** Full months from one time to another. */
export function countMonths(from: number, to: number): number {
  if (to < from) return -countMonths(to, from) || 0
  const [a, b] = [civilOf(dayOf(from)), civilOf(dayOf(to))]
  const months = (b.year - a.year) * 12 + b.month - a.month
  // On its last day a month is full for a day that it does not have.
  const day = b.day === monthLength(b.year, b.month) ? Math.min(a.day, b.day) : a.day
  const rest = (day - b.day) * DAY + floorMod(from, DAY) - floorMod(to, DAY)
  return rest > 0 ? months - 1 : months
}
