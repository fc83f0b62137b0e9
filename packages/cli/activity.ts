// Whether somebody is at work, so that what is less urgent can wait.
import { setTimeout as pause } from 'node:timers/promises'

/** Whoever ended a moment ago has probably more to do. */
const MOMENT_MS = 250

export class Activity {
  readonly #clock: () => number
  #running = 0
  #ended_at = Number.NEGATIVE_INFINITY

  /** @param clock ms, never going back */
  constructor(clock: () => number = () => performance.now()) {
    this.#clock = clock
  }

  /** The same function, watched. */
  watch<Input, Output>(work: (input: Input) => Promise<Output>): (input: Input) => Promise<Output> {
    return async input => {
      this.#running++
      try {
        return await work(input)
      } finally {
        this.#running--
        this.#ended_at = this.#clock()
      }
    }
  }

  get isBusy(): boolean {
    return this.#running > 0 || this.#clock() - this.#ended_at < MOMENT_MS
  }

  /** Resolves when nobody is at work, or after so many ms. */
  async rest(patience_ms: number): Promise<void> {
    const until = this.#clock() + patience_ms
    while (this.isBusy && this.#clock() < until) await pause(MOMENT_MS / 5)
  }
}
