// Runs the jobs that are due, one at a time.
import { setTimeout as pause } from 'node:timers/promises'
import { type Job, type JobDeps, type Progress, runJob } from '@clickstream/jobs/job'
import { type Entry, readChange } from './schedule.ts'
import type { Settings } from './settings.ts'

export interface StewardOptions {
  readonly deps: Omit<JobDeps, 'signal' | 'onProgress' | 'clock'>
  readonly jobs: Readonly<Record<string, () => Promise<Job>>>
  readonly schedule: readonly Entry[]
  readonly settings: Pick<Settings, 'retain'>
}

export interface StewardEffects {
  /** A job failed, or is well again; said once, however often it is tried. */
  readonly onTrouble?: (text: string) => void
  /** ms since 1970 */
  readonly clock?: () => number
  readonly sleep?: (ms: number, signal: AbortSignal) => Promise<unknown>
}

/** How often it looks what is due. */
const LOOK_MS = 1000

export class Steward {
  readonly #options: StewardOptions
  readonly #effects: Required<StewardEffects>
  readonly #stopping = new AbortController()
  /** What was there when the job last went well. */
  readonly #seen = new Map<string, string>()
  readonly #failed = new Map<string, string>()
  #running: Promise<unknown> = Promise.resolve()
  #looking: Promise<void> | null = null

  constructor(options: StewardOptions, effects: StewardEffects = {}) {
    this.#options = options
    this.#effects = {
      onTrouble: effects.onTrouble ?? (() => {}),
      clock: effects.clock ?? Date.now,
      sleep: effects.sleep ?? ((ms, signal) => pause(ms, undefined, { signal })),
    }
  }

  /** Begins to run by itself what is due. */
  start(): void {
    this.#looking ??= this.#look()
  }

  /** Runs these jobs now, in this order, after the one in hand; a failure is told and the next one run. */
  async run(names: readonly string[], onProgress: (job: string, progress: Progress) => void = () => {}): Promise<void> {
    for (const name of names) {
      const entry = this.#options.schedule.find(({ job }) => job === name)
      if (entry !== undefined) await this.#queue(() => this.#runEntry(entry, onProgress))
    }
  }

  /** Breaks off what is in hand and begins nothing new. */
  async stop(): Promise<void> {
    this.#stopping.abort()
    await this.#looking
    await this.#running
  }

  async #look(): Promise<void> {
    const { signal } = this.#stopping
    while (!signal.aborted) {
      await this.#effects.sleep(LOOK_MS, signal).catch(() => {})
      for (const entry of this.#options.schedule) {
        await this.#queue(async () => {
          if (!signal.aborted && (await this.#isDue(entry))) await this.#runEntry(entry)
        })
      }
    }
  }

  /** One after the other, whoever asks. Never rejects: what can fail here is told. */
  #queue(work: () => Promise<void>): Promise<void> {
    const result = this.#running.then(work).catch((error: Error) => this.#tell('jobs', error.message))
    this.#running = result
    return result
  }

  async #isDue({ job, every_ms, on_change, values }: Entry): Promise<boolean> {
    const { catalog } = this.#options.deps
    if (!Object.hasOwn(this.#options.jobs, job) || values(this.#options.settings) === null) return false
    const [last] = await catalog.runs(job, 1)
    const since = this.#effects.clock() - (last?.finished_at ?? Number.NEGATIVE_INFINITY)
    // A run that ended in the future was before the clock was put back.
    if (since >= 0 && since < every_ms) return false
    return !on_change || this.#seen.get(job) !== (await readChange(catalog))
  }

  async #runEntry({ job, values }: Entry, onProgress = (_: string, __: Progress) => {}): Promise<void> {
    const { deps, jobs, settings } = this.#options
    const given = values(settings)
    const { signal } = this.#stopping
    if (!Object.hasOwn(jobs, job) || given === null || signal.aborted) return
    try {
      const change = await readChange(deps.catalog)
      const { clock } = this.#effects
      await runJob(await jobs[job]!(), given, { ...deps, clock, signal, onProgress: each => onProgress(job, each) })
      this.#seen.set(job, change)
      if (this.#failed.delete(job)) this.#effects.onTrouble(`job ${job}: went well again`)
    } catch (error) {
      if (!signal.aborted) this.#tell(job, (error as Error).message)
    }
  }

  #tell(job: string, message: string): void {
    if (this.#failed.get(job) === message) return
    this.#failed.set(job, message)
    this.#effects.onTrouble(`job ${job} failed and is tried again later: ${message}`)
  }
}
