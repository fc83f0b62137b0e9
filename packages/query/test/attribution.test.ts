// Which visits and links led to orders: a few by hand, many drawn at random.
import type { EventRow } from '@clickstream/events/tables'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bindParameters } from '../library.ts'
import { type DerivedRow, type Some, TestLake } from './lake.ts'
import { askLake, at, click, library, order, PERIOD, someIdentity, someSession } from './saved.ts'

const visit = (channel: string | null, started_at: string, more: DerivedRow = {}): DerivedRow =>
  someSession(started_at.slice(0, 10), {
    session_id: `s-${started_at}`,
    channel,
    started_at,
    ended_at: started_at,
    ...more,
  })

/** Rows of the answer: name, then orders and revenue of the first, the last, and shared. */
async function credit(
  events: readonly Some<EventRow>[],
  sessions: readonly DerivedRow[],
  given: Record<string, string> = {},
  identities: readonly DerivedRow[] = [],
) {
  await using lake = new TestLake()
  await lake.addEvents(events)
  await lake.addDerived('sessions', sessions)
  await lake.addDerived('identities', identities)
  return (await askLake(lake, 'attribution', { ...PERIOD, ...given })).slice(1)
}

describe('attribution', () => {
  test('all to the first, all to the last, or a part to each, which add up', async () => {
    const visits = [
      visit('email', at('00:00:00', 10)),
      visit('social', at('00:00:00', 12)),
      visit('email', at('09:00:00')),
      visit('bots', at('09:30:00'), { is_bot: true }),
      visit('later', at('11:00:00')),
      visit('others', at('09:00:00'), { visitor_id: 'bob' }),
    ]
    // Loaded again, the order does not count again. The second third is what is left of two: 0.6667 - 0.3333.
    const events = [order('1', '10:00:00', 10), order('1', '10:00:01', 10)]
    expect(await credit(events, visits)).toEqual([
      ['email', 1, '10.0000', 1, '10.0000', '0.6666', '6.6666'],
      ['social', 0, '0.0000', 0, '0.0000', '0.3334', '3.3334'],
    ])
  })

  test('within the days before, to the millisecond; what nothing led to is (none)', async () => {
    const events = [order('1', '10:00:00', 10), order('2', '10:00:00', 5, { anonymous_id: 'bob', currency: 'EUR' })]
    const at_edge = [visit('edge', at('10:00:00', 13))]
    expect(await credit(events, at_edge, { days: '2' })).toEqual([
      ['(none)', 1, '0.0000', 1, '0.0000', '1.0000', '0.0000'],
      ['edge', 1, '10.0000', 1, '10.0000', '1.0000', '10.0000'],
    ])
    const beyond = [visit('beyond', at('09:59:59.999', 13))]
    expect(await credit(events, beyond, { days: '2', currency: 'EUR' })).toEqual([
      ['(none)', 2, '5.0000', 2, '5.0000', '2.0000', '5.0000'],
    ])
    expect(await credit(events, beyond, { by: 'mood' })).toEqual([])
  })

  test('short links: clicks of the shortener by whom the store knows', async () => {
    const events = [
      click('a', '01:00:00', { anonymous_id: 'phone', user_id: 'm' }),
      click('b', '02:00:00', { traffic: 'bot' }),
      click('c', '03:00:00', { anonymous_id: 'desk' }),
      order('1', '04:00:00', 7, { anonymous_id: 'desk' }),
    ]
    const who = [someIdentity('phone', 'u'), someIdentity('desk', 'u')]
    expect(await credit(events, [visit('email', at('03:30:00'))], { by: 'short_code' }, who)).toEqual([
      ['c', 0, '0.0000', 1, '7.0000', '0.5000', '3.5000'],
      ['a', 1, '7.0000', 0, '0.0000', '0.5000', '3.5000'],
    ])
  })

  test('drawn at random: as one by one, and every way of giving credit gives it all', async () => {
    const query = library.find(({ name }) => name === 'attribution')!
    const touch = fc.record({
      person: fc.constantFrom('p', 'q'),
      name: fc.constantFrom('x', 'y', 'z'),
      hour: fc.nat(40),
    })
    const bought = fc.record({ person: fc.constantFrom('p', 'q'), cents: fc.nat(99_999), hour: fc.nat(40) })
    const worlds = fc.array(
      fc.tuple(fc.array(touch, { maxLength: 8 }), fc.array(bought, { minLength: 1, maxLength: 5 })),
      {
        minLength: 12,
        maxLength: 12,
      },
    )
    await fc.assert(
      fc.asyncProperty(worlds, async drawn => {
        await using lake = new TestLake()
        const start = Date.parse(at('00:00:00'))
        const events = drawn.flatMap(([touches, orders], world) => [
          ...touches.map(({ person, name, hour }, i) => ({
            ...{ app: `l-${world}`, event_type: 'link_clicked', short_code: name, event_id: `t${world}-${i}` },
            ...{ anonymous_id: person, occurred_at: start + hour * 3_600_000 },
          })),
          ...orders.map(({ person, cents, hour }, i) => ({
            ...{ app: `w-${world}`, event_type: 'order_completed', order_id: `o${i}`, event_id: `o${world}-${i}` },
            ...{ anonymous_id: person, occurred_at: start + hour * 3_600_000, value: cents / 100, currency: 'USD' },
          })),
        ])
        await lake.addEvents(events)
        for (const [world, [touches, orders]] of drawn.entries()) {
          const apps = { app: `w-${world}`, links_app: `l-${world}` }
          const given = { ...PERIOD, ...apps, by: 'short_code', days: '1' }
          const { rows } = await lake.engine.run(query.sql, bindParameters(query, given))
          const firsts = new Map<string, number>()
          const lasts = new Map<string, number>()
          for (const { person, cents, hour } of orders) {
            const led = touches
              .map((each, i) => ({ ...each, id: `t${world}-${i}` }))
              .filter(each => each.person === person && each.hour <= hour && hour - each.hour <= 24)
              .sort((a, b) => a.hour - b.hour || (a.id < b.id ? -1 : 1))
            const [first, last] = [led[0]?.name ?? '(none)', led.at(-1)?.name ?? '(none)']
            firsts.set(first, (firsts.get(first) ?? 0) + cents)
            lasts.set(last, (lasts.get(last) ?? 0) + cents)
          }
          const cents = (value: unknown) => Math.round(Number(value) * 100)
          const total = orders.reduce((sum, each) => sum + each.cents, 0)
          for (const [name, , first, , last] of rows) {
            expect(cents(first)).toBe(firsts.get(String(name)) ?? 0)
            expect(cents(last)).toBe(lasts.get(String(name)) ?? 0)
          }
          for (const column of [2, 4, 6]) expect(sum(rows.map(row => row[column]))).toBe(total * 100)
          for (const column of [1, 3, 5]) expect(sum(rows.map(row => row[column]))).toBe(orders.length * 10_000)
        }
      }),
      { numRuns: 2 },
    )
  })
})

/** In ten-thousandths. */
function sum(values: readonly unknown[]): number {
  return values.reduce<number>((total, value) => total + Math.round(Number(value) * 10_000), 0)
}
