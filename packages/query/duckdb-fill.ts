// Tables whose rows are in no files: made of their rows for one statement's connection.
import type { DuckDBConnection } from '@duckdb/node-api'
import type { Shape, ShapeColumn } from './shape.ts'
import { quoteName } from './trino/expression.ts'
import { quote, viewName } from './view.ts'

/** A row by place; times in ms since 1970. */
export type FilledRow = readonly (string | number | null)[]

export async function fillTable(
  connection: DuckDBConnection,
  { name, fields, partitions }: Shape,
  rows: readonly FilledRow[],
): Promise<void> {
  const columns = [...fields, ...partitions]
  const isTime = (column: ShapeColumn, row: FilledRow | undefined, i: number) =>
    column.type === 'TIMESTAMP' && typeof row?.[i] !== 'string'
  const times = columns.map((column, i) =>
    isTime(
      column,
      rows.find(row => row[i] !== null),
      i,
    ),
  )
  const types = columns.map((_, i) => `"c${i}": "${times[i] ? 'BIGINT' : 'VARCHAR'}"`)
  const list = columns.map(
    ({ name, type }, i) => `cast(${times[i] ? `epoch_ms(c${i})` : `c${i}`} as ${type}) as ${quoteName(name)}`,
  )
  const named = rows.map(row => Object.fromEntries(row.map((value, i) => [`c${i}`, value])))
  await connection.run(
    `create or replace temp table ${quoteName(viewName(name))} as select ${list.join(', ')}
     from (select unnest(from_json(cast($rows as varchar), ${quote(`[{${types.join(', ')}}]`)}), recursive := true))`,
    { rows: JSON.stringify(named) },
  )
}
