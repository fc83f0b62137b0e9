// How far each consumer is: checkpoints, the extents in hand, leases, and the records given up. In the stream's own file.
import type { DatabaseSync } from 'node:sqlite'
import { createCheckpoints, inTransaction, openDatabase } from './database.ts'
import type { FailureMessage } from './failure.ts'
import { isAlive, type Lease, LeaseLost } from './lease.ts'
import { DEFAULT_STREAM, sqlitePath } from './open.ts'
import type { OpenWindow } from './windows.ts'

/** Records of one shard that are run together, written down before they are run, so that a crash repeats the very same. */
export interface Extent {
  /** Sequence numbers, both included. */
  readonly from: string
  readonly to: string
  readonly records: number
  /** How often it was begun. */
  readonly attempts: number
}

/** Where a consumer stands in a shard. */
export interface Progress {
  /** The last sequence number done with; null before the first. */
  readonly checkpoint: string | null
  /** What follows the checkpoint without a gap, in order: the extent in hand, and those it was split from. */
  readonly extents: readonly Extent[]
  /** The window that is open, with its state as of the checkpoint; absent when none is. */
  readonly window?: OpenWindow
}

/** Records given up after their last attempt. */
export interface Failure {
  readonly id: number
  readonly consumer: string
  readonly shard: string
  /** ms since 1970 */
  readonly failed_at: number
  readonly message: FailureMessage
}

const BUSY_MS = 5000

export interface CheckpointsEffects {
  /** ms since 1970 */
  readonly clock?: () => number
  readonly isAlive?: (owner: string, renewed_at: number) => boolean
}

/** Opens the checkpoints kept in a stream's file, `sqlite:<file>`. @throws Error when it is no stream's file */
export async function openCheckpoints(
  url: string = process.env.STREAM ?? DEFAULT_STREAM,
  effects: CheckpointsEffects = {},
): Promise<Checkpoints> {
  return new Checkpoints(openDatabase(sqlitePath(url), BUSY_MS), effects)
}

export class Checkpoints {
  readonly #db: DatabaseSync
  readonly #clock: () => number
  readonly #isAlive: (owner: string, renewed_at: number) => boolean

  constructor(db: DatabaseSync, effects: CheckpointsEffects = {}) {
    this.#db = db
    this.#clock = effects.clock ?? Date.now
    this.#isAlive = effects.isAlive ?? isAlive
    createCheckpoints(db)
  }

  /** Where the consumer stands in the shard. */
  async progress(consumer: string, shard: string): Promise<Progress> {
    const window = this.#window(consumer, shard)
    return {
      checkpoint: this.#checkpoint(consumer, shard),
      extents: this.#extents(consumer, shard),
      ...(window === undefined ? {} : { window }),
    }
  }

  /**
   * Writes down where the lease's consumer stands, all in one transaction: the checkpoint, the extents that follow it in
   * place of the ones before, the open window, and the failure of what is given up.
   * @throws LeaseLost when another owner has taken the shard over: nothing is written
   * @throws RangeError when the checkpoint would go back
   */
  async save(lease: Lease, progress: Progress, failure?: FailureMessage): Promise<void> {
    const { consumer, shard } = lease
    inTransaction(this.#db, () => {
      if (this.#owner(consumer, shard)?.owner !== lease.owner) throw new LeaseLost(lease)
      this.#moveCheckpoint(consumer, shard, progress.checkpoint)
      this.#db.prepare('delete from extents where consumer = ? and shard = ?').run(consumer, shard)
      const insert = this.#db.prepare('insert into extents values (?, ?, ?, ?, ?, ?)')
      for (const { from, to, records, attempts } of progress.extents) {
        insert.run(consumer, shard, from, to, records, attempts)
      }
      this.#keepWindow(consumer, shard, progress.window)
      if (failure !== undefined) {
        this.#db
          .prepare('insert into failures (consumer, shard, failed_at, message) values (?, ?, ?, ?)')
          .run(consumer, shard, this.#now(), JSON.stringify(failure))
      }
    })
  }

  /**
   * Takes the lease for `lease_ms`, if nobody has it, or its time is over, or its owner has ended. Whoever has it already
   * takes it anew. False when another owner has it.
   */
  async acquire(lease: Lease, lease_ms: number): Promise<boolean> {
    const { consumer, shard, owner } = lease
    const now = this.#now()
    return inTransaction(this.#db, () => {
      const held = this.#owner(consumer, shard)
      const isFree =
        held === undefined ||
        held.owner === owner ||
        held.expires_at <= now ||
        !this.#isAlive(held.owner, held.renewed_at)
      if (!isFree) return false
      this.#db
        .prepare('insert or replace into leases values (?, ?, ?, ?, ?)')
        .run(consumer, shard, owner, now, now + lease_ms)
      return true
    })
  }

  /** Holds the lease for `lease_ms` from now. False when another owner has taken it, or it was released. */
  async renew({ consumer, shard, owner }: Lease, lease_ms: number): Promise<boolean> {
    const now = this.#now()
    const { changes } = this.#db
      .prepare('update leases set renewed_at = ?, expires_at = ? where consumer = ? and shard = ? and owner = ?')
      .run(now, now + lease_ms, consumer, shard, owner)
    return changes === 1
  }

  /** Gives the lease back, where this owner still has it. */
  async release({ consumer, shard, owner }: Lease): Promise<void> {
    this.#db.prepare('delete from leases where consumer = ? and shard = ? and owner = ?').run(consumer, shard, owner)
  }

  /** What the consumer gave up, oldest first, after the failure with id `after`. */
  async failures(consumer: string, limit = 100, after = 0): Promise<Failure[]> {
    const rows = this.#db
      .prepare('select * from failures where consumer = ? and id > ? order by id limit ?')
      .all(consumer, after, limit) as unknown as (Omit<Failure, 'message'> & { message: string })[]
    return rows.map(row => ({ ...row, message: JSON.parse(row.message) as FailureMessage }))
  }

  /** How many failures the consumer has. */
  async countFailures(consumer: string): Promise<number> {
    return (
      this.#db.prepare('select count(*) as failures from failures where consumer = ?').get(consumer) as {
        failures: number
      }
    ).failures
  }

  /** Forgets failures that were dealt with. */
  async removeFailures(ids: readonly number[]): Promise<void> {
    const remove = this.#db.prepare('delete from failures where id = ?')
    inTransaction(this.#db, () => {
      for (const id of ids) remove.run(id)
    })
  }

  async close(): Promise<void> {
    if (this.#db.isOpen) this.#db.close()
  }

  #now(): number {
    return Math.floor(this.#clock())
  }

  #checkpoint(consumer: string, shard: string): string | null {
    const row = this.#db
      .prepare('select sequence_number from checkpoints where consumer = ? and shard = ?')
      .get(consumer, shard) as { sequence_number: string } | undefined
    return row?.sequence_number ?? null
  }

  #extents(consumer: string, shard: string): Extent[] {
    return this.#db
      .prepare(`select first as "from", last as "to", records, attempts from extents
        where consumer = ? and shard = ? order by first`)
      .all(consumer, shard) as unknown as Extent[]
  }

  #window(consumer: string, shard: string): OpenWindow | undefined {
    return this.#db.prepare('select start, state from windows where consumer = ? and shard = ?').get(consumer, shard) as
      | { start: number; state: string }
      | undefined
  }

  #keepWindow(consumer: string, shard: string, window: OpenWindow | undefined): void {
    if (window === undefined) {
      this.#db.prepare('delete from windows where consumer = ? and shard = ?').run(consumer, shard)
    } else {
      this.#db
        .prepare('insert or replace into windows values (?, ?, ?, ?)')
        .run(consumer, shard, window.start, window.state)
    }
  }

  #owner(consumer: string, shard: string) {
    return this.#db
      .prepare('select owner, renewed_at, expires_at from leases where consumer = ? and shard = ?')
      .get(consumer, shard) as { owner: string; renewed_at: number; expires_at: number } | undefined
  }

  #moveCheckpoint(consumer: string, shard: string, to: string | null): void {
    const from = this.#checkpoint(consumer, shard)
    if (from === to) return
    if (to === null || (from !== null && to < from)) {
      throw new RangeError(`checkpoint of ${shard} for ${consumer}: expected to go on from ${from}, got ${to}`)
    }
    this.#db.prepare('insert or replace into checkpoints values (?, ?, ?)').run(consumer, shard, to)
  }
}
