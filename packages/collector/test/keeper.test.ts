import { StreamBusy } from '@clickstream/stream/stream'
import { describe, expect, it } from 'vitest'
import { ByteBudget, ByteLoan } from '../budget.ts'
import { makeEvent, openCollector } from './collector.ts'
import { MemoryStream } from './memory.ts'

/** Six characters each in JSON. */
const controls = '\u0001'.repeat(280_000)

describe('what is not kept is not acked', () => {
  it('503 with Retry-After while the stream is busy', async () => {
    const { send, stream, log } = openCollector()
    stream.beforePut = () => {
      throw new StreamBusy('the disk is full', 7.2)
    }
    for (const [path, body] of [
      ['/v1/events', makeEvent()],
      ['/v1/events', '{'],
      ['/v1/batch', { batch: [{}] }],
    ] as const) {
      const { status, headers, body: answer } = await send(path, { body })
      expect([status, headers.get('retry-after')]).toEqual([503, '8'])
      expect(answer).toEqual({ success: false, error: expect.stringMatching(/^stream: /) })
    }
    expect(log[0]).toMatchObject({ level: 'error', error: 'the disk is full' })
    stream.beforePut = () => undefined
    expect((await send('/v1/events', { body: makeEvent() })).status).toBe(200)
  })

  it('503 whatever else the stream throws, without its words', async () => {
    const { send, stream } = openCollector()
    for (const thrown of [new Error('SQLITE_IOERR at /secret/path'), 'text', undefined]) {
      stream.beforePut = () => Promise.reject(thrown)
      const { status, headers, body } = await send('/v1/events', { body: makeEvent() })
      expect([status, headers.get('retry-after')]).toEqual([503, '5'])
      expect(JSON.stringify(body)).not.toContain('secret')
    }
  })

  it('the answer waits for the put', async () => {
    const { send, stream } = openCollector()
    let keep: () => void = () => undefined
    stream.beforePut = () => new Promise<void>(resolve => (keep = resolve))
    let isAnswered = false
    const answer = send('/v1/events', { body: makeEvent() }).finally(() => (isAnswered = true))
    await new Promise(resolve => setTimeout(resolve, 20))
    expect(isAnswered).toBe(false)
    keep()
    expect((await answer).status).toBe(200)
  })
})

describe('more than one put holds', () => {
  // 499 events without ids, and one whose payload takes a dozen records.
  const events = [
    ...Array.from({ length: 499 }, () => makeEvent({ event_id: undefined })),
    makeEvent({ more: controls }),
  ]

  it('is put in as few as hold it, the accepted last and together', async () => {
    const { send, stream } = openCollector()
    const { status, body } = await send('/v1/events', { body: { events } })
    expect([status, body.accepted, body.rejected.length]).toEqual([200, 499, 1])
    expect(stream.puts).toEqual([12, 499])
    expect(JSON.parse(stream.rejected.map(({ rejected }) => rejected.payload).join(''))).toEqual(events.at(-1))
  })

  it('keeps broken text that grows sixfold on the stream', async () => {
    const { send, stream } = openCollector()
    const body = '\u0001'.repeat(5 * 1024 * 1024)
    expect((await send('/v1/events', { body })).status).toBe(400)
    expect(stream.puts.length).toBe(4)
    expect(stream.rejected.map(({ rejected }) => rejected.payload).join('')).toBe(body)
  })

  it('no event is kept twice when a later put fails and the client sends all again', async () => {
    const { send, stream } = openCollector()
    let puts = 0
    stream.beforePut = () => {
      if (++puts === 2) throw new StreamBusy('full', 1)
    }
    expect((await send('/v1/events', { body: { events } })).status).toBe(503)
    expect(stream.events).toEqual([])
    expect((await send('/v1/events', { body: { events } })).status).toBe(200)
    expect(stream.events).toHaveLength(499)
  })

  it('a batch whose common part would grow it beyond a put is refused whole', async () => {
    const { send, stream } = openCollector()
    const batch = Array.from({ length: 500 }, (_, i) => ({
      type: 'track',
      event: 'X',
      userId: 'u',
      messageId: `m${i}`,
    }))
    const context = { app: { name: 'x'.repeat(25_000) } }
    const { status, body: answer } = await send('/v1/batch', { body: { batch, context } })
    expect([status, answer.error]).toEqual([413, expect.stringMatching(/send fewer/)])
    expect(stream.records).toEqual([])
  })
})

describe('rejected events that go aside', () => {
  const mixed = [makeEvent(), makeEvent({ event_id: 'e-2', cart_id: undefined })]

  it('never touch the stream, and the answer waits for both', async () => {
    const aside = new MemoryStream()
    const { send, stream } = openCollector({ rejected: aside })
    const { status, body } = await send('/v1/events', { body: { events: mixed } })
    expect([status, body.accepted, body.rejected.length]).toEqual([200, 1, 1])
    expect([stream.events.length, stream.rejected.length]).toEqual([1, 0])
    expect(aside.rejected).toMatchObject([{ rejected: { event_id: 'e-2', reason_code: 'missing' } }])
    expect((await send('/v1/events', { body: '{' })).status).toBe(400)
    expect([stream.puts, aside.puts]).toEqual([[1], [1, 1]])
  })

  it('are kept before the accepted: where they cannot be, nothing is', async () => {
    const aside = new MemoryStream()
    const { send, stream } = openCollector({ rejected: aside })
    aside.beforePut = () => {
      throw new StreamBusy('throttled', 2)
    }
    const { status, headers } = await send('/v1/events', { body: { events: mixed } })
    expect([status, headers.get('retry-after')]).toEqual([503, '2'])
    expect(stream.records).toEqual([])
    expect((await send('/v1/events', { body: '{' })).status).toBe(503)
    // A request without any is not held up.
    expect((await send('/v1/events', { body: makeEvent() })).status).toBe(200)
  })
})

describe('what came of requests', () => {
  it('is told of each, events and answers apart', async () => {
    const told: object[] = []
    const { send, stream } = openCollector({ count: counts => told.push(counts) })
    await send('/v1/events', { body: { events: [makeEvent(), makeEvent({ event_id: 'e-2' }), {}] } })
    await send('/v1/events', { body: '{' })
    await send('/nowhere')
    stream.beforePut = () => {
      throw new StreamBusy('full', 1)
    }
    await send('/v1/events', { body: makeEvent() })
    expect(told).toEqual([
      { accepted: 2, rejected: 1 },
      { accepted: 0, rejected: 1 },
      { refused: 1 },
      { refused: 1 },
      { failed: 1 },
    ])
  })
})

describe('the bytes in hand', () => {
  it('are bounded for all requests together, and given back', () => {
    const budget = new ByteBudget(100)
    const one = new ByteLoan(budget)
    const two = new ByteLoan(budget)
    one.take(60)
    expect(() => two.take(50)).toThrow(expect.objectContaining({ status: 503 }))
    one.giveBack()
    one.giveBack()
    two.take(100)
    expect(() => one.take(1)).toThrow(expect.objectContaining({ headers: { 'Retry-After': '1' } }))
  })

  it('are given back whatever becomes of a request', async () => {
    const { send, stream } = openCollector()
    const body = Buffer.concat([Buffer.from('{'), Buffer.alloc(4 * 1024 * 1024, ' ')])
    stream.beforePut = () => {
      throw new StreamBusy('full', 1)
    }
    for (let i = 0; i < 20; i++) expect((await send('/v1/events', { body })).headers.get('retry-after')).toBe('1')
    stream.beforePut = () => undefined
    expect((await send('/v1/events', { body })).status).toBe(400)
  })
})
