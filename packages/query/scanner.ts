// What of the lake a query may open: the catalog's partitions, and the files in those it needs.
import { bundledTables, bundleFolder, bundleKey, groupPartitions } from '@clickstream/lake/bundle'
import type { Catalog, Partition } from '@clickstream/lake/catalog'
import { listFiles } from '@clickstream/lake/manifest'
import type { Store, StoredObject } from '@clickstream/lake/store'
import { QueryError } from './engine.ts'

/** The files of a location, and the store's stamp of before they were listed. */
interface Listing {
  readonly stamp: string | null
  readonly files: readonly StoredObject[]
}

/** Lists kept; more would be those of places that were left. */
const MAX_LISTINGS = 100_000
/** Locations listed at once: a store in a folder lets others go on between so many. */
const AT_ONCE = 500

/** What was known of the lake at one version of the catalog; when it grows, only what has its stamp still is not read anew. */
interface Snapshot {
  readonly version: number
  readonly partitions: Map<string, Promise<readonly Partition[]>>
  readonly files: Map<string, Promise<readonly StoredObject[]>>
}

/** What a statement reads of a table. */
export interface Scanned {
  readonly known: readonly Partition[]
  readonly needed: readonly Partition[]
  /** All files of the partitions needed. */
  readonly files: readonly StoredObject[]
  /** The same rows, of as few files as there are. */
  readonly opened: { readonly files: readonly StoredObject[]; readonly bundles: readonly StoredObject[] }
}

export class Scanner {
  readonly #store: Store
  readonly #catalog: Catalog
  #snapshot: Snapshot | null = null
  #listings = new Map<string, Listing>()

  constructor(store: Store, catalog: Catalog) {
    this.#store = store
    this.#catalog = catalog
  }

  /**
   * A table's partitions, those of them that `choose` takes, and the files of these: all of a partition's files, and of one
   * version of it, whatever is put in its place or swept meanwhile.
   * @throws QueryError where none of them has a file because the lake itself is not there: that is not no rows
   */
  async scan(table: string, choose: (known: readonly Partition[]) => Promise<readonly Partition[]>): Promise<Scanned> {
    for (;;) {
      const { version } = await this.#current()
      const known = await this.#partitions(table)
      const needed = await choose(known)
      const lists = await this.#files(needed)
      if (needed.length > 0 && lists.every(files => files.length === 0)) this.#expectLake(needed.length)
      // A place that was left may have been swept in part when it was listed; one that is not left is whole.
      if ((await this.#catalog.version()) === version || (await this.#arePlaced(table, needed))) {
        return { known, needed, files: lists.flat(), opened: await this.#bundle(table, known, needed, lists) }
      }
    }
  }

  /** Bundles in the place of the files of whole groups, where there are such. */
  async #bundle(
    name: string,
    known: readonly Partition[],
    needed: readonly Partition[],
    lists: readonly (readonly StoredObject[])[],
  ): Promise<Scanned['opened']> {
    const table = bundledTables.find(each => each.name === name)
    const folder = table === undefined ? '' : bundleFolder(table)
    const made = table === undefined ? [] : await this.#list([folder]).then(([files]) => files!)
    if (table === undefined || made.length === 0) return { files: lists.flat(), bundles: [] }
    const keys = new Map(made.map(file => [file.key, file]))
    const filesOf = new Map(needed.map((partition, i) => [partition, lists[i]!]))
    const files: StoredObject[] = []
    const bundles: StoredObject[] = []
    for (const [group, all] of groupPartitions(table, known)) {
      const own = all.flatMap(partition => filesOf.get(partition) ?? [])
      const isWhole = all.every(partition => filesOf.has(partition))
      const bundle = isWhole ? keys.get(bundleKey(table, group, own)) : undefined
      if (bundle === undefined) files.push(...own)
      else bundles.push(bundle)
    }
    return { files, bundles }
  }

  #expectLake(partitions: number): void {
    const missing = this.#store.missing?.() ?? null
    if (missing === null) return
    // It may be back when it is asked for next, at the same version.
    this.forget()
    const what = partitions === 1 ? '1 partition' : `${partitions} partitions`
    throw new QueryError(`lake: expected the files of ${what} in ${missing}, the folder is not there`)
  }

  /** What was known is looked for again. */
  forget(): void {
    this.#snapshot = null
    this.#listings.clear()
  }

  async #partitions(table: string): Promise<readonly Partition[]> {
    const { partitions } = await this.#current()
    return remember(partitions, table, () => this.#catalog.partitions(table))
  }

  async #files(partitions: readonly Partition[]): Promise<(readonly StoredObject[])[]> {
    const { files } = await this.#current()
    const locations = partitions.map(({ location }) => location).filter(location => !files.has(location))
    if (locations.length > 0) {
      const listing = this.#list(locations)
      for (const [i, location] of locations.entries()) {
        remember(files, location, () => listing.then(lists => lists[i]!))
      }
    }
    return Promise.all(partitions.map(({ location }) => files.get(location)!))
  }

  /** Where DuckDB opens a file. */
  locate(file: StoredObject): string {
    return this.#store.locate(file.key)
  }

  async #arePlaced(table: string, partitions: readonly Partition[]): Promise<boolean> {
    const places = new Set((await this.#catalog.partitions(table)).map(({ location }) => location))
    return partitions.every(({ location }) => places.has(location))
  }

  /** The files of each location: those that were listed before, where nothing came or went since. */
  async #list(locations: readonly string[]): Promise<(readonly StoredObject[])[]> {
    if (this.#listings.size > MAX_LISTINGS) this.#listings.clear()
    const stamps = this.#store.stamp?.(locations) ?? []
    const lists: (readonly StoredObject[])[] = []
    for (let first = 0; first < locations.length; first += AT_ONCE) {
      const some = locations.slice(first, first + AT_ONCE)
      lists.push(...(await Promise.all(some.map((location, i) => this.#listOne(location, stamps[first + i] ?? null)))))
    }
    return lists
  }

  async #listOne(location: string, stamp: string | null): Promise<readonly StoredObject[]> {
    const known = this.#listings.get(location)
    if (stamp !== null && known?.stamp === stamp) return known.files
    const files = await listFiles(this.#store, location)
    this.#listings.set(location, { stamp, files })
    return files
  }

  async #current(): Promise<Snapshot> {
    // The version goes first: what is written meanwhile makes the next snapshot another one.
    const version = await this.#catalog.version()
    if (this.#snapshot?.version !== version) {
      this.#snapshot = { version, partitions: new Map(), files: new Map() }
    }
    return this.#snapshot
  }
}

function remember<T>(known: Map<string, Promise<T>>, key: string, load: () => Promise<T>): Promise<T> {
  const found = known.get(key)
  if (found !== undefined) return found
  const loading = load()
  known.set(key, loading)
  loading.catch(() => known.delete(key))
  return loading
}
