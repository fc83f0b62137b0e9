// Firehose's door to the raw archive: what it brings from the stream becomes the archive's lines, each with the hour it is of.
// https://docs.aws.amazon.com/firehose/latest/dev/data-transformation.html
import { dateOf, hourOf } from '@clickstream/events/time'
import type {
  FirehoseTransformationEvent,
  FirehoseTransformationEventRecord,
  FirehoseTransformationResult,
  FirehoseTransformationResultRecord,
} from 'aws-lambda'
import { decodeRecord } from './decode.ts'
import { writeRaw } from './raw.ts'

/** Lambda's answers hold 6 MB; this much is left for what stands around the records. */
const MAX_ANSWER_BYTES = 6_000_000 - 64 * 1024
/** What an answer says of a record beside its data and its id, in bytes. */
const OVERHEAD = 160

/**
 * A record becomes a line of the archive, its addresses taken out, with the keys its place is made of (`date` and `hour`
 * of its arrival). What was forgotten is dropped. No record fails another: one that could not be written, or has no room in
 * the answer, is given back as failed, and Firehose keeps it, as it came, under its error prefix.
 */
export async function handler({ records }: FirehoseTransformationEvent): Promise<FirehoseTransformationResult> {
  let room = MAX_ANSWER_BYTES
  const results = records.map((record): FirehoseTransformationResultRecord => {
    const result = convert(record)
    const size = (result.data?.length ?? 0) + record.recordId.length + OVERHEAD
    if (size > room && result.data !== undefined) return fail(record, `expected room in the answer for ${size} bytes`)
    room -= size
    return result
  })
  return { records: results }
}

function convert(record: FirehoseTransformationEventRecord): FirehoseTransformationResultRecord {
  const { recordId, data, approximateArrivalTimestamp, kinesisRecordMetadata } = record
  try {
    const arrived = kinesisRecordMetadata?.approximateArrivalTimestamp ?? approximateArrivalTimestamp
    const decoded = decodeRecord({ kinesis: { data, approximateArrivalTimestamp: arrived / 1000 } })
    if (decoded.isForgotten) return { recordId, result: 'Dropped' }
    const line = Buffer.from(`${writeRaw(decoded)}\n`).toString('base64')
    const { received_at } = decoded
    const partitionKeys = { date: dateOf(received_at), hour: hourOf(received_at) }
    return { recordId, result: 'Ok', data: line, metadata: { partitionKeys } }
  } catch (error) {
    return fail(record, error instanceof Error ? error.message : String(error))
  }
}

function fail({ recordId, kinesisRecordMetadata }: FirehoseTransformationEventRecord, error: string) {
  const { shardId: shard, sequenceNumber: sequence } = kinesisRecordMetadata ?? {}
  console.error(JSON.stringify({ level: 'error', message: 'A record is not in the archive', shard, sequence, error }))
  return { recordId, result: 'ProcessingFailed' as const }
}
