// The jobs: their runs, the files they fetch and write, and what starts them.
import { calls } from '../calls.ts'
import { type Charge, charge, chargeFunction } from '../charge.ts'
import { DAYS, flowOf, type Load, MIB, MILLION, paceOf } from '../load.ts'
import { known } from '../measured.ts'
import type { Settings } from '../settings.ts'

/** Each of them every hour: compact, identities, sessions, rollups, dimensions, inventory, redrive. */
export const JOBS = 7
const RUNS = JOBS * 24
/** Functions have this much of /tmp for nothing, MiB. */
const DISK_FREE = 512
/** An hourly run makes the day again as far as it is, and now and then one before. */
const DAY_AGAIN = 0.6
/** Files that the deriving jobs read of an hour and app, and write of a day. */
const READ_AGAIN = 4
/** What a file of a version should not be larger than, bytes. */
const FILE = 128 * MIB
const THREADS = 4

/** Seconds a day that all jobs take together. */
export function jobSeconds(settings: Settings, load: Load): number {
  const { memory_mib } = settings.jobs
  const pace = (rate: number) => paceOf(rate, memory_mib, THREADS)
  const compact = load.events_per_day / pace(known('compact_rate'))
  const derive = (24 * DAY_AGAIN * load.events_per_day) / pace(known('derive_rate'))
  return RUNS * known('job_start') + compact + derive
}

/** Files a day that compaction leaves: of each app and hour one, or more where they grow large. */
export function compactedFiles(load: Load): number {
  const places = load.apps * 24
  return Math.min(load.events_per_day, Math.max(places, (load.events_per_day * known('compacted')) / FILE))
}

export function chargeJobs(settings: Settings, load: Load): Charge[] {
  const { memory_mib, disk_mib } = settings.jobs
  const { landed_files } = flowOf(settings, load)
  const runs = RUNS * DAYS
  const seconds = jobSeconds(settings, load) * DAYS
  const compacted = compactedFiles(load)
  // Compaction reads what landed; the deriving jobs read the day's files again with each run.
  const read = landed_files + READ_AGAIN * 24 * DAY_AGAIN * (compacted + landed_files / 24)
  const written = compacted + 24 * 8 * load.apps
  return [
    ...chargeFunction('jobs', runs, seconds, memory_mib),
    charge('lambda_disk', 'jobs: /tmp', (seconds * Math.max(0, disk_mib - DISK_FREE)) / 1024),
    charge('s3_get', 'files that jobs read', (read * DAYS) / MILLION),
    charge('s3_put', 'files that jobs write, lists', ((written + RUNS * 10) * DAYS) / MILLION),
    charge('dynamodb_read', 'catalog, of jobs', (runs * calls.run.reads) / MILLION),
    charge('dynamodb_write', 'catalog, of jobs', (runs * calls.run.writes) / MILLION),
    charge('glue_request', 'mirror, of jobs', (runs * calls.run.glue) / MILLION),
    charge('schedule', 'runs started', runs / MILLION),
  ]
}
