import { randomBytes } from 'node:crypto'

/** Words per slot: three of the hash, one of the hour + 1 (0: empty). */
const WORDS = 4
const MAX_LOAD = 0.6

/**
 * Which ids were seen in which hour, at about 27 bytes an id: an open hash table of 96-bit hashes. Two different ids pass
 * for one with a probability of about n² / 2^97: 10^-15 for ten million. The hash is seeded anew in every process, so
 * nobody can make ids that collide.
 */
export class IdSet {
  #seed = new Uint32Array(randomBytes(12).buffer.slice(0, 12))
  #slots = new Uint32Array(WORDS * 4096)
  #hash = new Uint32Array(3)
  size = 0

  /** The hour an id was added with, or -1. */
  get(id: string): number {
    this.#hashOf(id)
    return this.#slots[this.#find(this.#slots) + 3]! - 1
  }

  /** Adds an id, or gives a known one a new hour (whole hours since 1970). */
  set(id: string, hour: number): void {
    if ((this.size + 1) * WORDS > this.#slots.length * MAX_LOAD) this.#grow()
    this.#hashOf(id)
    const slot = this.#find(this.#slots)
    if (this.#slots[slot + 3] === 0) {
      this.size++
      this.#slots.set(this.#hash, slot)
    }
    this.#slots[slot + 3] = hour + 1
  }

  clear(): void {
    this.#slots = new Uint32Array(WORDS * 4096)
    this.size = 0
  }

  /** The slot of the current hash: its own, or the empty one it would take. */
  #find(slots: Uint32Array): number {
    const [a, b, c] = this.#hash as unknown as [number, number, number]
    const mask = slots.length / WORDS - 1
    for (let place = a & mask; ; place = (place + 1) & mask) {
      const slot = place * WORDS
      if (slots[slot + 3] === 0) return slot
      if (slots[slot] === a && slots[slot + 1] === b && slots[slot + 2] === c) return slot
    }
  }

  #grow(): void {
    const old = this.#slots
    const next = new Uint32Array(old.length * 2)
    for (let slot = 0; slot < old.length; slot += WORDS) {
      if (old[slot + 3] === 0) continue
      this.#hash.set(old.subarray(slot, slot + 3))
      next.set(old.subarray(slot, slot + WORDS), this.#find(next))
    }
    this.#slots = next
  }

  /** Three lanes of multiply and rotate over the UTF-16 units, each finished as murmur3 does. */
  #hashOf(id: string): void {
    let a = this.#seed[0]!
    let b = this.#seed[1]!
    let c = this.#seed[2]!
    for (let i = 0; i < id.length; i++) {
      const unit = id.charCodeAt(i)
      a = Math.imul(a ^ unit, 0x9e3779b1)
      a = (a << 13) | (a >>> 19)
      b = Math.imul(b ^ unit, 0x85ebca77)
      b = (b << 17) | (b >>> 15)
      c = Math.imul(c ^ unit, 0xc2b2ae3d)
      c = (c << 11) | (c >>> 21)
    }
    this.#hash[0] = finish(a ^ id.length ^ c)
    this.#hash[1] = finish(b ^ Math.imul(a, 0x27d4eb2f))
    this.#hash[2] = finish(c ^ Math.imul(b, 0x165667b1))
  }
}

function finish(word: number): number {
  let mixed = word
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b)
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
  return (mixed ^ (mixed >>> 16)) >>> 0
}
