// Segment's own SDKs against a listening collector.
import { createRequire } from 'node:module'
import { Analytics } from '@segment/analytics-node'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { parseKeys } from '../keys.ts'
import { openWindow } from './browser.ts'
import { serveCollector } from './collector.ts'

let collector: Awaited<ReturnType<typeof serveCollector>>
beforeEach(async () => {
  collector = await serveCollector({ keys: parseKeys('store:a-write-key') })
})
afterEach(() => collector.close())

describe('@segment/analytics-node', () => {
  const timestamp = new Date('2026-11-23T08:00:00Z')
  const context = {
    ip: '198.51.100.7',
    userAgent: 'Browser/1',
    locale: 'de-CH',
    timezone: 'Europe/Zurich',
    campaign: { name: 'bf', source: 'news', medium: 'email' },
    page: { url: 'https://shop.example/mug', title: 'Mug', referrer: 'https://www.example.com/' },
  }
  const common = { userId: 'u', anonymousId: 'a', timestamp, context }

  it('has each call accepted in one request, and every field arrives', async () => {
    const analytics = new Analytics({ writeKey: 'a-write-key', host: collector.url, flushAt: 10, maxRetries: 0 })
    const failures: unknown[] = []
    analytics.on('error', error => failures.push(error))
    analytics.track({
      ...common,
      event: 'Order Completed',
      properties: { order_id: 'o', total: 27.5, currency: 'EUR', products: [{ sku: 's' }], coupon: 'x' },
    })
    analytics.page({ ...common, name: 'Mug', category: 'Shop', properties: { width: 3 } })
    analytics.identify({ ...common, traits: { plan: 'free' } })
    analytics.group({ ...common, groupId: 'g', traits: { name: 'G' } })
    analytics.alias({ userId: 'u', previousId: 'a' })
    analytics.screen({ ...common, name: 'Home' })
    await analytics.closeAndFlush()
    expect(failures).toEqual([])
    expect(collector.stream.puts).toEqual([6])
    const seen = {
      event_id: expect.stringMatching(/^node-next-/),
      occurred_at: timestamp.toISOString(),
      user_id: 'u',
      anonymous_id: 'a',
      ip: '198.51.100.7',
      user_agent: 'Browser/1',
      language: 'de-CH',
      timezone: 'Europe/Zurich',
      utm_campaign: 'bf',
      utm_source: 'news',
      utm_medium: 'email',
      page_url: 'https://shop.example/mug',
      page_title: 'Mug',
      referrer_url: 'https://www.example.com/',
      sdk: '@segment/analytics-node',
      sdk_version: '3.1.0',
    }
    const events = collector.stream.events.map(({ event }) => event)
    expect(events.sort((a, b) => String(a.event_type).localeCompare(String(b.event_type)))).toEqual([
      { ...seen, event_type: 'group_identified', properties: { group_id: 'g', name: 'G' } },
      {
        ...seen,
        event_type: 'order_completed',
        order_id: 'o',
        value: 27.5,
        currency: 'EUR',
        items: [{ sku: 's' }],
        properties: { coupon: 'x' },
      },
      { ...seen, event_type: 'page_viewed', properties: { name: 'Mug', category: 'Shop', width: 3 } },
      { ...seen, event_type: 'screen_viewed', properties: { name: 'Home' } },
      {
        event_id: seen.event_id,
        event_type: 'user_aliased',
        occurred_at: expect.any(String),
        user_id: 'u',
        sdk: seen.sdk,
        sdk_version: seen.sdk_version,
        properties: { previous_id: 'a' },
      },
      { ...seen, event_type: 'user_identified', properties: { plan: 'free' } },
    ])
    for (const envelope of collector.stream.events) {
      expect(envelope).toMatchObject({
        app: 'store',
        dialect: 'segment',
        sent_at: expect.stringMatching(/^20\d\d-.*Z$/),
      })
      expect(envelope).not.toHaveProperty('user_agent')
      expect(envelope).not.toHaveProperty('ip')
    }
  })

  it('is told of a wrong key, and does not try again', async () => {
    const analytics = new Analytics({ writeKey: 'wrong', host: collector.url, maxRetries: 3 })
    const statuses: unknown[] = []
    analytics.on('http_response', ({ status }) => statuses.push(status))
    analytics.track({ userId: 'u', event: 'X' })
    await analytics.closeAndFlush()
    expect(statuses).toEqual([401])
    expect(collector.stream.records).toEqual([])
  })

  it('tries again after 503, and its events are then kept once', async () => {
    let failures = 1
    collector.stream.beforePut = () => {
      if (failures-- > 0) throw new Error('disk full')
    }
    const analytics = new Analytics({ writeKey: 'a-write-key', host: collector.url, maxRetries: 3 })
    analytics.track({ userId: 'u', event: 'X' })
    await analytics.closeAndFlush()
    expect(collector.stream.events).toHaveLength(1)
  })
})

describe('@segment/analytics-next in a page', () => {
  it.each([
    ['one by one', undefined],
    ['in batches', { strategy: 'batching', config: { size: 6, timeout: 100 } }],
  ])('sends %s', async (_, deliveryStrategy) => {
    const close = openWindow('https://shop.example/mug?utm_source=news&utm_medium=email&utm_campaign=bf')
    try {
      const { AnalyticsBrowser } = createRequire(import.meta.url)('@segment/analytics-next')
      const cdnSettings = { integrations: { 'Segment.io': { apiKey: 'a-write-key' } } }
      const settings = { apiHost: `127.0.0.1:${collector.port}/v1`, protocol: 'http', deliveryStrategy }
      const [analytics] = await AnalyticsBrowser.load(
        { writeKey: 'a-write-key', cdnSettings },
        { integrations: { 'Segment.io': settings } },
      )
      await analytics.track('Product Added', {
        product_id: 7,
        name: 'Mug',
        price: 19,
        currency: 'EUR',
        quantity: 1,
        cart_id: 'c',
      })
      await analytics.page('Shop', 'Mug', { width: 3 })
      await analytics.identify('u', { plan: 'free' })
      await analytics.group('g', { name: 'G' })
      await analytics.alias('u2')
      await analytics.screen('Home')
      await expect.poll(() => collector.stream.records.length).toBe(6)
    } finally {
      close()
    }
    expect(collector.stream.rejected).toEqual([])
    const seen = {
      event_id: expect.stringMatching(/^ajs-next-/),
      occurred_at: expect.any(String),
      anonymous_id: expect.any(String),
      user_agent: 'Browser/1',
      language: 'de-CH',
      timezone: expect.any(String),
      utm_campaign: 'bf',
      utm_source: 'news',
      utm_medium: 'email',
      page_url: 'https://shop.example/mug?utm_source=news&utm_medium=email&utm_campaign=bf',
      page_title: 'Mug',
      referrer_url: 'https://www.example.com/',
      sdk: 'analytics.js',
      sdk_version: 'npm:next-1.84.3',
    }
    const events = collector.stream.events.map(({ event: { sent_at, ...event }, ...envelope }) => {
      expect(sent_at ?? envelope.sent_at).toMatch(/^20\d\d-.*Z$/)
      return event
    })
    const user = { user_id: 'u' }
    expect(events.sort((a, b) => String(a.event_type).localeCompare(String(b.event_type)))).toEqual([
      { ...seen, ...user, event_type: 'group_identified', properties: { group_id: 'g', name: 'G' } },
      { ...seen, event_type: 'page_viewed', properties: { name: 'Mug', category: 'Shop', width: 3 } },
      {
        ...seen,
        event_type: 'product_added',
        product_id: '7',
        product_name: 'Mug',
        price: 19,
        currency: 'EUR',
        quantity: 1,
        cart_id: 'c',
        properties: {},
      },
      { ...seen, ...user, event_type: 'screen_viewed', properties: { name: 'Home' } },
      { ...seen, ...user, event_type: 'user_aliased', user_id: expect.any(String), properties: { previous_id: 'u' } },
      { ...seen, ...user, event_type: 'user_identified', properties: { plan: 'free' } },
    ])
    for (const envelope of collector.stream.events) expect(envelope).toMatchObject({ app: 'store', ip: '127.0.0.1' })
  })
})
