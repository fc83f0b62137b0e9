// Casts of text to numbers, booleans and bytes, and of floating numbers to text.
import type { Casts, WriteCast } from './cast.ts'
import { duckdbType } from './type.ts'

/** Trino's name of each in its errors, and its bits. */
const INTEGERS = {
  tinyint: ['TINYINT', 8],
  smallint: ['SMALLINT', 16],
  integer: ['INT', 32],
  bigint: ['BIGINT', 64],
} as const

const integers = Object.entries(INTEGERS).map(([kind, [name, bits]]): [string, WriteCast] => [
  `varchar → ${kind}`,
  (sql, _, to) => `cast(trino_read_integer(${sql}, '${name}', ${bits}) as ${duckdbType(to)})`,
])

const floats = ['double', 'real'].map((kind): [string, WriteCast] => [
  `${kind} → varchar`,
  (sql, _, to) =>
    to.kind === 'varchar' && to.length !== null
      ? `trino_${kind}_fit(${sql}, ${to.length})`
      : `trino_${kind}_text(${sql})`,
])

export const casts: Casts = {
  ...Object.fromEntries(integers),
  ...Object.fromEntries(floats),
  'varchar → double': sql => `trino_read_double(${sql})`,
  'varchar → real': sql => `cast(trino_read_real(${sql}) as FLOAT)`,
  'varchar → boolean': sql => `trino_read_boolean(${sql})`,
  'varchar → decimal': (sql, _, to) =>
    to.kind === 'decimal'
      ? `cast(trino_read_decimal(${sql}, ${to.precision}, ${to.scale}) as ${duckdbType(to)})`
      : undefined,
  'varchar → varbinary': sql => `encode(${sql})`,
}
