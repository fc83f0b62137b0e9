import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { at, type Cell, type Draft, MAX_DEPTH, type Reason, readEvent } from '../check.ts'
import { events, eventTypes } from '../tables.ts'

const good = { event_id: 'e1', event_type: 'page_viewed', anonymous_id: 'v1', page_url: 'https://shop.example/' }

const draft = (value: unknown): Draft => {
  const read = readEvent(value)
  if (Array.isArray(read)) throw new Error(`rejected: ${JSON.stringify(read)}`)
  return read
}
const reasons = (value: unknown): Reason[] => {
  const read = readEvent(value)
  if (!Array.isArray(read)) throw new Error('accepted')
  return read
}
const cell = (value: object, name: keyof typeof at): Cell => draft({ ...good, ...value }).row[at[name]]!

describe('readEvent', () => {
  it('reads a known event into a row, the fields that are ours still null', () => {
    const { row, app, ip } = draft({
      ...good,
      app: 'store',
      ip: '192.0.2.1',
      price: 9.5,
      quantity: 2,
      items: [{ a: 1 }],
    })
    expect([app, ip]).toEqual(['store', '192.0.2.1'])
    expect(row).toHaveLength(events.fields.length)
    expect(row[at.price]).toBe(9.5)
    expect(row[at.items]).toBe('[{"a":1}]')
    for (const field of events.fields) if (field.source !== 'client') expect(row[at[field.name]]).toBeNull()
  })

  it('keeps what the contract does not name in properties, names that are ours or odd among them', () => {
    const sent = JSON.parse(
      '{"colour":"red","country":"XX","received_at":5,"__proto__":{"x":1},"properties":{"size":"M"}}',
    )
    expect(JSON.parse(cell(sent, 'properties') as string)).toEqual(
      JSON.parse('{"size":"M","colour":"red","country":"XX","received_at":5,"__proto__":{"x":1}}'),
    )
    expect(({} as { x?: number }).x).toBeUndefined()
    expect(cell({ properties: {} }, 'properties')).toBeNull()
    expect(cell({ colour: null }, 'properties')).toBeNull()
  })

  it('takes an empty text and null for an absent field', () => {
    expect(cell({ referrer_url: '', page_title: null }, 'referrer_url')).toBeNull()
    expect(reasons({ ...good, event_id: '' })).toMatchObject([{ reason_code: 'missing', field: 'event_id' }])
  })

  it.each(Object.entries(eventTypes))('%s needs its fields', (event_type, fields) => {
    const whole = {
      ...good,
      event_type,
      ...Object.fromEntries(fields.map(name => [name, name === 'value' ? 1 : 'EUR'])),
    }
    expect(draft(whole).row[at.event_type]).toBe(event_type)
    for (const name of fields) {
      expect(reasons({ ...whole, [name]: undefined })).toMatchObject([{ reason_code: 'missing', field: name }])
    }
  })

  it('lets custom events be open', () => {
    expect(draft({ event_id: 'e', event_type: 'video_paused_2', user_id: 'u' }).row[at.user_id]).toBe('u')
    expect(draft({ event_id: 'e', event_type: 'constructor', user_id: 'u' }).row[at.event_type]).toBe('constructor')
  })

  it.each([
    ['no object', 'text', 'wrong_type', null, 'event: expected a JSON object, got "text"'],
    ['a list', [], 'wrong_type', null, 'event: expected a JSON object, got an array of 0'],
    ['null', null, 'wrong_type', null, 'event: expected a JSON object, got null'],
    ['a number for a text', { ...good, user_id: 5 }, 'wrong_type', 'user_id', 'user_id: expected a string, got 5'],
    [
      'a text for a number',
      { ...good, price: 'dear' },
      'wrong_type',
      'price',
      'price: expected a finite number, got "dear"',
    ],
    [
      'half a thing',
      { ...good, quantity: 1.5 },
      'wrong_type',
      'quantity',
      'quantity: expected a whole number, got 1.5',
    ],
    [
      'less than nothing',
      { ...good, price: -1 },
      'out_of_range',
      'price',
      'price: expected a number from 0 to 99999999999.9999, got -1',
    ],
    [
      'Infinity',
      { ...good, price: Number.POSITIVE_INFINITY },
      'wrong_type',
      'price',
      'price: expected a finite number, got Infinity',
    ],
    [
      'a text too long',
      { ...good, page_title: 'x'.repeat(513) },
      'too_long',
      'page_title',
      'page_title: expected at most 512 characters, got 513',
    ],
    [
      'a type in Capitals',
      { ...good, event_type: 'Page Viewed' },
      'malformed',
      'event_type',
      'event_type: expected a snake_case name of 1 to 64 letters, digits and underscores, got "Page Viewed"',
    ],
    [
      'an app that is a path',
      { ...good, app: '../../etc' },
      'malformed',
      'app',
      'app: expected a lower-case slug of letters, digits and hyphens, 1 to 64 long, got "../../etc"',
    ],
    [
      'a time without a zone',
      { ...good, occurred_at: '2026-01-15T07:00:00' },
      'malformed',
      'occurred_at',
      'occurred_at: expected an ISO 8601 timestamp with its zone, like 2026-01-31T12:00:00Z, got "2026-01-15T07:00:00"',
    ],
    [
      'the year 275760',
      { ...good, occurred_at: '+275760-09-13T00:00:00.000Z' },
      'malformed',
      'occurred_at',
      expect.stringContaining('+275760'),
    ],
    [
      'the year 275760 in ms',
      { ...good, occurred_at: 8.64e15 },
      'out_of_range',
      'occurred_at',
      'occurred_at: expected a time from 1970 to 2099, got 8640000000000000',
    ],
    ['NaN', { ...good, occurred_at: Number.NaN }, 'malformed', 'occurred_at', expect.any(String)],
    [
      'a true time',
      { ...good, sent_at: true },
      'wrong_type',
      'sent_at',
      'sent_at: expected an ISO 8601 timestamp or ms since 1970, got true',
    ],
    [
      'a NUL',
      { ...good, page_title: 'a\0b' },
      'malformed',
      'page_title',
      'page_title: expected text without NUL characters, got "a\\u0000b"',
    ],
    [
      'items that are no list',
      { ...good, items: {} },
      'wrong_type',
      'items',
      'items: expected an array, got an object',
    ],
    [
      'properties that are a list',
      { ...good, properties: [] },
      'wrong_type',
      'properties',
      'properties: expected an object, got an array of 0',
    ],
    [
      'properties too large',
      { ...good, properties: { a: 'x'.repeat(33_000) } },
      'too_long',
      'properties',
      'properties: expected at most 32768 bytes of JSON, got 33008',
    ],
    [
      'properties with 1e999',
      { ...good, properties: { a: Number.POSITIVE_INFINITY } },
      'out_of_range',
      'properties',
      expect.any(String),
    ],
    [
      'nobody',
      { ...good, anonymous_id: undefined },
      'missing',
      'anonymous_id',
      'anonymous_id: expected this or user_id in every event, got nothing',
    ],
    [
      'a currency in words',
      { ...good, currency: 'Euro' },
      'too_long',
      'currency',
      'currency: expected at most 3 characters, got 4',
    ],
  ])('rejects %s, naming field, expectation and value', (_, value, reason_code, field, reason) => {
    expect(reasons(value)).toEqual([{ reason_code, field, reason }])
  })

  it('gives every reason, not the first alone, and none twice for one field', () => {
    const many = reasons({ event_type: 7, anonymous_id: 5, price: 'x' })
    expect(many.map(each => each.field)).toEqual(['event_type', 'anonymous_id', 'price', 'event_id'])
  })

  it('bounds nesting, as deep as it may come', () => {
    const nest = (levels: number) => JSON.parse(`${'['.repeat(levels)}${']'.repeat(levels)}`)
    expect(cell({ a: nest(MAX_DEPTH - 1) }, 'properties')).toBeTypeOf('string')
    for (const levels of [MAX_DEPTH, 10_000]) {
      expect(reasons({ ...good, a: nest(levels) })).toMatchObject([{ reason_code: 'too_deep', field: 'properties' }])
    }
  })

  it('makes half an emoji whole text, and keeps whole ones', () => {
    expect(cell({ page_title: 'duck \ud83e' }, 'page_title')).toBe('duck \ufffd')
    expect(cell({ page_title: 'duck 🦆' }, 'page_title')).toBe('duck 🦆')
  })

  it('takes numbers as text, money and whole', () => {
    expect(cell({ price: '19.99' }, 'price')).toBe(19.99)
    expect(cell({ quantity: '3' }, 'quantity')).toBe(3)
    for (const price of ['0x10', '1e3', ' 1', '', '1,5', '٣']) {
      const read = readEvent({ ...good, price })
      if (price === '') expect(Array.isArray(read)).toBe(false)
      else expect(read).toMatchObject([{ field: 'price' }])
    }
  })

  it('never throws, and rejects with reasons or keeps every field, whatever the JSON', () => {
    const names = events.fields.map(field => field.name)
    const anything = fc.dictionary(fc.oneof(fc.constantFrom(...names, 'app', 'ip'), fc.string()), fc.jsonValue(), {
      maxKeys: 12,
    })
    fc.assert(
      fc.property(
        fc.oneof(
          fc.jsonValue(),
          anything,
          anything.map(more => ({ ...good, ...more })),
        ),
        value => {
          const read = readEvent(JSON.parse(JSON.stringify(value)))
          if (Array.isArray(read)) {
            expect(read.length).toBeGreaterThan(0)
            for (const { reason_code, reason } of read)
              expect([reason_code, reason].every(text => text.length > 0)).toBe(true)
            return
          }
          expect(read.row).toHaveLength(events.fields.length)
          for (const [i, field] of events.fields.entries()) {
            const kept = read.row[i]
            if (kept === null) continue
            expect(typeof kept).toBe(
              field.kind === 'timestamp' || field.kind === 'decimal' || field.kind === 'integer' ? 'number' : 'string',
            )
          }
        },
      ),
      { numRuns: 2000 },
    )
  })

  it('reads the same whether told that the text is plain or not, when it is', () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: 'grapheme' }), value => {
        const text = JSON.stringify({ ...good, page_title: value, extra: value })
        fc.pre(!text.includes('\\u'))
        expect(readEvent(JSON.parse(text), true)).toEqual(readEvent(JSON.parse(text), false))
      }),
    )
  })
})
