// CAST and TRY_CAST: which type becomes which, and how.
import { canCoerce, coerce } from './coercion.ts'
import type { Expression } from './expression.ts'
import { duckdbType, isSame, type Type } from './type.ts'

/** DuckDB's text of a value that is cast; `write` is for what lies within it, undefined where that has no cast. */
export type WriteCast = (sql: string, from: Type, to: Type, write: WriteInner) => string | undefined

type WriteInner = (sql: string, from: Type, to: Type) => string | undefined

/** By Trino's names of kinds: `varchar → date`. */
export type Casts = Readonly<Record<string, WriteCast>>

/** Makes a cast of tables of them. Its answer is undefined where Trino knows no such cast. */
export function makeCast(tables: readonly Casts[]): (expression: Expression, to: Type) => Expression | undefined {
  const known: Casts = Object.assign({}, casts, ...tables)
  const write = (sql: string, from: Type, to: Type): string | undefined => {
    if (isSame(from, to)) return sql
    if (from.kind === 'unknown') return `cast(NULL as ${duckdbType(to)})`
    const own = known[`${from.kind} → ${to.kind}`]
    if (own !== undefined) return own(sql, from, to, write)
    return canCoerce(from, to) ? coerce({ sql, type: from }, to).sql : undefined
  }
  return (expression, to) => {
    const sql = write(expression.sql, expression.type, to)
    return sql === undefined
      ? undefined
      : { sql, type: to, literal: sql === expression.sql ? expression.literal : undefined }
  }
}

const INTEGERS = ['tinyint', 'smallint', 'integer', 'bigint']
const FLOATS = ['real', 'double']

const casts: Casts = {
  'varchar → varchar': (sql, _, to) =>
    to.kind === 'varchar' && to.length !== null ? `left(${sql}, ${to.length})` : sql,
  'char → varchar': (sql, from, to) => {
    const padded = `rpad(${sql}, ${(from as { length: number }).length}, ' ')`
    return to.kind === 'varchar' && to.length !== null ? `left(${padded}, ${to.length})` : padded
  },
  'varchar → char': (sql, _, to) => `rtrim(left(${sql}, ${(to as { length: number }).length}), ' ')`,
  'char → char': (sql, _, to) => `rtrim(left(${sql}, ${(to as { length: number }).length}), ' ')`,
  ...Object.fromEntries([...INTEGERS, ...FLOATS, 'decimal'].map(kind => [`boolean → ${kind}`, plainly])),
  ...Object.fromEntries([...INTEGERS, 'decimal'].map(kind => [`${kind} → boolean`, (sql: string) => `(${sql} <> 0)`])),
  ...Object.fromEntries(FLOATS.map(kind => [`${kind} → boolean`, (sql: string) => `(${sql} <> 0)`])),
  'array → array': castArray,
  'map → map': castMap,
  'row → row': castRow,
  'varchar → uuid': sql => `cast(trino_read_uuid(${sql}) as UUID)`,
  'uuid → varchar': plainly,
}

function plainly(sql: string, _: Type, to: Type): string {
  return `cast(${sql} as ${duckdbType(to)})`
}

let depth = 0

function castArray(sql: string, from: Type, to: Type, write: WriteInner): string | undefined {
  if (from.kind !== 'array' || to.kind !== 'array') return undefined
  const name = `x${depth++}`
  const inner = write(name, from.element, to.element)
  depth--
  if (inner === undefined) return undefined
  return `cast(list_transform(${sql}, lambda ${name}: ${inner}) as ${duckdbType(to)})`
}

function castMap(sql: string, from: Type, to: Type, write: WriteInner): string | undefined {
  if (from.kind !== 'map' || to.kind !== 'map') return undefined
  const name = `x${depth++}`
  const [key, value] = [write(`${name}.key`, from.key, to.key), write(`${name}.value`, from.value, to.value)]
  depth--
  if (key === undefined || value === undefined) return undefined
  const entries = `list_transform(map_entries(${sql}), lambda ${name}: struct_pack(key := ${key}, value := ${value}))`
  return `cast(trino_cast_entries(${entries}) as ${duckdbType(to)})`
}

function castRow(sql: string, from: Type, to: Type, write: WriteInner): string | undefined {
  if (from.kind !== 'row' || to.kind !== 'row' || from.fields.length !== to.fields.length) return undefined
  const fields = from.fields.map((field, i) => write(`(${sql}).f${i + 1}`, field.type, to.fields[i]!.type))
  if (fields.includes(undefined)) return undefined
  const made = `struct_pack(${fields.map((field, i) => `f${i + 1} := ${field}`).join(', ')})`
  return `(case when ${sql} is null then null else cast(${made} as ${duckdbType(to)}) end)`
}
