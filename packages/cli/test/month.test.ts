// Saved queries that take weeks of visits and hours: of a month made up, against the reference's answers.
import { formatCsv } from '@clickstream/query/format'
import { bindParameters } from '@clickstream/query/library'
import { TestLake } from '@clickstream/query/test/lake'
import { expect, test } from 'vitest'
import { findQuery, readQueries } from '../queries.ts'
import { generateLines } from '../world.ts'
import { formatCsv as formatAnswer } from './reference/csv.ts'
import { type Folder, readLines } from './reference/folder.ts'
import { anomalies } from './reference/hours.ts'
import { bounceRate, listVisits, newAndReturning, retentionCohorts, sessionsByDay } from './reference/visits.ts'

const HOUR = 3_600_000
const lines = [...generateLines({ events: 12_000, seed: 'month', days: 42, end: '2026-02-12' })]
const faults = new Map(lines.flatMap(({ fault }, i) => (fault === null ? [] : [[i + 1, fault] as const])))
/** The last two weeks of six. */
const folder: Folder = {
  ...readLines(
    lines.map(line => line.text),
    faults,
  ),
  ...{ from: '2026-01-29', to: '2026-02-11' },
}

test('visits and hours of six weeks', async () => {
  await using lake = new TestLake()
  await lake.addDerived('sessions', listSessions(folder))
  await lake.addDerived('rollups_hourly', listRollups(folder))
  const queries = await readQueries()
  const answers = {
    anomalies: anomalies(folder),
    bounce_rate: bounceRate(folder),
    new_and_returning: newAndReturning(folder),
    retention_cohorts: retentionCohorts({ ...folder, from: '2026-01-01' }),
    sessions_by_day: sessionsByDay(folder),
  }
  for (const [name, answer] of Object.entries(answers)) {
    const query = findQuery(queries, name)
    const from = name === 'retention_cohorts' ? '2026-01-01' : folder.from
    const result = await lake.engine.run(query.sql, bindParameters(query, { from, to: folder.to }))
    expect.soft(formatCsv(result), name).toBe(formatAnswer(answer))
    expect.soft(answer.rows.length, name).toBeGreaterThan(5)
  }
})

/** The visits as the table has them; who is behind a visitor is written into them. */
function listSessions(of: Folder) {
  return listVisits(of).map(visit => ({
    ...{ session_id: visit.session_id, app: visit.app, session_date: visit.day, visitor_id: visit.visitor },
    ...{ user_id: visit.person, started_at: visit.began, ended_at: visit.began + visit.seconds * 1000 },
    ...{ duration_seconds: visit.seconds, events: 1, pages: visit.pages, channel: visit.channel },
    ...{ converted: visit.converted, orders: 0, revenue: 0, is_bot: !visit.is_human },
  }))
}

function listRollups({ all }: Folder) {
  const groups = Map.groupBy(all, event =>
    JSON.stringify([event.app, event.event_type, event.traffic, Math.floor(event.occurred / HOUR) * HOUR]),
  )
  return [...groups].map(([key, events]) => {
    const [app, event_type, traffic, hour_at] = JSON.parse(key)
    const event_date = new Date(hour_at).toISOString().slice(0, 10)
    const measures = { events: events.length, orders: 0, quantity: 0, revenue: 0 }
    return { app, event_type, traffic, hour_at, event_date, ...measures }
  })
}
