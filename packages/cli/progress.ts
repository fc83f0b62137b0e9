// A bar on a terminal; a line now and then in a log.
import type { Paper } from './terminal.ts'
import { showBytes, showCount, showDuration } from './units.ts'

export interface ProgressBar {
  /** `done` of `total`; the note stands at the end of the line. */
  update(done: number, total: number, note?: string): void
  /** Clears the bar off the terminal. */
  finish(): void
}

const REDRAW_MS = 80
const LOG_MS = 10_000
/** Characters of the bar; on a narrow terminal the words need the room. */
const BAR = 24
const SHORT_BAR = 12
const NARROW = 100

/** How amounts are written: a part of a whole, and an amount by itself. */
export interface Amounts {
  part(done: number, total: number): string
  rate(amount: number): string
}

/** Counts of a noun: `1,234 of 5,000 events`, at `120/s`. */
export function countOf(noun: string): Amounts {
  return { part: (done, total) => `${showCount(done)} of ${showCount(total)} ${noun}`, rate: showCount }
}

/** Bytes: `1.2 MiB of 5.0 MiB`, at `300 KiB/s`. */
export const bytesOf: Amounts = {
  part: (done, total) => `${showBytes(done)} of ${showBytes(total)}`,
  rate: showBytes,
}

/**
 * Draws on `paper` (stderr); `amounts` says in what unit. Rate and time left are over what was done since the bar
 * was made.
 */
export function createProgressBar(
  paper: Paper,
  title: string,
  amounts: Amounts,
  clock: () => number = () => performance.now(),
): ProgressBar {
  const started = clock()
  let first: number | undefined
  let drawn = paper.isTerminal ? Number.NEGATIVE_INFINITY : started
  return {
    update(done, total, note = '') {
      first ??= done
      const now = clock()
      if (now - drawn < (paper.isTerminal ? REDRAW_MS : LOG_MS)) return
      drawn = now
      const seconds = (now - started) / 1000
      const rate = seconds > 0 ? (done - first) / seconds : 0
      const left = rate > 0 && done < total ? `${showDuration(((total - done) / rate) * 1000)} left` : ''
      const tail = [amounts.part(done, total), `${amounts.rate(rate)}/s`, left, note].filter(Boolean).join(' · ')
      if (!paper.isTerminal) return paper.line(`${title}: ${tail}`)
      const width = paper.columns < NARROW ? SHORT_BAR : BAR
      const filled = total > 0 ? Math.min(width, Math.floor((done / total) * width)) : 0
      const bar = paper.style('cyan', '━'.repeat(filled)) + paper.style('dim', '━'.repeat(width - filled))
      const room = paper.columns - width - title.length - 4
      void paper.write(`\r\x1b[K${title} ${bar}  ${tail.slice(0, Math.max(0, room))}`)
    },
    finish() {
      if (paper.isTerminal) void paper.write('\r\x1b[K')
    },
  }
}
