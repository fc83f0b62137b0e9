// What a stream got last, looked at beside those who work on it: the file is opened to read, and only when it is there.
import { existsSync, statSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { Heads } from './heads.ts'
import { isAlive } from './lease.ts'
import { ShardLog } from './log.ts'
import { parseSequence } from './sequence.ts'
import type { StreamRecord } from './stream.ts'

export interface Seen extends StreamRecord {
  readonly shard: string
}

export interface Look {
  /** In the order of their arrival. */
  readonly records: readonly Seen[]
  /** Records that came since the last look and were passed over, as there were too many. */
  readonly skipped: number
}

/** How long a look may wait, blocking, for somebody who changes the file's shape, ms. */
const BUSY_MS = 100

export class Newest {
  readonly #path: string
  #open: {
    readonly db: DatabaseSync
    readonly inode: number
    readonly logs: readonly ShardLog[]
    readonly heads: Heads
  } | null = null
  /** The last sequence number looked at, by shard. */
  #seen = new Map<number, number>()

  /** @param path of the stream's SQLite file, which need not be there yet */
  constructor(path: string) {
    this.#path = path
  }

  /**
   * The records that came since the last look, the newest of them where there are more than `limit` of a shard or
   * `max_bytes`; at the first look, the newest there are. No file is no records.
   * @throws Error when the file is no stream's, or cannot be read just now
   */
  look(limit: number, max_bytes: number): Look {
    const open = this.#enter()
    if (open === null) return { records: [], skipped: 0 }
    const records: Seen[] = []
    let skipped = 0
    for (const { shard, last_sequence } of open.heads.read()) {
      const log = open.logs[shard]
      if (log === undefined) continue
      const seen = this.#seen.get(shard)
      const from = Math.max(seen ?? 0, last_sequence - limit)
      if (seen !== undefined) skipped += Math.max(0, from - seen)
      const found = log.read(from, limit, max_bytes)
      for (const record of found) records.push({ ...record, shard: log.name })
      this.#seen.set(shard, found.length === 0 ? last_sequence : parseSequence(found.at(-1)!.sequence_number))
    }
    records.sort((a, b) => a.arrived_at - b.arrived_at)
    return { records, skipped }
  }

  /** Whether there is a stream at all. */
  get isThere(): boolean {
    return existsSync(this.#path)
  }

  /** Whether a consumer is at work on it: a pipeline runs, here or in another process. @param now ms since 1970 */
  isPolled(now: number): boolean {
    const open = this.#enter()
    if (open === null) return false
    const table = open.db.prepare(`select 1 from sqlite_schema where name = 'leases'`).get()
    if (table === undefined) return false
    const leases = open.db.prepare('select owner, renewed_at from leases where expires_at > ?').all(now)
    return leases.some(({ owner, renewed_at }) => isAlive(String(owner), Number(renewed_at)))
  }

  /** The next look is a first one again. */
  close(): void {
    this.#open?.db.close()
    this.#open = null
    this.#seen.clear()
  }

  #enter() {
    const inode = statSync(this.#path, { throwIfNoEntry: false })?.ino
    // Another file has taken its place, or none.
    if (this.#open !== null && this.#open.inode !== inode) this.close()
    if (inode === undefined) return null
    if (this.#open !== null) return this.#open
    const db = new DatabaseSync(this.#path, { readOnly: true, timeout: BUSY_MS })
    try {
      if (db.prepare(`select 1 from sqlite_schema where name = 'shards'`).get() === undefined) {
        db.close()
        return null
      }
      const heads = new Heads(db)
      const logs = heads.read().map(({ shard }) => new ShardLog(db, shard))
      this.#open = { db, inode, heads, logs }
      return this.#open
    } catch (error) {
      db.close()
      throw error
    }
  }
}
