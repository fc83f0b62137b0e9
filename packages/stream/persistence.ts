// Sending again what a service refused, for a bounded time.
import { setTimeout as wait } from 'node:timers/promises'
import { backoff } from './retry.ts'
import { StreamBusy } from './stream.ts'

export interface PersistenceEffects {
  /** ms since 1970 */
  readonly clock?: () => number
  /** 0 ≤ n < 1 */
  readonly random?: () => number
  readonly sleep?: (ms: number) => Promise<unknown>
}

const BACKOFF_MS = 50
const BACKOFF_CAP_MS = 1000
/** What a client is told to wait. */
const RETRY_AFTER_S = 2

/** One try after another, each a little later, until the time is over. */
export class Persistence {
  readonly #deadline: number
  readonly #clock: () => number
  readonly #random: () => number
  readonly #sleep: (ms: number) => Promise<unknown>
  #failures = 0

  /** @param patience_ms for how long, from now */
  constructor(patience_ms: number, { clock = Date.now, random = Math.random, sleep = wait }: PersistenceEffects = {}) {
    this.#clock = clock
    this.#random = random
    this.#sleep = sleep
    this.#deadline = clock() + patience_ms
  }

  /**
   * Waits before the next try.
   * @throws StreamBusy with the words, when that would be too late
   */
  async pause(why: () => string): Promise<void> {
    const settings = { backoff_ms: BACKOFF_MS, backoff_cap_ms: BACKOFF_CAP_MS, random: this.#random }
    const ms = backoff(++this.#failures, settings)
    if (this.#clock() + ms > this.#deadline) throw new StreamBusy(why(), RETRY_AFTER_S)
    await this.#sleep(ms)
  }
}
