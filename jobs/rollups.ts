// events → rollups_hourly and rollups_daily, for exactly the days that new arrivals touch.
import { rollups_daily, rollups_hourly } from '@clickstream/events/derived'
import type { Table } from '@clickstream/events/field'
import { events } from '@clickstream/events/tables'
import { attemptUntilDone } from './attempt.ts'
import { type AppArrivals, countDays, keysOf, readArrivals } from './deriving/arrivals.ts'
import { locateDays, type Span, splitSpans } from './deriving/days.ts'
import { countDifferent } from './deriving/difference.ts'
import { Edition } from './deriving/edition.ts'
import { type RestatedDay, summarise } from './deriving/summary.ts'
import { readEpoch } from './epoch.ts'
import type { Job, Summary, Work } from './job.ts'

const NAME = 'rollups'
const ROLLUPS = [rollups_hourly, rollups_daily] as const
/** What is counted, no more than the column holds: events that nobody can believe must not stop the counting of others. */
const MEASURES: Readonly<Record<string, string>> = {
  events: 'cast(least(count(*), 2147483647) as integer)',
  orders: 'cast(least(count(*) filter (is_order), 2147483647) as integer)',
  quantity: 'cast(least(coalesce(sum(quantity), 0), 2147483647) as integer)',
  revenue: 'cast(least(coalesce(sum(value) filter (is_order), 0), 99999999999999.9999) as decimal(18, 4))',
}

export const rollups: Job = {
  name: NAME,
  about: 'Count events by hour and by day, for the days that new arrivals touch',
  details: `
Measures that can be added up over any hours, days and columns, small enough
for a dashboard to read all of them. An order sent again on the same day counts
once, in the hour it was first sent.`,
  options: { full: { type: 'boolean', about: 'All days again, not only those that new arrivals touch' } },
  examples: [['job rollups', 'what is new']],
  run: ({ full }, work) => attemptUntilDone(NAME, () => restate(full === true, work), work.signal),
}

async function restate(isFull: boolean, work: Work): Promise<Summary | null> {
  const epoch = await readEpoch(work.catalog)
  // First, so that a version put in place by a run that has seen more is not overwritten: see readArrivals.
  const known = new Map<Table, Map<string, string>>()
  for (const table of ROLLUPS) known.set(table, locateDays(await work.catalog.partitions(table.name)))
  const arrivals = await readArrivals(work, NAME, await work.catalog.recall(NAME), isFull)
  const edition = new Edition(work, NAME, epoch)
  try {
    const days: RestatedDay[] = []
    const plans = arrivals.apps.map(app => {
      const held = countDays(app)
      const has = (date: string) => held.has(date) || known.get(rollups_daily)!.has(`${app.app}/${date}`)
      const dates = [...app.touched.keys()].filter(date => !app.frozen.has(date) && has(date))
      return { app, spans: splitSpans(dates, held) }
    })
    const total = plans.flatMap(({ spans }) => spans).reduce((sum, { dates }) => sum + dates.length, 0)
    for (const { app, spans } of plans) {
      for (const span of spans) {
        await (await work.workshop()).release()
        await countSpan(work, app, span)
        for (const date of span.dates) {
          work.signal?.throwIfAborted()
          work.onProgress({ done: days.length, total, noun: 'days', note: `${app.app} ${date}` })
          days.push(await restateDay(work, edition, app, date, known))
        }
      }
    }
    if (!(await edition.commit())) return null
    await arrivals.remember()
    work.onProgress({ done: total, total, noun: 'days' })
    return summarise({ noun: 'row', arrivals, days, edition })
  } finally {
    await edition.discard()
  }
}

/** Makes a temporary table for each rollup of a span of days. */
async function countSpan(work: Work, app: AppArrivals, { dates }: Span): Promise<void> {
  const workshop = await work.workshop()
  const [from, to] = [dates[0]!, dates.at(-1)!]
  const source = `(select *, cast(occurred_at as date) as event_date
    from ${await workshop.table(events, keysOf(app, new Set(dates)))}
    where occurred_at >= timestamp '${from}' and occurred_at < timestamp '${to}' + interval 1 day)`
  // Few events are orders: they alone are put in order.
  await workshop.run(`
    create or replace temp table firsts as
    select event_date, order_id, arg_min(event_id, (occurred_at, event_id)) as event_id
    from ${source} where event_type = 'order_completed' and order_id is not null group by all`)
  for (const table of ROLLUPS) {
    work.signal?.throwIfAborted()
    await workshop.run(`create or replace temp table made_${table.name} as ${writeRollup(table, source)}`)
  }
}

/** A SELECT of a rollup's rows, and their event_date, from events. */
function writeRollup(table: Table, source: string): string {
  const dimensions = table.fields.filter(({ name }) => !(name in MEASURES)).map(({ name }) => name)
  const measures = table.fields.filter(({ name }) => name in MEASURES)
  return `
    with keyed as (
      select *, date_trunc('hour', occurred_at) as hour_at,
        case when event_type = 'order_completed' then order_id end as order_key
      from ${source}
    ),
    marked as (
      select keyed.* exclude (currency), firsts.event_id is not null as is_order,
        case when firsts.event_id is not null then currency end as currency
      from keyed left join firsts on firsts.order_id = keyed.order_key and firsts.event_id = keyed.event_id
        and firsts.event_date = keyed.event_date
    )
    select event_date, ${dimensions.join(', ')},
      ${measures.map(({ name }) => `${MEASURES[name]} as ${name}`).join(', ')}
    from marked group by event_date, ${dimensions.join(', ')}`
}

/** Writes a day of both rollups, unless they are what is there already. */
async function restateDay(
  work: Work,
  edition: Edition,
  { app, touched }: AppArrivals,
  date: string,
  known: ReadonlyMap<Table, ReadonlyMap<string, string>>,
): Promise<RestatedDay> {
  const { late = 0, rows: fresh = 0 } = touched.get(date) ?? {}
  const day = { app, date, fresh, late: 0, rows: 0, added: 0, changed: 0, removed: 0 }
  for (const table of ROLLUPS) {
    const location = known.get(table)!.get(`${app}/${date}`) ?? null
    const made = `select * exclude (event_date) from made_${table.name} where event_date = date '${date}'`
    const difference = await countDifferent(work, table, made, location)
    if (difference === 0) continue
    const rows = await edition.write(table, { app, event_date: date }, location, `${made} order by all`)
    day.rows += rows
    if (location === null) day.added += rows
    else Object.assign(day, { changed: day.changed + difference, late })
  }
  return day
}
