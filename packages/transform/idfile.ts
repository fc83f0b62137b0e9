// The event_ids that a file of the lake has.
import { NotFound, type Store } from '@clickstream/lake/store'
import { readTextColumn, readTexts, type Texts } from '@clickstream/lake/textcolumn'

/** Bytes up to which a file is read whole. */
const AT_ONCE = 1024 * 1024

/**
 * Tells each id of the file. A file that is spoilt, or gone, must not stop what comes after it: then no more of its ids are
 * known, and `compact` names it.
 * @throws what the store throws but for NotFound
 */
export async function readIds(store: Store, key: string, size: number, tell: (id: string) => void): Promise<void> {
  const access = new Access(store, key)
  try {
    for await (const ids of readColumn(access, size)) for (const id of ids) if (id !== null) tell(id)
  } catch {
    if (access.error !== undefined && !(access.error instanceof NotFound)) throw access.error
  }
}

/** A small file at once; of a large one only what is needed, a part at a time, so that others have their turn. */
async function* readColumn(access: Access, size: number): AsyncGenerator<Texts> {
  if (size < AT_ONCE || !access.isPartial) yield await readTextColumn(await access.whole(), 'event_id')
  else yield* readTexts(size, access.part, 'event_id')
}

/** Reads one object, and tells what the store said from what was wrong with the bytes. */
class Access {
  error: unknown
  readonly #store: Store
  readonly #key: string

  constructor(store: Store, key: string) {
    this.#store = store
    this.#key = key
  }

  get isPartial(): boolean {
    return this.#store.read !== undefined
  }

  whole = (): Promise<Uint8Array> => this.#note(this.#store.get(this.#key))

  part = (start: number, end: number): Promise<Uint8Array> => this.#note(this.#store.read!(this.#key, start, end))

  async #note<T>(answer: Promise<T>): Promise<T> {
    try {
      return await answer
    } catch (error) {
      this.error = error
      throw error
    }
  }
}
