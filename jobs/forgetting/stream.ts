// The stream without the person's records.
import { existsSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { sqlitePath } from '@clickstream/stream/open'
import { type Judge, type Judged, Scrubber } from '@clickstream/stream/scrub'
import type { Work } from '../job.ts'
import { findLogin, ownsRecord } from './record.ts'
import type { Subject } from './subject.ts'

/** A request that came before is on disk after this, ms. */
const REQUEST_MS = 2000
const PAUSE_MS = 100
/** The longest that one batch may be in a poller's hands, ms. */
const PATIENCE_MS = 600_000

/** @returns null where the stream is not on this machine, or there is none */
export function openScrubber({ stream }: Work): Scrubber | null {
  if (!stream.startsWith('sqlite:') || !existsSync(sqlitePath(stream))) return null
  return new Scrubber(stream)
}

/** Where events come in just now, waits until what came before is in the stream. */
export async function awaitRequests(work: Work, scrubber: Scrubber): Promise<void> {
  if (scrubber.isPolled(Date.now())) await pause(REQUEST_MS, undefined, { signal: work.signal })
}

/** The devices that records show the user to be logged in on. */
export async function findStreamDevices(work: Work, scrubber: Scrubber, subject: Subject, until: number) {
  const devices = new Set<string>()
  if (subject.kind === 'visitor') return devices
  const judge: Judge = (data, arrived_at) => {
    const device = findLogin(subject, textOf(data), arrived_at, until)
    if (device !== null) devices.add(device)
    return false
  }
  await scrubber.scrub(judge, true, work.signal)
  return devices
}

/** Writes over the records of the person that arrived at `until` or before; with `isDry`, counts them. */
export async function scrubStream(work: Work, scrubber: Scrubber, subject: Subject, until: number, isDry = false) {
  const judge: Judge = (data, arrived_at) => ownsRecord(subject, textOf(data), arrived_at, until)
  const judged: Judged = await scrubber.scrub(judge, isDry, work.signal)
  return judged
}

/** Resolves when no poller has any more in hand what it read before. @throws Error when one is at it for ten minutes */
export async function awaitPollers(work: Work, scrubber: Scrubber): Promise<void> {
  const held = scrubber.hands(Date.now(), true)
  const limit = performance.now() + PATIENCE_MS
  while (held.size > 0) {
    await pause(PAUSE_MS, undefined, { signal: work.signal })
    const now = scrubber.hands(Date.now(), false)
    for (const [key, batch] of held) if (now.get(key) !== batch) held.delete(key)
    if (performance.now() > limit) {
      throw new Error(`forget: expected ${[...held.keys()].join(', ')} to end its batch, it is still at it: run again`)
    }
  }
}

function textOf(data: Uint8Array): string {
  return Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString()
}
