// What Trino turns into what by itself: numbers into wider ones, dates into timestamps, NULL into anything.
import type { Expression } from './expression.ts'
import {
  arrayOf,
  bigint,
  decimalOf,
  double,
  duckdbType,
  integer,
  isFloating,
  isInteger,
  isNumber,
  isSame,
  mapOf,
  real,
  rowOf,
  smallint,
  type Type,
  varcharOf,
} from './type.ts'

const INTEGERS = ['tinyint', 'smallint', 'integer', 'bigint']
/** The decimal that holds every value of an integer type. */
const DIGITS: Readonly<Record<string, number>> = { tinyint: 3, smallint: 5, integer: 10, bigint: 19 }

/** The narrowest type that both become; undefined where Trino has none. */
export function commonType(one: Type, other: Type): Type | undefined {
  if (isSame(one, other)) return one
  if (one.kind === 'unknown') return other
  if (other.kind === 'unknown') return one
  return commonNumber(one, other) ?? commonText(one, other) ?? commonTime(one, other) ?? commonNested(one, other)
}

function commonNumber(one: Type, other: Type): Type | undefined {
  const [a, b] = [one, other]
  if (isInteger(a) && isInteger(b)) {
    return [bigint, integer, smallint].find(({ kind }) => kind === a.kind || kind === b.kind)
  }
  const isNumeric = (type: Type) => isInteger(type) || isFloating(type) || type.kind === 'decimal'
  if (!isNumeric(a) || !isNumeric(b)) return undefined
  if (a.kind === 'double' || b.kind === 'double') return double
  if (a.kind === 'real' || b.kind === 'real') return real
  const [x, y] = [asDecimal(a), asDecimal(b)]
  if (x.kind !== 'decimal' || y.kind !== 'decimal') return undefined
  const scale = Math.max(x.scale, y.scale)
  return decimalOf(Math.min(38, Math.max(x.precision - x.scale, y.precision - y.scale) + scale), scale)
}

/** An integer type as the decimal that holds it. */
export function asDecimal(type: Type): Type {
  return isInteger(type) ? decimalOf(DIGITS[type.kind]!, 0) : type
}

function commonText(one: Type, other: Type): Type | undefined {
  if (one.kind === 'varchar' && other.kind === 'varchar') {
    return varcharOf(one.length === null || other.length === null ? null : Math.max(one.length, other.length))
  }
  if (one.kind === 'char' && other.kind === 'char') return { kind: 'char', length: Math.max(one.length, other.length) }
  if (one.kind === 'char' && other.kind === 'varchar') return commonChar(one.length, other.length)
  if (one.kind === 'varchar' && other.kind === 'char') return commonChar(other.length, one.length)
  return undefined
}

/** The longest char that there is. */
const MOST_LETTERS = 65_536

/** A varchar beside a char becomes one: of any length, the longest. */
function commonChar(char: number, varchar: number | null): Type {
  return { kind: 'char', length: Math.max(char, Math.min(varchar ?? MOST_LETTERS, MOST_LETTERS)) }
}

const RANKS = ['date', 'timestamp', 'timestamp with time zone']

function commonTime(one: Type, other: Type): Type | undefined {
  const precision = Math.max('precision' in one ? one.precision : 0, 'precision' in other ? other.precision : 0)
  const [a, b] = [RANKS.indexOf(one.kind), RANKS.indexOf(other.kind)]
  if (a >= 0 && b >= 0) return { kind: RANKS[Math.max(a, b)] as 'timestamp', precision }
  if (one.kind.startsWith('time') && other.kind.startsWith('time') && a < 0 && b < 0) {
    const isZoned = one.kind !== 'time' || other.kind !== 'time'
    return { kind: isZoned ? 'time with time zone' : 'time', precision }
  }
  return undefined
}

function commonNested(one: Type, other: Type): Type | undefined {
  if (one.kind === 'array' && other.kind === 'array') {
    const element = commonType(one.element, other.element)
    return element && arrayOf(element)
  }
  if (one.kind === 'map' && other.kind === 'map') {
    const [key, value] = [commonType(one.key, other.key), commonType(one.value, other.value)]
    return key && value && mapOf(key, value)
  }
  if (one.kind !== 'row' || other.kind !== 'row' || one.fields.length !== other.fields.length) return undefined
  const types = one.fields.map((field, i) => commonType(field.type, other.fields[i]!.type))
  if (types.includes(undefined)) return undefined
  return rowOf(
    types.map((type, i) => ({
      name: one.fields[i]!.name === other.fields[i]!.name ? one.fields[i]!.name : null,
      type: type!,
    })),
  )
}

/** Whether Trino turns a value of `from` into `to` without being asked. */
export function canCoerce(from: Type, to: Type): boolean {
  if (isSame(from, to) || from.kind === 'unknown') return true
  if (isInteger(from) && isInteger(to)) return INTEGERS.indexOf(from.kind) < INTEGERS.indexOf(to.kind)
  if (from.kind === 'varchar' && to.kind === 'varchar')
    return to.length === null || (from.length !== null && from.length <= to.length)
  if (from.kind === 'char' && to.kind === 'varchar') return false
  if (from.kind === 'varchar' && to.kind === 'char') return from.length !== null && from.length <= to.length
  const common = commonType(from, to)
  if (common === undefined) return false
  if (to.kind === 'row' && common.kind === 'row' && from.kind === 'row') {
    return to.fields.every((field, i) => canCoerce(from.fields[i]!.type, field.type))
  }
  return isSame(common, to)
}

/** The same value as one of another type that it can be coerced to. */
export function coerce(expression: Expression, to: Type): Expression {
  const { type, sql, literal } = expression
  if (isSame(type, to)) return expression
  const coerced = convert(sql, type, to)
  return {
    ...expression,
    sql: coerced,
    type: to,
    literal: coerced === sql || (isNumber(type) && isNumber(to)) ? literal : undefined,
  }
}

function convert(sql: string, from: Type, to: Type): string {
  if (from.kind === 'varchar' && to.kind === 'char') return `rtrim(${sql}, ' ')`
  if (from.kind === 'char' && to.kind === 'varchar') return `rpad(${sql}, ${from.length}, ' ')`
  if (to.kind === 'timestamp with time zone' && from.kind !== to.kind && from.kind !== 'unknown') {
    return `trino_zoned(cast(${sql} as timestamp), 'UTC')`
  }
  if (isShallow(from, to)) return duckdbType(from) === duckdbType(to) ? sql : `cast(${sql} as ${duckdbType(to)})`
  if (from.kind === 'array' && to.kind === 'array') {
    return `list_transform(${sql}, lambda c: ${convert('c', from.element, to.element)})`
  }
  return `cast(${sql} as ${duckdbType(to)})`
}

/** Whether DuckDB's own cast says the same. */
function isShallow(from: Type, to: Type): boolean {
  const isPlainTo = !['array', 'map', 'row'].includes(to.kind)
  return isPlainTo || from.kind === 'unknown'
}
