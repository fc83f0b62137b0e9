// The Rejected page's server: counts worked out by hand, and hostile payloads.
import { TestLake } from '@clickstream/query/test/lake'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createViewer } from '../app.ts'
import { mendingOf } from '../mending.ts'
import { routeRejected } from '../rejected.ts'
import type { RejectedAnswer } from '../wire-rejected.ts'
import { makeSources } from './sources.ts'

const NOW = Date.parse('2026-01-16T12:00:00Z')
const EVIL = '<img src=x onerror=alert(1)>\u202e'
const lake = new TestLake()
const sources = makeSources({ engine: lake.engine })
const app = routeRejected(sources, () => NOW)

beforeAll(async () => {
  const row = {
    app: 'store',
    dialect: 'events',
    reason_code: 'missing',
    field: 'page_url',
    reason: 'page_url: expected a value, got nothing',
  }
  const web = JSON.stringify({ sdk: 'web', sdk_version: '1.0', ip: '203.0.113.7' })
  const part = 'body: expected JSON, got half'
  await lake.addRejected([
    { ...row, received_at: '2026-01-15T10:00:00Z', payload: web },
    { ...row, received_at: '2026-01-16T10:00:00Z', payload: web },
    {
      ...row,
      received_at: '2026-01-16T11:00:00Z',
      payload: '{"context":{"library":{"name":"analytics-node","version":"3"}}}',
      dialect: 'segment',
    },
    {
      ...row,
      received_at: '2026-01-16T11:30:00Z',
      payload: `{"sdk":"${EVIL}"`,
      app: null,
      reason_code: EVIL,
      field: null,
      reason: EVIL,
    },
    {
      ...row,
      received_at: '2026-01-16T11:40:00Z',
      payload: `[1,"${'x'.repeat(100_000)}`,
      reason_code: 'not_json',
      field: null,
      reason: `${part} (part 1 of 2)`,
    },
    {
      ...row,
      received_at: '2026-01-16T11:40:00Z',
      payload: 'y',
      reason_code: 'not_json',
      field: null,
      reason: `${part} (part 2 of 2)`,
    },
    { ...row, received_at: '2026-01-09T10:00:00Z', payload: 'too long ago' },
  ])
})
afterAll(() => lake[Symbol.asyncDispose]())

const read = async (query = '') => (await (await app.request(`/rejected${query}`)).json()) as RejectedAnswer

test('reasons with their counts, days and senders', async () => {
  const { since, total, reasons, apps } = await read()
  expect([since, total]).toEqual(['2026-01-10', 5])
  expect(reasons.map(({ reason_code, count }) => [reason_code, count])).toEqual([
    ['missing', 3],
    [EVIL, 1],
    ['not_json', 1],
  ])
  expect(reasons[0]).toMatchObject({
    days: [0, 0, 0, 0, 0, 1, 2],
    fields: [{ field: 'page_url', count: 3 }],
    senders: [
      { app: 'store', dialect: 'events', sdk: 'web', sdk_version: '1.0', count: 2 },
      { app: 'store', dialect: 'segment', sdk: 'analytics-node', sdk_version: '3', count: 1 },
    ],
    ...mendingOf('missing'),
  })
  expect(apps).toEqual([
    { app: 'store', count: 4 },
    { app: null, count: 1 },
  ])
})

test('examples, the newest first, without addresses, a long one in part', async () => {
  const { reasons } = await read('?days=28')
  const missing = reasons[0]!.examples
  expect(missing.map(({ received_at }) => received_at.slice(0, 10))).toEqual([
    '2026-01-16',
    '2026-01-16',
    '2026-01-15',
    '2026-01-09',
  ])
  expect(JSON.stringify(reasons)).not.toContain('203.0.113')
  const [long] = reasons.find(({ reason_code }) => reason_code === 'not_json')!.examples
  expect(long).toMatchObject({ isCut: true })
  expect(long!.payload.length).toBe(20_000)
  // What strangers sent comes as it is, within JSON: the page shows it as text.
  expect(reasons.find(({ reason_code }) => reason_code === EVIL)!.senders[0]!.sdk).toBe(EVIL)
})

test('of one app, and of days that can be', async () => {
  expect((await read('?app=store')).total).toBe(4)
  expect(await read("?app=store'--")).toMatchObject({ total: 0, reasons: [], apps: [{ app: 'store' }, { app: null }] })
  const viewer = createViewer(sources, (_, next) => next())
  for (const days of ['0', '91', 'x', '1e1']) {
    expect((await viewer.request(`/api/rejected?days=${days}`)).status).toBe(400)
  }
})

test('every reason has a way to mend it, also one that nobody knows', () => {
  for (const code of [
    'missing',
    'wrong_type',
    'malformed',
    'out_of_range',
    'too_long',
    'too_large',
    'not_json',
    'wrong_app',
  ]) {
    expect(mendingOf(code)).not.toEqual(mendingOf('nosuch'))
  }
  expect(mendingOf('__proto__').mend).not.toBe('')
})
