// Taking what records hold out of the stream's file for good. Their sequence numbers stay, so that none is missing.
import { createReadStream, existsSync } from 'node:fs'
import type { DatabaseSync } from 'node:sqlite'
import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises'
import { FORGOTTEN } from '@clickstream/events/envelope'
import type { KinesisStreamEvent } from 'aws-lambda'
import { createCheckpoints, inTransaction, openDatabase } from './database.ts'
import type { FailureMessage } from './failure.ts'
import { isAlive } from './lease.ts'
import { ShardLog } from './log.ts'
import { sqlitePath } from './open.ts'
import { giveBack } from './prune.ts'
import { parseSequence } from './sequence.ts'

/** Says whether a record's data has to go. `arrived_at` is ms since 1970. */
export type Judge = (data: Uint8Array, arrived_at: number) => boolean

/** How many were looked at, and how many have to go (or went). */
export interface Judged {
  records: number
  records_found: number
  /** Messages of records that were given up, by record. */
  failed: number
  failed_found: number
}

const BUSY_MS = 5000
const PAGE_RECORDS = 1000
const PAGE_BYTES = 8 * 1024 * 1024
const LOG_TRIES = 100
const LOG_PAUSE_MS = 50
const GONE = 'forgotten'

export class Scrubber {
  readonly #path: string
  readonly #db: DatabaseSync
  readonly #logs: readonly ShardLog[]

  /** Opens the file that `sqlite:<file>` names. @throws Error when it is no stream's file */
  constructor(url: string) {
    this.#path = sqlitePath(url)
    this.#db = openDatabase(this.#path, BUSY_MS)
    // What is written over is zeroed, on pages that become free too.
    this.#db.exec('pragma secure_delete = on')
    createCheckpoints(this.#db)
    const table = this.#db.prepare(`select name from sqlite_schema where name = 'shards'`).get()
    const shards = table === undefined ? [] : this.#db.prepare('select shard from shards order by shard').all()
    this.#logs = shards.map(({ shard }) => new ShardLog(this.#db, shard as number))
  }

  /**
   * What pollers at work have in hand, by `<consumer> <shard>`. With `isTaking`, a batch that was read and not begun loses
   * its lease: its poller drops it and reads again.
   * @param now ms since 1970
   */
  hands(now: number, isTaking: boolean): Map<string, string> {
    return inTransaction(this.#db, () => {
      const hands = new Map<string, string>()
      const take = this.#db.prepare('delete from leases where consumer = ? and shard = ? and owner = ?')
      for (const { consumer, shard, owner } of this.#leases(now)) {
        const extents = this.#db
          .prepare('select first, last, attempts from extents where consumer = ? and shard = ? order by first')
          .all(consumer, shard)
        if (extents.length > 0) hands.set(`${consumer} ${shard}`, JSON.stringify(extents))
        else if (isTaking) take.run(consumer, shard, owner)
      }
      return hands
    })
  }

  /** When the newest record arrived, ms since 1970: later than now where the clock was put back. Below 0 when none ever did. */
  newest(): number {
    if (this.#logs.length === 0) return -1
    return this.#db.prepare('select max(last_arrived_at) as newest from shards').get()!.newest as number
  }

  /** Whether a poller has leased a shard and is at work. */
  isPolled(now: number): boolean {
    return this.#leases(now).length > 0
  }

  /** Asks the judge about every record and every record given up; with `isDry`, what has to go only is counted. */
  async scrub(judge: Judge, isDry = false, signal?: AbortSignal): Promise<Judged> {
    const judged: Judged = { records: 0, records_found: 0, failed: 0, failed_found: 0 }
    for (const log of this.#logs) {
      for (let after = -1; ; ) {
        signal?.throwIfAborted()
        const page = log.read(after, PAGE_RECORDS, PAGE_BYTES)
        if (page.length === 0) break
        const found = page.filter(({ data, arrived_at }) => !isForgotten(data) && judge(data, arrived_at))
        judged.records += page.length
        judged.records_found += found.length
        const sequences = found.map(record => parseSequence(record.sequence_number))
        if (!isDry && found.length > 0) this.#overwrite(log.index, sequences)
        after = parseSequence(page.at(-1)!.sequence_number)
        // Others in this process have their turn.
        await nextTurn()
      }
    }
    this.#scrubFailures(judge, isDry, judged)
    return judged
  }

  /**
   * Leaves no trace in the file and its log: free pages go back to the disk, the log into the file. Where one of the texts
   * is still found in it, the whole file is written anew; writers wait meanwhile.
   * @throws Error when others hold the log all the time
   */
  async clean(texts: readonly string[]): Promise<void> {
    await giveBack(this.#db, true, () => true)
    await this.#emptyLog()
    if (texts.length === 0 || !(await holds(this.#path, texts))) return
    this.#db.exec('vacuum')
    await this.#emptyLog()
  }

  close(): void {
    this.#db.close()
  }

  #leases(now: number): Held[] {
    const rows = this.#db.prepare('select * from leases').all() as unknown as Held[]
    return rows.filter(({ owner, renewed_at, expires_at }) => expires_at > now && isAlive(owner, renewed_at))
  }

  #overwrite(shard: number, sequences: readonly number[]): void {
    const update = this.#db.prepare(`update records_${shard} set partition_key = ?, data = ? where sequence = ?`)
    inTransaction(this.#db, () => {
      for (const sequence of sequences) update.run(GONE, Buffer.from(FORGOTTEN), sequence)
    })
  }

  #scrubFailures(judge: Judge, isDry: boolean, judged: Judged): void {
    const next = this.#db.prepare('select id, message from failures where id > ? order by id limit 1')
    const update = this.#db.prepare('update failures set message = ? where id = ?')
    for (let after = 0; ; ) {
      const row = next.get(after) as { id: number; message: string } | undefined
      if (row === undefined) return
      after = row.id
      const message = JSON.parse(row.message) as FailureMessage
      const event = JSON.parse(message.payload) as KinesisStreamEvent
      let found = 0
      for (const { kinesis } of event.Records) {
        const data = Buffer.from(kinesis.data, 'base64')
        judged.failed++
        if (isForgotten(data) || !judge(data, Math.floor(kinesis.approximateArrivalTimestamp * 1000))) continue
        found++
        kinesis.data = Buffer.from(FORGOTTEN).toString('base64')
        kinesis.partitionKey = GONE
      }
      judged.failed_found += found
      if (found === 0 || isDry) continue
      // An error may quote what it could not take.
      const responsePayload = { ...message.responsePayload, errorMessage: 'a record of it was forgotten since' }
      const scrubbed = { ...message, responsePayload, payload: JSON.stringify(event) }
      inTransaction(this.#db, () => update.run(JSON.stringify(scrubbed), row.id))
    }
  }

  async #emptyLog(): Promise<void> {
    for (let tries = 1; ; tries++) {
      const { busy } = this.#db.prepare('pragma wal_checkpoint(truncate)').get() as { busy: number }
      if (busy === 0) return
      if (tries === LOG_TRIES)
        throw new Error(`stream ${this.#path}: expected to empty its log, others hold it: try again`)
      await pause(LOG_PAUSE_MS)
    }
  }
}

interface Held {
  consumer: string
  shard: string
  owner: string
  renewed_at: number
  expires_at: number
}

const forgotten = Buffer.from(FORGOTTEN)

function isForgotten(data: Uint8Array): boolean {
  return data.byteLength === forgotten.length && forgotten.equals(data)
}

/** Whether any of the texts stands in the file. */
async function holds(path: string, texts: readonly string[]): Promise<boolean> {
  if (!existsSync(path)) return false
  const needles = texts.map(text => Buffer.from(text))
  const overlap = Math.max(...needles.map(needle => needle.length)) - 1
  let end = Buffer.alloc(0)
  for await (const chunk of createReadStream(path, { highWaterMark: 4 * 1024 * 1024 })) {
    const bytes = Buffer.concat([end, chunk as Buffer])
    if (needles.some(needle => bytes.includes(needle))) return true
    end = Buffer.from(bytes.subarray(Math.max(0, bytes.length - overlap)))
  }
  return false
}
