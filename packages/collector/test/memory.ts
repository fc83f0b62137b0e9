// A stream that keeps its records in memory and holds the caller to the seam's limits.
import type { EventEnvelope, RejectedEnvelope } from '@clickstream/events/envelope'
import {
  MAX_PUT_BYTES,
  MAX_PUT_RECORDS,
  MAX_RECORD_BYTES,
  type NewRecord,
  type Stream,
} from '@clickstream/stream/stream'

export class MemoryStream implements Pick<Stream, 'put' | 'shards'> {
  readonly records: NewRecord[] = []
  /** How many records each put had. */
  readonly puts: number[] = []
  /** Called before each put; may throw, so that nothing of it is kept. */
  beforePut: (records: readonly NewRecord[]) => void | Promise<void> = () => undefined

  async put(records: readonly NewRecord[]) {
    const bytes = records.map(({ data, partition_key }) => data.length + Buffer.byteLength(partition_key))
    if (records.length === 0 || records.length > MAX_PUT_RECORDS) throw new RangeError(`${records.length} records`)
    if (bytes.reduce((sum, each) => sum + each, 0) > MAX_PUT_BYTES) throw new RangeError('too many bytes')
    if (bytes.some(each => each > MAX_RECORD_BYTES)) throw new RangeError('a record too large')
    for (const { partition_key } of records) {
      if (partition_key.length < 1 || partition_key.length > 256) throw new RangeError('partition key')
    }
    await this.beforePut(records)
    this.records.push(...records)
    this.puts.push(records.length)
    return records.map((_, i) => ({ shard: 'shardId-000000000000', sequence_number: String(i) }))
  }

  async shards() {
    return ['shardId-000000000000']
  }

  get envelopes(): (EventEnvelope | RejectedEnvelope)[] {
    return this.records.map(({ data }) => JSON.parse(Buffer.from(data).toString('utf8')))
  }

  get events(): (EventEnvelope & { event: Record<string, unknown> })[] {
    return this.envelopes.filter(envelope => 'event' in envelope) as never
  }

  get rejected(): RejectedEnvelope[] {
    return this.envelopes.filter(envelope => 'rejected' in envelope)
  }
}
