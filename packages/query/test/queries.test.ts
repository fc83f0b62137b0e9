// Each saved query of events on a few whose answer can be worked out by hand. (Those of visits: visits.test.ts.)
import type { EventRow } from '@clickstream/events/tables'
import { describe, expect, test } from 'vitest'
import { bindParameters } from '../library.ts'
import { type Some, TestLake } from './lake.ts'
import {
  ask,
  askLake,
  at,
  click,
  event,
  library,
  order,
  PERIOD,
  someIdentity,
  someRollup,
  someSession,
} from './saved.ts'

test('every query has a name of its own, says what it answers, and runs on an empty lake', async () => {
  expect(library.map(({ name }) => name)).toEqual(
    [
      ...['active_visitors', 'bot_share', 'campaigns', 'click_countries', 'click_devices', 'click_referrers'],
      ...['clicks_over_time', 'freshness', 'link_to_order', 'rejected_by_reason', 'revenue_by_day', 'search_terms'],
      ...['store_funnel', 'top_links', 'top_products'],
      ...['anomalies', 'attribution', 'bounce_rate', 'cart_abandonment', 'funnel', 'new_and_returning', 'paths'],
      ...['product_affinity', 'retention_cohorts', 'sessions_by_day'],
    ].sort(),
  )
  expect(new Set(library.map(({ title }) => title)).size).toBe(library.length)
  await using lake = new TestLake()
  for (const query of library) {
    const { rows } = await lake.engine.run(query.sql, bindParameters(query, {}))
    expect(rows, query.name).toHaveLength({ store_funnel: 5, funnel: 4 }[query.name] ?? 0)
  }
})

test('every query filters on the partition columns', async () => {
  await using lake = new TestLake()
  await lake.addEvents(
    [1, 2].flatMap(day => [
      { occurred_at: at('00:00:00', day) },
      click('a', '0', { occurred_at: at('00:00:00', day) }),
    ]),
  )
  await lake.addRejected([{ received_at: at('00:00:00', 1) }, { received_at: at('00:00:00', 2) }])
  await lake.addEvents([{ occurred_at: Date.UTC(2024, 0, 1) }, click('a', '0', { occurred_at: Date.UTC(2024, 0, 1) })])
  for (const app of ['shortener', 'store']) {
    await lake.addDerived('identities', [someIdentity('ann', 'u', { app })])
    for (const day of ['2024-01-01', '2026-01-02']) {
      await lake.addDerived('sessions', [someSession(day, { app })])
      await lake.addDerived('rollups_hourly', [someRollup(`${day}T00:00:00Z`, 1, { app })])
    }
  }
  for (const query of library) {
    const parameters = bindParameters(query, { from: '2026-01-02', to: '2026-01-02' })
    const { receipt } = await lake.engine.run(query.sql, parameters)
    expect(receipt.partitions_read, query.name).toBeGreaterThan(0)
    expect(receipt.partitions_read, query.name).toBeLessThan(receipt.partitions_known!)
  }
})

test('a period is its days, by the event’s own time; late arrivals count up to late_days', async () => {
  const rows = [
    click('before', '23:59:59.999', { occurred_at: at('23:59:59.999', 14), received_at: at('00:00:01') }),
    click('first', '00:00:00'),
    click('last', '0', { occurred_at: at('23:59:59.999', 16) }),
    click('after', '0', { occurred_at: at('00:00:00', 17) }),
    click('late', '12:00:00', { received_at: at('23:59:59', 19) }),
    click('too_late', '12:00:00', { received_at: at('00:00:00', 20) }),
  ]
  const codes = async (given: Record<string, string>) =>
    (await ask('top_links', rows, given)).slice(1).map(([code]) => code)
  expect(await codes(PERIOD)).toEqual(['first', 'last', 'late'])
  expect(await codes({ ...PERIOD, late_days: '4' })).toEqual(['first', 'last', 'late', 'too_late'])
  expect(await codes({ ...PERIOD, late_days: '0' })).toEqual(['first', 'last'])
  expect(await codes({ from: '2026-01-14', to: '2026-01-14' })).toEqual(['before'])
})

test('top_links', async () => {
  const rows = [
    click('b', '01:00:00'),
    click('b', '02:00:00', { destination_url: 'https://z.example' }),
    click('b', '03:00:00', { traffic: 'bot' }),
    click('b', '03:00:00', { traffic: 'preview' }),
    click('a', '01:00:00', { anonymous_id: null, user_id: 'u' }),
    click('a', '01:00:01', { anonymous_id: 'bob', user_id: 'u' }),
    click('c', '01:00:01'),
    event('link_created', '01:00:00', { short_code: 'd', app: 'shortener' }),
  ]
  expect(await ask('top_links', rows)).toEqual([
    ['short_code', 'destination_url', 'clicks', 'visitors'],
    // One person, by user_id.
    ['a', 'https://a.example', 2, 1],
    ['b', 'https://z.example', 2, 1],
    ['c', 'https://c.example', 1, 1],
  ])
  expect(await ask('top_links', rows, { ...PERIOD, limit: '1' })).toHaveLength(2)
})

test('clicks_over_time', async () => {
  const rows = [
    click('a', '07:00:00'),
    click('a', '07:59:59.999', { traffic: 'bot' }),
    click('b', '07:30:00', { traffic: 'preview' }),
    click('a', '09:00:00', { traffic: 'bot' }),
    event('page_viewed', '10:00:00'),
  ]
  expect(await ask('clicks_over_time', rows)).toEqual([
    ['hour', 'clicks', 'bots', 'previews'],
    ['2026-01-15T07:00:00.000Z', 1, 1, 1],
    ['2026-01-15T09:00:00.000Z', 0, 1, 0],
  ])
})

test('click_countries', async () => {
  const rows = [
    click('a', '07:00:00', { country: 'NL' }),
    click('a', '07:00:00', { country: 'NL' }),
    click('a', '07:00:00', { country: 'NL', anonymous_id: 'bob' }),
    click('a', '07:00:00', { country: 'DE' }),
    click('a', '07:00:00'),
    click('a', '07:00:00', { country: 'CH' }),
    click('a', '07:00:00', { country: 'XX', traffic: 'bot' }),
  ]
  expect(await ask('click_countries', rows)).toEqual([
    ['country', 'clicks', 'visitors', 'share'],
    ['NL', 3, 2, 0.5],
    ['(unknown)', 1, 1, 0.1667],
    ['CH', 1, 1, 0.1667],
    ['DE', 1, 1, 0.1667],
  ])
})

test('click_referrers', async () => {
  const rows = [
    click('a', '07:00:00', { referrer_host: 'x.example', channel: 'social' }),
    click('a', '07:00:00', { referrer_host: 'x.example', channel: 'paid' }),
    click('a', '07:00:00', { channel: 'direct' }),
    click('a', '07:00:00', { channel: 'direct', anonymous_id: 'bob' }),
  ]
  expect(await ask('click_referrers', rows)).toEqual([
    ['referrer_host', 'channel', 'clicks', 'visitors'],
    ['(direct)', 'direct', 2, 2],
    ['x.example', 'paid', 1, 1],
    ['x.example', 'social', 1, 1],
  ])
})

test('click_devices', async () => {
  const rows = [
    click('a', '07:00:00', { device_type: 'mobile', os: 'iOS', browser: 'Safari' }),
    click('a', '07:00:00', { device_type: 'mobile', os: 'iOS', browser: 'Chrome' }),
    click('a', '07:00:00'),
    click('a', '08:00:00'),
  ]
  expect(await ask('click_devices', rows)).toEqual([
    ['device_type', 'os', 'browser', 'clicks', 'visitors'],
    ['(unknown)', '(unknown)', '(unknown)', 2, 1],
    ['mobile', 'iOS', 'Chrome', 1, 1],
    ['mobile', 'iOS', 'Safari', 1, 1],
  ])
})

test('bot_share', async () => {
  const rows = [
    click('a', '07:00:00'),
    click('a', '07:00:00', { traffic: 'preview' }),
    click('a', '07:00:00', { traffic: 'bot' }),
    event('page_viewed', '07:00:00'),
  ]
  expect(await ask('bot_share', rows)).toEqual([
    ['app', 'traffic', 'events', 'share'],
    ['shortener', 'bot', 1, 0.3333],
    ['shortener', 'human', 1, 0.3333],
    ['shortener', 'preview', 1, 0.3333],
    ['store', 'human', 1, 1],
  ])
})

describe('store_funnel', () => {
  const path = ['page_viewed', 'product_viewed', 'product_added', 'checkout_started', 'order_completed']
  const walk = (visitor: string, steps: [step: number, time: string][], more: Some<EventRow> = {}) =>
    steps.map(([step, time]) => event(path[step - 1]!, time, { anonymous_id: visitor, ...more }))
  const visitors = async (rows: Some<EventRow>[]) => (await ask('store_funnel', rows)).slice(1).map(row => row[2])

  test('each step counts those who did it after the one before', async () => {
    const rows = [
      ...walk(
        'all',
        [1, 2, 3, 4, 5].map(step => [step, `0${step}:00:00`]),
      ),
      // At the same moment is after; the same step again does no harm.
      ...walk(
        'at_once',
        [1, 1, 2, 3, 3].map(step => [step, '05:00:00']),
      ),
      // The first product view came before the first page: the second counts.
      ...walk('again', [[2, '01:00:00'], [1, '02:00:00'], [2, '03:00:00']]), // biome-ignore format: as it reads
      // Added before viewed: no third step.
      ...walk('backwards', [[1, '01:00:00'], [3, '02:00:00'], [2, '03:00:00']]), // biome-ignore format: as it reads
      ...walk('no_page', [[2, '01:00:00'], [3, '02:00:00']]), // biome-ignore format: as it reads
      ...walk('skips', [[1, '01:00:00'], [4, '02:00:00'], [5, '03:00:00']]), // biome-ignore format: as it reads
      ...walk(
        'bot',
        [1, 2, 3, 4, 5].map(step => [step, `0${step}:00:00`]),
        { traffic: 'bot' },
      ),
      ...walk('elsewhere', [[1, '01:00:00']], { app: 'shortener' }),
    ]
    expect(await ask('store_funnel', rows)).toEqual([
      ['step', 'name', 'visitors', 'of_previous', 'of_first'],
      [1, 'visited', 5, 1, 1],
      [2, 'product_viewed', 4, 0.8, 0.8],
      [3, 'product_added', 2, 0.5, 0.4],
      [4, 'checkout_started', 1, 0.5, 0.2],
      [5, 'order_completed', 1, 1, 0.2],
    ])
  })

  test('a later chance counts from the earliest moment of the step before', async () => {
    const steps: [number, string][] = [[1, '01:00:00'], [2, '02:00:00'], [3, '03:00:00'], [2, '04:00:00'], [4, '03:30:00']] // biome-ignore format: as it reads
    expect(await visitors(walk('a', steps))).toEqual([1, 1, 1, 1, 0])
  })

  test('five rows even when nobody came', async () => {
    expect((await ask('store_funnel', [])).slice(1)).toEqual([
      [1, 'visited', 0, null, null],
      [2, 'product_viewed', 0, null, null],
      [3, 'product_added', 0, null, null],
      [4, 'checkout_started', 0, null, null],
      [5, 'order_completed', 0, null, null],
    ])
  })
})

test('revenue_by_day', async () => {
  const rows = [
    order('1', '01:00:00', 10.0001),
    order('2', '23:59:58', 10),
    // The same order again, from a page loaded again: also a day later.
    order('2', '23:59:59.999', 10),
    order('2', '0', 10, { occurred_at: at('00:00:00', 16) }),
    order('3', '01:00:00', 5, { currency: 'EUR' }),
    order('4', '01:00:00', 99, { traffic: 'bot' }),
    order('5', '0', 7, { occurred_at: at('00:00:00', 16), app: 'other' }),
    event('order_refunded', '02:00:00', { order_id: '1', currency: 'USD' }),
    event('order_refunded', '02:00:00', { order_id: '3' }),
    event('product_viewed', '03:00:00', { currency: 'GBP', value: 1 }),
  ]
  expect(await ask('revenue_by_day', rows)).toEqual([
    ['day', 'currency', 'orders', 'revenue', 'average_order', 'refunds'],
    ['2026-01-15', '(unknown)', 0, '0.0000', null, 1],
    ['2026-01-15', 'EUR', 1, '5.0000', '5.0000', 0],
    // 20.0001 / 2 = 10.00005, half up
    ['2026-01-15', 'USD', 2, '20.0001', '10.0001', 1],
    ['2026-01-16', 'USD', 1, '7.0000', '7.0000', 0],
  ])
})

test('top_products', async () => {
  const rows = [
    event('product_viewed', '01:00:00', { product_id: 'p', product_name: 'A' }),
    event('product_viewed', '02:00:00', { product_id: 'p', product_name: 'B' }),
    event('product_viewed', '02:00:00', { product_id: 'p' }),
    event('product_added', '02:00:00', { product_id: 'p' }),
    event('product_added', '02:00:00', { product_id: 'q', product_name: 'Q' }),
    event('product_viewed', '02:00:00', { product_id: 'r', traffic: 'bot' }),
    event('product_removed', '02:00:00', { product_id: 'p', product_name: 'C' }),
    event('product_viewed', '02:00:00'),
  ]
  expect(await ask('top_products', rows)).toEqual([
    ['product_id', 'product_name', 'viewed', 'added', 'conversion'],
    ['p', 'B', 3, 1, 0.3333],
    ['q', 'Q', 0, 1, null],
  ])
})

test('search_terms', async () => {
  const rows = [
    event('product_searched', '01:00:00', { search_query: '  Red Shoes ' }),
    event('product_searched', '01:00:00', { search_query: 'red shoes' }),
    event('product_searched', '01:00:00', { search_query: 'ÄPFEL\n' }),
    event('product_viewed', '01:00:00', { search_query: 'none' }),
  ]
  expect(await ask('search_terms', rows)).toEqual([
    ['term', 'searches', 'visitors'],
    ['red shoes', 2, 1],
    ['äpfel', 1, 1],
  ])
})

test('active_visitors', async () => {
  const rows = [
    event('page_viewed', '01:00:00', { anonymous_id: 'a' }),
    event('page_viewed', '02:00:00', { anonymous_id: 'a', user_id: 'u' }),
    event('custom_thing', '02:00:00', { anonymous_id: null, user_id: 'u' }),
    event('page_viewed', '02:00:00', { anonymous_id: 'b', traffic: 'bot' }),
    click('x', '23:00:00'),
    event('page_viewed', '0', { occurred_at: at('00:00:00', 16) }),
  ]
  expect(await ask('active_visitors', rows)).toEqual([
    ['day', 'app', 'visitors', 'users', 'events'],
    ['2026-01-15', 'shortener', 1, 0, 1],
    ['2026-01-15', 'store', 2, 1, 3],
    ['2026-01-16', 'store', 1, 0, 1],
  ])
})

describe('campaigns', () => {
  const touch = (utm_campaign: string, time: string, more: Some<EventRow> = {}) =>
    event('page_viewed', time, { utm_source: 's', utm_medium: 'm', utm_campaign, ...more })
  const of = async (rows: Some<EventRow>[], given = PERIOD as Record<string, string>) =>
    (await ask('campaigns', rows, given)).slice(1).map(([, , campaign, ...rest]) => [campaign, ...rest])

  test('an order belongs to its visitor’s last touch at or before it', async () => {
    const rows = [
      touch('early', '01:00:00'),
      touch('last', '02:00:00'),
      touch('later', '04:00:00'),
      order('1', '03:00:00', 10),
      touch('at_once', '05:00:00', { anonymous_id: 'bob' }),
      order('2', '05:00:00', 20, { anonymous_id: 'bob' }),
      order('3', '01:00:00', 40, { anonymous_id: 'cat', utm_campaign: 'own' }),
      order('4', '01:00:00', 80, { anonymous_id: 'dan' }),
      touch('later', '02:00:00', { anonymous_id: 'dan' }),
      touch('elsewhere', '02:00:00', { app: 'shortener' }),
      touch('bots', '02:00:00', { traffic: 'bot' }),
    ]
    expect(await ask('campaigns', rows)).toEqual([
      ['utm_source', 'utm_medium', 'utm_campaign', 'visitors', 'orders', 'revenue'],
      ['s', 'm', 'later', 2, 0, '0.0000'],
      ['s', 'm', 'at_once', 1, 1, '20.0000'],
      ['s', 'm', 'early', 1, 0, '0.0000'],
      ['s', 'm', 'last', 1, 1, '10.0000'],
      ['(none)', '(none)', 'own', 1, 1, '40.0000'],
    ])
  })

  test('of two touches at once the greater event_id is the last', async () => {
    const rows = [
      touch('greater', '01:00:00', { event_id: 'y' }),
      touch('smaller', '01:00:00', { event_id: 'x' }),
      order('1', '01:00:00', 10, { event_id: 'a', utm_campaign: 'own' }),
    ]
    expect(await of(rows)).toEqual([
      ['greater', 1, 1, '10.0000'],
      ['own', 1, 0, '0.0000'],
      ['smaller', 1, 0, '0.0000'],
    ])
  })

  test('the same order twice is one; revenue is of one currency', async () => {
    const rows = [
      touch('c', '01:00:00'),
      order('1', '02:00:00', 10),
      order('1', '02:00:01', 10),
      order('2', '03:00:00', 7, { currency: 'EUR' }),
    ]
    expect(await of(rows)).toEqual([['c', 1, 2, '10.0000']])
    expect(await of(rows, { ...PERIOD, currency: 'EUR' })).toEqual([['c', 1, 2, '7.0000']])
    expect(await of(rows, { ...PERIOD, currency: 'GBP' })).toEqual([['c', 1, 2, '0.0000']])
  })
})

describe('link_to_order', () => {
  const of = async (rows: Some<EventRow>[], given = PERIOD as Record<string, string>) =>
    (await ask('link_to_order', rows, given)).slice(1)

  test('visits and orders within 24 hours of a click, to the millisecond', async () => {
    const rows = [
      click('in', '12:00:00', { anonymous_id: 'in' }),
      event('page_viewed', '0', { anonymous_id: 'in', occurred_at: at('12:00:00', 16) }),
      order('1', '0', 10, { anonymous_id: 'in', occurred_at: at('12:00:00', 16) }),
      click('out', '12:00:00', { anonymous_id: 'out' }),
      event('page_viewed', '0', { anonymous_id: 'out', occurred_at: at('12:00:00.001', 16) }),
      order('2', '0', 10, { anonymous_id: 'out', occurred_at: at('12:00:00.001', 16) }),
      click('at_once', '12:00:00', { anonymous_id: 'now' }),
      event('page_viewed', '12:00:00', { anonymous_id: 'now' }),
      order('3', '12:00:00', 10, { anonymous_id: 'now' }),
      click('before', '12:00:00', { anonymous_id: 'before' }),
      event('page_viewed', '11:59:59.999', { anonymous_id: 'before' }),
      order('4', '11:59:59.999', 10, { anonymous_id: 'before' }),
    ]
    expect(await ask('link_to_order', rows)).toEqual([
      ['short_code', 'clicks', 'visits', 'orders', 'revenue'],
      ['at_once', 1, 1, 1, '10.0000'],
      ['in', 1, 1, 1, '10.0000'],
      ['before', 1, 0, 0, '0.0000'],
      ['out', 1, 0, 0, '0.0000'],
    ])
  })

  test('a visit counts for every link clicked before it, an order for the last only', async () => {
    const rows = [
      click('a', '01:00:00'),
      click('a', '01:30:00'),
      click('b', '02:00:00'),
      event('page_viewed', '03:00:00'),
      order('1', '04:00:00', 10),
      order('1', '04:00:01', 1),
      click('a', '05:00:00'),
      order('2', '06:00:00', 5, { currency: 'EUR' }),
    ]
    expect(await of(rows)).toEqual([
      ['a', 3, 1, 1, '0.0000'],
      ['b', 1, 1, 1, '10.0000'],
    ])
    expect(await of(rows, { ...PERIOD, currency: 'EUR', limit: '1' })).toEqual([['a', 3, 1, 1, '5.0000']])
  })

  test('of two clicks at once the greater event_id is the last', async () => {
    const rows = [
      click('greater', '01:00:00', { event_id: 'y' }),
      click('smaller', '01:00:00', { event_id: 'x' }),
      order('1', '01:00:00', 10, { event_id: 'a' }),
    ]
    expect(await of(rows)).toEqual([
      ['greater', 1, 0, 1, '10.0000'],
      ['smaller', 1, 0, 0, '0.0000'],
    ])
  })

  test('people only, clicks of the shortener, orders and visits of the store', async () => {
    const rows = [
      click('a', '01:00:00', { traffic: 'bot' }),
      click('b', '01:00:00', { app: 'store' }),
      click('c', '01:00:00'),
      event('page_viewed', '02:00:00', { app: 'shortener' }),
      order('1', '02:00:00', 10, { app: 'other' }),
      order('2', '02:00:00', 10, { anonymous_id: 'nobody' }),
    ]
    expect(await of(rows)).toEqual([['c', 1, 0, 0, '0.0000']])
  })
})

test('freshness', async () => {
  const rows = [
    event('page_viewed', '01:00:00'),
    event('page_viewed', '02:00:00', { received_at: at('03:00:00') }),
    event('page_viewed', '02:00:00', { received_at: at('03:00:00.001') }),
    click('a', '23:00:00', { traffic: 'bot' }),
    event('page_viewed', '0', { occurred_at: at('00:00:00', 17) }),
  ]
  expect(await ask('freshness', rows)).toEqual([
    ['app', 'last_received_at', 'last_occurred_at', 'events', 'late_events'],
    ['shortener', at('23:00:00.000'), at('23:00:00.000'), 1, 0],
    ['store', at('03:00:00.001'), at('02:00:00.000'), 3, 1],
  ])
})

test('rejected_by_reason', async () => {
  await using lake = new TestLake()
  const received_at = at('01:00:00')
  await lake.addRejected([
    { received_at, app: 'store', reason_code: 'missing', field: 'page_url' },
    { received_at, app: 'store', reason_code: 'missing', field: 'page_url' },
    { received_at, reason_code: 'not_json' },
    { received_at, app: 'store', reason_code: 'malformed', field: 'currency' },
    { received_at: at('00:00:00', 17), app: 'store' },
  ])
  expect(await askLake(lake, 'rejected_by_reason', PERIOD)).toEqual([
    ['app', 'reason_code', 'field', 'rejected'],
    ['store', 'missing', 'page_url', 2],
    ['(unknown)', 'not_json', '(none)', 1],
    ['store', 'malformed', 'currency', 1],
  ])
})

describe('a visitor is the person: its own user_id, else the user its anonymous_id turned out to be', () => {
  const who = [
    someIdentity('phone', 'u'),
    someIdentity('desk', 'u'),
    someIdentity('desk', 'old', { is_current: false }),
    someIdentity('ann', 'm', { app: 'shortener' }),
    someIdentity('bob', 'm', { app: 'shortener' }),
  ]

  test('of each app by itself', async () => {
    const rows = [
      event('product_searched', '01:00:00', { anonymous_id: 'phone', search_query: 'x' }),
      event('product_searched', '02:00:00', { anonymous_id: 'desk', search_query: 'x' }),
      event('product_searched', '03:00:00', { anonymous_id: 'desk', user_id: 'v', search_query: 'x' }),
      event('product_searched', '03:00:00', { anonymous_id: 'bob', search_query: 'x' }),
      click('a', '01:00:00'),
      click('a', '02:00:00', { anonymous_id: 'bob' }),
      click('a', '02:00:00', { anonymous_id: 'desk' }),
    ]
    expect((await ask('search_terms', rows, PERIOD, who)).slice(1)).toEqual([['x', 4, 3]])
    expect((await ask('active_visitors', rows, PERIOD, who)).slice(1)).toEqual([
      ['2026-01-15', 'shortener', 2, 1, 3],
      ['2026-01-15', 'store', 3, 2, 4],
    ])
    expect((await ask('top_links', rows, PERIOD, who)).slice(1)).toEqual([['a', 'https://a.example', 3, 2]])
    for (const name of ['click_countries', 'click_devices', 'click_referrers']) {
      const [names, row] = await ask(name, rows, PERIOD, who)
      expect(row![names!.indexOf('visitors')], name).toBe(2)
    }
  })

  test('steps on one device go on on another', async () => {
    const rows = [
      event('page_viewed', '01:00:00', { anonymous_id: 'phone', utm_campaign: 'c' }),
      event('product_viewed', '02:00:00', { anonymous_id: 'desk' }),
      order('1', '03:00:00', 5, { anonymous_id: 'desk' }),
    ]
    expect((await ask('store_funnel', rows, PERIOD, who)).slice(1).map(row => row[2])).toEqual([1, 1, 0, 0, 0])
    expect((await ask('campaigns', rows, PERIOD, who)).slice(1)).toEqual([['(none)', '(none)', 'c', 1, 1, '5.0000']])
  })

  test('from link to order the store knows who clicked; the shortener has users of its own', async () => {
    const rows = [
      click('a', '01:00:00', { anonymous_id: 'phone', user_id: 'm' }),
      event('page_viewed', '02:00:00', { anonymous_id: 'desk' }),
      order('1', '03:00:00', 5, { anonymous_id: 'desk', user_id: 'u' }),
    ]
    expect((await ask('link_to_order', rows, PERIOD, who)).slice(1)).toEqual([['a', 1, 1, 1, '5.0000']])
    expect((await ask('link_to_order', rows)).slice(1)).toEqual([['a', 1, 0, 0, '0.0000']])
  })
})
