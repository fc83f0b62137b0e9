// `rejected --replay`: what the contract accepts now is sent again, once.

import { join } from 'node:path'
import { toObjects } from '@clickstream/query/format'
import { joinParts, type Rejected } from '@clickstream/query/rejections'
import { SqliteStream } from '@clickstream/stream/sqlite'
import { describe, expect, test } from 'vitest'
import { askOnce } from '../engine.ts'
import { mend } from '../resend.ts'
import { readSettings } from '../settings.ts'
import { makeFolder, run, start } from './run.ts'

const ARRIVED = '2026-11-20T10:00:00.000Z'
const NOW = Date.parse('2026-11-23T12:00:00.000Z')

const row = (payload: unknown, more: Partial<Rejected> = {}): Rejected => ({
  received_at: ARRIVED,
  app: 'demo',
  dialect: 'events',
  event_id: null,
  reason_code: 'missing',
  field: 'page_url',
  reason: 'page_url: expected a value, page_viewed needs it, got nothing',
  payload: typeof payload === 'string' ? payload : JSON.stringify(payload),
  ...more,
})

const page = { event_type: 'page_viewed', anonymous_id: 'v', page_url: 'https://example.com/' }

describe('mend', () => {
  test('gives an event without an id one of its payload and arrival, its app, and its time of arrival', () => {
    const [first, again, later] = [
      mend(row(page), NOW),
      mend(row(page), NOW + 1),
      mend(row(page, { received_at: '2026-11-20T10:00:00.001Z' }), NOW),
    ]
    expect(first).toMatchObject({ app: 'demo', message: { ...page, app: 'demo', occurred_at: ARRIVED } })
    expect(again).toEqual(first)
    expect((later as { event_id: string }).event_id).not.toBe((first as { event_id: string }).event_id)
  })

  test('keeps the time of an event, and the skew of its clock', () => {
    const skewed = {
      ...page,
      event_id: 'e',
      occurred_at: '2026-11-20T08:59:00.000Z',
      sent_at: '2026-11-20T09:00:00.000Z',
    }
    // An hour behind then, an hour behind now.
    expect(mend(row(skewed), NOW)).toMatchObject({
      message: { occurred_at: '2026-11-20T08:59:00.000Z', sent_at: '2026-11-23T11:00:00.000Z' },
    })
  })

  test('mends a Segment message in its own words', () => {
    const message = { type: 'page', anonymousId: 'v', properties: { url: 'https://example.com/' } }
    const mended = mend(row(message, { dialect: 'segment' }), NOW)
    expect(mended).toMatchObject({ dialect: 'segment', app: 'demo', message: { ...message, timestamp: ARRIVED } })
    expect((mended as unknown as { message: { messageId: string } }).message.messageId).toBe(
      (mended as { event_id: string }).event_id,
    )
  })

  test.each([
    ['not_json', '{"broken'],
    ['wrong_type', '[1]'],
    ['missing', { ...page, page_url: undefined }],
    ['wrong_app', { ...page, app: 'other' }],
    ['too_large', { ...page, note: 'x'.repeat(1024 * 1024) }],
  ])('says what would be rejected again: %s', (code, payload) => {
    expect(mend(row(payload), NOW)).toBe(code)
  })

  test('an event of no known app would be rejected again', () => {
    expect(mend(row(page, { app: null }), NOW)).toBe('missing')
  })
})

describe('joinParts', () => {
  const parts = (text: string, reason: string, more: Partial<Rejected> = {}) =>
    [...text].map((payload, i) => row(payload, { reason: `${reason} (part ${i + 1} of ${text.length})`, ...more }))

  test('puts payloads together, in whatever order their parts come', () => {
    const whole = joinParts([...parts('abc', 'long').reverse(), row('x'), ...parts('de', 'long')])
    expect(whole.map(each => each.payload)).toEqual(['abc', 'x', 'de'])
    expect(whole[0]!.reason).toBe('long')
  })

  test('keeps two that look alike apart, and leaves out one with a part missing', () => {
    expect(joinParts([...parts('ab', 'long'), ...parts('cd', 'long')]).map(each => each.payload)).toEqual(['ab', 'cd'])
    expect(joinParts(parts('abc', 'long').slice(1))).toEqual([])
  })
})

/** Puts them on the stream as a stricter collector, days ago, would have. */
async function reject(data: string, rows: readonly Rejected[]): Promise<void> {
  const stream = new SqliteStream(join(data, 'stream.sqlite'))
  const envelopes = rows.map(({ received_at, app, dialect, event_id, reason_code, field, reason, payload }) => ({
    received_at: Date.parse(received_at),
    app,
    dialect,
    rejected: { event_id, reason_code, field, reason, payload, contract_version: '0' },
  }))
  await stream.put(envelopes.map(envelope => ({ partition_key: 'one', data: Buffer.from(JSON.stringify(envelope)) })))
  await stream.close()
}

test('end to end: sent once, at their own time, however often it is run', async () => {
  const data = makeFolder()
  const settings = readSettings({ data }, {})
  const long = { ...page, event_id: 'long', note: 'y'.repeat(20_000) }
  const text = JSON.stringify(long)
  await reject(data, [
    row(page),
    row({ ...page, event_id: 'known' }),
    row({ ...page, event_id: 'known', page_title: 'again' }),
    row('{"broken'),
    row({ ...page, page_url: 7 }, { reason_code: 'wrong_type' }),
    row({ type: 'track', userId: 'u', event: 'Song Played', messageId: 'song' }, { dialect: 'segment', app: 'radio' }),
    row({ ...page, event_id: 'history' }, { dialect: 'import' }),
    row(text.slice(0, 9000), { reason: 'too strict (part 1 of 2)' }),
    row(text.slice(9000), { reason: 'too strict (part 2 of 2)' }),
  ])
  const dev = start(['dev', '--port', '0', '--data', data])
  await dev.said(/9 rejected/)
  const listed = await run(['rejected', '--json', '--data', data])
  const counts = JSON.parse(listed.out).map((each: { reason_code: string; count: number }) => [
    each.reason_code,
    each.count,
  ])
  expect(counts).toEqual([
    ['missing', 7],
    ['wrong_type', 1],
  ])

  const resend = async () => JSON.parse((await run(['rejected', '--replay', '--json', '--data', data])).out)
  expect(await resend()).toEqual({
    rejected: 8,
    accepted: 4,
    known: 0,
    repeated: 1,
    imported: 1,
    still: { not_json: 1, wrong_type: 1 },
  })
  dev.kill('SIGTERM')
  await dev.ended
  const result = await askOnce(settings, 'select app, event_id, event_type, occurred_at from events order by event_id')
  const events = toObjects(result)
  expect(events).toMatchObject([
    { app: 'demo', event_id: expect.stringMatching(/^[0-9a-f-]{36}$/), occurred_at: ARRIVED },
    { app: 'demo', event_id: 'known', occurred_at: ARRIVED },
    { app: 'demo', event_id: 'long', occurred_at: ARRIVED },
    { app: 'radio', event_id: 'song', event_type: 'song_played', occurred_at: ARRIVED },
  ])
  // Again: all of them are there.
  const second = start(['dev', '--port', '0', '--data', data])
  await second.said(/Status page/)
  expect(await resend()).toMatchObject({ accepted: 0, known: 4 })
})
