// DuckDB's types and values as Athena shows them.
import type { DuckDBResult } from '@duckdb/node-api'
import { readRows } from './duckdb-rows.ts'
import { type Answer, type Column, QueryError } from './engine.ts'

type Read = (value: unknown) => Answer

const asIs: Read = value => value as Answer

/** By DuckDB's name of a type: Athena's name, and how DuckDB's JSON for a value becomes an answer. */
const TYPES: Record<string, readonly [name: string, read: Read]> = {
  BOOLEAN: ['boolean', asIs],
  TINYINT: ['tinyint', asIs],
  SMALLINT: ['smallint', asIs],
  INTEGER: ['integer', asIs],
  BIGINT: ['bigint', readInteger],
  // Sums of integers, which Athena keeps in a bigint.
  HUGEINT: ['bigint', readInteger],
  UBIGINT: ['bigint', readInteger],
  FLOAT: ['real', asIs],
  DOUBLE: ['double', asIs],
  VARCHAR: ['varchar', asIs],
  JSON: ['json', asIs],
  DATE: ['date', asIs],
  TIMESTAMP: ['timestamp(3)', readTimestamp],
  TIMESTAMP_MS: ['timestamp(3)', readTimestamp],
  'TIMESTAMP WITH TIME ZONE': ['timestamp(3) with time zone', readTimestamp],
  '"NULL"': ['unknown', asIs],
  SQLNULL: ['unknown', asIs],
}

/** Bytes of an answer: it is held in memory, and no text of JavaScript is longer than twice as many. */
const MAX_BYTES = 256 * 1024 ** 2

/** @throws QueryError when there are more rows than `maxRows`, more bytes, or a column of a type that cannot be shown. */
export async function readAnswer(
  result: DuckDBResult,
  maxRows: number,
  maxBytes: number = MAX_BYTES,
): Promise<{ columns: Column[]; rows: Answer[][] }> {
  const readers = result.columnTypes().map((type, i) => readerOf(result.columnName(i), String(type)))
  const columns = readers.map(({ type }, i) => ({ name: result.columnName(i), type }))
  const rows: Answer[][] = []
  for await (const chunk of readRows(result, maxBytes)) {
    for (const row of chunk) rows.push(row.map((value, i) => orNull(value, readers[i]!.read)))
    if (rows.length > maxRows) {
      throw new QueryError(`answer: expected at most ${maxRows} rows, got more: add a limit, or export to Parquet`)
    }
  }
  return { columns, rows }
}

/**
 * The SQL of a select, given what it answers, with sums of integers as bigint: Parquet has nothing as wide as DuckDB's.
 * @throws QueryError for a column of a type that cannot be shown.
 */
export function narrow(sql: string, answer: DuckDBResult): string {
  const types = answer.columnTypes().map(String)
  const columns = answer.columnNames().map(name => `"${name.replaceAll('"', '""')}"`)
  for (const [i, type] of types.entries()) readerOf(columns[i]!, type)
  const wide = columns.filter((_, i) => types[i] === 'HUGEINT')
  if (wide.length === 0) return sql
  return `select * replace (${wide.map(name => `cast(${name} as bigint) as ${name}`).join(', ')}) from (${sql})`
}

/**
 * Athena's name for a type of DuckDB's, and how to read its values.
 * @throws QueryError for a type that an answer cannot have here.
 */
function readerOf(column: string, type: string): { type: string; read: Read } {
  if (type.endsWith('[]')) {
    const items = readerOf(column, type.slice(0, -2))
    return { type: `array(${items.type})`, read: value => (value as unknown[]).map(item => orNull(item, items.read)) }
  }
  if (type.startsWith('DECIMAL(')) return { type: type.toLowerCase(), read: value => String(value) }
  const known = Object.hasOwn(TYPES, type) ? TYPES[type] : undefined
  if (known === undefined) {
    throw new QueryError(`column ${column}: expected a type that can be shown, got ${type.toLowerCase()}: cast it`)
  }
  return { type: known[0], read: known[1] }
}

function orNull(value: unknown, read: Read): Answer {
  return value === null || value === undefined ? null : read(value)
}

function readInteger(value: unknown): Answer {
  const number = Number(value)
  return Number.isSafeInteger(number) ? number : String(value)
}

/** `2026-01-15 07:00:00.5+01` → `2026-01-15T06:00:00.500Z`; what a Date cannot hold stays text. */
function readTimestamp(value: unknown): Answer {
  const [, day, time, offset] =
    /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d(?:\.\d{1,3})?)\d*([+-]\d\d(?::\d\d)?)?$/.exec(String(value)) ?? []
  if (day === undefined) return String(value)
  const zone = offset === undefined ? 'Z' : offset.length === 3 ? `${offset}:00` : offset
  return new Date(`${day}T${time}${zone}`).toISOString()
}
