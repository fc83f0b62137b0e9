// The tables as analysts see them, derived from packages/events: for `clickstream tables` and docs/tables.md.
import type { Field, Kind, Table } from '@clickstream/events/field'
import { eventTypes, queryable } from '@clickstream/events/tables'

export interface ColumnEntry {
  readonly name: string
  /** Athena's name for the type. */
  readonly type: string
  readonly nullable: boolean
  readonly is_partition: boolean
  /** Who fills it: client, collector, transform, jobs or catalog. */
  readonly source: string
  readonly meaning: string
  /** The only values there are. */
  readonly values?: readonly string[]
}

export interface TableEntry {
  readonly name: string
  readonly meaning: string
  readonly columns: readonly ColumnEntry[]
}

const types: Record<Kind, string> = {
  string: 'varchar',
  timestamp: 'timestamp(3)',
  decimal: 'decimal(18,4)',
  integer: 'integer',
  bigint: 'bigint',
  boolean: 'boolean',
  json: 'varchar (JSON)',
}

/** Every table, partition columns first: they make a query quick. */
export function describeTables(all: readonly Table[] = Object.values(queryable)): TableEntry[] {
  return all.map(table => ({
    name: table.name,
    meaning: table.meaning,
    columns: [
      ...table.partitions.map(field => describe(field, true)),
      ...table.fields.map(field => describe(field, false)),
    ],
  }))
}

function describe(field: Field, isPartition: boolean): ColumnEntry {
  return {
    name: field.name,
    type: types[field.kind],
    nullable: field.nullable,
    is_partition: isPartition,
    source: field.source,
    meaning: field.meaning,
    ...(field.values === undefined ? {} : { values: field.values }),
  }
}

/** The tables and the event types as a Markdown document. */
export function renderMarkdown(all: readonly TableEntry[] = describeTables()): string {
  return [
    '# Tables',
    '',
    'Generated from `packages/events/tables.ts` by `npm run docs`; do not edit.',
    '',
    'Columns marked **p** are partition columns: a query that filters on them reads only the files it needs.',
    'All times are UTC.',
    ...all.flatMap(renderTable),
    '',
    '## Event types',
    '',
    'Any other snake_case name of at most 64 characters is a custom event. Every event needs `event_id`, `event_type`',
    'and `anonymous_id` or `user_id`.',
    '',
    '| event_type | needs |',
    '|---|---|',
    ...Object.entries(eventTypes).map(
      ([type, needed]) => `| \`${type}\` | ${needed.map(name => `\`${name}\``).join(', ')} |`,
    ),
    '',
  ].join('\n')
}

function renderTable(table: TableEntry): string[] {
  return [
    '',
    `## ${table.name}`,
    '',
    table.meaning,
    '',
    '| column | type | | from | meaning |',
    '|---|---|---|---|---|',
    ...table.columns.map(column => {
      const marks = [column.is_partition ? '**p**' : '', column.nullable ? '' : 'never null'].filter(Boolean).join(', ')
      return `| \`${column.name}\` | ${column.type} | ${marks} | ${column.source} | ${column.meaning.replaceAll('|', '\\|')} |`
    }),
  ]
}
