// Times as the drawings need them: on a zone's wall clock, cut into buckets.

/** Milliseconds since 1970 of what a wall clock shows, as though it were UTC: made for counting days, not for instants. */
export type Wall = number

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

const PATTERN = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?)?\s*(Z|UTC|[+-]\d\d:?\d\d)?$/

/**
 * A date or a time, with or without a zone. One with a zone is an instant and comes back on the wall clock of `zone`; one
 * without stands on that clock already. Null when it is neither.
 */
export function readWall(text: string, zone: string): Wall | null {
  const parts = PATTERN.exec(text)
  if (parts === null) return null
  const [, year, month, day, hour = '0', minute = '0', second = '0', fraction = '0', offset] = parts
  const wall = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second))
  const exact = wall + Number(`0.${fraction}`) * 1000
  if (offset === undefined) return exact
  const instant = offset === 'Z' || offset === 'UTC' ? exact : exact - readOffset(offset)
  return shift(instant, zone)
}

function readOffset(text: string): number {
  const minutes = Number(text.slice(1, 3)) * 60 + Number(text.slice(-2))
  return (text.startsWith('-') ? -minutes : minutes) * MINUTE
}

const formats = new Map<string, Intl.DateTimeFormat>()

/** An instant (ms since 1970) on the wall clock of a zone. */
export function shift(instant: number, zone: string): Wall {
  let format = formats.get(zone)
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    })
    formats.set(zone, format)
  }
  const parts: Record<string, number> = {}
  for (const { type, value } of format.formatToParts(instant)) parts[type] = Number(value)
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts
  return Date.UTC(year, month - 1, day, hour, minute, second) + (((instant % 1000) + 1000) % 1000)
}

type Cut = (wall: Wall) => Wall
const every =
  (length: number): Cut =>
  wall =>
    Math.floor(wall / length) * length
const everyMonths =
  (months: number): Cut =>
  wall => {
    const date = new Date(wall)
    return Date.UTC(date.getUTCFullYear(), Math.floor(date.getUTCMonth() / months) * months, 1)
  }
/** 1970 began on a Thursday; weeks begin on Monday. */
const cutWeek: Cut = wall => Math.floor((wall + 3 * DAY) / (7 * DAY)) * 7 * DAY - 3 * DAY

const CUTS: Readonly<Record<string, Cut>> = {
  SECOND: every(1000),
  MINUTE: every(MINUTE),
  HOUR: every(HOUR),
  DAY: every(DAY),
  WEEK: cutWeek,
  MONTH: everyMonths(1),
  QUARTER: everyMonths(3),
  YEAR: everyMonths(12),
}
/** Long enough to be in the next bucket, too short to be in the one after. */
const STEPS: Readonly<Record<string, number>> = {
  SECOND: 1000,
  MINUTE,
  HOUR,
  DAY,
  WEEK: 7 * DAY,
  MONTH: 32 * DAY,
  QUARTER: 93 * DAY,
  YEAR: 367 * DAY,
}

/** The beginning of the bucket that a time lies in. */
export function cutTime(wall: Wall, granularity: string): Wall {
  return (CUTS[granularity] ?? CUTS.DAY!)(wall)
}

/** The end of the bucket that a time lies in: the beginning of the next one. */
export function endTime(wall: Wall, granularity: string): Wall {
  return cutTime(cutTime(wall, granularity) + (STEPS[granularity] ?? DAY), granularity)
}

/** Beginnings of all buckets from one time to another, both included; at most `limit`, then null. */
export function listBuckets(from: Wall, to: Wall, granularity: string, limit = 10_000): Wall[] | null {
  const step = STEPS[granularity] ?? DAY
  const buckets: Wall[] = []
  for (let at = cutTime(from, granularity); at <= to; at = cutTime(at + step, granularity)) {
    if (buckets.length === limit) return null
    buckets.push(at)
  }
  return buckets
}
