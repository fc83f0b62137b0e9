// What runs by the clock on AWS, and what of the lake it may change: stacks/jobs.ts makes the schedules and the rights,
// `clickstream doctor` knows by it what is late.
import { tables } from '@clickstream/events/tables'
import type { Settings } from './settings.ts'

export interface Schedule {
  readonly job: string
  readonly every_minutes: number
  /** What the job is given, as on the command line; null: it does not run at all. */
  readonly values: (settings: {
    readonly jobs: Pick<Settings['jobs'], 'retain'>
  }) => Readonly<Record<string, string>> | null
  /** Where it writes, reads and removes objects, by the beginning of their keys; every job reads all tables. */
  readonly changes: readonly string[]
  /** Where it also writes, and removes nothing. */
  readonly puts?: readonly string[]
}

const nothing = () => ({})
const HOUR = 60
const DAY = 24 * HOUR
const landing = Object.keys(tables).map(table => `${table}/`)
/** What came late where a partition of events was before is brought after by whoever looks at it first. */
const settling = ['versions/events/']

// In the order they build on one another. Each may run while another does, or twice at once.
export const schedules: readonly Schedule[] = [
  {
    job: 'identities',
    every_minutes: HOUR,
    values: nothing,
    changes: ['versions/identities/'],
    puts: settling,
  },
  {
    job: 'sessions',
    every_minutes: HOUR,
    values: nothing,
    changes: ['versions/sessions/'],
    puts: settling,
  },
  {
    job: 'rollups',
    every_minutes: HOUR,
    values: nothing,
    changes: ['versions/rollups_hourly/', 'versions/rollups_daily/'],
    puts: settling,
  },
  {
    job: 'dimensions',
    every_minutes: HOUR,
    values: nothing,
    changes: ['versions/links/', 'versions/products/'],
    puts: settling,
  },
  // It also sweeps away what the versions of all jobs have replaced.
  { job: 'compact', every_minutes: HOUR, values: nothing, changes: ['versions/', ...landing] },
  { job: 'inventory', every_minutes: HOUR, values: nothing, changes: ['runs/', 'files/'] },
  {
    job: 'redrive',
    every_minutes: HOUR,
    values: nothing,
    changes: ['aws/lambda/', 'refused/', 'events/', 'rejected/', 'versions/events/', 'versions/rejected/'],
    puts: ['raw/'],
  },
  {
    job: 'retain',
    every_minutes: DAY,
    values: ({ jobs: { retain } }) => (retain === null ? null : { days: retain }),
    changes: ['raw/', 'versions/', ...landing],
  },
]
