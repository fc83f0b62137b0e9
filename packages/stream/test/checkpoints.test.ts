import { hostname } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { type Checkpoints, openCheckpoints } from '../checkpoints.ts'
import { failureMessage } from '../failure.ts'
import { makeEvent } from '../invocation.ts'
import { isAlive, LeaseLost, nameOwner } from '../lease.ts'
import { formatSequence } from '../sequence.ts'
import { SqliteStream } from '../sqlite.ts'
import { makeFolder } from './folder.ts'
import { record } from './records.ts'

const SHARD = 'shardId-000000000000'
const lease = (owner: string, consumer = 'transform') => ({ consumer, shard: SHARD, owner })
const extent = (from: number, to: number, attempts = 0) => ({
  from: formatSequence(from),
  to: formatSequence(to),
  records: to - from + 1,
  attempts,
})

async function open(
  url: string,
  clock: () => number,
  alive: (owner: string) => boolean = () => true,
): Promise<Checkpoints> {
  const checkpoints = await openCheckpoints(url, { clock, isAlive: alive })
  onTestFinished(() => checkpoints.close())
  return checkpoints
}

const fresh = () => `sqlite:${join(makeFolder(), 'made', 'stream.sqlite')}`

function failure(from: number) {
  const records = [{ ...record('k', 'poison'), sequence_number: formatSequence(from), arrived_at: 1500 }]
  return failureMessage(
    makeEvent(SHARD, records, 'arn:aws:kinesis:eu-west-1:123456789012:stream/s'),
    {
      condition: 'RetryAttemptsExhausted',
      attempts: 3,
      error: new TypeError('bad'),
      thrown: true,
      function_arn: 'arn:f',
    },
    2000,
  )
}

test('checkpoint, extents and failure are saved together and found again', async () => {
  const url = fresh()
  const one = await open(url, () => 1000)
  expect(await one.progress('transform', SHARD)).toEqual({ checkpoint: null, extents: [] })
  await one.acquire(lease('me'), 1000)
  const progress = { checkpoint: formatSequence(9), extents: [extent(10, 14, 2), extent(15, 100), extent(101, 1000)] }
  await one.save(lease('me'), progress, failure(9))
  await one.close()
  const two = await open(url, () => 1000)
  expect(await two.progress('transform', SHARD)).toEqual(progress)
  expect(await two.progress('another', SHARD)).toEqual({ checkpoint: null, extents: [] })
  expect(await two.countFailures('transform')).toBe(1)
  await two.save(lease('me'), { checkpoint: formatSequence(14), extents: [] })
  expect(await two.progress('transform', SHARD)).toEqual({ checkpoint: formatSequence(14), extents: [] })
})

test('a failure has the shape of the message Lambda sends, with the records in it', async () => {
  const checkpoints = await open(fresh(), () => 2000)
  await checkpoints.acquire(lease('me'), 1000)
  for (const from of [1, 2, 3]) {
    await checkpoints.save(lease('me'), { checkpoint: formatSequence(from), extents: [] }, failure(from))
  }
  const [first] = await checkpoints.failures('transform', 1)
  expect(first).toMatchObject({ id: 1, consumer: 'transform', shard: SHARD, failed_at: 2000 })
  expect(first!.message).toMatchObject({
    requestContext: { functionArn: 'arn:f', condition: 'RetryAttemptsExhausted', approximateInvokeCount: 3 },
    responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
    responsePayload: { errorType: 'TypeError', errorMessage: 'bad' },
    version: '1.0',
    timestamp: '1970-01-01T00:00:02.000Z',
    KinesisBatchInfo: {
      shardId: SHARD,
      startSequenceNumber: formatSequence(1),
      endSequenceNumber: formatSequence(1),
      approximateArrivalOfFirstRecord: '1970-01-01T00:00:01.500Z',
      approximateArrivalOfLastRecord: '1970-01-01T00:00:01.500Z',
      batchSize: 1,
      streamArn: 'arn:aws:kinesis:eu-west-1:123456789012:stream/s',
    },
  })
  expect(Buffer.from(JSON.parse(first!.message.payload).Records[0].kinesis.data, 'base64').toString()).toBe('poison')
  expect((await checkpoints.failures('transform', 10, 1)).map(({ id }) => id)).toEqual([2, 3])
  expect(await checkpoints.failures('another')).toEqual([])
  await checkpoints.removeFailures([1, 3])
  expect((await checkpoints.failures('transform')).map(({ id }) => id)).toEqual([2])
  expect(await checkpoints.countFailures('transform')).toBe(1)
})

test('a lease has one owner until its time is over', async () => {
  const url = fresh()
  let now = 1000
  const one = await open(url, () => now)
  const two = await open(url, () => now)
  expect(await one.acquire(lease('one'), 100)).toBe(true)
  expect(await two.acquire(lease('two'), 100)).toBe(false)
  expect(await two.acquire(lease('two', 'another consumer'), 100)).toBe(true)
  expect(await one.acquire(lease('one'), 100)).toBe(true)
  now = 1080
  expect(await one.renew(lease('one'), 100)).toBe(true)
  now = 1179
  expect(await two.acquire(lease('two'), 100)).toBe(false)
  now = 1180
  expect(await two.acquire(lease('two'), 100)).toBe(true)
  expect(await one.renew(lease('one'), 100)).toBe(false)
  expect(await one.acquire(lease('one'), 100)).toBe(false)
  await one.release(lease('one'))
  expect(await two.renew(lease('two'), 100)).toBe(true)
  await two.release(lease('two'))
  expect(await one.acquire(lease('one'), 100)).toBe(true)
})

test('an expired lease that nobody took is still its owner’s', async () => {
  let now = 1000
  const checkpoints = await open(fresh(), () => now)
  await checkpoints.acquire(lease('me'), 100)
  now = 5000
  await checkpoints.save(lease('me'), { checkpoint: formatSequence(1), extents: [] })
  expect(await checkpoints.renew(lease('me'), 100)).toBe(true)
})

test('who lost the lease saves nothing', async () => {
  let now = 1000
  const checkpoints = await open(fresh(), () => now)
  await expect(checkpoints.save(lease('nobody'), { checkpoint: null, extents: [] })).rejects.toThrow(LeaseLost)
  await checkpoints.acquire(lease('one'), 100)
  await checkpoints.save(lease('one'), { checkpoint: formatSequence(1), extents: [extent(2, 5, 1)] })
  now = 2000
  await checkpoints.acquire(lease('two'), 100)
  const late = { checkpoint: formatSequence(5), extents: [] }
  await expect(checkpoints.save(lease('one'), late, failure(2))).rejects.toThrow(LeaseLost)
  expect(await checkpoints.progress('transform', SHARD)).toEqual({
    checkpoint: formatSequence(1),
    extents: [extent(2, 5, 1)],
  })
  expect(await checkpoints.countFailures('transform')).toBe(0)
})

test('a checkpoint never goes back', async () => {
  const checkpoints = await open(fresh(), () => 1000)
  await checkpoints.acquire(lease('me'), 100)
  await checkpoints.save(lease('me'), { checkpoint: formatSequence(10), extents: [] })
  for (const checkpoint of [formatSequence(9), null]) {
    await expect(checkpoints.save(lease('me'), { checkpoint, extents: [extent(1, 2)] })).rejects.toThrow(RangeError)
  }
  expect(await checkpoints.progress('transform', SHARD)).toEqual({ checkpoint: formatSequence(10), extents: [] })
})

test('the lease of a process that has ended is free at once', async () => {
  const url = fresh()
  const one = await open(url, () => 1000)
  await one.acquire(lease('dead'), 1e9)
  const two = await open(
    url,
    () => 1000,
    owner => owner !== 'dead',
  )
  expect(await two.acquire(lease('two'), 100)).toBe(true)
  expect(await one.renew(lease('dead'), 100)).toBe(false)
})

test('an owner is alive unless its process on this machine has ended', () => {
  expect(isAlive(nameOwner(), Date.now())).toBe(true)
  // The same process id, but renewed before this process began: the one before us in this container.
  expect(isAlive(nameOwner(), Date.now() - process.uptime() * 1000 - 1000)).toBe(false)
  expect(isAlive(`${hostname()}/${process.ppid}/x`, Date.now())).toBe(true)
  // Beyond the largest process id of Linux.
  expect(isAlive(`${hostname()}/4194305/x`, Date.now())).toBe(false)
  expect(isAlive('another-machine/4194305/x', Date.now())).toBe(true)
  expect(isAlive('', 0)).toBe(true)
})

test('checkpoints and stream open the same file in either order', async () => {
  const url = fresh()
  const checkpoints = await open(url, () => 1000)
  const stream = new SqliteStream(url.slice('sqlite:'.length))
  onTestFinished(() => stream.close())
  const [placed] = await stream.put([record('a', 1)])
  const own = { consumer: 'transform', shard: placed!.shard, owner: 'me' }
  await checkpoints.acquire(own, 100)
  await checkpoints.save(own, { checkpoint: placed!.sequence_number, extents: [] })
  expect(await stream.backlog('transform')).toEqual({ records: 0, oldest_arrived_at: null })
})
