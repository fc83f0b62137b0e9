// ISO 8601, as from_iso8601_timestamp and from_iso8601_date read it.
import { HOUR, MINUTE } from './calendar.ts'
import { type Element, fraction, literal, number, type Pattern } from './pattern.ts'

const optional = (...pattern: Pattern): Element => ({ kind: 'choice', of: [pattern], isOptional: true })
const oneOf = (...of: readonly Pattern[]): Element => ({ kind: 'choice', of, isOptional: false })
const anyOf = (...of: readonly Pattern[]): Element => ({ kind: 'choice', of, isOptional: true })

const point = oneOf([literal('.')], [literal(',')])
const year = number('year', 4, 9)

const date = oneOf(
  [year, optional(literal('-'), number('monthOfYear', 2, 2), optional(literal('-'), number('dayOfMonth', 2, 2)))],
  [
    number('weekyear', 4, 9),
    literal('-W'),
    number('weekOfWeekyear', 2, 2),
    optional(literal('-'), number('dayOfWeek', 1, 1)),
  ],
  [year, literal('-'), number('dayOfYear', 3, 3)],
)

const second = [literal(':'), number('secondOfMinute', 2, 2), optional(point, fraction(1, 9))]
const minute = [literal(':'), number('minuteOfHour', 2, 2), anyOf(second, [point, fraction(1, 9, MINUTE)])]
const time: Pattern = [number('hourOfDay', 2, 2), anyOf(minute, [point, fraction(1, 9, HOUR)])]
const offset = optional({ kind: 'offset', hasColon: true, zero: 'Z' })

export const ISO_DATE: Pattern = [date]
export const ISO_TIMESTAMP: Pattern = [
  oneOf([literal('T'), ...time, offset], [date, optional(literal('T'), optional(...time), offset)]),
]

/** What a cast reads as a date: 2026-1-5, too. */
export const PLAIN_DATE: Pattern = [
  year,
  literal('-'),
  number('monthOfYear', 2, 2),
  literal('-'),
  number('dayOfMonth', 2, 2),
]
