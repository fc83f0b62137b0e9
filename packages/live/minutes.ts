// The seam between counting and showing: counts by minute, shard and part. SQLite here, DynamoDB on AWS.
import type { Part } from './counts.ts'

export const MINUTE = 60_000
/** Parts are kept this long after their minute, and may go then. */
export const KEPT_MS = 24 * 3_600_000

export interface Minutes {
  /** Keeps the part whole, in place of an earlier one of its minute, shard and name. @throws when it could not */
  put(part: Part): Promise<void>
  /**
   * The parts of the minutes from `from` (included) to `to` (not included), ms since 1970, in no order. What nobody
   * counted has none.
   */
  read(from: number, to: number): Promise<Part[]>
  close(): Promise<void>
}
