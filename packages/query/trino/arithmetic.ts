// + − * / % as Trino has them: integers overflow and divide by zero with an error, decimals have its precisions.
import { asDecimal, coerce, commonType } from './coercion.ts'
import type { Expression } from './expression.ts'
import { once } from './once.ts'
import { decimalOf, duckdbType, isFloating, isInteger, type Type } from './type.ts'

export type Operator = '+' | '-' | '*' | '/' | '%'

const ZERO = `trino_error('DIVISION_BY_ZERO: Division by zero')`

/** Undefined where Trino has no such operator for the two. Times and intervals are not here. */
export function calculate(operator: Operator, left: Expression, right: Expression): Expression | undefined {
  const common = commonType(left.type, right.type)
  if (common === undefined) return undefined
  const type = common.kind === 'unknown' ? undefined : common
  if (type === undefined) return undefined
  if (isInteger(type)) return calculateIntegers(operator, coerce(left, type), coerce(right, type), type)
  if (isFloating(type)) return calculateFloats(operator, coerce(left, type), coerce(right, type), type)
  if (type.kind !== 'decimal') return undefined
  const known = (each: Expression) =>
    coerce(each, each.type.kind === 'unknown' ? decimalOf(1, 0) : asDecimal(each.type))
  return calculateDecimals(operator, known(left), known(right))
}

function calculateIntegers(operator: Operator, left: Expression, right: Expression, type: Type): Expression {
  const [a, b] = [left.sql, right.sql]
  if (operator !== '/' && operator !== '%') {
    return { sql: sayOverflow(operator, left, right, type) ?? `(${a} ${operator} ${b})`, type }
  }
  const sign = operator === '/' ? '//' : '%'
  // A number written out is asked for its zero here, and not row by row.
  const isSafe = /^(?:cast\()?\d*[1-9]\d*(?: as [A-Z]+\))?$/.test(b)
  const sql = isSafe
    ? `(${a} ${sign} ${b})`
    : once([a, b], ([x, y]) => `case when ${y} = 0 and ${x} is not null then ${ZERO} else ${x} ${sign} ${y} end`)
  return { sql, type }
}

const OVERFLOWS = {
  '+': { name: 'addition', apply: (x: bigint, y: bigint) => x + y },
  '-': { name: 'subtraction', apply: (x: bigint, y: bigint) => x - y },
  '*': { name: 'multiplication', apply: (x: bigint, y: bigint) => x * y },
}

/** Two numbers written out whose result is none of the type: DuckDB forgets the error where it asks no more than IS NULL of it. */
function sayOverflow(
  operator: keyof typeof OVERFLOWS,
  left: Expression,
  right: Expression,
  type: Type,
): string | undefined {
  const [x, y] = [readWritten(left), readWritten(right)]
  if (x === undefined || y === undefined) return undefined
  const { name, apply } = OVERFLOWS[operator]
  const least = LEAST[type.kind]!
  const result = apply(x, y)
  if (result >= least && result < -least) return undefined
  const fault = `trino_error('NUMERIC_VALUE_OUT_OF_RANGE: ${type.kind} ${name} overflow: ${x} ${operator} ${y}')`
  return `(case when ${left.sql} is not null then cast(${fault} as ${duckdbType(type)}) end)`
}

/** `5`, or `bigint '5'`. */
function readWritten({ sql, literal }: Expression): bigint | undefined {
  const digits = literal ?? /^(?:cast\()*'(-?\d+)'(?: as [A-Z]+\))+$/.exec(sql)?.[1]
  return digits === undefined ? undefined : BigInt(digits)
}

function calculateFloats(operator: Operator, { sql: a }: Expression, { sql: b }: Expression, type: Type): Expression {
  if (operator === '/') return { sql: `trino_divide(${a}, ${b})`, type }
  if (operator === '%') return { sql: `trino_modulo(${a}, ${b})`, type }
  return { sql: `(${a} ${operator} ${b})`, type }
}

type Decimal = Type & { kind: 'decimal' }

/** https://trino.io/docs/435/functions/decimal.html */
const RESULTS: Record<Operator, (a: Decimal, b: Decimal) => readonly [precision: number, scale: number]> = {
  '+': addDecimals,
  '-': addDecimals,
  '*': (a, b) => [a.precision + b.precision, a.scale + b.scale],
  '/': (a, b) => [a.precision + b.scale + Math.max(0, b.scale - a.scale), Math.max(a.scale, b.scale)],
  '%': (a, b) => [
    Math.min(b.precision - b.scale, a.precision - a.scale) + Math.max(a.scale, b.scale),
    Math.max(a.scale, b.scale),
  ],
}

function addDecimals(a: Decimal, b: Decimal): readonly [number, number] {
  const scale = Math.max(a.scale, b.scale)
  return [Math.max(a.precision - a.scale, b.precision - b.scale) + scale + 1, scale]
}

function calculateDecimals(operator: Operator, left: Expression, right: Expression): Expression | undefined {
  const [a, b] = [left.type as Decimal, right.type as Decimal]
  const [precision, scale] = RESULTS[operator](a, b)
  if (scale > 38) return undefined
  const type = decimalOf(Math.min(38, precision), scale)
  const own = duckdbType(type)
  if (operator === '+' || operator === '-') {
    return { sql: `cast(cast(${left.sql} as ${own}) ${operator} cast(${right.sql} as ${own}) as ${own})`, type }
  }
  if (operator === '*' && precision <= 38) return { sql: `cast(${left.sql} * ${right.sql} as ${own})`, type }
  if (operator === '%') {
    // The result is of the narrower type: either operand may be too large for it.
    const whole = Math.max(a.precision - a.scale, b.precision - b.scale)
    const wide = duckdbType(decimalOf(Math.min(38, whole + scale), scale))
    const sql = once(
      [left.sql, right.sql],
      ([x, y]) =>
        `case when ${y} = 0 and ${x} is not null then ${ZERO} else cast(cast(${x} as ${wide}) % cast(${y} as ${wide}) as ${own}) end`,
    )
    return { sql, type }
  }
  const name = operator === '*' ? 'trino_decimal_multiply' : 'trino_decimal_divide'
  const text = `${name}(cast(${left.sql} as varchar), cast(${right.sql} as varchar), ${scale})`
  return { sql: `cast(${text} as ${own})`, type }
}

/** The integers that have no negative of their type. */
const LEAST: Readonly<Record<string, bigint>> = {
  tinyint: -(2n ** 7n),
  smallint: -(2n ** 15n),
  integer: -(2n ** 31n),
  bigint: -(2n ** 63n),
}

/** −x. */
export function negate({ sql, type, literal }: Expression): Expression {
  const least = LEAST[type.kind]
  if (least === undefined || (literal !== undefined && literal !== String(least))) return { sql: `(- ${sql})`, type }
  const fault = `trino_error('NUMERIC_VALUE_OUT_OF_RANGE: ${type.kind} negation overflow: ${least}')`
  const ask = ([x]: readonly string[]) =>
    `case when ${x} = cast('${least}' as ${duckdbType(type)}) then ${fault} else - ${x} end`
  return { sql: once([sql], ask), type }
}
