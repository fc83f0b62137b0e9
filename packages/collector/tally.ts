// What came of many requests, told in one line: a line each would cost more than the requests do.
import { tellMetrics } from '@clickstream/events/emf'
import type { Counts } from './app.ts'

/**
 * At most one line in so long. What was added since the last one is told with the next request, and lost with an instance
 * that gets none: metrics are for watching, and what counts is counted in the lake.
 */
const EVERY_MS = 10_000

type Tell = (sums: Required<Counts>) => void

export class Tally {
  #sums = zero()
  #told_at = Number.NEGATIVE_INFINITY
  readonly #clock: () => number
  readonly #tell: Tell

  constructor(clock: () => number = Date.now, tell: Tell = sums => tellMetrics('collect', sums)) {
    this.#clock = clock
    this.#tell = tell
  }

  readonly add = (counts: Counts): void => {
    for (const [name, count] of Object.entries(counts)) this.#sums[name as keyof Counts] += count
  }

  /** At the end of a request: tells the sums, if it is time. */
  settle(): void {
    const now = this.#clock()
    if (now - this.#told_at < EVERY_MS) return
    this.#told_at = now
    this.#tell(this.#sums)
    this.#sums = zero()
  }
}

function zero(): Required<Counts> {
  return { accepted: 0, rejected: 0, refused: 0, failed: 0 }
}
