// Literals of times and intervals: DATE '…', TIMESTAMP '…', TIME '…', INTERVAL '…' DAY.
import { Refusal } from './error.ts'
import type { Expression } from './expression.ts'
import { readInterval } from './time/interval.ts'
import { readDate, readTime, readWall, roundFraction, writeDate, writeTimestamp } from './time/text.ts'
import { findZone, offsetsOf } from './time/zone.ts'
import { date, timeOf, timestampOf, zonedOf } from './type.ts'

/** Undefined for what Trino does not take as such. @throws Refusal */
export function readTyped(kind: 'date' | 'time' | 'timestamp', text: string): Expression | undefined {
  return { date: readDateLiteral, time: readTimeLiteral, timestamp: readTimestampLiteral }[kind](text)
}

function readDateLiteral(text: string): Expression | undefined {
  const days = readDate(text.trim())
  if (days === undefined) return undefined
  const year = /^\d{4}-/.test(writeDate(days)) && !writeDate(days).startsWith('0000')
  return { sql: year ? `date '${writeDate(days)}'` : `(date '1970-01-01' + cast(${days} as integer))`, type: date }
}

function readTimeLiteral(text: string): Expression | undefined {
  if (/[+-]\d\d:\d\d$/.test(text) && readTime(text.slice(0, -6).trim()) !== undefined) {
    throw new Refusal(undefined, 'A time with time zone', 'use a timestamp, or a time without a zone')
  }
  const time = readTime(text)
  if (time === undefined) return undefined
  checkDigits('TIME', time.digits)
  return { sql: `time '${writeTimestamp(time.micros, 6).slice(11)}'`, type: timeOf(time.digits) }
}

function readTimestampLiteral(text: string): Expression | undefined {
  const wall = readWall(text.trim())
  if (wall === undefined) return undefined
  const precision = wall.fraction.length
  if (wall.zone === undefined) {
    checkDigits('TIMESTAMP', precision)
    return { sql: writeInstant(wall.seconds, wall.fraction), type: timestampOf(precision) }
  }
  const zone = findZone(wall.zone)
  const offset = zone === undefined ? undefined : offsetsOf(zone, wall.seconds)[0]
  // No clock there ever showed it.
  if (offset === undefined) return undefined
  checkDigits('TIMESTAMP', precision)
  const at = writeInstant(wall.seconds - offset, wall.fraction)
  return { sql: `struct_pack("at" := ${at}, "zone" := '${zone}')`, type: zonedOf(precision) }
}

function checkDigits(kind: string, digits: number): void {
  if (digits <= 6) return
  throw new Refusal(undefined, `${kind} with ${digits} digits of a second`, 'write at most 6 of them')
}

function writeInstant(millis: number, fraction: string): string {
  const micros = BigInt(millis) * 1000n + roundFraction(fraction, 6)
  const text = writeTimestamp(micros, 6)
  return /^\d{4}-/.test(text) && !text.startsWith('0000') ? `timestamp '${text}'` : `make_timestamp(${micros})`
}

/** @param from the field that it begins with, lower case
 * @returns undefined for what Trino does not take as such */
export function readIntervalLiteral(
  text: string,
  isNegative: boolean,
  from: string,
  to: string | undefined,
): Expression | undefined {
  const interval = readInterval(text, from, to)
  if (interval === undefined) return undefined
  const size = isNegative ? -interval.size || 0 : interval.size
  return { sql: `cast(${size} as bigint)`, type: { kind: interval.kind } }
}
