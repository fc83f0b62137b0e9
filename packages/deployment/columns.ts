// The tables of the lake as Glue and Athena know them, from packages/events.
import type { Field, Kind, Table } from '@clickstream/events/field'

/** Athena's types (Hive's names). Money is decimal(18,4); a JSON text is a string there. */
const TYPES: Readonly<Record<Kind, string>> = {
  string: 'string',
  timestamp: 'timestamp',
  decimal: 'decimal(18,4)',
  integer: 'int',
  bigint: 'bigint',
  boolean: 'boolean',
  json: 'string',
}

export interface Column {
  readonly name: string
  readonly type: string
  readonly comment: string
}

const columnOf = (field: Field): Column => ({ name: field.name, type: TYPES[field.kind], comment: field.meaning })

/** A table's columns and its partition keys, in order, each with its meaning as the comment. */
export const describeColumns = (table: Table): { columns: Column[]; partitionKeys: Column[] } => ({
  columns: table.fields.map(columnOf),
  partitionKeys: table.partitions.map(columnOf),
})

/** How Athena reads and writes Parquet. */
export const PARQUET = {
  inputFormat: 'org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat',
  outputFormat: 'org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat',
  serDeInfo: {
    serializationLibrary: 'org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe',
    parameters: { 'serialization.format': '1' },
  },
} as const
