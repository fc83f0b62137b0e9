// What the jobs that make days again say of themselves.
import type { Summary } from '../job.ts'
import { showCount, showMany } from '../units.ts'
import type { Arrivals } from './arrivals.ts'
import type { Difference } from './difference.ts'
import type { Edition } from './edition.ts'

export interface RestatedDay extends Difference {
  readonly app: string
  readonly date: string
  /** Its events that are new. */
  readonly fresh: number
  /** Of them, those that arrived on a later day than they happened, after the day was made already. */
  readonly late: number
}

/** Lines a summary has for days. */
const MAX_LINES = 20

/** The summary of a run: rows_in are new events, rows_out the rows of the days that were written. */
export function summarise(what: {
  readonly noun: string
  readonly arrivals: Arrivals
  readonly days: readonly RestatedDay[]
  readonly edition: Edition
}): Summary {
  const { noun, arrivals, days, edition } = what
  const restated = days.filter(({ added, changed, removed }) => added + changed + removed > 0)
  const frozen = arrivals.apps.flatMap(({ app, frozen, touched }) =>
    [...touched].filter(([date]) => frozen.has(date)).map(([date, { rows }]) => ({ app, date, rows })),
  )
  const lines = [
    `${tellArrivals(arrivals)}, ${showMany(restated.length, 'day')} made with ${showMany(edition.rows, noun)}` +
      (days.length > restated.length ? `, ${showMany(days.length - restated.length, 'day')} looked at and right` : ''),
    ...restated.slice(-MAX_LINES).map(day => tellDay(day, noun)),
  ]
  if (restated.length > MAX_LINES) lines.push(`… and ${showMany(restated.length - MAX_LINES, 'day')} before`)
  for (const { app, date, rows } of frozen.slice(-MAX_LINES)) {
    lines.push(`${app} ${date}: left as it is, its events are no longer kept (${showMany(rows, 'new event')})`)
  }
  return {
    rows_in: arrivals.rows,
    rows_out: edition.rows,
    files: edition.files,
    bytes: edition.bytes,
    lines,
    data: { days: restated, frozen, looked_at: days.length },
  }
}

/** `1,204 new events`. */
export function tellArrivals({ apps, rows }: Arrivals): string {
  return showMany(rows, apps.some(({ changed }) => changed.size > 0) ? 'new or changed event' : 'new event')
}

function tellDay({ app, date, rows, late, added, changed, removed }: RestatedDay, noun: string): string {
  const changes = [
    late > 0 ? showMany(late, 'late event') : '',
    added > 0 && added < rows ? `${showCount(added)} more` : '',
    changed > 0 ? `${showCount(changed)} changed` : '',
    removed > 0 ? `${showCount(removed)} gone` : '',
  ].filter(Boolean)
  return `${app} ${date}: ${showMany(rows, noun)}${changes.length > 0 ? ` (${changes.join(', ')})` : ''}`
}
