// The raw archive without the person's lines.
import { hash } from 'node:crypto'
import type { Store } from '@clickstream/lake/store'
import { packLines, RAW, unpackLines } from '@clickstream/transform/archive'
import type { Work } from '../job.ts'
import { findLogin, ownsRecord } from './record.ts'
import type { Subject } from './subject.ts'

/** What became of one object of the archive. */
export interface RawEntry {
  readonly key: string
  readonly sha256_before: string
  /** Null: no line was left, the object is gone. */
  readonly sha256_after: string | null
  readonly lines_before: number
  readonly lines_removed: number
  readonly lines_after: number
  /** Sums over the lines that stay, before and after; their order does not count. */
  readonly content_before: string
  readonly content_after: string
}

export interface RawSearch {
  readonly objects: number
  readonly lines: number
  readonly found: readonly RawEntry[]
  readonly devices: ReadonlySet<string>
}

/** What was clean a moment ago is not read again: key to size and time. */
export type Clean = Map<string, string>

/**
 * Looks through the archive for lines of the person that arrived at `until` or before, and takes them out.
 * @param onFound told before an object is changed; null: nothing is changed
 */
export async function searchRaw(
  work: Work,
  subject: Subject,
  until: number,
  clean: Clean,
  onFound: ((entry: RawEntry) => Promise<void>) | null,
): Promise<RawSearch> {
  const sum = { objects: 0, lines: 0, found: [] as RawEntry[], devices: new Set<string>() }
  const objects = (await work.store.list(RAW)).filter(({ key }) => key.endsWith('.gz'))
  for (const [i, { key, size, modified_at }] of objects.entries()) {
    work.signal?.throwIfAborted()
    const stamp = `${size} ${modified_at}`
    if (clean.get(key) === stamp) continue
    work.onProgress({ done: i, total: objects.length, noun: 'raw file', note: key.slice(RAW.length) })
    const kept: string[] = []
    let removed = 0
    let file: Uint8Array
    try {
      file = await work.store.get(key)
    } catch (error) {
      // Retention was quicker.
      if ((error as Error).name === 'NotFound') continue
      throw error
    }
    for await (const lines of unpackLines(file)) {
      for (const line of lines) {
        if (line === '') continue
        if (!subject.mayStandIn(line)) kept.push(line)
        else {
          const device = findLogin(subject, line, null, until)
          if (device !== null) sum.devices.add(device)
          if (ownsRecord(subject, line, null, until)) removed++
          else kept.push(line)
        }
      }
    }
    sum.objects++
    sum.lines += kept.length + removed
    if (removed === 0) clean.set(key, stamp)
    else sum.found.push(await rewriteObject(work.store, key, file, kept, removed, onFound))
  }
  return sum
}

async function rewriteObject(
  store: Store,
  key: string,
  file: Uint8Array,
  kept: readonly string[],
  removed: number,
  onFound: ((entry: RawEntry) => Promise<void>) | null,
): Promise<RawEntry> {
  const packed = kept.length === 0 ? null : await packLines(kept)
  const after: string[] = []
  if (packed !== null)
    for await (const lines of unpackLines(packed)) for (const line of lines) if (line) after.push(line)
  const entry: RawEntry = {
    key,
    sha256_before: hash('sha256', file),
    sha256_after: packed === null ? null : hash('sha256', packed),
    lines_before: kept.length + removed,
    lines_removed: removed,
    lines_after: after.length,
    content_before: sumLines(kept),
    content_after: sumLines(after),
  }
  if (entry.content_before !== entry.content_after || after.length !== kept.length) {
    throw new Error(`${key}: expected ${kept.length} lines to stay as they are, got ${after.length}`)
  }
  if (onFound !== null) {
    await onFound(entry)
    if (packed === null) await store.remove(key)
    else await store.put(key, packed)
  }
  return entry
}

function sumLines(lines: readonly string[]): string {
  let sum = 0n
  for (const line of lines) sum += hash('sha256', line, 'buffer').readBigUInt64BE()
  return String(sum)
}
