// Which hours of the lake somebody has read.

export class Known {
  /** Hours, since 1970, whose ids are known. */
  readonly loaded = new Set<number>()
  /** Hours of which the window before them and the hour after are known, too. */
  readonly complete = new Set<number>()
  #newest = Number.NEGATIVE_INFINITY

  /** The hours from `first` to `last` that are not known. */
  missing(first: number, last: number): Set<number> {
    const missing = new Set<number>()
    for (let hour = first; hour <= last; hour++) if (!this.loaded.has(hour)) missing.add(hour)
    return missing
  }

  /** The hours were read, for the window of this one. */
  add(hours: Iterable<number>, hour: number): void {
    for (const each of hours) this.loaded.add(each)
    this.complete.add(hour)
    this.#newest = Math.max(this.#newest, hour)
  }

  /** What is added from now on is in the hours from the newest on, or the one before: clocks differ a little. */
  renew(): void {
    for (const hour of this.loaded) if (hour >= this.#newest - 1) this.loaded.delete(hour)
    this.complete.clear()
  }
}
