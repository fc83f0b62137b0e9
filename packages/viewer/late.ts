// How much of a period came late: it was not there when the period was first looked at.
import { dateOf, parseTime } from '@clickstream/events/time'
import type { Parameter } from '@clickstream/query/engine'
import { Hono } from 'hono'
import { Failure } from './failure.ts'
import type { Runner } from './runner.ts'
import type { Env } from './sources.ts'
import type { LateAnswer } from './wire.ts'

const DAY = 86_400_000
/** Days after the period whose arrivals belong to it, as the data sets of dashboards have it. */
const LATE_DAYS = 3
/** The longest period that is looked at, days. */
const LONGEST = 3660

const sql = `
select count(*) as events, count_if(received_date > cast(date(occurred_at) as varchar)) as late
from events
where received_date between ? and ?
  and occurred_at >= ? and occurred_at < ?`.trim()

/** GET /late?from=…&to=…: days (UTC, both included) or moments (ISO 8601). */
export function routeLate(runner: Runner): Hono<Env> {
  const app = new Hono<Env>()
  app.get('/late', async c => {
    const from = readBoundary('from', c.req.query('from')).start
    const until = readBoundary('to', c.req.query('to')).end
    if (until <= from || until - from > LONGEST * DAY) {
      throw new Failure(400, `to: expected from or later, within ${LONGEST} days, got ${c.req.query('to')}`)
    }
    const parameters: Parameter[] = [
      { name: 'first', type: 'string', value: dateOf(from) },
      { name: 'last', type: 'string', value: dateOf(until - 1 + LATE_DAYS * DAY) },
      { name: 'from', type: 'timestamp', value: new Date(from).toISOString() },
      { name: 'until', type: 'timestamp', value: new Date(until).toISOString() },
    ]
    const { rows } = await runner.ask({ sql, parameters }, c.req.raw.signal)
    const [events, late] = rows[0]!.map(Number) as [number, number]
    const answer: LateAnswer = { events, late }
    return c.json(answer)
  })
  return app
}

/** Its first moment, and the first after it; ms since 1970. */
function readBoundary(name: string, text: string | undefined): { start: number; end: number } {
  const isDay = /^\d{4}-\d\d-\d\d$/.test(text ?? '')
  const ms = text === undefined ? Number.NaN : parseTime(isDay ? `${text}T00:00:00.000Z` : text)
  if (Number.isNaN(ms))
    throw new Failure(400, `${name}: expected a day or a moment (ISO 8601), got ${text ?? 'nothing'}`)
  return { start: ms, end: isDay ? ms + DAY : ms + 1 }
}
