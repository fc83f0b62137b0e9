import { describe, expect, it } from 'vitest'
import { parseKeys } from '../keys.ts'
import { parseRate, RateLimit } from '../rate.ts'
import { makeEvent, NOW, openCollector } from './collector.ts'

describe('a token bucket', () => {
  it('lets a burst through, then the rate, and says how long to wait', () => {
    let now = 0
    const limit = new RateLimit({ events: 10, burst: 20 }, () => now)
    expect(limit.take('a', 15)).toBe(0)
    expect(limit.take('a', 10)).toBe(0.5)
    expect(limit.take('b', 20)).toBe(0)
    now = 500
    expect(limit.take('a', 10)).toBe(0)
    expect(limit.take('a', 1)).toBe(0.1)
    now = 1_000_000
    expect(limit.take('a', 20)).toBe(0)
    expect(limit.take('a', 1)).toBeGreaterThan(0)
  })

  it('lets a batch above the burst pass when it is full, and be paid off', () => {
    let now = 0
    const limit = new RateLimit({ events: 10, burst: 20 }, () => now)
    expect(limit.take('a', 50)).toBe(0)
    expect(limit.take('a', 1)).toBe(3.1)
    now = 3_100
    expect(limit.take('a', 1)).toBe(0)
  })

  it('survives a clock that steps back, and remembers a bounded number of senders', () => {
    let now = 1000
    const limit = new RateLimit({ events: 1, burst: 1 }, () => now)
    expect(limit.take('a', 1)).toBe(0)
    now = 0
    expect(limit.take('a', 1)).toBe(1)
    for (let i = 0; i < 12_000; i++) limit.take(`sender-${i}`, 1)
    expect(limit.size).toBe(10_000)
    expect(limit.take('sender-11999', 1)).toBe(1)
  })

  it('is configured by a word', () => {
    expect(parseRate(undefined)).toBeUndefined()
    expect(parseRate('off')).toBeNull()
    expect(parseRate('100')).toEqual({ events: 100, burst: 300 })
    expect(parseRate('100/50')).toEqual({ events: 100, burst: 50 })
    for (const text of ['0', '-1', '1e3', 'fast', '1/0', '1/2/3'])
      expect(() => parseRate(text), text).toThrow('RATE_LIMIT')
    expect(() => new RateLimit({ events: 0, burst: 1 })).toThrow(RangeError)
  })
})

describe('the limit of a collector', () => {
  it("is each key's own, and answers 429 with Retry-After", async () => {
    let now = NOW
    const { send, stream } = openCollector({
      keys: parseKeys('store:one,shortener:two'),
      rate: { events: 1, burst: 3 },
      clock: () => now,
    })
    const events = [makeEvent({ app: undefined }), makeEvent({ app: undefined }), makeEvent({ app: undefined })]
    expect((await send('/v1/events?key=one', { body: { events } })).status).toBe(200)
    const refused = await send('/v1/events?key=one', { body: { events } })
    expect(refused.status).toBe(429)
    expect(refused.headers.get('retry-after')).toBe('3')
    expect((await send('/v1/events?key=two', { body: { events } })).status).toBe(200)
    now += 1000
    expect((await send('/v1/events?key=one', { body: { events } })).headers.get('retry-after')).toBe('2')
    expect((await send('/v1/events?key=one', { body: '{' })).status).toBe(400)
    expect((await send('/v1/events?key=one', { body: '{' })).status).toBe(429)
    expect(stream.events).toHaveLength(6)
  })

  it('is off on this machine unless it is set', async () => {
    const events = Array.from({ length: 500 }, () => makeEvent())
    const open = openCollector()
    for (let i = 0; i < 5; i++) expect((await open.send('/v1/events', { body: { events } })).status).toBe(200)
    const set = openCollector({ rate: { events: 1, burst: 1 } })
    expect((await set.send('/v1/events', { body: { events } })).status).toBe(200)
    expect((await set.send('/v1/events', { body: { events } })).headers.get('retry-after')).toBe('500')
  })
})
