// A parameter's value as a person types it, by type.
import { dateOf, parseTime } from '@clickstream/events/time'
import type { ParameterType } from './engine.ts'

interface Reader {
  /** What is expected, for a person. */
  readonly expected: string
  /** The value as a Parameter holds it; undefined when the text is none. `now` in ms. */
  readonly read: (text: string, now: number) => string | undefined
}

const DAY = 86_400_000
const SPANS: Record<string, number> = { minute: 60_000, hour: 3_600_000, day: DAY, week: 7 * DAY }

const readers: Record<ParameterType, Reader> = {
  string: { expected: 'text', read: text => text },
  integer: {
    expected: 'a whole number',
    read: text => (/^-?\d{1,18}$/.test(text) ? String(BigInt(text)) : undefined),
  },
  decimal: {
    expected: 'a number with at most 4 decimals, such as 12.50',
    read: text => (/^-?\d{1,14}(\.\d{1,4})?$/.test(text) ? text : undefined),
  },
  boolean: { expected: 'true or false', read: text => (text === 'true' || text === 'false' ? text : undefined) },
  date: { expected: 'a day, such as 2026-01-31, today, yesterday or 30 days ago', read: readDate },
  timestamp: {
    expected: 'a time, such as 2026-01-31T12:00:00Z, now or 2 hours ago',
    read: (text, now) => {
      const ms = text === 'now' ? now : (readAgo(text, now) ?? parseTime(completeTime(text)))
      return Number.isNaN(ms) ? undefined : new Date(ms).toISOString()
    },
  },
}

export const parameterTypes = Object.keys(readers) as ParameterType[]

/** What a parameter of this type takes, for a person. */
export function expectedOf(type: ParameterType): string {
  return readers[type].expected
}

/** The value as a Parameter holds it, undefined when the text is none of the type; words for times are before `now` (ms). */
export function readValue(type: ParameterType, text: string, now: number): string | undefined {
  return readers[type].read(text, now)
}

/** `days` (0 or more) before a date. */
export function daysBefore(date: string, days: number): string {
  return dateOf(Date.parse(date) - days * DAY)
}

function readDate(text: string, now: number): string | undefined {
  if (text === 'today') return dateOf(now)
  if (text === 'yesterday') return dateOf(now - DAY)
  const ago = readAgo(text, now)
  if (ago !== undefined) return dateOf(ago)
  return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(parseTime(completeTime(text))) ? text : undefined
}

/** `30 days ago` */
function readAgo(text: string, now: number): number | undefined {
  const [, count, unit] = /^(\d{1,5}) (minute|hour|day|week)s? ago$/.exec(text) ?? []
  return unit === undefined ? undefined : now - Number(count) * SPANS[unit]!
}

/** A date alone is its first moment, a time without zone is UTC. */
function completeTime(text: string): string {
  if (/^\d{4}-\d\d-\d\d$/.test(text)) return `${text}T00:00:00.000Z`
  return /[Zz]|[+-]\d\d(:?\d\d)?$/.test(text.slice(10)) ? text : `${text}Z`
}
