// What DuckDB answers, as Athena shows it: by the types that Trino gives the statement's columns.
import type { DuckDBResult } from '@duckdb/node-api'
import { readRows } from './duckdb-rows.ts'
import { type Answer, type Column, QueryError } from './engine.ts'
import { quoteName } from './trino/expression.ts'
import type { Output } from './trino/relation.ts'
import { showAnswer } from './trino/show.ts'
import { duckdbType, type Type, writeType } from './trino/type.ts'

/** Bytes of an answer: it is held in memory, and no text of JavaScript is longer than twice as many. */
const MAX_BYTES = 256 * 1024 ** 2

/** @throws QueryError when there are more rows than `maxRows`, or more bytes. */
export async function readAnswer(
  result: DuckDBResult,
  outputs: readonly Output[],
  maxRows: number,
  maxBytes: number = MAX_BYTES,
): Promise<{ columns: Column[]; rows: Answer[][] }> {
  const columns = outputs.map(describeColumn)
  const types = outputs.map(({ type }) => type)
  const rows: Answer[][] = []
  for await (const chunk of readRows(result, maxBytes)) {
    for (const row of chunk) rows.push(row.map((value, i) => (value === null ? null : showAnswer(value, types[i]!))))
    if (rows.length > maxRows) {
      throw new QueryError(`answer: expected at most ${maxRows} rows, got more: add a limit, or export to Parquet`)
    }
  }
  return { columns, rows }
}

/** As Athena describes it: without a name it is called by its place, and a text's length says nothing. */
export function describeColumn({ name, column, type }: Output): Column {
  return { name: name ?? column, type: writeType(plainType(type)) }
}

/** The type without lengths of texts. */
function plainType(type: Type): Type {
  switch (type.kind) {
    case 'varchar':
      return { kind: 'varchar', length: null }
    case 'array':
      return { ...type, element: plainType(type.element) }
    case 'map':
      return { ...type, key: plainType(type.key), value: plainType(type.value) }
    case 'row':
      return { ...type, fields: type.fields.map(field => ({ ...field, type: plainType(field.type) })) }
    default:
      return type
  }
}

/** The SQL of a select as one that Parquet can hold: zoned times as moments, rows by their fields' names. */
export function narrow(sql: string, outputs: readonly Output[]): string {
  const list = outputs.map(output => {
    const name = quoteName(output.column)
    return `${narrowValue(`q.${name}`, output.type)} as ${quoteName(output.name ?? output.column)}`
  })
  return `select ${list.join(', ')} from (${sql}) as q`
}

function narrowValue(sql: string, type: Type): string {
  if (type.kind === 'timestamp with time zone') return `timezone('UTC', ${sql}."at")`
  if (type.kind !== 'row') return sql
  const fields = type.fields.map((field, i) => `${quoteName(field.name ?? `field${i}`)} ${duckdbType(field.type)}`)
  return `cast(row(${type.fields.map((_, i) => `${sql}.f${i + 1}`).join(', ')}) as STRUCT(${fields.join(', ')}))`
}
