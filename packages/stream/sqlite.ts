// The stream on one SQLite file: a table a shard, puts committed in groups, one fsync a group.
import { stat } from 'node:fs/promises'
import type { DatabaseSync } from 'node:sqlite'
import { createCheckpoints, createShards, inTransaction, openDatabase } from './database.ts'
import { Disk, type Statfs } from './disk.ts'
import { GroupCommit, LOCK_WAIT_MS } from './group.ts'
import { type Head, Heads } from './heads.ts'
import { checkLimits } from './limits.ts'
import { ShardLog } from './log.ts'
import { giveBack, pruneShard } from './prune.ts'
import { formatSequence, parseSequence, sequenceBefore } from './sequence.ts'
import { MAX_SHARDS, shardOf } from './shard.ts'
import {
  DEFAULT_CONSUMER,
  type NewRecord,
  type Placed,
  type Position,
  READ_BYTES,
  type Stream,
  StreamBusy,
  type StreamRecord,
} from './stream.ts'

/** How long records wait for a consumer beside the one that prunes: 7 days. */
export const HELD_MS = 7 * 24 * 3_600_000

export interface SqliteStreamOptions {
  /** Shards of a new file (1 to 256, default 2); an existing file keeps its own. */
  readonly shard_count?: number
  /** Whose checkpoints the backlog limit looks at; default `transform`. */
  readonly consumer?: string
  /** Puts are refused while this many records wait for that consumer; default 2,000,000. */
  readonly backlog_limit?: number
  /** Puts are refused while the disk has fewer bytes than this free; default 256 MiB. */
  readonly free_disk_floor?: number
  /** The most bytes the file itself may grow to; default: what the disk holds. */
  readonly max_bytes?: number
}

export interface SqliteStreamEffects {
  /** ms since 1970 */
  readonly clock?: () => number
  readonly statfs?: Statfs
}

export interface StreamStats {
  readonly records: number
  /** Of the file and its log. */
  readonly bytes: number
  /** ms since 1970; null when the stream holds none. */
  readonly oldest_arrived_at: number | null
  readonly newest_arrived_at: number | null
}

export interface Backlog {
  /** Records that the consumer has not checkpointed. */
  readonly records: number
  /** The first arrival among them, ms since 1970; null when there are none. */
  readonly oldest_arrived_at: number | null
}

export class SqliteStream implements Stream {
  readonly path: string
  readonly #db: DatabaseSync
  readonly #logs: ShardLog[]
  readonly #byName: ReadonlyMap<string, ShardLog>
  readonly #consumer: string
  readonly #backlogLimit: number
  readonly #clock: () => number
  readonly #disk: Disk
  readonly #group: GroupCommit<readonly NewRecord[], Placed[]>
  readonly #heads: Heads
  #closing: Promise<void> | null = null

  /** @throws Error when the file cannot be opened or is no stream; its folder must exist. */
  constructor(path: string, options: SqliteStreamOptions = {}, effects: SqliteStreamEffects = {}) {
    const count = options.shard_count ?? 2
    if (!Number.isInteger(count) || count < 1 || count > MAX_SHARDS) {
      throw new RangeError(`shard_count: expected 1 to ${MAX_SHARDS}, got ${count}`)
    }
    this.path = path
    this.#consumer = options.consumer ?? DEFAULT_CONSUMER
    this.#backlogLimit = options.backlog_limit ?? 2_000_000
    this.#clock = effects.clock ?? Date.now
    const db = openDatabase(path, LOCK_WAIT_MS)
    this.#db = db
    try {
      createShards(db, count, sequenceBefore(this.#clock()))
      createCheckpoints(db)
      if (options.max_bytes !== undefined) limitPages(db, options.max_bytes)
      this.#disk = new Disk(path, options.free_disk_floor ?? 256 * 1024 * 1024, effects.statfs)
      this.#heads = new Heads(db)
      this.#logs = this.#heads.read().map(({ shard }) => new ShardLog(db, shard))
      this.#byName = new Map(this.#logs.map(log => [log.name, log]))
      this.#group = new GroupCommit(puts => this.#commit(puts))
    } catch (error) {
      db.close()
      throw error
    }
  }

  /** As Stream.put. Puts of one turn of the event loop share a commit; the bytes must stay as they are until then. */
  async put(records: readonly NewRecord[]): Promise<Placed[]> {
    if (this.#closing !== null) throw new Error(`stream ${this.path}: expected to be open, it is closed`)
    const bytes = checkLimits(records)
    return records.length === 0 ? [] : this.#group.add(records, bytes)
  }

  async read(shard: string, from: Position, limit: number, max_bytes = READ_BYTES): Promise<StreamRecord[]> {
    if (!Number.isInteger(limit) || limit < 1) throw new RangeError(`limit: expected a whole number ≥ 1, got ${limit}`)
    return this.#log(shard).read(from === 'oldest' ? -1 : parseSequence(from.after), limit, max_bytes)
  }

  async shards(): Promise<string[]> {
    return this.#logs.map(log => log.name)
  }

  /** The sequence number of the shard's last record, kept or pruned; null when it never had one. */
  async newest(shard: string): Promise<string | null> {
    const head = this.#heads.read()[this.#log(shard).index]!
    return head.last_arrived_at < 0 ? null : formatSequence(head.last_sequence)
  }

  /** What the stream holds. Cheap whatever it holds: sequence numbers have no gaps within a shard. */
  async stats(): Promise<StreamStats> {
    let records = 0
    let oldest = Number.POSITIVE_INFINITY
    let newest = 0
    for (const head of this.#heads.read()) {
      const log = this.#logs[head.shard]!
      const first = log.first()
      if (first === null) continue
      records += head.last_sequence - first + 1
      oldest = Math.min(oldest, log.arrivalAt(first) ?? oldest)
      newest = Math.max(newest, head.last_arrived_at)
    }
    const bytes = (await sizeOf(this.path)) + (await sizeOf(`${this.path}-wal`))
    return records === 0
      ? { records, bytes, oldest_arrived_at: null, newest_arrived_at: null }
      : { records, bytes, oldest_arrived_at: oldest, newest_arrived_at: newest }
  }

  /** What the consumer has yet to checkpoint. Cheap whatever that is. */
  async backlog(consumer: string = DEFAULT_CONSUMER): Promise<Backlog> {
    let records = 0
    let oldest = Number.POSITIVE_INFINITY
    for (const head of this.#heads.read()) {
      const log = this.#logs[head.shard]!
      const done = this.#heads.done(consumer, log, head)
      if (done >= head.last_sequence) continue
      records += head.last_sequence - done
      oldest = Math.min(oldest, log.arrivalAt(done + 1) ?? oldest)
    }
    return { records, oldest_arrived_at: records === 0 ? null : oldest }
  }

  /**
   * Removes the records that arrived more than `retention_ms` before `now` and that the consumer has checkpointed, in
   * small steps between which others write, and gives a half-empty file's pages back to the disk. Ends early on close.
   * What another consumer has yet to read (one that ever checkpointed, or is named) stays too, but no longer than
   * HELD_MS: one that never runs again must not hold the stream for good.
   * @returns how many records went
   */
  async prune(
    consumer: string,
    retention_ms: number,
    now: number = this.#clock(),
    others: readonly string[] = [],
  ): Promise<number> {
    const isOpen = () => this.#closing === null
    const known = new Set([...others, ...this.#heads.consumers()])
    let removed = 0
    for (const head of this.#heads.read()) {
      const log = this.#logs[head.shard]!
      const done = this.#heads.done(consumer, log, head)
      const doneByAll = Math.min(done, ...[...known].map(each => this.#heads.done(each, log, head)))
      removed += await pruneShard(log, doneByAll, now - retention_ms, isOpen)
      if (isOpen() && doneByAll < done) {
        removed += await pruneShard(log, done, now - Math.max(retention_ms, HELD_MS), isOpen)
      }
      if (!isOpen()) return removed
    }
    await giveBack(this.#db, this.#disk.isShort(), isOpen)
    return removed
  }

  /** Waits for the puts under way and closes the file. Closing again is no error. */
  close(): Promise<void> {
    this.#closing ??= this.#group.idle().then(() => this.#db.close())
    return this.#closing
  }

  #commit(puts: readonly (readonly NewRecord[])[]): Placed[][] {
    const now = Math.floor(this.#clock())
    const refusal = this.#disk.refusal(now)
    if (refusal !== null) throw refusal
    return inTransaction(this.#db, () => {
      const heads = this.#heads.read()
      this.#refuseBacklog(heads)
      const before = heads.map(head => head.last_sequence)
      // Time never goes back along a shard, even if the clock does.
      for (const head of heads) head.last_arrived_at = Math.max(now, head.last_arrived_at)
      const placed = puts.map(records => records.map(record => this.#append(record, heads)))
      for (const head of heads) if (head.last_sequence > before[head.shard]!) this.#heads.move(head)
      return placed
    })
  }

  #append(record: NewRecord, heads: readonly Head[]): Placed {
    const head = heads[shardOf(record.partition_key, heads.length)]!
    const log = this.#logs[head.shard]!
    log.append(++head.last_sequence, head.last_arrived_at, record)
    return { shard: log.name, sequence_number: formatSequence(head.last_sequence) }
  }

  #refuseBacklog(heads: readonly Head[]): void {
    let waiting = 0
    for (const head of heads)
      waiting += head.last_sequence - this.#heads.done(this.#consumer, this.#logs[head.shard]!, head)
    if (waiting < this.#backlogLimit) return
    const expected = `expected fewer than ${this.#backlogLimit} records waiting for ${this.#consumer}`
    throw new StreamBusy(`stream: ${expected}, got ${waiting}`, 5)
  }

  #log(name: string): ShardLog {
    const log = this.#byName.get(name)
    if (log !== undefined) return log
    throw new RangeError(`shard: expected one of ${[...this.#byName.keys()].join(', ')}, got ${name}`)
  }
}

function limitPages(db: DatabaseSync, bytes: number): void {
  const { page_size } = db.prepare('pragma page_size').get() as { page_size: number }
  db.exec(`pragma max_page_count = ${Math.max(1, Math.floor(bytes / page_size))}`)
}

async function sizeOf(path: string): Promise<number> {
  return stat(path).then(
    ({ size }) => size,
    () => 0,
  )
}
