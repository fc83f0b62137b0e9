// How far the lake, and the raw archive, are complete.
import { existsSync } from 'node:fs'
import { SqliteStream } from '@clickstream/stream/sqlite'
import { DEFAULT_CONSUMER } from '@clickstream/stream/stream'
import { localPath } from './settings.ts'

/**
 * The arrival (ms since 1970) before which a consumer of the stream, the lake's by default, has brought every event where
 * it is to be: now, or the first that still waits. Null when the stream is not on this machine.
 */
export async function readCompleteUpTo(
  stream: string,
  consumer: string = DEFAULT_CONSUMER,
  clock: () => number = Date.now,
): Promise<number | null> {
  const path = localPath(stream)
  if (path === undefined) return null
  const now = clock()
  if (!existsSync(path)) return now
  const opened = new SqliteStream(path)
  try {
    return (await opened.backlog(consumer)).oldest_arrived_at ?? now
  } finally {
    await opened.close()
  }
}
