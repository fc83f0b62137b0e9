// The rows of the tables about tables, of the lake as it is.
import type { Table } from '@clickstream/events/field'
import { queryable, tables } from '@clickstream/events/tables'
import type { Definitions } from './definitions.ts'
import { readPartitionValue } from './partition.ts'
import type { Shape } from './shape.ts'
import { readSystemTable, type Sources, type SystemTable } from './system.ts'
import { INFORMATION, informed, PARTITIONS, privileges } from './trino/information.ts'
import { CATALOG, DATABASE, TYPES } from './trino/tables.ts'
import { duckdbType, writeType } from './trino/type.ts'

/** A row, by place. */
type Row = readonly (string | number | null)[]

interface Listed {
  readonly schema: string
  readonly table: string
  readonly columns: readonly { readonly name: string; readonly type: string; readonly comment: string | null }[]
  /** A view's query. */
  readonly text?: string
}

const rows: Readonly<Record<string, (listed: readonly Listed[]) => Row[]>> = {
  schemata: () => [DATABASE, INFORMATION].map(schema => [CATALOG, schema]),
  tables: listed =>
    listed.map(({ schema, table, text }) => [CATALOG, schema, table, text === undefined ? 'BASE TABLE' : 'VIEW']),
  views: listed =>
    listed.flatMap(({ schema, table, text }) => (text === undefined ? [] : [[CATALOG, schema, table, text]])),
  columns: listed =>
    listed.flatMap(({ schema, table, columns }) =>
      columns.map(({ name, type, comment }, i) => [CATALOG, schema, table, name, i + 1, null, 'YES', type, comment]),
    ),
}

/** What a table about tables is, and has; undefined for the name of another. */
export async function readInformation(
  name: string,
  definitions: Definitions,
  source: Sources,
): Promise<{ shape: Shape; rows: readonly Row[] } | undefined> {
  if (name.startsWith(`${INFORMATION}.`)) {
    const own = name.slice(INFORMATION.length + 1)
    const fields = informed[own]!.map(({ column, type }) => ({ name: column, type: duckdbType(type) }))
    return { shape: { name, filed: null, fields, partitions: [] }, rows: rows[own]!(listTables(definitions)) }
  }
  if (!name.endsWith(PARTITIONS)) return undefined
  const table = name.slice(0, -PARTITIONS.length)
  const made = definitions.tables.get(table)
  const columns =
    made === undefined
      ? queryable[table as keyof typeof queryable].partitions.map(column => ({
          name: column.name,
          type: TYPES[column.kind],
        }))
      : made.partitions
  const known = await listPartitions(table, made?.id, source)
  return {
    shape: {
      name,
      filed: null,
      fields: columns.map(({ name, type }) => ({ name, type: duckdbType(type) })),
      partitions: [],
    },
    rows: known.map(values => columns.map(({ name }) => readPartitionValue(values[name]))),
  }
}

async function listPartitions(
  table: string,
  id: string | undefined,
  source: Sources,
): Promise<readonly Readonly<Record<string, string>>[]> {
  if (id !== undefined || Object.hasOwn(tables, table))
    return (await source.catalog.partitions(id ?? table)).map(({ values }) => values)
  const columns = queryable[table as SystemTable].partitions.map(({ name }) => name)
  const found = (await readSystemTable(table as SystemTable, source)).map(row =>
    JSON.stringify(Object.fromEntries(columns.map(name => [name, String(row[name])]))),
  )
  return [...new Set(found)].map(values => JSON.parse(values))
}

function listTables({ views, tables: made }: Definitions): Listed[] {
  const own = Object.values<Table>(queryable).map(({ name, fields, partitions }) => ({
    schema: DATABASE,
    table: name,
    columns: [...fields, ...partitions].map(({ name, kind, meaning }) => ({
      name,
      type: writeType(TYPES[kind]),
      comment: meaning,
    })),
  }))
  const others = [...made].map(([table, { columns, partitions }]) => ({
    schema: DATABASE,
    table,
    columns: [...columns, ...partitions].map(({ name, type }) => ({ name, type: writeType(type), comment: null })),
  }))
  const defined = [...views].map(([table, { sql, columns }]) => ({
    schema: DATABASE,
    table,
    columns: columns.map(([name, type]) => ({ name, type, comment: null })),
    text: sql,
  }))
  const about = Object.entries({ ...informed, ...privileges }).map(([table, columns]) => ({
    schema: INFORMATION,
    table,
    columns: columns
      .filter(({ isHidden }) => !isHidden)
      .map(({ column, type }) => ({ name: column, type: writeType(type), comment: null })),
  }))
  return [...own, ...others, ...defined, ...about]
}
