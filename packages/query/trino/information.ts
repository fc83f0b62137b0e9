// The tables about tables: information_schema, and "events$partitions" beside events.
import { viewName } from '../view.ts'
import { quoteName } from './expression.ts'
import type { Output, Table } from './relation.ts'
import { bigint, type Type, varchar } from './type.ts'

export const INFORMATION = 'information_schema'
/** What the name of a table of a table's partitions ends in. */
export const PARTITIONS = '$partitions'

const column = (name: string, type: Type = varchar): Output => ({ name, column: name, type })
const place = [column('table_catalog'), column('table_schema'), column('table_name')]

/** Those that are answered, with their columns. */
export const informed: Readonly<Record<string, readonly Output[]>> = {
  schemata: [column('catalog_name'), column('schema_name')],
  tables: [...place, column('table_type')],
  views: [...place, column('view_definition')],
  columns: [
    ...place,
    column('column_name'),
    column('ordinal_position', bigint),
    column('column_default'),
    column('is_nullable'),
    column('data_type'),
    { ...column('comment'), isHidden: true },
  ],
}

/** Those about who may do what, which only AWS knows. */
export const privileges: Readonly<Record<string, readonly Output[]>> = {
  applicable_roles: ['grantee', 'grantee_type', 'role_name', 'is_grantable'].map(name => column(name)),
  enabled_roles: [column('role_name')],
  roles: [column('role_name')],
  table_privileges: [
    ...['grantor', 'grantor_type', 'grantee', 'grantee_type'].map(name => column(name)),
    ...place,
    ...['privilege_type', 'is_grantable', 'with_hierarchy'].map(name => column(name)),
  ],
}

/** A table of information_schema, by its name, lower case. */
export function findInformed(name: string): Table | undefined {
  const outputs = Object.hasOwn(informed, name) ? informed[name] : undefined
  return outputs && { sql: quoteName(viewName(`${INFORMATION}.${name}`)), outputs }
}

/** The table of the partitions of a table with such columns. */
export function partitionsOf(name: string, columns: readonly Output[]): Table {
  return { sql: quoteName(viewName(`${name}${PARTITIONS}`)), outputs: columns }
}
