// Chance that comes out the same everywhere: 32-bit integer arithmetic and + - * / only, since the language leaves the last
// bits of Math.log, exp and pow to the machine.

/** A seed of its own for each use, so that drawing more for one thing changes nothing for another. */
export function deriveSeed(seed: number, use: string): number {
  let hash = mix(seed ^ 0x9e3779b9)
  for (let i = 0; i < use.length; i++) hash = mix(hash ^ use.charCodeAt(i))
  return hash
}

/** Numbers drawn by sfc32 (C. Doty-Humphrey) from a seed and up to two keys: the same keys, the same numbers. */
export class Random {
  #a: number
  #b: number
  #c: number
  #count = 1

  constructor(seed: number, key = 0, subkey = 0) {
    this.#a = mix(seed)
    this.#b = mix(key ^ this.#a)
    this.#c = mix(subkey ^ this.#b)
    for (let i = 0; i < 8; i++) this.uint32()
  }

  /** A whole number from 0 to 2^32 - 1. */
  uint32(): number {
    const sum = (this.#a + this.#b + this.#count) | 0
    this.#count = (this.#count + 1) | 0
    this.#a = this.#b ^ (this.#b >>> 9)
    this.#b = (this.#c + (this.#c << 3)) | 0
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + sum) | 0
    return sum >>> 0
  }

  /** From 0 up to but not 1. */
  unit(): number {
    return this.uint32() / 0x1_0000_0000
  }

  /** A whole number from 0 up to but not `n`. */
  below(n: number): number {
    return Math.floor(this.unit() * n)
  }

  /** Whether something of this probability happens. */
  chance(probability: number): boolean {
    return this.unit() < probability
  }

  pick<T>(list: readonly T[]): T {
    return list[this.below(list.length)] as T
  }

  /** A whole number from a distribution given by its evenly spaced quantiles, least to greatest, straight between them. */
  spread(quantiles: readonly number[]): number {
    const place = this.unit() * (quantiles.length - 1)
    const i = Math.floor(place)
    const low = quantiles[i]!
    return Math.round(low + (quantiles[i + 1]! - low) * (place - i))
  }

  /** A version 4 UUID. */
  uuid(): string {
    const [a, b, c, d] = [this.uint32(), this.uint32(), this.uint32(), this.uint32()]
    return (
      `${hex[a >>> 16]}${hex[a & 0xffff]}-${hex[b >>> 16]}-${hex[(b & 0xfff) | 0x4000]}-` +
      `${hex[((c >>> 16) & 0x3fff) | 0x8000]}-${hex[c & 0xffff]}${hex[d >>> 16]}${hex[d & 0xffff]}`
    )
  }
}

const hex = Array.from({ length: 0x1_0000 }, (_, i) => i.toString(16).padStart(4, '0'))

/** MurmurHash3's 32-bit finaliser: every bit of the input reaches every bit of the output. */
function mix(value: number): number {
  let h = (value + 0x6d2b79f5) | 0
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return h ^ (h >>> 16)
}
