// A lake table over Parquet files, as DuckDB reads it.
import type { Kind, Table } from '@clickstream/events/field'

/** DuckDB's types. */
export const TYPES: Record<Kind, string> = {
  string: 'VARCHAR',
  timestamp: 'TIMESTAMP',
  decimal: 'DECIMAL(18,4)',
  integer: 'INTEGER',
  bigint: 'BIGINT',
  boolean: 'BOOLEAN',
  json: 'VARCHAR',
}

/** A row's file, as Athena calls it. */
export const PATH = 'filename as "$path"'

/**
 * The SELECT behind a table: today's columns by name, null where a file is older than the column, and the partition
 * columns (text) read off each file's path; `also` names what else the reader knows of a row. DuckDB opens none of the
 * files before it reads rows of them, and never one whose path a filter on partition columns rules out. `list` is the paths
 * as SQL: written out, or another expression that is already known.
 */
export function writeView(
  table: Pick<Table, 'fields' | 'partitions'>,
  paths: readonly string[],
  also: readonly ('filename' | 'file_row_number' | typeof PATH)[] = [],
  list = `[${paths.map(quote).join(', ')}]`,
): string {
  if (paths.length === 0) {
    const columns = [...table.fields, ...table.partitions].map(
      ({ name, kind }) => `cast(null as ${TYPES[kind]}) as ${name}`,
    )
    const none = also.map(name => `cast(null as VARCHAR) as ${name.split(' as ').at(-1)}`)
    return `select ${[...columns, ...none].join(', ')} where false`
  }
  const fields = table.fields.map(({ name }) => name)
  const schema = table.fields.map(
    ({ name, kind }) => `'${name}': {name: '${name}', type: '${TYPES[kind]}', default_value: null}`,
  )
  const partitions = table.partitions.map(
    ({ name }) => `regexp_extract(filename, '.*[/\\\\]${name}=([^/\\\\]*)[/\\\\]', 1) as ${name}`,
  )
  return `select ${[...fields, ...partitions, ...also].join(', ')} from read_parquet(${list},
    schema = map {${schema.join(', ')}}, filename = true, hive_partitioning = false)`
}

export function quote(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}

/** What the engine calls a table of its own making, so that a CTE may have the table's own name. */
export function viewName(table: string): string {
  return `lake_${table}`
}
