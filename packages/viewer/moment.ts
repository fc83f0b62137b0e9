// A time that a person or a definition chose: a whole day, or a moment to the minute.
import type { TimeGranularity } from '@aws-sdk/client-quicksight'
import { add, dayOf, truncate } from './calendar.ts'
import { StateError } from './error.ts'
import { toMoment, toWall } from './zone.ts'

/** From `start` to before `end` (ms since 1970): of a day all of it; of a moment in the address nothing but itself. */
export interface Moment {
  readonly start: number
  readonly end: number
  /** YYYY-MM-DD in the view's zone. */
  readonly day: string
  /** A whole day was meant. */
  readonly isDay: boolean
}

const MINUTE = 60_000
const AGO: Readonly<Record<string, number>> = { m: MINUTE, h: 60 * MINUTE }
const EXPECTED = 'a day or time such as 2026-01-31, 2026-01-31T09:30, today, -27d, -6h, -30m or now'

/**
 * As in the address: a day (2026-01-31, today, -27d) is a local one; a time (2026-01-31T09:30) is local unless it has an
 * offset. What moves with the present (now, -6h) is cut to the minute, and ends with it.
 * @throws StateError for any other text.
 */
export function readMoment(name: string, text: string, zone: string, now: number): Moment {
  const ago = /^-(\d{1,6})([dhm])$/.exec(text)
  if (text === 'today') return dayMoment(toWall(now, zone), zone)
  if (ago?.[2] === 'd') return dayMoment(add(toWall(now, zone), -Number(ago[1]), 'DAY'), zone)
  if (text === 'now' || ago !== null) {
    const start = truncate(now - (ago === null ? 0 : Number(ago[1]) * AGO[ago[2]!]!), 'MINUTE')
    return momentAt(start, start + MINUTE, zone)
  }
  const [, day, time, offset] =
    /^(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?)(Z|[+-]\d\d:\d\d)?)?$/.exec(text) ?? []
  const wall = day === undefined ? Number.NaN : Date.parse(`${day}T${time ?? '00:00'}Z`)
  // 2026-02-31 is no day, though Date.parse takes it for one.
  if (Number.isNaN(wall) || dayOf(wall) !== day)
    throw new StateError(`${name}: expected ${EXPECTED}, got ${JSON.stringify(text)}`)
  if (time === undefined) return dayMoment(wall, zone)
  const start = offset === undefined ? toMoment(wall, zone) : Date.parse(text)
  if (Number.isNaN(start)) throw new StateError(`${name}: expected ${EXPECTED}, got ${JSON.stringify(text)}`)
  return momentAt(start, start, zone)
}

/** The unit that a time on the clock on the wall is in; days and longer are days. */
export function unitMoment(wall: number, unit: TimeGranularity, zone: string): Moment {
  if (!['MILLISECOND', 'SECOND', 'MINUTE', 'HOUR'].includes(unit)) return dayMoment(truncate(wall, unit), zone)
  const start = truncate(wall, unit)
  return momentAt(toMoment(start, zone), toMoment(add(start, 1, unit), zone), zone)
}

/** Both ends the same length further back, just before the beginning. */
export function movePeriodBack(from: Moment, to: Moment, zone: string): { from: Moment; to: Moment } {
  if (from.isDay && to.isDay) {
    const days = Math.round((Date.parse(to.day) - Date.parse(from.day)) / 86_400_000) + 1
    const move = ({ day }: Moment) => dayMoment(add(Date.parse(day), -days, 'DAY'), zone)
    return { from: move(from), to: move(to) }
  }
  const length = to.end - from.start
  const move = ({ start, end }: Moment) => momentAt(start - length, end - length, zone)
  return { from: move(from), to: move(to) }
}

/** For the answer: a day, or a moment in UTC. */
export function writeMoment({ isDay, day }: Moment, moment: number): string {
  return isDay ? day : new Date(moment).toISOString()
}

function dayMoment(wall: number, zone: string): Moment {
  const start = truncate(wall, 'DAY')
  return { start: toMoment(start, zone), end: toMoment(add(start, 1, 'DAY'), zone), day: dayOf(start), isDay: true }
}

function momentAt(start: number, end: number, zone: string): Moment {
  return { start, end, day: dayOf(toWall(start, zone)), isDay: false }
}
