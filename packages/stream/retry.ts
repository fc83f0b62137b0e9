// What follows an attempt: go on, try again, split, or give up. As Lambda decides it with bisection on.
import type { Extent } from './checkpoints.ts'
import type { FailureCondition } from './failure.ts'
import { ALL_FAILED } from './invocation.ts'
import type { Settings } from './settings.ts'
import type { StreamRecord } from './stream.ts'

export type Decision =
  | { readonly outcome: 'done' | 'partial' | 'retry' | 'bisected'; readonly done: number; readonly extents: Extent[] }
  | {
      readonly outcome: 'given_up'
      readonly condition: FailureCondition
      readonly done: number
      readonly extents: Extent[]
    }

/** The extent these records make, not yet begun. */
export function extentOf(records: readonly StreamRecord[]): Extent {
  return {
    from: records[0]!.sequence_number,
    to: records.at(-1)!.sequence_number,
    records: records.length,
    attempts: 0,
  }
}

/**
 * Decides after an attempt: how many records are done with, and which extents take the place of the one in hand.
 * A failed batch is split, at the record the handler named or else in the middle; splitting does not count as a retry.
 * What cannot be split is tried again until its attempts or its age are used up.
 * @param failed the index of the first failed record, ALL_FAILED, or `records.length` when none failed
 * @param now ms since 1970
 */
export function decide(
  extent: Extent,
  records: readonly StreamRecord[],
  failed: number,
  { bisect, max_attempts, max_record_age_ms }: Pick<Settings, 'bisect' | 'max_attempts' | 'max_record_age_ms'>,
  now: number,
): Decision {
  if (failed >= records.length) return { outcome: 'done', done: records.length, extents: [] }
  if (failed > 0) return { outcome: 'partial', done: failed, extents: [extentOf(records.slice(failed))] }
  if (bisect && records.length > 1) {
    const middle = failed === ALL_FAILED ? Math.ceil(records.length / 2) : 1
    const extents = [extentOf(records.slice(0, middle)), extentOf(records.slice(middle))]
    return { outcome: 'bisected', done: 0, extents }
  }
  if (extent.attempts >= max_attempts) {
    return { outcome: 'given_up', condition: 'RetryAttemptsExhausted', done: records.length, extents: [] }
  }
  if (now - records[0]!.arrived_at > max_record_age_ms) {
    return { outcome: 'given_up', condition: 'RecordAgeExceeded', done: records.length, extents: [] }
  }
  return { outcome: 'retry', done: 0, extents: [extent] }
}

/** ms to wait after the nth failure in a row: doubled each time up to the cap, the upper half of it left to chance. */
export function backoff(
  failures: number,
  { backoff_ms, backoff_cap_ms, random }: Pick<Settings, 'backoff_ms' | 'backoff_cap_ms' | 'random'>,
): number {
  const most = Math.min(backoff_cap_ms, backoff_ms * 2 ** Math.min(failures - 1, 30))
  return most / 2 + (most / 2) * random()
}
