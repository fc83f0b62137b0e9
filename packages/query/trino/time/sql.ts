// DuckDB's text about times, in pieces that functions, casts and operators share.
import { Refusal } from '../error.ts'
import { quoteText } from '../expression.ts'
import type { Type } from '../type.ts'

/** DuckDB writes years of four digits as Trino does, no others. */
const FOUR_DIGITS = (time: string) =>
  `${time} >= timestamp '0001-01-01 00:00:00' and ${time} < timestamp '10000-01-01 00:00:00'`

/** A part of a timestamp with a zone: its instant, its zone's name. */
export const atOf = (zoned: string): string => `cast(struct_extract(${zoned}, 'at') as timestamp)`
export const zoneOf = (zoned: string): string => `struct_extract(${zoned}, 'zone')`
export const zonedOf = (at: string, zone: string): string => `trino_zoned(${at}, ${zone})`
/** What the zone's clocks show. */
export const localOf = (zoned: string): string => `trino_local(${zoned})`

export const precisionOf = (type: Type): number => ('precision' in type ? type.precision : 0)

/** @throws Refusal for more digits than DuckDB's microseconds */
export function checkPrecision(type: Type): number {
  const precision = precisionOf(type)
  if (precision <= 6) return precision
  throw new Refusal(
    undefined,
    `${type.kind} of ${precision} digits`,
    'write a precision of at most 6, such as timestamp(6)',
  )
}

/** Rounded to the precision, half up, where it has more digits now. */
export function roundTo(time: string, from: number, to: number): string {
  return from <= to ? time : `trino_round_timestamp(${time}, ${10 ** (6 - to)})`
}

/** Its text, with so many digits after the point. */
export function writeTimestampText(time: string, precision: number, separator = ' '): string {
  const slow = `trino_timestamp_text(epoch_us(${time}), ${precision}, ${quoteText(separator)})`
  const formatted = `strftime(${time}, '%Y-%m-%d${separator}%H:%M:%S${precision === 0 ? '' : precision === 3 ? '.%g' : '.%f'}')`
  const fast = precision % 3 === 0 ? formatted : `left(${formatted}, ${20 + precision})`
  return `(case when ${FOUR_DIGITS(time)} then ${fast} else ${slow} end)`
}

/** Through DuckDB where it writes the same, else in JavaScript. */
export function withinFourDigits(time: string, fast: string, slow: string): string {
  return `(case when ${FOUR_DIGITS(time)} then ${fast} else ${slow} end)`
}

export const macros: readonly string[] = [
  // Casts, as DuckDB loses the name of a field that is a macro's call by a column from around a subquery.
  'trino_zoned(t, z) as case when t is not null and z is not null then struct_pack("at" := cast(t as timestamp), "zone" := cast(z as varchar)) end',
  /** Of what a native gives: its microseconds as text, its zone. */
  'trino_zoned_of(l) as case when l is not null then struct_pack("at" := make_timestamp(cast(l[1] as bigint)), "zone" := l[2]) end',
  `trino_local(z) as case when struct_extract(z, 'zone') = 'UTC' then cast(struct_extract(z, 'at') as timestamp)
     else make_timestamp(epoch_us(cast(struct_extract(z, 'at') as timestamp)) + trino_offset(epoch_us(cast(struct_extract(z, 'at') as timestamp)), struct_extract(z, 'zone'))) end`,
  // Before 1970 Trino takes a second too much from a time with a fraction.
  `trino_time_of(t) as case when epoch_us(t) >= 0 or epoch_us(t) % 1000000 = 0 then cast(t as time)
     when epoch_us(cast(t as time)) >= 1000000 then cast(t as time) - interval 1 second
     when t is not null then trino_error('GENERIC_INTERNAL_ERROR: Invalid time') end`,
  'trino_round_micros(n, u) as n + u // 2 - ((n + u // 2) % u + u) % u',
  'trino_round_timestamp(t, u) as make_timestamp(trino_round_micros(epoch_us(t), u))',
  /** Microseconds cut to milliseconds, before 1970, too. */
  'trino_floor_millis(n) as n - (n % 1000 + 1000) % 1000',
  `trino_int(n) as case when n between -2147483648 and 2147483647 then cast(n as integer)
     when n is not null then trino_error('GENERIC_INTERNAL_ERROR: integer overflow') end`,
  `trino_amount(n) as case when n between -2147483648 and 2147483647 then cast(n as integer)
     when n is not null then trino_error('INVALID_FUNCTION_ARGUMENT: integer overflow') end`,
  `trino_date(x) as case when regexp_full_match(x, '[0-9]{4}-[0-9]{2}-[0-9]{2}')
     then coalesce(try_cast(x as date), date '1970-01-01' + cast(trino_text_date(x) as integer))
     else date '1970-01-01' + cast(trino_text_date(x) as integer) end`,
]
