// How the value of one field is read: what JSON gave goes in, a cell or a reason comes out.
import type { Field, Kind } from './field.ts'
import { type Reason, wrong } from './reason.ts'
import { EARLIEST, LATEST, parseTime } from './time.ts'

/** A value of a row held as an array: text, number (ms for timestamps, units of currency for decimals, 1 and 0 for booleans), or null. */
export type Cell = string | number | null

/** Objects within objects deeper than this are no clickstream event, and break readers further on. */
export const MAX_DEPTH = 32

/** Reads a value that is neither null, undefined nor an empty text; adds to the reasons and gives null where it is not what it should be. */
type Read = (value: unknown, slot: Slot, reasons: Reason[], plain: boolean) => Cell

/** A field made ready for reading, every one of the same shape, as this is where the time goes. */
export class Slot {
  readonly name: string
  /** Where it stands in a row; below 0 when it is no column. */
  readonly index: number
  readonly read: Read
  readonly max: number
  readonly regexp: RegExp | null
  readonly words: string
  readonly least: number
  readonly most: number
  readonly isInteger: boolean

  constructor(field: Field, index: number) {
    this.name = field.name
    this.index = index
    this.read = readers[field.kind]
    this.max = field.max ?? 4096
    this.regexp = field.pattern?.regexp ?? null
    this.words = field.pattern?.words ?? ''
    this.least = field.range?.[0] ?? Number.NEGATIVE_INFINITY
    this.most = field.range?.[1] ?? Number.POSITIVE_INFINITY
    this.isInteger = field.kind === 'integer' || field.kind === 'bigint'
  }
}

const readers: Record<Kind, Read> = {
  string: readText,
  timestamp: readTimestamp,
  decimal: readNumber,
  integer: readNumber,
  bigint: readNumber,
  boolean: readBoolean,
  json: readItems,
}

export function readText(value: unknown, slot: Slot, reasons: Reason[], plain: boolean): string | null {
  if (typeof value !== 'string') {
    reasons.push(wrong('wrong_type', slot.name, slot.name, 'a string', value))
    return null
  }
  if (value.length > slot.max) {
    const reason = `${slot.name}: expected at most ${slot.max} characters, got ${value.length}`
    reasons.push({ reason_code: 'too_long', field: slot.name, reason })
    return null
  }
  if (slot.regexp !== null && !slot.regexp.test(value)) {
    reasons.push(wrong('malformed', slot.name, slot.name, slot.words, value))
    return null
  }
  if (plain) return value
  if (value.includes('\0')) {
    reasons.push(wrong('malformed', slot.name, slot.name, 'text without NUL characters', value))
    return null
  }
  // Half an emoji, as clients that cut strings send it, becomes U+FFFD, as in any UTF-8 encoder.
  return value.isWellFormed() ? value : value.toWellFormed()
}

function readTimestamp(value: unknown, slot: Slot, reasons: Reason[]): number | null {
  const ms = typeof value === 'string' ? parseTime(value) : typeof value === 'number' ? Math.floor(value) : undefined
  if (ms === undefined) {
    reasons.push(wrong('wrong_type', slot.name, slot.name, 'an ISO 8601 timestamp or ms since 1970', value))
    return null
  }
  if (Number.isNaN(ms)) {
    const expected = 'an ISO 8601 timestamp with its zone, like 2026-01-31T12:00:00Z'
    reasons.push(wrong('malformed', slot.name, slot.name, expected, value))
    return null
  }
  if (ms < EARLIEST || ms >= LATEST) {
    reasons.push(wrong('out_of_range', slot.name, slot.name, 'a time from 1970 to 2099', value))
    return null
  }
  return ms
}

const NUMERIC = /^-?\d{1,15}(\.\d{1,10})?$/

function readNumber(value: unknown, slot: Slot, reasons: Reason[]): number | null {
  const number =
    typeof value === 'number' ? value : typeof value === 'string' && NUMERIC.test(value) ? Number(value) : Number.NaN
  if (!Number.isFinite(number) || (slot.isInteger && !Number.isInteger(number))) {
    const expected = slot.isInteger ? 'a whole number' : 'a finite number'
    reasons.push(wrong('wrong_type', slot.name, slot.name, expected, value))
    return null
  }
  if (number < slot.least || number > slot.most) {
    reasons.push(wrong('out_of_range', slot.name, slot.name, `a number from ${slot.least} to ${slot.most}`, value))
    return null
  }
  return number
}

/** True and false are the cells 1 and 0. */
function readBoolean(value: unknown, slot: Slot, reasons: Reason[]): number | null {
  if (typeof value === 'boolean') return Number(value)
  reasons.push(wrong('wrong_type', slot.name, slot.name, 'true or false', value))
  return null
}

function readItems(value: unknown, slot: Slot, reasons: Reason[]): string | null {
  if (Array.isArray(value)) return readJson(value, slot, reasons)
  reasons.push(wrong('wrong_type', slot.name, slot.name, 'an array', value))
  return null
}

/** The object as JSON, bounded in depth and bytes. */
export function readJson(value: object, slot: Slot, reasons: Reason[]): string | null {
  const unkept = findUnkept(value, MAX_DEPTH)
  if (unkept !== undefined) {
    reasons.push({ reason_code: unkept, field: slot.name, reason: `${slot.name}: ${unkeptWords[unkept]}` })
    return null
  }
  const text = JSON.stringify(value)
  const size = text.length * 3 <= slot.max ? 0 : Buffer.byteLength(text)
  if (size > slot.max) {
    const reason = `${slot.name}: expected at most ${slot.max} bytes of JSON, got ${size}`
    reasons.push({ reason_code: 'too_long', field: slot.name, reason })
    return null
  }
  return text
}

const unkeptWords = {
  too_deep: `expected at most ${MAX_DEPTH} levels of nesting, got more`,
  out_of_range: 'expected finite numbers, got one too large, such as 1e999',
} as const

/** What JSON.stringify would not give back: deep nesting (it throws), and numbers parsed as Infinity (it writes null). */
function findUnkept(value: object, levels: number): keyof typeof unkeptWords | undefined {
  if (levels === 0) return 'too_deep'
  for (const key in value) {
    const inner = (value as Record<string, unknown>)[key]
    if (typeof inner === 'object') {
      const found = inner === null ? undefined : findUnkept(inner, levels - 1)
      if (found !== undefined) return found
    } else if (typeof inner === 'number' && !Number.isFinite(inner)) return 'out_of_range'
  }
  return undefined
}
