// Dates and times as casts and literals read and write them. Times are microseconds here, as DuckDB holds them: bigint.
import { civilOf, daysOf, MINUTE, monthLength } from './calendar.ts'
import { PLAIN_DATE } from './iso.ts'
import { NAMES } from './name.ts'
import { parseTime } from './parse.ts'
import { pad } from './print.ts'

/** What a text says, field by field. */
export interface Wall {
  /** On its own clock, ms since 1970. */
  readonly seconds: number
  /** Digits behind the point. */
  readonly fraction: string
  /** As it is written; undefined where there is none. */
  readonly zone: string | undefined
}

const TIMESTAMP = /^([-+]?\d{4,})-(\d{1,2})-(\d{1,2})( (?:(\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:\.(\d+))?)?)?\s*(.+)?)?$/
const TIME = /^(\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:\.(\d+))?)?\s*([+-]\d\d:\d\d)?$/
const SECOND = 1_000_000n

/** Undefined for what is no timestamp. */
export function readWall(text: string): Wall | undefined {
  const [all, ...parts] = TIMESTAMP.exec(text) ?? []
  if (all === undefined) return undefined
  const [year, month, day] = parts.slice(0, 3).map(Number) as [number, number, number]
  const [hour, minute, second] = parts.slice(4, 7).map(part => Number(part ?? 0)) as [number, number, number]
  const isDate = month >= 1 && month <= 12 && day >= 1 && day <= monthLength(year, month)
  if (!isDate || Math.abs(year) > 999_999_999 || hour > 23 || minute > 59 || second > 59) return undefined
  const fraction = parts[7] ?? ''
  if (fraction.length > 18) return undefined
  const seconds = daysOf(year, month, day) * 86_400_000 + (hour * 60 + minute) * MINUTE + second * 1000
  return { seconds, fraction, zone: parts[8] }
}

/** Digits behind the point, rounded to `precision` of them: microseconds. */
export function roundFraction(fraction: string, precision: number): bigint {
  if (fraction === '') return 0n
  const digits = BigInt(fraction)
  const extra = fraction.length - precision
  if (extra <= 0) return digits * 10n ** BigInt(6 - fraction.length)
  const unit = 10n ** BigInt(extra)
  return ((digits + unit / 2n) / unit) * 10n ** BigInt(6 - precision)
}

/** Days since 1970; undefined for what is no date. */
export function readDate(text: string): number | undefined {
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text)?.map(Number) ?? []
  if (year !== undefined) {
    const isDate = month! >= 1 && month! <= 12 && day! >= 1 && day! <= monthLength(year, month!)
    return isDate ? daysOf(year, month!, day!) : undefined
  }
  try {
    return Math.floor(parseTime(PLAIN_DATE, text).at / 86_400_000)
  } catch {
    return undefined
  }
}

/** Of a date in ten characters Trino says by Java's words what is wrong. @throws Error */
export function checkDate(text: string): void {
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text)?.map(Number) ?? []
  if (year === undefined || (month! >= 1 && month! <= 12 && day! >= 1 && day! <= monthLength(year, month!))) return
  const fail = (words: string) => new Error(`INVALID_FUNCTION_ARGUMENT: ${words}`)
  if (month! < 1 || month! > 12) throw fail(`Invalid value for MonthOfYear (valid values 1 - 12): ${month}`)
  if (day! < 1 || day! > 31) throw fail(`Invalid value for DayOfMonth (valid values 1 - 28/31): ${day}`)
  if (month === 2 && day === 29) throw fail(`Invalid date 'February 29' as '${year}' is not a leap year`)
  throw fail(`Invalid date '${NAMES.monthOfYear[month! - 1]!.toUpperCase()} ${day}'`)
}

/** Microseconds of the day, rounded; `digits` are those behind the point. Undefined for what is no time. */
export function readTime(text: string, precision?: number): { micros: bigint; digits: number } | undefined {
  const [all, hour, minute, second = '0', fraction = '', offset] = TIME.exec(text) ?? []
  if (all === undefined || offset !== undefined || fraction.length > 12) return undefined
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return undefined
  const seconds = BigInt((Number(hour) * 60 + Number(minute)) * 60 + Number(second))
  const micros = seconds * SECOND + roundFraction(fraction, precision ?? Math.min(6, fraction.length))
  return { micros: micros % (86_400n * SECOND), digits: fraction.length }
}

/** Trims what Trino does. */
export const trim = (text: string): string => text.replace(/^[\s\u001c-\u001f]+|[\s\u001c-\u001f]+$/gu, '')

/** As a timestamp's text, for years that DuckDB writes otherwise: 12026 is +12026. */
export function writeTimestamp(micros: bigint, precision: number, separator = ' '): string {
  const seconds = Number(micros / SECOND) - (micros % SECOND < 0n ? 1 : 0)
  const days = Math.floor(seconds / 86_400)
  const rest = seconds - days * 86_400
  const clock = [rest / 3600, (rest / 60) % 60, rest % 60].map(part => pad(Math.floor(part), 2)).join(':')
  const fraction = String(((micros % SECOND) + SECOND) % SECOND)
    .padStart(6, '0')
    .slice(0, precision)
  const { year } = civilOf(days)
  return `${year > 9999 ? '+' : ''}${writeDate(days)}${separator}${clock}${precision === 0 ? '' : `.${fraction}`}`
}

export function writeDate(days: number): string {
  const { year, month, day } = civilOf(days)
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`
}
