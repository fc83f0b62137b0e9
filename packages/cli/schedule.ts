// What `clickstream dev` runs by itself, and how often.
import { DAY } from '@clickstream/events/time'
import type { JobValues } from '@clickstream/jobs/job'
import type { Catalog } from '@clickstream/lake/catalog'
import type { Settings } from './settings.ts'

export interface Entry {
  readonly job: string
  /** From the end of one run to the beginning of the next, ms. */
  readonly every_ms: number
  /** Whether it runs only when rows came or went since its last run that went well. */
  readonly on_change: boolean
  /** What it is given; null: it does not run at all. */
  readonly values: (settings: Pick<Settings, 'retain'>) => JobValues | null
}

const MINUTE = 60_000
const nothing = () => ({})

// biome-ignore format: a table reads as a table
export const schedule: readonly Entry[] = [
  { job: 'identities', every_ms: MINUTE,      on_change: true,  values: nothing },
  { job: 'sessions',   every_ms: MINUTE,      on_change: true,  values: nothing },
  { job: 'rollups',    every_ms: MINUTE,      on_change: true,  values: nothing },
  { job: 'dimensions', every_ms: MINUTE,      on_change: true,  values: nothing },
  { job: 'compact',    every_ms: 10 * MINUTE, on_change: false, values: nothing },
  { job: 'retain',     every_ms: DAY,   on_change: false, values: ({ retain }) => (retain === undefined ? null : { days: retain }) },
]

/** The jobs that make tables out of events, in the order they build on one another. */
export const deriving: readonly string[] = schedule.filter(({ on_change }) => on_change).map(({ job }) => job)

/** Whose runs bring rows or take them away. */
const sources = ['transform', 'import', 'reprocess', 'forget', 'retain', 'compact']

/** A text that changes when rows came or went. */
export async function readChange(catalog: Pick<Catalog, 'runs'>): Promise<string> {
  const newest: (string | null)[] = []
  for (const source of sources) {
    const [run] = await catalog.runs(source, 1)
    // One that wrote nothing changed nothing.
    newest.push(run === undefined || run.files === 0 ? null : `${run.key} ${run.finished_at}`)
  }
  return newest.join('\n')
}
