// Removing old records in steps, so that nobody who writes waits long.
import type { DatabaseSync } from 'node:sqlite'
import { setTimeout as pause } from 'node:timers/promises'
import type { ShardLog } from './log.ts'

/** A step is made larger or smaller until it holds the file about this long. */
const STEP_MS = 10
const FIRST_STEP = 64
const LARGEST_STEP = 16_384
/** Pages given back in one step. */
const PAGES = 512
/** Free pages below this are kept for the records to come: 64 MiB. */
const SPARE_PAGES = 8192

/**
 * Removes a shard's records that arrived before `before` (ms since 1970) and lie at or before sequence number `done`.
 * @returns how many
 */
export async function pruneShard(log: ShardLog, done: number, before: number, isOpen: () => boolean): Promise<number> {
  const first = log.first()
  if (first === null) return 0
  const end = firstArrivedFrom(log, first, done + 1, before)
  let removed = 0
  let step = FIRST_STEP
  for (let from = first; from < end && isOpen(); ) {
    const to = Math.min(end, from + step)
    const started = performance.now()
    removed += log.removeBefore(to)
    const took = performance.now() - started
    from = to
    step = Math.min(LARGEST_STEP, Math.max(1, Math.round(step * Math.min(4, Math.max(0.25, STEP_MS / took)))))
    // As long a rest as it took: a writer that waits for the file gets it, and so does the event loop.
    await pause(Math.max(1, took))
  }
  return removed
}

/** Gives free pages back to the disk, where more than half of the file is free or `short` says the disk is. */
export async function giveBack(db: DatabaseSync, short: boolean, isOpen: () => boolean): Promise<void> {
  const free = db.prepare('select freelist_count as free from pragma_freelist_count')
  const pages = db.prepare('select page_count as pages from pragma_page_count')
  const count = (statement: typeof free, name: string) => (statement.get() as Record<string, number>)[name]!
  const spare = short ? 0 : Math.max(SPARE_PAGES, count(pages, 'pages') / 2)
  if (count(free, 'free') <= spare) return
  for (let left = count(free, 'free'); left > 0; ) {
    const started = performance.now()
    db.exec(`pragma incremental_vacuum(${PAGES})`)
    const now = count(free, 'free')
    if (now >= left) break
    left = now
    await pause(Math.max(1, performance.now() - started))
    if (!isOpen()) return
  }
  // The file shrinks when the log is written back to it.
  db.exec('pragma wal_checkpoint(passive)')
}

/** The first sequence number in [first, end) whose record arrived at `before` or later; `end` when there is none. */
function firstArrivedFrom(log: ShardLog, first: number, end: number, before: number): number {
  let low = first
  let high = end
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    const arrived = log.arrivalAt(middle)
    if (arrived !== null && arrived < before) low = middle + 1
    else high = middle
  }
  return low
}
