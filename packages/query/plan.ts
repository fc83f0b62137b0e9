// What a statement would read, as it is told.
import type { Reading } from './duckdb-tables.ts'
import type { Plan, Receipt } from './engine.ts'
import { billBytes } from './price.ts'

export function describePlan({ files, bytes, partitions, known }: Reading): Plan {
  return {
    files_read: files,
    bytes_read: bytes,
    bytes_billed: billBytes(bytes),
    partitions_read: partitions,
    partitions_known: known,
  }
}

/** Of a statement that Athena runs without reading, for nothing. */
export const FREE: Plan = { ...describePlan({ files: 0, bytes: 0, partitions: 0, known: 0 }), bytes_billed: 0 }

/** `started` is of performance.now(), `completeUpTo` ms since 1970. */
export function describeReceipt(
  rows: number,
  plan: Plan,
  completeUpTo: number | null,
  started: number,
  engine: string,
): Receipt {
  return {
    rows,
    ...plan,
    complete_up_to: completeUpTo === null ? null : new Date(completeUpTo).toISOString(),
    elapsed_ms: Math.round(performance.now() - started),
    engine,
  }
}
