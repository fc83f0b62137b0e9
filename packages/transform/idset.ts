/** Words per slot: three of the hash, one of the hour + 1 (0: empty). */
const WORDS = 4
const MAX_LOAD = 0.6
/** Slots at first, 1 MiB. */
const FIRST = 65_536

/**
 * Which ids were seen in which hour, at 27 to 53 bytes an id: an open hash table of 96-bit hashes. Two different ids pass
 * for one with a probability of about n² / 2^97: 10^-15 for ten million. The hash is seeded anew in every process, so
 * nobody can make ids that collide.
 */
export class IdSet {
  #seed = crypto.getRandomValues(new Uint32Array(3))
  #slots = new Uint32Array(WORDS * FIRST)
  #hash = new Uint32Array(3)
  size = 0

  /** Adds an app's id with its hour (since 1970) and returns the hour it had before, or -1. */
  swap(app: string, id: string, hour: number): number {
    if ((this.size + 1) * WORDS > this.#slots.length * MAX_LOAD) this.#grow()
    this.#hashOf(app, id)
    const slots = this.#slots
    const slot = this.#find(slots)
    const before = slots[slot + 3]! - 1
    if (before === -1) {
      this.size++
      slots[slot] = this.#hash[0]!
      slots[slot + 1] = this.#hash[1]!
      slots[slot + 2] = this.#hash[2]!
    }
    slots[slot + 3] = hour + 1
    return before
  }

  clear(): void {
    this.#slots = new Uint32Array(WORDS * FIRST)
    this.size = 0
  }

  /** The slot of the current hash: its own, or the empty one it would take. */
  #find(slots: Uint32Array): number {
    const a = this.#hash[0]!
    const b = this.#hash[1]!
    const c = this.#hash[2]!
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

  /** Three lanes of multiply and rotate over pairs of UTF-16 units, each finished as murmur3 does. */
  #hashOf(app: string, id: string): void {
    let a = this.#seed[0]! ^ app.length
    let b = this.#seed[1]! ^ id.length
    let c = this.#seed[2]!
    for (let text = app, part = 0; part < 2; text = id, part++) {
      for (let i = 0; i < text.length; i += 2) {
        const units = text.charCodeAt(i) | (i + 1 < text.length ? text.charCodeAt(i + 1) << 16 : 0)
        a = Math.imul(a ^ units, 0x9e3779b1)
        a = (a << 13) | (a >>> 19)
        b = Math.imul(b ^ units, 0x85ebca77)
        b = (b << 17) | (b >>> 15)
        c = Math.imul(c ^ units, 0xc2b2ae3d)
        c = (c << 11) | (c >>> 21)
      }
    }
    this.#hash[0] = finish(a ^ c)
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
