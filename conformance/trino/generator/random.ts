// Chance that a seed repeats: xorshift over 32 bits, after a mix so that neighbouring seeds are strangers.

export interface Random {
  /** A whole number from 0 to below `count`. */
  below(count: number): number
  chance(share: number): boolean
  pick<T>(list: readonly T[]): T
  /** So many of the list, each once, in the list's order. */
  some<T>(list: readonly T[], count: number): T[]
}

export function seedRandom(...seeds: readonly number[]): Random {
  let state = seeds.reduce((mixed, seed) => mix(mixed ^ seed), 0x9e3779b9) || 1
  const below = (count: number) => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) % count
  }
  return {
    below,
    chance: share => below(1_000_000) < share * 1_000_000,
    pick: list => list[below(list.length)]!,
    some: (list, count) => {
      const left = list.map((_, i) => i)
      while (left.length > count) left.splice(below(left.length), 1)
      return left.map(i => list[i]!)
    },
  }
}

function mix(seed: number): number {
  let mixed = Math.imul(seed ^ (seed >>> 16), 0x45d9f3b)
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x45d9f3b)
  return mixed ^ (mixed >>> 16)
}
