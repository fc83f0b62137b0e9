import { describe, expect, it } from 'vitest'
import { clientOf, isLoopbackHost, peerAt } from '../client.ts'
import { parseKeys } from '../keys.ts'
import { makeEvent, openCollector } from './collector.ts'

const from = '203.0.113.9'
const basic = (user: string) => ({ authorization: `Basic ${Buffer.from(`${user}:`).toString('base64')}` })
const keys = () => parseKeys('store:key-one,store:key-two,shortener:key-three')

describe('write keys', () => {
  const ways: Record<string, { path?: string; headers?: Record<string, string>; more?: object }> = {
    'Basic auth': { headers: basic('key-two') },
    'Basic auth without a colon': { headers: { authorization: `basic ${btoa('key-two')}` } },
    Bearer: { headers: { authorization: 'Bearer key-two' } },
    'X-Write-Key': { headers: { 'x-write-key': 'key-two' } },
    'the query': { path: '/v1/events?key=key-two' },
    writeKey: { more: { writeKey: 'key-two' } },
    write_key: { more: { write_key: 'key-two' } },
  }

  it.each(Object.entries(ways))('come by %s', async (_, { path = '/v1/events', headers = {}, more = {} }) => {
    const { send, stream } = openCollector({ keys: keys() })
    const body = { events: [makeEvent({ app: undefined })], ...more }
    expect((await send(path, { body, headers, from })).status).toBe(200)
    expect(stream.events[0]!.app).toBe('store')
    expect(stream.events[0]!.ip).toBe(from)
    expect(JSON.stringify(stream.events)).not.toContain('key-two')
  })

  it('are no field of an event that is the whole body', async () => {
    const { send, stream } = openCollector({ keys: keys() })
    for (const name of ['writeKey', 'write_key']) {
      const body = `{"__proto__":1,${JSON.stringify({ ...makeEvent(), [name]: 'key-one' }).slice(1)}`
      expect((await send('/v1/events', { body })).status).toBe(200)
    }
    expect(stream.events.map(({ event }) => Object.hasOwn(event, '__proto__'))).toEqual([true, true])
    expect(JSON.stringify(stream.events)).not.toContain('key-one')
  })

  it('are needed, even on this machine, and checked before the body is read', async () => {
    const { send, stream } = openCollector({ keys: keys() })
    const none = await send('/v1/events', { body: makeEvent() })
    expect(none.status).toBe(401)
    expect(none.headers.get('www-authenticate')).toMatch(/^Bearer/)
    expect(none.body.error).toMatch(/X-Write-Key/)
    for (const key of ['key-', 'KEY-ONE', 'key-one ', 'x'.repeat(5000), 'ключ']) {
      expect((await send(`/v1/events?key=${encodeURIComponent(key)}`, { body: makeEvent() })).status, key).toBe(401)
    }
    expect((await send('/v1/events', { body: '{', headers: basic('wrong') })).status).toBe(401)
    expect((await send('/v1/events', { body: '{' })).status).toBe(401)
    expect((await send('/v1/events', { body: { ...makeEvent(), writeKey: 5 } })).status).toBe(401)
    expect((await send('/v1/pixel.gif?event_type=x&anonymous_id=v')).status).toBe(401)
    expect(stream.records).toEqual([])
  })

  it('keep what their owner sends broken', async () => {
    const { send, stream } = openCollector({ keys: keys() })
    expect((await send('/v1/events', { body: '{', headers: basic('key-three') })).status).toBe(400)
    expect(stream.rejected).toMatchObject([{ app: 'shortener', rejected: { payload: '{' } }])
  })

  it('say the app; an event that names another is rejected', async () => {
    const { send, stream } = openCollector({ keys: keys() })
    const events = [makeEvent(), makeEvent({ app: 'shortener' }), makeEvent({ app: '../../etc' })]
    const { body } = await send('/v1/events?key=key-one', { body: { events } })
    expect(body.accepted).toBe(1)
    expect(body.rejected).toMatchObject([
      {
        index: 1,
        reasons: [
          {
            reason_code: 'wrong_app',
            field: 'app',
            reason: 'app: expected store, the write key\'s app, or none, got "shortener"',
          },
        ],
      },
      { index: 2, reasons: [{ reason_code: 'malformed', field: 'app' }] },
    ])
    expect(stream.rejected.map(({ app }) => app)).toEqual(['store', 'store'])
  })

  it('work for the pixel and are no field of it', async () => {
    const { send, stream } = openCollector({ keys: keys() })
    const { status } = await send('/v1/pixel.gif?key=key-three&event_type=x&anonymous_id=v', { from })
    expect(status).toBe(200)
    expect(stream.events).toMatchObject([{ app: 'shortener', event: { event_type: 'x' } }])
    expect(JSON.stringify(stream.events)).not.toContain('key-three')
  })

  it.each([
    ['store', 'no colon'],
    ['store:', 'no key'],
    ['Store:key', 'lower-case slug'],
    ['store:a b', 'visible ASCII'],
    ['store:key,', 'nothing'],
    ['store:key,shortener:key', 'both store and shortener'],
  ])('from WRITE_KEYS=%s: an error', (text, words) => {
    expect(() => parseKeys(text)).toThrow(words)
    expect(() => parseKeys('store:s3cret value')).not.toThrow('s3cret')
  })

  it('from WRITE_KEYS: several an app', () => {
    expect(parseKeys(undefined)).toBeNull()
    expect(parseKeys(' ')).toBeNull()
    const parsed = parseKeys('store:a, store:b ,link-app:c')!
    expect(parsed.apps).toEqual(['store', 'link-app'])
    expect(parsed.find('b')).toEqual({ app: 'store', name: 'store#2' })
    expect(parsed.find('d')).toBeUndefined()
  })
})

describe('without keys', () => {
  it('events come from this machine only', async () => {
    const { send, stream } = openCollector()
    const { status, body } = await send('/v1/events', { body: makeEvent(), from })
    expect(status).toBe(403)
    expect(body.error).toMatch(/WRITE_KEYS/)
    expect((await send('/v1/events', { body: makeEvent(), from: '::ffff:127.0.0.1' })).status).toBe(200)
    expect((await send('/v1/events', { body: makeEvent(), from: '::1' })).status).toBe(200)
    expect((await send('/v1/events', { body: makeEvent(), from: '127.0.0.1.example' })).status).toBe(403)
    expect(stream.records).toHaveLength(2)
  })

  it('a page whose name was rebound to this machine is refused', async () => {
    const { send } = openCollector()
    const at = async (host: string) => (await send('/v1/events', { body: makeEvent(), headers: { host } })).status
    for (const host of ['localhost:8080', '127.0.0.1:8080', '[::1]:8080', 'app.localhost', 'LOCALHOST'])
      expect(await at(host)).toBe(200)
    for (const host of ['evil.example', 'localhost.evil.example', '127.0.0.1.evil.example:80', 'localhost@evil']) {
      expect(await at(host), host).toBe(403)
    }
    expect(isLoopbackHost('')).toBe(false)
  })

  it('an event says its app itself', async () => {
    const { send, stream } = openCollector()
    const { status, body } = await send('/v1/events', { body: makeEvent({ app: undefined }) })
    expect(status).toBe(400)
    expect(body.rejected[0].reasons[0]).toMatchObject({ reason_code: 'missing', field: 'app' })
    for (const app of ['../../etc', 'Store', 'a/b', 'x'.repeat(65), 5, { a: 1 }, '\0']) {
      expect((await send('/v1/events', { body: makeEvent({ app }) })).status).toBe(400)
    }
    expect(stream.events).toEqual([])
    // As it stands, for a person to see; the lake's paths are made of accepted ones alone.
    const said = [undefined, '../../etc', 'Store', 'a/b', 'x'.repeat(65), undefined, undefined, '\0']
    expect(stream.rejected.map(({ app }) => app)).toEqual(said)
  })

  it('Segment says it by the write key', async () => {
    const { send, stream } = openCollector()
    const message = { event: 'X', userId: 'u', messageId: 'm' }
    await send('/v1/track', { body: message, headers: basic('store') })
    await send('/v1/track', { body: { ...message, writeKey: 'link-app' } })
    await send('/v1/track', { body: message, headers: basic('AbC123') })
    await send('/v1/track', { body: message })
    expect(stream.events.map(({ app }) => app)).toEqual(['store', 'link-app', 'default', 'default'])
  })
})

describe('the client behind a proxy', () => {
  const peer = peerAt('10.0.0.1')
  const addressOf = (line: string | null, header?: string) =>
    clientOf(peer, new Headers(line === null ? {} : { 'x-forwarded-for': line }), header).address

  it('is believed only from a header that is configured, and there the last', () => {
    expect(addressOf('198.51.100.7')).toBe('10.0.0.1')
    expect(addressOf(null, 'x-forwarded-for')).toBe('10.0.0.1')
    expect(addressOf('6.6.6.6, 198.51.100.7', 'X-Forwarded-For')).toBe('198.51.100.7')
    expect(addressOf('198.51.100.7:443', 'x-forwarded-for')).toBe('198.51.100.7')
    expect(addressOf('[2001:db8::1]:443', 'x-forwarded-for')).toBe('2001:db8::1')
    expect(addressOf('6.6.6.6, unknown', 'x-forwarded-for')).toBeNull()
    expect(addressOf('', 'x-forwarded-for')).toBeNull()
  })

  it('reaches the envelope, and is not this machine', async () => {
    const headers = { 'x-forwarded-for': '1.1.1.1, 198.51.100.7' }
    const behind = openCollector({ keys: keys(), trustedProxyHeader: 'x-forwarded-for' })
    await behind.send('/v1/events?key=key-one', { body: makeEvent(), headers })
    expect(behind.stream.events[0]!.ip).toBe('198.51.100.7')
    const local = openCollector({ trustedProxyHeader: 'x-forwarded-for' })
    expect((await local.send('/v1/events', { body: makeEvent(), headers })).status).toBe(403)
    const direct = openCollector({ keys: keys() })
    await direct.send('/v1/events?key=key-one', { body: makeEvent(), headers, from })
    expect(direct.stream.events[0]!.ip).toBe(from)
  })

  it('says of itself no more than fits', async () => {
    const { send, stream } = openCollector()
    const headers = {
      'user-agent': 'x'.repeat(5000),
      'accept-language': '*',
      referer: `https://a.example/${'x'.repeat(5000)}`,
    }
    await send('/v1/events', { body: makeEvent(), headers })
    expect(stream.events[0]).toMatchObject({ user_agent: 'x'.repeat(1024) })
    expect(stream.events[0]).not.toHaveProperty('language')
    expect(stream.events[0]).not.toHaveProperty('page_url')
  })
})
