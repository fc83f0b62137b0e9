// What Athena asks for a statement: https://aws.amazon.com/athena/pricing, read in 2025-06. USD 5 for a TB of what it
// reads, in most regions; of each statement in whole MB, and 10 of them at least. Questions about the tables (SHOW,
// DESCRIBE …), statements that fail, and answers that are used again cost nothing.

/** USD for a TB, which is 2^40 bytes. */
export const USD_PER_TB = 5
const TB = 1024 ** 4
const MB = 1024 ** 2
const LEAST_MB = 10

/** The bytes that are billed for one statement that ran and read so many. */
export function billBytes(bytes: number): number {
  return Math.max(LEAST_MB, Math.ceil(bytes / MB)) * MB
}

/** USD for so many bytes billed. */
export function costOf(billed: number): number {
  return (billed * USD_PER_TB) / TB
}
