import { setTimeout } from 'node:timers/promises'

/** Time as an effect: tests pass one that does not wait. */
export interface Clock {
  /** ms since 1970 */
  now(): number
  /** Resolves after `ms`, or at once when the signal is aborted. Never rejects. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>
}

export const systemClock: Clock = {
  now: Date.now,
  sleep: async (ms, signal) => {
    await setTimeout(Math.max(0, ms), undefined, signal === undefined ? {} : { signal }).catch(() => {})
  },
}
