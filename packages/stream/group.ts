// Group commit: what is put in one turn of the event loop is committed together and acked after the commit.
import { asBusy, isLocked } from './database.ts'
import { StreamBusy } from './stream.ts'

/** One commit takes no more than this, so that the event loop is not held long. */
const GROUP_BYTES = 16 * 1024 * 1024
/** What may wait in memory for the disk. */
const QUEUE_BYTES = 256 * 1024 * 1024
/** How long one statement waits, blocking, for another writer. */
export const LOCK_WAIT_MS = 80
/** A locked file is tried this often, with a pause that lets the event loop go on: 5 s in all. */
const LOCK_TRIES = 50
const LOCK_PAUSE_MS = 20

interface Waiting<Item, Ack> {
  readonly item: Item
  readonly bytes: number
  readonly resolve: (ack: Ack) => void
  readonly reject: (error: unknown) => void
}

/** A queue of items before one synchronous commit, which takes all it is given or throws and keeps none. */
export class GroupCommit<Item, Ack> {
  readonly #commit: (items: Item[]) => Ack[]
  readonly #queue: Waiting<Item, Ack>[] = []
  #bytes = 0
  #scheduled = false
  #tries = 0
  #whenIdle: (() => void)[] = []

  constructor(commit: (items: Item[]) => Ack[]) {
    this.#commit = commit
  }

  /** Resolves once the item is committed. @throws StreamBusy when it was not, and why */
  add(item: Item, bytes: number): Promise<Ack> {
    return new Promise((resolve, reject) => {
      if (this.#bytes + bytes > QUEUE_BYTES) {
        throw new StreamBusy(
          `stream: expected at most ${QUEUE_BYTES} bytes waiting for the disk, got ${this.#bytes}`,
          1,
        )
      }
      this.#queue.push({ item, bytes, resolve, reject })
      this.#bytes += bytes
      this.#schedule()
    })
  }

  /** Resolves when nothing waits any more. */
  idle(): Promise<void> {
    return new Promise(resolve => {
      if (this.#queue.length === 0) resolve()
      else this.#whenIdle.push(resolve)
    })
  }

  #schedule(): void {
    if (this.#scheduled || this.#queue.length === 0) return
    this.#scheduled = true
    // After the turn's I/O callbacks, so that requests that came together share the commit.
    setImmediate(() => this.#flush())
  }

  #flush(): void {
    const group = this.#queue.slice(0, this.#fitting())
    try {
      const acks = this.#commit(group.map(({ item }) => item))
      group.forEach(({ resolve }, i) => void resolve(acks[i]!))
    } catch (error) {
      if (isLocked(error) && ++this.#tries < LOCK_TRIES) {
        setTimeout(() => this.#flush(), LOCK_PAUSE_MS)
        return
      }
      const reason = asBusy(error)
      for (const { reject } of group) reject(reason)
    }
    this.#tries = 0
    this.#queue.splice(0, group.length)
    for (const { bytes } of group) this.#bytes -= bytes
    this.#scheduled = false
    this.#schedule()
    if (this.#queue.length === 0) for (const resolve of this.#whenIdle.splice(0)) resolve()
  }

  /** How many of those that wait go into one commit: up to GROUP_BYTES, at least one. */
  #fitting(): number {
    let bytes = 0
    for (let i = 0; i < this.#queue.length; i++) {
      bytes += this.#queue[i]!.bytes
      if (bytes > GROUP_BYTES) return Math.max(1, i)
    }
    return this.#queue.length
  }
}
