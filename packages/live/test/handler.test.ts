import type { KinesisStreamTumblingWindowEvent } from 'aws-lambda'
import { expect, test } from 'vitest'
import { chooseLinks, type Part, sumParts } from '../counts.ts'
import { createHandler } from '../handler.ts'
import type { State } from '../tally.ts'

const START = Date.parse('2026-11-23T17:25:00Z')
const PERSON =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36'
const BOT = 'Googlebot/2.1 (+http://www.google.com/bot.html)'

let sequence = 0
function record(data: unknown, visitor = 'v-1') {
  const sequenceNumber = String(++sequence).padStart(20, '0')
  const text = typeof data === 'string' ? data : JSON.stringify(data)
  return {
    kinesis: {
      kinesisSchemaVersion: '1.0',
      partitionKey: visitor,
      sequenceNumber,
      data: Buffer.from(text).toString('base64'),
      approximateArrivalTimestamp: START / 1000 + 1,
    },
    eventSource: 'aws:kinesis',
    eventVersion: '1.0',
    eventID: `shardId-000000000000:${sequenceNumber}`,
    eventName: 'aws:kinesis:record',
    invokeIdentityArn: '',
    awsRegion: '',
    eventSourceARN: '',
  }
}

const envelope = (event: object, user_agent = PERSON) => ({ received_at: START, dialect: 'events', user_agent, event })
const click = (short_code: string, visitor?: string, agent?: string) =>
  record(envelope({ event_type: 'link_clicked', app: 'shortener', short_code }, agent), visitor)
const view = (visitor?: string, agent?: string) =>
  record(envelope({ event_type: 'page_viewed', app: 'store' }, agent), visitor)

function eventOf(
  Records: KinesisStreamTumblingWindowEvent['Records'],
  state: object = {},
  flags: Partial<KinesisStreamTumblingWindowEvent> = {},
): KinesisStreamTumblingWindowEvent {
  const window = { start: '2026-11-23T17:25:00Z', end: '2026-11-23T17:26:00Z' }
  return { Records, window, state, isFinalInvokeForWindow: false, isWindowTerminatedEarly: false, ...flags }
}

function makeBench() {
  const parts = new Map<string, Part>()
  const put = async (part: Part) => void parts.set(`${part.minute} ${part.shard} ${part.part}`, part)
  return { handler: createHandler({ put }), parts, sum: () => sumParts([...parts.values()]) }
}

test('counts events by app and type, clicks by link, and visitors, with and without bots', async () => {
  const { handler, sum } = makeBench()
  const records = [click('a', 'v-1'), click('a', 'v-2', BOT), click('b', 'v-3'), view('v-3'), view('v-3', BOT)]
  await handler(eventOf([...records, record({ received_at: START, dialect: 'events', rejected: {} })]))
  expect(sum()).toEqual([
    {
      minute: START,
      events: [
        ['shortener', 'link_clicked', 3, 2],
        ['store', 'page_viewed', 2, 1],
      ],
      links: [
        ['shortener', 'a', 2, 1],
        ['shortener', 'b', 1, 1],
      ],
      visitors: [
        ['shortener', 3, 2],
        ['store', 2, 1],
      ],
      rejected: 1,
      is_cut: false,
    },
  ])
})

test('goes on with the state as JSON has it; the whole window is one part, run again it is the same', async () => {
  const { handler, parts, sum } = makeBench()
  const first = await handler(eventOf([click('a', 'v-1'), view('v-1')]))
  const carry = () => JSON.parse(JSON.stringify(first.state)) as State
  const more = eventOf([click('a', 'v-1'), click('b', 'v-2')], carry())
  await handler(more)
  const before = structuredClone([...parts])
  await handler({ ...more, state: carry() })
  expect([...parts]).toEqual(before)
  expect(parts.size).toBe(1)
  expect(sum()[0]?.links).toEqual([
    ['shortener', 'a', 2, 2],
    ['shortener', 'b', 1, 1],
  ])
  expect(sum()[0]?.visitors[0]).toEqual(['shortener', 2, 2])
})

test('a window that lost its state goes on as a part of its own, so that the sum is right', async () => {
  const { handler, parts, sum } = makeBench()
  const { state } = await handler(eventOf([click('a'), click('a')]))
  await handler(eventOf([], state, { isWindowTerminatedEarly: true }))
  await handler(eventOf([click('a')]))
  await handler(eventOf([click('b')], { of: 'another version' }))
  expect(parts.size).toBe(3)
  expect(sum()[0]?.events).toEqual([['shortener', 'link_clicked', 4, 4]])
})

test('the end of a window brings nothing, with or without records', async () => {
  const { handler, parts, sum } = makeBench()
  const { state } = await handler(eventOf([view()]))
  expect((await handler(eventOf([], state, { isFinalInvokeForWindow: true }))).batchItemFailures).toEqual([])
  await handler(eventOf([view()], state, { isFinalInvokeForWindow: true }))
  expect((await handler(eventOf([], undefined, { isFinalInvokeForWindow: true }))).state).toBeTypeOf('object')
  expect(parts.size).toBe(1)
  expect(sum()[0]?.events).toEqual([['store', 'page_viewed', 2, 2]])
})

test('garbage is counted as rejected, what was forgotten not at all', async () => {
  const { handler, sum } = makeBench()
  const garbage: readonly unknown[] = [
    '',
    '\u0000',
    '{',
    '[]',
    'null',
    '7',
    '{"event":null}',
    '{"event":7}',
    envelope({ event_type: 'no app' }),
    envelope({ event_type: 7, app: 'store' }),
    envelope({ event_type: 'page_viewed', app: '__proto__' }),
    envelope({ event_type: '__proto__', app: 'store' }),
    { ...envelope({ event_type: 'page_viewed', app: 'store' }), app: 7 },
  ]
  await handler(eventOf([...garbage.map(each => record(each)), record('{"forgotten":true}'), click('__proto__')]))
  expect(sum()[0]).toMatchObject({
    rejected: garbage.length,
    events: [['shortener', 'link_clicked', 1, 1]],
    links: [['shortener', '__proto__', 1, 1]],
  })
})

test('whatever comes, a state stays below 1 MiB and a part below 400 KB; nothing is left out of the sums', async () => {
  const { handler, parts, sum } = makeBench()
  let state: object = {}
  for (let batch = 0; batch < 5; batch++) {
    const records = Array.from({ length: 6000 }, (_, i) => {
      const name = `${batch}-${i}-${'\u0001'.repeat(100)}`
      return click(name, `v-${name}`)
    })
    const types = Array.from({ length: 500 }, (_, i) =>
      record(envelope({ event_type: `type_${batch}_${i}_${'x'.repeat(40)}`, app: 'store' }), `w-${batch}-${i}`),
    )
    state = (await handler(eventOf([...records, ...types], state))).state
    expect(Buffer.byteLength(JSON.stringify(state))).toBeLessThan(1024 * 1024)
  }
  expect(Buffer.byteLength(JSON.stringify([...parts.values()][0]))).toBeLessThan(400_000)
  const [minute] = sum()
  expect(minute?.is_cut).toBe(true)
  expect(minute?.links.reduce((all, [, , clicks]) => all + clicks, 0)).toBe(30_000)
  expect(minute?.links.at(-1)?.[1]).toBeNull()
  expect(minute?.events.reduce((all, [, , count]) => all + count, 0)).toBe(32_500)
  expect(minute?.visitors.reduce((all, [, count]) => all + count, 0)).toBe(20_000)
})

test('a busy app does not take the room of a quiet one', () => {
  const busy = Array.from({ length: 9 }, (_, i) => ['busy', `b${i}`, 100 - i, 100 - i] as const)
  const { top, others } = chooseLinks([...busy, ['quiet', 'q', 1, 1], ['busy', null, 500, 500]], 3)
  expect(top.map(([, code]) => code)).toEqual(['b0', 'b1', 'q'])
  expect(others.map(([, code]) => code)).toEqual(['b2', 'b3', 'b4', 'b5', 'b6', 'b7', 'b8', null])
})

test('throws where the counts cannot be kept, so that the batch comes again', async () => {
  const handler = createHandler({ put: () => Promise.reject(new Error('throttled')) })
  await expect(handler(eventOf([view()]))).rejects.toThrow('throttled')
})

test('on Lambda a line of metrics a batch, elsewhere none', async () => {
  const lines: string[] = []
  const put = async () => {}
  const effects = { clock: () => START + 3000, write: (line: string) => lines.push(line) }
  await createHandler({ put }, { ...effects, env: {} })(eventOf([view()]))
  expect(lines).toEqual([])
  const env = { AWS_LAMBDA_FUNCTION_NAME: 'live', STAGE: 'test' }
  await createHandler({ put }, { ...effects, env })(eventOf([view(), record('?')]))
  expect(JSON.parse(lines[0]!)).toMatchObject({ events: 1, rejected: 1, lag_ms: 2000, stage: 'test', step: 'live' })
})
