// Where something must change: each bound of this design, how near a load comes to it, and what to do then.
import { requestSeconds } from './charges/collect.ts'
import { THREADS } from './charges/jobs.ts'
import { tileBytes } from './charges/query.ts'
import { flowOf, GIB, KIB, type Load, MIB, paceOf } from './load.ts'
import { known } from './measured.ts'
import type { Settings } from './settings.ts'

interface Bound {
  readonly name: string
  readonly unit: string
  readonly value: (settings: Settings, load: Load) => number
  readonly most: (settings: Settings) => number
  readonly change: string
}

export interface Limit {
  readonly name: string
  readonly unit: string
  readonly value: number
  readonly most: number
  /** The most events a day that stay within it, the rest of the load being the same; null: it is never met. */
  readonly events_per_day: number | null
  /** What must change beyond. */
  readonly change: string
}

/** An account's concurrent Lambda executions, and requests a second for each of them, before one asks for more. */
const CONCURRENCY = 1000
const RATE = 10
/** Shards of an on-demand stream before one asks for more. */
const ON_DEMAND_SHARDS = 200
/** Part of its time that a shard's function may be at work. */
const BUSY = 0.7
/** Files of an hour that a compaction fetches before it takes minutes. */
const HOUR_FILES = 20_000
/** Bytes of an event_id that is remembered; what the transform needs beside them. */
const ID_BYTES = 32
const TRANSFORM_MIB = 410
/** The busiest hour against the mean one. */
const PEAK_HOUR = 2

const largest = (load: Load) => load.events_per_day * (load.apps === 1 ? 1 : known('largest_app'))
const peakRequests = (settings: Settings, load: Load) => flowOf(settings, load).peak_events / load.events_per_request
const peakHour = (load: Load) => (largest(load) / 24) * PEAK_HOUR

const bounds: readonly Bound[] = [
  {
    name: 'shards',
    unit: 'shards',
    value: (settings, load) => flowOf(settings, load).shards_needed,
    most: ({ stream }) => (stream.mode === 'provisioned' ? stream.shards : ON_DEMAND_SHARDS),
    change: 'stream.shards: more of them, or mode on-demand',
  },
  {
    name: 'collector at once',
    unit: 'runs',
    value: (settings, load) => peakRequests(settings, load) * requestSeconds(settings),
    most: () => CONCURRENCY,
    change: 'ask AWS for more concurrent executions',
  },
  {
    name: 'collector a second',
    unit: 'requests',
    value: peakRequests,
    most: () => CONCURRENCY * RATE,
    change: 'ask AWS for more concurrent executions',
  },
  {
    name: 'transform of a shard',
    unit: '% of its time',
    value: (settings, load) => {
      const { peak_events, shards, batch_most } = flowOf(settings, load)
      const events = peak_events / shards
      const pace = paceOf(known('transform_rate'), settings.transform.memory_mib, 1)
      return 100 * events * (1 / pace + known('batch_wait') / batch_most)
    },
    most: () => 100 * BUSY,
    change: 'more shards, as a shard has one transform at a time',
  },
  {
    name: 'repeats remembered',
    unit: 'MiB',
    value: ({ transform, ...rest }, load) => {
      const { shards } = flowOf({ transform, ...rest }, load)
      return ((load.events_per_day / 24) * (transform.repeat_hours + 1) * ID_BYTES) / shards / MIB
    },
    most: ({ transform }) => transform.memory_mib - TRANSFORM_MIB,
    change: 'transform.repeat_hours fewer, or memory_mib more',
  },
  {
    name: 'files of an hour',
    unit: 'files',
    value: (settings, load) => (flowOf(settings, load).batches / 24) * PEAK_HOUR,
    most: () => HOUR_FILES,
    change: 'smaller events: a batch is bound by 6 MiB',
  },
  {
    name: 'compacting an hour',
    unit: 's',
    value: ({ jobs }, load) =>
      known('job_start') + peakHour(load) / paceOf(known('compact_rate'), jobs.memory_mib, THREADS),
    most: ({ jobs }) => jobs.timeout_s,
    change: 'jobs.memory_mib; beyond, run it on a machine',
  },
  {
    name: '/tmp of compacting',
    unit: 'GiB',
    value: (_, load) => (peakHour(load) * known('merged')) / GIB,
    most: ({ jobs }) => jobs.disk_mib / KIB,
    change: 'jobs.disk_mib up to 10,240; beyond, run it on a machine',
  },
  {
    name: 'sessions of a day',
    unit: 's',
    value: ({ jobs }, load) =>
      known('job_start') + load.events_per_day / paceOf(known('sessions_rate'), jobs.memory_mib, THREADS),
    most: ({ jobs }) => jobs.timeout_s,
    change: 'jobs.memory_mib up to 10,240; beyond, run it on a machine',
  },
  {
    name: '/tmp of sessions',
    unit: 'GiB',
    value: (_, load) => (load.events_per_day * (known('compacted') + known('derived'))) / GIB,
    most: ({ jobs }) => jobs.disk_mib / KIB,
    change: 'jobs.disk_mib up to 10,240; beyond, run it on a machine',
  },
  {
    name: 'a tile on Athena',
    unit: 'GiB read',
    value: (_, load) => tileBytes(load) / GIB,
    most: ({ query }) => query.cutoff_bytes / GIB,
    change: 'query.cutoff_bytes, shorter periods, or rollups',
  },
]

/** The bounds of a stage, the nearest first. */
export function findLimits(settings: Settings, load: Load): Limit[] {
  return bounds
    .map(({ name, unit, value, most, change }) => {
      const bound = most(settings)
      const stays = (events_per_day: number) => value(settings, { ...load, events_per_day }) <= bound
      return {
        name,
        unit,
        value: value(settings, load),
        most: bound,
        events_per_day: lastThat(stays),
        change,
      }
    })
    .sort((a, b) => (a.events_per_day ?? Number.POSITIVE_INFINITY) - (b.events_per_day ?? Number.POSITIVE_INFINITY))
}

/** The most events a day, to three digits, for which a condition holds that holds no more once it failed. */
function lastThat(stays: (events_per_day: number) => boolean): number | null {
  let [low, high] = [0, 1e15]
  if (stays(high)) return null
  while (high - low > Math.max(1, low / 10_000)) {
    const middle = low < 1 ? Math.sqrt(high) : Math.sqrt(low * high)
    if (stays(middle)) low = middle
    else high = middle
  }
  return low
}
