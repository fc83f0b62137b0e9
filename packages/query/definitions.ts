// Views and prepared statements: what a statement defines for others, kept in the catalog's notes.

import { queryable } from '@clickstream/events/tables'
import type { Catalog } from '@clickstream/lake/catalog'
import type { MadeTable } from './made.ts'
import type { Alteration } from './trino/alter.ts'
import { TrinoError } from './trino/error.ts'
import type { Output } from './trino/relation.ts'
import { spellWhole } from './trino/tables.ts'
import { writeType } from './trino/type.ts'

const JOB = 'sql'
/** Where a CREATE or DROP begins: it cannot stand within another statement. */
const START = { line: 1, column: 1 }

export interface ViewDefinition {
  /** The query, as it was written. */
  readonly sql: string
  /** Its columns when it was made: names in lower case, and Trino's types. */
  readonly columns: readonly (readonly [name: string, type: string])[]
}

export interface Definitions {
  readonly views: ReadonlyMap<string, ViewDefinition>
  readonly prepared: ReadonlyMap<string, string>
  readonly tables: ReadonlyMap<string, MadeTable>
}

/** A statement that leaves something behind. Names are in lower case. */
export type Definition =
  | {
      readonly kind: 'create view'
      readonly name: string
      readonly isReplacing: boolean
      readonly view: ViewDefinition
    }
  | { readonly kind: 'drop view'; readonly name: string; readonly isOptional: boolean }
  | { readonly kind: 'prepare'; readonly name: string; readonly sql: string }
  | { readonly kind: 'deallocate'; readonly name: string }
  | { readonly kind: 'drop table'; readonly name: string; readonly isOptional: boolean }
  | Alteration

/** A query's columns, as a view keeps them. */
export function describeView(sql: string, outputs: readonly Output[]): ViewDefinition {
  return { sql, columns: outputs.map(({ name, type }) => [name!.toLowerCase(), writeType(type)]) }
}

/** @throws TrinoError where a view's query gives other columns than when it was made. */
export function checkView(name: string, view: ViewDefinition, outputs: readonly Output[]): void {
  const { columns } = describeView(view.sql, outputs)
  if (JSON.stringify(columns) === JSON.stringify(view.columns)) return
  const words = `View '${spellWhole([name])}' is stale or in invalid state: its query gives other columns than when it was made; make it anew with CREATE OR REPLACE VIEW`
  throw new TrinoError('VIEW_IS_STALE', undefined, words)
}

export async function readDefinitions(catalog: Catalog): Promise<Definitions> {
  const views = new Map<string, ViewDefinition>()
  const prepared = new Map<string, string>()
  const tables = new Map<string, MadeTable>()
  for (const [key, note] of await catalog.recall(JOB)) {
    const [kind, name] = split(key)
    if (kind === 'view') views.set(name, JSON.parse(note) as ViewDefinition)
    else if (kind === 'prepared') prepared.set(name, note)
    else if (kind === 'table') tables.set(name, JSON.parse(note) as MadeTable)
  }
  return { views, prepared, tables }
}

/** A statement whose whole effect is a note. */
export type Noted = Exclude<Definition, Alteration | { kind: 'drop table' }>

/** @throws TrinoError where what is to be made is there, or what is to go is not. */
export async function define(definition: Noted, catalog: Catalog): Promise<void> {
  const { key, note } = writeNote(definition, await readDefinitions(catalog))
  await catalog.remember(JOB, [[key, note]])
}

/** Makes a table known by its name; null: that there is none. */
export async function noteTable(name: string, table: MadeTable | null, catalog: Catalog): Promise<void> {
  await catalog.remember(JOB, [[`table ${name}`, table === null ? null : JSON.stringify(table)]])
}

function writeNote(definition: Noted, known: Definitions): { key: string; note: string | null } {
  const { kind, name } = definition
  switch (kind) {
    case 'create view': {
      const isTable = Object.hasOwn(queryable, name) || known.tables.has(name)
      if (isTable || (known.views.has(name) && !definition.isReplacing)) {
        const what = isTable ? 'Table' : 'View'
        throw new TrinoError('TABLE_ALREADY_EXISTS', START, `${what} already exists: '${spellWhole([name])}'`)
      }
      return { key: `view ${name}`, note: JSON.stringify(definition.view) }
    }
    case 'drop view':
      if (!known.views.has(name)) {
        const isTable = Object.hasOwn(queryable, name) || known.tables.has(name)
        if (!definition.isOptional || isTable) missView(name, isTable)
      }
      return { key: `view ${name}`, note: null }
    case 'prepare':
      return { key: `prepared ${name}`, note: definition.sql }
    case 'deallocate':
      if (!known.prepared.has(name)) {
        throw new TrinoError('NOT_FOUND', undefined, `Prepared statement not found: ${name}`)
      }
      return { key: `prepared ${name}`, note: null }
  }
}

function missView(name: string, isTable: boolean): never {
  const whole = spellWhole([name])
  const more = isTable ? `, but a table with that name exists. Did you mean DROP TABLE ${whole}?` : ''
  throw new TrinoError('GENERIC_USER_ERROR', START, `View '${whole}' does not exist${more}`)
}

function split(key: string): [kind: string, name: string] {
  const end = key.indexOf(' ')
  return [key.slice(0, end), key.slice(end + 1)]
}
