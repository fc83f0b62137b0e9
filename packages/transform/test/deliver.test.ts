import { FORGOTTEN } from '@clickstream/events/envelope'
import { RAW } from '@clickstream/lake/layout'
import type { FirehoseTransformationEvent } from 'aws-lambda'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createArchive, unpackLines } from '../archive.ts'
import { handler } from '../deliver.ts'
import { envelope, event, message as kinesisMessage, NOON, openLake } from './lake.ts'

const said = vi.spyOn(console, 'error').mockImplementation(() => {})
beforeEach(() => said.mockClear())
afterEach(() => expect(said.mock.calls.every(([line]) => typeof JSON.parse(line as string) === 'object')).toBe(true))

/** As Firehose makes it of records it has read from a stream. */
function message(texts: readonly string[]): FirehoseTransformationEvent {
  return {
    invocationId: 'i-1',
    deliveryStreamArn: 'arn:aws:firehose:us-east-1:000000000000:deliverystream/raw',
    sourceKinesisStreamArn: 'arn:aws:kinesis:us-east-1:000000000000:stream/clicks',
    region: 'us-east-1',
    records: texts.map((text, i) => ({
      recordId: `4965000000000000000000000000000000000000000000000000000${i}`,
      approximateArrivalTimestamp: NOON,
      data: Buffer.from(text).toString('base64'),
      kinesisRecordMetadata: {
        shardId: 'shardId-000000000000',
        partitionKey: 'v1',
        approximateArrivalTimestamp: NOON,
        sequenceNumber: String(i),
        subsequenceNumber: '0',
      },
    })),
  }
}

const lineOf = (data: string | undefined) => Buffer.from(data!, 'base64').toString()

describe('what Firehose brings to the archive', () => {
  it('is what a function on the stream would write there itself, line for line', async () => {
    const texts = [
      JSON.stringify(envelope(event(1, { ip: '81.2.69.142' }), { ip: '8.8.8.8' })),
      JSON.stringify(envelope(event(2), { country: 'FR' })),
      JSON.stringify({ received_at: NOON, dialect: 'events', rejected: { payload: 'x' } }),
      'no json',
      FORGOTTEN,
    ]
    const lake = openLake()
    await createArchive(lake.store)(kinesisMessage(texts))
    const written: string[] = []
    for (const { key } of await lake.store.list(RAW)) {
      for await (const lines of unpackLines(await lake.store.get(key))) written.push(...lines)
    }
    await lake.close()
    const { records } = await handler(message(texts))
    expect(records.flatMap(({ data }) => (data === undefined ? [] : [lineOf(data).trimEnd()]))).toEqual(written)
  })

  it('is a line each, without addresses, in the hour it was received', async () => {
    const texts = [
      envelope(event(1, { ip: '81.2.69.142' }), { ip: '8.8.8.8' }),
      envelope(event(2), { received_at: NOON + 3_600_000 - 1 }),
      envelope(event(3), { received_at: NOON + 12 * 3_600_000 }),
    ].map(each => JSON.stringify(each))
    const { records } = await handler(message(texts))
    expect(records.map(({ recordId, result, metadata }) => [recordId.at(-1), result, metadata])).toEqual([
      ['0', 'Ok', { partitionKeys: { date: '2026-01-15', hour: '12' } }],
      ['1', 'Ok', { partitionKeys: { date: '2026-01-15', hour: '12' } }],
      ['2', 'Ok', { partitionKeys: { date: '2026-01-16', hour: '00' } }],
    ])
    const lines = records.map(({ data }) => lineOf(data))
    for (const line of lines) expect(line.match(/\n/g)).toHaveLength(1)
    expect(lines[0]).not.toMatch(/8\.8\.8\.8|81\.2\.69/)
    expect(JSON.parse(lines[0]!)).toMatchObject({ country: 'GB', event: { event_id: '1' } })
  })

  it('is kept whatever it is, as of when the stream took it', async () => {
    const texts = [
      'no json',
      '',
      '{"a":\n1}',
      '[]',
      '\u0000',
      'null',
      '{"event":{"event_id":',
      '{"received_at":"x","event":1}',
    ]
    const { records } = await handler(message(texts))
    for (const { result, data, metadata } of records) {
      expect([result, metadata]).toEqual(['Ok', { partitionKeys: { date: '2026-01-15', hour: '12' } }])
      expect(lineOf(data).match(/\n/g)).toHaveLength(1)
    }
    expect(JSON.parse(lineOf(records[0]!.data))).toEqual({ received_at: NOON, record: 'no json' })
    expect(JSON.parse(lineOf(records[2]!.data)).record).toBe('{"a":\n1}')
  })

  it('leaves out what was forgotten', async () => {
    const { records } = await handler(message([FORGOTTEN, JSON.stringify(envelope(event(1)))]))
    expect(records.map(({ result, data }) => [result, data !== undefined])).toEqual([
      ['Dropped', false],
      ['Ok', true],
    ])
  })

  it('fits the answer: what has no room fails alone, and says which it was', async () => {
    const large = '\u0001'.repeat(1024 * 1024 - 100)
    const small = JSON.stringify(envelope(event(1)))
    const { records } = await handler(message([small, large, small]))
    expect(records.map(({ result }) => result)).toEqual(['Ok', 'ProcessingFailed', 'Ok'])
    expect(said.mock.calls.map(([line]) => JSON.parse(line as string))).toMatchObject([
      { level: 'error', sequence: '1' },
    ])
    const many = await handler(message(Array.from({ length: 10 }, () => 'a'.repeat(700_000))))
    expect(Buffer.byteLength(JSON.stringify(many))).toBeLessThan(6_000_000)
    expect(many.records.filter(({ result }) => result === 'Ok').length).toBeGreaterThanOrEqual(6)
    expect(many.records).toHaveLength(10)
  })

  it('is the same when it comes again, and nothing is nothing', async () => {
    const batch = message([JSON.stringify(envelope(event(1), { ip: '8.8.8.8' })), 'x'])
    expect(await handler(batch)).toEqual(await handler(batch))
    expect(await handler(message([]))).toEqual({ records: [] })
  })
})
