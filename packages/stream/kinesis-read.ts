// Reading a shard of a Kinesis stream, by iterators: a place in a shard that Kinesis forgets after five minutes.
import type { GetRecordsOutput, _Record as KinesisRecord } from '@aws-sdk/client-kinesis'
import { explainFault, faultName, isPassing } from './fault.ts'
import type { KinesisApi } from './kinesis-client.ts'
import { padSequence, stripSequence } from './kinesis-sequence.ts'
import { Persistence, type PersistenceEffects } from './persistence.ts'
import type { StreamRecord } from './stream.ts'

/** The most records of one answer. */
const MAX_PAGE = 10_000
/** Five reads a second are all that a shard's readers have together, so that waiting for one's turn is common. */
const PATIENCE_MS = 20_000
/** Answers without a record that are asked for, one after the other, on the way over hours without any. */
const MAX_EMPTY = 100

/** What lies ahead of a place in a shard. */
export interface Ahead {
  /** The arrival of the next record, ms since 1970; null when none was found. */
  readonly arrived_at: number | null
  /** How far from the shard's end the search came, ms: 0 when there is no record. */
  readonly behind_ms: number
}

export class KinesisReader {
  readonly #api: KinesisApi
  readonly #name: string
  readonly #effects: PersistenceEffects
  /** Where the last read of each shard ended: going on from there takes no new iterator. */
  readonly #ends = new Map<string, { readonly after: string | null; readonly iterator: string }>()

  constructor(api: KinesisApi, name: string, effects: PersistenceEffects) {
    this.#api = api
    this.#name = name
    this.#effects = effects
  }

  /** As Stream.read has it. @param after null: from the oldest record */
  async read(shard: string, after: string | null, limit: number, max_bytes: number): Promise<StreamRecord[]> {
    const records: StreamRecord[] = []
    let bytes = 0
    let place = after
    let iterator = this.#goOn(shard, after)
    for (;;) {
      const page = await this.#page(shard, place, iterator, Math.min(MAX_PAGE, limit - records.length))
      for (const record of page.Records ?? []) {
        const read = readRecord(record)
        if (records.length > 0 && bytes + read.data.byteLength > max_bytes) return records
        records.push(read)
        bytes += read.data.byteLength
        place = read.sequence_number
      }
      const { NextShardIterator: next, MillisBehindLatest: behind = 0 } = page
      if (next === undefined) return records
      if (records.length >= limit || bytes >= max_bytes || behind === 0) {
        this.#ends.set(shard, { after: place, iterator: next })
        return records
      }
      iterator = next
    }
  }

  /** Looks for the first record after a place, for as long as it pays. */
  async look(shard: string, after: string | null): Promise<Ahead> {
    let iterator: string | undefined
    for (let empty = 1; ; empty++) {
      const page = await this.#page(shard, after, iterator, 1)
      const [record] = page.Records ?? []
      const behind_ms = page.MillisBehindLatest ?? 0
      if (record !== undefined) return { arrived_at: readRecord(record).arrived_at, behind_ms }
      if (page.NextShardIterator === undefined) return { arrived_at: null, behind_ms: 0 }
      if (behind_ms === 0 || empty === MAX_EMPTY) return { arrived_at: null, behind_ms }
      iterator = page.NextShardIterator
    }
  }

  #goOn(shard: string, after: string | null): string | undefined {
    const end = this.#ends.get(shard)
    return end !== undefined && end.after === after ? end.iterator : undefined
  }

  /** The records at the iterator; without one, or where it is too old, at the place. */
  async #page(
    shard: string,
    place: string | null,
    given: string | undefined,
    limit: number,
  ): Promise<GetRecordsOutput> {
    const persistence = new Persistence(PATIENCE_MS, this.#effects)
    let iterator = given
    for (;;) {
      try {
        iterator ??= await this.#iterator(shard, place)
        return await this.#api.getRecords({ ShardIterator: iterator, Limit: limit })
      } catch (error) {
        if (faultName(error) === 'ExpiredIteratorException') iterator = undefined
        else if (!isPassing(error)) throw explainFault(error, 'kinesis:GetRecords', `stream ${this.#name}`)
        await persistence.pause(() => `stream ${this.#name}: expected to read ${shard}, got ${faultName(error)}`)
      }
    }
  }

  /** @throws RangeError for a shard or a sequence number that is not of this stream */
  async #iterator(shard: string, after: string | null): Promise<string> {
    const from =
      after === null
        ? { ShardIteratorType: 'TRIM_HORIZON' as const }
        : { ShardIteratorType: 'AFTER_SEQUENCE_NUMBER' as const, StartingSequenceNumber: stripSequence(after) }
    try {
      const answer = await this.#api.getShardIterator({ StreamName: this.#name, ShardId: shard, ...from })
      return answer.ShardIterator!
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error)
      if (faultName(error) === 'InvalidArgumentException') {
        throw new RangeError(`sequence number: expected one of ${shard} of stream ${this.#name}, got ${after}: ${why}`)
      }
      if (faultName(error) === 'ResourceNotFoundException' && /\bshard\b/i.test(why)) {
        throw new RangeError(`shard: expected one of stream ${this.#name}, got ${shard}: ${why}`)
      }
      if (isPassing(error)) throw error
      throw explainFault(error, 'kinesis:GetShardIterator', `stream ${this.#name}`)
    }
  }
}

function readRecord({ PartitionKey, Data, SequenceNumber, ApproximateArrivalTimestamp }: KinesisRecord): StreamRecord {
  return {
    partition_key: PartitionKey!,
    data: Data!,
    sequence_number: padSequence(SequenceNumber!),
    arrived_at: Math.floor(ApproximateArrivalTimestamp!.getTime()),
  }
}
