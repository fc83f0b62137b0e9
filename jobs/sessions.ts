// events → sessions, for exactly the days that new arrivals touch.
import { sessions as table } from '@clickstream/events/derived'
import { events } from '@clickstream/events/tables'
import { moveDate } from '@clickstream/events/time'
import { attemptUntilDone } from './attempt.ts'
import { type AppArrivals, countDays, keysOf, readArrivals } from './deriving/arrivals.ts'
import { locateDays, type Span, splitSpans } from './deriving/days.ts'
import { compareRows } from './deriving/difference.ts'
import { chooseDays } from './deriving/edges.ts'
import { Edition } from './deriving/edition.ts'
import { type RestatedDay, summarise } from './deriving/summary.ts'
import { MAX_IDLE_MINUTES, writeSessions, writeVisits } from './deriving/visits.ts'
import { readEpoch } from './epoch.ts'
import { type Job, JobError, type JobValues, type Summary, type Work } from './job.ts'

const NAME = 'sessions'
/** Events of visitors that are worked on at once. */
const PART_ROWS = 2_000_000
const IDLE = 'idle'

export const sessions: Job = {
  name: NAME,
  about: 'Make the visits out of events, for the days that new arrivals touch',
  details: `
A visit is a visitor's events of one app with less than --idle minutes between
them. Late events restate their day, and the day before or after where a
visitor's visit crosses that midnight. Another --idle than last time makes all
days again.`,
  options: {
    idle: {
      type: 'string',
      value: 'MINUTES',
      default: '30',
      about: `Idle minutes that end a visit, 1 to ${MAX_IDLE_MINUTES}`,
    },
    full: { type: 'boolean', about: 'All days again, not only those that new arrivals touch' },
  },
  examples: [
    ['job sessions', 'what is new'],
    ['job sessions --idle 60 --full', 'all of it, with an hour of idleness'],
  ],
  run: (values, work) => {
    const idle_minutes = readIdle(values)
    return attemptUntilDone(NAME, () => restate(values.full === true, idle_minutes, work), work.signal)
  },
}

function readIdle({ idle = '30' }: JobValues): number {
  const minutes = Number(idle)
  if (Number.isInteger(minutes) && minutes >= 1 && minutes <= MAX_IDLE_MINUTES) return minutes
  throw new JobError(`--idle: expected 1 to ${MAX_IDLE_MINUTES} whole minutes, got ${JSON.stringify(idle)}`)
}

async function restate(isAsked: boolean, idle_minutes: number, work: Work): Promise<Summary | null> {
  const epoch = await readEpoch(work.catalog)
  // First, so that a version put in place by a run that has seen more is not overwritten: see readArrivals.
  const known = locateDays(await work.catalog.partitions(table.name))
  const notes = await work.catalog.recall(NAME)
  const isFull = isAsked || (notes.get(IDLE) ?? `${idle_minutes}`) !== `${idle_minutes}`
  const arrivals = await readArrivals(work, NAME, notes, isFull)
  const edition = new Edition(work, NAME, epoch)
  try {
    const days: RestatedDay[] = []
    const plans: { app: AppArrivals; spans: Span[] }[] = []
    for (const app of arrivals.apps) {
      const held = countDays(app)
      const chosen = [...(await chooseDays(work, app, idle_minutes))].filter(
        date => !app.frozen.has(date) && (held.has(date) || known.has(`${app.app}/${date}`)),
      )
      plans.push({ app, spans: splitSpans(chosen, held) })
    }
    const total = plans.flatMap(({ spans }) => spans).reduce((sum, { dates }) => sum + dates.length, 0)
    for (const { app, spans } of plans) {
      for (const span of spans) {
        await (await work.workshop()).release()
        await makeVisits(work, app, span, idle_minutes)
        for (const date of span.dates) {
          work.signal?.throwIfAborted()
          work.onProgress({ done: days.length, total, noun: 'days', note: `${app.app} ${date}` })
          const location = known.get(`${app.app}/${date}`) ?? null
          days.push(await restateDay(work, edition, app, date, location))
        }
      }
    }
    if (!(await edition.commit())) return null
    await arrivals.remember([[IDLE, `${idle_minutes}`]])
    work.onProgress({ done: total, total, noun: 'days' })
    return summarise({ noun: 'session', arrivals, days, edition })
  } finally {
    await edition.discard()
  }
}

/** Makes the temporary table `visits` of a span of days, part by part of its visitors. */
async function makeVisits(work: Work, app: AppArrivals, { dates, rows }: Span, idle_minutes: number): Promise<void> {
  const workshop = await work.workshop()
  const [from, to] = [dates[0]!, dates.at(-1)!]
  const keys = keysOf(app, new Set([moveDate(from, -1), ...dates, moveDate(to, 1)]))
  const select = {
    events: await workshop.table(events, keys),
    from,
    to,
    idle_minutes,
    parts: Math.ceil(rows / PART_ROWS) || 1,
  }
  for (let part = 0; part < select.parts; part++) {
    work.signal?.throwIfAborted()
    const visits = writeVisits({ ...select, part })
    await workshop.run(part === 0 ? `create or replace temp table visits as ${visits}` : `insert into visits ${visits}`)
  }
  await workshop.run(`create or replace temp table made as ${writeSessions('visits')}`)
  await workshop.run('drop table visits')
}

/** Writes a day's sessions, unless they are what is there already. */
async function restateDay(
  work: Work,
  edition: Edition,
  { app, touched }: AppArrivals,
  date: string,
  location: string | null,
): Promise<RestatedDay> {
  const made = `select * from made where session_date = date '${date}'`
  const difference = await compareRows(work, table, 'session_id', made, location)
  const { late = 0, rows: fresh = 0 } = touched.get(date) ?? {}
  const day = { app, date, late: location === null ? 0 : late, fresh, ...difference }
  if (difference.added + difference.changed + difference.removed > 0) {
    await edition.write(table, { app, session_date: date }, location, made)
  }
  return day
}
