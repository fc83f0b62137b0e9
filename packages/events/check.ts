// The check: is this an event, and if not, why not? Derived from tables.ts; the collector and the transform both call it.
import { type Field, positions } from './field.ts'
import { events, eventTypes } from './tables.ts'
import { EARLIEST, LATEST, parseTime } from './time.ts'

/** Why an event was rejected: a code to count by, the field at fault, and words: subject, expectation, value. */
export interface Reason {
  readonly reason_code: string
  readonly field: string | null
  readonly reason: string
}

/** A value of a row held as an array: text, number (ms for timestamps, units of currency for decimals), or null. */
export type Cell = string | number | null

/** What a client said, checked: a row of `events` with the client's fields filled and ours still null. */
export interface Draft {
  readonly row: Cell[]
  readonly app: string | null
  /** The visitor's address when a server sends on their behalf; used for the country, never stored. */
  readonly ip: string | null
}

/** Where each field stands in a row of `events`. */
export const at = positions(events)

/** Objects within objects deeper than this are no clickstream event, and break readers further on. */
export const MAX_DEPTH = 32

type Read = (value: unknown, field: Field, reasons: Reason[], plain: boolean) => Cell

const readers: Record<Field['kind'], Read> = {
  string: readText,
  timestamp: readTimestamp,
  decimal: readNumber,
  integer: readNumber,
  json: readItems,
}

interface Slot {
  readonly field: Field
  readonly index: number
  readonly read: Read
}

const ipField: Field = { ...events.fields[0], name: 'ip', max: 64 }
const appField: Field = events.partitions[0]
const propertiesField: Field = events.fields[at.properties]!

const slots = new Map<string, Slot>(
  events.fields
    .filter((field: Field) => field.source === 'client' && field.name !== 'properties')
    .map((field: Field) => [
      field.name,
      { field, index: at[field.name as keyof typeof at], read: readers[field.kind] },
    ]),
)
const blank: Cell[] = events.fields.map(() => null)
const neverBlank = (['event_id', 'event_type'] as const).map(name => at[name])

/**
 * Reads one parsed JSON value as an event. Unknown fields go to `properties`; an empty string or null is an absent field.
 * Returns the draft, or every reason why it is none. Never throws, whatever the value.
 * `plain` promises that the JSON text it was parsed from has no \u escape, so that no text in it can hold a NUL or half a
 * surrogate pair, and spares looking for them.
 */
export function readEvent(raw: unknown, plain = false): Draft | Reason[] {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) {
    return [wrong('wrong_type', null, 'event', 'a JSON object', raw)]
  }
  const row = blank.slice()
  const reasons: Reason[] = []
  let app: string | null = null
  let ip: string | null = null
  let extra: Record<string, unknown> | null = null
  let properties: unknown
  const source = raw as Record<string, unknown>
  for (const name in source) {
    const value = source[name]
    const slot = slots.get(name)
    if (slot !== undefined) {
      if (value !== null && value !== undefined) row[slot.index] = slot.read(value, slot.field, reasons, plain)
    } else if (value === null || value === undefined) {
      // absent
    } else if (name === 'app') app = readText(value, appField, reasons, plain)
    else if (name === 'ip') ip = readText(value, ipField, reasons, plain)
    else if (name === 'properties') properties = value
    else {
      // No prototype: a field called __proto__ is data like any other.
      extra ??= Object.create(null) as Record<string, unknown>
      extra[name] = value
    }
  }
  if (properties !== undefined || extra !== null) row[at.properties] = readProperties(properties, extra, reasons)
  requireFields(row, reasons)
  return reasons.length > 0 ? reasons : { row, app, ip }
}

/** The reason for a value that is not what its field expects. */
export function wrong(code: string, field: string | null, subject: string, expected: string, got: unknown): Reason {
  return { reason_code: code, field, reason: `${subject}: expected ${expected}, got ${show(got)}` }
}

function requireFields(row: Cell[], reasons: Reason[]): void {
  // A field that is there but wrong has its own reason already.
  const missing = (index: number) =>
    row[index] === null && !reasons.some(reason => reason.field === events.fields[index]!.name)
  for (const index of neverBlank) if (row[index] === null && missing(index)) reasons.push(absent(index, 'every event'))
  const type = row[at.event_type]
  const required = typeof type === 'string' && Object.hasOwn(eventTypes, type) ? eventTypes[type] : undefined
  if (required !== undefined) {
    for (const name of required) {
      const index = at[name as keyof typeof at]
      if (row[index] === null && missing(index)) reasons.push(absent(index, `${type}`))
    }
  }
  if (row[at.anonymous_id] === null && row[at.user_id] === null && missing(at.anonymous_id) && missing(at.user_id)) {
    reasons.push(wrong('missing', 'anonymous_id', 'anonymous_id', 'this or user_id in every event', undefined))
  }
}

function absent(index: number, whose: string): Reason {
  const name = events.fields[index]!.name
  return wrong('missing', name, name, `a value, ${whose} needs it`, undefined)
}

function readText(value: unknown, field: Field, reasons: Reason[], plain: boolean): string | null {
  if (typeof value !== 'string') {
    reasons.push(wrong('wrong_type', field.name, field.name, 'a string', value))
    return null
  }
  if (value === '') return null
  if (value.length > (field.max ?? 4096)) {
    reasons.push({
      reason_code: 'too_long',
      field: field.name,
      reason: `${field.name}: expected at most ${field.max ?? 4096} characters, got ${value.length}`,
    })
    return null
  }
  if (field.pattern !== undefined && !field.pattern.regexp.test(value)) {
    reasons.push(wrong('malformed', field.name, field.name, field.pattern.words, value))
    return null
  }
  if (plain) return value
  if (value.includes('\0')) {
    reasons.push(wrong('malformed', field.name, field.name, 'text without NUL characters', value))
    return null
  }
  // Half an emoji, as clients that cut strings send it, becomes U+FFFD, as in any UTF-8 encoder.
  return value.isWellFormed() ? value : value.toWellFormed()
}

function readTimestamp(value: unknown, field: Field, reasons: Reason[]): number | null {
  const ms = typeof value === 'string' ? parseTime(value) : typeof value === 'number' ? Math.floor(value) : undefined
  if (ms === undefined) {
    reasons.push(wrong('wrong_type', field.name, field.name, 'an ISO 8601 timestamp or ms since 1970', value))
    return null
  }
  if (Number.isNaN(ms)) {
    reasons.push(
      wrong(
        'malformed',
        field.name,
        field.name,
        'an ISO 8601 timestamp with its zone, like 2026-01-31T12:00:00Z',
        value,
      ),
    )
    return null
  }
  if (ms < EARLIEST || ms >= LATEST) {
    reasons.push(wrong('out_of_range', field.name, field.name, 'a time from 1970 to 2099', value))
    return null
  }
  return ms
}

const NUMERIC = /^-?\d{1,15}(\.\d{1,10})?$/

function readNumber(value: unknown, field: Field, reasons: Reason[]): number | null {
  const number =
    typeof value === 'number' ? value : typeof value === 'string' && NUMERIC.test(value) ? Number(value) : Number.NaN
  if (!Number.isFinite(number) || (field.kind === 'integer' && !Number.isInteger(number))) {
    const expected = field.kind === 'integer' ? 'a whole number' : 'a finite number'
    reasons.push(wrong('wrong_type', field.name, field.name, expected, value))
    return null
  }
  const [least, most] = field.range!
  if (number < least || number > most) {
    reasons.push(wrong('out_of_range', field.name, field.name, `a number from ${least} to ${most}`, value))
    return null
  }
  return number
}

function readItems(value: unknown, field: Field, reasons: Reason[]): string | null {
  if (!Array.isArray(value)) {
    reasons.push(wrong('wrong_type', field.name, field.name, 'an array', value))
    return null
  }
  return readJson(value, field, reasons)
}

function readProperties(value: unknown, extra: Record<string, unknown> | null, reasons: Reason[]): string | null {
  if (value !== undefined && (typeof value !== 'object' || value === null || Array.isArray(value))) {
    reasons.push(wrong('wrong_type', 'properties', 'properties', 'an object', value))
    return null
  }
  const all: object =
    value === undefined ? extra! : extra === null ? (value as object) : Object.assign(Object.create(null), value, extra)
  for (const _ in all) return readJson(all, propertiesField, reasons)
  return null
}

function readJson(value: object, field: Field, reasons: Reason[]): string | null {
  const unkept = findUnkept(value, MAX_DEPTH)
  if (unkept !== undefined) {
    reasons.push({ reason_code: unkept, field: field.name, reason: `${field.name}: ${unkeptWords[unkept]}` })
    return null
  }
  const text = JSON.stringify(value)
  const size = text.length * 3 <= field.max! ? 0 : Buffer.byteLength(text)
  if (size > field.max!) {
    reasons.push({
      reason_code: 'too_long',
      field: field.name,
      reason: `${field.name}: expected at most ${field.max} bytes of JSON, got ${size}`,
    })
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

/** A value as a reason quotes it: at most 80 characters, on one line. */
function show(value: unknown): string {
  if (value === undefined) return 'nothing'
  if (Array.isArray(value)) return `an array of ${value.length}`
  if (typeof value === 'object' && value !== null) return 'an object'
  const text = JSON.stringify(value) ?? String(value)
  return text.length > 80 ? `${text.slice(0, 79)}…` : text
}
