// The saved queries asked of a few rows.
import { join } from 'node:path'
import type { EventRow } from '@clickstream/events/tables'
import { dateOf } from '@clickstream/events/time'
import type { Answer } from '../engine.ts'
import { bindParameters, loadLibrary } from '../library.ts'
import { type DerivedRow, type Some, TestLake } from './lake.ts'

type Given = Readonly<Record<string, string>>

export const library = await loadLibrary(join(import.meta.dirname, '../../../queries'))
export const PERIOD: Given = { from: '2026-01-15', to: '2026-01-16' }

/** The answer to a saved query on these events, its columns' names first; `identities` say who is who. */
export async function ask(
  name: string,
  rows: readonly Some<EventRow>[],
  given: Given = PERIOD,
  identities: readonly DerivedRow[] = [],
): Promise<Answer[][]> {
  await using lake = new TestLake()
  await lake.addEvents(rows)
  await lake.addDerived('identities', identities)
  return await askLake(lake, name, given)
}

/** The same on sessions. */
export async function askSessions(
  name: string,
  rows: readonly DerivedRow[],
  given: Given = PERIOD,
  identities: readonly DerivedRow[] = [],
): Promise<Answer[][]> {
  await using lake = new TestLake()
  await lake.addDerived('sessions', rows)
  await lake.addDerived('identities', identities)
  return await askLake(lake, name, given)
}

export async function askLake(lake: TestLake, name: string, given: Given): Promise<Answer[][]> {
  const query = library.find(each => each.name === name)!
  const { columns, rows } = await lake.engine.run(query.sql, bindParameters(query, given))
  return [columns.map(column => column.name), ...rows.map(row => [...row])]
}

/** A time of January 2026. */
export const at = (time: string, day = 15) => `2026-01-${String(day).padStart(2, '0')}T${time}Z`

export const click = (short_code: string, time: string, more: Some<EventRow> = {}): Some<EventRow> => ({
  ...{ app: 'shortener', event_type: 'link_clicked', short_code, destination_url: `https://${short_code}.example` },
  ...{ occurred_at: at(time), anonymous_id: 'ann' },
  ...more,
})

export const event = (event_type: string, time: string, more: Some<EventRow> = {}): Some<EventRow> => ({
  ...{ event_type, occurred_at: at(time) },
  ...more,
})

export const order = (order_id: string, time: string, value: number, more: Some<EventRow> = {}) =>
  event('order_completed', time, { order_id, value, currency: 'USD', ...more })

/** A visit of one page on a day. */
export const someSession = (session_date: string, more: DerivedRow = {}): DerivedRow => ({
  ...{ session_id: `s-${session_date}-${more.visitor_id ?? 'ann'}`, app: 'store', session_date, visitor_id: 'ann' },
  ...{ started_at: `${session_date}T12:00:00Z`, ended_at: `${session_date}T12:00:00Z`, duration_seconds: 0 },
  ...{ events: 1, pages: 1, converted: false, orders: 0, revenue: 0, is_bot: false },
  ...more,
})

export const someIdentity = (anonymous_id: string, user_id: string, more: DerivedRow = {}): DerivedRow => ({
  ...{ app: 'store', anonymous_id, user_id, is_current: true },
  ...{ first_identified_at: at('00:00:00'), last_identified_at: at('00:00:00') },
  ...more,
})

/** So many page views of people in an hour. */
export const someRollup = (hour_at: string, events: number, more: DerivedRow = {}): DerivedRow => ({
  ...{ app: 'store', event_date: dateOf(Date.parse(hour_at)), hour_at, event_type: 'page_viewed', traffic: 'human' },
  ...{ events, orders: 0, quantity: 0, revenue: 0 },
  ...more,
})
