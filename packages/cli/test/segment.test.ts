// Segment's own client for servers, through a running pipeline: every field it sent is found again by SQL.

import { toObjects } from '@clickstream/query/format'
import { Analytics } from '@segment/analytics-node'
import { expect, test } from 'vitest'
import { withEngine } from '../engine.ts'
import { readSettings } from '../settings.ts'
import { makeFolder, start } from './run.ts'

const AGENT =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1'

test('track, page and identify of @segment/analytics-node arrive field by field', async () => {
  const data = makeFolder()
  const dev = start(['dev', '--port', '0', '--data', data], { WRITE_KEYS: 'shop:key-of-the-shop' })
  const [, url] = await dev.said(/Status page +(http:\S+)\//)
  const before = Date.now()
  const analytics = new Analytics({ writeKey: 'key-of-the-shop', host: url!, maxRetries: 0 })
  const failures: unknown[] = []
  analytics.on('error', error => failures.push(error))
  const happened = new Date('2026-11-01T10:20:30.456Z')
  analytics.track({
    userId: 'user-7',
    anonymousId: 'anon-7',
    event: 'Order Completed',
    timestamp: happened,
    messageId: 'message-1',
    properties: {
      order_id: 'order-9',
      total: 1234.5,
      currency: 'EUR',
      checkout_id: 'cart-3',
      coupon: 'SPRING',
      products: [{ product_id: 'p-1', quantity: 2, price: 600 }],
    },
    context: {
      ip: '8.8.8.8',
      userAgent: AGENT,
      locale: 'de-CH',
      timezone: 'Europe/Zurich',
      page: {
        url: 'https://www.shop.example/thanks?utm_term=socks',
        title: 'Thanks – Shop',
        referrer: 'https://www.google.com/search',
        path: '/thanks',
        search: '?utm_term=socks',
      },
      campaign: { source: 'news', medium: 'email', name: 'spring', content: 'footer' },
      location: { city: 'Zürich', region: 'ZH' },
    },
  })
  analytics.page({
    anonymousId: 'anon-7',
    name: 'Home',
    messageId: 'message-2',
    properties: { url: 'https://www.shop.example/', title: 'Shop', section: 'front' },
  })
  analytics.identify({ userId: 'user-7', messageId: 'message-3', traits: { plan: 'gold', logins: 5 } })
  await analytics.closeAndFlush()
  expect(failures).toEqual([])
  dev.kill('SIGTERM')
  expect((await dev.ended).code).toBe(0)

  const settings = readSettings({ data }, {})
  const [order, page, person] = await withEngine(settings, async engine =>
    toObjects(await engine.run('select * from events order by event_id', [])),
  )
  const { version } = await import('@segment/analytics-node/package.json', { with: { type: 'json' } }).then(
    m => m.default,
  )
  expect(order).toMatchObject({
    event_id: 'message-1',
    event_type: 'order_completed',
    app: 'shop',
    time_source: 'corrected',
    anonymous_id: 'anon-7',
    user_id: 'user-7',
    page_url: 'https://www.shop.example/thanks?utm_term=socks',
    page_host: 'shop.example',
    page_path: '/thanks',
    page_title: 'Thanks – Shop',
    referrer_url: 'https://www.google.com/search',
    referrer_host: 'google.com',
    channel: 'email',
    utm_source: 'news',
    utm_medium: 'email',
    utm_campaign: 'spring',
    utm_content: 'footer',
    utm_term: 'socks',
    user_agent: AGENT,
    device_type: 'mobile',
    os: 'iOS',
    browser: 'Safari',
    browser_version: '18',
    traffic: 'human',
    country: 'US',
    region: 'ZH',
    city: 'Zürich',
    timezone: 'Europe/Zurich',
    language: 'de-CH',
    currency: 'EUR',
    value: '1234.5000',
    cart_id: 'cart-3',
    order_id: 'order-9',
    items: '[{"product_id":"p-1","quantity":2,"price":600}]',
    properties: '{"coupon":"SPRING"}',
    dialect: 'segment',
    sdk: '@segment/analytics-node',
    sdk_version: version,
  })
  // The client's clock and ours are one here: the correction leaves the event at its time, but for the way it took.
  const off = Date.parse(String(order!.occurred_at)) - happened.getTime()
  expect(off).toBeGreaterThanOrEqual(0)
  expect(off).toBeLessThan(Date.now() - before)
  expect(page).toMatchObject({
    event_id: 'message-2',
    event_type: 'page_viewed',
    anonymous_id: 'anon-7',
    user_id: null,
    page_url: 'https://www.shop.example/',
    page_title: 'Shop',
  })
  expect(JSON.parse(String(page!.properties))).toEqual({ name: 'Home', section: 'front' })
  expect(person).toMatchObject({ event_id: 'message-3', event_type: 'user_identified', user_id: 'user-7' })
  expect(JSON.parse(String(person!.properties))).toEqual({ plan: 'gold', logins: 5 })
})
