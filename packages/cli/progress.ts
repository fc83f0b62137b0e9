// A bar on a terminal; a line now and then in a log.
import type { Paper } from './terminal.ts'
import { showCount, showDuration } from './units.ts'

export interface ProgressBar {
  /** `done` of `total`; the note stands at the end of the line. */
  update(done: number, total: number, note?: string): void
  /** Clears the bar off the terminal. */
  finish(): void
}

const REDRAW_MS = 80
const LOG_MS = 10_000
const BAR = 24

/** Counts of a noun: `1,234 events`. */
export function countOf(noun: string): (count: number) => string {
  return count => `${showCount(count)} ${noun}`
}

/**
 * Draws on `paper` (stderr); `show` writes an amount with its unit. Rate and time left are over what was done since the bar
 * was made.
 */
export function createProgressBar(
  paper: Paper,
  title: string,
  show: (amount: number) => string,
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
      const tail = [`${show(done)} of ${show(total)}`, `${show(rate)}/s`, left, note].filter(Boolean).join(' · ')
      if (!paper.isTerminal) return paper.line(`${title}: ${tail}`)
      const filled = total > 0 ? Math.min(BAR, Math.floor((done / total) * BAR)) : 0
      const bar = paper.style('cyan', '━'.repeat(filled)) + paper.style('dim', '━'.repeat(BAR - filled))
      const room = paper.columns - BAR - title.length - 4
      void paper.write(`\r\x1b[K${title} ${bar}  ${tail.slice(0, Math.max(0, room))}`)
    },
    finish() {
      if (paper.isTerminal) void paper.write('\r\x1b[K')
    },
  }
}
