// + − * / % and their like on what an SQL/JSON path finds, in SQL's types.
import { calculate } from '../arithmetic.ts'
import { asDecimal, commonType } from '../coercion.ts'
import { isFloating, isInteger } from '../type.ts'
import { doubleOf, nameType, PathError, type Scalar, typeOf, type Whole, wholeOf } from './item.ts'
import type { Method, Sign } from './path-tree.ts'

const NAMES: Readonly<Record<Sign, string>> = {
  '+': 'ADD',
  '-': 'SUBTRACT',
  '*': 'MULTIPLY',
  '/': 'DIVIDE',
  '%': 'MODULUS',
}

type Reckon<T> = Readonly<Record<Sign, (a: T, b: T) => T>>

const WHOLES: Reckon<bigint> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
  '%': (a, b) => a % b,
}

const FLOATS: Reckon<number> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
  '%': (a, b) => a % b,
}

/** @throws PathError where the types have no such operator, or the result does not fit */
export function reckon(sign: Sign, left: Scalar, right: Scalar): Scalar {
  const [from, to] = [typeOf(left), typeOf(right)]
  const common = commonType(from, to)
  if (common !== undefined && isInteger(common)) {
    const [a, b] = [(left as { value: bigint }).value, (right as { value: bigint }).value]
    if (b === 0n && (sign === '/' || sign === '%')) throw new PathError('')
    return wholeOf(common.kind as Whole, WHOLES[sign](a, b))
  }
  if (common !== undefined && isFloating(common)) {
    const isReal = common.kind === 'real'
    const [a, b] = [left, right].map(each => (isReal ? Math.fround(doubleOf(each)) : doubleOf(each)))
    const value = FLOATS[sign](a!, b!)
    return { kind: isReal ? 'real' : 'double', value: isReal ? Math.fround(value) : value }
  }
  const result = calculate(sign, { sql: 'a', type: from }, { sql: 'b', type: to })?.type
  if (result?.kind !== 'decimal')
    throw new PathError(`invalid operand types to ${NAMES[sign]} operator (${nameType(left)}, ${nameType(right)})`)
  return reckonDecimals(sign, left, right, result.precision, result.scale)
}

const SIZE = 10n ** 38n

function reckonDecimals(sign: Sign, left: Scalar, right: Scalar, precision: number, scale: number): Scalar {
  const scales = [left, right].map(each => (asDecimal(typeOf(each)) as { scale: number }).scale)
  const [a, b] = [(left as { value: bigint }).value, (right as { value: bigint }).value]
  const fit = (value: bigint): Scalar => {
    if (value >= SIZE || value <= -SIZE) throw new PathError('')
    return { kind: 'decimal', value, precision, scale }
  }
  if (sign === '*') return fit(a * b)
  if (b === 0n && (sign === '/' || sign === '%')) throw new PathError('')
  if (sign === '/') return fit(divide(a * 10n ** BigInt(scale + scales[1]! - scales[0]!), b))
  const [x, y] = [a * 10n ** BigInt(scale - scales[0]!), b * 10n ** BigInt(scale - scales[1]!)]
  return fit(WHOLES[sign](x, y))
}

/** Halves away from zero. */
function divide(a: bigint, b: bigint): bigint {
  const [n, m] = [a < 0n ? -a : a, b < 0n ? -b : b]
  const size = (2n * n + m) / (2n * m)
  return a < 0n === b < 0n ? size : -size
}

/** −x of a number. */
export function negate(scalar: Scalar): Scalar {
  switch (scalar.kind) {
    case 'real':
    case 'double':
      return { ...scalar, value: -scalar.value }
    case 'decimal':
      return { ...scalar, value: -scalar.value }
    default:
      return wholeOf(scalar.kind as Whole, -(scalar as { value: bigint }).value)
  }
}

export type Rounding = Extract<Method, 'abs' | 'floor' | 'ceiling'>

const FLOAT_METHODS: Readonly<Record<Rounding, (value: number) => number>> = {
  abs: Math.abs,
  floor: Math.floor,
  ceiling: Math.ceil,
}

/** Of a number. */
export function round(name: Rounding, scalar: Scalar): Scalar {
  switch (scalar.kind) {
    case 'real':
    case 'double':
      return { ...scalar, value: FLOAT_METHODS[name](scalar.value) }
    case 'decimal': {
      const { value, precision, scale } = scalar
      if (name === 'abs') return { ...scalar, value: value < 0n ? -value : value }
      const unit = 10n ** BigInt(scale)
      const cut = value / unit
      const isOver = cut * unit !== value
      const step = name === 'floor' ? (isOver && value < 0n ? -1n : 0n) : isOver && value > 0n ? 1n : 0n
      return { kind: 'decimal', value: cut + step, precision: wholePrecision(precision, scale), scale: 0 }
    }
    default: {
      const { value } = scalar as { value: bigint }
      return name === 'abs' && value < 0n ? negate(scalar) : scalar
    }
  }
}

/** One digit more where there was a fraction, which may round up. */
export function wholePrecision(precision: number, scale: number): number {
  return Math.max(1, precision - scale + Math.min(scale, 1))
}

/** The place in an array that a number is: fractions of SQL's round, of JSON they are cut. @throws PathError where it is none */
export function roundIndex(scalar: Scalar): bigint {
  switch (scalar.kind) {
    case 'real':
    case 'double': {
      const value = Math.sign(scalar.value) * Math.round(Math.abs(scalar.value))
      if (!Number.isFinite(value)) throw new PathError('')
      return (wholeOf('bigint', BigInt(value)) as { value: bigint }).value
    }
    case 'decimal':
      return (wholeOf('bigint', divide(scalar.value, 10n ** BigInt(scalar.scale))) as { value: bigint }).value
    default:
      return (scalar as { value: bigint }).value
  }
}
