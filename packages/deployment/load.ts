// What is asked of the pipeline, and what follows from it: rates, records, batches, files. Pure arithmetic.
import { known } from './measured.ts'
import type { Settings } from './settings.ts'

export interface Load {
  readonly events_per_day: number
  /** JSON text of an event as it is sent, bytes. */
  readonly event_bytes: number
  /** Events that a request brings, on average. */
  readonly events_per_request: number
  /** The busiest second against the mean one. */
  readonly peak: number
  /** Sheets of dashboards opened a day, on Athena with nothing kept. */
  readonly views_per_day: number
  readonly apps: number
  /** QuickSight, where a stage has it. */
  readonly authors: number
  readonly readers: number
}

export const usual: Load = {
  events_per_day: 1_000_000,
  event_bytes: 800,
  events_per_request: 3,
  peak: 4,
  views_per_day: 10,
  apps: 2,
  authors: 1,
  readers: 5,
}

/** AWS counts a month as 730 hours. */
export const HOURS = 730
export const DAYS = HOURS / 24
export const MILLION = 1_000_000
export const KIB = 1024
export const MIB = 1024 ** 2
export const GIB = 1024 ** 3

export const DAY_SECONDS = 86_400
/** Lambda's synchronous payload, bytes. */
const PAYLOAD = 6 * MIB
/** A shard takes so many records, and bytes, a second, and gives so many bytes to all who read it together. */
const SHARD = { records: 1000, bytes: MIB, read: 2 * MIB }
/** An on-demand stream begins with so many shards, and keeps room for twice what it had. */
const ON_DEMAND = { least: 4, room: 2 }

export interface Flow {
  readonly events: number
  readonly requests: number
  /** Events in the busiest second. */
  readonly peak_events: number
  readonly record_bytes: number
  readonly shards_needed: number
  readonly shards: number
  /** The most records in a batch: as set, or as many as the payload holds. */
  readonly batch_most: number
  /** Batches a day of the transform. */
  readonly batches: number
  /** Files that land a day. */
  readonly landed_files: number
  readonly landed_bytes: number
}

/** Who reads the whole stream: the transform, the archive, and the minutes' counts. */
export const consumersOf = ({ live }: Pick<Settings, 'live'>): number => (live ? 3 : 2)

/** What a day's load means for a stage: counts are a day's, bytes are bytes. */
export function flowOf(settings: Settings, load: Load): Flow {
  const { stream, transform } = settings
  const events = load.events_per_day
  const record_bytes = load.event_bytes + known('envelope')
  const peak_events = (events / DAY_SECONDS) * load.peak
  const shards_needed = Math.max(
    1,
    Math.ceil(peak_events / SHARD.records),
    Math.ceil((peak_events * record_bytes) / SHARD.bytes),
    Math.ceil((peak_events * record_bytes * consumersOf(settings)) / SHARD.read),
  )
  const shards =
    stream.mode === 'provisioned'
      ? Math.max(stream.shards, shards_needed)
      : Math.max(ON_DEMAND.least, ON_DEMAND.room * shards_needed)
  const message = Math.ceil(record_bytes / 3) * 4 + known('record_facts')
  const batch_most = Math.max(1, Math.min(transform.batch_size, Math.floor(PAYLOAD / message)))
  const batches = batchesOf({ events, shards, batch_most }, transform.window_s)
  const landed_files = Math.min(events, batches * load.apps)
  return {
    events,
    requests: events / load.events_per_request,
    peak_events,
    record_bytes,
    shards_needed,
    shards,
    batch_most,
    batches,
    landed_files,
    landed_bytes: landed_files * known('landed_file') + events * known('landed_row'),
  }
}

/**
 * Batches a day of a consumer whose batches wait so long to fill: a batch is handed on when its window is over or when it is
 * full; where nothing came there is none.
 */
export function batchesOf(
  flow: Pick<Flow, 'events' | 'shards' | 'batch_most'>,
  window_s: number,
  most = 10_000,
): number {
  const { events, shards, batch_most } = flow
  return Math.min(events, Math.max((shards * DAY_SECONDS) / window_s, events / Math.min(most, batch_most)))
}

/** vCPUs of a function with so much memory; a single thread has one at most. */
export function coresOf(memory_mib: number): number {
  return Math.min(6, memory_mib / 1769)
}

/** Events a second of one function, by a rate measured on a core of ours. `threads`: how many it can use. */
export function paceOf(rate: number, memory_mib: number, threads: number): number {
  return rate * known('lambda_core') * Math.min(threads, coresOf(memory_mib))
}
