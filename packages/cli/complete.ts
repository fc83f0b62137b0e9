// How far the lake, and the raw archive, are complete.
import { openCatalog } from '@clickstream/lake/open'
import { readCompleteUpTo as read } from '@clickstream/stream/complete'
import { DEFAULT_CONSUMER } from '@clickstream/stream/stream'

/**
 * The arrival (ms since 1970) before which a consumer of the stream, the lake's by default, has brought every event where
 * it is to be: now, or the first that still waits. Null when that cannot be known.
 * @param catalog its URL; where the stream is on AWS, it knows what the lake has of it
 */
export async function readCompleteUpTo(
  stream: string,
  consumer: string = DEFAULT_CONSUMER,
  catalog?: string,
): Promise<number | null> {
  if (catalog === undefined || stream.startsWith('sqlite:')) return read(stream, consumer)
  return read(stream, consumer, async () => {
    const opened = openCatalog(catalog)
    try {
      return await opened.recall('transform')
    } finally {
      await opened.close()
    }
  })
}
