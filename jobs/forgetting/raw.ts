// The raw archive without the person's lines.
import { hash } from 'node:crypto'
import { gunzipSync } from 'node:zlib'
import { RAW } from '@clickstream/lake/layout'
import { NotFound, type Store } from '@clickstream/lake/store'
import { packLines } from '@clickstream/transform/archive'
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
  /** SHA-256 of the lines that stay, as they were and as they are. */
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
    work.onProgress({ done: i, total: objects.length, noun: 'raw files', note: key.slice(RAW.length) })
    let file: Uint8Array
    try {
      file = await work.store.get(key)
    } catch (error) {
      // Retention was quicker.
      if (error instanceof NotFound) continue
      throw error
    }
    const text = gunzipSync(file)
    const own = new Set<Line>()
    for (const line of findCandidates(text, subject)) {
      const content = text.toString('utf8', line.start, line.end)
      const device = findLogin(subject, content, null, until)
      if (device !== null) sum.devices.add(device)
      if (ownsRecord(subject, content, null, until)) own.add(line)
    }
    const lines = countLines(text)
    sum.objects++
    sum.lines += lines
    if (own.size === 0) clean.set(key, stamp)
    else sum.found.push(await rewriteObject(work.store, key, file, text, [...own], lines, onFound))
  }
  return sum
}

async function rewriteObject(
  store: Store,
  key: string,
  file: Uint8Array,
  text: Buffer,
  own: readonly Line[],
  lines: number,
  onFound: ((entry: RawEntry) => Promise<void>) | null,
): Promise<RawEntry> {
  const kept = withoutLines(text, own)
  const packed = kept.length === 0 ? null : await packLines(kept)
  const after = packed === null ? Buffer.alloc(0) : gunzipSync(packed)
  const entry: RawEntry = {
    key,
    sha256_before: hash('sha256', file),
    sha256_after: packed === null ? null : hash('sha256', packed),
    lines_before: lines,
    lines_removed: own.length,
    lines_after: countLines(after),
    content_before: hash('sha256', kept),
    content_after: hash('sha256', after),
  }
  if (entry.content_before !== entry.content_after || entry.lines_after !== lines - own.length) {
    throw new Error(`${key}: expected ${lines - own.length} lines to stay as they are, got ${entry.lines_after}`)
  }
  if (onFound !== null) {
    await onFound(entry)
    if (packed === null) await store.remove(key)
    else await store.put(key, packed)
  }
  return entry
}

/** From its first byte to its line end. */
interface Line {
  readonly start: number
  readonly end: number
}

/** The lines worth reading, in order: those with something that is in every line of the person. */
function* findCandidates(text: Buffer, subject: Subject): Generator<Line> {
  const needles = subject.needles
  const next = needles.map(needle => text.indexOf(needle))
  for (let start = 0; start < text.length; ) {
    let at = start
    if (needles.length > 0) {
      for (const [i, needle] of needles.entries()) {
        if (next[i] !== -1 && next[i]! < start) next[i] = text.indexOf(needle, start)
      }
      at = Math.min(...next.map(each => (each === -1 ? text.length : each)))
      if (at === text.length) return
    }
    const end = text.indexOf(10, at)
    const line = { start: text.lastIndexOf(10, at) + 1, end: end === -1 ? text.length : end }
    if (line.end > line.start) yield line
    start = line.end + 1
  }
}

function withoutLines(text: Buffer, own: readonly Line[]): Buffer {
  const pieces: Buffer[] = []
  let from = 0
  for (const { start, end } of own) {
    pieces.push(text.subarray(from, start))
    from = end + 1
  }
  pieces.push(text.subarray(from))
  return Buffer.concat(pieces)
}

function countLines(text: Buffer): number {
  let lines = 0
  for (let at = 0; at < text.length; lines++) {
    const end = text.indexOf(10, at)
    if (end === -1) return lines + 1
    at = end + 1
  }
  return lines
}
