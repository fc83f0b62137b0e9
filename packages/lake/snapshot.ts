// A lake at one instant, to be kept elsewhere: the catalog as it is, and the files that it needs, while both go on changing.

import { DatabaseSync } from 'node:sqlite'
import type { Catalog } from './catalog.ts'
import { BUNDLES, RAW, VERSIONS } from './layout.ts'
import { readLineage } from './lineage.ts'
import type { Store, StoredObject } from './store.ts'

/** By shard, the last sequence number whose batch was wholly written. */
export type Done = ReadonlyMap<string, string>

/** How far the batches were that write the tables' files, and those of the raw archive. */
export interface Standings {
  readonly landed: Done
  readonly archived: Done
}

/**
 * Writes the catalog as it is now to a new file, without the runs of batches that were not done: they are run again.
 * @throws Error when the file is no database
 */
export function snapshotCatalog(file: string, to: string, done: Done): void {
  const source = new DatabaseSync(file, { readOnly: true, timeout: 10_000 })
  try {
    source.prepare('vacuum into ?').run(to)
  } finally {
    source.close()
  }
  const copy = new DatabaseSync(to)
  try {
    const remove = copy.prepare(`delete from runs where job = 'transform' and key > ? and key < ?`)
    // Keys are <shard>:<sequence>, of one width; ; comes after :
    for (const [shard, sequence] of done) remove.run(`${shard}:${sequence}`, `${shard};`)
  } finally {
    copy.close()
  }
}

/**
 * The objects that a catalog's partitions are made of, and everything beside them that is of no table (the raw archive …).
 * Left out is what no partition holds any more, and the files of batches that were not done: they are written again.
 */
export async function listNeeded(
  store: Store,
  catalog: Pick<Catalog, 'partitions'>,
  tables: readonly string[],
  { landed, archived }: Standings,
): Promise<StoredObject[]> {
  const folders = new Map<string, StoredObject[]>()
  const needed: StoredObject[] = []
  const owned = [VERSIONS, ...tables.map(table => `${table}/`)]
  for (const object of await store.list('')) {
    if (object.key.startsWith(BUNDLES)) continue
    if (!isDone(object.key, object.key.startsWith(RAW) ? archived : landed)) continue
    if (!owned.some(prefix => object.key.startsWith(prefix))) needed.push(object)
    const location = object.key.slice(0, object.key.lastIndexOf('/') + 1)
    const folder = folders.get(location)
    if (folder === undefined) folders.set(location, [object])
    else folder.push(object)
  }
  for (const table of tables) {
    for (const partition of await catalog.partitions(table)) {
      needed.push(...(folders.get(partition.location) ?? []))
      // What a version has still to take over from where the partition was.
      const { places, answered } = await readLineage(store, partition)
      for (const { location } of places) {
        const isLeft = ({ key }: StoredObject) => key.endsWith('.parquet') && !answered.has(key.slice(location.length))
        needed.push(...(folders.get(location) ?? []).filter(isLeft))
      }
    }
  }
  return needed
}

/** Files of the transform are called <shard>-<first sequence>.… ; others are nobody's batch. */
function isDone(key: string, done: Done): boolean {
  const [, shard, sequence] = /(shardId-\d{12})-(\d{20})\.[^/]*$/.exec(key) ?? []
  if (shard === undefined || sequence === undefined) return true
  const last = done.get(shard)
  return last !== undefined && sequence <= last
}
