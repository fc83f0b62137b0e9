// The stream, and what counts its minutes.
import { type Charge, charge, chargeFunction } from '../charge.ts'
import {
  batchesOf,
  consumersOf,
  DAY_SECONDS,
  DAYS,
  flowOf,
  GIB,
  HOURS,
  KIB,
  type Load,
  MILLION,
  paceOf,
} from '../load.ts'
import { known } from '../measured.ts'
import type { Settings } from '../settings.ts'
import { sizes } from '../sizes.ts'

/** A put is counted by 25 KB, an event on demand by 1 KB. */
const PUT_BYTES = 25 * KIB
/** Items that a window of one shard writes, and their write units. */
const WRITTEN = 2

export function chargeStream(settings: Settings, load: Load): Charge[] {
  const { stream } = settings
  const { events, record_bytes, shards } = flowOf(settings, load)
  const days_kept = Math.max(0, stream.retention_hours / 24 - 1)
  if (stream.mode === 'provisioned') {
    const units = Math.ceil(record_bytes / PUT_BYTES)
    return [
      charge('kinesis_shard', shards === 1 ? 'one shard' : `${shards.toLocaleString('en-US')} shards`, shards * HOURS),
      charge('kinesis_put', 'records put', (events * DAYS * units) / MILLION),
      ...(days_kept === 0 ? [] : [charge('kinesis_shard_kept', 'kept beyond a day', shards * HOURS)]),
    ]
  }
  const gigabytes = (events * Math.ceil(record_bytes / KIB) * KIB) / GIB
  return [
    charge('kinesis_stream', 'the stream', HOURS),
    charge('kinesis_in', 'records put', gigabytes * DAYS),
    charge('kinesis_out', 'records read', ((events * record_bytes) / GIB) * DAYS * consumersOf(settings)),
    charge('kinesis_kept', 'kept beyond a day', gigabytes * days_kept),
  ]
}

export function chargeLive(settings: Settings, load: Load): Charge[] {
  if (!settings.live) return []
  const flow = flowOf(settings, load)
  const { events, shards } = flow
  const batches = batchesOf(flow, sizes.live.wait_s, sizes.live.batch)
  const windows = Math.min(events, (shards * DAY_SECONDS) / sizes.live.window_s) * DAYS
  const seconds =
    (batches * 0.01 + events / paceOf(known('live_rate'), sizes.live.memory_mib, 1)) * DAYS +
    windows * known('put_wait')
  return [
    ...chargeFunction('live', batches * DAYS + windows, seconds, sizes.live.memory_mib),
    charge('dynamodb_write', 'counts of each minute', (windows * WRITTEN) / MILLION),
  ]
}
