// Intervals: milliseconds, or months. How literals say them, and how they are written.
import { DAY, HOUR, MINUTE, SECOND } from './calendar.ts'
import { pad } from './print.ts'

const FIELDS = ['year', 'month', 'day', 'hour', 'minute', 'second'] as const
const BETWEEN: Readonly<Record<string, string>> = { month: '-', hour: ' ', minute: ':', second: ':' }
const SIZES = { year: 12, month: 1, day: DAY, hour: HOUR, minute: MINUTE, second: SECOND } as const

export interface Interval {
  readonly kind: 'interval day to second' | 'interval year to month'
  readonly size: number
}

/** Undefined for what is no interval of the fields. */
export function readInterval(text: string, from: string, to = from): Interval | undefined {
  const [first, last] = [from, to].map(field => FIELDS.indexOf(field as 'day')) as [number, number]
  const isOfMonths = last < 2
  if (first < 0 || last < first || isOfMonths !== first < 2) return undefined
  const isNegative = text.startsWith('-')
  let rest = isNegative ? text.slice(1) : text
  let size = 0
  for (const field of FIELDS.slice(first, last + 1)) {
    if (field !== from) {
      if (!rest.startsWith(BETWEEN[field]!)) break
      rest = rest.slice(1)
    }
    // What ends early has none of the fields after it.
    if (rest === '') break
    const [all, number, part = ''] =
      (field === 'second' ? /^\+?(\d{1,10})(?:[.,](\d*))?/ : /^\+?(\d{1,10})/).exec(rest) ?? []
    if (all === undefined || Number(number) > 2147483647) return undefined
    size += Number(number) * SIZES[field] + Number(part.padEnd(3, '0').slice(0, 3))
    rest = rest.slice(all.length)
  }
  if (rest !== '') return undefined
  const signed = isNegative ? -size : size
  return { kind: isOfMonths ? 'interval year to month' : 'interval day to second', size: signed || 0 }
}

/** `1 02:03:04.005`, of milliseconds. */
export function writeDaytime(millis: bigint): string {
  const size = millis < 0n ? -millis : millis
  const [day, hour, minute, second] = [DAY, HOUR, MINUTE, SECOND].map(BigInt) as [bigint, bigint, bigint, bigint]
  const parts = [(size % day) / hour, (size % hour) / minute, (size % minute) / second].map(part =>
    pad(Number(part), 2),
  )
  return `${millis < 0n ? '-' : ''}${size / day} ${parts.join(':')}.${pad(Number(size % second), 3)}`
}

/** `1-2`, of months. */
export function writeYearmonth(months: bigint): string {
  const size = months < 0n ? -months : months
  return `${months < 0n ? '-' : ''}${size / 12n}-${size % 12n}`
}

const UNITS: Readonly<Record<string, number>> = { ns: 1e-6, us: 1e-3, ms: 1, s: SECOND, m: MINUTE, h: HOUR, d: DAY }

/** `1.5h`: ms. @throws Error in Trino's words */
export function readDuration(text: string): number {
  const fail = (message: string) => new Error(`INVALID_FUNCTION_ARGUMENT: ${message}`)
  if (text === '') throw fail('duration is empty')
  const [, value, unit] = /^\s*(\d+(?:\.\d+)?)\s*([a-zA-Z]+)\s*$/.exec(text) ?? []
  if (value === undefined) throw fail(`duration is not a valid data duration string: ${text}`)
  if (!Object.hasOwn(UNITS, unit!)) throw fail(`Unknown time unit: ${unit}`)
  return Math.floor(Number(value) * UNITS[unit!]! + 0.5)
}

const PARTS = [
  ['week', 604_800],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
  ['second', 1],
] as const

/** `1 minute, 36 seconds`. @throws Error in Trino's words */
export function writeSeconds(seconds: number): string {
  if (!Number.isFinite(seconds)) {
    const text = Number.isNaN(seconds) ? 'NaN' : seconds > 0 ? 'Infinity' : '-Infinity'
    throw new Error(`INVALID_FUNCTION_ARGUMENT: Invalid argument found: ${text}`)
  }
  const rounded = Math.floor(Math.abs(seconds) + 0.5)
  let rest = rounded >= 2 ** 63 ? 2n ** 63n - 1n : BigInt(rounded)
  const parts: string[] = []
  for (const [name, size] of PARTS) {
    const count = rest / BigInt(size)
    rest %= BigInt(size)
    if (count > 0n) parts.push(`${count} ${name}${count === 1n ? '' : 's'}`)
  }
  return parts.join(', ') || '0 seconds'
}
