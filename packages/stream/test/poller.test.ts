import { join } from 'node:path'
import type { KinesisStreamEvent } from 'aws-lambda'
import { expect, onTestFinished, test } from 'vitest'
import { type Checkpoints, openCheckpoints } from '../checkpoints.ts'
import type { Handler } from '../invocation.ts'
import { type BatchReport, Poller, type PollerOptions } from '../poller.ts'
import { SqliteStream } from '../sqlite.ts'
import type { Placed } from '../stream.ts'
import { makeFolder } from './folder.ts'
import { record } from './records.ts'
import { VirtualTime } from './time.ts'

/** What an event says, by its records' data. */
const texts = (event: KinesisStreamEvent) =>
  event.Records.map(each => Buffer.from(each.kinesis.data, 'base64').toString())
const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => String(from + i))

interface Bench {
  readonly time: VirtualTime
  readonly stream: SqliteStream
  readonly reports: BatchReport[]
  readonly errors: unknown[]
  /** Every event handed over, in order, by the texts of its records. */
  readonly handed: string[][]
  /** Puts the numbers from..to as one key's records. */
  put(from: number, to: number): Promise<Placed[]>
  openCheckpoints(isAlive?: () => boolean): Promise<Checkpoints>
  /** A started poller; stopped after the test. */
  start(handler?: Handler, options?: Partial<PollerOptions>): Promise<Poller>
}

async function makeBench(shard_count = 1): Promise<Bench> {
  const time = new VirtualTime()
  const path = join(makeFolder(), 'stream.sqlite')
  const stream = new SqliteStream(path, { shard_count }, { clock: time.clock })
  onTestFinished(() => stream.close())
  const reports: BatchReport[] = []
  const errors: unknown[] = []
  const handed: string[][] = []
  const open = async (isAlive = () => true) => {
    const checkpoints = await openCheckpoints(`sqlite:${path}`, { clock: time.clock, isAlive })
    onTestFinished(() => checkpoints.close())
    return checkpoints
  }
  return {
    time,
    stream,
    reports,
    errors,
    handed,
    put: async (from, to) => {
      const placed: Placed[] = []
      for (let first = from; first <= to; first += 500) {
        placed.push(...(await stream.put(range(first, Math.min(to, first + 499)).map(i => record('a', i)))))
      }
      return placed
    },
    openCheckpoints: open,
    start: async (handler = async () => {}, options = {}) => {
      const poller = new Poller(
        {
          stream,
          checkpoints: await open(),
          handler: async event => {
            handed.push(texts(event))
            return handler(event)
          },
          retention_ms: null,
          ...options,
        },
        {
          clock: time.clock,
          sleep: time.sleep,
          random: () => 0.5,
          onBatch: report => reports.push(report),
          onError: error => errors.push(error),
        },
      )
      poller.start()
      onTestFinished(() => poller.stop())
      return poller
    },
  }
}

/** A promise to settle from outside. */
function gate(): { opened: Promise<void>; open: () => void } {
  let open = (): void => {}
  const opened = new Promise<void>(resolve => {
    open = resolve
  })
  return { opened, open }
}

test('hands over every record once, in order per shard, in full batches at once', async () => {
  const bench = await makeBench(2)
  for (let i = 0; i < 6; i++) {
    await bench.stream.put(range(i * 500, i * 500 + 499).map(n => record(`k${Number(n) % 10}`, n)))
  }
  const before = bench.time.now
  const poller = await bench.start(undefined, { batch_size: 100 })
  await poller.drain()
  const seen = bench.handed.flat()
  expect(seen).toHaveLength(3000)
  expect(new Set(seen).size).toBe(3000)
  for (let key = 0; key < 10; key++) {
    const own = seen.map(Number).filter(n => n % 10 === key)
    expect(own).toEqual([...own].sort((a, b) => a - b))
  }
  for (const batch of bench.handed) expect(batch.length).toBeLessThanOrEqual(100)
  expect(bench.handed.filter(batch => batch.length === 100).length).toBeGreaterThanOrEqual(28)
  expect(bench.time.now - before).toBeLessThan(1000)
  expect(await bench.stream.backlog()).toEqual({ records: 0, oldest_arrived_at: null })
  expect(bench.reports.every(report => report.outcome === 'done')).toBe(true)
})

test('a batch waits for its window, and no longer', async () => {
  const bench = await makeBench()
  await bench.start(undefined, { window_ms: 5000, batch_size: 1000 })
  await bench.put(1, 3)
  const began = bench.time.now
  await bench.time.until(() => bench.time.now >= began + 3000)
  expect(bench.handed).toEqual([])
  await bench.put(4, 6)
  await bench.time.until(() => bench.handed.length === 1)
  expect(bench.handed).toEqual([range(1, 6)])
  expect(bench.time.now - began).toBeGreaterThanOrEqual(5000)
  expect(bench.time.now - began).toBeLessThanOrEqual(5300)
})

test('a batch that fills up within its window goes at once', async () => {
  const bench = await makeBench()
  await bench.start(undefined, { window_ms: 60_000, batch_size: 10 })
  await bench.put(1, 6)
  const began = bench.time.now
  await bench.time.until(() => bench.time.now >= began + 1000)
  await bench.put(7, 14)
  await bench.time.until(() => bench.handed.length === 1)
  expect(bench.handed).toEqual([range(1, 10)])
  expect(bench.time.now - began).toBeLessThan(5000)
})

test('a batch is bounded by its bytes in base64', async () => {
  const bench = await makeBench()
  // 3,000 bytes are 4,000 in base64.
  await bench.stream.put(range(1, 7).map(() => ({ partition_key: 'a', data: new Uint8Array(3000) })))
  await bench.stream.put([{ partition_key: 'a', data: new Uint8Array(20_000) }])
  const poller = await bench.start(undefined, { batch_bytes: 12_100 })
  await poller.drain()
  expect(bench.handed.map(batch => batch.length)).toEqual([3, 3, 1, 1])
})

test('a throw repeats a single record with growing waits, then it succeeds', async () => {
  const bench = await makeBench()
  await bench.put(1, 1)
  const at: number[] = []
  const poller = await bench.start(async () => {
    at.push(bench.time.now)
    if (at.length < 5) throw new Error('not yet')
  })
  await poller.drain()
  expect(at.slice(1).map((time, i) => time - at[i]!)).toEqual([150, 300, 600, 1200])
  expect(bench.reports.map(report => [report.outcome, report.attempt])).toEqual([
    ['retry', 1],
    ['retry', 2],
    ['retry', 3],
    ['retry', 4],
    ['done', 5],
  ])
  expect(String(bench.reports[0]!.error)).toContain('not yet')
})

test('one poison record among 1,000 ends in the failures; the others are handled, in order', async () => {
  const bench = await makeBench()
  await bench.put(1, 1000)
  const succeeded: string[] = []
  const poller = await bench.start(
    async event => {
      if (texts(event).includes('618')) throw new TypeError('cannot digest 618')
      succeeded.push(...texts(event))
    },
    { max_attempts: 3 },
  )
  await poller.drain()
  expect(succeeded).toEqual(range(1, 1000).filter(n => n !== '618'))
  // The failed halves, then three attempts at the one: ten times split, and no more than ten healthy parts.
  expect(bench.handed.length).toBeLessThanOrEqual(10 + 10 + 3)
  expect(bench.handed.filter(batch => batch.length === 1 && batch[0] === '618')).toHaveLength(3)
  const failures = await (await bench.openCheckpoints()).failures('transform')
  expect(failures).toHaveLength(1)
  const { message } = failures[0]!
  expect(message.requestContext).toMatchObject({ condition: 'RetryAttemptsExhausted', approximateInvokeCount: 3 })
  expect(message.responsePayload).toEqual({ errorType: 'TypeError', errorMessage: 'cannot digest 618' })
  expect(message.KinesisBatchInfo).toMatchObject({ shardId: 'shardId-000000000000', batchSize: 1 })
  expect(texts(JSON.parse(message.payload))).toEqual(['618'])
  await bench.put(1001, 1001)
  await poller.drain()
  expect(succeeded.at(-1)).toBe('1001')
})

test('neighbouring poison, at both ends, and everything poison: each is given up alone', async () => {
  const bench = await makeBench()
  await bench.put(1, 64)
  const poison = new Set(['1', '31', '32', '33', '64'])
  const succeeded: string[] = []
  const poller = await bench.start(
    async event => {
      if (texts(event).some(each => poison.has(each))) throw new Error('poison')
      succeeded.push(...texts(event))
    },
    { max_attempts: 2 },
  )
  await poller.drain()
  expect(succeeded).toEqual(range(1, 64).filter(n => !poison.has(n)))
  for (const n of range(65, 70)) poison.add(n)
  await bench.put(65, 70)
  await poller.drain()
  const failures = await (await bench.openCheckpoints()).failures('transform')
  expect(failures.flatMap(({ message }) => texts(JSON.parse(message.payload)))).toEqual([...poison])
})

test('an outage is waited out without giving up a record, and the rest is run in few batches', async () => {
  const bench = await makeBench()
  await bench.put(1, 1000)
  const began = bench.time.now
  const succeeded: string[] = []
  const poller = await bench.start(async event => {
    if (bench.time.now - began < 60_000) throw new Error('the lake is away')
    succeeded.push(...texts(event))
  })
  await poller.drain()
  expect(succeeded).toEqual(range(1, 1000))
  expect(await (await bench.openCheckpoints()).countFailures('transform')).toBe(0)
  expect(bench.handed.length).toBeLessThan(40)
})

test('named failures repeat from the lowest; what is before it is not repeated', async () => {
  const bench = await makeBench()
  const placed = await bench.put(1, 10)
  let calls = 0
  const poller = await bench.start(async () => {
    calls++
    if (calls === 1) {
      return { batchItemFailures: [8, 4, 6].map(i => ({ itemIdentifier: placed[i]!.sequence_number })) }
    }
    return { batchItemFailures: [] }
  })
  await poller.drain()
  expect(bench.handed).toEqual([range(1, 10), range(5, 10)])
  expect(bench.reports.map(({ outcome }) => outcome)).toEqual(['partial', 'done'])
})

test('a record named again and again is set apart and given up, the ones behind it go on', async () => {
  const bench = await makeBench()
  const placed = await bench.put(1, 10)
  const poller = await bench.start(
    async event => {
      const poison = event.Records.find(each => each.kinesis.sequenceNumber === placed[4]!.sequence_number)
      return { batchItemFailures: poison ? [{ itemIdentifier: poison.kinesis.sequenceNumber }] : [] }
    },
    { max_attempts: 2 },
  )
  await poller.drain()
  expect(bench.handed).toEqual([range(1, 10), range(5, 10), ['5'], ['5'], range(6, 10)])
  const [failure] = await (await bench.openCheckpoints()).failures('transform')
  expect(failure!.message.responseContext).toEqual({ statusCode: 200, executedVersion: '$LATEST' })
})

test('an answer that makes no sense fails the whole batch', async () => {
  const bench = await makeBench()
  await bench.put(1, 4)
  let calls = 0
  const poller = await bench.start(async () => ({ batchItemFailures: ++calls === 1 ? [{ itemIdentifier: '' }] : [] }))
  await poller.drain()
  expect(bench.handed).toEqual([range(1, 4), range(1, 2), range(3, 4)])
})

test('without bisection a failing batch is given up whole', async () => {
  const bench = await makeBench()
  await bench.put(1, 4)
  const poller = await bench.start(
    async event => {
      if (texts(event).includes('3')) throw new Error('poison')
    },
    { bisect: false, max_attempts: 2, batch_size: 4 },
  )
  await poller.drain()
  expect(bench.handed).toEqual([range(1, 4), range(1, 4)])
  const [failure] = await (await bench.openCheckpoints()).failures('transform')
  expect(texts(JSON.parse(failure!.message.payload))).toEqual(range(1, 4))
})

test('after a crash the extent in hand is run again as it was, and so are the halves it was split into', async () => {
  const bench = await makeBench()
  await bench.put(1, 100)
  const inHand = gate()
  const first = new Poller(
    {
      stream: bench.stream,
      checkpoints: await bench.openCheckpoints(),
      handler: async event => {
        bench.handed.push(texts(event))
        if (bench.handed.length === 1) throw new Error('split me')
        inHand.open()
        // As good as killed: it never comes back.
        await new Promise(() => {})
      },
      retention_ms: null,
      lease_ms: 30_000,
    },
    { clock: bench.time.clock, sleep: bench.time.sleep, random: () => 0 },
  )
  first.start()
  await inHand.opened
  await bench.put(101, 200)
  const second = await bench.start(undefined, { checkpoints: await bench.openCheckpoints(() => false) })
  await second.drain()
  expect(bench.handed).toEqual([range(1, 100), range(1, 50), range(1, 50), range(51, 100), range(101, 200)])
  expect(bench.reports.map(({ attempt }) => attempt)).toEqual([2, 1, 1])
})

test('a batch that ends the process each time is split and its cause given up', async () => {
  const bench = await makeBench()
  await bench.put(1, 4)
  const succeeded: string[] = []
  for (let starts = 0; starts < 40 && (await bench.stream.backlog()).records > 0; starts++) {
    const crashed = gate()
    const poller = new Poller(
      {
        stream: bench.stream,
        checkpoints: await bench.openCheckpoints(() => false),
        handler: async event => {
          if (texts(event).includes('3')) {
            crashed.open()
            await new Promise(() => {})
          }
          succeeded.push(...texts(event))
        },
        retention_ms: null,
        max_attempts: 2,
      },
      { clock: bench.time.clock, sleep: bench.time.sleep },
    )
    poller.start()
    await Promise.race([crashed.opened, poller.drain()])
  }
  expect(succeeded).toEqual(['1', '2', '4'])
  const [failure] = await (await bench.openCheckpoints()).failures('transform')
  expect(texts(JSON.parse(failure!.message.payload))).toEqual(['3'])
  expect(failure!.message.responsePayload.errorMessage).toMatch(/expected the process to outlive the batch/)
})

test('two pollers never run one shard at once; leases are renewed while a handler takes its time', async () => {
  const bench = await makeBench(2)
  for (let i = 0; i < 200; i++) await bench.stream.put([record(`k${i}`, i)])
  const running = new Map<string, number>()
  let most = 0
  const handler: Handler = async event => {
    const shard = event.Records[0]!.eventID.split(':')[0]!
    running.set(shard, (running.get(shard) ?? 0) + 1)
    most = Math.max(most, running.get(shard)!)
    await bench.time.sleep(100_000)
    running.set(shard, running.get(shard)! - 1)
  }
  const options = { lease_ms: 5000, batch_size: 40 }
  const pollers = [await bench.start(handler, options), await bench.start(handler, options)]
  await pollers[0]!.drain()
  expect(most).toBe(1)
  expect(
    bench.handed
      .flat()
      .map(Number)
      .sort((a, b) => a - b),
  ).toEqual(range(0, 199).map(Number))
  expect(bench.reports.every(({ outcome }) => outcome === 'done')).toBe(true)
})

test('a stopped poller’s shards go to another at once', async () => {
  const bench = await makeBench(2)
  const first = await bench.start()
  await bench.stream.put(range(1, 50).map(i => record(`k${i}`, i)))
  await first.drain()
  await first.stop()
  const stopped_at = bench.time.now
  await bench.stream.put(range(51, 100).map(i => record(`k${i}`, i)))
  const second = await bench.start()
  await second.drain()
  expect(bench.time.now - stopped_at).toBeLessThan(1000)
  expect(bench.handed.flat()).toHaveLength(100)
})

test('a poller whose lease was taken over saves nothing and stops that shard', async () => {
  const bench = await makeBench()
  await bench.put(1, 5)
  const inHand = gate()
  const goOn = gate()
  const poller = await bench.start(
    async () => {
      inHand.open()
      await goOn.opened
    },
    { lease_ms: 1e9 },
  )
  await inHand.opened
  const other = await bench.openCheckpoints(() => false)
  const lease = { consumer: 'transform', shard: 'shardId-000000000000', owner: 'other' }
  expect(await other.acquire(lease, 10_000)).toBe(true)
  const { extents } = await other.progress('transform', lease.shard)
  expect(extents).toMatchObject([{ records: 5, attempts: 1 }])
  goOn.open()
  await bench.time.until(() => bench.reports.length > 0)
  expect(bench.reports.map(({ outcome }) => outcome)).toEqual(['lost'])
  expect(await other.progress('transform', lease.shard)).toEqual({ checkpoint: null, extents })
  await bench.time.until(() => bench.time.now > 0 && bench.handed.length === 1)
  // Once the other lets it lapse, the poller takes it again and runs the same extent.
  await poller.drain()
  expect(bench.handed).toEqual([range(1, 5), range(1, 5)])
})

test('stop waits for the run in hand and checkpoints it, begins nothing new and releases the leases', async () => {
  const bench = await makeBench()
  await bench.put(1, 30)
  const inHand = gate()
  const goOn = gate()
  const poller = await bench.start(
    async () => {
      inHand.open()
      await goOn.opened
    },
    { batch_size: 10 },
  )
  await inHand.opened
  let isStopped = false
  const stopped = poller.stop().then(() => {
    isStopped = true
  })
  const began = bench.time.now
  await bench.time.until(() => bench.time.now > began + 60_000)
  expect(isStopped).toBe(false)
  goOn.open()
  await stopped
  await poller.stop()
  expect(bench.handed).toEqual([range(1, 10)])
  expect((await bench.stream.backlog()).records).toBe(20)
  const checkpoints = await bench.openCheckpoints()
  expect((await checkpoints.progress('transform', 'shardId-000000000000')).extents).toEqual([])
  expect(await checkpoints.acquire({ consumer: 'transform', shard: 'shardId-000000000000', owner: 'x' }, 1)).toBe(true)
})

test('stop does not wait out a window nor a backoff', async () => {
  const bench = await makeBench(2)
  await bench.stream.put(range(1, 40).map(i => record(`k${i}`, i)))
  const poller = await bench.start(
    async () => {
      throw new Error('down')
    },
    { window_ms: 1e9, batch_size: 15, backoff_ms: 1e9, backoff_cap_ms: 1e9 },
  )
  await bench.time.until(() => bench.reports.length > 0)
  const before = bench.time.now
  await poller.stop()
  expect(bench.time.now - before).toBeLessThan(1e8)
})

test('drain cuts the window short, and fails when the poller stops', async () => {
  const bench = await makeBench(2)
  const poller = await bench.start(undefined, { window_ms: 1e9, batch_size: 10_000 })
  await poller.drain()
  await bench.stream.put(range(1, 20).map(i => record(`k${i}`, i)))
  await poller.drain()
  expect(bench.handed.flat()).toHaveLength(20)
  await bench.stream.put(range(21, 40).map(i => record(`k${i}`, i)))
  await poller.stop()
  await expect(poller.drain()).rejects.toThrow(/expected to run/)
  expect(bench.handed.flat()).toHaveLength(20)
})

test('errors of its own, as a locked file, are told and outlived', async () => {
  const bench = await makeBench()
  await bench.put(1, 5)
  let reads = 0
  const flaky = {
    shards: () => bench.stream.shards(),
    newest: (shard: string) => bench.stream.newest(shard),
    prune: async () => 0,
    read: (...given: Parameters<SqliteStream['read']>) => {
      if (++reads <= 3) throw new Error('database is locked')
      return bench.stream.read(...given)
    },
  }
  const poller = await bench.start(undefined, { stream: flaky })
  await poller.drain()
  expect(bench.handed).toEqual([range(1, 5)])
  expect(bench.errors).toHaveLength(3)
})

test('an extent whose records were pruned is passed over', async () => {
  const bench = await makeBench()
  const placed = await bench.put(1, 10)
  const checkpoints = await bench.openCheckpoints()
  const lease = { consumer: 'transform', shard: placed[0]!.shard, owner: 'me' }
  const numbers = placed.map(each => each.sequence_number)
  await checkpoints.acquire(lease, 1000)
  await checkpoints.save(lease, {
    checkpoint: null,
    extents: [{ from: numbers[0]!, to: numbers[4]!, records: 5, attempts: 1 }],
  })
  await checkpoints.release(lease)
  const another = { ...lease, consumer: 'another' }
  await checkpoints.acquire(another, 1000)
  await checkpoints.save(another, { checkpoint: numbers[6]!, extents: [] })
  expect(await bench.stream.prune('another', -1)).toBe(7)
  const poller = await bench.start()
  await poller.drain()
  expect(bench.handed).toEqual([range(8, 10)])
  expect(bench.reports.map(({ outcome }) => outcome)).toEqual(['gone', 'done'])
})

test('checkpointed records are pruned after their retention', async () => {
  const bench = await makeBench()
  await bench.put(1, 10)
  const poller = await bench.start(undefined, { retention_ms: 3_600_000 })
  await poller.drain()
  const drained_at = bench.time.now
  expect((await bench.stream.stats()).records).toBe(10)
  await bench.time.until(async () => (await bench.stream.stats()).records === 0)
  expect(bench.time.now - drained_at).toBeGreaterThan(3_500_000)
  expect(await bench.stream.backlog()).toEqual({ records: 0, oldest_arrived_at: null })
})

test('refuses settings that cannot be, and starts once', async () => {
  const bench = await makeBench()
  const poller = await bench.start()
  expect(() => poller.start()).toThrow(/started once/)
  for (const option of ['batch_size', 'batch_bytes', 'max_attempts', 'poll_ms', 'lease_ms']) {
    await expect(bench.start(undefined, { [option]: 0 })).rejects.toThrow(RangeError)
    await expect(bench.start(undefined, { [option]: Number.NaN })).rejects.toThrow(option)
  }
})
