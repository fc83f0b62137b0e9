// Stream, poller, transform and lake in one process, with a clock of their own and power that can go.
import { join } from 'node:path'
import { runJob } from '@clickstream/jobs/job'
import { jobs } from '@clickstream/jobs/jobs'
import { FileStore } from '@clickstream/lake/files'
import { SqliteCatalog } from '@clickstream/lake/sqlite'
import { type Checkpoints, openCheckpoints } from '@clickstream/stream/checkpoints'
import { Poller } from '@clickstream/stream/poller'
import { SqliteStream, type SqliteStreamOptions } from '@clickstream/stream/sqlite'
import type { NewRecord } from '@clickstream/stream/stream'
import { ARCHIVE_CONSUMER } from '@clickstream/stream/stream'
import { createArchive } from '@clickstream/transform/archive'
import { createHandler, type Handler } from '@clickstream/transform/handler'
import { intercept, type Seam, steady } from './fuse.ts'

const LEASE_MS = 1_000_000_000
const quiet = { log: () => {} }

/** Whose poller runs. */
export type Who = 'own' | 'another' | 'both'

const whose: Readonly<Record<Who, readonly boolean[]>> = { own: [true], another: [false], both: [true, false] }

export class House {
  /** ms since 1970; events arrive by it. */
  now: number
  readonly folder: string
  readonly store: FileStore
  readonly catalog: SqliteCatalog
  stream: SqliteStream
  #checkpoints!: Checkpoints
  #handler: Handler | undefined
  #fuse: Seam = steady()
  /** Time for leases: it only goes on. */
  #beats = 0
  #startedAt = 0

  readonly #options: SqliteStreamOptions

  private constructor(folder: string, now: number, options: SqliteStreamOptions) {
    this.folder = folder
    this.now = now
    this.#options = options
    this.store = new FileStore(join(folder, 'lake'))
    this.catalog = new SqliteCatalog(join(folder, 'catalog.sqlite'))
    this.stream = this.#openStream()
  }

  static async open(folder: string, now: number, options: SqliteStreamOptions = {}): Promise<House> {
    const house = new House(folder, now, options)
    await house.#start()
    return house
  }

  put(records: readonly NewRecord[]) {
    return this.stream.put(records)
  }

  /**
   * Brings what is in the stream to the lake: this process's poller, which remembers what it has seen, or that of another
   * process, or both side by side. False when the power went first.
   */
  async poll(who: Who = 'own', fuse: Seam = steady()): Promise<boolean> {
    this.#fuse = fuse
    const pollers = whose[who].map(isOwn => this.#makePoller(fuse, isOwn))
    for (const poller of pollers) poller.start()
    const drained = drain(pollers[0]!, fuse)
    const isDone = await Promise.race([drained, fuse.blown.then(() => false)])
    for (const poller of pollers) {
      await poller.stop().catch(error => {
        if (!fuse.isBlown) throw error
      })
    }
    await drained
    // The power may go while it stops, too.
    if (fuse.isBlown) await this.restart()
    return isDone
  }

  /** Brings what is in the stream to the raw archive. */
  async archive(): Promise<void> {
    const poller = new Poller({
      stream: this.stream,
      checkpoints: this.#checkpoints,
      handler: createArchive(this.store),
      consumer: ARCHIVE_CONSUMER,
      window_ms: 0,
      poll_ms: 1,
      retention_ms: null,
    })
    poller.start()
    await poller.drain()
    await poller.stop()
  }

  /** Runs a job to its end; false when the power went first. */
  async run(name: string, values: Record<string, string | boolean>, fuse: Seam = steady()): Promise<boolean> {
    const job = await jobs[name]!()
    try {
      await runJob(job, values, {
        store: fuse.wrap(this.store),
        catalog: fuse.wrap(this.catalog),
        stream: `sqlite:${this.stream.path}`,
        completeUpTo: async consumer => (await this.stream.backlog(consumer)).oldest_arrived_at ?? this.now,
        memory: { bytes: 256 * 1024 * 1024, threads: 1 },
        clock: () => this.now,
      })
      return true
    } catch (error) {
      if (!fuse.isBlown) throw error
      return false
    }
  }

  /** As after a crash: nothing of what was in memory is left. */
  async restart(): Promise<void> {
    await this.#checkpoints.close()
    await this.stream.close()
    this.stream = this.#openStream()
    await this.#start()
  }

  async close(): Promise<void> {
    await this.#checkpoints.close()
    await this.stream.close()
    await this.catalog.close()
  }

  #openStream(): SqliteStream {
    const path = join(this.folder, 'stream.sqlite')
    return new SqliteStream(path, this.#options, { clock: () => this.now })
  }

  async #start(): Promise<void> {
    this.#startedAt = ++this.#beats
    this.#handler = undefined
    this.#checkpoints = await openCheckpoints(`sqlite:${this.stream.path}`, {
      clock: () => ++this.#beats,
      isAlive: (_, renewed_at) => renewed_at >= this.#startedAt,
    })
  }

  /** The handler of this process: what it remembers lasts from poll to poll. */
  #makeHandler(): Handler {
    const through = <T extends object>(thing: T): T =>
      intercept(thing, (method, call) => this.#fuse.through(call, method))
    return createHandler({ store: through(this.store), catalog: through(this.catalog) }, quiet)
  }

  #makePoller(fuse: Seam, isOwn: boolean): Poller {
    if (isOwn) this.#handler ??= this.#makeHandler()
    const elsewhere = { store: fuse.wrap(this.store), catalog: fuse.wrap(this.catalog) }
    return new Poller(
      {
        stream: fuse.wrap(this.stream),
        checkpoints: fuse.wrap(this.#checkpoints),
        handler: isOwn ? this.#handler! : createHandler(elsewhere, quiet),
        batch_size: 7,
        window_ms: 0,
        poll_ms: 1,
        max_attempts: 1000,
        lease_ms: LEASE_MS,
        retention_ms: null,
      },
      {
        clock: () => this.now,
        // Leases outlast the test; every other wait is a turn.
        sleep: (ms, signal) =>
          ms < LEASE_MS / 3
            ? new Promise(resolve => setImmediate(resolve))
            : new Promise(resolve => signal.addEventListener('abort', resolve)),
      },
    )
  }
}

/** Resolves when the poller has drained, however often asking for it fails; false when the power went first. */
async function drain(poller: Poller, fuse: Seam): Promise<boolean> {
  while (!fuse.isBlown) {
    try {
      await poller.drain()
      return true
    } catch {
      await new Promise(resolve => setImmediate(resolve))
    }
  }
  return false
}
