// Looks at the stream while somebody watches, once for all who do, and tells each what came.
import { setInterval } from 'node:timers'
import { Newest } from '@clickstream/stream/newest'
import { judgeRecord } from './verdict.ts'
import type { TailEntry, TailRecords, TailState } from './wire-rejected.ts'

/** A look's bounds for each shard: what comes beyond them is counted and passed over. */
const LOOK_RECORDS = 100
const LOOK_BYTES = 2 * 1024 * 1024
const LOOK_MS = 400
/** What a new watcher is shown at once. */
const KEPT = 100

type Listener = (records: TailRecords) => void

const START = 'npx clickstream dev'

export class Watcher {
  readonly #newest: Newest | null
  readonly #clock: () => number
  readonly #listeners = new Set<Listener>()
  #kept: TailEntry[] = []
  #timer: NodeJS.Timeout | null = null

  /** @param stream the stream's URL, such as sqlite:/…/stream.sqlite */
  constructor(stream: string, clock: () => number = Date.now) {
    const [, path] = /^sqlite:(?:\/\/(?=\/))?(.+)$/.exec(stream) ?? []
    this.#newest = path === undefined ? null : new Newest(path)
    this.#clock = clock
  }

  get watchers(): number {
    return this.#listeners.size
  }

  /** Tells what came last, and from then on what comes; until the function returned is called. */
  watch(listener: Listener): () => void {
    this.#listeners.add(listener)
    if (this.#timer === null) {
      this.#kept = []
      this.#look(false)
      this.#timer = setInterval(() => this.#look(true), LOOK_MS)
    }
    listener({ entries: this.#kept, dropped: 0 })
    return () => {
      this.#listeners.delete(listener)
      if (this.#listeners.size === 0) this.close()
    }
  }

  /** Whether there is anything to watch. */
  state(): TailState {
    const newest = this.#newest
    if (newest === null) {
      return { pipeline: 'remote', message: 'The stream is not on this machine: it cannot be watched from here.' }
    }
    if (!newest.isThere) {
      return { pipeline: 'absent', message: 'No event ever came here. Start a pipeline, and send one.', command: START }
    }
    if (this.#try(() => newest.isPolled(this.#clock())) === true) {
      return { pipeline: 'running', message: 'Watching what the collector takes.' }
    }
    const message = 'No pipeline runs: these are the last events that came. Start one to take new ones.'
    return { pipeline: 'idle', message, command: START }
  }

  /** Lets go of the file; the next to watch opens it again. */
  close(): void {
    if (this.#timer !== null) clearInterval(this.#timer)
    this.#timer = null
    this.#newest?.close()
    this.#kept = []
  }

  #look(isTold: boolean): void {
    const look = this.#try(() => this.#newest?.look(LOOK_RECORDS, LOOK_BYTES))
    if (look === undefined || (look.records.length === 0 && look.skipped === 0)) return
    const entries = look.records.map(judgeRecord).filter(entry => entry !== null)
    this.#kept = [...this.#kept, ...entries].slice(-KEPT)
    if (isTold) for (const listener of this.#listeners) listener({ entries, dropped: look.skipped })
  }

  /** What cannot be read now is read the next time. */
  #try<T>(work: () => T): T | undefined {
    try {
      return work()
    } catch {
      return undefined
    }
  }
}
