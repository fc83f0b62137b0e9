// Casts of JSON to values and of values to JSON, level by level.
import type { Casts, WriteCast } from './cast.ts'
import { quoteText } from './expression.ts'
import { duckdbType, type Type, writeType } from './type.ts'

const INTEGERS = {
  tinyint: ['TINYINT', 8],
  smallint: ['SMALLINT', 16],
  integer: ['INT', 32],
  bigint: ['BIGINT', 64],
} as const

/** Names of lambdas' arguments must not be one another's where they are nested. */
let depth = 0

type Inner = (sql: string, from: Type, to: Type) => string | undefined

/** A list made of another; undefined where its entries have no cast. */
function each(list: string, make: (name: string) => string | undefined): string | undefined {
  const name = `j${depth++}`
  const inner = make(name)
  depth--
  return inner === undefined ? undefined : `list_transform(${list}, lambda ${name}: ${inner})`
}

const json: Type = { kind: 'json' }

const toArray: WriteCast = (sql, _, to, write) => {
  if (to.kind !== 'array') return undefined
  const list = each(`trino_json_items(${sql}, ${quoteText(writeType(to))})`, name => write(name, json, to.element))
  return list && `cast(${list} as ${duckdbType(to)})`
}

const toMap: WriteCast = (sql, _, to, write) => {
  if (to.kind !== 'map') return undefined
  const type = quoteText(writeType(to))
  const keys = each(`trino_json_keys(${sql}, ${type})`, name => write(name, json, to.key))
  const values = each(`trino_json_values(${sql}, ${type})`, name => write(name, json, to.value))
  return keys && values && `cast(map(${keys}, ${values}) as ${duckdbType(to)})`
}

const toRow: WriteCast = (sql, _, to, write) => {
  if (to.kind !== 'row') return undefined
  const names = to.fields.map(({ name }) => (name === null ? 'NULL' : quoteText(name)))
  const types = to.fields.map(({ type }) => quoteText(writeType(type)))
  const list = `trino_json_fields(${sql}, ${quoteText(writeType(to))}, cast([${names.join(', ')}] as varchar[]), [${types.join(', ')}])`
  const fields = to.fields.map((field, i) => write(`list_extract(${list}, ${i + 1})`, json, field.type))
  if (fields.includes(undefined)) return undefined
  const made = `struct_pack(${fields.map((field, i) => `f${i + 1} := ${field}`).join(', ')})`
  return `(case when ${list} is null then null else cast(${made} as ${duckdbType(to)}) end)`
}

const orNull = (sql: string | undefined) => (sql === undefined ? undefined : `coalesce(${sql}, 'null')`)

const fromArray: WriteCast = (sql, from, to, write) => {
  if (from.kind !== 'array') return undefined
  const list = each(sql, name => orNull(write(name, from.element, to)))
  return list && `('[' || array_to_string(${list}, ',') || ']')`
}

function writeKey(sql: string, type: Type, write: Inner): string | undefined {
  if (type.kind === 'varchar') return sql
  if (type.kind === 'double' || type.kind === 'real') return `trino_json_of_${type.kind}(${sql})`
  return ['boolean', 'tinyint', 'smallint', 'integer', 'bigint', 'decimal', 'date', 'timestamp'].includes(type.kind)
    ? write(sql, type, { kind: 'varchar', length: null })
    : undefined
}

const fromMap: WriteCast = (sql, from, to, write) => {
  if (from.kind !== 'map') return undefined
  const keys = each(`map_keys(${sql})`, name => writeKey(name, from.key, write))
  const values = each(`map_values(${sql})`, name => orNull(write(name, from.value, to)))
  return keys && values && `(case when ${sql} is null then null else trino_json_object(${keys}, ${values}) end)`
}

const fromRow: WriteCast = (sql, from, to, write) => {
  if (from.kind !== 'row') return undefined
  const fields = from.fields.map(({ name, type }, i) => {
    const value = orNull(write(`(${sql}).f${i + 1}`, type, to))
    return value && `${quoteText(`${JSON.stringify(name ?? '')}:`)} || ${value}`
  })
  if (fields.includes(undefined)) return undefined
  return `(case when ${sql} is null then null else '{' || ${fields.join(" || ',' || ")} || '}' end)`
}

const asText: WriteCast = (sql, from, _, write) => {
  const text = write(sql, from, { kind: 'varchar', length: null })
  return text && `trino_json_of_text(${text})`
}

const plainly: WriteCast = sql => `cast(${sql} as varchar)`

export const casts: Casts = {
  ...Object.fromEntries(
    Object.entries(INTEGERS).map(([kind, [name, bits]]): [string, WriteCast] => [
      `json → ${kind}`,
      (sql, _, to) => `cast(trino_json_to_integer(${sql}, '${kind}', '${name}', ${bits}) as ${duckdbType(to)})`,
    ]),
  ),
  'json → varchar': (sql, _, to) => {
    const text = `trino_json_to_varchar(${sql})`
    return to.kind === 'varchar' && to.length !== null ? `left(${text}, ${to.length})` : text
  },
  'json → double': sql => `trino_json_to_double(${sql}, 'double')`,
  'json → real': sql => `cast(trino_json_to_double(${sql}, 'real') as FLOAT)`,
  'json → boolean': sql => `trino_json_to_boolean(${sql})`,
  'json → decimal': (sql, _, to) =>
    to.kind === 'decimal'
      ? `cast(trino_json_to_decimal(${sql}, ${to.precision}, ${to.scale}) as ${duckdbType(to)})`
      : undefined,
  'json → array': toArray,
  'json → map': toMap,
  'json → row': toRow,
  ...Object.fromEntries(
    ['boolean', 'tinyint', 'smallint', 'integer', 'bigint', 'decimal'].map(kind => [`${kind} → json`, plainly]),
  ),
  'double → json': sql => `trino_json_of_double(${sql})`,
  'real → json': sql => `trino_json_of_real(${sql})`,
  'varchar → json': sql => `trino_json_of_text(${sql})`,
  'date → json': asText,
  'timestamp → json': asText,
  'timestamp with time zone → json': asText,
  'array → json': fromArray,
  'map → json': fromMap,
  'row → json': fromRow,
}
