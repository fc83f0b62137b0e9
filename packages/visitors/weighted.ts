import type { Random } from './random.ts'

/** Draws items by weight in constant time (A. J. Walker's alias method). */
export class Weighted<T> {
  readonly items: readonly T[]
  #share: Float64Array
  #alias: Uint32Array

  /** @throws RangeError unless there are items and every weight is a positive number. */
  constructor(items: readonly T[], weigh: (item: T, index: number) => number) {
    const n = items.length
    const weights = items.map(weigh)
    if (n === 0 || !weights.every(weight => weight > 0 && weight < Number.POSITIVE_INFINITY)) {
      throw new RangeError(`weights: expected one or more positive numbers, got [${weights}]`)
    }
    const total = weights.reduce((sum, weight) => sum + weight, 0)
    this.items = items
    this.#share = Float64Array.from(weights, weight => (weight * n) / total)
    this.#alias = new Uint32Array(n)
    const small: number[] = []
    const large: number[] = []
    for (const [i, share] of this.#share.entries()) (share < 1 ? small : large).push(i)
    while (small.length > 0 && large.length > 0) {
      const less = small.pop()!
      const more = large.at(-1)!
      this.#alias[less] = more
      this.#share[more]! -= 1 - this.#share[less]!
      if (this.#share[more]! < 1) small.push(large.pop()!)
    }
    for (const i of [...small, ...large]) this.#share[i] = 1
  }

  draw(random: Random): T {
    const i = random.below(this.items.length)
    return this.items[random.unit() < this.#share[i]! ? i : this.#alias[i]!]!
  }
}

/** Ranks 0 to n - 1 by Zipf's law: a few take most. `flatten` eases the lead of the first. */
export function zipf(n: number, flatten = 1): Weighted<number> {
  return new Weighted(
    Array.from({ length: n }, (_, rank) => rank),
    rank => 1 / (rank + flatten),
  )
}
