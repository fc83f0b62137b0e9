// Where a partition has been before: version by version back to where rows land.
import { tables } from '@clickstream/events/tables'
import type { Partition } from './catalog.ts'
import { listFiles, readManifest } from './manifest.ts'
import { landingPartition } from './partition.ts'
import type { Store } from './store.ts'

/** A place that a partition has left. */
export interface Place {
  readonly location: string
  /** When what took its place was made, ms since 1970. */
  readonly left_at: number
}

export interface Lineage {
  /** Oldest first; the landing place is always the first of them. None when the partition is still there. */
  readonly places: readonly Place[]
  /**
   * Names of files (below their place) whose rows are in the partition as it is now, or were left out on purpose. A name
   * stands for the same rows wherever it is: shard and sequence number for what was landed.
   */
  readonly answered: ReadonlySet<string>
}

/** Reads what the partition's versions say of one another. Where a manifest was swept, what came before it was too. */
export async function readLineage(store: Store, partition: Partition): Promise<Lineage> {
  const places: Place[] = []
  const answered = new Set((await listFiles(store, partition.location)).map(nameIn(partition.location)))
  let { location } = partition
  for (let manifest = await readManifest(store, location); manifest !== null; ) {
    const { replaces, inputs, made_at } = manifest
    if (replaces === null) break
    for (const key of inputs) answered.add(key.slice(replaces.length))
    places.unshift({ location: replaces, left_at: made_at })
    location = replaces
    manifest = await readManifest(store, location)
  }
  const landing = landingOf(partition)
  if (places.length > 0 && places[0]!.location !== landing) {
    places.unshift({ location: landing, left_at: places[0]!.left_at })
  }
  return { places, answered }
}

/** Where the transform would land the partition's files. */
export function landingOf({ table, values }: Pick<Partition, 'table' | 'values'>): string {
  return landingPartition(tables[table as keyof typeof tables], values).location
}

/** The part of a key below its place. */
export function nameIn(location: string): (object: { readonly key: string }) => string {
  return ({ key }) => key.slice(location.length)
}
