// Answers kept while there is room for them; who asks what is being asked already waits for the same answer.

interface Kept<V> {
  readonly value: V
  readonly bytes: number
}

interface Asked<V> {
  readonly answer: Promise<V>
  readonly stop: AbortController
  waiting: number
}

export class Cache<V> {
  readonly #room: number
  readonly #measure: (value: V) => number
  /** In the order in which they were last asked for. */
  readonly #kept = new Map<string, Kept<V>>()
  readonly #asked = new Map<string, Asked<V>>()
  #bytes = 0

  /** @param room bytes, as `measure` counts them */
  constructor(room: number, measure: (value: V) => number) {
    this.#room = room
    this.#measure = measure
  }

  get bytes(): number {
    return this.#bytes
  }

  /**
   * What is kept under the key, else what `make` makes of it, which is then kept. `make` is told to stop when all who wait
   * for it have gone.
   * @throws the reason of `signal`, or what `make` throws, which is not kept
   */
  async get(
    key: string,
    make: (signal: AbortSignal) => Promise<V>,
    signal: AbortSignal = new AbortController().signal,
  ): Promise<{ readonly value: V; readonly isCached: boolean }> {
    signal.throwIfAborted()
    const kept = this.#kept.get(key)
    if (kept !== undefined) {
      this.#kept.delete(key)
      this.#kept.set(key, kept)
      return { value: kept.value, isCached: true }
    }
    const asked = this.#asked.get(key) ?? this.#ask(key, make)
    return { value: await this.#wait(key, asked, signal), isCached: false }
  }

  #ask(key: string, make: (signal: AbortSignal) => Promise<V>): Asked<V> {
    const stop = new AbortController()
    const answer = make(stop.signal).then(value => {
      this.#keep(key, value)
      return value
    })
    const asked = { answer, stop, waiting: 0 }
    this.#asked.set(key, asked)
    const forget = () => this.#asked.get(key) === asked && this.#asked.delete(key)
    answer.then(forget, forget)
    return asked
  }

  async #wait(key: string, asked: Asked<V>, signal: AbortSignal): Promise<V> {
    asked.waiting++
    const { promise: left, reject } = Promise.withResolvers<never>()
    const leave = () => reject(signal.reason)
    signal.addEventListener('abort', leave)
    try {
      return await Promise.race([asked.answer, left])
    } finally {
      signal.removeEventListener('abort', leave)
      if (--asked.waiting === 0 && signal.aborted) {
        // Whoever comes now must not be given what is being stopped.
        if (this.#asked.get(key) === asked) this.#asked.delete(key)
        asked.stop.abort(signal.reason)
      }
    }
  }

  #keep(key: string, value: V): void {
    const bytes = this.#measure(value) + 2 * key.length
    // One answer does not push out all the others.
    if (bytes > this.#room / 4) return
    this.#bytes -= this.#kept.get(key)?.bytes ?? 0
    this.#kept.set(key, { value, bytes })
    this.#bytes += bytes
    for (const [oldest, { bytes: freed }] of this.#kept) {
      if (this.#bytes <= this.#room) break
      this.#kept.delete(oldest)
      this.#bytes -= freed
    }
  }
}
