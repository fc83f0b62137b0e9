/** The earliest and latest instant (ms) a timestamp may name: 1970 (a device without a clock) up to 2100. */
export const EARLIEST = 0
export const LATEST = Date.UTC(2100, 0, 1)

/** ms */
export const HOUR = 3_600_000
export const DAY = 24 * HOUR

const ISO = /^\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d(:\d\d([.,]\d{1,9})?)?([Zz]|[+-]\d\d(:?\d\d)?)$/
const MONTH_DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

/** An ISO 8601 timestamp with its zone (`2026-11-23T07:45:00.000Z`, `…+01:00`) in ms since 1970; NaN for anything else. */
export function parseTime(text: string): number {
  if (text.length !== 24 || text.charCodeAt(23) !== 90) return parseAnyTime(text)
  const year = digits(text, 0, 4)
  const month = digits(text, 5, 2)
  const day = digits(text, 8, 2)
  const hour = digits(text, 11, 2)
  const minute = digits(text, 14, 2)
  const second = digits(text, 17, 2)
  const ms = digits(text, 20, 3)
  const punctuated =
    text.charCodeAt(4) === 45 &&
    text.charCodeAt(7) === 45 &&
    text.charCodeAt(10) === 84 &&
    text.charCodeAt(13) === 58 &&
    text.charCodeAt(16) === 58 &&
    text.charCodeAt(19) === 46
  if (!punctuated || !(hour < 24 && minute < 60 && second < 60 && ms >= 0 && isDay(year, month, day))) {
    return parseAnyTime(text)
  }
  return daysSince1970(year, month, day) * DAY + hour * HOUR + minute * 60_000 + second * 1000 + ms
}

/** A time as JSON may hold it, an ISO 8601 text or ms since 1970, in whole ms; null for anything else or out of bounds. */
export function readTime(value: unknown): number | null {
  const ms = typeof value === 'string' ? parseTime(value) : typeof value === 'number' ? Math.floor(value) : Number.NaN
  return ms >= EARLIEST && ms < LATEST ? ms : null
}

/** `2026-11-23` for an instant in ms. */
export function dateOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10)
}

/** The day so many days after another, both `2026-11-23`. */
export function moveDate(date: string, days: number): string {
  return dateOf(Date.parse(date) + days * DAY)
}

/** `07` for an instant in ms: the UTC hour. */
export function hourOf(ms: number): string {
  return new Date(ms).toISOString().slice(11, 13)
}

function parseAnyTime(text: string): number {
  if (text.length > 40 || !ISO.test(text)) return Number.NaN
  if (!isDay(digits(text, 0, 4), digits(text, 5, 2), digits(text, 8, 2))) return Number.NaN
  return Date.parse(
    text
      .replace(' ', 'T')
      .replace(',', '.')
      .replace(/([+-]\d\d)$/, '$1:00')
      .replace(/([+-]\d\d)(\d\d)$/, '$1:$2')
      .toUpperCase(),
  )
}

function isDay(year: number, month: number, day: number): boolean {
  if (!(year >= 0 && month >= 1 && month <= 12 && day >= 1)) return false
  if (month === 2 && day === 29) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  return day <= MONTH_DAYS[month - 1]!
}

/** The number written in `length` digits at `start`; NaN when one is no digit. */
function digits(text: string, start: number, length: number): number {
  let value = 0
  for (let i = start; i < start + length; i++) {
    const digit = text.charCodeAt(i) - 48
    if (!(digit >= 0 && digit <= 9)) return Number.NaN
    value = value * 10 + digit
  }
  return value
}

/** Days from 1970-01-01 in the proleptic Gregorian calendar (H. Hinnant, "chrono-compatible low-level date algorithms"). */
function daysSince1970(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year
  const era = Math.floor(y / 400)
  const yearOfEra = y - era * 400
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear
  return era * 146_097 + dayOfEra - 719_468
}
