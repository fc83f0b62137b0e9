// The values that take the place of `?`: bound, never read as SQL. Their types are those of the literals that Athena is sent.
import type { ParameterType } from '../engine.ts'
import type { Expression } from './expression.ts'
import type { Parser } from './grammar.ts'
import type { Scope } from './scope.ts'
import {
  bigint,
  boolean,
  date,
  decimalOf,
  duckdbType,
  integer,
  type Type,
  timestampOf,
  varchar,
  varcharOf,
} from './type.ts'

/** Of a null by the parameter's type, of a value by its text. */
const TYPES: Readonly<Record<ParameterType, (value: string | null) => Type>> = {
  string: value => (value === null ? varchar : varcharOf([...value].length)),
  integer: value => (value === null || !isSmall(value) ? bigint : integer),
  decimal: value => (value === null ? decimalOf(18, 4) : decimalOfText(value)),
  boolean: () => boolean,
  date: () => date,
  timestamp: value => timestampOf(value === null ? 3 : (/\.(\d+)/.exec(value)?.[1]?.length ?? 0)),
}

function isSmall(value: string): boolean {
  return BigInt(value) >= -(2n ** 31n) && BigInt(value) < 2n ** 31n
}

function decimalOfText(value: string): Type {
  const [, whole, part = ''] = /^-?0*(\d*)\.?(\d*)$/.exec(value) ?? []
  return decimalOf(Math.max(1, (whole ?? '').length + part.length), part.length)
}

/** The same value of the same type is the same parameter, so that what is grouped by it is alike wherever it stands. */
export function readParameter(node: Parser.ParameterContext, { session }: Scope): Expression {
  const place = session.places.get(node.start!.start)!
  const { type: kind, value } = session.parameters[place]!
  const first = session.parameters.findIndex(other => other.type === kind && other.value === value)
  const type = TYPES[kind](value)
  const sql = `cast($${first + 1} as ${duckdbType(type)})`
  return { sql, type, ...(value !== null && (kind === 'string' || kind === 'integer') ? { literal: value } : {}) }
}
