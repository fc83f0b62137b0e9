// How far a consumer of a stream, such as the lake, is complete.
import { existsSync } from 'node:fs'
import { HOUR } from '@clickstream/events/time'
import { DEFAULT_CONSUMER } from './stream.ts'

/** What a consumer has noted of a stream on AWS: by shard, the last sequence number that it is done with. */
export type Handled = () => Promise<ReadonlyMap<string, string>>

/**
 * What keeps the raw archive on AWS notes nothing: it is taken for complete up to so long ago, ms. Firehose buffers for
 * minutes, and an alarm says when its oldest record is older than this.
 */
const ARCHIVE_LAG = HOUR

/**
 * The arrival (ms since 1970) before which a consumer, the lake's by default, has brought every record where it is to be:
 * now, or the first that still waits. Batches that were given up count as brought.
 * @param handled for a stream on AWS
 * @returns null when that is not known: on AWS without `handled`
 * @throws what the stream throws when it cannot be read
 */
export async function readCompleteUpTo(
  stream: string,
  consumer: string = DEFAULT_CONSUMER,
  handled: Handled | null = null,
  clock: () => number = Date.now,
): Promise<number | null> {
  if (stream.startsWith('sqlite:')) return readHere(stream, consumer, clock())
  if (!stream.startsWith('kinesis:')) return null
  if (consumer !== DEFAULT_CONSUMER) return clock() - ARCHIVE_LAG
  if (handled === null) return null
  return readOnAws(stream.slice('kinesis:'.length), handled, clock)
}

async function readOnAws(name: string, handled: Handled, clock: () => number): Promise<number> {
  const { KinesisStream } = await import('./kinesis.ts')
  const { readArrived } = await import('./kinesis-complete.ts')
  const stream = await KinesisStream.open(name)
  try {
    // The notes first: what is handled meanwhile still counts as waiting.
    return await readArrived(stream, await handled(), clock)
  } finally {
    await stream.close()
  }
}

async function readHere(url: string, consumer: string, now: number): Promise<number> {
  const path = url.slice('sqlite:'.length).replace(/^\/\/(?=\/)/, '')
  if (!existsSync(path)) return now
  const { SqliteStream } = await import('./sqlite.ts')
  const opened = new SqliteStream(path)
  try {
    return (await opened.backlog(consumer)).oldest_arrived_at ?? now
  } finally {
    await opened.close()
  }
}
