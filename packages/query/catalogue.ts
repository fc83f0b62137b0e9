// Answers to SHOW TABLES and DESCRIBE, from the one truth.
import type { Kind } from '@clickstream/events/field'
import { queryable } from '@clickstream/events/tables'
import { type Answer, type Column, QueryError } from './engine.ts'
import type { CatalogQuestion } from './statement.ts'

const TYPES: Record<Kind, string> = {
  string: 'varchar',
  timestamp: 'timestamp(3)',
  decimal: 'decimal(18,4)',
  integer: 'integer',
  bigint: 'bigint',
  boolean: 'boolean',
  json: 'varchar',
}

const column = (name: string): Column => ({ name, type: 'varchar' })

/** @throws QueryError for a table that is not there. */
export function answerCatalogQuestion({ kind, table }: CatalogQuestion): { columns: Column[]; rows: Answer[][] } {
  if (kind === 'tables') return { columns: [column('tab_name')], rows: Object.keys(queryable).map(name => [name]) }
  const found = Object.values(queryable).find(({ name }) => name === table?.toLowerCase())
  if (found === undefined) {
    throw new QueryError(`describe: expected a table (${Object.keys(queryable).join(', ')}), got ${table}`)
  }
  const rows = [...found.fields, ...found.partitions].map(({ name, kind, meaning }) => [name, TYPES[kind], meaning])
  return { columns: [column('col_name'), column('data_type'), column('comment')], rows }
}
