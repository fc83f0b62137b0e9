// The other end of worker.ts: starts the transform's thread, talks to it, and notices when it dies.
import { Worker } from 'node:worker_threads'
import { CliError } from './error.ts'
import type { Settings } from './settings.ts'
import type { Order, Word } from './worker.ts'

export interface TransformListener {
  /** The handler's log of each batch, a JSON text. */
  readonly onBatch?: (line: string) => void
  /** What a person should know of. */
  readonly onTrouble?: (text: string) => void
}

export interface TransformThread {
  /** Resolves when it polls. @throws why it cannot */
  readonly ready: Promise<void>
  /** Rejects when the thread ends unasked; never resolves. */
  readonly failure: Promise<never>
  /** Resolves when all that is in the stream now is in the lake. @throws Error when the thread ends before. */
  drain(): Promise<void>
  /** Finishes the batch in hand, checkpoints, and ends the thread. */
  stop(): Promise<void>
}

/** Starts the thread; `script` is what runs in it. */
export function startTransform(
  { stream, lake, catalog, live }: Pick<Settings, 'stream' | 'lake' | 'catalog' | 'live'>,
  { onBatch, onTrouble }: TransformListener = {},
  script: URL = new URL('./worker.ts', import.meta.url),
): TransformThread {
  const worker = new Worker(script, {
    workerData: { stream, lake, catalog, live },
    // A batch of 10,000 fits: what it makes dies young instead of being copied about.
    resourceLimits: { maxYoungGenerationSizeMb: 96 },
  })
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
