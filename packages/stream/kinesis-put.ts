// Putting records on a Kinesis stream until each is taken, or the time is over.
import type { PutRecordsResultEntry } from '@aws-sdk/client-kinesis'
import { explainFault, faultName, isPassing } from './fault.ts'
import type { KinesisApi } from './kinesis-client.ts'
import { padSequence } from './kinesis-sequence.ts'
import { Persistence, type PersistenceEffects } from './persistence.ts'
import type { NewRecord, Placed } from './stream.ts'

/**
 * For how long a put is tried: as long as a shard takes for the largest put, at 1 MiB a second, and less than the collector's
 * function has.
 */
const PATIENCE_MS = 10_000

/**
 * Puts the records in their order and sends again, in their order, those that Kinesis refused. It refuses records one by
 * one: one that was refused at first comes after what was taken with it, of its own key too. Sending again what was taken
 * would not mend that, as whoever drops repeats keeps the first; it would only count it twice.
 * @throws StreamBusy when some were still refused in the end, with what was taken on the stream
 * @throws Error when none can be, for want of a permission or of the stream
 */
export async function putRecords(
  api: Pick<KinesisApi, 'putRecords'>,
  name: string,
  records: readonly NewRecord[],
  effects: PersistenceEffects,
): Promise<Placed[]> {
  const placed = new Array<Placed>(records.length)
  const persistence = new Persistence(PATIENCE_MS, effects)
  let left = records.map((_, i) => i)
  for (;;) {
    const { refused, why } = await attempt(api, name, records, left, placed)
    if (refused.length === 0) return placed
    left = refused
    const { length } = left
    await persistence.pause(
      () => `stream ${name}: expected ${records.length} records to be taken, ${length} were not: ${why}`,
    )
  }
}

async function attempt(
  api: Pick<KinesisApi, 'putRecords'>,
  name: string,
  records: readonly NewRecord[],
  left: readonly number[],
  placed: Placed[],
): Promise<{ refused: number[]; why: string }> {
  let results: readonly PutRecordsResultEntry[]
  try {
    const Records = left.map(i => ({ PartitionKey: records[i]!.partition_key, Data: records[i]!.data }))
    results = (await api.putRecords({ StreamName: name, Records })).Records ?? []
  } catch (error) {
    if (!isPassing(error)) throw explainFault(error, 'kinesis:PutRecords', `stream ${name}`)
    // Without an answer the records may be there all the same, and are then there twice.
    return { refused: [...left], why: faultName(error) }
  }
  const refused: number[] = []
  let why = 'no word of them'
  left.forEach((index, i) => {
    const { ErrorCode, ErrorMessage, SequenceNumber, ShardId } = results[i] ?? {}
    if (ErrorCode === undefined && SequenceNumber !== undefined && ShardId !== undefined) {
      placed[index] = { shard: ShardId, sequence_number: padSequence(SequenceNumber) }
      return
    }
    refused.push(index)
    if (ErrorCode !== undefined) why = `${ErrorCode} (${ErrorMessage ?? 'no words'})`
  })
  return { refused, why }
}
