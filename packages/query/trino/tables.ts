// The lake's tables as Trino sees them.
import type { Kind } from '@clickstream/events/field'
import { queryable } from '@clickstream/events/tables'
import { viewName } from '../view.ts'
import type { Output, Table } from './relation.ts'
import { bigint, boolean, decimalOf, integer, type Type, timestampOf, varchar } from './type.ts'

/** As Glue has them. */
export const TYPES: Readonly<Record<Kind, Type>> = {
  string: varchar,
  timestamp: timestampOf(3),
  decimal: decimalOf(18, 4),
  integer,
  bigint,
  boolean,
  json: varchar,
}

/** What Trino knows of each row beside its columns, to be named in quotes. */
export const HIDDEN: readonly Output[] = [{ name: '$path', column: '$path', type: varchar, isHidden: true }]

const tables = new Map<string, Table>(
  Object.values(queryable).map(table => [
    table.name,
    {
      sql: viewName(table.name),
      outputs: [
        ...[...table.fields, ...table.partitions].map(({ name, kind }) => ({ name, column: name, type: TYPES[kind] })),
        ...HIDDEN,
      ],
    },
  ]),
)

/** By its name, lower case. */
export function findTable(name: string): Table | undefined {
  return tables.get(name)
}

/** The catalog that all tables of Glue are in. */
export const CATALOG = 'awsdatacatalog'
/** The database: what a deploy makes is called as the app, and after it its stage. */
export const DATABASE = 'clickstream'

/** Whether names before a table's are those of the catalog and of a database that a deploy makes. */
export function isOwnPlace(names: readonly string[]): boolean {
  const [database, catalog = CATALOG] = names.toReversed()
  return names.length <= 2 && catalog === CATALOG && /^clickstream(_\w+)?$/.test(database!)
}
