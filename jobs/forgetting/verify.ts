// Whether a receipt still holds: nothing of the person is anywhere, and what was left of the others is as it was left.
import { hash } from 'node:crypto'
import { tables } from '@clickstream/events/tables'
import { findStale } from '@clickstream/lake/bundle'
import { landingOf } from '@clickstream/lake/lineage'
import { NotFound, type Store } from '@clickstream/lake/store'
import type { Work } from '../job.ts'
import { countFound } from './erase.ts'
import { searchRaw } from './raw.ts'
import type { Receipt } from './receipt.ts'
import { findFirstEvent } from './restate.ts'
import { PERSONAL, searchFor } from './search.ts'
import { openScrubber, scrubStream } from './stream.ts'
import { Subject } from './subject.ts'

export interface Verdict {
  readonly isGood: boolean
  /** What of the person was found, by place: rows, lines, records. */
  readonly found: Readonly<Record<string, number>>
  /** Files whose bytes are those of the receipt, and those that are not though nothing says that they were replaced. */
  readonly files_same: number
  readonly files_different: readonly string[]
  /** Partitions and objects that other jobs have replaced since: only searched. */
  readonly replaced: number
}

/** What of a person is there, by place: rows, lines, records. */
export interface Found {
  readonly found: Readonly<Record<string, number>>
  /** Rows in files that other files have replaced, which nobody swept yet. */
  readonly replaced: Readonly<Record<string, number>>
}

/** Searches for whom a receipt is of, in all places. Changes nothing. */
export async function findPerson(work: Work, subject: Subject, until: number): Promise<Found> {
  const found: Record<string, number> = {}
  const replaced: Record<string, number> = {}
  const first = await findFirstEvent(work, subject)
  for (const name of PERSONAL) {
    const search = searchFor(work, tables[name], subject, until, first)
    const rows = await countFound(work, tables[name], subject.app, search)
    found[name] = rows.placed
    replaced[name] = rows.replaced
  }
  // What they were made of may have had rows of the person's, whoever made them meanwhile.
  replaced.bundles = (await findStale(work)).length
  const raw = await searchRaw(work, subject, until, new Map(), null)
  found.raw = raw.found.reduce((sum, { lines_removed }) => sum + lines_removed, 0)
  const scrubber = openScrubber(work)
  if (scrubber === null) return { found, replaced }
  try {
    const judged = await scrubStream(work, scrubber, subject, until, true)
    return { found: { ...found, stream: judged.records_found, failed: judged.failed_found }, replaced }
  } finally {
    scrubber.close()
  }
}

/** Holds the lake, the archive and the stream against a receipt. Changes nothing. */
export async function verify(work: Work, receipt: Receipt): Promise<Verdict> {
  const subject = new Subject(receipt.subject)
  const person = await findPerson(work, subject, Date.parse(receipt.asked_at))
  const found = Object.fromEntries(
    Object.entries(person.found).map(([place, count]) => [place, count + (person.replaced[place] ?? 0)]),
  )
  const files = { same: 0, different: [] as string[], replaced: 0 }
  const known = new Map<string, string>()
  for (const table of PERSONAL) {
    for (const partition of await work.catalog.partitions(table)) known.set(landingOf(partition), partition.location)
  }
  for (const { table, values, to, files: entries } of receipt.partitions) {
    if (known.get(landingOf({ table, values })) !== to) {
      files.replaced++
      continue
    }
    for (const { name, sha256_after } of entries) await compare(work.store, to + name, sha256_after, files)
  }
  const last = new Map(receipt.raw.map(entry => [entry.key, entry.sha256_after]))
  for (const [key, sha256] of last) {
    // What retention took is nobody's any more.
    if ((await hashOf(work.store, key)) === null) files.replaced++
    else await compare(work.store, key, sha256, files)
  }
  const isFound = Object.values(found).some(count => count > 0)
  return {
    isGood: !isFound && files.different.length === 0,
    found,
    files_same: files.same,
    files_different: files.different,
    replaced: files.replaced,
  }
}

async function compare(
  store: Store,
  key: string,
  sha256: string | null,
  files: { same: number; different: string[] },
): Promise<void> {
  if ((await hashOf(store, key)) === sha256) files.same++
  else files.different.push(key)
}

async function hashOf(store: Store, key: string): Promise<string | null> {
  try {
    return hash('sha256', await store.get(key))
  } catch (error) {
    if (error instanceof NotFound) return null
    throw error
  }
}
