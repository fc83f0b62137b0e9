import { describe, expect, it } from 'vitest'
import { parseKeys } from '../keys.ts'
import { makeEvent, NOW, openCollector } from './collector.ts'

describe('POST /v1/events', () => {
  it('keeps one event, with what only the collector sees', async () => {
    const { send, stream } = openCollector()
    const event = makeEvent({ properties: { colour: 'blue' }, unknown: 1 })
    const headers = {
      'user-agent': 'Browser/1',
      'accept-language': 'de-CH, de;q=0.9',
      referer: 'https://shop.example/a',
    }
    const { status, body } = await send('/v1/events', { body: event, headers })
    expect({ status, body }).toEqual({ status: 200, body: { success: true, accepted: 1, rejected: [] } })
    expect(stream.envelopes).toEqual([
      {
        received_at: NOW,
        dialect: 'events',
        ip: '127.0.0.1',
        user_agent: 'Browser/1',
        language: 'de-CH',
        page_url: 'https://shop.example/a',
        event,
      },
    ])
    expect(stream.records[0]!.partition_key).toBe('v-1')
  })

  it.each(['application/json', 'text/plain;charset=UTF-8', undefined])('takes content type %s', async type => {
    const { send } = openCollector()
    const headers = type === undefined ? {} : { 'content-type': type }
    expect(
      (await send('/v1/events', { body: new TextEncoder().encode(JSON.stringify(makeEvent())), headers })).status,
    ).toBe(200)
  })

  it('keeps a batch in one put, in order, with its sent_at', async () => {
    const { send, stream } = openCollector()
    const events = Array.from({ length: 500 }, (_, i) => makeEvent({ event_id: `e-${i}` }))
    const { body } = await send('/v1/events', { body: { events, sent_at: '2026-11-23T07:59:59Z' } })
    expect(body).toEqual({ success: true, accepted: 500, rejected: [] })
    expect(stream.puts).toEqual([500])
    expect(stream.events.map(({ event }) => event.event_id)).toEqual(events.map(event => event.event_id))
    expect(stream.events[0]!.sent_at).toBe('2026-11-23T07:59:59Z')
  })

  it('makes ids where there are none, and tells them', async () => {
    const { send, stream } = openCollector()
    const events = [
      makeEvent({ event_id: undefined }),
      makeEvent(),
      makeEvent({ event_id: '' }),
      makeEvent({ cart_id: 1 }),
    ]
    const { body } = await send('/v1/events', { body: { events } })
    expect(body.event_ids).toEqual(['made-1', 'e-1', 'made-2', null])
    expect(stream.events.map(({ event }) => event.event_id)).toEqual(['made-1', 'e-1', 'made-2'])
  })

  it('rejects the bad ones of a batch, with reasons and as they came, and keeps the others', async () => {
    const { send, stream } = openCollector()
    const bad =
      '{ "event_id":"e-2", "event_type" : "Bad Name", "price": 1e999, "price": "x", "anonymous_id":"v" , "app":"store"}'
    const body = `{"events": [${JSON.stringify(makeEvent())}, ${bad} ,null]}`
    const answer = await send('/v1/events', { body })
    expect(answer.status).toBe(200)
    expect(answer.body.accepted).toBe(1)
    expect(answer.body.rejected).toMatchObject([
      { index: 1, event_id: 'e-2', reasons: [{ field: 'event_type' }, { field: 'price' }] },
      {
        index: 2,
        event_id: null,
        reasons: [{ reason_code: 'wrong_type', reason: 'event: expected a JSON object, got null' }],
      },
    ])
    expect(stream.puts).toEqual([3])
    expect(stream.rejected[0]).toMatchObject({
      received_at: NOW,
      app: 'store',
      dialect: 'events',
      rejected: { event_id: 'e-2', reason_code: 'malformed', field: 'event_type', payload: bad },
    })
    expect(stream.rejected[0]!.rejected.reason).toMatch(/^event_type: .*; price: expected a finite number, got "x"$/)
    expect(stream.rejected[1]!.rejected.payload).toBe('null')
  })

  it('answers 400 when all were rejected, and keeps them', async () => {
    const { send, stream } = openCollector()
    const { status, body } = await send('/v1/events', { body: { events: [{}, { app: 'store' }] } })
    expect(status).toBe(400)
    expect(body).toMatchObject({ success: false, accepted: 0, rejected: [{ index: 0 }, { index: 1 }] })
    expect(body.error).toMatch(
      /^all 2 events were rejected; the first: event_id|^all 2 events were rejected; the first: event_type/,
    )
    expect(stream.rejected).toHaveLength(2)
  })

  it('keeps broken JSON as rejected and says where it breaks', async () => {
    const { send, stream } = openCollector()
    const { status, body } = await send('/v1/events', { body: '{"event_id": "e-1",\n "price": }' })
    expect(status).toBe(400)
    expect(body.error).toMatch(/^body: expected JSON, got Unexpected token '}'.*line 2 column 11/s)
    expect(stream.rejected[0]!.rejected).toMatchObject({
      reason_code: 'not_json',
      payload: '{"event_id": "e-1",\n "price": }',
    })
    const cut = await send('/v1/events', { body: '{"event_id": "e-1' })
    expect(cut.body.error).toMatch(/position 17/)
  })

  it('takes an event of its own field `events`, and refuses a batch that is none', async () => {
    const { send, stream } = openCollector()
    expect((await send('/v1/events', { body: makeEvent({ events: 'two' }) })).status).toBe(200)
    const { status, body } = await send('/v1/events', { body: { events: { 0: makeEvent() } } })
    expect(status).toBe(400)
    expect(body.error).toBe('events: expected an array of events, got an object')
    expect(stream.rejected).toHaveLength(1)
  })

  it('rejects what has a wrong sent_at, but not what has its own', async () => {
    const { send, stream } = openCollector()
    const events = [makeEvent(), makeEvent({ event_id: 'e-2', sent_at: NOW })]
    const { body } = await send('/v1/events', { body: { events, sent_at: 'yesterday' } })
    expect(body).toMatchObject({
      accepted: 1,
      rejected: [{ index: 0, reasons: [{ field: 'sent_at', reason_code: 'malformed' }] }],
    })
    expect(stream.events[0]).not.toHaveProperty('sent_at')
  })

  it('gives a page view that names no page the Referer', async () => {
    const { send, stream } = openCollector()
    const view = makeEvent({ event_type: 'page_viewed' })
    expect((await send('/v1/events', { body: view })).status).toBe(400)
    const headers = { referer: 'https://shop.example/' }
    expect((await send('/v1/events', { body: view, headers })).status).toBe(200)
    await send('/v1/events', { body: { ...view, page_url: 'https://shop.example/own' }, headers })
    expect(stream.events.map(({ event }) => event.page_url)).toEqual([
      'https://shop.example/',
      'https://shop.example/own',
    ])
  })
})

describe('limits', () => {
  it('refuses empty bodies, empty batches and more than 500 events', async () => {
    const { send, stream } = openCollector()
    expect(await send('/v1/events', { body: '' })).toMatchObject({
      status: 400,
      body: { error: 'body: expected JSON, got nothing' },
    })
    expect(await send('/v1/events', { body: ' \n' })).toMatchObject({ status: 400 })
    expect(await send('/v1/events', { body: { events: [] } })).toMatchObject({
      status: 400,
      body: { error: /got none$/ as never },
    })
    const events = Array.from({ length: 501 }, () => makeEvent())
    const { status, body } = await send('/v1/events', { body: { events } })
    expect({ status, body }).toEqual({
      status: 413,
      body: { success: false, error: 'events: expected at most 500 a request, got 501' },
    })
    expect(stream.records).toEqual([])
  })

  it('refuses more than 5 MiB, whether the head says so or not', async () => {
    const { send, stream } = openCollector()
    const body = Buffer.alloc(5 * 1024 * 1024 + 1, ' ')
    expect((await send('/v1/events', { body })).status).toBe(413)
    expect((await send('/v1/events', { body, headers: { 'content-length': String(body.length) } })).status).toBe(413)
    const most = Buffer.concat([Buffer.from(JSON.stringify(makeEvent())), body]).subarray(0, body.length - 1)
    expect((await send('/v1/events', { body: most })).status).toBe(200)
    expect(stream.records).toHaveLength(1)
  })

  it('rejects an event above 1 MiB, whole, and takes the others', async () => {
    const { send, stream } = openCollector()
    const large = makeEvent({ event_id: 'large', properties: { text: '€'.repeat(400_000) } })
    const { status, body } = await send('/v1/events', { body: { events: [makeEvent(), large, makeEvent()] } })
    expect(status).toBe(200)
    expect(body.accepted).toBe(2)
    expect(body.rejected).toMatchObject([{ index: 1, event_id: 'large', reasons: [{ reason_code: 'too_large' }] }])
    const parts = stream.rejected.map(({ rejected }) => rejected.payload)
    expect(parts.length).toBeGreaterThan(1)
    expect(parts.join('')).toBe(JSON.stringify(large))
    const keys = stream.records.slice(2).map(record => record.partition_key)
    expect(new Set(keys)).toEqual(new Set(['large']))
  })

  it('never makes a record the stream would refuse', async () => {
    const { send, stream } = openCollector()
    // Null is no value, and its name can be as long as the event; controls are written as six characters.
    const wide = makeEvent({ [`\u0001`.repeat(170_000)]: null, page_title: null })
    const { body } = await send('/v1/events', { body: { events: [wide] } })
    expect(body.accepted + body.rejected.length).toBe(1)
    expect(stream.records.every(({ data }) => data.length < 1024 * 1024)).toBe(true)
  })
})

describe('GET /v1/pixel.gif', () => {
  it('keeps the query as an event and answers with one transparent pixel', async () => {
    const { send, stream } = openCollector()
    const query = new URLSearchParams({
      app: 'store',
      event_type: 'order_completed',
      anonymous_id: 'v-1',
      order_id: 'o-1',
      value: '12.50',
      currency: 'EUR',
      occurred_at: String(NOW - 1000),
      items: '[{"product_id":"p"}]',
      campaign_colour: 'red',
    })
    const { status, headers, body } = await send(`/v1/pixel.gif?${query}&__proto__=1&key=k`)
    expect(status).toBe(200)
    expect(headers.get('content-type')).toBe('image/gif')
    expect(headers.get('cache-control')).toContain('no-store')
    expect(body).toHaveLength(43)
    expect(body.subarray(0, 6).toString()).toBe('GIF89a')
    const { event, dialect } = stream.events[0]!
    expect(dialect).toBe('pixel')
    expect(event).toMatchObject({
      value: '12.50',
      occurred_at: NOW - 1000,
      items: [{ product_id: 'p' }],
      campaign_colour: 'red',
    })
    expect(event).not.toHaveProperty('key')
    expect(Object.hasOwn(event, '__proto__')).toBe(true)
  })

  it('says what is wrong, and keeps it', async () => {
    const { send, stream } = openCollector()
    const { status, body } = await send('/v1/pixel.gif?event_type=page_viewed&app=store')
    expect(status).toBe(400)
    expect(body.error).toMatch(/page_url|anonymous_id/)
    expect(JSON.parse(stream.rejected[0]!.rejected.payload)).toEqual({ event_type: 'page_viewed', app: 'store' })
  })

  it('counts nothing for HEAD', async () => {
    const { send, stream } = openCollector()
    const { status, headers } = await send('/v1/pixel.gif?event_type=x&app=store&anonymous_id=v', { method: 'HEAD' })
    expect([status, headers.get('content-type')]).toEqual([200, 'image/gif'])
    expect(stream.records).toEqual([])
  })
})

describe('other routes', () => {
  it('lists the routes for an unknown one and refuses a wrong method', async () => {
    const { send } = openCollector()
    const lost = await send('/v2/events')
    expect(lost.status).toBe(404)
    expect(lost.body.routes).toEqual(
      expect.arrayContaining(['POST /v1/events', 'GET /v1/pixel.gif', 'GET /health', 'POST /v1/b']),
    )
    for (const [method, path] of [
      ['GET', '/v1/events'],
      ['PUT', '/v1/batch'],
      ['POST', '/health'],
      ['DELETE', '/v1/pixel.gif'],
    ] as const) {
      const { status, headers } = await send(path, { method })
      expect([status, headers.get('allow')], path).toEqual([
        405,
        path === '/health' || path.endsWith('gif') ? 'GET, HEAD, OPTIONS' : 'POST, OPTIONS',
      ])
    }
    expect((await send('/v1/events/', { body: makeEvent() })).status).toBe(200)
  })

  it('tells its health by the stream', async () => {
    let now = NOW
    const { send, stream } = openCollector({ clock: () => now })
    expect(await send('/health')).toMatchObject({
      status: 200,
      body: { ok: true, mode: 'local', stream: { shards: 1, error: null } },
    })
    stream.beforePut = () => {
      throw new Error('disk full')
    }
    await send('/v1/events', { body: makeEvent() })
    expect(await send('/health')).toMatchObject({ status: 503, body: { ok: false, stream: { error: 'disk full' } } })
    now += 11_000
    expect((await send('/health')).status).toBe(200)
    stream.shards = async () => {
      throw new Error('no file')
    }
    expect(await send('/health')).toMatchObject({ status: 503, body: { stream: { error: 'no file' } } })
  })

  it('shows no key in its health, nor what the stream says', async () => {
    const { send, stream } = openCollector({ keys: parseKeys('store:s3cret') })
    const { body } = await send('/health', { from: '203.0.113.1' })
    expect(body).toMatchObject({ ok: true, mode: 'keys' })
    expect(JSON.stringify(body)).not.toContain('s3cret')
    stream.beforePut = () => {
      throw new Error('no space on /disk')
    }
    await send('/v1/events?key=s3cret', { body: makeEvent() })
    expect((await send('/health')).body).toMatchObject({ ok: false, stream: { error: 'see the log' } })
  })
})

describe('pages of other origins', () => {
  const origin = 'https://shop.example'

  it('may send and read from any origin, with credentials as sendBeacon has them', async () => {
    const { send } = openCollector()
    const asked = {
      origin,
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'content-type,x-own',
    }
    const preflight = await send('/v1/events', { method: 'OPTIONS', headers: asked })
    expect(preflight.status).toBe(204)
    expect(Object.fromEntries(preflight.headers)).toMatchObject({
      'access-control-allow-origin': origin,
      'access-control-allow-credentials': 'true',
      'access-control-allow-headers': 'content-type,x-own',
      'access-control-allow-methods': 'GET, HEAD, POST',
      'access-control-max-age': '86400',
    })
    for (const [path, body] of [
      ['/v1/events', makeEvent()],
      ['/v1/events', '{'],
      ['/nowhere', '{}'],
      ['/v1/track', {}],
    ] as const) {
      const { headers } = await send(path, { body, headers: { origin } })
      expect(headers.get('access-control-allow-origin'), path).toBe(origin)
      expect(headers.get('access-control-expose-headers')).toBe('Retry-After')
      expect(headers.get('vary')).toContain('Origin')
    }
  })

  it('may read only from the listed origins, where there is a list', async () => {
    const { send } = openCollector({ origins: [origin] })
    const read = async (from: string) =>
      (await send('/v1/events', { body: makeEvent(), headers: { origin: from } })).headers.get(
        'access-control-allow-origin',
      )
    expect(await read(origin)).toBe(origin)
    expect(await read('https://elsewhere.example')).toBeNull()
    const preflight = await send('/v1/events', { method: 'OPTIONS', headers: { origin: 'https://elsewhere.example' } })
    expect(preflight.headers.get('access-control-allow-origin')).toBeNull()
  })
})
