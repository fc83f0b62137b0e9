// What of the lake a query may open: the catalog's partitions, and the files in those it needs.
import type { Catalog, Partition } from '@clickstream/lake/catalog'
import { listFiles } from '@clickstream/lake/manifest'
import type { Store, StoredObject } from '@clickstream/lake/store'

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
   */
  async scan(
    table: string,
    choose: (known: readonly Partition[]) => Promise<readonly Partition[]>,
  ): Promise<{ known: readonly Partition[]; needed: readonly Partition[]; files: StoredObject[] }> {
    for (;;) {
      const { version } = await this.#current()
      const known = await this.#partitions(table)
      const needed = await choose(known)
      const files = await this.#files(needed)
      // A place that was left may have been swept in part when it was listed; one that is not left is whole.
      if ((await this.#catalog.version()) === version || (await this.#arePlaced(table, needed))) {
        return { known, needed, files }
      }
    }
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

  async #files(partitions: readonly Partition[]): Promise<StoredObject[]> {
    const { files } = await this.#current()
    const locations = partitions.map(({ location }) => location).filter(location => !files.has(location))
    if (locations.length > 0) {
      const listing = this.#list(locations)
      for (const [i, location] of locations.entries()) {
        remember(files, location, () => listing.then(lists => lists[i]!))
      }
    }
    return (await Promise.all(partitions.map(({ location }) => files.get(location)!))).flat()
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
