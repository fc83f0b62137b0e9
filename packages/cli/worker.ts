// The transform's thread: the poller and its handler, so that a long batch never keeps the collector from answering; and
// beside it the archive's and the live counts', which have the same records at their own pace.
import { parentPort, workerData } from 'node:worker_threads'
import { openCatalog, openStore } from '@clickstream/lake/open'
import { openCheckpoints } from '@clickstream/stream/checkpoints'
import { openStream } from '@clickstream/stream/open'
import { Poller, type PollerEffects } from '@clickstream/stream/poller'
import { SqliteStream } from '@clickstream/stream/sqlite'
import { ARCHIVE_CONSUMER, DEFAULT_CONSUMER } from '@clickstream/stream/stream'
import { createArchive } from '@clickstream/transform/archive'
import { createHandler } from '@clickstream/transform/handler'
import { Activity } from './activity.ts'
import { type Counting, startCounting } from './counting.ts'
import type { Settings } from './settings.ts'

/** What the pipeline tells this thread … */
export type Order = { readonly order: 'drain'; readonly id: number } | { readonly order: 'stop' }

/** … and what it hears from it. */
export type Word =
  | { readonly word: 'ready' }
  | { readonly word: 'drained'; readonly id: number; readonly error?: string }
  /** The handler's log of a batch, a JSON text. */
  | { readonly word: 'batch'; readonly line: string }
  /** Something to tell a person: a batch tried again or given up, a file that is locked. */
  | { readonly word: 'trouble'; readonly text: string }
  | { readonly word: 'stopped' }

const settings = workerData as Pick<Settings, 'stream' | 'lake' | 'catalog' | 'live'>
const say = (word: Word) => parentPort!.postMessage(word)

const stream = await openStream(settings.stream)
if (!(stream instanceof SqliteStream)) throw new Error(`STREAM: expected sqlite:<file>, got ${settings.stream}`)
const checkpoints = await openCheckpoints(settings.stream)
const catalog = openCatalog(settings.catalog)
const lake = { store: openStore(settings.lake), catalog }
const log = (line: string) => say({ word: 'batch', line })
const transform = new Activity()
const handler = transform.watch(createHandler(lake, { log }))
const poller = new Poller({ stream, checkpoints, handler, others: [ARCHIVE_CONSUMER] }, watch('batch'))
/** As Firehose buffers: a file a minute and shard, or as soon as there is enough for one. */
const archiver = new Poller(
  {
    stream,
    checkpoints,
    handler: createArchive(lake.store),
    consumer: ARCHIVE_CONSUMER,
    window_ms: 60_000,
    batch_size: 50_000,
    batch_bytes: 16 * 1024 * 1024,
    // No record is at fault when the archive cannot be written: it waits until it can.
    max_attempts: Number.POSITIVE_INFINITY,
    bisect: false,
    retention_ms: null,
  },
  watch('batch of the archive'),
)

let counting: Counting | undefined

/** Tells of what did not go well. */
function watch(noun: string): PollerEffects & Required<Pick<PollerEffects, 'onError'>> {
  return {
    onBatch({ outcome, records, attempt, error }) {
      if (outcome === 'done') return
      const why = error instanceof Error ? error.message : String(error ?? 'no reason given')
      say({ word: 'trouble', text: `${noun} of ${records} records, attempt ${attempt}: ${outcome} (${why})` })
    },
    onError: error => say({ word: 'trouble', text: error instanceof Error ? error.message : String(error) }),
  }
}

parentPort!.on('message', (message: Order) => {
  if (message.order === 'stop') stop()
  else
    Promise.all([poller.drain(), archiver.drain()]).then(
      () => say({ word: 'drained', id: message.id }),
      (error: Error) => say({ word: 'drained', id: message.id, error: error.message }),
    )
})

async function stop(): Promise<void> {
  await Promise.all([poller.stop(), archiver.stop(), counting?.stop()])
  await Promise.all([checkpoints.close(), catalog.close(), stream.close()])
  say({ word: 'stopped' })
  parentPort!.close()
}

/**
 * What an earlier run gave up (a full disk, a fault mended since) is tried once more; what fails again stays put down.
 * The file of its name may hold its neighbours too, from a try that broke off, and they count as done: nothing is
 * written over.
 */
async function retryFailures(): Promise<void> {
  const retry = createHandler(lake, { log }, 'repeated')
  let after = 0
  for (;;) {
    const failures = await checkpoints.failures(DEFAULT_CONSUMER, 100, after)
    if (failures.length === 0) return
    for (const { id, message } of failures) {
      after = id
      try {
        await retry(JSON.parse(message.payload))
        await checkpoints.removeFailures([id])
      } catch (error) {
        say({ word: 'trouble', text: `a batch given up earlier failed again: ${(error as Error).message}` })
      }
    }
  }
}

await retryFailures()
poller.start()
archiver.start()
counting = await startCounting(settings, stream, transform, watch('batch of the live counts'))
say({ word: 'ready' })
