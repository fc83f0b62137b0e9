// Casts of numbers among themselves and to text: half away from zero; what does not fit is Trino's error.
import type { Casts, WriteCast } from './cast.ts'
import { quoteText } from './expression.ts'
import { duckdbType, type Type, writeType } from './type.ts'

/** How many digits each holds whatever they are, and how many it may have. */
const INTEGERS: Readonly<Record<string, readonly [fits: number, most: number]>> = {
  tinyint: [2, 3],
  smallint: [4, 5],
  integer: [9, 10],
  bigint: [18, 19],
}
const kinds = Object.keys(INTEGERS)

/** DuckDB's own cast where it works; else the error, of which `(x)` is the value's text. */
function tryOr(sql: string, to: Type, before: string, after: string): string {
  const type = duckdbType(to)
  const fault = `trino_unfit(cast(${sql} as varchar), ${quoteText(before)}, ${quoteText(after)})`
  return `coalesce(try_cast(${sql} as ${type}), cast(${fault} as ${type}))`
}

const plainly: WriteCast = (sql, _, to) => `cast(${sql} as ${duckdbType(to)})`

/** DECIMAL(5, 2) */
const writeUpper = (type: Type) => writeType(type).toUpperCase().replace(',', ', ')

function castInteger(sql: string, from: Type, to: Type): string {
  if (kinds.indexOf(from.kind) <= kinds.indexOf(to.kind)) return plainly(sql, from, to, () => undefined)!
  return tryOr(sql, to, `NUMERIC_VALUE_OUT_OF_RANGE: Out of range for ${to.kind}: `, '')
}

function toDecimal(sql: string, from: Type, to: Type): string {
  if (to.kind !== 'decimal') return sql
  const room = to.precision - to.scale
  const most = from.kind === 'decimal' ? from.precision - from.scale : INTEGERS[from.kind]![1]
  // Rounding may carry into one more digit.
  const carry = from.kind === 'decimal' && from.scale > to.scale ? 1 : 0
  if (most + carry <= room) return `cast(${sql} as ${duckdbType(to)})`
  return tryOr(sql, to, `INVALID_CAST_ARGUMENT: Cannot cast ${writeUpper(from)} '`, `' to ${writeUpper(to)}`)
}

function decimalToInteger(sql: string, from: Type, to: Type): string {
  if (from.kind === 'decimal' && from.precision - from.scale < INTEGERS[to.kind]![0])
    return `cast(${sql} as ${duckdbType(to)})`
  const name = to.kind.toUpperCase()
  return tryOr(`round(${sql}, 0)`, to, "INVALID_CAST_ARGUMENT: Cannot cast '", `' to ${name}`)
}

const floatToInteger: WriteCast = (sql, from, to) => {
  const own = `try_cast(round(cast(${sql} as double)) as ${duckdbType(to)})`
  return `coalesce(${own}, cast(trino_${from.kind}_unfit(${sql}, '${to.kind}') as ${duckdbType(to)}))`
}

const floatToDecimal: WriteCast = (sql, from, to) =>
  to.kind === 'decimal'
    ? `cast(trino_${from.kind}_decimal(cast(${sql} as double), ${to.precision}, ${to.scale}) as ${duckdbType(to)})`
    : undefined

/** DuckDB's text of a decimal that has no digit before its point lacks the zero. */
function decimalToText(sql: string, from: Type, to: Type): string {
  const whole = from.kind === 'decimal' && from.precision === from.scale
  const text = whole ? `regexp_replace(cast(${sql} as varchar), '^(-?)[.]', '\\10.')` : `cast(${sql} as varchar)`
  return fit(text, to)
}

function fit(text: string, to: Type): string {
  if (to.kind !== 'varchar' || to.length === null) return text
  const fault = `trino_unfit(${text}, 'INVALID_CAST_ARGUMENT: Value ', ' cannot be represented as varchar(${to.length})')`
  return `(case when length(${text}) > ${to.length} then ${fault} else ${text} end)`
}

function booleanToText(sql: string, _: Type, to: Type): string {
  const text = `cast(${sql} as varchar)`
  if (to.kind !== 'varchar' || to.length === null || to.length >= 5) return text
  const fault = `trino_unfit(${text}, 'GENERIC_INTERNAL_ERROR: Value [', '] does not fit in type varchar(${to.length})')`
  return `(case when length(${text}) > ${to.length} then ${fault} else ${text} end)`
}

const each = (names: readonly string[], write: (name: string) => readonly (readonly [string, WriteCast])[]): Casts =>
  Object.fromEntries(names.flatMap(write))

export const casts: Casts = {
  ...each(kinds, from => kinds.map(to => [`${from} → ${to}`, castInteger] as const)),
  ...each(kinds, kind => [
    [`${kind} → decimal`, toDecimal],
    [`decimal → ${kind}`, decimalToInteger],
    [`double → ${kind}`, floatToInteger],
    [`real → ${kind}`, floatToInteger],
    [`${kind} → real`, plainly],
    [`${kind} → double`, plainly],
    [`${kind} → varchar`, (sql, _, to) => fit(`cast(${sql} as varchar)`, to)],
  ]),
  'decimal → decimal': toDecimal,
  'decimal → double': plainly,
  'decimal → real': plainly,
  'decimal → varchar': decimalToText,
  'double → decimal': floatToDecimal,
  'real → decimal': floatToDecimal,
  'real → double': plainly,
  // Beyond a real's range is infinity.
  'double → real': sql => `coalesce(try_cast(${sql} as FLOAT), cast(sign(${sql}) * 'Infinity'::double as FLOAT))`,
  'boolean → varchar': booleanToText,
}
