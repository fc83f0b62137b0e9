// Days: dates as text, YYYY-MM-DD, UTC, and how many events happened on each.
import { events } from '@clickstream/events/tables'
import { landingPartition } from '@clickstream/lake/partition'
import type { Work } from '../job.ts'

/** Files counted in one statement. */
const MAX_FILES = 1000

/** The rows of some files that happened on one day, and of them those that arrived on a later one. */
export interface DayCount {
  readonly date: string
  readonly rows: number
  readonly late: number
}

/** Counts the rows of files of events by day of occurred_at, for each partition (by its landing location). */
export async function countRows(work: Work, keys: readonly string[]): Promise<Map<string, DayCount[]>> {
  const counts = new Map<string, DayCount[]>()
  if (keys.length === 0) return counts
  const workshop = await work.workshop()
  for (let i = 0; i < keys.length; i += MAX_FILES) {
    work.signal?.throwIfAborted()
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
