// The lake's tables as Trino sees them.
import type { Table as Contract, Kind } from '@clickstream/events/field'
import { tables as filed, queryable } from '@clickstream/events/tables'
import type { MadeTable } from '../made.ts'
import { viewName } from '../view.ts'
import { quoteName } from './expression.ts'
import { findInformed, INFORMATION, PARTITIONS, partitionsOf } from './information.ts'
import type { Output, Table } from './relation.ts'
import { bigint, boolean, decimalOf, integer, type Type, timestampOf, varchar, zonedOf } from './type.ts'

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

/** The catalog that all tables of Glue are in. */
export const CATALOG = 'awsdatacatalog'
/** The database: what a deploy makes is called as the app, and after it its stage. */
export const DATABASE = 'clickstream'

const output = (name: string, type: Type, isHidden = false): Output => ({
  name,
  column: name,
  type,
  ...(isHidden && { isHidden }),
})

/** What Trino knows of each row beside its columns, to be named in quotes. */
const hidden: readonly Output[] = [
  output('$path', varchar, true),
  output('$file_size', bigint, true),
  output('$file_modified_time', zonedOf(3), true),
]
const hiddenPartition = output('$partition', varchar, true)

interface Known {
  readonly table: Table
  readonly partitions: readonly Output[]
}

const contract = new Map<string, Known>(
  Object.values<Contract>(queryable).map(table => {
    const read = (columns: readonly { readonly name: string; readonly kind: Kind }[]) =>
      columns.map(({ name, kind }) => output(name, TYPES[kind]))
    return [
      table.name,
      describe(table.name, read(table.fields), read(table.partitions), Object.hasOwn(filed, table.name)),
    ]
  }),
)

function describe(name: string, fields: readonly Output[], partitions: readonly Output[], hasFiles: boolean): Known {
  const also = partitions.length === 0 ? hidden : [...hidden, hiddenPartition]
  const outputs = [...fields, ...partitions, ...(hasFiles ? also : [])]
  return { table: { sql: quoteName(viewName(name)), outputs }, partitions }
}

/**
 * A table by its names, lower case: alone, or after its schema. `"events$partitions"` is the table of its partitions, where
 * it has such columns.
 */
export function findTable(
  names: readonly string[],
  made: ReadonlyMap<string, MadeTable> = new Map(),
): Table | undefined {
  const name = names.at(-1)!
  if (isInformation(names)) return findInformed(name)
  if (names.length > 1 && !isOwnPlace(names.slice(0, -1))) return undefined
  const known = findKnown(name, made)
  if (known !== undefined || !name.endsWith(PARTITIONS)) return known?.table
  const partitions = findKnown(name.slice(0, -PARTITIONS.length), made)?.partitions ?? []
  return partitions.length === 0 ? undefined : partitionsOf(name.slice(0, -PARTITIONS.length), partitions)
}

function findKnown(name: string, made: ReadonlyMap<string, MadeTable>): Known | undefined {
  const own = made.get(name)
  if (own === undefined) return contract.get(name)
  const read = (columns: MadeTable['columns']) => columns.map(({ name, type }) => output(name, type))
  return describe(name, read(own.columns), read(own.partitions), true)
}

/** Whether names are those of a table of information_schema. */
export function isInformation(names: readonly string[]): boolean {
  const [, schema, catalog = CATALOG] = names.toReversed()
  return names.length <= 3 && catalog === CATALOG && schema === INFORMATION
}

/** Whether names before a table's are those of the catalog and of a database that a deploy makes. */
export function isOwnPlace(names: readonly string[]): boolean {
  const [database, catalog = CATALOG] = names.toReversed()
  return names.length <= 2 && catalog === CATALOG && /^clickstream(_\w+)?$/.test(database!)
}

/** A table's whole name, as errors say it. */
export function spellWhole(names: readonly string[]): string {
  const whole = [...[CATALOG, DATABASE].slice(0, Math.max(0, 3 - names.length)), ...names]
  return whole.map(name => (/^[a-z_][a-z0-9_]*$/.test(name) ? name : quoteName(name))).join('.')
}
