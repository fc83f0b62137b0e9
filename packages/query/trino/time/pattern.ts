// Formats of times, in both languages of Trino: MySQL's (date_format) and Joda's (format_datetime), as the same elements.
import { SECOND } from './calendar.ts'
import type { FieldName } from './field.ts'

export type Element =
  | { readonly kind: 'literal'; readonly text: string }
  /** At least `least` digits are written, at most `most` read. */
  | {
      readonly kind: 'number'
      readonly field: FieldName
      readonly least: number
      readonly most: number
      readonly isSigned: boolean
    }
  | { readonly kind: 'text'; readonly field: 'monthOfYear' | 'dayOfWeek' | 'halfdayOfDay'; readonly isShort: boolean }
  | { readonly kind: 'era' }
  | {
      readonly kind: 'two digits'
      readonly field: 'year' | 'weekyear'
      readonly pivot: number
      readonly isLenient: boolean
    }
  /** Of so many ms. */
  | { readonly kind: 'fraction'; readonly of: number; readonly least: number; readonly most: number }
  | { readonly kind: 'offset'; readonly hasColon: boolean; readonly zero: string | null }
  | { readonly kind: 'zone' }
  | { readonly kind: 'zone name'; readonly isShort: boolean }
  /** The first of those that reads furthest; none of them, where it is optional. */
  | { readonly kind: 'choice'; readonly of: readonly (readonly Element[])[]; readonly isOptional: boolean }

export type Pattern = readonly Element[]

const SIGNED = ['year', 'weekyear', 'centuryOfEra']
export const literal = (text: string): Element => ({ kind: 'literal', text })
export const number = (field: FieldName, least: number, most: number): Element => ({
  kind: 'number',
  field,
  least,
  most: Math.max(least, most),
  isSigned: SIGNED.includes(field),
})
export const fraction = (least: number, most: number, of = SECOND): Element => ({ kind: 'fraction', of, least, most })
const text = (field: 'monthOfYear' | 'dayOfWeek' | 'halfdayOfDay', isShort: boolean): Element => ({
  kind: 'text',
  field,
  isShort,
})

const CLOCK = [literal(':'), number('minuteOfHour', 2, 2), literal(':'), number('secondOfMinute', 2, 2)]

/** Two digits are a year from 1970 to 2069. */
const MYSQL_PIVOT = 2020
const MYSQL: Readonly<Record<string, readonly Element[]>> = {
  a: [text('dayOfWeek', true)],
  b: [text('monthOfYear', true)],
  c: [number('monthOfYear', 1, 2)],
  d: [number('dayOfMonth', 2, 2)],
  e: [number('dayOfMonth', 1, 2)],
  f: [fraction(6, 9)],
  H: [number('hourOfDay', 2, 2)],
  h: [number('clockhourOfHalfday', 2, 2)],
  I: [number('clockhourOfHalfday', 2, 2)],
  i: [number('minuteOfHour', 2, 2)],
  j: [number('dayOfYear', 3, 3)],
  k: [number('hourOfDay', 1, 2)],
  l: [number('clockhourOfHalfday', 1, 2)],
  M: [text('monthOfYear', false)],
  m: [number('monthOfYear', 2, 2)],
  p: [text('halfdayOfDay', false)],
  r: [number('clockhourOfHalfday', 2, 2), ...CLOCK, literal(' '), text('halfdayOfDay', false)],
  S: [number('secondOfMinute', 2, 2)],
  s: [number('secondOfMinute', 2, 2)],
  T: [number('hourOfDay', 2, 2), ...CLOCK],
  v: [number('weekOfWeekyear', 2, 2)],
  x: [number('weekyear', 4, 4)],
  W: [text('dayOfWeek', false)],
  Y: [number('year', 4, 4)],
  y: [{ kind: 'two digits', field: 'year', pivot: MYSQL_PIVOT, isLenient: false }],
}
const MYSQL_MISSING = 'wUuVXD'

/** @throws Error in Trino's words */
export function readMysql(format: string): Pattern {
  const elements: Element[] = []
  for (let i = 0; i < format.length; i++) {
    const letter = format[i]!
    if (letter !== '%') elements.push(literal(letter))
    else if (++i < format.length) elements.push(...readCode(format[i]!))
  }
  if (elements.length === 0) throw new Error('INVALID_FUNCTION_ARGUMENT: Both printing and parsing not supported')
  return elements
}

function readCode(code: string): readonly Element[] {
  if (MYSQL_MISSING.includes(code)) {
    throw new Error(`INVALID_FUNCTION_ARGUMENT: %${code} not supported in date format string`)
  }
  return Object.hasOwn(MYSQL, code) ? MYSQL[code]! : [literal(code)]
}

/** What a letter of Joda's means when it stands so many times. */
const JODA: Readonly<Record<string, (count: number, isNumberNext: boolean, year: number) => Element>> = {
  G: () => ({ kind: 'era' }),
  C: count => number('centuryOfEra', count, count),
  x: (count, isNumberNext, year) => yearElement('weekyear', count, isNumberNext, year),
  y: (count, isNumberNext, year) => yearElement('year', count, isNumberNext, year),
  Y: (count, isNumberNext, year) => yearElement('yearOfEra', count, isNumberNext, year),
  M: count => (count > 2 ? text('monthOfYear', count === 3) : number('monthOfYear', count, 2)),
  d: count => number('dayOfMonth', count, 2),
  a: () => text('halfdayOfDay', false),
  h: count => number('clockhourOfHalfday', count, 2),
  H: count => number('hourOfDay', count, 2),
  k: count => number('clockhourOfDay', count, 2),
  K: count => number('hourOfHalfday', count, 2),
  m: count => number('minuteOfHour', count, 2),
  s: count => number('secondOfMinute', count, 2),
  S: count => fraction(count, count),
  e: count => number('dayOfWeek', count, 1),
  E: count => text('dayOfWeek', count < 4),
  D: count => number('dayOfYear', count, 3),
  w: count => number('weekOfWeekyear', count, 2),
  z: count => ({ kind: 'zone name', isShort: count < 4 }),
  Z: count => (count > 2 ? { kind: 'zone' } : { kind: 'offset', hasColon: count === 2, zero: 'Z' }),
}
/** Numbers: a year before one of these takes only as many digits as it is written with. */
const NUMERIC = 'cCxyYdhHmsSeDFwWk'

function yearElement(
  field: 'year' | 'weekyear' | 'yearOfEra',
  count: number,
  isNumberNext: boolean,
  now: number,
): Element {
  if (count !== 2) return number(field, count, isNumberNext ? count : Math.max(9, count))
  return { kind: 'two digits', field: field === 'weekyear' ? field : 'year', pivot: now - 30, isLenient: !isNumberNext }
}

/** @param year what it is now, about which years of two digits are
 * @throws Error in Trino's words */
export function readJoda(format: string, year: number): Pattern {
  const tokens = splitJoda(format)
  if (tokens.length === 0) throw new Error('INVALID_FUNCTION_ARGUMENT: Invalid pattern specification')
  return tokens.map((token, i) => {
    if (token[0] === "'") return literal(token.slice(1))
    const element = JODA[token[0]!]
    if (element === undefined) throw new Error(`INVALID_FUNCTION_ARGUMENT: Illegal pattern component: ${token}`)
    return element(token.length, isNumeric(tokens[i + 1]), year)
  })
}

function isNumeric(token: string | undefined): boolean {
  if (token === undefined || token[0] === "'") return false
  return NUMERIC.includes(token[0]!) || (token[0] === 'M' && token.length <= 2)
}

/** Runs of a letter, and the texts between them with an apostrophe before. */
function splitJoda(format: string): string[] {
  const tokens: string[] = []
  for (let i = 0; i < format.length; ) {
    const run = /^([A-Za-z])\1*/.exec(format.slice(i))?.[0]
    if (run !== undefined) {
      tokens.push(run)
      i += run.length
      continue
    }
    let text = ''
    let isQuoted = false
    for (; i < format.length && (isQuoted || !/[A-Za-z]/.test(format[i]!)); i++) {
      if (format[i] !== "'") text += format[i]
      else if (format[i + 1] === "'") {
        text += "'"
        i++
      } else isQuoted = !isQuoted
    }
    tokens.push(`'${text}`)
  }
  return tokens
}
