// Which hours of arrival a run is about: those it was asked for, as far as nothing arrives in them any more.
import { dateOf, HOUR, hourOf } from '@clickstream/events/time'
import { ARCHIVE_CONSUMER } from '@clickstream/stream/stream'
import { JobError, type Work } from '../job.ts'

/** How long after its end an hour counts as closed, ms: what was received in it may reach the stream a little later. */
const MARGIN = 60_000
const DATE = /^\d{4}-\d\d-\d\d(T\d\d)?$/

/** Hours since 1970. */
export interface Range {
  readonly hours: readonly number[]
  /** How many more were asked for, which are not closed. */
  readonly open: number
}

/** `2026-11-23` is the whole day, `2026-11-23T07` one hour; both ends are included. @throws JobError */
export function readRange(from: unknown, to: unknown, closed: number): Range {
  if (from === undefined) throw new JobError('--from: expected a date or an hour of arrival, got nothing')
  const first = readHour('from', from)
  const last = to === undefined ? Math.floor((closed - MARGIN) / HOUR) - 1 : readHour('to', to, 23)
  if (to !== undefined && last < first) throw new JobError(`--to: expected ${from} or later, got ${to}`)
  const hours = Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => first + i)
  const isClosed = hours.filter(hour => (hour + 1) * HOUR + MARGIN <= closed)
  return { hours: isClosed, open: hours.length - isClosed.length }
}

/** 2026-11-23T07, of an hour since 1970. */
export function nameHour(hour: number): string {
  return `${dateOf(hour * HOUR)}T${hourOf(hour * HOUR)}`
}

/** The arrival (ms since 1970) before which everything is in the lake and in the archive. @throws JobError */
export async function readClosed({ completeUpTo }: Pick<Work, 'completeUpTo'>): Promise<number> {
  const [landed, archived] = [await completeUpTo(), await completeUpTo(ARCHIVE_CONSUMER)]
  if (landed !== null && archived !== null) return Math.min(landed, archived)
  throw new JobError(
    'reprocess: expected to know up to when the lake is complete, got nothing: run it where the stream is (STREAM)',
  )
}

function readHour(name: string, value: unknown, hourOfDay = 0): number {
  const text = String(value)
  const time = DATE.test(text) ? Date.parse(`${text.slice(0, 10)}T${text.slice(11) || '00'}:00:00Z`) : Number.NaN
  if (!Number.isNaN(time) && nameHour(time / HOUR).startsWith(text)) {
    return time / HOUR + (text.length === 10 ? hourOfDay : 0)
  }
  throw new JobError(`--${name}: expected a date YYYY-MM-DD or an hour YYYY-MM-DDTHH, got ${JSON.stringify(value)}`)
}
