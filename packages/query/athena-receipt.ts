// What an answer of Athena's rests on.
import type { Execution } from './athena-client.ts'
import type { Receipt } from './engine.ts'

const MB = 1024 ** 2

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
    bytes_read: billed(execution?.scanned_bytes ?? 0),
    partitions_read: known,
    partitions_known: known,
    // An earlier answer has what had arrived by then, which nobody knows any more.
    complete_up_to:
      completeUpTo === null || execution?.is_reused === true ? null : new Date(completeUpTo).toISOString(),
    elapsed_ms: Math.round(performance.now() - started),
    engine: execution?.engine ?? 'Athena',
  }
}

/** Athena bills whole MB, and 10 of them at least: https://aws.amazon.com/athena/pricing */
function billed(scanned: number): number {
  return scanned === 0 ? 0 : Math.max(10, Math.ceil(scanned / MB)) * MB
}
