// Time that passes only when everything waits: tests of hours in milliseconds.
import { onTestFinished } from 'vitest'

interface Sleeper {
  readonly at: number
  readonly wake: () => void
}

/** So many turns of the event loop without anybody coming or going count as waiting. */
const QUIET_TURNS = 5
const MOST_TURNS = 100_000

export class VirtualTime {
  now = 1_790_000_000_000
  readonly #sleepers = new Set<Sleeper>()
  #quiet = 0
  #isOver = false

  constructor() {
    onTestFinished(() => {
      this.#isOver = true
    })
    setImmediate(() => this.#turn())
  }

  readonly clock = (): number => this.now

  readonly sleep = (ms: number, signal?: AbortSignal): Promise<void> =>
    new Promise(resolve => {
      this.#quiet = 0
      const wake = (): void => {
        this.#quiet = 0
        this.#sleepers.delete(sleeper)
        signal?.removeEventListener('abort', wake)
        resolve()
      }
      const sleeper = { at: this.now + Math.max(0, ms), wake }
      if (signal?.aborted) return resolve()
      this.#sleepers.add(sleeper)
      signal?.addEventListener('abort', wake)
    })

  /** Resolves as soon as `is` holds. @throws Error when it does not in a long while */
  async until(is: () => boolean | Promise<boolean>): Promise<void> {
    for (let turns = 0; !(await is()); turns++) {
      if (turns > MOST_TURNS) throw new Error(`time: expected ${is} to come true, it has not by ${this.now}`)
      await new Promise(resolve => setImmediate(resolve))
    }
  }

  #turn(): void {
    if (this.#isOver) return
    if (++this.#quiet > QUIET_TURNS) {
      const next = [...this.#sleepers].sort((a, b) => a.at - b.at)[0]
      if (next !== undefined) {
        this.now = Math.max(this.now, next.at)
        next.wake()
      }
    }
    setImmediate(() => this.#turn())
  }
}
