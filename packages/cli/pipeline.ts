// The whole path in one process: collector and stream on this thread, poller, transform and lake on another, jobs on a third.
import { setTimeout as sleep } from 'node:timers/promises'
import { createApp } from '@clickstream/collector/app'
import { parseKeys } from '@clickstream/collector/keys'
import { parseRate } from '@clickstream/collector/rate'
import { type Serving, serveApp } from '@clickstream/collector/server'
import { parsePolicy } from '@clickstream/jobs/retaining/policy'
import type { Catalog } from '@clickstream/lake/catalog'
import { openCatalog, openStore } from '@clickstream/lake/open'
import { openStream } from '@clickstream/stream/open'
import { SqliteStream } from '@clickstream/stream/sqlite'
import { CliError, WRONG_USAGE, wrongUsage } from './error.ts'
import { type JobsThread, startJobs } from './jobs.ts'
import { mendListening } from './listening.ts'
import { lockData, type RunningLock } from './running.ts'
import type { Settings } from './settings.ts'
import { withPages } from './site.ts'
import { StatusReader } from './status.ts'
import { startTransform, type TransformListener } from './thread.ts'
import { openViewer } from './viewer.ts'

/** How long stopping waits for requests in hand, and for what is in the stream to reach the lake, ms. */
const CLOSE_PATIENCE = 3000
const DRAIN_PATIENCE = 3000

export interface Pipeline {
  /** Such as http://localhost:8080 */
  readonly url: string
  readonly stream: SqliteStream
  readonly catalog: Catalog
  readonly jobs: Pick<JobsThread, 'begin' | 'run'>
  /** Resolves when all that is in the stream now is in the lake. @throws Error when the pipeline stops before. */
  drain(): Promise<void>
  /** Stops accepting, finishes what is in hand and checkpoints; what is left waits in the stream. */
  stop(): Promise<void>
  /** Rejects when the transform's thread ends unasked; never resolves. */
  readonly failure: Promise<never>
}

/** Starts the pipeline on the data folder. @throws CliError when it runs already, or cannot listen. */
export async function startPipeline(settings: Settings, listener: TransformListener = {}): Promise<Pipeline> {
  const lock = lockData(settings.data)
  try {
    return await startLocked(settings, listener, lock)
  } catch (error) {
    lock.release()
    throw error
  }
}

async function startLocked(settings: Settings, listener: TransformListener, lock: RunningLock): Promise<Pipeline> {
  const keys = readSetting(() => parseKeys(settings.writeKeys))
  const rate = readSetting(() => parseRate(settings.rateLimit))
  readSetting(() => settings.retain !== undefined && parsePolicy(settings.retain))
  const stream = await openLocalStream(settings.stream)
  const catalog = openCatalog(settings.catalog)
  const { trustedProxyHeader, allowedOrigins: origins } = settings
  const log = (entry: object) => listener.onTrouble?.(JSON.stringify(entry))
  const app = createApp({ stream, keys, rate, origins, trustedProxyHeader, log })
  const status = new StatusReader({
    settings,
    stream,
    catalog,
    store: openStore(settings.lake),
    mode: keys === null ? 'local' : 'keys',
  })
  // The site lets in nobody else than this machine's own browser.
  const viewer = await openViewer(settings, (_, next) => next(), null, log)
  const transform = startTransform(settings, listener)
  const jobs = startJobs(settings, listener.onTrouble)
  let serving: Serving
  try {
    await transform.ready
    serving = await serveApp(withPages(app, status, viewer.app, settings), { port: settings.port, host: settings.host })
  } catch (error) {
    await Promise.all([transform.stop(), jobs.stop(), viewer.close()])
    await Promise.all([stream.close(), catalog.close()])
    throw mendListening(error)
  }
  const url = `http://${/^(127\.|0\.0\.0\.0|::1?$)/.test(serving.host) ? 'localhost' : serving.host}:${serving.port}`
  status.url = url
  lock.announce({ pid: process.pid, url })
  return {
    url,
    stream,
    catalog,
    jobs,
    drain: transform.drain,
    failure: transform.failure,
    async stop() {
      const jobsEnded = Promise.all([jobs.stop(), viewer.close()])
      await Promise.race([serving.close(), sleep(CLOSE_PATIENCE, undefined, { ref: false })])
      await Promise.race([transform.drain().catch(() => {}), sleep(DRAIN_PATIENCE, undefined, { ref: false })])
      await Promise.all([transform.stop(), jobsEnded])
      await Promise.all([stream.close(), catalog.close()])
      lock.release()
    },
  }
}

/** @throws CliError (exit code 2) for a stream that is not on this machine. */
async function openLocalStream(url: string): Promise<SqliteStream> {
  const stream = url.startsWith('sqlite:') ? await openStream(url) : undefined
  if (stream instanceof SqliteStream) return stream
  throw wrongUsage(`STREAM: expected sqlite:<file>, got ${JSON.stringify(url)}`)
}

function readSetting<T>(read: () => T): T {
  try {
    return read()
  } catch (error) {
    throw new CliError((error as Error).message, undefined, WRONG_USAGE)
  }
}
