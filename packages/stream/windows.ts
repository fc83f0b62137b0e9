// Tumbling windows as Lambda has them: a shard's records by the minute (or so) of their arrival, and a state that goes from
// batch to batch until the window ends. https://docs.aws.amazon.com/lambda/latest/dg/services-kinesis-windows.html
import type {
  KinesisStreamBatchResponse,
  KinesisStreamEvent,
  KinesisStreamStateResponse,
  KinesisStreamTumblingWindowEvent,
} from 'aws-lambda'
import type { StreamRecord } from './stream.ts'

/** A Lambda function on a Kinesis stream with a tumbling window. An answer without a state fails the batch. */
export type WindowHandler = (
  event: KinesisStreamTumblingWindowEvent,
) => Promise<KinesisStreamStateResponse & KinesisStreamBatchResponse>

/** How a poller cuts its windows. */
export interface Tumbling {
  /** Length of a window; windows begin at multiples of it since 1970. */
  readonly length_ms: number
  /** A window without new records is over this long after its end; default 2 minutes, as in Lambda. */
  readonly idle_ms?: number
}

export const IDLE_MS = 120_000

/** The most state that goes on to the next batch, bytes of JSON; with more the window is ended early, and begun anew. */
export const MAX_STATE_BYTES = 1024 * 1024

/** A window that has begun and is not over. */
export interface OpenWindow {
  /** ms since 1970 */
  readonly start: number
  /** What the handler answered last, JSON of an object. */
  readonly state: string
}

/** Why the handler is asked: for records, or because the window is over, or has more state than it may. */
export type WindowTurn = 'records' | 'final' | 'early'

const NO_STATE = '{}'

/** A window at its beginning. */
export function openWindow(start: number): OpenWindow {
  return { start, state: NO_STATE }
}

/** When the window began that a record of this arrival falls in. */
export function startOf(arrived_at: number, length_ms: number): number {
  return arrived_at - (((arrived_at % length_ms) + length_ms) % length_ms)
}

/** How many of the records, from the first on, arrived in the window or earlier: late ones count in the one that is open. */
export function countWithin(records: readonly StreamRecord[], start: number, length_ms: number): number {
  const past = records.findIndex(({ arrived_at }) => arrived_at >= start + length_ms)
  return past < 0 ? records.length : past
}

export function isTooLarge({ state }: OpenWindow): boolean {
  return state.length > MAX_STATE_BYTES / 4 && Buffer.byteLength(state) > MAX_STATE_BYTES
}

/** The event with what Lambda says of the window. */
export function addWindow(
  { Records }: KinesisStreamEvent,
  { start, state }: OpenWindow,
  length_ms: number,
  { shard, arn, turn }: { readonly shard: string; readonly arn: string; readonly turn: WindowTurn },
): KinesisStreamTumblingWindowEvent & { readonly shardId: string; readonly eventSourceARN: string } {
  return {
    Records,
    window: { start: writeTime(start), end: writeTime(start + length_ms) },
    state: JSON.parse(state),
    shardId: shard,
    eventSourceARN: arn,
    isFinalInvokeForWindow: turn === 'final',
    isWindowTerminatedEarly: turn === 'early',
  }
}

/** The state in an answer, as JSON. @throws TypeError when it has none: Lambda counts such an answer as failed */
export function readState(answer: unknown): string {
  const state = (answer as Partial<KinesisStreamStateResponse> | null | undefined)?.state
  if (typeof state === 'object' && state !== null) return JSON.stringify(state)
  throw new TypeError(`answer: expected an object as its state, got ${state === null ? 'null' : typeof state}`)
}

/** Without milliseconds where there are none, as Lambda writes it. */
function writeTime(ms: number): string {
  return new Date(ms).toISOString().replace('.000Z', 'Z')
}
