// What Lambda hands a handler for records of a Kinesis stream, and how it reads the answer.
// https://docs.aws.amazon.com/lambda/latest/dg/with-kinesis.html
import type { KinesisStreamBatchResponse, KinesisStreamEvent } from 'aws-lambda'
import type { StreamRecord } from './stream.ts'

/** A Lambda function on a Kinesis stream. It throws, or names failed records, where AWS should try again. */
// biome-ignore lint/suspicious/noConfusingVoidType: a handler may return nothing, as Lambda's own type says
export type Handler = (event: KinesisStreamEvent) => Promise<KinesisStreamBatchResponse | void>

/** The event Lambda would make of a shard's records. */
export function makeEvent(shard: string, records: readonly StreamRecord[], streamArn: string): KinesisStreamEvent {
  const [, , , region = '', account = ''] = streamArn.split(':')
  const invokeIdentityArn = `arn:aws:iam::${account}:role/clickstream`
  return {
    Records: records.map(({ partition_key, data, sequence_number, arrived_at }) => ({
      kinesis: {
        kinesisSchemaVersion: '1.0',
        partitionKey: partition_key,
        sequenceNumber: sequence_number,
        data: Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString('base64'),
        approximateArrivalTimestamp: arrived_at / 1000,
      },
      eventSource: 'aws:kinesis',
      eventVersion: '1.0',
      eventID: `${shard}:${sequence_number}`,
      eventName: 'aws:kinesis:record',
      invokeIdentityArn,
      awsRegion: region,
      eventSourceARN: streamArn,
    })),
  }
}

/** The handler's answer fails the whole batch. */
export const ALL_FAILED = -1

/**
 * The index of the first record that failed by the handler's answer; `records.length` when none did. As Lambda has it: no
 * answer, no list or an empty list is success; an identifier that is empty or of no record in the batch is ALL_FAILED.
 */
export function firstFailed(answer: unknown, records: readonly StreamRecord[]): number {
  const failures = (answer as Partial<KinesisStreamBatchResponse> | null | undefined)?.batchItemFailures
  if (failures === null || failures === undefined) return records.length
  if (!Array.isArray(failures)) return ALL_FAILED
  const at = new Map<unknown, number>(records.map((record, i) => [record.sequence_number, i]))
  let first = records.length
  for (const failure of failures as unknown[]) {
    const identifier = (failure as { itemIdentifier?: unknown } | null)?.itemIdentifier
    first = Math.min(first, at.get(identifier) ?? ALL_FAILED)
  }
  return first
}
