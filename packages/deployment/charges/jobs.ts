// The jobs: their runs, the files they fetch and write, and what starts them.
import { ofRun } from '../calls.ts'
import { type Charge, charge, chargeFunction } from '../charge.ts'
import { DAYS, flowOf, type Load, MIB, MILLION, paceOf } from '../load.ts'
import { known } from '../measured.ts'
import { type Schedule, schedules } from '../schedules.ts'
import type { Settings } from '../settings.ts'

/** What a job that makes days again does a CPU-second, by its name. */
const rates: Readonly<Record<string, number>> = {
  sessions: known('sessions_rate'),
  rollups: known('rollups_rate'),
  identities: known('identities_rate'),
  dimensions: known('dimensions_rate'),
}
/** Functions have this much of /tmp for nothing, MiB. */
const DISK_FREE = 512
/** What a file of a version should not be larger than, bytes. */
const FILE = 128 * MIB
export const THREADS = 6
const DAY_MINUTES = 1440

/** Runs a day; none where the stage's settings give the job nothing to do. */
const runsOf = ({ every_minutes, values }: Schedule, settings: Settings): number =>
  values(settings) === null ? 0 : DAY_MINUTES / every_minutes

/** Runs a day of all jobs, and the seconds that they take together. */
export function jobsOf(settings: Settings, load: Load): { readonly runs: number; readonly seconds: number } {
  const pace = (rate: number) => paceOf(rate, settings.jobs.memory_mib, THREADS)
  // Each event is compacted once.
  let [runs, seconds] = [0, load.events_per_day / pace(known('compact_rate'))]
  for (const schedule of schedules) {
    const rate = rates[schedule.job]
    const each = rate === undefined ? 0 : (known('again') * load.events_per_day) / pace(rate)
    runs += runsOf(schedule, settings)
    seconds += runsOf(schedule, settings) * (known('job_start') + each)
  }
  return { runs, seconds }
}

/** Files a day that compaction leaves: of each app and hour one, or more where they grow large. */
export function compactedFiles(load: Load): number {
  const places = load.apps * 24
  return Math.min(load.events_per_day, Math.max(places, (load.events_per_day * known('compacted')) / FILE))
}

export function chargeJobs(settings: Settings, load: Load): Charge[] {
  const { memory_mib, disk_mib } = settings.jobs
  const { landed_files } = flowOf(settings, load)
  const day = jobsOf(settings, load)
  const [runs, seconds] = [day.runs * DAYS, day.seconds * DAYS]
  const compacted = compactedFiles(load)
  const deriving = schedules.filter(({ job }) => rates[job] !== undefined)
  const made = deriving.reduce((sum, schedule) => sum + runsOf(schedule, settings), 0)
  // Compaction reads what landed; the deriving jobs read the day's files again with each run.
  const read = landed_files + made * known('again') * (compacted + landed_files / 24)
  const written = compacted + made * 2 * load.apps
  return [
    ...chargeFunction('jobs', runs, seconds, memory_mib),
    charge('lambda_disk', 'jobs: /tmp', (seconds * Math.max(0, disk_mib - DISK_FREE)) / 1024),
    charge('s3_get', 'files that jobs read', (read * DAYS) / MILLION),
    charge('s3_put', 'files and lists of jobs', ((written + day.runs * 10) * DAYS) / MILLION),
    charge('dynamodb_read', 'catalog, of jobs', (runs * ofRun.reads) / MILLION),
    charge('dynamodb_write', 'catalog, of jobs', (runs * ofRun.writes) / MILLION),
    charge('glue_request', 'mirror, of jobs', (runs * ofRun.glue) / MILLION),
    charge('schedule', 'runs started', runs / MILLION),
  ]
}
