// Tumbling windows, as the poller hands them out.
import { join } from 'node:path'
import type { KinesisStreamTumblingWindowEvent } from 'aws-lambda'
import { expect, onTestFinished, test } from 'vitest'
import { type Checkpoints, openCheckpoints } from '../checkpoints.ts'
import { Poller, type PollerOptions } from '../poller.ts'
import { SqliteStream } from '../sqlite.ts'
import type { WindowHandler } from '../windows.ts'
import { makeFolder } from './folder.ts'
import { record } from './records.ts'
import { VirtualTime } from './time.ts'

const MINUTE = 60_000
const textsOf = ({ Records }: KinesisStreamTumblingWindowEvent) =>
  Records.map(({ kinesis }) => Buffer.from(kinesis.data, 'base64').toString())

interface Turn {
  readonly window: string
  readonly texts: readonly string[]
  readonly state: unknown
  readonly flags: string
}

async function makeBench(shard_count = 1) {
  const time = new VirtualTime()
  time.now = Math.floor(time.now / MINUTE) * MINUTE
  const path = join(makeFolder(), 'stream.sqlite')
  const stream = new SqliteStream(path, { shard_count }, { clock: time.clock })
  onTestFinished(() => stream.close())
  const started = time.now
  const turns: Turn[] = []
  const errors: unknown[] = []
  const open = async (): Promise<Checkpoints> => {
    const checkpoints = await openCheckpoints(`sqlite:${path}`, { clock: time.clock, isAlive: () => false })
    onTestFinished(() => checkpoints.close())
    return checkpoints
  }
  /** Adds up the numbers that come. */
  const add: WindowHandler = async event => {
    const { window, state, isFinalInvokeForWindow, isWindowTerminatedEarly } = event
    const minute = (Date.parse(window.start) - started) / MINUTE
    expect(Date.parse(window.end) - Date.parse(window.start)).toBe(MINUTE)
    const texts = textsOf(event)
    turns.push({
      window: `minute ${minute}`,
      texts,
      state,
      flags: isFinalInvokeForWindow ? 'final' : isWindowTerminatedEarly ? 'early' : '',
    })
    const sum = texts.reduce((all, text) => all + Number(text), Number(state?.sum ?? 0))
    return { state: { sum }, batchItemFailures: [] }
  }
  return {
    time,
    started,
    stream,
    turns,
    errors,
    add,
    open,
    put: (...texts: readonly number[]) => stream.put(texts.map(text => record('a', String(text)))),
    async start(handler: WindowHandler = add, options: Partial<PollerOptions> = {}) {
      const checkpoints = await open()
      const poller = new Poller(
        { stream, checkpoints, handler, tumbling: { length_ms: MINUTE }, retention_ms: null, ...options },
        { clock: time.clock, sleep: time.sleep, random: () => 0, onError: error => errors.push(error) },
      )
      poller.start()
      onTestFinished(() => poller.stop())
      return poller
    },
  }
}

test('a state goes from batch to batch of a window; the next one begins without, after the last was told its end', async () => {
  const { time, started, put, start, turns } = await makeBench()
  const poller = await start()
  await put(1, 2)
  await time.until(() => turns.length === 1)
  await put(3)
  await time.until(() => turns.length === 2)
  await time.until(() => time.now >= started + MINUTE)
  await put(4)
  await time.until(() => turns.length === 4)
  await poller.drain()
  expect(turns).toEqual([
    { window: 'minute 0', texts: ['1', '2'], state: {}, flags: '' },
    { window: 'minute 0', texts: ['3'], state: { sum: 3 }, flags: '' },
    { window: 'minute 0', texts: [], state: { sum: 6 }, flags: 'final' },
    { window: 'minute 1', texts: ['4'], state: {}, flags: '' },
  ])
})

test('a batch is of one window, though it could hold more', async () => {
  const { time, put, start, turns } = await makeBench()
  await put(1)
  time.now += MINUTE
  await put(2, 3)
  time.now += 5 * MINUTE
  await put(4)
  await (await start()).drain()
  expect(turns.map(({ window, texts, flags }) => [window, texts.join(' ') || flags])).toEqual([
    ['minute 0', '1'],
    ['minute 0', 'final'],
    ['minute 1', '2 3'],
    ['minute 1', 'final'],
    ['minute 6', '4'],
  ])
})

test('without new records a window is over two minutes after its end', async () => {
  const { time, started, put, start, turns } = await makeBench()
  await start()
  await put(1)
  await time.until(() => turns.length === 2)
  expect(turns[1]).toEqual({ window: 'minute 0', texts: [], state: { sum: 1 }, flags: 'final' })
  expect(time.now).toBeGreaterThanOrEqual(started + 3 * MINUTE)
  expect(time.now).toBeLessThan(started + 3 * MINUTE + 1000)
})

test('what failed is tried again with the state it had; an answer without a state has failed', async () => {
  const { time, put, start, turns, add } = await makeBench()
  let calls = 0
  const fail: WindowHandler = async event => {
    const answer = await add(event)
    calls++
    if (calls === 2) throw new Error('not now')
    return calls === 3 ? ({ batchItemFailures: [] } as never) : answer
  }
  await start(fail, { bisect: false })
  await put(1)
  await time.until(() => turns.length === 1)
  await put(2)
  await time.until(() => turns.length === 4)
  expect(turns.map(({ state }) => state)).toEqual([{}, { sum: 1 }, { sum: 1 }, { sum: 1 }])
})

test('half a batch that is done takes its state along, a record given up leaves it as it was', async () => {
  const { time, put, start, turns, add, open } = await makeBench()
  const fail: WindowHandler = async event => {
    if (textsOf(event).includes('7')) throw new Error('poison')
    return add(event)
  }
  const poller = await start(fail, { max_attempts: 2 })
  await put(1, 2, 7, 4)
  await poller.drain()
  const checkpoints = await open()
  expect(await checkpoints.countFailures('transform')).toBe(1)
  await time.until(() => turns.at(-1)?.flags === 'final')
  expect(turns.at(-1)?.state).toEqual({ sum: 7 })
})

test('nothing is run before the handler has heard of the end', async () => {
  const { time, put, start, turns, errors, add } = await makeBench()
  let refusals = 3
  const refuse: WindowHandler = async event => {
    if (event.isFinalInvokeForWindow && refusals-- > 0) throw new Error('not now')
    return add(event)
  }
  await put(1)
  time.now += MINUTE
  await put(2)
  await (await start(refuse)).drain()
  expect(errors).toHaveLength(3)
  expect(turns.map(({ texts, flags }) => texts.join(' ') || flags)).toEqual(['1', 'final', '2'])
})

test('a state of more than 1 MiB ends the window early; it goes on with a new one', async () => {
  const { time, put, start, turns, add } = await makeBench()
  let isGrown = false
  const grow: WindowHandler = async event => {
    const answer = await add(event)
    if (isGrown || event.isWindowTerminatedEarly) return answer
    isGrown = true
    return { ...answer, state: { ...answer.state, ballast: 'x'.repeat(1024 * 1024) } }
  }
  await start(grow)
  await put(1)
  await time.until(() => turns.length === 2)
  await put(2)
  await time.until(() => turns.length === 4)
  expect(
    turns.map(({ window, texts, flags, state }) => [window, texts.join(' ') || flags, (state as { sum?: number }).sum]),
  ).toEqual([
    ['minute 0', '1', undefined],
    ['minute 0', 'early', 1],
    ['minute 0', '2', undefined],
    ['minute 0', 'final', 2],
  ])
})

test('another poller goes on with the state as of the last checkpoint', async () => {
  const { put, start, turns, add, time } = await makeBench()
  await put(1, 2)
  const first = await start()
  await first.drain()
  await first.stop()
  // A process that ends in the middle of a batch: the state in hand goes with it.
  let isKilled = false
  const end = Promise.withResolvers<never>()
  await start(async event => {
    await add(event)
    isKilled = true
    return end.promise
  })
  onTestFinished(() => end.reject(new Error('killed')))
  await put(3)
  await time.until(() => isKilled)
  turns.length = 0
  time.now += 31_000
  const last = await start()
  await time.until(() => turns.length === 1)
  await last.drain()
  expect(turns[0]).toEqual({ window: 'minute 0', texts: ['3'], state: { sum: 3 }, flags: '' })
})

test('a late record counts in the window that is open', async () => {
  const { time, put, start, turns } = await makeBench()
  const poller = await start()
  time.now += MINUTE
  await put(1)
  await poller.drain()
  time.now -= 30_000
  await put(2)
  await poller.drain()
  expect(turns.slice(0, 2).map(({ window }) => window)).toEqual(['minute 1', 'minute 1'])
})

test('begins after the record that it is told, where it was never there', async () => {
  const { stream, put, start, turns } = await makeBench()
  const [first] = await put(1)
  const starting_after = new Map([[first!.shard, first!.sequence_number]])
  await put(2)
  const poller = await start(undefined, { starting_after })
  await poller.drain()
  await poller.stop()
  await put(3)
  const newest = await stream.newest(first!.shard)
  const again = await start(undefined, { starting_after: new Map([[first!.shard, newest!]]) })
  await again.drain()
  expect(turns.map(({ texts }) => texts)).toEqual([['2'], ['3']])
})
