// What an SQL/JSON path finds: JSON, or a value of one of SQL's types.
import { decimalOf, type Type, varcharOf } from '../type.ts'
import type { Json } from './reader.ts'

/** Names of kinds are none of JSON's. */
export type Scalar =
  | { readonly kind: Whole; readonly value: bigint }
  | { readonly kind: 'real' | 'double'; readonly value: number }
  /** Its digits as one number. */
  | { readonly kind: 'decimal'; readonly value: bigint; readonly precision: number; readonly scale: number }
  /** A char is padded. */
  | { readonly kind: 'varchar'; readonly text: string; readonly length: number | null }
  | { readonly kind: 'char'; readonly text: string; readonly length: number }
  | { readonly kind: 'boolean'; readonly value: boolean }

export type Whole = 'tinyint' | 'smallint' | 'integer' | 'bigint'

/** JSON of no text at all is missing. */
export type Item = Json | Scalar | { readonly kind: 'missing' }

/** Why a path has no answer for a row. */
export class PathError extends Error {}

const BITS: Readonly<Record<Whole, number>> = { tinyint: 8, smallint: 16, integer: 32, bigint: 64 }

/** @throws PathError where the type holds no such number; Trino says nothing more of it */
export function wholeOf(kind: Whole, value: bigint): Scalar {
  if (BigInt.asIntN(BITS[kind], value) !== value) throw new PathError('')
  return { kind, value }
}

export function isScalar(item: Item): item is Scalar {
  return item.kind in SCALARS
}

const SCALARS: Readonly<Record<Scalar['kind'], true>> = {
  tinyint: true,
  smallint: true,
  integer: true,
  bigint: true,
  real: true,
  double: true,
  decimal: true,
  varchar: true,
  char: true,
  boolean: true,
}

export function isNumeric(scalar: Scalar): boolean {
  return scalar.kind !== 'varchar' && scalar.kind !== 'char' && scalar.kind !== 'boolean'
}

/** Jackson's name of a kind of JSON, which Trino says. */
const NODES: Readonly<Record<Exclude<Item['kind'], Scalar['kind']>, string>> = {
  object: 'OBJECT',
  array: 'ARRAY',
  string: 'STRING',
  number: 'NUMBER',
  true: 'BOOLEAN',
  false: 'BOOLEAN',
  null: 'NULL',
  missing: 'MISSING',
}

/** What Trino says that an item is where it wants another. */
export function nameItem(item: Item): string {
  return isScalar(item) ? nameType(item) : NODES[item.kind]
}

export function nameType(scalar: Scalar): string {
  switch (scalar.kind) {
    case 'decimal':
      return `decimal(${scalar.precision},${scalar.scale})`
    case 'varchar':
      return scalar.length === null ? 'varchar' : `varchar(${scalar.length})`
    case 'char':
      return `char(${scalar.length})`
    default:
      return scalar.kind
  }
}

export function typeOf(scalar: Scalar): Type {
  switch (scalar.kind) {
    case 'decimal':
      return decimalOf(scalar.precision, scalar.scale)
    case 'varchar':
      return varcharOf(scalar.length)
    case 'char':
      return { kind: 'char', length: scalar.length }
    default:
      return { kind: scalar.kind }
  }
}

/**
 * JSON's strings, numbers and booleans as SQL's; undefined for what is none.
 * @throws PathError for a whole number beyond bigint
 */
export function scalarOf(item: Item): Scalar | undefined {
  switch (item.kind) {
    case 'string':
      return { kind: 'varchar', text: item.text, length: null }
    case 'number':
      return numberOf(item.text)
    case 'true':
    case 'false':
      return { kind: 'boolean', value: item.kind === 'true' }
    default:
      return isScalar(item) ? item : undefined
  }
}

function numberOf(text: string): Scalar {
  if (!/^-?\d+$/.test(text)) return { kind: 'double', value: Number(text) }
  const value = BigInt(text)
  return wholeOf(BigInt.asIntN(32, value) === value ? 'integer' : 'bigint', value)
}

/** A decimal's digits with its point. */
export function writeDecimal(value: bigint, scale: number): string {
  const digits = String(value < 0n ? -value : value).padStart(scale + 1, '0')
  const sign = value < 0n ? '-' : ''
  return scale === 0 ? sign + digits : `${sign}${digits.slice(0, -scale)}.${digits.slice(-scale)}`
}

/** A number as a double; of a decimal, the nearest. */
export function doubleOf(scalar: Scalar): number {
  if (scalar.kind === 'decimal') return Number(writeDecimal(scalar.value, scalar.scale))
  return Number((scalar as { value: bigint | number }).value)
}
