import { readEvent } from '@clickstream/events/check'
import { describe, expect, it } from 'vitest'
import { convertMessage } from '../dialects/segment.ts'
import { openCollector } from './collector.ts'

/** The event of a message that is right by the contract, or the reasons why it is not. */
function read(message: object, type: string | null = 'track') {
  const converted = convertMessage({ userId: 'u', messageId: 'm', ...message }, type)
  if (converted.reasons !== undefined) return converted.reasons
  const { event } = converted
  const draft = readEvent(event)
  return Array.isArray(draft) ? draft : (event as Record<string, unknown>)
}

const product = {
  product_id: 507,
  sku: 'G-1',
  name: 'Mug',
  category: 'Kitchen',
  price: 19,
  quantity: 2,
  currency: 'usd',
  variant: 'red',
}
const ours = { product_id: '507', product_name: 'Mug', category: 'Kitchen', price: 19, quantity: 2, currency: 'USD' }
const rest = { sku: 'G-1', variant: 'red' }

describe("the e-commerce spec's events", () => {
  it.each([
    [
      'Products Searched',
      { query: 'blue mug' },
      { event_type: 'product_searched', search_query: 'blue mug', properties: {} },
    ],
    ['Product Viewed', product, { event_type: 'product_viewed', ...ours, properties: rest }],
    ['Product Clicked', product, { event_type: 'product_clicked', ...ours, properties: rest }],
    [
      'Product Added',
      { ...product, cart_id: 8 },
      { event_type: 'product_added', ...ours, cart_id: '8', properties: rest },
    ],
    ['Product Removed', { sku: 'G-1' }, { event_type: 'product_removed', product_id: 'G-1', properties: {} }],
    [
      'Cart Viewed',
      { cart_id: 'c', products: [product] },
      { event_type: 'cart_viewed', cart_id: 'c', items: [product] },
    ],
    [
      'Checkout Started',
      { order_id: 'o', value: 5, checkout_id: 9 },
      { event_type: 'checkout_started', cart_id: '9', order_id: 'o', value: 5 },
    ],
    [
      'Checkout Started',
      { order_id: 'o', revenue: 5 },
      { event_type: 'checkout_started', cart_id: 'o', order_id: 'o', value: 5 },
    ],
    [
      'Order Completed',
      {
        order_id: 50314,
        total: 27.5,
        revenue: 25,
        shipping: 3,
        currency: 'USD',
        checkout_id: 'k',
        products: [product],
        coupon: 'x',
      },
      {
        event_type: 'order_completed',
        order_id: '50314',
        value: 27.5,
        currency: 'USD',
        cart_id: 'k',
        items: [product],
        properties: { revenue: 25, shipping: 3, coupon: 'x' },
      },
    ],
    [
      'order_completed',
      { order_id: 'o', revenue: '25.00', currency: 'EUR' },
      { event_type: 'order_completed', value: '25.00' },
    ],
    ['Order Completed', { order_id: 'o', value: 25, currency: 'EUR' }, { value: 25 }],
    ['Order Refunded', { order_id: 'o' }, { event_type: 'order_refunded', order_id: 'o', properties: {} }],
    ['Recommendation Clicked', product, { event_type: 'recommendation_clicked', ...ours }],
    [
      'Link Clicked',
      { short_code: 'a', destination_url: 'https://x.example' },
      { event_type: 'link_clicked', short_code: 'a' },
    ],
  ])('%s %j', (event, properties, expected) => {
    expect(read({ event, properties })).toMatchObject(expected)
  })

  it('are held to the contract', () => {
    expect(
      read({ event: 'Order Completed', properties: { order_id: 'o', total: 'much', currency: '€' } }),
    ).toMatchObject([
      { field: 'currency', reason_code: 'malformed' },
      { field: 'value', reason_code: 'wrong_type' },
    ])
    expect(read({ event: 'Product Added', properties: { name: 'Mug' } })).toMatchObject([
      { field: 'product_id', reason_code: 'missing' },
    ])
  })
})

describe('other track calls', () => {
  it.each([
    ['Signed Up', 'signed_up'],
    ['signedUp', 'signed_up'],
    ['HTTPServer Started', 'http_server_started'],
    ['  Plan: 50% off!  ', 'plan_50_off'],
    ['Größe gewählt', 'gro_e_gewahlt'],
    ['2FA Enabled', 'event_2_fa_enabled'],
    ['already_snake_case', 'already_snake_case'],
    ['constructor', 'constructor'],
  ])('%s is the custom event %s', (event, event_type) => {
    expect(read({ event })).toMatchObject({ event_type })
  })

  it('keep a property that means something else by one of our names', () => {
    const properties = {
      price: 'free',
      category: { a: 1 },
      quantity: 1.5,
      value: 'high',
      currency: 'points',
      order_id: 7,
    }
    const { order_id, ...own } = properties
    expect(read({ event: 'Plan Chosen', properties })).toMatchObject({ order_id: '7', properties: own })
  })

  it('are rejected without a name that can be one', () => {
    for (const event of [undefined, '', 5, {}, '日本語', 'x'.repeat(65)]) {
      expect(read({ event }), String(event)).toMatchObject([{ field: 'event_type' }])
    }
  })
})

describe('the other calls', () => {
  const page = {
    url: 'https://shop.example/a?b=c',
    path: '/a',
    search: '?b=c',
    title: 'A',
    referrer: 'https://www.example.com/',
  }
  const viewed = { event_type: 'page_viewed', page_url: page.url, page_title: 'A', referrer_url: page.referrer }

  it('page', () => {
    expect(read({ properties: { ...page, width: 3 }, name: 'Home', category: 'Docs' }, 'page')).toMatchObject({
      ...viewed,
      properties: { width: 3, name: 'Home', category: 'Docs' },
    })
    const { context, properties } = read({ properties: page, context: { page } }, 'page') as Record<string, never>
    expect([context, properties]).toEqual([undefined, {}])
    expect(read({ context: { page } }, 'page')).toMatchObject({ ...viewed, properties: {} })
    expect(read({ name: 'Home' }, 'page')).toMatchObject([{ field: 'page_url', reason_code: 'missing' }])
  })

  it('screen', () => {
    expect(read({ name: 'Home', properties: { a: 1 } }, 'screen')).toMatchObject({
      event_type: 'screen_viewed',
      properties: { name: 'Home', a: 1 },
    })
  })

  it('identify, of a user or of one who remains unknown', () => {
    const traits = { email: 'person@shop.example', age: 3 }
    expect(read({ traits, userId: 97980 }, 'identify')).toMatchObject({
      event_type: 'user_identified',
      user_id: '97980',
      properties: traits,
    })
    const unknown = { traits, userId: null, anonymousId: 'a' }
    expect(read(unknown, 'identify')).toMatchObject({
      event_type: 'traits_updated',
      anonymous_id: 'a',
      properties: traits,
    })
  })

  it('group and alias', () => {
    expect(read({ groupId: 'g', traits: { name: 'G' } }, 'group')).toMatchObject({
      event_type: 'group_identified',
      properties: { group_id: 'g', name: 'G' },
    })
    expect(read({ previousId: 'a' }, 'alias')).toMatchObject({
      event_type: 'user_aliased',
      user_id: 'u',
      properties: { previous_id: 'a' },
    })
  })
})

describe('what stands around a call', () => {
  it('becomes fields, and what has no field stays in properties.context', () => {
    const context = {
      ip: '198.51.100.7',
      userAgent: 'Browser/1',
      locale: 'de-CH',
      timezone: 'Europe/Zurich',
      library: { name: 'analytics.js', version: '1' },
      campaign: { name: 'n', source: 's', medium: 'm', term: 't', content: 'c', id: 'i' },
      page: {
        path: '/a',
        search: '?b',
        url: 'https://shop.example/a?b',
        title: 'T',
        referrer: 'https://www.example.com/',
      },
      referrer: { url: 'https://other.example/', type: 'ad' },
      location: { city: 'Zürich', region: 'ZH', country: 'Switzerland' },
      device: { model: 'x' },
      traits: { plan: 'free' },
      groupId: '',
    }
    const message = {
      event: 'X',
      anonymousId: 'a',
      timestamp: '2026-11-23T08:00:00Z',
      sentAt: '2026-11-23T08:00:01Z',
      channel: 'browser',
      integrations: { All: true },
      _metadata: { bundled: [] },
      request_ip: '198.51.100.8:53708',
      context,
    }
    expect(read(message)).toEqual({
      event_id: 'm',
      event_type: 'x',
      user_id: 'u',
      anonymous_id: 'a',
      occurred_at: '2026-11-23T08:00:00Z',
      sent_at: '2026-11-23T08:00:01Z',
      ip: '198.51.100.7',
      user_agent: 'Browser/1',
      language: 'de-CH',
      timezone: 'Europe/Zurich',
      sdk: 'analytics.js',
      sdk_version: '1',
      utm_campaign: 'n',
      utm_source: 's',
      utm_medium: 'm',
      utm_term: 't',
      utm_content: 'c',
      page_url: 'https://shop.example/a?b',
      page_title: 'T',
      referrer_url: 'https://www.example.com/',
      city: 'Zürich',
      region: 'ZH',
      properties: {
        channel: 'browser',
        context: {
          campaign: { id: 'i' },
          referrer: { url: 'https://other.example/', type: 'ad' },
          location: { country: 'Switzerland' },
          device: { model: 'x' },
          traits: { plan: 'free' },
        },
      },
    })
  })

  it('of an export: the time the client said, which is then corrected by ours', () => {
    const message = {
      event: 'X',
      timestamp: '2026-11-23T08:00:00Z',
      originalTimestamp: '2026-11-23T07:00:00Z',
      receivedAt: 'z',
    }
    expect(read(message)).toMatchObject({ occurred_at: '2026-11-23T07:00:00Z', properties: {} })
  })

  it('must be what it is meant to be', () => {
    expect(read({ event: 'X', properties: [], context: 'c' })).toMatchObject([
      { field: 'properties' },
      { field: 'context' },
    ])
    expect(read({ traits: 'x' }, 'identify')).toMatchObject([{ field: 'traits', reason_code: 'wrong_type' }])
    expect(read({ type: 'delete' }, null)).toMatchObject([
      { field: 'type', reason: expect.stringMatching(/^type: expected one of track, page.*"delete"$/) },
    ])
  })
})

describe('a request of its', () => {
  it('batch: each message for itself, with the context they share', async () => {
    const { send, stream } = openCollector()
    const batch = [
      { type: 'track', event: 'X', userId: 1, messageId: 'a', context: { locale: 'fr' } },
      { type: 'nonsense', messageId: 'b' },
      7,
      { type: 'identify', userId: 'u', messageId: 'c' },
    ]
    const body = {
      batch,
      context: { timezone: 'UTC', locale: 'de' },
      sentAt: '2026-11-23T08:00:01Z',
      writeKey: 'store',
    }
    const { status, body: answer } = await send('/v1/import', { body })
    expect([status, answer.success, answer.accepted]).toEqual([200, true, 2])
    expect(answer.rejected).toMatchObject([
      { index: 1, event_id: 'b' },
      { index: 2, event_id: null },
    ])
    expect(stream.events).toMatchObject([
      {
        app: 'store',
        dialect: 'segment',
        sent_at: '2026-11-23T08:00:01Z',
        event: { event_id: 'a', user_id: '1', language: 'fr', timezone: 'UTC' },
      },
      { event: { event_id: 'c', language: 'de' } },
    ])
    expect(stream.rejected.map(({ rejected }) => rejected.payload)).toEqual([JSON.stringify(batch[1]), '7'])
  })

  it('batch: a message whose name is no text, not even by String(), is rejected, and the others are kept', async () => {
    const { send, stream } = openCollector()
    const names = [{ toString: 1, valueOf: 1 }, [], 1, true, 'Clicked']
    const batch = names.map(event => ({ type: 'track', event, userId: 'u', properties: { price: 1 } }))
    const { status, body } = await send('/v1/batch', { body: { batch } })
    expect([status, body.accepted]).toEqual([200, stream.events.length])
    expect(stream.events.map(({ event }) => event.event_type)).toContain('clicked')
    expect(body.rejected[0]).toMatchObject({ index: 0, reasons: [{ field: 'event_type', reason_code: 'wrong_type' }] })
  })

  it("path: its word goes before the message's, and its letter is enough", async () => {
    const { send, stream } = openCollector()
    const paths = {
      t: 'x',
      p: 'page_viewed',
      s: 'screen_viewed',
      i: 'user_identified',
      g: 'group_identified',
      a: 'user_aliased',
    }
    for (const path of Object.keys(paths)) {
      const body = { type: 'track', event: 'X', userId: 'u', context: { page: { url: 'https://a.example/' } } }
      expect((await send(`/v1/${path}`, { body })).body).toMatchObject({
        success: true,
        event_ids: [expect.any(String)],
      })
    }
    expect(stream.events.map(({ event }) => event.event_type)).toEqual(Object.values(paths))
  })

  it("server library: the connection is the server's, not the visitor's", async () => {
    const { send, stream } = openCollector()
    const headers = { 'user-agent': 'analytics-node-next/latest', 'accept-language': 'en' }
    const names = [
      '@segment/analytics-node',
      'analytics-python',
      'analytics-ruby',
      '@rudderstack/rudder-sdk-node',
      'Analytics.NET',
    ]
    const batch = [...names, 'analytics.js', 'analytics-android', 'analytics-react-native', undefined].map(name => ({
      type: 'track',
      event: 'X',
      userId: 'u',
      context: { library: { name } },
    }))
    await send('/v1/batch', { body: { batch }, headers })
    const known = stream.events.map(envelope => [envelope.ip, envelope.user_agent, envelope.language])
    expect(known.slice(0, 5)).toEqual(names.map(() => [undefined, undefined, undefined]))
    expect(known.slice(5)).toEqual(Array.from({ length: 4 }, () => ['127.0.0.1', 'analytics-node-next/latest', 'en']))
  })
})
