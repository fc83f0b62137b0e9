// What a poller is told, and what it takes where it is told nothing.
import { setTimeout as sleep } from 'node:timers/promises'
import type { Checkpoints } from './checkpoints.ts'
import type { Handler } from './invocation.ts'
import { DEFAULT_CONSUMER, type Stream } from './stream.ts'
import { IDLE_MS, type Tumbling } from './windows.ts'

/** What the poller needs of a stream; SqliteStream has it. */
export interface PolledStream extends Pick<Stream, 'read' | 'shards'> {
  /** The sequence number of the shard's last record; null when it never had one. */
  newest(shard: string): Promise<string | null>
  prune(consumer: string, retention_ms: number, now: number, others?: readonly string[]): Promise<number>
}

export interface PollerOptions {
  readonly stream: PolledStream
  readonly checkpoints: Checkpoints
  /** With `tumbling` a WindowHandler: its event says more, which is why this is a method. */
  handler(...event: Parameters<Handler>): ReturnType<Handler>
  /** Tumbling windows with a state, as Lambda has them; default null: none. */
  readonly tumbling?: Tumbling | null
  /** Where a shard begins that has no checkpoint yet: after this sequence number; without one, at the oldest record kept. */
  readonly starting_after?: ReadonlyMap<string, string>
  /** Whose checkpoints these are; default `transform`. */
  readonly consumer?: string
  /** The most records in a batch; default 10,000. */
  readonly batch_size?: number
  /** The most bytes of base64 data in a batch; default 6 MiB. A single record may be larger. */
  readonly batch_bytes?: number
  /** How long a batch may wait to fill; default 1,000 ms. */
  readonly window_ms?: number
  /** How often a shard without new records is looked at; default 100 ms. */
  readonly poll_ms?: number
  /** A record that fails on its own is given up after this many attempts; default 10. */
  readonly max_attempts?: number
  /** … or after failing at this age; default never. */
  readonly max_record_age_ms?: number
  /** Whether a failed batch is split in two; default true. Without, the whole batch is tried again and given up. */
  readonly bisect?: boolean
  /** The wait before the second attempt, doubled before each further one up to the cap; default 200 ms and 30 s. */
  readonly backoff_ms?: number
  readonly backoff_cap_ms?: number
  /** How long a lease lasts unless renewed; default 30 s. */
  readonly lease_ms?: number
  /** Checkpointed records older than this are removed, looked at every minute; default 24 h as in Kinesis, null: never. */
  readonly retention_ms?: number | null
  /** Who reads the stream too, so that nothing is removed before, even if they have not begun; see SqliteStream.prune. */
  readonly others?: readonly string[]
  readonly stream_arn?: string
  readonly function_arn?: string
}

export interface PollerEffects {
  /** ms since 1970 */
  readonly clock?: () => number
  /** 0 ≤ n < 1, for the jitter of retries. */
  readonly random?: () => number
  /** Resolves after ms, or earlier when the signal aborts; may then reject. */
  readonly sleep?: (ms: number, signal: AbortSignal) => Promise<unknown>
  /** Told of every invocation and what came of it, for the log. */
  readonly onBatch?: (report: BatchReport) => void
  /** Told of errors of the poller's own (the file locked, the disk full); it goes on by itself. */
  readonly onError?: (error: unknown) => void
}

/** What became of one invocation. */
export interface BatchReport {
  readonly consumer: string
  readonly shard: string
  /** Sequence numbers, both included. */
  readonly from: string
  readonly to: string
  readonly records: number
  readonly attempt: number
  /**
   * done: all handled · partial: handled up to a failed record · retry: to be tried again as it is · bisected: to be tried
   * again in two parts · given_up: moved to the failures · lost: the lease was, its new owner runs it again · gone: the
   * records were pruned before they could be run
   */
  readonly outcome: 'done' | 'partial' | 'retry' | 'bisected' | 'given_up' | 'lost' | 'gone'
  readonly elapsed_ms: number
  /** How long before the end the last of its records had arrived. */
  readonly behind_ms: number
  readonly error?: unknown
}

/** The same with nothing left open. */
export type Settings = Readonly<
  Required<Omit<PollerOptions, 'tumbling'>> & Required<PollerEffects> & { tumbling: Required<Tumbling> | null }
>

/** @throws RangeError for a size or time below 1 */
export function completeSettings(options: PollerOptions, effects: PollerEffects): Settings {
  return {
    stream: options.stream,
    checkpoints: options.checkpoints,
    handler: options.handler,
    tumbling: completeTumbling(options.tumbling ?? null),
    starting_after: options.starting_after ?? new Map(),
    consumer: options.consumer ?? DEFAULT_CONSUMER,
    batch_size: atLeastOne('batch_size', options.batch_size ?? 10_000),
    batch_bytes: atLeastOne('batch_bytes', options.batch_bytes ?? 6 * 1024 * 1024),
    window_ms: options.window_ms ?? 1000,
    poll_ms: atLeastOne('poll_ms', options.poll_ms ?? 100),
    max_attempts: atLeastOne('max_attempts', options.max_attempts ?? 10),
    max_record_age_ms: options.max_record_age_ms ?? Number.POSITIVE_INFINITY,
    bisect: options.bisect ?? true,
    backoff_ms: options.backoff_ms ?? 200,
    backoff_cap_ms: options.backoff_cap_ms ?? 30_000,
    lease_ms: atLeastOne('lease_ms', options.lease_ms ?? 30_000),
    retention_ms: options.retention_ms === undefined ? 24 * 3_600_000 : options.retention_ms,
    others: options.others ?? [],
    stream_arn: options.stream_arn ?? 'arn:aws:kinesis:us-east-1:000000000000:stream/clickstream',
    function_arn: options.function_arn ?? 'arn:aws:lambda:us-east-1:000000000000:function:transform',
    clock: effects.clock ?? Date.now,
    random: effects.random ?? Math.random,
    sleep: effects.sleep ?? ((ms, signal) => sleep(ms, undefined, { signal })),
    onBatch: effects.onBatch ?? (() => {}),
    onError: effects.onError ?? (() => {}),
  }
}

function completeTumbling(tumbling: Tumbling | null): Required<Tumbling> | null {
  if (tumbling === null) return null
  return { length_ms: atLeastOne('length_ms', tumbling.length_ms), idle_ms: tumbling.idle_ms ?? IDLE_MS }
}

function atLeastOne(name: string, value: number): number {
  if (value >= 1) return value
  throw new RangeError(`${name}: expected 1 or more, got ${value}`)
}
