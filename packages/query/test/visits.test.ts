// Each saved query of visits and rollups on a few whose answer can be worked out by hand.
import { describe, expect, test } from 'vitest'
import { TestLake } from './lake.ts'
import { askLake, askSessions, PERIOD, someIdentity, someRollup, someSession } from './saved.ts'

const who = [someIdentity('phone', 'u'), someIdentity('desk', 'u')]

test('sessions_by_day', async () => {
  const rows = [
    someSession('2026-01-15', { visitor_id: 'phone', pages: 2, duration_seconds: 60 }),
    someSession('2026-01-15', { visitor_id: 'desk', pages: 1, duration_seconds: 40, converted: true, orders: 2 }),
    someSession('2026-01-15', { visitor_id: 'bob', pages: 1 }),
    someSession('2026-01-15', { visitor_id: 'bot', is_bot: true }),
    someSession('2026-01-16', { visitor_id: 'desk', user_id: 'v' }),
    someSession('2026-01-16', { app: 'shortener', pages: 0 }),
    someSession('2026-01-17'),
  ]
  expect(await askSessions('sessions_by_day', rows, PERIOD, who)).toEqual([
    ['day', 'app', 'sessions', 'visitors', 'pages_per_session', 'seconds_per_session', 'converted', 'conversion'],
    ['2026-01-15', 'store', 3, 2, 1.3333, 33.3333, 1, 0.3333],
    ['2026-01-16', 'shortener', 1, 1, 0, 0, 0, 0],
    ['2026-01-16', 'store', 1, 1, 1, 0, 0, 0],
  ])
  const sessions = async (given: Record<string, string>) =>
    (await askSessions('sessions_by_day', rows, { ...PERIOD, ...given })).slice(1).map(row => row[2])
  expect(await sessions({ app: 'store' })).toEqual([3, 1])
  expect(await sessions({ app: 'store', traffic: 'all' })).toEqual([4, 1])
  expect(await sessions({ app: 'store', traffic: 'bot' })).toEqual([1])
  expect(await sessions({ app: 'nobody' })).toEqual([])
})

test('bounce_rate', async () => {
  const rows = [
    someSession('2026-01-15', { visitor_id: 'a', channel: 'social', country: 'NL' }),
    someSession('2026-01-15', { visitor_id: 'b', channel: 'social', pages: 2 }),
    someSession('2026-01-15', { visitor_id: 'c', channel: 'social', converted: true, orders: 1 }),
    someSession('2026-01-15', { visitor_id: 'd', country: 'NL' }),
    // No page: nothing to bounce off.
    someSession('2026-01-15', { visitor_id: 'e', channel: 'social', pages: 0 }),
    someSession('2026-01-15', { visitor_id: 'f', channel: 'social', is_bot: true }),
    someSession('2026-01-15', { visitor_id: 'g', channel: 'social', app: 'other' }),
  ]
  expect(await askSessions('bounce_rate', rows)).toEqual([
    ['trait', 'sessions', 'bounces', 'bounce_rate'],
    ['social', 3, 1, 0.3333],
    ['(none)', 1, 1, 1],
  ])
  expect((await askSessions('bounce_rate', rows, { ...PERIOD, by: 'country' })).slice(1)).toEqual([
    ['(none)', 2, 0, 0],
    ['NL', 2, 2, 1],
  ])
  expect(await askSessions('bounce_rate', rows, { ...PERIOD, by: 'mood' })).toHaveLength(1)
})

describe('new_and_returning', () => {
  const rows = [
    someSession('2025-12-31', { visitor_id: 'phone' }),
    someSession('2026-01-15', { visitor_id: 'desk' }),
    someSession('2026-01-15', { visitor_id: 'bob' }),
    someSession('2026-01-15', { visitor_id: 'bob', app: 'shortener' }),
    someSession('2026-01-15', { visitor_id: 'bob', session_id: 'again' }),
    someSession('2026-01-16', { visitor_id: 'bob' }),
    someSession('2026-01-16', { visitor_id: 'cat' }),
  ]

  test('new is who was not there before, on any device', async () => {
    expect(await askSessions('new_and_returning', rows, PERIOD, who)).toEqual([
      ['day', 'app', 'visitors', 'new_visitors', 'returning_visitors', 'new_share'],
      ['2026-01-15', 'shortener', 1, 1, 0, 1],
      ['2026-01-15', 'store', 2, 1, 1, 0.5],
      ['2026-01-16', 'store', 2, 1, 1, 0.5],
    ])
  })

  test('as far back as asked', async () => {
    const given = { ...PERIOD, since: '2026-01-01', app: 'store' }
    expect((await askSessions('new_and_returning', rows, given, who)).slice(1)).toEqual([
      ['2026-01-15', 'store', 2, 2, 0, 1],
      ['2026-01-16', 'store', 2, 1, 1, 0.5],
    ])
  })
})

test('retention_cohorts', async () => {
  // Mondays: 5, 12, 19 and 26 January.
  const rows = [
    someSession('2026-01-04', { visitor_id: 'earlier' }),
    someSession('2026-01-05', { visitor_id: 'earlier' }),
    someSession('2026-01-05', { visitor_id: 'phone' }),
    someSession('2026-01-11', { visitor_id: 'phone' }),
    someSession('2026-01-25', { visitor_id: 'desk' }),
    someSession('2026-01-11', { visitor_id: 'bob' }),
    someSession('2026-01-12', { visitor_id: 'bob' }),
    someSession('2026-01-12', { visitor_id: 'cat' }),
    someSession('2026-01-20', { visitor_id: 'bot', is_bot: true }),
    someSession('2026-01-26', { visitor_id: 'late' }),
  ]
  const given = { from: '2026-01-07', to: '2026-01-31' }
  expect(await askSessions('retention_cohorts', rows, given, who)).toEqual([
    ['cohort', 'weeks_later', 'cohort_size', 'visitors', 'retention'],
    ['2026-01-05', 0, 2, 2, 1],
    ['2026-01-05', 1, 2, 1, 0.5],
    ['2026-01-05', 2, 2, 1, 0.5],
    ['2026-01-12', 0, 1, 1, 1],
    ['2026-01-12', 1, 1, 0, 0],
  ])
  expect((await askSessions('retention_cohorts', rows, { ...given, weeks: '0' }, who)).slice(1)).toHaveLength(2)
})

describe('anomalies', () => {
  const WEEK = 7 * 86_400_000
  const hour = (weeksBefore: number, hour = 12) =>
    new Date(Date.UTC(2026, 0, 15, hour) - weeksBefore * WEEK).toISOString()
  const of = async (rows: Parameters<TestLake['addDerived']>[1], given: Record<string, string> = {}) => {
    await using lake = new TestLake()
    await lake.addDerived('rollups_hourly', rows)
    return await askLake(lake, 'anomalies', { from: '2026-01-15', to: '2026-01-15', ...given })
  }
  const usual = [4, 3, 2, 1].map(weeks => someRollup(hour(weeks), 100))

  test('an hour outside the band of its weekday and hour', async () => {
    const rows = [...usual, someRollup(hour(0), 131)]
    // The mean is 100, and so is what it spreads by chance: 10.
    expect(await of(rows)).toEqual([
      ['hour', 'app', 'events', 'usual', 'low', 'high', 'deviations'],
      ['2026-01-15T12:00:00.000Z', 'store', 131, 100, 70, 130, 3.1],
    ])
    expect(await of(rows, { deviations: '4' })).toHaveLength(1)
    expect(await of([...usual, someRollup(hour(0), 130)])).toHaveLength(1)
  })

  test('an hour without events is one of none; hours that have not come yet are not', async () => {
    const rows = [...usual, someRollup(hour(0, 13), 1)]
    expect((await of(rows)).slice(1)).toEqual([['2026-01-15T12:00:00.000Z', 'store', 0, 100, 70, 130, -10]])
    expect((await of(usual)).slice(1)).toEqual([])
  })

  test('event types, channels and countries are added up, bots and other events left out as asked', async () => {
    const rows = [
      ...usual,
      ...usual.map(row => ({ ...row, event_type: 'link_clicked', channel: 'social', events: 50 })),
      ...usual.map(row => ({ ...row, app: 'other', events: 1 })),
      someRollup(hour(0), 100, { country: 'NL' }),
      someRollup(hour(0), 100, { country: 'DE' }),
      someRollup(hour(0), 1000, { traffic: 'bot' }),
      someRollup(hour(0), 1, { app: 'other' }),
    ]
    const events = async (given: Record<string, string>) => (await of(rows, given)).slice(1).map(row => row[2])
    expect(await events({})).toEqual([200])
    expect(await events({ event_type: 'page_viewed', app: 'store' })).toEqual([200])
    expect(await events({ event_type: 'link_clicked' })).toEqual([])
    expect(await events({ traffic: 'all' })).toEqual([1200])
    expect(await events({ app: 'other' })).toEqual([])
  })

  test('fewer than three weeks are too few to tell', async () => {
    expect(await of([...usual.slice(2), someRollup(hour(0), 900)])).toHaveLength(1)
    expect(await of([...usual, someRollup(hour(0), 900)], { weeks: '2' })).toHaveLength(1)
    expect(await of([...usual.slice(1), someRollup(hour(0), 900)])).toHaveLength(2)
  })
})
