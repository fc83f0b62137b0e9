// Days: dates as text, YYYY-MM-DD, UTC; how many events happened on each, where each is, and which are made together.
import { events } from '@clickstream/events/tables'
import { moveDate } from '@clickstream/events/time'
import type { Partition } from '@clickstream/lake/catalog'
import { landingPartition } from '@clickstream/lake/partition'
import type { Work } from '../job.ts'

/** Files counted in one statement. */
const MAX_FILES = 1000
/** Events of a span, but for one day with more. */
const SPAN_ROWS = 2_000_000

/** The rows of some files that happened on one day, and of them those that arrived on a later one. */
export interface DayCount {
  readonly date: string
  readonly rows: number
  readonly late: number
}

/** Counts the rows of files of events by day of occurred_at, for each partition (by its landing location). */
export async function countByDay(work: Work, keys: readonly string[]): Promise<Map<string, DayCount[]>> {
  const counts = new Map<string, DayCount[]>()
  if (keys.length === 0) return counts
  const workshop = await work.workshop()
  for (let i = 0; i < keys.length; i += MAX_FILES) {
    work.signal?.throwIfAborted()
    await workshop.release()
    const rows = await workshop.json(`
      select app, received_date, received_hour, strftime(cast(occurred_at as date), '%Y-%m-%d') as date,
        cast(count(*) as double) as rows
      from ${await workshop.table(events, keys.slice(i, i + MAX_FILES))}
      group by app, received_date, received_hour, cast(occurred_at as date)`)
    for (const row of rows) {
      const { app, received_date, received_hour, date, rows } = row as Record<string, string> & { rows: number }
      const values = { app: app!, received_date: received_date!, received_hour: received_hour! }
      const key = landingPartition(events, values).location
      const late = date! < received_date! ? rows : 0
      const counted = counts.get(key)
      if (counted === undefined) counts.set(key, [{ date: date!, rows, late }])
      else counted.push({ date: date!, rows, late })
    }
  }
  return counts
}

/** Where each day's partition is: `<app>/<date>` to location. */
export function locateDays(partitions: readonly Partition[]): Map<string, string> {
  return new Map(
    partitions.map(({ values: { app, ...rest }, location }) => [`${app}/${Object.values(rest)[0]}`, location]),
  )
}

/** Days in a row that are made in one go. */
export interface Span {
  readonly dates: string[]
  /** Their events. */
  rows: number
}

/** Days that follow one another, together while they have few events. */
export function splitSpans(dates: Iterable<string>, held: ReadonlyMap<string, number>): Span[] {
  const spans: Span[] = []
  for (const date of [...dates].sort()) {
    const rows = held.get(date) ?? 0
    const last = spans.at(-1)
    if (last !== undefined && moveDate(last.dates.at(-1)!, 1) === date && last.rows + rows <= SPAN_ROWS) {
      last.dates.push(date)
      last.rows += rows
    } else spans.push({ dates: [date], rows })
  }
  return spans
}
