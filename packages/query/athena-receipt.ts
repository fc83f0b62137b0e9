// What an answer of Athena's rests on.
import type { Execution } from './athena-client.ts'
import type { Receipt } from './engine.ts'
import { billBytes } from './price.ts'

/** `execution` is null for what was answered without asking Athena; `completeUpTo` and `started` in ms, of two clocks. */
export function makeReceipt(
  rows: number,
  execution: Execution | null,
  completeUpTo: number | null,
  started: number,
): Receipt {
  const known = execution === null ? 0 : null
  return {
    rows,
    files_read: known,
    bytes_read: execution?.scanned_bytes ?? 0,
    bytes_billed: execution === null || execution.is_reused ? 0 : billBytes(execution.scanned_bytes),
    partitions_read: known,
    partitions_known: known,
    // An earlier answer has what had arrived by then, which nobody knows any more.
    complete_up_to:
      completeUpTo === null || execution?.is_reused === true ? null : new Date(completeUpTo).toISOString(),
    elapsed_ms: Math.round(performance.now() - started),
    engine: execution?.engine ?? 'Athena',
  }
}
