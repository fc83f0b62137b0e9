/**
 * Remembers at least the `max` values asked for last, at most twice as many: two generations, the older one dropped
 * when the newer is full.
 */
export class Recent<T> {
  #max: number
  #young = new Map<string, T>()
  #old = new Map<string, T>()

  constructor(max: number) {
    this.#max = max
  }

  /** The remembered value of a key, or what `make` makes of it. */
  get(key: string, make: (key: string) => T): T {
    let value = this.#young.get(key)
    if (value !== undefined) return value
    value = this.#old.get(key) ?? make(key)
    if (this.#young.size >= this.#max) {
      this.#old = this.#young
      this.#young = new Map()
    }
    this.#young.set(key, value)
    return value
  }
}
