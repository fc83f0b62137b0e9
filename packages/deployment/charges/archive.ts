// The raw archive's writer, and the way of rejected events past the stream.
import { type Charge, charge, chargeFunction } from '../charge.ts'
import { batchesOf, DAY_SECONDS, DAYS, flowOf, GIB, KIB, type Load, MIB, MILLION, paceOf } from '../load.ts'
import { known } from '../measured.ts'
import type { Settings } from '../settings.ts'
import { sizes } from '../sizes.ts'

/** Firehose counts each record by 5 KB. */
const RECORD = 5 * KIB
/** Objects a day in raw/. */
export function rawFiles(settings: Settings, load: Load): number {
  const { events, record_bytes } = flowOf(settings, load)
  if (settings.archive.writer === 'lambda') return batchesOf(flowOf(settings, load), sizes.archive.wait_s)
  return Math.min(events, Math.max(DAY_SECONDS / sizes.raw.wait_s, (events * record_bytes) / (sizes.raw.mib * MIB)))
}

export function chargeArchive(settings: Settings, load: Load): Charge[] {
  const { events, record_bytes } = flowOf(settings, load)
  const files = rawFiles(settings, load) * DAYS
  if (settings.archive.writer === 'lambda') {
    const runs = files
    const work = (events * DAYS) / paceOf(known('archive_rate'), sizes.archive.memory_mib, 1)
    return [
      ...chargeFunction('archive', runs, runs * known('batch_wait') * 0.5 + work, sizes.archive.memory_mib),
      charge('s3_put', 'raw files', files / MILLION),
    ]
  }
  const runs =
    Math.min(
      events,
      Math.max(DAY_SECONDS / sizes.deliver.wait_s, (events * record_bytes) / (sizes.deliver.handed_mib * MIB)),
    ) * DAYS
  const work = (events * DAYS) / paceOf(known('deliver_rate'), sizes.deliver.memory_mib, 1)
  return [
    charge('firehose_in', 'raw archive', (events * DAYS * Math.ceil(record_bytes / RECORD) * RECORD) / GIB),
    charge('firehose_partitioned', 'raw archive, by hour', (events * DAYS * record_bytes) / GIB),
    charge('firehose_object', 'raw archive, by hour', files / 1000),
    ...chargeFunction('deliver', runs, runs * 0.02 + work, sizes.deliver.memory_mib),
    charge('s3_put', 'raw files', files / MILLION),
  ]
}

export function chargeRejected(settings: Settings, load: Load): Charge[] {
  if (!settings.collector.rejected_apart) return []
  const { record_bytes } = flowOf(settings, load)
  const rejected = load.events_per_day * known('rejected')
  const files = Math.min(rejected, DAY_SECONDS / sizes.refused.wait_s) * DAYS
  return [
    charge('firehose_in', 'rejected', (rejected * DAYS * Math.ceil(record_bytes / RECORD) * RECORD) / GIB),
    ...chargeFunction('refused', files, files * known('batch_wait') * 2, settings.transform.memory_mib),
    charge('s3_put', 'rejected', (files * 2) / MILLION),
  ]
}
