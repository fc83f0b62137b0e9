import type { Random } from './random.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const YEAR = 365 * 24 * HOUR

/**
 * How much a wrong clock is ahead, in ms: most by minutes, some by whole hours (a wrong time zone), a few by years, and a few
 * count from 1970, having had no battery at `start`.
 */
export function drawClock(start: number, random: Random): number {
  const kind = random.unit()
  if (kind < 0.55) return sign(random) * random.spread([2 * MINUTE, 5 * MINUTE, 15 * MINUTE, 90 * MINUTE])
  if (kind < 0.8) return sign(random) * (1 + random.below(12)) * HOUR
  if (kind < 0.92) return random.spread([-6 * YEAR, -3 * YEAR, -YEAR, YEAR, 4 * YEAR])
  return random.spread([MINUTE, HOUR]) - start
}

/** `2026-01-15T07:00:00.000Z` for an instant in ms, as toISOString has it; a whole day shares its date. */
export function formatTime(ms: number): string {
  const day = Math.floor(ms / (24 * HOUR))
  if (day !== today) {
    today = day
    date = `${new Date(day * 24 * HOUR).toISOString().slice(0, 11)}`
  }
  const rest = ms - day * 24 * HOUR
  const second = Math.floor(rest / 1000)
  const milli = rest - second * 1000
  return `${date}${two[Math.floor(second / 3600)]}:${two[Math.floor(second / 60) % 60]}:${two[second % 60]}.${milli < 10 ? '00' : milli < 100 ? '0' : ''}${milli}Z`
}

let today = Number.NaN
let date = ''
const two = Array.from({ length: 60 }, (_, n) => String(n).padStart(2, '0'))

function sign(random: Random): number {
  return random.chance(0.5) ? 1 : -1
}
