// What Kinesis does when it cannot: refusals one by one, throttling, lost answers, iterators that expire. The contract itself
// is held against an emulator in conformance/aws.
import { describe, expect, test } from 'vitest'
import { readArrived } from '../kinesis-complete.ts'
import { StreamBusy } from '../stream.ts'
import { fault, openFake, THROTTLED } from './kinesis-fake.ts'
import { record, text } from './records.ts'

const SHARD = 'shardId-000000000000'
const NOW = 1_790_000_000_000
const pad = (n: number | string) => String(n).padStart(56, '0')
const stored = (n: number, at = NOW) => ({
  PartitionKey: 'a',
  Data: Buffer.from(String(n)),
  SequenceNumber: String(n),
  ApproximateArrivalTimestamp: new Date(at),
})

describe('a put', () => {
  test('sends again what was refused, and only that, in its order', async () => {
    const { kinesis, stream, time } = openFake()
    kinesis.judge = (each, put) => (put === 1 && ['1', '3'].includes(each) ? THROTTLED : undefined)
    const placed = await stream.put([0, 1, 2, 3].map(i => record('a', i)))
    expect(kinesis.taken).toEqual(['0', '2', '1', '3'])
    expect(placed).toEqual([1, 3, 2, 4].map(n => ({ shard: SHARD, sequence_number: pad(n) })))
    expect(kinesis.puts.map(({ Records }) => Records!.length)).toEqual([4, 2])
    expect(time.waited).toBeGreaterThan(0)
  })

  test('is acked only when every record was taken, however often it takes', async () => {
    const { kinesis, stream } = openFake()
    kinesis.judge = (each, put) => (Number(each) < put ? undefined : 'InternalFailure')
    expect(await stream.put([0, 1, 2, 3].map(i => record('a', i)))).toHaveLength(4)
    expect(kinesis.taken).toEqual(['0', '1', '2', '3'])
  })

  test('is StreamBusy when some are refused for seconds, with a time to come again', async () => {
    const { kinesis, stream, time } = openFake()
    kinesis.judge = each => (each === '1' ? THROTTLED : undefined)
    const put = stream.put([0, 1].map(i => record('a', i)))
    await expect(put).rejects.toThrow(
      /^stream clicks: expected 2 records to be taken, 1 were not: ProvisionedThroughputExceededException \(as told\)$/,
    )
    await expect(put).rejects.toMatchObject({ name: 'StreamBusy', retryAfterSeconds: 2 })
    expect(time.waited).toBeLessThanOrEqual(10_000)
    expect(kinesis.puts.length).toBeLessThan(25)
    expect(kinesis.taken).toEqual(['0'])
  })

  test.each([
    ['the whole request throttled', fault(THROTTLED)],
    [
      'an error of the service',
      fault('InternalFailure', 'oops', { $fault: 'server', $metadata: { httpStatusCode: 500 } }),
    ],
    ['no answer in time', Object.assign(new Error('too long'), { name: 'TimeoutError' })],
    ['a connection that broke', Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' })],
    ['a key service that is throttled', fault('KMSThrottlingException')],
  ])('is sent again after %s, and is StreamBusy when that does not end', async (_, error) => {
    const { kinesis, stream } = openFake()
    kinesis.judge = (_, put) => {
      if (put < 3) throw error
      return undefined
    }
    expect(await stream.put([record('a', 1)])).toHaveLength(1)
    kinesis.judge = () => {
      throw error
    }
    await expect(stream.put([record('a', 1)])).rejects.toBeInstanceOf(StreamBusy)
  })

  test('takes an answer with fewer records than were sent for what it is', async () => {
    const { kinesis, stream } = openFake()
    const whole = kinesis.putRecords.bind(kinesis)
    kinesis.putRecords = async input => {
      const answer = await whole(input)
      return kinesis.puts.length === 1 ? { ...answer, Records: answer.Records!.slice(0, 1) } : answer
    }
    expect(await stream.put([1, 2].map(i => record('a', i)))).toHaveLength(2)
    expect(kinesis.puts[1]!.Records).toHaveLength(1)
  })

  test.each([
    [fault('AccessDeniedException', 'not authorized'), /stream clicks: expected to be allowed kinesis:PutRecords/],
    [fault('KMSAccessDeniedException', 'no key'), /expected to be allowed kinesis:PutRecords, got KMSAccessDenied/],
    [fault('ResourceNotFoundException'), /stream clicks: expected it to exist, got .*`npx sst deploy` makes it/],
    [fault('ExpiredTokenException'), /expected AWS credentials that hold/],
    [new Error('Region is missing'), /stream clicks: expected AWS_REGION to say where it is, got none/],
  ])('is not tried again where it cannot succeed: %s', async (error, words) => {
    const { kinesis, stream } = openFake()
    kinesis.judge = () => {
      throw error
    }
    await expect(stream.put([record('a', 1)])).rejects.toThrow(words)
    expect(kinesis.puts).toHaveLength(1)
  })

  test('that is acked has every record where it says, whatever was refused, lost or thrown on the way', async () => {
    let seed = 1
    const random = () => {
      seed = (seed * 16_807) % 2_147_483_647
      return seed / 2_147_483_647
    }
    let acked = 0
    for (let run = 0; run < 300; run++) {
      const { kinesis, stream } = openFake()
      const badness = random() * 0.8
      kinesis.judge = () => (random() < badness ? (random() < 0.5 ? THROTTLED : 'InternalFailure') : undefined)
      const whole = kinesis.putRecords.bind(kinesis)
      kinesis.putRecords = async input => {
        if (random() < badness / 4) throw fault('TimeoutError')
        const answer = await whole(input)
        // Taken, and nobody is told.
        if (random() < badness / 4) throw Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' })
        return answer
      }
      const texts = Array.from({ length: 1 + Math.floor(random() * 20) }, (_, i) => `${run}/${i}`)
      const placed = await stream.put(texts.map(each => record('a', each))).catch(error => {
        expect(error).toBeInstanceOf(StreamBusy)
        return null
      })
      if (placed === null) continue
      acked++
      expect(placed.map(({ sequence_number }) => kinesis.taken[Number(sequence_number) - 1])).toEqual(texts)
    }
    expect(acked).toBeGreaterThan(100)
    expect(acked).toBeLessThan(300)
  })

  test('of nothing asks nothing, and a closed stream lets go of its connections', async () => {
    const { kinesis, stream } = openFake()
    expect(await stream.put([])).toEqual([])
    expect(kinesis.puts).toEqual([])
    await stream.close()
    expect(kinesis.isClosed).toBe(true)
    await expect(stream.read(SHARD, 'oldest', 1)).rejects.toThrow(/closed/)
  })
})

describe('a read', () => {
  test('goes on over answers without records, and from where it ended without another iterator', async () => {
    const { kinesis, stream } = openFake()
    kinesis.pages = iterator =>
      iterator === `${SHARD}/oldest`
        ? { Records: [], NextShardIterator: 'one', MillisBehindLatest: 9000 }
        : iterator === 'one'
          ? { Records: [stored(7)], NextShardIterator: 'two', MillisBehindLatest: 0 }
          : { Records: [stored(8)], NextShardIterator: 'three', MillisBehindLatest: 0 }
    const [first] = await stream.read(SHARD, 'oldest', 10)
    expect(first).toMatchObject({ sequence_number: pad(7), arrived_at: NOW })
    expect((await stream.read(SHARD, { after: pad(7) }, 10)).map(text)).toEqual(['8'])
    expect(kinesis.iterators).toEqual([`${SHARD}/oldest`])
    await stream.read(SHARD, { after: pad(5) }, 10)
    expect(kinesis.iterators).toEqual([`${SHARD}/oldest`, `${SHARD}/5`])
  })

  test('takes a new iterator where the one at hand has expired, at the record it had come to', async () => {
    const { kinesis, stream } = openFake()
    kinesis.pages = iterator =>
      iterator === 'old'
        ? fault('ExpiredIteratorException')
        : iterator === `${SHARD}/7`
          ? { Records: [stored(8)], MillisBehindLatest: 0 }
          : { Records: [stored(7)], NextShardIterator: 'old', MillisBehindLatest: 5 }
    expect((await stream.read(SHARD, 'oldest', 10)).map(text)).toEqual(['7', '8'])
    expect(kinesis.iterators).toEqual([`${SHARD}/oldest`, `${SHARD}/7`])
  })

  test('waits its turn among the readers of a shard, and says so when it does not come', async () => {
    const { kinesis, stream, time } = openFake()
    let asked = 0
    kinesis.pages = () => (++asked < 5 ? fault(THROTTLED) : { Records: [stored(1)], MillisBehindLatest: 0 })
    expect(await stream.read(SHARD, 'oldest', 1)).toHaveLength(1)
    expect(time.waited).toBeGreaterThan(0)
    kinesis.pages = () => fault(THROTTLED)
    await expect(stream.read(SHARD, 'oldest', 1)).rejects.toThrow(
      /expected to read shardId-000000000000, got Provisioned/,
    )
  })

  test('ends with a shard that was closed', async () => {
    const { kinesis, stream } = openFake()
    kinesis.pages = () => ({ Records: [stored(1)], MillisBehindLatest: 0 })
    expect(await stream.read(SHARD, 'oldest', 10)).toHaveLength(1)
  })

  test('the list of shards has all its pages, sorted', async () => {
    const { kinesis, stream } = openFake()
    kinesis.lists = [['shardId-000000000002', 'shardId-000000000000'], [], ['shardId-000000000001']]
    expect(await stream.shards()).toEqual([0, 1, 2].map(i => `shardId-00000000000${i}`))
  })
})

describe('what has arrived', () => {
  const clock = () => NOW
  const margin = 40_000
  const shards = [SHARD, 'shardId-000000000001']

  test('is all up to now when nothing follows the notes, less what may be on its way', async () => {
    const { kinesis, stream } = openFake(NOW)
    kinesis.lists = [shards]
    expect(await readArrived(stream, new Map([[SHARD, pad(5)]]), clock)).toBe(NOW - margin)
    expect(kinesis.iterators).toEqual([`${SHARD}/5`, `${shards[1]}/oldest`])
  })

  test('ends before the first record that waits, in any shard', async () => {
    const { kinesis, stream } = openFake(NOW)
    kinesis.lists = [shards]
    const waits = { Records: [stored(9, NOW - 600_000)], NextShardIterator: 'x', MillisBehindLatest: 600_000 }
    kinesis.pages = iterator =>
      iterator === `${shards[1]}/oldest` ? waits : { Records: [], NextShardIterator: 'y', MillisBehindLatest: 0 }
    expect(await readArrived(stream, new Map([[SHARD, pad(5)]]), clock)).toBe(NOW - 600_000 - margin)
  })

  test('goes over hours without records, and says how far it came where there is no end to them', async () => {
    const { kinesis, stream } = openFake(NOW)
    kinesis.pages = iterator => {
      const page = iterator === `${SHARD}/oldest` ? 0 : Number(iterator)
      return { Records: [], NextShardIterator: String(page + 1), MillisBehindLatest: Math.max(0, 3000 - page * 1000) }
    }
    expect(await readArrived(stream, new Map(), clock)).toBe(NOW - margin)
    kinesis.pages = () => ({ Records: [], NextShardIterator: 'on', MillisBehindLatest: 7000 })
    expect(await readArrived(stream, new Map(), clock)).toBe(NOW - 7000 - margin)
  })

  test('a shard that was closed and read to its end holds nothing up', async () => {
    const { kinesis, stream } = openFake(NOW)
    kinesis.pages = () => ({ Records: [], MillisBehindLatest: 0 })
    expect(await readArrived(stream, new Map([[SHARD, pad(5)]]), clock)).toBe(NOW - margin)
  })

  test('a note of another stream of the name counts as none', async () => {
    const { kinesis, stream } = openFake(NOW)
    const whole = kinesis.getShardIterator.bind(kinesis)
    kinesis.getShardIterator = async input => {
      if (input.StartingSequenceNumber !== undefined) throw fault('InvalidArgumentException')
      return whole(input)
    }
    kinesis.pages = () => ({ Records: [stored(1, NOW - 60_000)], NextShardIterator: 'x', MillisBehindLatest: 60_000 })
    expect(await readArrived(stream, new Map([[SHARD, pad(5)]]), clock)).toBe(NOW - 60_000 - margin)
  })
})
