// The live counts, made here from the stream as the live function makes them on AWS. They are a glance at what happens: where
// they cannot be made, that is said, and everything else goes on.
import { createHandler } from '@clickstream/live/handler'
import { MINUTE, type Minutes } from '@clickstream/live/minutes'
import { openMinutes } from '@clickstream/live/open'
import { type Checkpoints, openCheckpoints } from '@clickstream/stream/checkpoints'
import { type PolledStream, Poller, type PollerEffects } from '@clickstream/stream/poller'
import type { WindowHandler } from '@clickstream/stream/windows'
import type { Activity } from './activity.ts'
import type { Settings } from './settings.ts'

const CONSUMER = 'live'
/** How old a count may be, as the event source mapping's batching window has it. */
const WINDOW_MS = 2000
const POLL_MS = 500
/** While the transform is at work a batch waits this long, and so takes a hundredth of its time at most. */
const PATIENCE_MS = 10_000

export interface Counting {
  stop(): Promise<void>
}

/**
 * Begins to count. How far it is stands beside the counts, not in the stream's file: so it never keeps the stream's records
 * from being removed, and its writing is in nobody's way. The first time it begins with what comes from now on.
 */
export async function startCounting(
  { live }: Pick<Settings, 'live'>,
  stream: PolledStream,
  transform: Pick<Activity, 'rest'>,
  effects: PollerEffects & Required<Pick<PollerEffects, 'onError'>>,
): Promise<Counting> {
  let minutes: Minutes | undefined
  let checkpoints: Checkpoints | undefined
  try {
    minutes = openMinutes(live)
    checkpoints = await openCheckpoints(live)
  } catch (error) {
    effects.onError(new Error(`nothing is counted by the minute: ${(error as Error).message}`, { cause: error }))
    return { stop: async () => minutes?.close() }
  }
  const count = createHandler(minutes)
  let isStopping = false
  const handler: WindowHandler = async event => {
    if (!isStopping) await transform.rest(PATIENCE_MS)
    return count(event)
  }
  const poller = new Poller(
    {
      stream,
      checkpoints,
      handler,
      tumbling: { length_ms: MINUTE },
      consumer: CONSUMER,
      starting_after: await readEnds(stream),
      window_ms: WINDOW_MS,
      poll_ms: POLL_MS,
      // No record is at fault when counts cannot be kept; and none is put down here, with whoever it is of.
      max_attempts: Number.POSITIVE_INFINITY,
      bisect: false,
      retention_ms: null,
    },
    effects,
  )
  poller.start()
  return {
    async stop() {
      isStopping = true
      await poller.stop()
      await Promise.all([minutes.close(), checkpoints.close()])
    },
  }
}

/** The last record of each shard that ever had one. */
async function readEnds(stream: PolledStream): Promise<ReadonlyMap<string, string>> {
  const ends = new Map<string, string>()
  for (const shard of await stream.shards()) {
    const newest = await stream.newest(shard)
    if (newest !== null) ends.set(shard, newest)
  }
  return ends
}
