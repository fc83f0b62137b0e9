// How far the lake is complete.
import { existsSync } from 'node:fs'
import { SqliteStream } from '@clickstream/stream/sqlite'
import { localPath } from './settings.ts'

/**
 * The arrival (ms since 1970) before which every event is in the lake: now, or the first that still waits in the stream.
 * Null when the stream is not on this machine.
 */
export async function readCompleteUpTo(stream: string, clock: () => number = Date.now): Promise<number | null> {
  const path = localPath(stream)
  if (path === undefined) return null
  const now = clock()
  if (!existsSync(path)) return now
  const opened = new SqliteStream(path)
  try {
    return (await opened.backlog()).oldest_arrived_at ?? now
  } finally {
    await opened.close()
  }
}
