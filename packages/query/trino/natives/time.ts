// What DuckDB has nothing for that says the same as Trino about times. Timestamps are microseconds since 1970.
import type { Natives } from '../native.ts'
import { DAY } from '../time/calendar.ts'
import { readDuration, writeDaytime, writeSeconds, writeYearmonth } from '../time/interval.ts'
import { ISO_DATE, ISO_TIMESTAMP, PLAIN_DATE } from '../time/iso.ts'
import { type Parsed, parseTime } from '../time/parse.ts'
import { type Pattern, readJoda, readMysql } from '../time/pattern.ts'
import { printTime } from '../time/print.ts'
import {
  checkDate,
  readDate,
  readTime,
  readWall,
  roundFraction,
  trim,
  writeDate,
  writeTimestamp,
} from '../time/text.ts'
import { add, count, isUnit, lengthOf, truncate, type Unit } from '../time/unit.ts'
import { findZone, offsetAt, toInstant, toLocal, zoneOfMinutes } from '../time/zone.ts'

const toMillis = (micros: bigint): number => Number(micros >= 0n ? micros / 1000n : (micros - 999n) / 1000n)
const toMicros = (millis: number): bigint => BigInt(millis) * 1000n
/** What a timestamp has beyond its milliseconds. */
const restOf = (micros: bigint): bigint => micros - toMicros(toMillis(micros))

const invalid = (message: string) => new Error(`INVALID_FUNCTION_ARGUMENT: ${message}`)

function zoneOf(name: string): string {
  const zone = findZone(name)
  if (zone !== undefined) return zone
  if (name === '') throw new Error('GENERIC_INTERNAL_ERROR: Zone id is an empty string')
  throw invalid(`'${name}' is not a valid time zone`)
}

function unitOf(name: string): Unit {
  const unit = name.toLowerCase()
  if (isUnit(unit)) return unit
  throw invalid(`'${unit}' is not a valid TIMESTAMP field`)
}

/** Shorter than half a day: counted in real time, whatever clocks do. */
const isReal = (unit: Unit): boolean => (lengthOf(unit) ?? DAY) < DAY / 2

/** Calculates on the zone's clock. */
function onClock(unit: Unit, zone: string, at: number, calculate: (local: number) => number): number {
  const offset = offsetAt(zone, at)
  const local = calculate(at + offset)
  return isReal(unit) ? local - offset : toInstant(zone, local, at)
}

const patterns = new Map<string, Pattern>()
const year = new Date().getUTCFullYear()

function patternOf(language: 'mysql' | 'joda', format: string): Pattern {
  const key = `${language} ${format}`
  const known = patterns.get(key)
  if (known !== undefined) return known
  const pattern = language === 'mysql' ? readMysql(format) : readJoda(format, year)
  if (patterns.size > 1000) patterns.clear()
  patterns.set(key, pattern)
  return pattern
}

/** A timestamp with a zone: its microseconds as text, and its zone. */
function writeZoned({ at, zone, offset }: Parsed): string[] {
  if (offset === undefined) return [String(toMicros(at)), zone ?? 'UTC']
  const own = offset % 60_000 === 0 ? zoneOfMinutes(offset / 60_000) : undefined
  if (own === undefined) throw new Error(`NOT_SUPPORTED: Time zone not supported: ${offset / 60_000} minutes`)
  return [String(toMicros(at)), own]
}

function uncastable(kind: string, text: string): Error {
  return new Error(`INVALID_CAST_ARGUMENT: Value cannot be cast to ${kind}: ${text}`)
}

export const natives: Natives = {
  trino_zone: { parameters: ['varchar'], returns: 'varchar', run: zoneOf },
  trino_zone_unixtime: {
    parameters: ['varchar'],
    returns: 'varchar',
    run(name: string) {
      const zone = findZone(name)
      if (zone === undefined) throw new Error(`NOT_SUPPORTED: Time zone not supported: ${name}`)
      return zone
    },
  },
  trino_zone_of_minutes: {
    parameters: ['bigint'],
    returns: 'varchar',
    run(minutes: bigint) {
      const zone = zoneOfMinutes(Number(minutes))
      if (zone === undefined) throw invalid(`Invalid offset minutes ${minutes}`)
      return zone
    },
  },
  /** Microseconds that a zone's clocks are ahead. */
  trino_offset: {
    parameters: ['bigint', 'varchar'],
    returns: 'bigint',
    run: (at: bigint, zone: string) => toMicros(offsetAt(zone, toMillis(at))),
  },
  /** The instant at which a zone's clocks show a time, by with_timezone's rule. */
  trino_instant: {
    parameters: ['bigint', 'varchar'],
    returns: 'bigint',
    run: (local: bigint, zone: string) => toMicros(toInstant(zone, toMillis(local), toMillis(local))) + restOf(local),
  },
  trino_zoned_trunc: {
    parameters: ['varchar', 'bigint', 'varchar'],
    returns: 'bigint',
    run(name: string, at: bigint, zone: string) {
      const unit = unitOf(name)
      return toMicros(onClock(unit, zone, toMillis(at), local => truncate(unit, local)))
    },
  },
  trino_zoned_add: {
    parameters: ['varchar', 'bigint', 'bigint', 'varchar'],
    returns: 'bigint',
    run(name: string, size: bigint, at: bigint, zone: string) {
      const unit = unitOf(name)
      if (size > 2147483647n || size < -2147483648n) throw invalid('integer overflow')
      return toMicros(onClock(unit, zone, toMillis(at), local => add(unit, Number(size), local))) + restOf(at)
    },
  },
  trino_zoned_diff: {
    parameters: ['varchar', 'bigint', 'bigint', 'varchar'],
    returns: 'bigint',
    run(name: string, from: bigint, to: bigint, zone: string) {
      const unit = unitOf(name)
      const [a, b] = [toMillis(from), toMillis(to)]
      return BigInt(isReal(unit) ? count(unit, a, b) : count(unit, toLocal(zone, a), toLocal(zone, b)))
    },
  },
  trino_date_format: {
    parameters: ['bigint', 'varchar', 'varchar'],
    returns: 'varchar',
    run: (at: bigint, zone: string, format: string) => printTime(patternOf('mysql', format), toMillis(at), zone),
  },
  trino_format_datetime: {
    parameters: ['bigint', 'varchar', 'varchar'],
    returns: 'varchar',
    run: (at: bigint, zone: string, format: string) => printTime(patternOf('joda', format), toMillis(at), zone),
  },
  trino_date_parse: {
    parameters: ['varchar', 'varchar'],
    returns: 'bigint',
    run(text: string, format: string) {
      if (format !== '%Y-%m-%d') return toMicros(parseTime(patternOf('mysql', format), text).at)
      checkDate(text)
      return toMicros(parseTime(PLAIN_DATE, text).at)
    },
  },
  trino_parse_datetime: {
    parameters: ['varchar', 'varchar'],
    returns: 'varchar[]',
    run: (text: string, format: string) => writeZoned(parseTime(patternOf('joda', format), text)),
  },
  trino_iso_timestamp: {
    parameters: ['varchar'],
    returns: 'varchar[]',
    run: (text: string) => writeZoned(parseTime(ISO_TIMESTAMP, text)),
  },
  trino_iso_date: {
    parameters: ['varchar'],
    returns: 'bigint',
    run: (text: string) => BigInt(Math.trunc(parseTime(ISO_DATE, text).at / DAY)),
  },
  trino_text_date: {
    parameters: ['varchar'],
    returns: 'bigint',
    run(text: string) {
      const days = readDate(trim(text))
      if (days === undefined) throw uncastable('date', text)
      return BigInt(days)
    },
  },
  trino_text_time: {
    parameters: ['varchar', 'bigint'],
    returns: 'bigint',
    run(text: string, precision: bigint) {
      const time = readTime(text, Number(precision))
      if (time === undefined) throw uncastable('time', text)
      return time.micros
    },
  },
  trino_text_timestamp: {
    parameters: ['varchar', 'bigint'],
    returns: 'bigint',
    run(text: string, precision: bigint) {
      const wall = readWall(trim(text))
      const zone = wall?.zone === undefined ? 'UTC' : findZone(wall.zone)
      if (wall === undefined || zone === undefined) throw uncastable('timestamp', text)
      // The time its clocks show: of one that they leave out, what they would show then.
      const local = toLocal(zone, toInstant(zone, wall.seconds))
      return toMicros(local) + roundFraction(wall.fraction, Number(precision))
    },
  },
  trino_text_zoned: {
    parameters: ['varchar', 'bigint'],
    returns: 'varchar[]',
    run(text: string, precision: bigint) {
      const wall = readWall(trim(text))
      const zone = wall?.zone === undefined ? 'UTC' : findZone(wall.zone)
      if (wall === undefined || zone === undefined) throw uncastable('timestamp', text)
      const at = toMicros(toInstant(zone, wall.seconds)) + roundFraction(wall.fraction, Number(precision))
      return [String(at), zone]
    },
  },
  trino_timestamp_text: {
    parameters: ['bigint', 'bigint', 'varchar'],
    returns: 'varchar',
    run: (at: bigint, precision: bigint, separator: string) => writeTimestamp(at, Number(precision), separator),
  },
  trino_date_text: { parameters: ['bigint'], returns: 'varchar', run: (days: bigint) => writeDate(Number(days)) },
  /** +01:00 behind a time of ISO; Z where it is none. */
  trino_offset_text: {
    parameters: ['bigint', 'varchar'],
    returns: 'varchar',
    run(at: bigint, zone: string) {
      const offset = offsetAt(zone, toMillis(at))
      if (offset === 0) return 'Z'
      const size = Math.abs(offset) / 1000
      const parts = [size / 3600, (size / 60) % 60, size % 60].map(part => String(Math.floor(part)).padStart(2, '0'))
      const text = `${offset < 0 ? '-' : '+'}${parts[0]}:${parts[1]}`
      if (size % 60 === 0) return text
      const words = 'Timezone with non-zero seconds offset cannot be rendered as ISO8601'
      throw new Error(`INVALID_ARGUMENTS: ${words}: ${text}:${parts[2]}`)
    },
  },
  trino_daytime_text: { parameters: ['bigint'], returns: 'varchar', run: writeDaytime },
  trino_yearmonth_text: { parameters: ['bigint'], returns: 'varchar', run: writeYearmonth },
  trino_duration: { parameters: ['varchar'], returns: 'bigint', run: (text: string) => BigInt(readDuration(text)) },
  trino_human_seconds: { parameters: ['double'], returns: 'varchar', run: writeSeconds },
}
