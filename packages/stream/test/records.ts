// Records for tests, and all that a stream holds.
import type { NewRecord, Position, Stream, StreamRecord } from '../stream.ts'

export function text(record: { data: Uint8Array }): string {
  return Buffer.from(record.data).toString()
}

export function record(key: string, data: string | number): NewRecord {
  return { partition_key: key, data: new Uint8Array(Buffer.from(String(data))) }
}

/** Every record of a shard, page by page. */
export async function readShard(stream: Stream, shard: string, limit = 1000): Promise<StreamRecord[]> {
  const records: StreamRecord[] = []
  let from: Position = 'oldest'
  for (;;) {
    const page = await stream.read(shard, from, limit)
    if (page.length === 0) return records
    records.push(...page)
    from = { after: page.at(-1)!.sequence_number }
  }
}

/** Every record of the stream, shard after shard. */
export async function readAll(stream: Stream): Promise<StreamRecord[]> {
  const records: StreamRecord[] = []
  for (const shard of await stream.shards()) records.push(...(await readShard(stream, shard)))
  return records
}
