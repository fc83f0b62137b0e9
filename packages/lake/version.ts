// What takes a partition's place: files written beside those that readers have, a manifest that says whose rows are in
// them, and one swap in the catalog. Old files stay for whoever still reads them, until `sweep`.

import { randomUUID } from 'node:crypto'
import type { Table } from '@clickstream/events/field'
import type { Catalog, Change, Partition } from './catalog.ts'
import { VERSIONS } from './layout.ts'
import { nameIn, readLineage } from './lineage.ts'
import { listByPlace, listFiles, MANIFEST, type Manifest, readManifest } from './manifest.ts'
import { eachOf } from './parallel.ts'
import { landingPartition } from './partition.ts'
import { NotFound, type Store, type StoredObject } from './store.ts'

export { VERSIONS } from './layout.ts'
export { generationOf, listByPlace, listFiles, type Manifest, readManifest } from './manifest.ts'

/** Says of a version that the catalog points to it, or did: what the catalog is rebuilt from, should it be lost. */
const PLACED = '_placed'

/** Versions worked on at a time: they may be more than a process may have files open. */
const AT_ONCE = 8

/** A version that is written and not yet what readers see. */
export interface Prepared {
  readonly location: string
  readonly manifest: Manifest
}

export interface Lake {
  readonly store: Store
  readonly catalog: Catalog
}

/**
 * Writes a version beside what is there. `write` puts Parquet files under the location it is given, from those of `inputs`
 * (all files of the partition now, or none for one that is new), and says whether their rows are the same.
 * @returns what `commitVersions` puts in place, or `discardVersion` takes away
 * @throws what `write` throws: what it had written is removed
 */
export async function prepareVersion(
  { store }: Pick<Lake, 'store'>,
  job: string,
  table: Table,
  partition: Pick<Partition, 'values'> & { readonly location: string | null },
  write: (location: string, inputs: readonly StoredObject[]) => Promise<{ is_same: boolean }>,
  clock: () => number = Date.now,
): Promise<Prepared> {
  const { values, location: replaces } = partition
  const before = replaces === null ? null : await readManifest(store, replaces)
  const inputs = replaces === null ? [] : await listFiles(store, replaces)
  const generation = (before?.generation ?? 0) + 1
  const location = `${VERSIONS}${landingPartition(table, values).location}${generation}-${randomUUID().slice(0, 8)}/`
  try {
    const { is_same } = await write(location, inputs)
    const manifest: Manifest = {
      job,
      table: table.name,
      values,
      generation,
      replaces,
      inputs: inputs.map(({ key }) => key),
      is_same,
      made_at: clock(),
    }
    await store.put(location + MANIFEST, new TextEncoder().encode(JSON.stringify(manifest)))
    return { location, manifest }
  } catch (error) {
    await removeAll(store, location)
    throw error
  }
}

/**
 * Puts the versions in place, all in one step. What was landed meanwhile where they take over is brought after.
 * @param conditions changes that have to be possible too, such as from a place to itself
 * @returns false when another version was quicker in any of the places, one was swept meanwhile, or a condition does not
 * hold: the versions are then removed, and the work is to be done again from what is there now
 */
export async function commitVersions(
  lake: Lake,
  prepared: readonly Prepared[],
  conditions: readonly Change[] = [],
): Promise<boolean> {
  // Before, so that readers miss it hardly ever; and after, for what came between.
  await eachOf(prepared, AT_ONCE, version => bringAfter(lake.store, version))
  const changes = prepared.map(({ location, manifest: { table, values, replaces } }) => ({
    table,
    values,
    from: replaces,
    to: location,
  }))
  // One that was left lying so long that it was swept is not put in place: the manifest goes first.
  let isWhole = true
  await eachOf(prepared, AT_ONCE, async ({ location }) => {
    if ((await readManifest(lake.store, location)) === null) isWhole = false
  })
  const isDone = isWhole && (await lake.catalog.swap([...changes, ...conditions]))
  await eachOf(prepared, AT_ONCE, async version => {
    if (!isDone) return discardVersion(lake.store, version)
    await bringAfter(lake.store, version)
    await markPlaced(lake.store, version)
  })
  return isDone
}

/** Takes a version away that was not put in place. */
export async function discardVersion(store: Store, { location }: Prepared): Promise<void> {
  await removeAll(store, location)
}

/**
 * Brings after what was landed where this partition was before, and is in no version: a job was killed between putting its
 * version in place and looking once more. To be called before a partition is worked on.
 * @returns how many files
 */
export async function settle({ store }: Pick<Lake, 'store'>, partition: Partition): Promise<number> {
  const manifest = await readManifest(store, partition.location)
  if (manifest === null) return 0
  const { places, answered } = await readLineage(store, partition)
  let brought = 0
  for (const { location } of places) {
    for (const file of await listFiles(store, location)) {
      if (answered.has(nameIn(location)(file))) continue
      if (await bring(store, file, location, partition.location)) brought++
    }
  }
  if ((await store.list(partition.location + PLACED)).length === 0) await markPlaced(store, partition)
  return brought
}

/**
 * Settles those of a table's partitions that may have something to be brought after: others have no file but where they are.
 * @returns each partition's Parquet files, found by two lists and not by two for each
 */
export async function settleAll(
  { store }: Pick<Lake, 'store'>,
  table: Table,
  partitions: readonly Partition[],
): Promise<Map<Partition, StoredObject[]>> {
  const places = Map.groupBy(await listByPlace(store, table.name), ([location]) => landingUnder(location))
  const files = new Map<Partition, StoredObject[]>()
  for (const partition of partitions) {
    const { location } = partition
    const all = places.get(landingPartition(table, partition.values).location) ?? []
    const isAlone = all.every(([place]) => place === location)
    const brought = isAlone ? 0 : await settle({ store }, partition)
    const known = all.find(([place]) => place === location)?.[1] ?? []
    files.set(partition, brought === 0 ? known : await listFiles(store, location))
  }
  return files
}

/** Where a partition's rows land, one place of which this is. */
function landingUnder(location: string): string {
  return location.startsWith(VERSIONS) ? location.slice(VERSIONS.length).replace(/[^/]*\/$/, '') : location
}

/** Whether these, the names of what lies at a version's location, say that the catalog pointed to it. */
export function isPlaced(names: Iterable<string>): boolean {
  return [...names].includes(PLACED)
}

async function markPlaced(store: Store, { location }: Pick<Prepared, 'location'>): Promise<void> {
  await store.put(location + PLACED, new Uint8Array(0))
}

async function bringAfter(store: Store, { location, manifest }: Prepared): Promise<number> {
  if (manifest.replaces === null) return 0
  const inputs = new Set(manifest.inputs)
  let brought = 0
  for (const { key } of await listFiles(store, manifest.replaces)) {
    if (inputs.has(key)) continue
    if (await bring(store, { key }, manifest.replaces, location)) brought++
  }
  return brought
}

/** @returns false when it is there already, or gone */
async function bring(store: Store, { key }: Pick<StoredObject, 'key'>, from: string, to: string): Promise<boolean> {
  try {
    // The transform, seeing that it came too late, may have written it again there by itself: its word counts.
    return await store.put(to + key.slice(from.length), await store.get(key), { ifAbsent: true })
  } catch (error) {
    if (error instanceof NotFound) return false
    throw error
  }
}

async function removeAll(store: Store, location: string): Promise<void> {
  for (const { key } of await store.list(location)) await store.remove(key)
}
