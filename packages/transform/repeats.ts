import { events } from '@clickstream/events/tables'
import { dateOf, HOUR } from '@clickstream/events/time'
import type { Catalog } from '@clickstream/lake/catalog'
import { NotFound, type Store } from '@clickstream/lake/store'
import { readTextColumn, readTexts, type Texts } from '@clickstream/lake/textcolumn'
import { IdSet } from './idset.ts'

/** An event_id that comes again so many hours after it first came is one event. */
export const WINDOW_HOURS = 24
/** A clock that is set back lets an event come again in an hour before its own. */
const AHEAD_HOURS = 1
/** 256 MiB of ids; beyond it all are forgotten, and those of the window read again. */
const MAX_IDS = 8_000_000

/** Bytes up to which a file is read whole. */
const AT_ONCE = 1024 * 1024

/** The batch that asks: what the lake holds of its own earlier try is no repeat. */
export interface Extent {
  readonly shard: string
  /** The batch's first sequence number, of fixed width; null when all that the lake holds counts as repeated. */
  readonly first: string | null
  /** Its last. */
  readonly last: string
}

/**
 * Which events the lake has already. The lake's own files are the truth: the hours a batch needs are read from them when
 * first asked for, so there is nothing to keep, to sync or to lose beside them.
 */
export class Repeats {
  #store: Store
  #catalog: Catalog
  #ids = new IdSet()
  #loaded = new Set<number>()
  #complete = new Set<number>()
  #done = new Map<string, string>()
  /** The shards of which a batch began since their last failure: what comes next of them is no earlier try's. */
  #begun = new Set<string>()
  /** Files that an earlier try of the batch left. */
  #left: string[] = []
  #maxIds: number
  /** Where the next forgetting is due: twice the window's own ids, if they are many. */
  #limit: number

  constructor(deps: { store: Store; catalog: Catalog; maxIds?: number }) {
    this.#store = deps.store
    this.#catalog = deps.catalog
    this.#maxIds = deps.maxIds ?? MAX_IDS
    this.#limit = this.#maxIds
  }

  /** Before a batch: one that comes again, or may, as it is its shard's first, starts from what the lake says without it. */
  begin(extent: Extent): void {
    this.#left = []
    const { shard, first } = extent
    const done = this.#done.get(shard)
    const mayBeAgain = this.#begun.has(shard)
      ? done !== undefined && first !== null && first <= done
      : this.#loaded.size > 0
    // Where nothing is the batch's own, nothing has to be left out.
    if ((first !== null && mayBeAgain) || this.#ids.size > this.#limit) this.forget()
    this.#begun.add(shard)
  }

  /** Whether this hour (since 1970), the 24 before it and the one after it are known. */
  isLoaded(hour: number): boolean {
    return this.#complete.has(hour)
  }

  /** Makes this hour, the 24 before it and the one after it known. */
  async load(hour: number, extent: Extent): Promise<void> {
    const missing = new Set<number>()
    for (let h = hour - WINDOW_HOURS; h <= hour + AHEAD_HOURS; h++) if (!this.#loaded.has(h)) missing.add(h)
    const range = { from: dateOf((hour - WINDOW_HOURS) * HOUR), to: dateOf((hour + AHEAD_HOURS) * HOUR) }
    const read = new Set<string>()
    // Until nothing is new: what was moved while it was read is looked for where it is now.
    for (let isNew = true; isNew; ) {
      isNew = false
      for (const { values, location } of await this.#catalog.partitions(events.name, range)) {
        const of = Date.parse(`${values.received_date}T${values.received_hour}:00:00Z`) / HOUR
        if (!missing.has(of) || read.has(location)) continue
        read.add(location)
        isNew = true
        await this.#read(values.app!, of, location, extent)
      }
    }
    for (const h of missing) this.#loaded.add(h)
    // A window that alone is beyond the limit would be read again for every batch.
    if (this.#complete.size === 0) this.#limit = Math.max(this.#maxIds, 2 * this.#ids.size)
    this.#complete.add(hour)
  }

  /** Whether this event_id of this app arrived before within the window; if not, from now on it did. */
  isRepeated(app: string, eventId: string, hour: number): boolean {
    const before = this.#ids.swap(app, eventId, hour)
    if (before === -1 || Math.abs(hour - before) > WINDOW_HOURS) return false
    // The window counts from the first arrival, so that it closes even on a client that never stops.
    if (before < hour) this.#ids.swap(app, eventId, before)
    return true
  }

  /**
   * The batch is in the lake, in the files `written`. What an earlier try left under other names goes: an event it began
   * with has come by another way since, and its other rows are in the files of this try.
   */
  async finish({ shard, last }: Extent, written: readonly string[]): Promise<void> {
    for (const key of this.#left) if (!written.includes(key)) await this.#store.remove(key)
    const done = this.#done.get(shard)
    if (done === undefined || last > done) this.#done.set(shard, last)
  }

  /** Back to what the lake says: the batch failed half-way. */
  fail({ shard }: Extent): void {
    this.#begun.delete(shard)
    this.forget()
  }

  /** Back to what the lake says. */
  forget(): void {
    this.#ids.clear()
    this.#loaded.clear()
    this.#complete.clear()
  }

  async #read(app: string, hour: number, location: string, extent: Extent): Promise<void> {
    for (const { key, size } of await this.#store.list(location)) {
      if (!key.endsWith('.parquet')) continue
      if (isOwn(key.slice(location.length), extent)) {
        this.#left.push(key)
        continue
      }
      const access = new Access(this.#store, key)
      try {
        for await (const ids of readIds(access, size)) {
          for (const id of ids) if (id !== null) this.#ids.swap(app, id, hour)
        }
      } catch {
        // A file that is spoilt must not stop what comes after it: its ids are not known, and `compact` names it.
        if (access.error !== undefined && !(access.error instanceof NotFound)) throw access.error
      }
    }
  }
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

/** A small file at once; of a large one only what is needed, a part at a time, so that others have their turn. */
async function* readIds(access: Access, size: number): AsyncGenerator<Texts> {
  if (size < AT_ONCE || !access.isPartial) yield await readTextColumn(await access.whole(), 'event_id')
  else yield* readTexts(size, access.part, 'event_id')
}

/** Files are called <shard>-<first sequence number>: those of this shard and within the batch are an earlier try's. */
function isOwn(name: string, { shard, first, last }: Extent): boolean {
  if (first === null || !name.startsWith(`${shard}-`)) return false
  const sequence = name.slice(shard.length + 1, -'.parquet'.length)
  return sequence >= first && sequence <= last
}
