// A day's files once more in one, for readers that would open them all. A bundle is called by what it was made of: when one
// of those files comes, goes or changes, it is nobody's any more. Everything in it is elsewhere too; it can go at any time.
import { createHash } from 'node:crypto'
import type { Table } from '@clickstream/events/field'
import { events } from '@clickstream/events/tables'
import type { Catalog, Partition } from './catalog.ts'
import { BUNDLES } from './layout.ts'
import { listFiles } from './manifest.ts'
import type { Store, StoredObject } from './store.ts'

const SUFFIX = '.parquet'.length + 1

interface Lake {
  readonly store: Store
  readonly catalog: Catalog
}

/** The tables that have bundles: those of many small partitions. */
export const bundledTables: readonly Table[] = [events]

/** Where a table's bundles lie, beside one another. */
export function bundleFolder(table: Pick<Table, 'name'>): string {
  return `${BUNDLES}${table.name}/`
}

/** What a bundle's rows have: the table's columns, then its partitions', which no path says. */
export function bundleTable({ name, meaning, fields, partitions }: Table): Table {
  return { name, meaning, fields: [...fields, ...partitions], partitions: [] }
}

/** A table's partitions by what all but the last of their columns say: the hours of an app's day. */
export function groupPartitions(table: Table, partitions: readonly Partition[]): Map<string, Partition[]> {
  const columns = table.partitions.slice(0, -1)
  return Map.groupBy(partitions, ({ values }) => columns.map(({ name }) => `${name}=${values[name]}`).join('.'))
}

/** The key of the bundle of these files, which are all that the group has. */
export function bundleKey(table: Pick<Table, 'name'>, group: string, files: readonly StoredObject[]): string {
  const hash = createHash('sha256')
  for (const line of files.map(({ key, size, modified_at }) => `${key} ${size} ${modified_at}\n`).sort())
    hash.update(line)
  return `${bundleFolder(table)}${group}.${hash.digest('hex').slice(0, 32)}.parquet`
}

/** Bundles that are nobody's any more: of files that came, went or changed since. */
export async function findStale({ store, catalog }: Lake): Promise<StoredObject[]> {
  const stale: StoredObject[] = []
  for (const table of bundledTables) {
    const folder = bundleFolder(table)
    const bundles = await store.list(folder)
    if (bundles.length === 0) continue
    const groups = groupPartitions(table, await catalog.partitions(table.name))
    const named = Map.groupBy(bundles, ({ key }) => key.slice(folder.length, key.lastIndexOf('.', key.length - SUFFIX)))
    for (const [group, made] of named) {
      const lists = (groups.get(group) ?? []).map(({ location }) => listFiles(store, location))
      const current = bundleKey(table, group, (await Promise.all(lists)).flat())
      stale.push(...made.filter(({ key }) => key !== current))
    }
  }
  return stale
}

/** Removes them, and with them rows that are gone from the lake. @returns how many */
export async function sweepBundles(lake: Lake): Promise<number> {
  const stale = await findStale(lake)
  for (const { key } of stale) await lake.store.remove(key)
  return stale.length
}
