// Paths, carts and what goes with what, of a few events whose answer can be worked out by hand.
import type { EventRow } from '@clickstream/events/tables'
import { describe, expect, test } from 'vitest'
import type { Some } from './lake.ts'
import { ask, at, event, order, PERIOD, someIdentity } from './saved.ts'

const who = [someIdentity('phone', 'u'), someIdentity('desk', 'u')]

describe('paths', () => {
  const walk = (person: string, ...steps: readonly (readonly [type: string, time: string])[]) =>
    steps.map(([type, time]) => event(type, time, { anonymous_id: person }))

  test('three steps in a row of one visit, repeats aside', async () => {
    const rows = [
      ...walk('phone', ['a', '01:00:00'], ['a', '01:01:00'], ['b', '01:02:00'], ['b', '01:03:00'], ['c', '01:04:00']),
      ...walk('desk', ['a', '02:00:00'], ['b', '02:10:00'], ['c', '02:20:00'], ['a', '02:49:59.999']),
      // Half an hour later it is another visit.
      ...walk('bob', ['a', '01:00:00'], ['b', '01:10:00'], ['c', '01:40:00']),
      ...walk('cat', ['a', '01:00:00'], ['b', '01:00:01'], ['c', '01:00:02']).map(row => ({ ...row, traffic: 'bot' })),
    ]
    expect(await ask('paths', rows, PERIOD, who)).toEqual([
      ['step_1', 'step_2', 'step_3', 'times', 'visitors', 'share'],
      ['a', 'b', 'c', 2, 1, 0.6667],
      ['b', 'c', 'a', 1, 1, 0.3333],
    ])
    const longer = await ask('paths', rows, { ...PERIOD, idle_minutes: '31', traffic: 'all' }, who)
    expect(longer.slice(1)).toEqual([
      ['a', 'b', 'c', 4, 3, 0.8],
      ['b', 'c', 'a', 1, 1, 0.2],
    ])
  })

  test('of pages, which other events do not come between', async () => {
    const page = (page_path: string, time: string) => event('page_viewed', time, { page_path })
    const rows = [
      page('/', '01:00:00'),
      event('b', '01:01:00'),
      page('/', '01:02:00'),
      page('/x', '01:25:00'),
      page('/', '01:26:00'),
    ]
    expect((await ask('paths', rows, { ...PERIOD, by: 'page_path' })).slice(1)).toEqual([['/', '/x', '/', 1, 1, 1]])
  })

  test('of many visits, as walked through one by one', async () => {
    // Minutes of a day, in steps that often repeat, often make a visit end, and often are at the same time.
    let seed = 7
    const draw = (below: number) => {
      seed = (seed * 48271) % 2147483647
      return seed % below
    }
    const rows = Array.from({ length: 400 }, (_, i) => {
      const minutes = draw(48) * 15 + draw(3)
      const time = `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}:00`
      const more = { anonymous_id: `v${draw(9)}`, event_id: `e${draw(10)}-${i}` }
      return draw(3) === 0
        ? event(draw(2) === 0 ? 'b' : 'c', time, more)
        : event('page_viewed', time, { ...more, page_path: `/${draw(3)}` })
    })
    const keyOf = (row: Some<EventRow>) => `${row.occurred_at} ${row.event_id}`
    const byTime = rows.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))
    for (const by of ['event_type', 'page_path'] as const) {
      const counts = new Map<string, number>()
      for (const visitor of new Set(rows.map(row => row.anonymous_id))) {
        let steps: (string | null)[] = []
        let last = Number.NEGATIVE_INFINITY
        for (const row of byTime.filter(each => each.anonymous_id === visitor)) {
          const now = Date.parse(`${row.occurred_at}`)
          if (now - last >= 30 * 60_000) steps = []
          last = now
          const step = row[by] ?? null
          if (step === null || step === steps.at(-1)) continue
          steps.push(step)
          const way = steps.slice(-3).join(' ')
          if (steps.length >= 3) counts.set(way, (counts.get(way) ?? 0) + 1)
        }
      }
      const answer = (await ask('paths', rows, { ...PERIOD, by, limit: '1000' })).slice(1)
      const found = answer.map(([one, two, three, times]) => [`${one} ${two} ${three}`, times])
      expect(found.length).toBeGreaterThan(5)
      expect(new Map(found as [string, number][])).toEqual(counts)
    }
  })
})

test('cart_abandonment', async () => {
  const step = (type: string, cart_id: string | null, time: string, more: Some<EventRow> = {}) =>
    event(type, time, { cart_id, ...more })
  const dear = { price: 10, currency: 'USD' }
  const rows = [
    step('product_added', 'bought', '01:00:00', dear),
    step('checkout_started', 'bought', '02:00:00'),
    order('1', '03:00:00', 10, { cart_id: 'bought' }),
    step('product_added', 'left', '01:00:00', { ...dear, quantity: 3 }),
    step('product_added', 'left', '01:01:00', { price: 5, currency: 'EUR' }),
    step('product_removed', 'left', '01:02:00', dear),
    // Bought, but too late.
    step('product_added', 'late', '01:00:00', { price: 1, currency: 'USD' }),
    order('2', '', 10, { cart_id: 'late', occurred_at: at('01:00:00.001', 16) }),
    // Without a cart_id a cart is a person, on any device.
    step('product_added', null, '01:00:00', { ...dear, anonymous_id: 'phone' }),
    order('3', '04:00:00', 10, { anonymous_id: 'desk' }),
    step('product_added', 'young', '', { ...dear, occurred_at: at('23:00:00', 16) }),
    step('product_added', 'bot', '01:00:00', { traffic: 'bot' }),
    order('4', '01:00:00', 10, { cart_id: 'never added' }),
    // What comes after the period tells what became of carts in it.
    step('product_added', 'next', '', { occurred_at: at('12:00:00', 17) }),
  ]
  expect(await ask('cart_abandonment', rows, PERIOD, who)).toEqual([
    ['day', 'carts', 'checked_out', 'ordered', 'open', 'abandoned', 'abandonment', 'abandoned_value'],
    ['2026-01-15', 4, 1, 2, 0, 2, 0.5, '21.0000'],
    ['2026-01-16', 1, 0, 0, 1, 0, null, '0.0000'],
  ])
})

describe('product_affinity', () => {
  const basket = (order_id: string, items: string | null, more: Some<EventRow> = {}) =>
    order(order_id, '01:00:00', 1, { items, ...more })
  const of = (...ids: readonly string[]) =>
    JSON.stringify(ids.map(product_id => ({ product_id, product_name: product_id.toUpperCase() })))

  test('bought together', async () => {
    const rows = [
      basket('1', of('a', 'b')),
      basket('1', of('a', 'b'), { event_id: 'again' }),
      basket('2', of('a', 'b', 'a')),
      basket('3', of('a', 'c')),
      basket('4', null, { product_id: 'd' }),
      basket('5', of('b', 'c'), { traffic: 'bot' }),
    ]
    const given = { ...PERIOD, min_together: '2' }
    expect(await ask('product_affinity', rows, given)).toEqual([
      [
        'product_id',
        'product_name',
        'other_product_id',
        'other_product_name',
        'together',
        'support',
        'confidence',
        'lift',
      ],
      ['a', 'A', 'b', 'B', 2, 0.5, 0.6667, 1.3333],
      ['b', 'B', 'a', 'A', 2, 0.5, 1, 1.3333],
    ])
    expect((await ask('product_affinity', rows, { ...given, product_id: 'b' })).slice(1).map(row => row[0])).toEqual([
      'b',
    ])
    expect(await ask('product_affinity', rows, { ...given, max_basket: '1' })).toHaveLength(1)
  })

  test('viewed by one person on one day', async () => {
    const view = (product_id: string, anonymous_id: string, day = 15) =>
      event('product_viewed', '', { product_id, anonymous_id, occurred_at: at('01:00:00', day) })
    const rows = [view('a', 'phone'), view('b', 'desk'), view('a', 'bob'), view('c', 'bob', 16)]
    const answer = await ask('product_affinity', rows, { ...PERIOD, by: 'viewed', min_together: '1' }, who)
    expect(answer.slice(1)).toEqual([
      ['a', null, 'b', null, 1, 0.3333, 0.5, 1.5],
      ['b', null, 'a', null, 1, 0.3333, 1, 1.5],
    ])
  })
})
