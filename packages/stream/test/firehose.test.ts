import type { PutRecordBatchInput } from '@aws-sdk/client-firehose'
import { describe, expect, test } from 'vitest'
import { DeliveryStream, type FirehoseApi } from '../firehose.ts'
import { StreamBusy } from '../stream.ts'
import { fault } from './kinesis-fake.ts'
import { record } from './records.ts'

const THROTTLED = 'ServiceUnavailableException'

function openFake() {
  const puts: string[][] = []
  const taken: string[] = []
  const time = { now: 1_790_000_000_000 }
  const told: { judge: (text: string, put: number) => string | undefined } = { judge: () => undefined }
  const api: FirehoseApi = {
    async putRecordBatch({ Records }: PutRecordBatchInput) {
      const texts = Records!.map(({ Data }) => Buffer.from(Data!).toString())
      const put = puts.push(texts)
      const RequestResponses = texts.map(text => {
        const ErrorCode = told.judge(text.trim(), put)
        if (ErrorCode !== undefined) return { ErrorCode, ErrorMessage: 'as told' }
        return { RecordId: String(taken.push(text)) }
      })
      return { FailedPutCount: 0, RequestResponses }
    },
    close: () => undefined,
  }
  const sleep = async (ms: number) => {
    time.now += ms
  }
  const stream = new DeliveryStream('refused', api, { clock: () => time.now, random: () => 0.5, sleep })
  return { stream, puts, taken, told }
}

describe('a delivery stream', () => {
  test('takes each record as a line', async () => {
    const { stream, taken } = openFake()
    await stream.put([record('a', '{"a":1}'), record('b', '{"b":2}')])
    expect(taken.join('')).toBe('{"a":1}\n{"b":2}\n')
    await stream.put([])
    expect(taken).toHaveLength(2)
  })

  test('sends again what was refused, and only that', async () => {
    const { stream, puts, taken, told } = openFake()
    told.judge = (text, put) => (put === 1 && text === '1' ? THROTTLED : undefined)
    await stream.put([0, 1, 2].map(i => record('a', i)))
    expect(taken).toEqual(['0\n', '2\n', '1\n'])
    expect(puts[1]).toEqual(['1\n'])
  })

  test('is StreamBusy when that does not end, and when nothing is answered', async () => {
    const { stream, told } = openFake()
    told.judge = () => THROTTLED
    await expect(stream.put([record('a', 1)])).rejects.toThrow(
      'delivery stream refused: expected 1 records to be taken, 1 were not: ServiceUnavailableException',
    )
    told.judge = () => {
      throw fault('TimeoutError')
    }
    await expect(stream.put([record('a', 1)])).rejects.toBeInstanceOf(StreamBusy)
  })

  test('stays within the limits of a request: 500 records and 4 MiB', async () => {
    const { stream, puts } = openFake()
    await stream.put(Array.from({ length: 1200 }, (_, i) => record('a', i)))
    expect(puts.map(each => each.length)).toEqual([500, 500, 200])
    const large = { partition_key: 'a', data: new Uint8Array(900_000).fill(97) }
    await stream.put(Array.from({ length: 10 }, () => large))
    expect(puts.slice(3).map(each => each.length)).toEqual([4, 4, 2])
  })

  test('refuses a record that Firehose would not take, before anything is sent', async () => {
    const { stream, puts } = openFake()
    const fits = { partition_key: 'a', data: new Uint8Array(1000 * 1024 - 1).fill(97) }
    await stream.put([fits])
    const large = { partition_key: 'a', data: new Uint8Array(1000 * 1024).fill(97) }
    await expect(stream.put([fits, large])).rejects.toThrow(
      'put: expected at most 1024000 bytes and a line end in record 1, got 1024001',
    )
    expect(puts).toHaveLength(1)
  })

  test('says which permission, or that it is not there', async () => {
    const { stream, told } = openFake()
    told.judge = () => {
      throw fault('AccessDeniedException')
    }
    await expect(stream.put([record('a', 1)])).rejects.toThrow(
      /refused: expected to be allowed firehose:PutRecordBatch/,
    )
    told.judge = () => {
      throw fault('ResourceNotFoundException')
    }
    await expect(stream.put([record('a', 1)])).rejects.toThrow(/npx sst deploy/)
  })

  test.each(['kinesis:x', 'firehose:', 'firehose:a/b', ''])('is not what %s names', async url => {
    await expect(DeliveryStream.open(url)).rejects.toThrow(/^REJECTED: expected firehose:<name/)
  })
})
