// What the jobs that make days again have in common: which days lie together, how a day's rows differ from those it
// replaces, and the telling of it.
import type { Table } from '@clickstream/events/field'
import { moveDate } from '@clickstream/events/time'
import type { Partition } from '@clickstream/lake/catalog'
import { listFiles } from '@clickstream/lake/version'
import type { Summary, Work } from '../job.ts'
import type { Arrivals } from './arrivals.ts'
import type { Edition } from './edition.ts'

/** Days in a row that are made in one go. */
export interface Span {
  readonly dates: string[]
  /** Their events. */
  rows: number
}

/** How a day's rows differ from those that were there. */
export interface Difference {
  readonly rows: number
  readonly added: number
  readonly changed: number
  readonly removed: number
}

export interface RestatedDay extends Difference {
  readonly app: string
  readonly date: string
  /** Its events that are new. */
  readonly fresh: number
  /** Of them, those that arrived on a later day than they happened, after the day was made already. */
  readonly late: number
}

/** Events of a span, but for one day with more. */
const SPAN_ROWS = 2_000_000
/** Lines a summary has for days. */
const MAX_LINES = 20

/** Where each day's partition is: `<app>/<date>` to location. */
export function locateDays(partitions: readonly Partition[]): Map<string, string> {
  return new Map(
    partitions.map(({ values: { app, ...rest }, location }) => [`${app}/${Object.values(rest)[0]}`, location]),
  )
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

/** Compares the rows of a SELECT with those of the table at a location, by a key that each has once. */
export async function compareRows(
  work: Work,
  table: Table,
  key: string,
  select: string,
  location: string | null,
): Promise<Difference> {
  const workshop = await work.workshop()
  const keys = location === null ? [] : (await listFiles(work.store, location)).map(file => file.key)
  const row = (alias: string) => `row(${table.fields.map(({ name }) => `${alias}.${name}`).join(', ')})`
  const [counts] = await workshop.json(`
    select cast(count(made.${key}) as double) as rows,
      cast(count(*) filter (old.${key} is null) as double) as added,
      cast(count(*) filter (made.${key} is null) as double) as removed,
      cast(count(*) filter (made.${key} is not null and old.${key} is not null
        and ${row('made')} is distinct from ${row('old')}) as double) as changed
    from (${select}) made full join ${await workshop.table(table, keys)} old on made.${key} = old.${key}`)
  return counts as unknown as Difference
}

/** How many rows of a SELECT and of the table at a location the other does not have. */
export async function countDifferent(
  work: Work,
  table: Table,
  select: string,
  location: string | null,
): Promise<number> {
  const workshop = await work.workshop()
  const keys = location === null ? [] : (await listFiles(work.store, location)).map(file => file.key)
  const columns = table.fields.map(({ name }) => name).join(', ')
  const [made, old] = [
    `select ${columns} from (${select})`,
    `select ${columns} from ${await workshop.table(table, keys)}`,
  ]
  const [row] = await workshop.json(`
    select cast((select count(*) from (${made} except all ${old}))
      + (select count(*) from (${old} except all ${made})) as double) as different`)
  return row!.different as number
}

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
    `${tellArrivals(arrivals)}, ${many(restated.length, 'day')} made with ${many(edition.rows, noun)}` +
      (days.length > restated.length ? `, ${many(days.length - restated.length, 'day')} looked at and right` : ''),
    ...restated.slice(-MAX_LINES).map(day => tellDay(day, noun)),
  ]
  if (restated.length > MAX_LINES) lines.push(`… and ${many(restated.length - MAX_LINES, 'day')} before`)
  for (const { app, date, rows } of frozen.slice(-MAX_LINES)) {
    lines.push(`${app} ${date}: left as it is, its events are no longer kept (${many(rows, 'new event')})`)
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
  return many(rows, apps.some(({ changed }) => changed.size > 0) ? 'new or changed event' : 'new event')
}

function tellDay({ app, date, rows, late, added, changed, removed }: RestatedDay, noun: string): string {
  const changes = [
    late > 0 ? many(late, 'late event') : '',
    added > 0 && added < rows ? `${showCount(added)} more` : '',
    changed > 0 ? `${showCount(changed)} changed` : '',
    removed > 0 ? `${showCount(removed)} gone` : '',
  ].filter(Boolean)
  return `${app} ${date}: ${many(rows, noun)}${changes.length > 0 ? ` (${changes.join(', ')})` : ''}`
}

/** `1 day`, `1,204 days`. */
export function many(count: number, noun: string): string {
  return `${showCount(count)} ${noun}${count === 1 ? '' : 's'}`
}

function showCount(count: number): string {
  return count.toLocaleString('en')
}
