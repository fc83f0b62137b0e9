// Takes away what no partition has any more: old versions, landing files that a version answers for, and versions that
// were never put in place. Nothing that a reader or the catalog may still come to is touched.

import type { Table } from '@clickstream/events/field'
import { tables } from '@clickstream/events/tables'
import { DAY } from '@clickstream/events/time'
import { bundledTables, sweepBundles } from './bundle.ts'
import type { Partition } from './catalog.ts'
import { VERSIONS } from './layout.ts'
import { landingOf, nameIn, readLineage } from './lineage.ts'
import { generationOf, listFiles, type Manifest, readManifest } from './manifest.ts'
import { landingPartition, readValues } from './partition.ts'
import type { StoredObject } from './store.ts'
import { isPlaced, type Lake, settle } from './version.ts'

export interface SweepOptions {
  /** How long something has to be out of use, ms: whoever began to read before may read it still. */
  readonly grace_ms: number
  /** All by default. */
  readonly tables?: readonly string[]
  /**
   * The partitions to look at; all by default. What readers had and the catalog does not know of, a whole partition or a
   * version newer than its own, goes only when it is named so: a catalog that was lost or is old knows less than there is.
   */
  readonly partition?: (partition: Partition) => boolean
  /**
   * How long a version that may still be put in place is left alone, ms: grace_ms, but no less than a day. Less is only
   * for where no job is at work.
   */
  readonly unfinished_ms?: number
}

export interface Swept {
  /** Parquet files. */
  readonly files: number
  readonly bytes: number
}

/** What lies in the places of one partition. */
interface Heap {
  readonly partition: Partition
  readonly landing: StoredObject[]
  readonly versions: Map<string, StoredObject[]>
}

/** Safe to be killed anywhere and run again, and to run beside the transform, jobs and readers. */
export async function sweep(lake: Lake, options: SweepOptions, clock: () => number = Date.now): Promise<Swept> {
  const sum = { files: 0, bytes: 0 }
  // First, so that who is killed after it and begins anew still finds what they were made of.
  const names = options.tables ?? Object.keys(tables)
  if (bundledTables.some(({ name }) => names.includes(name))) await sweepBundles(lake)
  for (const table of names) {
    // What lies there first, then the catalog: what was put in place meanwhile is known by then.
    const heaps = await listHeaps(lake, table as keyof typeof tables)
    const known = new Map((await lake.catalog.partitions(table)).map(each => [landingOf(each), each]))
    for (const [place, heap] of heaps) {
      const partition = known.get(place)
      if (options.partition?.(partition ?? heap.partition) === false) continue
      const broom = new Broom(lake, options, clock(), sum)
      const isNamed = options.partition !== undefined
      if (partition === undefined) await broom.sweepUnknown(heap, isNamed)
      else await broom.sweepKnown(partition, heap, isNamed)
    }
  }
  return sum
}

/** What these partitions do not hold any more goes now, whoever may still read it. A version that a job is at work on stays. */
export function sweepAtOnce(
  lake: Lake,
  some: readonly Pick<Table, 'name'>[],
  isMeant: (landing: string) => boolean,
  clock: () => number = Date.now,
): Promise<Swept> {
  const partition = (each: Partition) => isMeant(landingOf(each))
  const options = { grace_ms: 0, unfinished_ms: 2 * DAY, tables: some.map(({ name }) => name), partition }
  // Tomorrow: whatever the clocks of store and jobs said, all of it is past.
  return sweep(lake, options, () => Math.max(clock(), Date.now()) + DAY)
}

class Broom {
  readonly #lake: Lake
  /** What is out of use since then goes. */
  readonly #before: number
  /** What may still be put in place goes when it is older than that. */
  readonly #unfinished: number
  readonly #sum: { files: number; bytes: number }

  constructor(lake: Lake, options: SweepOptions, now: number, sum: { files: number; bytes: number }) {
    this.#lake = lake
    this.#before = now - options.grace_ms
    this.#unfinished = now - (options.unfinished_ms ?? Math.max(options.grace_ms, DAY))
    this.#sum = sum
  }

  async sweepKnown(partition: Partition, { landing, versions }: Heap, isNamed: boolean): Promise<void> {
    const { store } = this.#lake
    const isLanding = !partition.location.startsWith(VERSIONS)
    // All that lies there is what readers have, as of most partitions: seen by what was listed, without a request.
    if (isLanding ? versions.size === 0 : landing.length === 0 && isOnly(partition.location, versions)) return
    // A place that is not there: put there since we looked, or an old catalog beside a newer lake.
    if (!isLanding && !versions.has(partition.location)) return
    await settle(this.#lake, partition)
    const { places, answered } = await readLineage(store, partition)
    const own = new Set([partition.location, ...places.map(({ location }) => location)])
    for (const [location, objects] of versions) {
      if (own.has(location)) continue
      const manifest = await readManifest(store, location)
      const isNewer = generationOf(location) > generationOf(partition.location)
      const wasPlaced = isPlaced(objects.map(nameIn(location)))
      if (wasPlaced && isNewer && !isNamed) continue
      const mayCome = manifest === null ? isNewer : manifest.replaces === partition.location && !wasPlaced
      await this.#sweepVersion(objects, manifest, mayCome ? this.#unfinished : this.#before)
    }
    // Oldest first: a version's manifest says of older places what is answered for, and has to outlast them.
    for (const { location, left_at } of places) {
      if (left_at > this.#before) return
      const isClear = await this.#sweepPlace(location, answered)
      if (!isClear) return
    }
  }

  async sweepUnknown({ landing, versions }: Heap, isNamed: boolean): Promise<void> {
    for (const [location, objects] of versions) {
      const manifest = await readManifest(this.#lake.store, location)
      const wasPlaced = manifest !== null && isPlaced(objects.map(nameIn(location)))
      const mayCome = !wasPlaced && (manifest === null ? generationOf(location) === 1 : manifest.replaces === null)
      if (wasPlaced && !isNamed) continue
      await this.#sweepVersion(objects, manifest, mayCome ? this.#unfinished : this.#before)
    }
    if (!isNamed) return
    for (const object of landing) if (object.modified_at <= this.#before) await this.#remove(object)
  }

  /** A version that is in nobody's line: all of it, or nothing. */
  async #sweepVersion(objects: readonly StoredObject[], manifest: Manifest | null, before: number): Promise<void> {
    if (objects.some(({ modified_at }) => modified_at > before) || (manifest?.made_at ?? 0) > before) return
    // The manifest goes first: without it a version is not put in place any more.
    const rank = ({ key }: StoredObject) => (key.endsWith('.parquet') ? 1 : 0)
    for (const object of objects.toSorted((a, b) => rank(a) - rank(b))) await this.#remove(object)
  }

  /** A place the partition has left. @returns whether nothing is left there */
  async #sweepPlace(location: string, answered: ReadonlySet<string>): Promise<boolean> {
    const name = nameIn(location)
    let isClear = true
    for (const file of await listFiles(this.#lake.store, location)) {
      if (answered.has(name(file)) && file.modified_at <= this.#before) await this.#remove(file)
      else isClear = false
    }
    if (!isClear || !location.startsWith(VERSIONS)) return isClear
    for (const object of (await this.#lake.store.list(location)).toReversed()) await this.#remove(object)
    return true
  }

  async #remove({ key, size }: StoredObject): Promise<void> {
    await this.#lake.store.remove(key)
    if (!key.endsWith('.parquet')) return
    this.#sum.files++
    this.#sum.bytes += size
  }
}

/** What lies in a table's places, by the place where each partition's rows land. What is called otherwise is left alone. */
async function listHeaps({ store }: Lake, name: keyof typeof tables): Promise<Map<string, Heap>> {
  const table = tables[name]
  const heaps = new Map<string, Heap>()
  for (const prefix of [`${name}/`, `${VERSIONS}${name}/`]) {
    for (const object of await store.list(prefix)) {
      const parts = object.key.slice(prefix.length).split('/')
      const values = readValues(table, parts)
      const rest = parts.slice(table.partitions.length)
      const isVersion = prefix.startsWith(VERSIONS)
      if (values === undefined || rest.length !== (isVersion ? 2 : 1)) continue
      const partition = landingPartition(table, values)
      const heap = heaps.get(partition.location) ?? newHeap(partition)
      heaps.set(partition.location, heap)
      if (!isVersion) heap.landing.push(object)
      else {
        const location = `${VERSIONS}${partition.location}${rest[0]}/`
        const objects = heap.versions.get(location)
        if (objects === undefined) heap.versions.set(location, [object])
        else objects.push(object)
      }
    }
  }
  return heaps
}

/** Whether no version lies there but this one, which says that it was put in place. */
function isOnly(location: string, versions: Heap['versions']): boolean {
  const objects = versions.size === 1 ? versions.get(location) : undefined
  return objects !== undefined && isPlaced(objects.map(nameIn(location)))
}

function newHeap(partition: Partition): Heap {
  return { partition, landing: [], versions: new Map() }
}
