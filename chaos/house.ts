// Stream, poller, transform and lake in one process, with a clock of their own and power that can go.
import { join } from 'node:path'
import { runJob } from '@clickstream/jobs/job'
import { jobs } from '@clickstream/jobs/jobs'
import { FileStore } from '@clickstream/lake/files'
import { SqliteCatalog } from '@clickstream/lake/sqlite'
import { type Checkpoints, openCheckpoints } from '@clickstream/stream/checkpoints'
import { Poller } from '@clickstream/stream/poller'
import { SqliteStream } from '@clickstream/stream/sqlite'
import type { NewRecord } from '@clickstream/stream/stream'
import { createHandler, type Handler } from '@clickstream/transform/handler'
import { type Fuse, intercept, steady } from './fuse.ts'

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
  #fuse: Fuse = steady()
  /** Time for leases: it only goes on. */
  #beats = 0
  #startedAt = 0

  private constructor(folder: string, now: number) {
    this.folder = folder
    this.now = now
    this.store = new FileStore(join(folder, 'lake'))
    this.catalog = new SqliteCatalog(join(folder, 'catalog.sqlite'))
    this.stream = this.#openStream()
  }

  static async open(folder: string, now: number): Promise<House> {
    const house = new House(folder, now)
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
  async poll(who: Who = 'own', fuse: Fuse = steady()): Promise<boolean> {
    this.#fuse = fuse
    const pollers = whose[who].map(isOwn => this.#makePoller(fuse, isOwn))
    for (const poller of pollers) poller.start()
    const drained = pollers[0]!.drain().then(
      () => true,
      () => false,
    )
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

  /** Runs a job to its end; false when the power went first. */
  async run(name: string, values: Record<string, string | boolean>, fuse: Fuse): Promise<boolean> {
    const job = await jobs[name]!()
    try {
      await runJob(job, values, {
        store: fuse.wrap(this.store),
        catalog: fuse.wrap(this.catalog),
        stream: `sqlite:${this.stream.path}`,
        completeUpTo: async () => (await this.stream.backlog()).oldest_arrived_at ?? this.now,
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
    return new SqliteStream(path, {}, { clock: () => this.now })
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
    const through = <T extends object>(thing: T): T => intercept(thing, (_, call) => this.#fuse.through(call))
    return createHandler({ store: through(this.store), catalog: through(this.catalog) }, quiet)
  }

  #makePoller(fuse: Fuse, isOwn: boolean): Poller {
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
