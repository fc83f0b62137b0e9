import { refuseForNow } from './refusal.ts'

/** Bodies being worked on hold at most this many bytes together, whatever the number of connections. */
export const MAX_BYTES_IN_HAND = 64 * 1024 * 1024

/** Bounds the memory of all requests together, as the limits of each alone do not. */
export class ByteBudget {
  #left: number

  constructor(bytes: number) {
    this.#left = bytes
  }

  /** @throws Refusal 503 when other requests have it all just now. */
  take(bytes: number): void {
    if (bytes > this.#left)
      throw refuseForNow(503, 'body: more bytes are being received than the collector can hold', 1)
    this.#left -= bytes
  }

  give(bytes: number): void {
    this.#left += bytes
  }
}

/** What one request has taken, so that it is given back at once and whole. */
export class ByteLoan {
  readonly #budget: ByteBudget
  #taken = 0

  constructor(budget: ByteBudget) {
    this.#budget = budget
  }

  take(bytes: number): void {
    this.#budget.take(bytes)
    this.#taken += bytes
  }

  giveBack(): void {
    this.#budget.give(this.#taken)
    this.#taken = 0
  }
}
