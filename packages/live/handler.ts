// The door: Lambda's on the stream with a tumbling window of a minute, and the local poller's.
// A window goes by when records arrived. Counts are written as they stand after each batch, whole: who runs a batch again
// writes the same. A state that was lost or ended early begins a part of its own, so that nothing is counted twice.
import { type MetricEffects, tellMetrics } from '@clickstream/events/emf'
import type { WindowHandler } from '@clickstream/stream/windows'
import type { KinesisStreamTumblingWindowEvent } from 'aws-lambda'
import type { Minutes } from './minutes.ts'
import { openMinutes } from './open.ts'
import { readSight } from './record.ts'
import { type State, Tally } from './tally.ts'

/** A handler that keeps its counts there. It throws when they cannot be kept: the batch is then to be run again. */
export function createHandler(minutes: Pick<Minutes, 'put'>, effects: MetricEffects = {}): WindowHandler {
  const { clock = Date.now } = effects
  return async event => {
    const { Records, window } = event
    const tally = new Tally(readState(event))
    const [first] = Records
    // The end of a window brings nothing new: what was counted is kept already.
    if (first === undefined) return { state: tally.state(), batchItemFailures: [] }
    tally.part ??= first.kinesis.sequenceNumber
    let rejected = 0
    for (const record of Records) {
      const sight = readSight(record)
      if (sight === 'rejected') {
        tally.reject()
        rejected++
      } else if (sight !== null) tally.see(sight)
    }
    const shard = first.eventID.split(':', 1)[0]!
    await minutes.put({ minute: Date.parse(window.start), shard, part: tally.part, counts: tally.counts() })
    const lag_ms = clock() - Records.at(-1)!.kinesis.approximateArrivalTimestamp * 1000
    tellMetrics('live', { events: Records.length - rejected, rejected, lag_ms }, { shard }, effects)
    return { state: tally.state(), batchItemFailures: [] }
  }
}

/** The state of the window so far; of an earlier version's, nothing: a part of its own begins. */
function readState({ state }: KinesisStreamTumblingWindowEvent): State {
  return state !== undefined && typeof state.part === 'string' && Array.isArray(state.events) ? (state as State) : {}
}

let shared: WindowHandler | undefined

/** Lambda's entry: counts go where LIVE says. */
export const handler: WindowHandler = event => {
  shared ??= createHandler(openMinutes())
  return shared(event)
}
