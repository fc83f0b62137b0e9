// The door for AWS: EventBridge Scheduler says which job, and it runs as long as Lambda lets it.
import { availableParallelism } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import { isOnLambda, tellMetrics } from '@clickstream/events/emf'
import type { Catalog } from '@clickstream/lake/catalog'
import { FAILED_BATCHES, FAILED_DELIVERIES } from '@clickstream/lake/layout'
import { openCatalog, openStore } from '@clickstream/lake/open'
import { readCompleteUpTo } from '@clickstream/stream/complete'
import { DEFAULT_STREAM } from '@clickstream/stream/open'
import type { Context } from 'aws-lambda'
import { type Job, type JobDeps, JobError, type JobValues, runJob } from './job.ts'
import { jobs } from './jobs.ts'

/** What Scheduler sends. */
export interface Order {
  readonly job: string
  /** As on the command line, by name. */
  readonly values?: JobValues
}

/** What came of it. A run that was broken off is no failure: the next one goes on. */
export interface Told {
  readonly job: string
  readonly status: 'ok' | 'broken_off' | 'no'
  readonly lines: readonly string[]
}

/** A catalog that others have a copy of, which can fall behind. */
interface Mirrored {
  /** Makes the copy what the catalog is. @returns how many partitions lacked */
  reconcile(): Promise<number>
}

export interface DoorEffects {
  readonly clock?: () => number
  /** A line of the log. */
  readonly log?: (line: string) => void
  readonly tell?: typeof tellMetrics
}

/** A run is told to stop so long before Lambda ends it, ms; half of the time where there is less. */
const MARGIN = 20_000
/** What is measured at the end may take so long, ms. */
const MEASURE_MS = 5000

/** A door over a lake. It throws when a job fails, so that Lambda counts an error and keeps the order. */
export function createDoor(
  deps: Omit<JobDeps, 'signal' | 'clock'>,
  { clock = Date.now, log = line => console.log(line), tell = tellMetrics }: DoorEffects = {},
): (order: Order, context: Pick<Context, 'getRemainingTimeInMillis'>) => Promise<Told> {
  return async (order, context) => {
    const started_at = clock()
    const job = await findJob(order)
    const values = readValues(job, order.values)
    const left = context.getRemainingTimeInMillis()
    const stopping = new AbortController()
    const timer = setTimeout(() => stopping.abort(), left - Math.min(MARGIN, left / 2))
    const counts = { runs: 1, failures: 0, broken_off: 0, unmirrored: await reconcile(deps.catalog, log) }
    let told: Told = { job: job.name, status: 'broken_off', lines: [] }
    let error: unknown = null
    try {
      const { lines, is_failed = false } = await runJob(job, values, { ...deps, clock, signal: stopping.signal })
      told = { job: job.name, status: is_failed ? 'no' : 'ok', lines }
    } catch (thrown) {
      if (stopping.signal.aborted) counts.broken_off = 1
      else {
        counts.failures = 1
        error = thrown
      }
    } finally {
      clearTimeout(timer)
    }
    const elapsed_ms = clock() - started_at
    const measures = { ...counts, elapsed_ms, ...(await measure(deps, clock)) }
    const why = error === null ? {} : { error: (error as Error).message }
    const level = error === null ? 'info' : 'error'
    log(JSON.stringify({ level, ...told, status: error === null ? told.status : 'failed', ...why, ...measures }))
    tell('jobs', measures, { job: job.name })
    if (error !== null) throw error
    return told
  }
}

async function findJob({ job }: Order): Promise<Job> {
  if (typeof job === 'string' && Object.hasOwn(jobs, job)) return jobs[job]!()
  throw new JobError(`job: expected one of ${Object.keys(jobs).join(', ')}, got ${JSON.stringify(job)}`)
}

function readValues({ name, options }: Job, values: unknown = {}): JobValues {
  if (typeof values !== 'object' || values === null || Array.isArray(values)) {
    throw new JobError(`${name}: expected values by name, got ${JSON.stringify(values)}`)
  }
  for (const [option, value] of Object.entries(values)) {
    const type = Object.hasOwn(options, option) ? options[option]!.type : 'none'
    if (typeof value !== type) {
      const expected = type === 'none' ? `one of ${Object.keys(options).join(', ')}` : `a ${type} as ${option}`
      throw new JobError(`${name}: expected ${expected}, got ${option} ${JSON.stringify(value)}`)
    }
  }
  return values as JobValues
}

/** What a killed writer left unmirrored is mirrored. The job runs all the same when that fails: it works on the catalog. */
async function reconcile(catalog: Catalog | (Catalog & Mirrored), log: (line: string) => void): Promise<number | null> {
  if (!('reconcile' in catalog)) return null
  try {
    return await catalog.reconcile()
  } catch (error) {
    log(JSON.stringify({ level: 'warn', job: 'reconcile', error: (error as Error).message }))
    return null
  }
}

/** How the pipeline is, as far as that can be said. */
async function measure({ store, completeUpTo }: Pick<JobDeps, 'store' | 'completeUpTo'>, clock: () => number) {
  const [complete, batches, deliveries] = await Promise.all([
    askBriefly(completeUpTo()),
    askBriefly(store.list(FAILED_BATCHES)),
    askBriefly(store.list(FAILED_DELIVERIES)),
  ])
  return {
    lake_age_ms: complete === null ? null : Math.max(0, clock() - complete),
    failed_batches: batches?.length ?? null,
    failed_deliveries: deliveries?.length ?? null,
  }
}

/** Null where there is no answer, or not soon: Lambda may be about to end this. */
function askBriefly<T>(answer: Promise<T>): Promise<T | null> {
  return Promise.race([answer.catch(() => null), sleep(MEASURE_MS, null, { ref: false })])
}

/** What the environment names: LAKE, CATALOG, STREAM, JOB_MEMORY (MiB for DuckDB; by default half of the function's). */
function openDeps(env: NodeJS.ProcessEnv): Omit<JobDeps, 'signal' | 'clock'> {
  const catalog = openCatalog(env.CATALOG)
  const stream = env.STREAM ?? DEFAULT_STREAM
  const mib = Number(env.JOB_MEMORY || Number(env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE ?? 2048) / 2)
  if (!(mib >= 64)) throw new RangeError(`JOB_MEMORY: expected 64 or more MiB, got ${env.JOB_MEMORY}`)
  return {
    store: openStore(env.LAKE),
    catalog,
    stream,
    completeUpTo: consumer => readCompleteUpTo(stream, consumer, () => catalog.recall('transform')),
    memory: { bytes: mib * 1024 * 1024, threads: isOnLambda(env) ? availableParallelism() : 2 },
  }
}

let shared: ReturnType<typeof createDoor> | undefined

/** Lambda's entry. What a run leaves in /tmp goes when it ends; what a killed one left, when the next begins. */
export const handler: ReturnType<typeof createDoor> = (order, context) => {
  shared ??= createDoor(openDeps(process.env))
  return shared(order, context)
}
