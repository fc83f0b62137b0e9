// A text read as a format says, by Joda's rules: what is read of each field is set in the order of their sizes, from 1970's
// first moment on, or 2000's where no year is given.
import { DAY } from './calendar.ts'
import { type Field, fields, fractionField } from './field.ts'
import { findName } from './name.ts'
import type { Element, Pattern } from './pattern.ts'
import { readNumber, readOffset, readTwoDigits, readZone, readZoneName } from './read.ts'
import { offsetAt, toInstant } from './zone.ts'

export interface Parsed {
  /** ms since 1970, UTC. */
  readonly at: number
  /** The zone that the text names; undefined where it names none. */
  readonly zone: string | undefined
  /** ms, where the text says how far clocks are ahead. */
  readonly offset: number | undefined
}

/** What is read so far; nobody changes one. */
export interface Progress {
  readonly saved: readonly { readonly field: Field; readonly value: number }[]
  readonly zone: string | undefined
  readonly offset: number | undefined
  /** How far the text is read; where it cannot be, the place that is to blame is less than 0: `~place`. */
  readonly place: number
}

/** @throws Error in Trino's words for a text that is not as the pattern says */
export function parseTime(pattern: Pattern, text: string): Parsed {
  const end = readAll(pattern, text, { saved: [], zone: undefined, offset: undefined, place: 0 })
  if (end.place < text.length) throw invalid(describe(text, end.place < 0 ? ~end.place : end.place))
  const local = settle(end, text)
  if (end.offset !== undefined) return { at: local - end.offset, zone: end.zone, offset: end.offset }
  const zone = end.zone ?? 'UTC'
  const at = toInstant(zone, local)
  if (at + offsetAt(zone, at) !== local) {
    throw invalid(`Cannot parse "${text}": Illegal instant due to time zone offset transition (${zone})`)
  }
  return { at, zone: end.zone, offset: undefined }
}

const invalid = (message: string) => new Error(`INVALID_FUNCTION_ARGUMENT: ${message}`)

function describe(text: string, place: number): string {
  const sample = text.length <= place + 35 ? text : `${text.slice(0, place + 32)}...`
  if (place <= 0) return `Invalid format: "${sample}"`
  if (place >= text.length) return `Invalid format: "${sample}" is too short`
  return `Invalid format: "${sample}" is malformed at "${sample.slice(place)}"`
}

function readAll(pattern: Pattern, text: string, start: Progress): Progress {
  let progress = start
  for (const element of pattern) {
    progress = read(element, text, progress)
    if (progress.place < 0) break
  }
  return progress
}

function read(element: Element, text: string, from: Progress): Progress {
  const { place } = from
  const save = (field: Field, value: number, end: number): Progress => ({
    ...from,
    saved: [...from.saved, { field, value }],
    place: end,
  })
  const fail = (at = place): Progress => ({ ...from, place: ~at })
  switch (element.kind) {
    case 'literal': {
      const end = place + element.text.length
      const isSame = text.slice(place, end).toUpperCase() === element.text.toUpperCase()
      return isSame ? { ...from, place: end } : fail()
    }
    case 'number': {
      const found = readNumber(text, place, element.most, element.isSigned)
      return found === undefined ? fail() : save(fields[element.field], found.value, found.end)
    }
    case 'two digits': {
      const found = readTwoDigits(text, place, element.pivot, element.isLenient)
      return found === undefined ? fail() : save(fields[element.field], found.value, found.end)
    }
    case 'text': {
      const found = findName(element.field, text, place)
      return found === undefined ? fail() : save(fields[element.field], found.value, place + found.length)
    }
    case 'fraction': {
      const digits = /^\d*/.exec(text.slice(place, place + element.most))![0]
      if (digits === '') return fail()
      return save(fractionField(element.of), toMillis(digits, element.of), place + digits.length)
    }
    case 'offset': {
      const found = readOffset(text, place, element.zero)
      return found.place < 0 ? fail(~found.place) : { ...from, offset: found.offset, place: found.place }
    }
    case 'zone':
    case 'zone name': {
      const found = (element.kind === 'zone' ? readZone : readZoneName)(text, place)
      return found === undefined ? fail() : { ...from, zone: found.zone, place: found.end }
    }
    case 'choice':
      return choose(element.of, element.isOptional, text, from)
    case 'era':
      throw new Error('NOT_SUPPORTED_LOCALLY: parsing an era (G) runs on Athena only: write the year with its sign')
  }
}

/** The part of a unit that digits after the point are, cut to whole ms. */
function toMillis(digits: string, unit: number): number {
  return Number((BigInt(unit) * BigInt(digits)) / 10n ** BigInt(digits.length))
}

function choose(of: readonly Pattern[], isOptional: boolean, text: string, from: Progress): Progress {
  let best: Progress | undefined
  let furthest = from.place
  for (const [i, pattern] of of.entries()) {
    const end = readAll(pattern, text, from)
    if (end.place < 0) furthest = Math.max(furthest, ~end.place)
    else if (end.place > (best?.place ?? from.place)) {
      if (end.place >= text.length || i === of.length - 1) return end
      best = end
    }
  }
  return best ?? (isOptional ? from : { ...from, place: ~furthest })
}

/** The local time that the fields say. */
function settle({ saved }: Progress, text: string): number {
  const sorted = saved.toSorted(
    (a, b) => larger(a.field.range || Infinity, b.field.range || Infinity) || larger(a.field.unit, b.field.unit),
  )
  const first = sorted[0]?.field
  const hasNoYear = first !== undefined && first.unit <= fields.monthOfYear.unit && first.unit >= DAY
  const ordered = hasNoYear ? [{ field: fields.year as Field, value: 2000 }, ...sorted] : sorted
  let at = 0
  for (const { field, value } of ordered) at = field.floor(set(field, at, value, text))
  // Again, for fields that say different things.
  for (const { field, value } of ordered) at = set(field, at, value, text)
  const last = ordered.at(-1)
  return last === undefined ? at : last.field.floor(at)
}

const larger = (a: number, b: number) => (a === b ? 0 : a > b ? -1 : 1)

function set(field: Field, at: number, value: number, text: string): number {
  const [least, most] = field.bounds(at)
  if (value < least || value > most) {
    throw invalid(`Cannot parse "${text}": Value ${value} for ${field.name} must be in the range [${least},${most}]`)
  }
  return field.set(at, value)
}
