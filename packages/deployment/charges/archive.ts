// The raw archive's writer, and the way of rejected events past the stream.
import { type Charge, charge, chargeFunction } from '../charge.ts'
import { batchesOf, DAYS, flowOf, GIB, KIB, type Load, MIB, MILLION, paceOf } from '../load.ts'
import { known } from '../measured.ts'
import type { Settings } from '../settings.ts'

/** Firehose counts each record by 5 KB. */
const RECORD = 5 * KIB
/** What it hands to the function at once, and the longest it waits, s. */
const HANDED = { bytes: MIB, seconds: 60 }
/** What it writes at once, bytes, and the longest it waits, s. */
const WRITTEN = { bytes: 64 * MIB, seconds: 300 }
const DELIVER_MIB = 512
const ARCHIVE_MIB = 512
/** How long the function's batches may wait to fill, s. */
const ARCHIVE_WINDOW_S = 300
/** How long a file of rejected events waits to fill, s. */
const REJECTED_S = 60

/** Objects a day in raw/. */
export function rawFiles(settings: Settings, load: Load): number {
  const { events, record_bytes } = flowOf(settings, load)
  if (settings.archive.writer === 'lambda') return batchesOf(flowOf(settings, load), ARCHIVE_WINDOW_S)
  return Math.min(events, Math.max(86_400 / WRITTEN.seconds, (events * record_bytes) / WRITTEN.bytes))
}

export function chargeArchive(settings: Settings, load: Load): Charge[] {
  const { events, record_bytes } = flowOf(settings, load)
  const files = rawFiles(settings, load) * DAYS
  const work = (events * DAYS) / paceOf(known('archive_rate'), ARCHIVE_MIB, 1)
  if (settings.archive.writer === 'lambda') {
    const runs = files
    return [
      ...chargeFunction('archive', runs, runs * known('batch_wait') * 0.5 + work, ARCHIVE_MIB),
      charge('s3_put', 'raw files', files / MILLION),
    ]
  }
  const runs = Math.min(events, Math.max(86_400 / HANDED.seconds, (events * record_bytes) / HANDED.bytes)) * DAYS
  return [
    charge('firehose_in', 'raw archive', (events * DAYS * Math.ceil(record_bytes / RECORD) * RECORD) / GIB),
    charge('firehose_partitioned', 'raw archive, by hour', (events * DAYS * record_bytes) / GIB),
    charge('firehose_object', 'raw archive, by hour', files / 1000),
    ...chargeFunction('deliver', runs, runs * 0.02 + work, DELIVER_MIB),
    charge('s3_put', 'raw files', files / MILLION),
  ]
}

export function chargeRejected(settings: Settings, load: Load): Charge[] {
  if (!settings.collector.rejected_apart) return []
  const { record_bytes } = flowOf(settings, load)
  const rejected = load.events_per_day * known('rejected')
  const files = Math.min(rejected, 86_400 / REJECTED_S) * DAYS
  return [
    charge('firehose_in', 'rejected', (rejected * DAYS * Math.ceil(record_bytes / RECORD) * RECORD) / GIB),
    ...chargeFunction('refused', files, files * known('batch_wait') * 2, settings.transform.memory_mib),
    charge('s3_put', 'rejected', (files * 2) / MILLION),
  ]
}
