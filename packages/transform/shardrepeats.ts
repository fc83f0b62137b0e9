// What is known of repeats, shard by shard: on AWS a shard's batches come to one instance now and to another then, and an
// instance has several shards' in turn. What another shard brought, or what is older, is left to compaction, which drops what
// is repeated within a day whatever its shard.
import type { Catalog } from '@clickstream/lake/catalog'
import type { Store } from '@clickstream/lake/store'
import { Repeats, WINDOW_HOURS } from './repeats.ts'

/** 106 to 212 MB of ids, of all shards together. */
const MAX_IDS = 4_000_000

export class ShardRepeats {
  readonly #deps: { readonly store: Store; readonly catalog: Catalog }
  readonly #hours: number
  readonly #maxIds: number
  /** The one asked for last is the last. */
  readonly #byShard = new Map<string, Repeats>()

  constructor(deps: { readonly store: Store; readonly catalog: Catalog }, hours: number, maxIds = MAX_IDS) {
    this.#deps = deps
    this.#hours = hours
    this.#maxIds = maxIds
  }

  /** How many shards are remembered. */
  get shards(): number {
    return this.#byShard.size
  }

  /** The shard's own; those asked for longest ago are forgotten where all together are too many. */
  of(shard: string): Repeats {
    const { store, catalog } = this.#deps
    const scope = { shard, hours: this.#hours, maxIds: this.#maxIds }
    const repeats = this.#byShard.get(shard) ?? new Repeats({ store, catalog, ...scope })
    this.#byShard.delete(shard)
    this.#byShard.set(shard, repeats)
    for (const other of this.#byShard.keys()) {
      if (other === shard || this.#count() <= this.#maxIds) break
      this.#byShard.delete(other)
    }
    return repeats
  }

  #count(): number {
    let count = 0
    for (const { size } of this.#byShard.values()) count += size
    return count
  }
}

/**
 * Reads REPEAT_HOURS, 0 to 24. Undefined where it says nothing.
 * @throws Error for anything else
 */
export function readRepeatHours(text: string | undefined): number | undefined {
  if (text === undefined || text.trim() === '') return undefined
  const hours = Number(text)
  if (Number.isInteger(hours) && hours >= 0 && hours <= WINDOW_HOURS) return hours
  throw new Error(`REPEAT_HOURS: expected hours from 0 to ${WINDOW_HOURS}, got ${JSON.stringify(text)}`)
}
