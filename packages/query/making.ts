// How tables that statements make come and go. Files come first and go last, so that what the catalog tells of is whole.
import { randomBytes } from 'node:crypto'
import { queryable } from '@clickstream/events/tables'
import type { Catalog, Partition } from '@clickstream/lake/catalog'
import type { Store } from '@clickstream/lake/store'
import { type Definitions, noteTable, readDefinitions } from './definitions.ts'
import { readLocation, UNPLACED, writeKey } from './location.ts'
import type { MadeTable } from './made.ts'
import { TrinoError } from './trino/error.ts'
import { spellWhole } from './trino/tables.ts'

export interface Lake {
  readonly store: Store
  readonly catalog: Catalog
  /** Where the lake is. */
  readonly folder: string
}

/** Where a statement begins: it cannot stand within another. */
const START = { line: 1, column: 1 }
/** For as long nobody is sure that files without a table are not of one that is being made, ms. */
const UNSURE = 24 * 3_600_000

/** @throws TrinoError where something is called so already */
export function checkNew(name: string, { views, tables }: Definitions): void {
  if (!Object.hasOwn(queryable, name) && !views.has(name) && !tables.has(name)) return
  throw new TrinoError('TABLE_ALREADY_EXISTS', START, `Destination table '${spellWhole([name])}' already exists`)
}

/** A place for a new table's files: what its maker says, or one of its own. @throws TrinoError where there are files */
export async function findPlace(
  name: string | null,
  location: string | null,
  { store, folder }: Pick<Lake, 'store' | 'folder'>,
): Promise<string> {
  if (location === null) return `${UNPLACED}${writeKey(name!)}-${randomBytes(4).toString('hex')}/`
  const key = readLocation(location, folder)
  if ((await store.list(key)).length === 0) return key
  const what = name === null ? 'Target directory' : `Target directory for table '${spellWhole([name])}'`
  throw new TrinoError('HIVE_PATH_ALREADY_EXISTS', undefined, `${what} already exists: ${location}`)
}

/** Makes a table known whose files are there. @throws TrinoError where something is called so meanwhile */
export async function registerTable(
  name: string,
  table: MadeTable,
  partitions: readonly Partition[],
  { catalog }: Pick<Lake, 'catalog'>,
): Promise<void> {
  if (partitions.length > 0) await catalog.add(partitions)
  checkNew(name, await readDefinitions(catalog))
  await noteTable(name, table, catalog)
}

/** @throws TrinoError for a table of the pipeline's, a view, and what is not there */
export async function dropTable(name: string, isOptional: boolean, { store, catalog }: Lake): Promise<void> {
  const { tables, views } = await readDefinitions(catalog)
  const whole = spellWhole([name])
  if (Object.hasOwn(queryable, name)) {
    throw new TrinoError('PERMISSION_DENIED', undefined, `Access Denied: Cannot drop table ${whole}`)
  }
  if (views.has(name)) {
    const words = `Table '${whole}' does not exist, but a view with that name exists. Did you mean DROP VIEW ${whole}?`
    throw new TrinoError('GENERIC_USER_ERROR', START, words)
  }
  const table = tables.get(name)
  if (table === undefined) {
    if (isOptional) return
    throw new TrinoError('TABLE_NOT_FOUND', START, `Table '${whole}' does not exist`)
  }
  await noteTable(name, null, catalog)
  const known = await catalog.partitions(table.id)
  await catalog.swap(known.map(({ values, location }) => ({ table: table.id, values, from: location, to: null })))
  if (!table.isExternal) await removeAll(store, table.location)
}

/** Removes what statements left that were killed before their table was known. */
export async function sweepLeft({ store, catalog }: Lake, now = Date.now()): Promise<void> {
  const objects = Map.groupBy(await store.list(UNPLACED), ({ key }) => key.split('/').slice(0, 3).join('/'))
  const known = new Set([...(await readDefinitions(catalog)).tables.values()].map(({ location }) => location))
  for (const [folder, left] of objects) {
    const isOld = left.every(({ modified_at }) => modified_at < now - UNSURE)
    if (isOld && !known.has(`${folder}/`)) await removeAll(store, `${folder}/`)
  }
}

export async function removeAll(store: Store, location: string): Promise<void> {
  for (const { key } of await store.list(location)) await store.remove(key)
}
