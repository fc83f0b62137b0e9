// What a replayed day came to: every event accounted for, and five answers.
import { dateOf } from '@clickstream/events/time'
import type { Catalog } from '@clickstream/lake/catalog'
import type { Answer, Column } from '@clickstream/query/engine'
import { bindParameters } from '@clickstream/query/library'
import { withEngine } from './engine.ts'
import type { PlaybackSummary } from './playback.ts'
import { findQuery, readQueries } from './queries.ts'
import { nameData, type Settings } from './settings.ts'
import { showTable } from './table.ts'
import type { Paper } from './terminal.ts'
import { showBytes, showCount, showDuration, showMany } from './units.ts'

/** Sent is the sender's count; stored, rejected and repeated are the transform's. */
export interface Outcome {
  readonly sent: number
  readonly stored: number
  readonly rejected: number
  readonly repeated: number
  readonly files: number
  readonly bytes: number
  /** From the first request to the last event in the lake. */
  readonly elapsed_ms: number
  readonly events_per_second: number
}

/** Visits of people in the days replayed. */
export interface Visits {
  readonly sessions: number
  readonly visitors: number
  /** With an order. */
  readonly converted: number
}

export interface Headline {
  readonly name: string
  readonly title: string
  /** Days, YYYY-MM-DD. */
  readonly from: string
  readonly to: string
  readonly columns: readonly Column[]
  readonly rows: readonly (readonly Answer[])[]
}

const headlines = ['top_links', 'click_countries', 'click_referrers', 'store_funnel', 'revenue_by_day']
const ROWS = 5
const WIDTH = 80

/** Since and until in ms since 1970. */
export async function countOutcome(
  catalog: Catalog,
  { sent }: PlaybackSummary,
  since: number,
  until: number,
): Promise<Outcome> {
  const { rows_out, rejected, repeated, files, bytes } = await catalog.totals('transform', since)
  const elapsed_ms = until - since
  const events_per_second = elapsed_ms > 0 ? Math.round((sent / elapsed_ms) * 1000) : 0
  return { sent, stored: rows_out, rejected, repeated, files, bytes, elapsed_ms, events_per_second }
}

/** Whether every event that was sent is accounted for. */
export function isWhole({ sent, stored, rejected, repeated }: Outcome): boolean {
  return sent === stored + rejected + repeated
}

/** As the sessions job made them. */
export async function countVisits(settings: Settings, { from_at, to_at }: PlaybackSummary): Promise<Visits> {
  const days = from_at === null || to_at === null ? ['', ''] : [dateOf(from_at), dateOf(to_at)]
  const sql = `select count(*), count(distinct visitor_id), count_if(converted) from sessions
    where session_date between '${days[0]}' and '${days[1]}' and not is_bot`
  const { rows } = await withEngine(settings, engine => engine.run(sql, []))
  const [sessions = 0, visitors = 0, converted = 0] = rows[0]!.map(Number)
  return { sessions, visitors, converted }
}

/** The headline questions over the days replayed. */
export async function answerHeadlines(settings: Settings, { from_at, to_at }: PlaybackSummary): Promise<Headline[]> {
  if (from_at === null || to_at === null) return []
  const [from, to] = [dateOf(from_at), dateOf(to_at)]
  const queries = await readQueries()
  return withEngine(settings, async engine => {
    const answers: Headline[] = []
    for (const name of headlines) {
      const query = findQuery(queries, name)
      const asked = { from, to, limit: String(ROWS) }
      const given = Object.entries(asked).filter(([key]) => query.parameters.some(parameter => parameter.name === key))
      const { columns, rows } = await engine.run(query.sql, bindParameters(query, Object.fromEntries(given)))
      answers.push({ name, title: query.title, from, to, columns, rows })
    }
    return answers
  })
}

/** The report for a person, at most 80 columns wide. */
export function showReport(outcome: Outcome, visits: Visits, answers: readonly Headline[], out: Paper): void {
  const { sent, stored, rejected, repeated, files, bytes, elapsed_ms, events_per_second } = outcome
  const whole = isWhole(outcome)
  const mark = whole ? out.style('green', '✓') : out.style('red', '✗')
  const counts = `${showCount(stored)} stored + ${showCount(rejected)} rejected + ${showCount(repeated)} repeated`
  out.line(`${mark} ${out.style('bold', `${showCount(sent)} events sent`)} ${whole ? '=' : '≠'} ${counts}`)
  const rate = `${showDuration(elapsed_ms)}, ${showCount(events_per_second)} events/s from HTTP to the lake`
  out.line(out.style('dim', `  ${rate}; ${showMany(files, 'file')}, ${showBytes(bytes)}`))
  if (visits.sessions > 0) {
    const { sessions, visitors, converted } = visits
    const made = `${showMany(sessions, 'session')} of ${showMany(visitors, 'visitor')}`
    out.line(out.style('dim', `  ${made}, ${showCount(converted)} with an order`))
  }
  if (stored === 0 && repeated > 0) {
    out.line(out.style('dim', '  All of them were here already; --fresh-ids sends them as new events.'))
  }
  for (const { name, title, from, to, columns, rows } of answers) {
    out.line()
    out.line(`${out.style(['bold', 'cyan'], title)}  ${out.style('dim', from === to ? from : `${from} to ${to}`)}`)
    if (rows.length === 0) out.line('  nothing')
    const shown = { columns, rows: rows.slice(0, ROWS) }
    if (rows.length > 0) for (const line of showTable(shown, out, WIDTH - 2)) out.line(`  ${line}`)
    if (rows.length > ROWS) out.line(out.style('dim', `  and ${rows.length - ROWS} more: clickstream query ${name}`))
  }
}

/** What to do now. */
export function suggestNext(url: string, settings: Settings, out: Paper): void {
  const data = nameData(settings)
  // The recorded day ended just now: it is of today and yesterday.
  const period = '?from=-1d&to=today'
  const steps = [
    ['Links, as a dashboard', `${url}/links${period}`],
    ['The store', `${url}/store${period}`],
    ['The status page', `${url}/status`],
    ['What can be asked', `npx clickstream query --list${data}`],
    ['Ask', `npx clickstream query top_products --from 2d${data}`],
    ['Ask in SQL', `npx clickstream sql "select count(*) as events from events"${data}`],
    ['What was rejected, and why', `npx clickstream rejected${data}`],
  ]
  out.line(out.style('bold', 'Still running. Try next:'))
  for (const [what, how] of steps) out.line(`  ${what!.padEnd(28)}${out.style('cyan', how!)}`)
}
