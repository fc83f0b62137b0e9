// How far what came is in the lake, where the stream is Kinesis: it keeps no checkpoints that others may read.
import type { KinesisStream } from './kinesis.ts'

/**
 * Between the collector's clock, by which events are partitioned, and the record on the stream: the 30 seconds that the
 * collector's function has for a request, and what clocks may differ.
 */
const ON_THE_WAY_MS = 40_000
/** Shards looked at side by side. */
const AT_ONCE = 16

/**
 * The arrival (ms since 1970) before which a consumer has brought every record where it is to be. What comes later may be
 * missing. Batches that were given up count as brought as soon as a later one of their shard is.
 * @param notes the last sequence number done with, by shard: for the lake `catalog.recall('transform')`. A shard without a
 *   note counts from its oldest record, one that the stream no longer lists not at all.
 * @throws Error when the stream cannot be read
 */
export async function readArrived(
  stream: Pick<KinesisStream, 'shards' | 'look'>,
  notes: ReadonlyMap<string, string>,
  clock: () => number = Date.now,
): Promise<number> {
  let arrived = clock()
  const shards = await stream.shards()
  for (let i = 0; i < shards.length; i += AT_ONCE) {
    const some = shards.slice(i, i + AT_ONCE).map(shard => readShard(stream, shard, notes.get(shard) ?? null, clock))
    arrived = Math.min(arrived, ...(await Promise.all(some)))
  }
  return arrived - ON_THE_WAY_MS
}

async function readShard(
  stream: Pick<KinesisStream, 'look'>,
  shard: string,
  after: string | null,
  clock: () => number,
): Promise<number> {
  // Before the question: what comes meanwhile is not in the answer.
  const now = clock()
  try {
    const { arrived_at, behind_ms } = await stream.look(shard, after)
    return arrived_at ?? now - behind_ms
  } catch (error) {
    // The note is of another stream of this name, or older than all that is kept.
    if (!(error instanceof RangeError) || after === null) throw error
    return readShard(stream, shard, null, clock)
  }
}
