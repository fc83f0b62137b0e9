import { events } from '@clickstream/events/tables'
import { dateOf, HOUR } from '@clickstream/events/time'
import type { Catalog } from '@clickstream/lake/catalog'
import type { Store } from '@clickstream/lake/store'
import { readIds } from './idfile.ts'
import { IdSet } from './idset.ts'

/** An event_id that comes again so many hours after it first came is one event. */
export const WINDOW_HOURS = 24
/** A clock that is set back lets an event come again in an hour before its own. */
const AHEAD_HOURS = 1
/** 256 MiB of ids; beyond it all are forgotten, and those of the window read again. */
const MAX_IDS = 8_000_000
/** Files read side by side. */
const AT_ONCE = 8

/** The batch that asks: what the lake holds of its own earlier try is no repeat. */
export interface Extent {
  readonly shard: string
  /** The batch's first sequence number, of fixed width; null when all that the lake holds counts as repeated. */
  readonly first: string | null
  /** Its last. */
  readonly last: string
}

/** Which part of the lake is asked: all of it, where it is at hand; what comes cheap, where every file is a request. */
export interface Scope {
  /** Default WINDOW_HOURS. */
  readonly hours?: number
  /**
   * Only this shard's files, and those that jobs wrote: a client's retry has the partition key, and so the shard, of its
   * first try. The hours are then read from the newest back, until there are maxIds ids.
   */
  readonly shard?: string
  /** Default 8,000,000, 27 to 53 bytes each. */
  readonly maxIds?: number
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
  /** Files whose ids are known, where the scope is a shard. */
  #seen = new Set<string>()
  /** The newest hour that was asked for. */
  #newest = Number.NEGATIVE_INFINITY
  readonly #hours: number
  readonly #shard: string | undefined
  readonly #maxIds: number
  /** Where the next forgetting is due: twice the window's own ids, if they are many. */
  #limit: number

  constructor(deps: { readonly store: Store; readonly catalog: Catalog } & Scope) {
    this.#store = deps.store
    this.#catalog = deps.catalog
    this.#hours = deps.hours ?? WINDOW_HOURS
    this.#shard = deps.shard
    this.#maxIds = deps.maxIds ?? MAX_IDS
    this.#limit = this.#maxIds
  }

  /** How many ids are remembered. */
  get size(): number {
    return this.#ids.size
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

  /** Whether this hour (since 1970), the window before it and the one after it are known. */
  isLoaded(hour: number): boolean {
    return this.#complete.has(hour)
  }

  /** Makes this hour, the window before it and the one after it known. */
  async load(hour: number, extent: Extent): Promise<void> {
    const missing = new Set<number>()
    for (let h = hour - this.#hours; h <= hour + AHEAD_HOURS; h++) if (!this.#loaded.has(h)) missing.add(h)
    const range = { from: dateOf((hour - this.#hours) * HOUR), to: dateOf((hour + AHEAD_HOURS) * HOUR) }
    const read = new Set<string>()
    // Until nothing is new: what was moved while it was read is looked for where it is now.
    for (let isNew = true; isNew; ) {
      isNew = false
      const partitions = (await this.#catalog.partitions(events.name, range)).map(each => ({
        ...each,
        of: hourIn(each),
      }))
      for (const { values, location, of } of partitions.sort((a, b) => b.of - a.of)) {
        if (!missing.has(of) || read.has(location)) continue
        read.add(location)
        isNew = true
        if (this.#shard === undefined || this.#ids.size < this.#maxIds)
          await this.#read(values.app!, of, location, extent)
      }
    }
    for (const h of missing) this.#loaded.add(h)
    this.#newest = Math.max(this.#newest, hour)
    // A window that alone is beyond the limit would be read again for every batch.
    if (this.#complete.size === 0) this.#limit = Math.max(this.#maxIds, 2 * this.#ids.size)
    this.#complete.add(hour)
  }

  /** Whether this event_id of this app arrived before within the window; if not, from now on it did. */
  isRepeated(app: string, eventId: string, hour: number): boolean {
    const before = this.#ids.swap(app, eventId, hour)
    if (before === -1 || Math.abs(hour - before) > Math.max(this.#hours, AHEAD_HOURS)) return false
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
    if (this.#shard !== undefined) for (const key of written) this.#seen.add(key)
    const done = this.#done.get(shard)
    if (done === undefined || last > done) this.#done.set(shard, last)
  }

  /** Back to what the lake says: the batch failed half-way. */
  fail({ shard }: Extent): void {
    this.#begun.delete(shard)
    this.forget()
  }

  /** Another has had the shard since: what it brought is read, and it can only be in the hours from the newest on. */
  renew(): void {
    if (this.#shard === undefined) this.forget()
    for (const hour of this.#loaded) if (hour >= this.#newest - 1) this.#loaded.delete(hour)
    this.#complete.clear()
  }

  /** Back to what the lake says. */
  forget(): void {
    this.#ids.clear()
    this.#seen.clear()
    this.#loaded.clear()
    this.#complete.clear()
  }

  async #read(app: string, hour: number, location: string, extent: Extent): Promise<void> {
    const files: { readonly key: string; readonly size: number }[] = []
    for (const file of await this.#store.list(location)) {
      const name = file.key.slice(location.length)
      if (!name.endsWith('.parquet') || this.#seen.has(file.key) || this.#isOthers(name)) continue
      if (isOwn(name, extent)) this.#left.push(file.key)
      else files.push(file)
    }
    for (let i = 0; i < files.length; i += AT_ONCE) {
      const reading = files.slice(i, i + AT_ONCE).map(async ({ key, size }) => {
        await readIds(this.#store, key, size, id => this.#ids.swap(app, id, hour))
        if (this.#shard !== undefined) this.#seen.add(key)
      })
      // None is left behind that would go on reading after a failure.
      const failed = (await Promise.allSettled(reading)).find(({ status }) => status === 'rejected')
      if (failed !== undefined) throw (failed as PromiseRejectedResult).reason
    }
  }

  /** Whether a file has what another shard brought, and nothing else. */
  #isOthers(name: string): boolean {
    return this.#shard !== undefined && name.startsWith('shardId-') && !name.startsWith(`${this.#shard}-`)
  }
}

function hourIn({ values }: { readonly values: Readonly<Record<string, string>> }): number {
  return Date.parse(`${values.received_date}T${values.received_hour}:00:00Z`) / HOUR
}

/** Files are called <shard>-<first sequence number>: those of this shard and within the batch are an earlier try's. */
function isOwn(name: string, { shard, first, last }: Extent): boolean {
  if (first === null || !name.startsWith(`${shard}-`)) return false
  const sequence = name.slice(shard.length + 1, -'.parquet'.length)
  return sequence >= first && sequence <= last
}
