// The whole path in one process: collector and stream on this thread, poller, transform and lake on another.
import { setTimeout as sleep } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import { createApp } from '@clickstream/collector/app'
import { parseKeys } from '@clickstream/collector/keys'
import { type Serving, serveApp } from '@clickstream/collector/server'
import type { Catalog } from '@clickstream/lake/catalog'
import { openCatalog, openStore } from '@clickstream/lake/open'
import { openStream } from '@clickstream/stream/open'
import { SqliteStream } from '@clickstream/stream/sqlite'
import { CliError, WRONG_USAGE } from './error.ts'
import { lockData, type RunningLock } from './running.ts'
import type { Settings } from './settings.ts'
import { withStatusPage } from './site.ts'
import { StatusReader } from './status.ts'
import type { Order, Word } from './worker.ts'

/** How long stopping waits for requests in hand, and for what is in the stream to reach the lake, ms. */
const CLOSE_PATIENCE = 3000
const DRAIN_PATIENCE = 3000

export interface PipelineOptions {
  /** The handler's log of each batch, a JSON text. */
  readonly onBatch?: (line: string) => void
  /** What a person should know of. */
  readonly onTrouble?: (text: string) => void
}

export interface Pipeline {
  /** Such as http://localhost:8080 */
  readonly url: string
  readonly stream: SqliteStream
  readonly catalog: Catalog
  /** Resolves when all that is in the stream now is in the lake. @throws Error when the pipeline stops before. */
  drain(): Promise<void>
  /** Stops accepting, finishes what is in hand and checkpoints; what is left waits in the stream. */
  stop(): Promise<void>
  /** Rejects when the transform's thread ends unasked; never resolves. */
  readonly failure: Promise<never>
}

/** Starts the pipeline on the data folder. @throws CliError when it runs already, or cannot listen. */
export async function startPipeline(settings: Settings, options: PipelineOptions = {}): Promise<Pipeline> {
  const lock = lockData(settings.data)
  try {
    return await startLocked(settings, options, lock)
  } catch (error) {
    lock.release()
    throw error
  }
}

async function startLocked(settings: Settings, options: PipelineOptions, lock: RunningLock): Promise<Pipeline> {
  const keys = readKeys(settings.writeKeys)
  const stream = await openStream(settings.stream)
  if (!(stream instanceof SqliteStream)) throw new CliError(`STREAM: expected sqlite:<file>, got ${settings.stream}`)
  const catalog = openCatalog(settings.catalog)
  const { trustedProxyHeader } = settings
  const log = (entry: object) => options.onTrouble?.(JSON.stringify(entry))
  const app = createApp({ stream, keys, trustedProxyHeader, log })
  const status = new StatusReader({
    settings,
    stream,
    catalog,
    store: openStore(settings.lake),
    mode: keys === null ? 'local' : 'keys',
  })
  const transform = startTransform(settings, options)
  let serving: Serving
  try {
    await transform.ready
    serving = await serveApp(withStatusPage(app, status, settings), { port: settings.port, host: settings.host })
  } catch (error) {
    await transform.stop()
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
    drain: transform.drain,
    failure: transform.failure,
    async stop() {
      await Promise.race([serving.close(), sleep(CLOSE_PATIENCE, undefined, { ref: false })])
      await Promise.race([transform.drain().catch(() => {}), sleep(DRAIN_PATIENCE, undefined, { ref: false })])
      await transform.stop()
      await Promise.all([stream.close(), catalog.close()])
      lock.release()
    },
  }
}

function startTransform(settings: Settings, { onBatch, onTrouble }: PipelineOptions) {
  const { stream, lake, catalog } = settings
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: { stream, lake, catalog } })
  const drains = new Map<number, { resolve(): void; reject(error: Error): void }>()
  const ready = Promise.withResolvers<void>()
  const failure = Promise.withResolvers<never>()
  const exited = new Promise<void>(resolve => void worker.once('exit', () => resolve()))
  let isStopping = false
  let ended: Error | undefined
  const end = (error: Error) => {
    ended ??= error
    for (const drain of drains.values()) drain.reject(error)
    drains.clear()
    ready.reject(error)
    if (!isStopping) failure.reject(new CliError(`the transform ended: ${error.message}`))
  }
  // Whoever does not look at these two still gets no unhandled rejection.
  failure.promise.catch(() => {})
  ready.promise.catch(() => {})
  worker.on('error', error => end(error as Error))
  worker.on('exit', code => end(new Error(`its thread exited with code ${code}`)))
  worker.on('message', (message: Word) => {
    if (message.word === 'ready') ready.resolve()
    if (message.word === 'batch') onBatch?.(message.line)
    if (message.word === 'trouble') onTrouble?.(message.text)
    if (message.word !== 'drained') return
    const drain = drains.get(message.id)
    drains.delete(message.id)
    if (message.error === undefined) drain?.resolve()
    else drain?.reject(new Error(message.error))
  })
  const tell = (order: Order) => worker.postMessage(order)
  let lastId = 0
  return {
    ready: ready.promise,
    failure: failure.promise,
    drain(): Promise<void> {
      if (ended !== undefined) return Promise.reject(ended)
      const id = ++lastId
      const { promise, ...settle } = Promise.withResolvers<void>()
      drains.set(id, settle)
      tell({ order: 'drain', id })
      return promise
    },
    async stop(): Promise<void> {
      isStopping = true
      tell({ order: 'stop' })
      await exited
    },
  }
}

function readKeys(text: string | undefined) {
  try {
    return parseKeys(text)
  } catch (error) {
    throw new CliError((error as Error).message, undefined, WRONG_USAGE)
  }
}

function mendListening(error: unknown): unknown {
  const code = ((error as Error).cause as NodeJS.ErrnoException | undefined)?.code
  if (code === 'EADDRINUSE')
    return new CliError((error as Error).message, 'Choose another port with --port N (0: any free one) or PORT=N.')
  return code === undefined
    ? error
    : new CliError((error as Error).message, 'Choose with --host, --port, HOST or PORT.')
}
