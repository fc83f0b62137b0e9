// What the lake's files say of their columns: read once a file, as no file is ever changed.
import { type Bound, type Chunk, type RowGroup, readRowGroups } from '@clickstream/lake/footer'
import type { Store, StoredObject } from '@clickstream/lake/store'
import { readDictionary } from '@clickstream/lake/textcolumn'

/** Files of which it is kept, about 5 KB each: those asked for last. */
const MOST = 20_000
/** Files read at once. */
const AT_ONCE = 64

export class Footers {
  readonly #store: Store
  #known = new Map<string, Promise<readonly RowGroup[]>>()
  #values = new WeakMap<Chunk, Promise<readonly Bound[]>>()

  constructor(store: Store) {
    this.#store = store
  }

  /** The row groups of each file. @throws RangeError where one is no Parquet, NotFound where it is gone */
  async read(files: readonly StoredObject[]): Promise<(readonly RowGroup[])[]> {
    const found: (readonly RowGroup[])[] = []
    for (let first = 0; first < files.length; first += AT_ONCE) {
      found.push(...(await Promise.all(files.slice(first, first + AT_ONCE).map(file => this.#find(file)))))
    }
    return found
  }

  #find(file: StoredObject): Promise<readonly RowGroup[]> {
    const name = `${file.key} ${file.size} ${file.modified_at}`
    const known = this.#known.get(name) ?? this.#read(file)
    this.#known.delete(name)
    this.#known.set(name, known)
    if (this.#known.size > MOST) this.#known.delete(this.#known.keys().next().value!)
    known.catch(() => this.#known.delete(name))
    return known
  }

  /** The values of a chunk that has all of them in its dictionary; null for another. */
  async values(file: StoredObject, chunk: Chunk): Promise<readonly Bound[] | null> {
    const { dictionary } = chunk
    if (dictionary === null) return null
    const { start, end, codec } = dictionary
    const known = this.#values.get(chunk) ?? this.#bytes(file, start, end).then(bytes => readValues(bytes, codec))
    this.#values.set(chunk, known)
    return known
  }

  async #read(file: StoredObject): Promise<readonly RowGroup[]> {
    return readRowGroups(file.size, (start, end) => this.#bytes(file, start, end))
  }

  async #bytes({ key }: StoredObject, start: number, end: number): Promise<Uint8Array> {
    const store = this.#store
    return store.read === undefined ? (await store.get(key)).subarray(start, end) : store.read(key, start, end)
  }
}

function readValues(bytes: Uint8Array, codec: number): readonly Bound[] {
  return readDictionary(bytes, codec).map(value => Buffer.from(value).toString('latin1'))
}
