// Midnights that a session may cross: what happened on one side of them can change the sessions of the other.
import { events } from '@clickstream/events/tables'
import { moveDate } from '@clickstream/events/time'
import type { Work } from '../job.ts'
import { type AppArrivals, countDays, keysOf } from './arrivals.ts'
import { VISITOR } from './visits.ts'

/**
 * The days of an app's sessions to make again: those that have new events, and the day before or after where a visitor
 * with new events crosses the midnight between. Where rows may have gone, nobody knows whose: then both neighbours.
 */
export async function chooseDays(work: Work, app: AppArrivals, idle_minutes: number): Promise<Set<string>> {
  const chosen = new Set(app.touched.keys())
  const held = countDays(app)
  for (const date of app.changed) for (const next of [moveDate(date, -1), moveDate(date, 1)]) chosen.add(next)
  for (const date of await crossings(work, app, idle_minutes, held, chosen)) chosen.add(date)
  return chosen
}

async function crossings(
  work: Work,
  app: AppArrivals,
  idle_minutes: number,
  held: ReadonlyMap<string, number>,
  chosen: ReadonlySet<string>,
): Promise<Set<string>> {
  // By the day that begins at it: midnights with new events on one side and a day to be found out on the other.
  const midnights: string[] = []
  const days = new Set<string>()
  for (const date of app.touched.keys()) {
    for (const [midnight, other] of [
      [date, moveDate(date, -1)],
      [moveDate(date, 1), moveDate(date, 1)],
    ] as const) {
      if (chosen.has(other) || !held.has(other)) continue
      midnights.push(midnight)
      days.add(date).add(other)
    }
  }
  if (midnights.length === 0) return new Set()
  const workshop = await work.workshop()
  const idle = `interval ${idle_minutes} minutes`
  const rows = await workshop.json(`
    with fresh as (
      select distinct ${VISITOR} as visitor_id, cast(occurred_at as date) as date
      from ${await workshop.table(events, app.fresh)} where ${VISITOR} is not null
    ),
    near as (
      select ${VISITOR} as visitor_id, occurred_at, cast(occurred_at + ${idle} as date) as midnight
      from ${await workshop.table(events, keysOf(app, days))}
      where cast(occurred_at + ${idle} as date) in (${midnights.map(date => `date '${date}'`).join(', ')})
        and occurred_at < cast(occurred_at + ${idle} as date) + ${idle}
        and ${VISITOR} in (select visitor_id from fresh)
    ),
    crossed as (
      select visitor_id, midnight from near group by visitor_id, midnight
      having min(occurred_at) filter (occurred_at >= midnight) - max(occurred_at) filter (occurred_at < midnight) < ${idle}
    )
    select distinct strftime(case when fresh.date = midnight then midnight - 1 else midnight end, '%Y-%m-%d') as date
    from crossed join fresh on fresh.visitor_id = crossed.visitor_id
      and (fresh.date = midnight or fresh.date = midnight - interval 1 day)`)
  return new Set(rows.map(({ date }) => date as string))
}
