// What a job is, and how one is run: here, by the schedule of `clickstream dev`, or behind a Lambda handler.
import { randomUUID } from 'node:crypto'
import { BROKEN_OFF, FAILED, type Run } from '@clickstream/lake/catalog'
import type { Lake } from '@clickstream/lake/version'
import { type Memory, openWorkshop, type Workshop } from './duckdb.ts'

/** An option of a job, as node:util's parseArgs takes it. */
export interface JobOption {
  readonly type: 'string' | 'boolean'
  readonly about: string
  /** What stands for its value in the help, such as N or DATE. */
  readonly value?: string
  readonly values?: readonly string[]
  readonly default?: string
}

export type JobValues = Readonly<Record<string, string | boolean | undefined>>

/** What every job works with. Effects come last and have defaults. */
export interface JobDeps extends Lake {
  /**
   * The arrival (ms since 1970) before which every event is in the lake, or where another consumer of the stream brings
   * it; null when that is not known.
   */
  readonly completeUpTo: (consumer?: string) => Promise<number | null>
  /** The stream as a URL, such as sqlite:…; for `forget`. */
  readonly stream: string
  /** What DuckDB may take. */
  readonly memory?: Memory
  readonly onProgress?: (progress: Progress) => void
  readonly signal?: AbortSignal
  /** ms since 1970 */
  readonly clock?: () => number
}

export interface Progress {
  readonly done: number
  readonly total: number
  /** What is done and counted, such as partitions. */
  readonly noun: string
  /** What is in hand. */
  readonly note?: string
}

/** What a run did. rows_in = rows_out + repeated, where a job moves rows. */
export interface Summary {
  readonly rows_in: number
  readonly rows_out: number
  readonly rejected?: number
  /** Rows left out as repeated. */
  readonly repeated?: number
  readonly files: number
  readonly bytes: number
  /** What happened, lines for a person. */
  readonly lines: readonly string[]
  /** The work was done and its answer is no: the command's exit code is then 1. */
  readonly is_failed?: boolean
  /** The same and more, for a program. */
  readonly data?: Readonly<Record<string, unknown>>
}

/** A job at work. */
export interface Work extends JobDeps {
  readonly clock: () => number
  readonly onProgress: (progress: Progress) => void
  /** DuckDB, opened when first asked for and closed when the run ends. */
  readonly workshop: () => Promise<Workshop>
}

export interface Job {
  readonly name: string
  /** One line. */
  readonly about: string
  /** More to know, lines of at most 78 characters. */
  readonly details?: string
  readonly options: Readonly<Record<string, JobOption>>
  /** Command lines without `clickstream `, and what each does. */
  readonly examples: readonly (readonly [line: string, what: string])[]
  /**
   * Does it. Safe to be killed anywhere and run again, and to be run twice at once.
   * @throws JobError when it was asked for what cannot be
   */
  run(values: JobValues, work: Work): Promise<Summary>
}

/** What was asked for cannot be; the message says what to change. */
export class JobError extends Error {
  override name = 'JobError'
}

/** Runs a job and records the run in the catalog, also one that fails. @throws what the job throws */
export async function runJob(job: Job, values: JobValues, deps: JobDeps): Promise<Summary & Pick<Run, 'key'>> {
  const clock = deps.clock ?? Date.now
  const started_at = clock()
  const key = `${new Date(started_at).toISOString()}-${randomUUID().slice(0, 8)}`
  const record = (counts: Partial<Run>) =>
    deps.catalog.record({
      job: job.name,
      key,
      started_at,
      finished_at: clock(),
      rows_in: 0,
      rows_out: 0,
      rejected: 0,
      repeated: 0,
      files: 0,
      bytes: 0,
      newest_at: null,
      detail: null,
      ...counts,
    })
  let workshop: Promise<Workshop> | undefined
  const interrupt = () =>
    workshop?.then(
      opened => opened.interrupt(),
      () => {},
    )
  deps.signal?.addEventListener('abort', interrupt)
  try {
    const summary = await job.run(values, {
      ...deps,
      clock,
      onProgress: deps.onProgress ?? (() => {}),
      workshop: () => {
        workshop ??= openWorkshop(deps.store, deps.memory)
        return workshop
      },
    })
    const { rows_in, rows_out, rejected = 0, repeated = 0, files, bytes, lines } = summary
    await record({ rows_in, rows_out, rejected, repeated, files, bytes, detail: lines.join('\n') })
    return { ...summary, key }
  } catch (error) {
    const detail = deps.signal?.aborted ? BROKEN_OFF : `${FAILED}${(error as Error).message}`
    await record({ detail }).catch(() => {})
    throw error
  } finally {
    deps.signal?.removeEventListener('abort', interrupt)
    await workshop?.then(
      opened => opened.close(),
      () => {},
    )
  }
}
