// One shard's records in the file: an append-only table whose sequence numbers have no gaps.
import type { DatabaseSync, StatementSync } from 'node:sqlite'
import { formatSequence } from './sequence.ts'
import { shardName } from './shard.ts'
import type { NewRecord, StreamRecord } from './stream.ts'

/** Rows read at first; more once their size is known, so that a page of large records does not fill the memory. */
const FIRST_ROWS = 64

/** The statements of one shard. Sequence numbers are plain numbers here. */
export class ShardLog {
  readonly index: number
  readonly name: string
  readonly #insert: StatementSync
  readonly #read: StatementSync
  readonly #first: StatementSync
  readonly #arrival: StatementSync
  readonly #remove: StatementSync

  constructor(db: DatabaseSync, index: number) {
    const table = `records_${index}`
    this.index = index
    this.name = shardName(index)
    this.#insert = db.prepare(`insert into ${table} values (?, ?, ?, ?)`)
    this.#read = db.prepare(
      `select sequence, arrived_at, partition_key, data from ${table} where sequence > ? order by sequence limit ?`,
    )
    this.#read.setReturnArrays(true)
    this.#first = db.prepare(`select min(sequence) as first from ${table}`)
    this.#arrival = db.prepare(`select arrived_at from ${table} where sequence >= ? order by sequence limit 1`)
    this.#remove = db.prepare(`delete from ${table} where sequence < ?`)
  }

  append(sequence: number, arrived_at: number, record: NewRecord): void {
    this.#insert.run(sequence, arrived_at, record.partition_key, record.data)
  }

  /** As Stream.read, after a sequence number. */
  read(after: number, limit: number, max_bytes: number): StreamRecord[] {
    const records: StreamRecord[] = []
    let last = after
    let bytes = 0
    let rows = Math.min(limit, FIRST_ROWS)
    for (;;) {
      const page = this.#read.all(last, rows) as unknown as [number, number, string, Uint8Array][]
      for (const [sequence, arrived_at, partition_key, data] of page) {
        bytes += data.byteLength
        if (bytes > max_bytes && records.length > 0) return records
        records.push({ partition_key, data, sequence_number: formatSequence(sequence), arrived_at })
        last = sequence
      }
      if (page.length < rows || records.length >= limit || bytes >= max_bytes) return records
      const fitting = Math.ceil(((max_bytes - bytes) * records.length) / Math.max(1, bytes))
      rows = Math.min(limit - records.length, rows * 4, Math.max(1, fitting))
    }
  }

  /** The oldest record's sequence number; null when there is none. */
  first(): number | null {
    return (this.#first.get() as { first: number | null }).first
  }

  /** When the first record from this sequence number on arrived, ms since 1970; null when there is none. */
  arrivalAt(sequence: number): number | null {
    return (this.#arrival.get(sequence) as { arrived_at: number } | undefined)?.arrived_at ?? null
  }

  /** Removes what lies before the sequence number, all at once. */
  removeBefore(sequence: number): number {
    return Number(this.#remove.run(sequence).changes)
  }
}
