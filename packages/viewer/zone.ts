// Time zones: moments (ms since 1970) and the clock on the wall (ms as if that clock were UTC's).
import { StateError } from './error.ts'

const formats = new Map<string, Intl.DateTimeFormat>()

/** @throws StateError for a name that is no IANA zone's. */
export function checkZone(zone: string): string {
  if (!/^[A-Za-z][A-Za-z0-9_+\-/]{0,63}$/.test(zone) || formatOf(zone) === undefined) {
    throw new StateError(`zone: expected a name such as Asia/Kolkata, got ${JSON.stringify(zone)}`)
  }
  return zone
}

export function isUtc(zone: string): boolean {
  return /^(etc\/)?(utc|gmt|zulu|universal|uct)$/i.test(zone)
}

/** What the clock on the wall shows at a moment. */
export function toWall(moment: number, zone: string): number {
  if (isUtc(zone)) return moment
  const parts: Record<string, number> = {}
  for (const { type, value } of formatOf(zone)!.formatToParts(moment)) parts[type] = Number(value)
  const { year, month, day, hour, minute, second } = parts as Record<string, number>
  const wall = new Date(0)
  wall.setUTCFullYear(year!, month! - 1, day!)
  wall.setUTCHours(hour! % 24, minute, second, ((moment % 1000) + 1000) % 1000)
  return wall.getTime()
}

/**
 * The first moment at which the clock shows this; of a time that is skipped when clocks go forward, the moment when
 * they do so.
 */
export function toMoment(wall: number, zone: string): number {
  if (isUtc(zone)) return wall
  const guesses = [-1, 0, 1].map(days => {
    const near = wall + days * 86_400_000
    return wall - (toWall(near, zone) - near)
  })
  const right = guesses.filter(guess => toWall(guess, zone) === wall)
  if (right.length > 0) return Math.min(...right)
  // Skipped: between the two offsets lies the jump, found to the second.
  let [before, after] = [Math.min(...guesses), Math.max(...guesses)]
  while (after - before > 1000) {
    const middle = before + Math.floor((after - before) / 2000) * 1000
    if (toWall(middle, zone) < wall) before = middle
    else after = middle
  }
  return after
}

function formatOf(zone: string): Intl.DateTimeFormat | undefined {
  const known = formats.get(zone)
  if (known !== undefined) return known
  const numeric = 'numeric'
  const shown = {
    year: numeric,
    month: numeric,
    day: numeric,
    hour: numeric,
    minute: numeric,
    second: numeric,
  } as const
  try {
    const format = new Intl.DateTimeFormat('en-US', { timeZone: zone, hourCycle: 'h23', calendar: 'gregory', ...shown })
    if (formats.size < 1000) formats.set(zone, format)
    return format
  } catch {
    return undefined
  }
}
