// The end of each shard, where its next record goes, and how far behind it a consumer is.
import type { DatabaseSync, StatementSync } from 'node:sqlite'
import type { ShardLog } from './log.ts'
import { parseSequence } from './sequence.ts'

export interface Head {
  readonly shard: number
  last_sequence: number
  /** ms since 1970; −1 before the first record. */
  last_arrived_at: number
}

export class Heads {
  readonly #read: StatementSync
  readonly #move: StatementSync
  readonly #checkpoint: StatementSync
  readonly #consumers: StatementSync

  constructor(db: DatabaseSync) {
    this.#read = db.prepare('select shard, last_sequence, last_arrived_at from shards order by shard')
    this.#move = db.prepare('update shards set last_sequence = ?, last_arrived_at = ? where shard = ?')
    this.#checkpoint = db.prepare('select sequence_number from checkpoints where consumer = ? and shard = ?')
    this.#consumers = db.prepare('select distinct consumer from checkpoints')
  }

  /** Every shard's head, by the shard's index. */
  read(): Head[] {
    return this.#read.all() as unknown as Head[]
  }

  move({ shard, last_sequence, last_arrived_at }: Head): void {
    this.#move.run(last_sequence, last_arrived_at, shard)
  }

  /** The last sequence number the consumer is through with; before its first checkpoint, the one before the oldest kept. */
  done(consumer: string, log: ShardLog, head: Head): number {
    const row = this.#checkpoint.get(consumer, log.name) as { sequence_number: string } | undefined
    return row === undefined ? (log.first() ?? head.last_sequence + 1) - 1 : parseSequence(row.sequence_number)
  }

  /** Who ever checkpointed anything. */
  consumers(): string[] {
    return this.#consumers.all().map(({ consumer }) => consumer as string)
  }
}
