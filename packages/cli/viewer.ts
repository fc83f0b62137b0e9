// The viewer over the lake, here or on AWS: the dashboards of this house, and an engine with bounds of its own.
import { execFile } from 'node:child_process'
import { totalmem } from 'node:os'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { openCatalog, openStore } from '@clickstream/lake/open'
import { openMinutes } from '@clickstream/live/open'
import { openEngine } from '@clickstream/query/open'
import { Semaphore } from '@clickstream/query/semaphore'
import { createViewer } from '@clickstream/viewer/app'
import { believed } from '@clickstream/viewer/believed'
import { isPageBuilt } from '@clickstream/viewer/build'
import { loadOffer } from '@clickstream/viewer/offer'
import type { Env } from '@clickstream/viewer/sources'
import type { Hono, MiddlewareHandler } from 'hono'
import { isOnAthena, completeUpTo as readUpTo } from './engine.ts'
import { CliError } from './error.ts'
import { libraryFolder, localPath, nameData, type Settings } from './settings.ts'
import type { Paper } from './terminal.ts'

/** Half of what a question in a terminal may take: the pipeline may run beside it. */
const MEMORY = totalmem() / 4
/** What a tile may take, ms. */
const TIMEOUT = 30_000
const MAX_ROWS = 100_000
/** Statements at once, here and on Athena, and how many of them may be of the SQL page. */
const CONCURRENCY = 4
const CONCURRENCY_THERE = 16
const TURNS = 2

const datasetsFolder = fileURLToPath(new URL('../../dashboards/datasets', import.meta.url))
const builder = fileURLToPath(new URL('../../scripts/page.ts', import.meta.url))

export interface OpenViewer {
  readonly app: Hono<Env>
  /** Ends what is being sent, stops what is being asked. */
  close(): Promise<void>
}

/**
 * Opens the viewer for whom `admit` lets in; `collector` is where events go, null where that is the viewer's own address.
 * @throws CliError for a saved query or data set that cannot be read
 */
export async function openViewer(
  settings: Settings,
  admit: MiddlewareHandler<Env>,
  collector: string | null,
  log: (entry: object) => void,
): Promise<OpenViewer> {
  const offer = await loadOffer(libraryFolder, datasetsFolder).catch(error => {
    throw new CliError((error as Error).message)
  })
  const closing = new AbortController()
  const catalog = openCatalog(settings.catalog)
  const read = () => readUpTo(settings)
  const completeUpTo = localPath(settings.stream) === undefined ? believed(read, log) : read
  const engine = openEngine(settings.engine, {
    store: openStore(settings.lake),
    catalog,
    completeUpTo,
    memory: MEMORY,
    timeout: TIMEOUT,
    maxRows: MAX_ROWS,
    concurrency: isOnAthena(settings) ? CONCURRENCY_THERE : CONCURRENCY,
  })
  const sources = {
    ...offer,
    engine,
    turns: new Semaphore(TURNS),
    catalog,
    stream: settings.stream,
    completeUpTo,
    minutes: openMinutes(settings.live),
    zone: 'UTC',
    place: { collector, data: nameData(settings) },
    closing: closing.signal,
    log,
  }
  return {
    app: createViewer(sources, admit),
    async close() {
      closing.abort(new Error('viewer: it stops'))
      await engine.close()
      await catalog.close()
    },
  }
}

/** Builds the page where it is not there, or not of today's source; a page that cannot be built is said, and no more. */
export async function preparePage(err: Paper): Promise<void> {
  if (await isPageBuilt()) return
  err.line(err.style('dim', "Building the viewer's page …"))
  try {
    // Vite takes memory that it gives back only by ending.
    await promisify(execFile)(process.execPath, [builder])
  } catch (error) {
    const { stderr, message } = error as Error & { stderr?: string }
    err.line(err.style('yellow', `The viewer's page could not be built: ${(stderr || message).trim()}`))
  }
}
