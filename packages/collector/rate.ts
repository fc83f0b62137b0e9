/** How fast one sender may send. */
export interface Rate {
  /** Events a second, in the long run. */
  readonly events: number
  /** Events at once, after a rest. */
  readonly burst: number
}

/** Generous: it is there to stop a runaway loop, not a busy shop. */
export const DEFAULT_RATE: Rate = { events: 20_000, burst: 60_000 }

/**
 * Reads RATE_LIMIT: `1000` events a second, `1000/5000` with the burst too (else three seconds' worth), `off` for none.
 * Undefined when it says nothing.
 * @throws Error for anything else.
 */
export function parseRate(text: string | undefined): Rate | null | undefined {
  if (text === undefined || text.trim() === '') return undefined
  if (text.trim() === 'off') return null
  const [, events, burst] = /^\s*([1-9]\d{0,8})(?:\/([1-9]\d{0,8}))?\s*$/.exec(text) ?? []
  if (events !== undefined) return { events: Number(events), burst: Number(burst ?? Number(events) * 3) }
  throw new Error(
    `RATE_LIMIT: expected events a second and burst, such as 1000/5000, or off, got ${JSON.stringify(text)}`,
  )
}

const MAX_BUCKETS = 10_000

/** A token bucket a sender. Remembers the 10,000 seen last; one forgotten starts anew with a full bucket. */
export class RateLimit {
  readonly #rate: Rate
  readonly #clock: () => number
  readonly #buckets = new Map<string, { tokens: number; at: number }>()

  /** @throws RangeError for a rate or burst that is not above 0. */
  constructor(rate: Rate, clock: () => number = Date.now) {
    if (!(rate.events > 0 && rate.burst >= 1)) {
      throw new RangeError(
        `rate: expected events a second above 0 and a burst of at least 1, got ${JSON.stringify(rate)}`,
      )
    }
    this.#rate = rate
    this.#clock = clock
  }

  /** Takes `count` events from the sender's bucket: 0, or the seconds until there are enough (and none were taken). */
  take(sender: string, count: number): number {
    const { events, burst } = this.#rate
    const now = this.#clock()
    const bucket = this.#buckets.get(sender) ?? { tokens: burst, at: now }
    // The clock may step back; a bucket never loses by it.
    bucket.tokens = Math.min(burst, bucket.tokens + (Math.max(0, now - bucket.at) / 1000) * events)
    bucket.at = now
    this.#buckets.delete(sender)
    this.#buckets.set(sender, bucket)
    if (this.#buckets.size > MAX_BUCKETS) this.#buckets.delete(this.#buckets.keys().next().value!)
    // A batch above the burst passes when the bucket is full, and is paid off afterwards: else it never could.
    const needed = Math.min(count, burst)
    if (bucket.tokens < needed) return (needed - bucket.tokens) / events
    bucket.tokens -= count
    return 0
  }

  /** How many senders are remembered. */
  get size(): number {
    return this.#buckets.size
  }
}
