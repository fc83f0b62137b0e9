import { expect, test } from 'vitest'
import { Batch } from '../batch.ts'
import { ALL_FAILED, firstFailed, makeEvent } from '../invocation.ts'
import { backoff, decide, extentOf } from '../retry.ts'
import { formatSequence } from '../sequence.ts'
import type { StreamRecord } from '../stream.ts'

const records: StreamRecord[] = Array.from({ length: 5 }, (_, i) => ({
  partition_key: 'k',
  data: new Uint8Array(Buffer.from(`é${i}`)),
  sequence_number: formatSequence(i + 1),
  arrived_at: 1_790_000_000_123 + i,
}))
const policy = { bisect: true, max_attempts: 3, max_record_age_ms: Number.POSITIVE_INFINITY }
const begun = (of: readonly StreamRecord[], attempts: number) => ({ ...extentOf(of), attempts })

test('an event is the one Lambda makes of a Kinesis record', () => {
  const event = makeEvent(
    'shardId-000000000001',
    records.slice(2, 3),
    'arn:aws:kinesis:eu-west-1:123456789012:stream/s',
  )
  expect(event).toEqual({
    Records: [
      {
        kinesis: {
          kinesisSchemaVersion: '1.0',
          partitionKey: 'k',
          sequenceNumber: '00000000000000000003',
          data: 'w6ky',
          approximateArrivalTimestamp: 1_790_000_000.125,
        },
        eventSource: 'aws:kinesis',
        eventVersion: '1.0',
        eventID: 'shardId-000000000001:00000000000000000003',
        eventName: 'aws:kinesis:record',
        invokeIdentityArn: 'arn:aws:iam::123456789012:role/clickstream',
        awsRegion: 'eu-west-1',
        eventSourceARN: 'arn:aws:kinesis:eu-west-1:123456789012:stream/s',
      },
    ],
  })
})

test.each([
  [undefined, 5],
  [null, 5],
  ['any text', 5],
  [{}, 5],
  [{ batchItemFailures: null }, 5],
  [{ batchItemFailures: [] }, 5],
  [{ batchItemFailures: [{ itemIdentifier: formatSequence(4) }, { itemIdentifier: formatSequence(2) }] }, 1],
  [{ batchItemFailures: [{ itemIdentifier: formatSequence(1) }] }, 0],
  [{ batchItemFailures: [{ itemIdentifier: '' }] }, ALL_FAILED],
  [{ batchItemFailures: [{ itemIdentifier: null }] }, ALL_FAILED],
  [{ batchItemFailures: [{ wrongName: formatSequence(3) }] }, ALL_FAILED],
  [{ batchItemFailures: [{ itemIdentifier: formatSequence(3) }, { itemIdentifier: '99' }] }, ALL_FAILED],
  [{ batchItemFailures: [null] }, ALL_FAILED],
  [{ batchItemFailures: 'wrong' }, ALL_FAILED],
])('the answer %j fails from record %i on', (answer, first) => {
  expect(firstFailed(answer, records)).toBe(first)
})

test('success ends the extent', () => {
  expect(decide(begun(records, 1), records, 5, policy, 0)).toEqual({ outcome: 'done', done: 5, extents: [] })
})

test('a named record ends what is before it; first in its batch, it is set apart', () => {
  expect(decide(begun(records, 1), records, 3, policy, 0)).toEqual({
    outcome: 'partial',
    done: 3,
    extents: [{ from: formatSequence(4), to: formatSequence(5), records: 2, attempts: 0 }],
  })
  expect(decide(begun(records, 1), records, 0, policy, 0)).toEqual({
    outcome: 'bisected',
    done: 0,
    extents: [
      { from: formatSequence(1), to: formatSequence(1), records: 1, attempts: 0 },
      { from: formatSequence(2), to: formatSequence(5), records: 4, attempts: 0 },
    ],
  })
})

test('a failed batch is split in the middle, whatever its attempts', () => {
  for (const attempts of [1, 3, 9]) {
    const { outcome, extents } = decide(begun(records, attempts), records, ALL_FAILED, policy, 0)
    expect(outcome).toBe('bisected')
    expect(extents.map(each => [each.from, each.to, each.attempts])).toEqual([
      [formatSequence(1), formatSequence(3), 0],
      [formatSequence(4), formatSequence(5), 0],
    ])
  }
})

test('a single record is tried again until its attempts or its age are used up', () => {
  const one = records.slice(0, 1)
  expect(decide(begun(one, 1), one, ALL_FAILED, policy, 0)).toEqual({
    outcome: 'retry',
    done: 0,
    extents: [begun(one, 1)],
  })
  expect(decide(begun(one, 2), one, 0, policy, 0).outcome).toBe('retry')
  expect(decide(begun(one, 3), one, 0, policy, 0)).toEqual({
    outcome: 'given_up',
    condition: 'RetryAttemptsExhausted',
    done: 1,
    extents: [],
  })
  const aged = { ...policy, max_record_age_ms: 1000 }
  const now = one[0]!.arrived_at + 1000
  expect(decide(begun(one, 1), one, 0, aged, now).outcome).toBe('retry')
  expect(decide(begun(one, 1), one, 0, aged, now + 1)).toMatchObject({ condition: 'RecordAgeExceeded', done: 1 })
})

test('without bisection the whole batch is tried again and given up', () => {
  const whole = { ...policy, bisect: false }
  expect(decide(begun(records, 2), records, ALL_FAILED, whole, 0).outcome).toBe('retry')
  expect(decide(begun(records, 3), records, ALL_FAILED, whole, 0)).toMatchObject({ outcome: 'given_up', done: 5 })
})

test('waits double up to the cap, half of each left to chance', () => {
  const waits = (random: number) =>
    [1, 2, 3, 4, 5, 6, 5000].map(n => backoff(n, { backoff_ms: 100, backoff_cap_ms: 1000, random: () => random }))
  expect(waits(0)).toEqual([50, 100, 200, 400, 500, 500, 500])
  expect(waits(0.5)).toEqual([75, 150, 300, 600, 750, 750, 750])
})

test('a batch is full by count or by bytes of base64, and takes one record of any size', () => {
  const sized = (bytes: number) => ({ ...records[0]!, data: new Uint8Array(bytes) })
  const counted = new Batch(3, 1e6)
  counted.add([sized(1), sized(1)])
  expect([counted.records.length, counted.isFull]).toEqual([2, false])
  counted.add([sized(1), sized(1)])
  expect([counted.records.length, counted.isFull]).toEqual([3, true])
  // 10 bytes are 16 in base64.
  const weighed = new Batch(100, 64)
  weighed.add([sized(10), sized(10), sized(10)])
  expect([weighed.records.length, weighed.isFull, weighed.room.bytes]).toEqual([3, false, 12])
  weighed.add([sized(13)])
  expect([weighed.records.length, weighed.isFull]).toEqual([3, true])
  const exact = new Batch(100, 64)
  exact.add([sized(48)])
  expect(exact.isFull).toBe(true)
  const huge = new Batch(100, 64)
  huge.add([sized(1000), sized(1)])
  expect([huge.records.length, huge.isFull]).toEqual([1, true])
})
