// Values as Athena shows them, by their types: alone as an answer has them, within arrays, maps and rows as text.
import type { Answer } from '../engine.ts'
import { writeDouble, writeReal } from './float.ts'
import { daysOf } from './time/calendar.ts'
import { writeTimestamp as writeMicros } from './time/text.ts'
import { offsetAt } from './time/zone.ts'
import type { Type } from './type.ts'

/** What DuckDB's JSON has for a value: texts, numbers, arrays; a map as entries, a row as an object. */
type Held = unknown

/** A value, which is not null, as an answer has it. */
export function showAnswer(value: Held, type: Type): Answer {
  switch (type.kind) {
    case 'boolean':
      return value as boolean
    case 'tinyint':
    case 'smallint':
    case 'integer':
    case 'bigint':
      return showInteger(value)
    case 'real':
      return typeof value === 'number' ? Number(writeReal(value)) : String(value)
    case 'double':
      return value as number | string
    case 'timestamp':
      return showTimestamp(value, type.precision)
    default:
      return showText(value, type)
  }
}

/** What JavaScript cannot hold exactly stays text. */
function showInteger(value: Held): Answer {
  const number = Number(value)
  return Number.isSafeInteger(number) ? number : String(value)
}

/** `2026-01-15T07:00:00.000Z`, with as many digits as the type has. */
function showTimestamp(value: Held, precision: number): string {
  const text = writeTimestamp(value, precision)
  return /^\d{4}-/.test(text) ? `${text.replace(' ', 'T')}Z` : text
}

/** A value within another, or one that an answer has as text, as Athena writes it. */
export function showText(value: Held, type: Type): string {
  if (value === null || value === undefined) return 'null'
  switch (type.kind) {
    case 'array':
      return `[${(value as Held[]).map(item => showText(item, type.element)).join(', ')}]`
    case 'map': {
      const entries = value as { key: Held; value: Held }[]
      return `{${entries.map(entry => `${showText(entry.key, type.key)}=${showText(entry.value, type.value)}`).join(', ')}}`
    }
    case 'row': {
      const held = value as Record<string, Held>
      const fields = type.fields.map(
        (field, i) => `${field.name ?? `field${i}`}=${showText(held[`f${i + 1}`], field.type)}`,
      )
      return `{${fields.join(', ')}}`
    }
    case 'double':
      return writeDouble(Number(value))
    case 'real':
      return writeReal(Number(value))
    case 'timestamp':
      return writeTimestamp(value, type.precision)
    case 'date':
      return writeDate(String(value))
    case 'time':
      return cutDigits(String(value), type.precision)
    case 'timestamp with time zone':
    case 'time with time zone':
      return showZoned(value as { at: Held; zone: Held }, type)
    case 'interval day to second':
      return writeDayTime(BigInt(value as string))
    case 'interval year to month':
      return writeYearMonth(Number(value))
    case 'varbinary':
      return showBytes(value)
    case 'char':
      return String(value).padEnd(type.length)
    default:
      return String(value)
  }
}

/** `2026-01-15 12:30:00.500 Asia/Kolkata` */
function showZoned({ at, zone }: { at: Held; zone: Held }, type: Type & { precision: number }): string {
  const name = String(zone)
  const wall = wallTime(String(at), name)
  const text = cutDigits(wall, type.precision)
  return type.kind === 'time with time zone' ? `${text.slice(11)}${name}` : `${text} ${name}`
}

/** What a clock of the zone shows at a moment of UTC: `2026-01-15 07:00:00.500000`. */
function wallTime(at: string, zone: string): string {
  const micros = readHeld(at)
  const millis = Math.floor(Number(micros) / 1000)
  return writeMicros(micros + BigInt(offsetAt(zone, millis)) * 1000n, 6)
}

/** DuckDB writes years before the first with (BC). */
const HELD = /^(\d+)-(\d\d)-(\d\d)( \(BC\))?(?: (\d\d):(\d\d):(\d\d)(?:\.(\d+))?)?$/

/** Microseconds since 1970 of what DuckDB writes of a date or a timestamp. */
function readHeld(text: string): bigint {
  const [, year, month, day, isBefore, hour = '0', minute = '0', second = '0', digits = ''] = HELD.exec(text)!
  const days = daysOf(isBefore === undefined ? Number(year) : 1 - Number(year), Number(month), Number(day))
  const seconds = ((days * 24 + Number(hour)) * 60 + Number(minute)) * 60 + Number(second)
  return BigInt(seconds) * 1_000_000n + BigInt(digits.padEnd(6, '0'))
}

/** As many digits as the type has, of what DuckDB writes as short as it can be. */
function writeTimestamp(value: Held, precision: number): string {
  const text = String(value)
  return FOUR_DIGITS.test(text) ? cutDigits(text, precision) : writeMicros(readHeld(text), precision)
}

/** A year that DuckDB writes as Trino does. */
const FOUR_DIGITS = /^\d{4}-\d\d-\d\d(?! \(BC\))/

/** `+12026-01-05`, `-0001-01-05` */
function writeDate(text: string): string {
  return FOUR_DIGITS.test(text) ? text : writeMicros(readHeld(text), 0).slice(0, -' 00:00:00'.length)
}

function cutDigits(text: string, precision: number): string {
  const [whole, digits = ''] = text.split('.')
  return precision === 0 ? whole! : `${whole}.${digits.slice(0, precision).padEnd(precision, '0')}`
}

/** `1 02:03:04.005` */
export function writeDayTime(ms: bigint): string {
  const size = ms < 0n ? -ms : ms
  const pad = (part: bigint, width: number) => String(part).padStart(width, '0')
  const [days, hours, minutes, seconds] = [size / 86_400_000n, size / 3_600_000n, size / 60_000n, size / 1000n]
  const clock = `${pad(hours % 24n, 2)}:${pad(minutes % 60n, 2)}:${pad(seconds % 60n, 2)}.${pad(size % 1000n, 3)}`
  return `${ms < 0n ? '-' : ''}${days} ${clock}`
}

/** `1-2` */
export function writeYearMonth(months: number): string {
  const size = Math.abs(months)
  return `${months < 0 ? '-' : ''}${Math.floor(size / 12)}-${size % 12}`
}

/** `68 65 6c`: bytes as hexadecimal pairs. DuckDB's JSON has printable ones as they are, others as \x0A. */
function showBytes(value: Held): string {
  const bytes = String(value).replace(
    /\\x([0-9A-Fa-f]{2})|[\s\S]/g,
    (letter, hex) => ` ${(hex ?? letter.charCodeAt(0).toString(16).padStart(2, '0')).toLowerCase()}`,
  )
  return bytes.slice(1)
}
