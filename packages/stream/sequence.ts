// Sequence numbers: whole numbers in memory and on disk, decimal digits of one width outside.

const WIDTH = 20
const DIGITS = /^\d{1,60}$/

/** The number in 20 digits, so that the order of the text is the order of the numbers. */
export function formatSequence(sequence: number): string {
  return String(sequence).padStart(WIDTH, '0')
}

/** @throws RangeError when the text is no sequence number of this stream */
export function parseSequence(text: string): number {
  const sequence = DIGITS.test(text) ? Number(text) : Number.NaN
  if (!Number.isSafeInteger(sequence)) throw new RangeError(`sequence number: expected ${WIDTH} digits, got ${text}`)
  return sequence
}

/**
 * The number before a new stream's first: its birth in microseconds. A stream made anew after another was deleted thus
 * goes on above the old one's numbers, and the files in the lake named by them are never overwritten by other records.
 */
export function sequenceBefore(created_at: number): number {
  return Math.max(0, Math.min(Math.floor(created_at), 8_000_000_000_000)) * 1000
}
