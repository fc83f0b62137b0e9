// Objects of a store that is elsewhere, as files of this machine, for DuckDB to open.
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { VERSIONS } from '@clickstream/lake/layout'
import type { Store } from '@clickstream/lake/store'

/** Objects fetched side by side: each is in memory as a whole, most are small. */
const AT_ONCE = 8
/** What is kept of objects that never change, bytes: the hours before are asked for again with each hour. */
const KEPT_BYTES = 1024 ** 3

interface Copy {
  readonly path: string
  readonly size: Promise<number>
}

export class Copies {
  readonly #store: Pick<Store, 'get'>
  readonly #folder: string
  /** By key, in the order of their last use. */
  readonly #copies = new Map<string, Copy>()
  #fetching = 0
  readonly #waiting: (() => void)[] = []

  constructor(store: Pick<Store, 'get'>, folder: string) {
    this.#store = store
    this.#folder = folder
  }

  /**
   * Where the objects are, in the order of their keys; each is fetched once, and stays until `release`.
   * @throws NotFound, and whatever the store throws: none of that is kept
   */
  async paths(keys: readonly string[]): Promise<string[]> {
    const copies = keys.map(key => this.#take(key))
    const sizes = await Promise.allSettled(copies.map(({ size }) => size))
    for (const size of sizes) if (size.status === 'rejected') throw size.reason
    return copies.map(({ path }) => path)
  }

  /**
   * What was fetched is not in use any more: an object that somebody may write anew is fetched again when it is asked for
   * again, and the disk holds no more than a bound of the others.
   */
  async release(): Promise<void> {
    let kept = 0
    for (const [key, { path, size }] of [...this.#copies].reverse()) {
      const isFixed = isImmutable(key)
      if (isFixed) kept += await size
      if (isFixed && kept <= KEPT_BYTES) continue
      this.#copies.delete(key)
      await rm(path, { force: true })
    }
  }

  #take(key: string): Copy {
    const copy = this.#copies.get(key) ?? this.#begin(key)
    this.#copies.delete(key)
    this.#copies.set(key, copy)
    return copy
  }

  #begin(key: string): Copy {
    // The path is kept: partition columns are read off it.
    const path = join(this.#folder, key)
    const size = this.#fetch(key, path)
    size.catch(() => this.#copies.delete(key))
    return { path, size }
  }

  async #fetch(key: string, path: string): Promise<number> {
    if (this.#fetching >= AT_ONCE) await new Promise<void>(go => this.#waiting.push(go))
    else this.#fetching++
    try {
      const bytes = await this.#store.get(key)
      await mkdir(dirname(path), { recursive: true })
      await writeFile(path, bytes)
      return bytes.length
    } finally {
      // Whoever waits takes this one's turn.
      const next = this.#waiting.shift()
      if (next === undefined) this.#fetching--
      else next()
    }
  }
}

/** What a job wrote is never written anew: every version has a place of its own. */
function isImmutable(key: string): boolean {
  return key.startsWith(VERSIONS) && /\/part-\d+(\.\d+)?\.parquet$/.test(key)
}
