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

/** What is known of each row beside its columns, as Athena calls it: where it is, and of what. */
export const HIDDEN = [
  { name: '$path', type: 'VARCHAR' },
  { name: '$partition', type: 'VARCHAR' },
  { name: '$file_size', type: 'BIGINT' },
  { name: '$file_modified_time', type: 'STRUCT("at" TIMESTAMP, "zone" VARCHAR)' },
] as const

/**
 * The SELECT behind a table: today's columns by name, null where a file is older than the column, and the partition
 * columns (text) read off each file's path; `also` names what else the reader knows of a row. DuckDB opens none of the
 * files before it reads rows of them, and never one whose path a filter on partition columns rules out. `list` is the paths
 * as SQL: written out, or another expression that is already known.
 */
export function writeView(
  table: Pick<Table, 'fields' | 'partitions'>,
  paths: readonly string[],
  also: readonly ('filename' | 'file_row_number')[] = [],
  list = `[${paths.map(quote).join(', ')}]`,
): string {
  if (paths.length === 0) {
    const columns = [...table.fields, ...table.partitions].map(
      ({ name, kind }) => `cast(null as ${TYPES[kind]}) as ${name}`,
    )
    const none = also.map(name => `cast(null as VARCHAR) as ${name}`)
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

/**
 * A SELECT of rows with their `filename`, as one that has what is hidden; `files` is a table that says it of each file. The
 * `partition_name` is the file's (f), or stands in the rows (q), as one file may be of two partitions.
 */
export function unhide(sql: string, files: string, named: 'f' | 'q'): string {
  const excluded = named === 'q' ? 'filename, partition_name' : 'filename'
  return `select q.* exclude (${excluded}), q.filename as "$path", ${named}.partition_name as "$partition", f.bytes as "$file_size",
    struct_pack("at" := f.modified_at, "zone" := 'UTC') as "$file_modified_time"
    from (${sql}) as q join ${files} as f on f.filename = q.filename`
}

export function quote(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}

/** What the engine calls a table of its own making, so that a CTE may have the table's own name. */
export function viewName(table: string): string {
  return `lake_${table}`
}

/** The table that the engine calls so; undefined for what is none. */
export function tableName(view: string): string | undefined {
  return view.startsWith('lake_') ? view.slice('lake_'.length) : undefined
}
