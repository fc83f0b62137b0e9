import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { makeEvent, NOW, openCollector } from './collector.ts'

const deep = (levels: number) => `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`
const event = (more: string) => `{"app":"store","event_id":"e","event_type":"x","anonymous_id":"v",${more}}`

/** Everything here is rejected, with this reason_code, and its text kept. */
const garbage: readonly (readonly [name: string, text: string, code: string])[] = [
  ['nesting of 10,000 levels in properties', event(`"properties":${deep(10_000)}`), 'too_deep'],
  ['nesting of 10,000 levels in an unknown field', event(`"more":${deep(10_000)}`), 'too_deep'],
  ['nesting of 10,000 levels in a known field', event(`"page_url":${deep(10_000)}`), 'wrong_type'],
  ['nesting of 10,000 levels at the top', deep(10_000), 'too_deep'],
  ['nesting of 500,000 lists', '['.repeat(500_000) + ']'.repeat(500_000), 'wrong_type'],
  ['year 275760', event('"occurred_at":"+275760-09-13T00:00:00.000Z"'), 'malformed'],
  ['the last ms of Date', event('"occurred_at":8640000000000000'), 'out_of_range'],
  ['1e999 as price', event('"price":1e999'), 'wrong_type'],
  ['1e999 as a time', event('"occurred_at":1e999'), 'out_of_range'],
  ['1e999 in properties', event('"properties":{"a":[{"b":1e999}]}'), 'out_of_range'],
  ['-1e999 in items', event('"items":[-1e999]'), 'out_of_range'],
  ['NaN as text', event('"price":"NaN"'), 'wrong_type'],
  ['NaN', event('"price":NaN'), 'not_json'],
  ['Infinity', event('"price":Infinity'), 'not_json'],
  ['NUL in a field', event('"page_title":"a\\u0000b"'), 'malformed'],
  ['a bare NUL', event('"page_title":"a\0b"'), 'not_json'],
  ['a list as the event', '[{"event_id":"e"}]', 'wrong_type'],
  ['null', 'null', 'wrong_type'],
  ['a number', '42', 'wrong_type'],
  ['a text', '"event"', 'wrong_type'],
  ['true', 'true', 'wrong_type'],
  ['a list as properties', event('"properties":[]'), 'wrong_type'],
  ['an object as a field', event('"user_id":{"toString":1}'), 'wrong_type'],
  ['app "../../etc"', event('"app":"../../etc"'), 'malformed'],
  ['app __proto__', event('"app":"__proto__"'), 'malformed'],
  ['an event_type of a prototype', event('"event_type":"constructor","event_id":null,"anonymous_id":""'), 'missing'],
  ['two bodies', '{}{}', 'not_json'],
  ['a form', 'app=store&event_type=x', 'not_json'],
  ['markup', '<event/>', 'not_json'],
]

describe('garbage gets a 400 and a row', () => {
  it.each(garbage)('%s', async (_, text, code) => {
    const { send, stream } = openCollector()
    const { status, body } = await send('/v1/events', { body: text })
    expect(status).toBe(400)
    expect(body.error).toEqual(expect.any(String))
    expect(stream.rejected.map(({ rejected }) => rejected.payload).join('')).toBe(text)
    expect(stream.rejected[0]!.rejected.reason_code).toBe(code)
    if (code === 'not_json') return
    const batch = await send('/v1/events', { body: `{"events":[${text},${event('"a":1')}]}` })
    expect(batch.status).toBe(200)
    expect(batch.body.accepted).toBe(1)
    expect(
      stream.rejected
        .slice(stream.rejected.length / 2)
        .map(({ rejected }) => rejected.payload)
        .join(''),
    ).toBe(text)
  })

  it('garbage as sent_at, batch or body', async () => {
    const { send } = openCollector()
    const bodies = [
      `{"events":[${event('"a":1')}],"sent_at":${deep(10_000)}}`,
      `{"events":${deep(10_000)}}`,
      '{"events":null}',
    ]
    for (const body of bodies) expect((await send('/v1/events', { body })).status).toBe(400)
    for (const body of ['{"batch":1}', '{}', '[]', 'null', `{"batch":[${deep(10_000)}]}`, `{"batch":[],"sentAt":1}`]) {
      expect((await send('/v1/batch', { body })).status, body.slice(0, 20)).toBe(400)
    }
    for (const context of ['1', '[]', deep(10_000)]) {
      expect((await send('/v1/track', { body: `{"event":"X","userId":"u","context":${context}}` })).status).toBe(400)
    }
  })

  it('__proto__ is a name like any other', async () => {
    const { send, stream } = openCollector()
    const evil = '{"isAdmin":true,"event_id":"evil"}'
    const bodies = [event(`"__proto__":${evil}`), event(`"properties":{"__proto__":${evil}}`)]
    for (const body of bodies) expect((await send('/v1/events', { body })).status).toBe(200)
    const message = `{"__proto__":${evil},"type":"track","event":"X","userId":"u","messageId":"m","properties":{"__proto__":${evil}},"context":{"__proto__":${evil},"page":{"__proto__":${evil}},"campaign":{"constructor":1}}}`
    expect((await send('/v1/batch', { body: `{"batch":[${message}],"context":{"__proto__":${evil}}}` })).status).toBe(
      200,
    )
    expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined()
    expect(stream.events.map(({ event: kept }) => kept.event_id)).toEqual(['e', 'e', 'm'])
    const properties = stream.events[2]!.event.properties as Record<string, object>
    expect(Object.hasOwn(properties, '__proto__')).toBe(true)
    expect(Object.hasOwn(properties.context!, '__proto__')).toBe(true)
  })

  it('a lone surrogate, a byte order mark, repeated keys are mended or taken as JSON.parse takes them', async () => {
    const { send, stream } = openCollector()
    expect((await send('/v1/events', { body: event('"page_title":"half \\ud83d"') })).status).toBe(200)
    expect((await send('/v1/events', { body: `\ufeff${event('"a":1')}` })).status).toBe(200)
    expect((await send('/v1/events', { body: event('"event_id":"first","event_id":"second"') })).status).toBe(200)
    const id = await send('/v1/events', { body: event('"event_id":"\\ud83d","anonymous_id":"\\ud83d"') })
    expect(id.status).toBe(200)
    expect(stream.events.map(({ event: kept }) => kept.event_id)).toEqual(['e', 'e', 'second', '\ud83d'])
    expect(stream.records[3]!.partition_key).toBe('\ufffd')
  })

  it('other bytes than UTF-8 get a 400, and are kept as Latin-1', async () => {
    const { send, stream } = openCollector()
    const body = Buffer.from(event('"page_title":"für"'), 'latin1')
    const answer = await send('/v1/events', { body })
    expect([answer.status, answer.body.error]).toEqual([400, expect.stringMatching(/UTF-8/)])
    expect(stream.rejected[0]!.rejected.payload).toBe(body.toString('latin1'))
  })

  it('in a query', async () => {
    const { send } = openCollector()
    for (const query of [
      '',
      '?',
      '?%',
      '?%ff=%ff',
      '?=&=&',
      '?event_type[]=x',
      `?a=${'x'.repeat(10_000)}`,
      '?items={',
      '?properties=1',
      '?occurred_at=99999999999999999999',
    ]) {
      const { status } = await send(`/v1/pixel.gif${query}`)
      expect(status, query.slice(0, 30)).toBe(400)
    }
  })
})

describe('whatever is posted', () => {
  const known = fc.constantFrom(
    ...Object.keys(makeEvent()),
    'sent_at',
    'occurred_at',
    'properties',
    'items',
    'price',
    'ip',
    '__proto__',
    'type',
    'event',
    'context',
    'traits',
    'messageId',
    'userId',
    'timestamp',
    'toString',
  )
  const almost = fc.dictionary(
    fc.oneof(known, fc.string()),
    fc.oneof(fc.jsonValue(), fc.constantFrom('store', 'x', 'track', 'identify', 'Product Added', NOW)),
  )
  const anyEvent = fc.oneof(
    { weight: 1, arbitrary: fc.jsonValue() },
    { weight: 3, arbitrary: almost },
    { weight: 1, arbitrary: almost.map(more => makeEvent(more)) },
  )
  const paths = fc.constantFrom(
    '/v1/events',
    '/v1/track',
    '/v1/p',
    '/v1/identify',
    '/v1/g',
    '/v1/a',
    '/v1/s',
    '/v1/batch',
    '/v1/import',
  )

  it('one value: never a 5xx, and accepted or rejected', async () => {
    await fc.assert(
      fc.asyncProperty(paths, anyEvent, async (path, value) => {
        const { send, stream } = openCollector()
        const { status, body } = await send(path, { body: JSON.stringify(value) })
        expect(status === 200 || status === 400).toBe(true)
        if (body.rejected === undefined) expect(body.error).toMatch(/got none/)
        else expect(stream.events.length + stream.rejected.length).toBe(body.accepted + body.rejected.length)
      }),
      { numRuns: 400 },
    )
  })

  it('a batch: accepted + rejected = sent, and both are on the stream', async () => {
    const list = fc.array(anyEvent, { minLength: 1, maxLength: 20 })
    await fc.assert(
      fc.asyncProperty(fc.constantFrom('events', 'batch'), list, fc.boolean(), async (key, values, isLocal) => {
        const { send, stream } = openCollector()
        const sent_at = isLocal ? { sent_at: NOW, sentAt: NOW } : {}
        const { status, body } = await send(`/v1/${key}`, { body: JSON.stringify({ [key]: values, ...sent_at }) })
        expect(status).toBe(body.accepted > 0 ? 200 : 400)
        expect(body.accepted + body.rejected.length).toBe(values.length)
        expect(stream.events).toHaveLength(body.accepted)
        expect(stream.rejected).toHaveLength(body.rejected.length)
        for (const { index } of body.rejected) expect(index).toBeLessThan(values.length)
      }),
      { numRuns: 300 },
    )
  })

  it('any bytes: never a 5xx', async () => {
    const { send } = openCollector()
    const encoding = fc.constantFrom('', 'gzip', 'deflate', 'br', 'zstd', 'constructor')
    await fc.assert(
      fc.asyncProperty(paths, fc.uint8Array({ maxLength: 200 }), encoding, async (path, body, name) => {
        const headers = name === '' ? {} : { 'content-encoding': name }
        const { status } = await send(path, { body, headers, method: 'POST' })
        expect(status).toBeGreaterThanOrEqual(400)
        expect(status).toBeLessThan(500)
      }),
      { numRuns: 300 },
    )
  })
})
