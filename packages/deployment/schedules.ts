// What runs by the clock on AWS: stacks/jobs.ts makes the schedules, `clickstream doctor` knows by it what is late.
import type { Settings } from './settings.ts'

export interface Schedule {
  readonly job: string
  readonly every_minutes: number
  /** What the job is given, as on the command line; null: it does not run at all. */
  readonly values: (settings: {
    readonly jobs: Pick<Settings['jobs'], 'retain'>
  }) => Readonly<Record<string, string>> | null
}

const nothing = () => ({})
const HOUR = 60
const DAY = 24 * HOUR

// In the order they build on one another. Each may run while another does, or twice at once.
// biome-ignore format: a table reads as a table
export const schedules: readonly Schedule[] = [
  { job: 'identities', every_minutes: HOUR, values: nothing },
  { job: 'sessions',   every_minutes: HOUR, values: nothing },
  { job: 'rollups',    every_minutes: HOUR, values: nothing },
  { job: 'dimensions', every_minutes: HOUR, values: nothing },
  { job: 'compact',    every_minutes: HOUR, values: nothing },
  { job: 'inventory',  every_minutes: HOUR, values: nothing },
  { job: 'redrive',    every_minutes: HOUR, values: nothing },
  { job: 'retain',     every_minutes: DAY,  values: ({ jobs: { retain } }) => (retain === null ? null : { days: retain }) },
]
