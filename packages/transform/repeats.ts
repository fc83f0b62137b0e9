import { events } from '@clickstream/events/tables'
import { dateOf } from '@clickstream/events/time'
import type { Catalog } from '@clickstream/lake/catalog'
import { readTextColumn } from '@clickstream/lake/parquet'
import { NotFound, type Store } from '@clickstream/lake/store'
import { IdSet } from './idset.ts'

export const HOUR = 3_600_000
/** How long after its first arrival an event_id is known again. */
export const WINDOW_HOURS = 24
/** About 220 MB of ids; beyond it all are forgotten and read again as they are needed. */
const MAX_IDS = 8_000_000

/** The batch that asks: what the lake holds of its own earlier try is no repeat. */
export interface Extent {
  readonly shard: string
  /** The batch's first sequence number, of fixed width; null when all that the lake holds counts as repeated. */
  readonly first: string | null
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
  #done = new Map<string, string>()
  #maxIds: number

  constructor(deps: { store: Store; catalog: Catalog; maxIds?: number }) {
    this.#store = deps.store
    this.#catalog = deps.catalog
    this.#maxIds = deps.maxIds ?? MAX_IDS
  }

  /** Makes sure that the ids of these hours (since 1970) and of the 24 before each are known. */
  async load(hours: Iterable<number>, extent: Extent): Promise<void> {
    const done = this.#done.get(extent.shard)
    // A batch that comes again: what it added the first time is its own and no repeat.
    if (done !== undefined && extent.first !== null && extent.first <= done) this.forget()
    if (this.#ids.size > this.#maxIds) this.forget()
    const missing = new Set<number>()
    for (const hour of hours) {
      for (let h = hour - WINDOW_HOURS; h <= hour; h++) if (!this.#loaded.has(h)) missing.add(h)
    }
    if (missing.size === 0) return
    const sorted = [...missing].sort((a, b) => a - b)
    const partitions = await this.#catalog.partitions(events.name, {
      from: dateOf(sorted[0]! * HOUR),
      to: dateOf(sorted.at(-1)! * HOUR),
    })
    for (const { values, location } of partitions) {
      const hour = Date.parse(`${values.received_date}T${values.received_hour}:00:00Z`) / HOUR
      if (missing.has(hour)) await this.#read(values.app!, hour, location, extent)
    }
    for (const hour of missing) this.#loaded.add(hour)
  }

  /** Whether this event_id arrived before within the window; if not, from now on it did. */
  isRepeated(app: string, eventId: string, hour: number): boolean {
    const key = keyOf(app, eventId)
    const before = this.#ids.get(key)
    if (before >= 0 && Math.abs(hour - before) <= WINDOW_HOURS) return true
    this.#ids.set(key, hour)
    return false
  }

  /** The batch is in the lake. */
  finish(extent: Extent, last: string): void {
    this.#done.set(extent.shard, last)
  }

  /** Back to what the lake says: after a batch that failed half-way. */
  forget(): void {
    this.#ids.clear()
    this.#loaded.clear()
    this.#done.clear()
  }

  async #read(app: string, hour: number, location: string, extent: Extent): Promise<void> {
    for (const { key } of await this.#store.list(location)) {
      if (!key.endsWith('.parquet') || isOwn(key.slice(location.length), extent)) continue
      let file: Uint8Array
      try {
        file = await this.#store.get(key)
      } catch (error) {
        if (error instanceof NotFound) continue
        throw error
      }
      for (const id of readTextColumn(file, 'event_id')) if (id !== null) this.#ids.set(keyOf(app, id), hour)
    }
  }
}

/** An event_id is its app's own. */
function keyOf(app: string, eventId: string): string {
  return `${app}\n${eventId}`
}

/** Files are called <shard>-<first sequence number>: those of this shard from this batch on are an earlier try's. */
function isOwn(name: string, { shard, first }: Extent): boolean {
  if (first === null) return false
  return name.startsWith(`${shard}-`) && name.slice(shard.length + 1, -'.parquet'.length) >= first
}
