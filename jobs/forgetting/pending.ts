// What may still bring rows of the person where the stream is on AWS: nobody can take records out of it, so that what has
// arrived and is not in lake and archive yet has to get there first.
import { FAILED_BATCHES, MADE, REFUSED } from '@clickstream/lake/layout'
import { ARCHIVE_CONSUMER } from '@clickstream/stream/stream'
import type { Work } from '../job.ts'
import { showMany } from '../units.ts'

/** What stays where nobody can take it out at once, for the receipt. */
export const REMAINS: readonly string[] = [
  'the stream keeps its records until its retention ends; should the transform ever begin anew at its oldest record, --again removes the person once more',
  'earlier versions of the objects stay for as long as the lifecycle of the bucket keeps them, and so do answers under athena/ and what Firehose failed at under failed/',
]

/** What statements made of the tables here, for the receipt: nobody can tell what in it is of whom. */
export async function tellCopies({ store }: Work): Promise<string[]> {
  const files = await store.list(MADE)
  if (files.length === 0) return []
  return [
    `${showMany(files.length, 'file')} under ${MADE}, which statements made (CREATE TABLE AS, UNLOAD), were not searched: drop those tables, and remove what was unloaded`,
  ]
}

export interface Pending {
  /** The arrival (ms since 1970) before which every event is in the lake and in the archive. */
  readonly complete_at: number
  /** Batches that were given up, and files of rejected events, that are not in the lake yet. */
  readonly batches: number
}

/** Null where the stream is not on AWS: its own records are searched there. To be asked before the lake is. */
export async function findPending({ stream, store, completeUpTo }: Work): Promise<Pending | null> {
  if (!stream.startsWith('kinesis:')) return null
  const given = [...(await store.list(FAILED_BATCHES)), ...(await store.list(REFUSED))]
  const [landed, archived] = [await completeUpTo(), await completeUpTo(ARCHIVE_CONSUMER)]
  if (landed === null || archived === null) throw new Error(`forget: expected to read ${stream}, got nothing of it`)
  return { complete_at: Math.min(landed, archived), batches: given.length }
}

/** Why the person may not be gone for good yet, lines for a person; none when nothing can come any more. */
export function tellPending(pending: Pending | null, asked_at: number): string[] {
  if (pending === null) return []
  const lines: string[] = []
  const [asked, complete] = [asked_at, pending.complete_at].map(at => `${new Date(at).toISOString().slice(0, 19)}Z`)
  if (pending.complete_at < asked_at) {
    lines.push(`what arrived until ${asked} may be on its way: lake and archive are complete up to ${complete}`)
  }
  if (pending.batches > 0) {
    const what = showMany(pending.batches, 'object')
    lines.push(`${what} under ${FAILED_BATCHES} or ${REFUSED} may bring rows: clickstream job redrive first`)
  }
  return lines
}
