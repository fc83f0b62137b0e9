import { events } from '@clickstream/events/tables'
import { dateOf, HOUR } from '@clickstream/events/time'
import type { Catalog } from '@clickstream/lake/catalog'
import { eachOf } from '@clickstream/lake/parallel'
import type { Store } from '@clickstream/lake/store'
import { type Extent, isAhead, isOthers, isOwn } from './extent.ts'
import { readIds } from './idfile.ts'
import { IdSet } from './idset.ts'
import { Known } from './known.ts'

/** An event_id that comes again so many hours after it first came is one event. */
export const WINDOW_HOURS = 24
/** A clock that is set back lets an event come again in an hour before its own. */
const AHEAD_HOURS = 1
/** 256 MiB of ids; beyond it all are forgotten, and those of the window read again. */
const MAX_IDS = 8_000_000
/** Partitions looked into side by side, and files of each. */
const AT_ONCE = 8

/** Which part of the lake is asked: all of it, where it is at hand; or what comes cheap, where every file is a request. */
export interface Scope {
  /** Default WINDOW_HOURS. */
  readonly hours?: number
  /**
   * Of what landed, the batch's own shard alone, and what jobs wrote: a client's retry has the partition key, and so the
   * shard, of its first try. Hours are read from the newest back, until there are maxIds ids. What is repeated beyond that,
   * as after a shard was split, is left to compaction, which drops it within a day, whatever its shard.
   */
  readonly byShard?: boolean
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
  /** By shard; where all of the lake is asked, under one name. */
  #known = new Map<string, Known>()
  /** Of the batch that began last. */
  #current = new Known()
  #done = new Map<string, string>()
  /** The shards of which a batch began since their last failure: what comes next of them is no earlier try's. */
  #begun = new Set<string>()
  /** Files that an earlier try of the batch left. */
  #left: string[] = []
  /** Files whose ids are known, where it is by shard. */
  #seen = new Set<string>()
  /** Shards of which a batch met a file of records after its own: it was of a try that broke off, and is no truth yet. */
  #ahead = new Set<string>()
  readonly #hours: number
  readonly #byShard: boolean
  readonly #maxIds: number
  /** Where the next forgetting is due: twice the window's own ids, if they are many; null before they are read. */
  #limit: number | null = null

  constructor(deps: { readonly store: Store; readonly catalog: Catalog } & Scope) {
    this.#store = deps.store
    this.#catalog = deps.catalog
    this.#hours = deps.hours ?? WINDOW_HOURS
    this.#byShard = deps.byShard ?? false
    this.#maxIds = deps.maxIds ?? MAX_IDS
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
      : this.#knownOf(shard).loaded.size > 0
    // Where nothing is the batch's own, nothing has to be left out.
    const isOver = this.#ids.size > (this.#limit ?? this.#maxIds)
    if ((first !== null && mayBeAgain) || this.#ahead.has(shard) || isOver) this.forget()
    this.#begun.add(shard)
    this.#current = this.#knownOf(shard)
  }

  /** Whether this hour (since 1970), the window before it and the one after it are known. */
  isLoaded(hour: number): boolean {
    return this.#current.complete.has(hour)
  }

  /** Makes this hour, the window before it and the one after it known. */
  async load(hour: number, extent: Extent): Promise<void> {
    const known = this.#current
    const missing = known.missing(hour - this.#hours, hour + AHEAD_HOURS)
    const range = { from: dateOf((hour - this.#hours) * HOUR), to: dateOf((hour + AHEAD_HOURS) * HOUR) }
    const read = new Set<string>()
    // Until nothing is new: what was moved while it was read is looked for where it is now.
    for (let isNew = true; isNew; ) {
      isNew = false
      const partitions = await this.#catalog.partitions(events.name, range)
      const byHour = [...Map.groupBy(partitions, hourIn)].sort(([a], [b]) => b - a)
      for (const [of, all] of byHour) {
        const found = all.filter(({ location }) => missing.has(of) && !read.has(location))
        for (const { location } of found) read.add(location)
        isNew ||= found.length > 0
        if (this.#byShard && this.#ids.size >= this.#maxIds) continue
        await eachOf(found, AT_ONCE, ({ values, location }) => this.#read(values.app!, of, location, extent))
      }
    }
    known.add(missing, hour)
    // A window that alone is beyond the limit would be read again for every batch.
    this.#limit ??= Math.max(this.#maxIds, 2 * this.#ids.size)
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
    if (this.#byShard) for (const key of written) this.#seen.add(key)
    const done = this.#done.get(shard)
    if (done === undefined || last > done) this.#done.set(shard, last)
  }

  /** Back to what the lake says: the batch failed half-way. */
  fail({ shard }: Extent): void {
    this.#begun.delete(shard)
    this.forget()
  }

  /** Another has had the shard since: what it brought is not known. */
  renew(shard: string): void {
    if (this.#byShard) this.#knownOf(shard).renew()
    else this.forget()
  }

  /** Back to what the lake says. */
  forget(): void {
    this.#ids.clear()
    this.#seen.clear()
    this.#ahead.clear()
    this.#known.clear()
    this.#limit = null
  }

  #knownOf(shard: string): Known {
    const name = this.#byShard ? shard : ''
    const known = this.#known.get(name) ?? new Known()
    this.#known.set(name, known)
    return known
  }

  async #read(app: string, hour: number, location: string, extent: Extent): Promise<void> {
    const files: { readonly key: string; readonly size: number }[] = []
    for (const file of await this.#store.list(location)) {
      const name = file.key.slice(location.length)
      if (!name.endsWith('.parquet') || this.#seen.has(file.key)) continue
      if (this.#byShard && isOthers(name, extent.shard)) continue
      if (isOwn(name, extent)) this.#left.push(file.key)
      // Whoever gets its batch next, or a half of it, may write fewer rows over it.
      else if (this.#byShard && isAhead(name, extent)) this.#ahead.add(extent.shard)
      else files.push(file)
    }
    await eachOf(files, AT_ONCE, async ({ key, size }) => {
      await readIds(this.#store, key, size, id => this.#ids.swap(app, id, hour))
      if (this.#byShard) this.#seen.add(key)
    })
  }
}

function hourIn({ values }: { readonly values: Readonly<Record<string, string>> }): number {
  return Date.parse(`${values.received_date}T${values.received_hour}:00:00Z`) / HOUR
}
