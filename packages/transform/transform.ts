// A batch of records in, rows in the lake out. Safe to run again with the same batch, at any point of it.
import { chooseApp } from '@clickstream/events/app'
import { at, type Draft, readEvent } from '@clickstream/events/check'
import type { Decoded } from '@clickstream/events/decoded'
import { HOUR } from '@clickstream/events/time'
import type { Catalog, Partition } from '@clickstream/lake/catalog'
import type { Store } from '@clickstream/lake/store'
import { enrich } from './enrich.ts'
import type { Extent } from './extent.ts'
import { Landing, PartitionMoved } from './landing.ts'
import { breakRow, rejectedRow, unreadableRow } from './rejected.ts'
import type { Repeats } from './repeats.ts'

export interface Batch<Record> {
  /** Where the records come from; part of the files' names. */
  readonly shard: string
  /** What a batch that comes again means by its own rows: to write over them (the default), or that they are repeats. */
  readonly again?: 'overwrite' | 'repeated'
  /** In order of their sequence numbers. */
  readonly records: readonly Record[]
  /** A sequence number is text of fixed width, so that it sorts. */
  readonly sequenceOf: (record: Record) => string
  /** Called once a record, one at a time, so that one at a time is in memory. */
  readonly decode: (record: Record) => Decoded
  /** Told of each record that became a row of `rejected`; once more where the batch is run once more. */
  readonly onRejected?: (record: Record) => void
}

/** What became of a batch: rows_in = rows_out + rejected + repeated. */
export interface Outcome {
  readonly rows_in: number
  readonly rows_out: number
  readonly rejected: number
  readonly repeated: number
  readonly files: number
  /** Parquet bytes written. */
  readonly bytes: number
  /** The newest arrival in it, ms since 1970. */
  readonly newest_at: number | null
}

/** Where a batch's rows go, and what is known of those before it. */
export interface TransformDeps {
  readonly store: Pick<Store, 'put' | 'remove'>
  readonly catalog: Pick<Catalog, 'add'>
  readonly repeats: Pick<Repeats, 'begin' | 'isLoaded' | 'load' | 'isRepeated' | 'finish' | 'fail'>
  /** As in Landing.write. */
  readonly answered?: (partition: Partition) => Promise<ReadonlySet<string>>
}

/** Jobs put another version in a partition's place now and then, not one after the other. */
const MAX_MOVES = 10

/** @throws whatever store or catalog throw: the batch is then to be run again. */
export async function transformBatch<Record>(batch: Batch<Record>, deps: TransformDeps): Promise<Outcome> {
  for (let moves = 1; ; moves++) {
    try {
      return await runBatch(batch, deps)
    } catch (error) {
      // What is in the new version is known to be repeated only when it was read.
      if (!(error instanceof PartitionMoved) || moves === MAX_MOVES) throw error
    }
  }
}

async function runBatch<Record>(batch: Batch<Record>, deps: TransformDeps): Promise<Outcome> {
  const { records, sequenceOf, decode } = batch
  const { store, catalog, repeats } = deps
  const landing = new Landing(batch.shard, batch.again === 'repeated')
  const counts: Counts = { rows_out: 0, rejected: 0, repeated: 0 }
  let newest_at: number | null = null
  let forgotten = 0
  if (records.length === 0) return { rows_in: 0, ...counts, files: 0, bytes: 0, newest_at }
  const first = batch.again === 'repeated' ? null : sequenceOf(records[0]!)
  const extent: Extent = { shard: batch.shard, first, last: sequenceOf(records.at(-1)!) }
  repeats.begin(extent)
  try {
    for (const record of records) {
      const decoded = decode(record)
      if (decoded.isForgotten) {
        forgotten++
        continue
      }
      const hour = Math.floor(decoded.received_at / HOUR)
      if (!repeats.isLoaded(hour)) await repeats.load(hour, extent)
      if (!land(decoded, hour, sequenceOf(record), landing, repeats, counts)) batch.onRejected?.(record)
      if (newest_at === null || decoded.received_at > newest_at) newest_at = decoded.received_at
    }
    const { keys, bytes } = await landing.write(store, catalog, deps.answered)
    await repeats.finish(extent, keys)
    return { rows_in: records.length - forgotten, ...counts, files: keys.length, bytes, newest_at }
  } catch (error) {
    repeats.fail(extent)
    throw error
  }
}

interface Counts {
  rows_out: number
  rejected: number
  repeated: number
}

/** False when it broke the contract. */
function land(
  decoded: Decoded,
  hour: number,
  sequence: string,
  landing: Landing,
  repeats: Pick<Repeats, 'isRepeated'>,
  counts: Counts,
): boolean {
  const { envelope, received_at } = decoded
  if (envelope !== null && 'event' in envelope) {
    const draft = readEvent(envelope.event, decoded.plain)
    const app = Array.isArray(draft) ? draft : chooseApp(envelope, draft)
    if (typeof app === 'string') {
      const { row } = draft as Draft
      if (repeats.isRepeated(app, row[at.event_id] as string, hour)) counts.repeated++
      else {
        enrich(draft as Draft, envelope, received_at)
        landing.addEvent(app, hour, row, sequence)
        counts.rows_out++
      }
      return true
    }
    landing.addRejected(received_at, breakRow(decoded, envelope, app), sequence)
  } else if (envelope !== null) landing.addRejected(received_at, rejectedRow(decoded, envelope), sequence)
  else landing.addRejected(received_at, unreadableRow(decoded), sequence)
  counts.rejected++
  return false
}
