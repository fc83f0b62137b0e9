// What reading costs on Athena: https://aws.amazon.com/athena/pricing

/** USD for a TB read, in most regions. */
const PER_TB = 5
const TB = 1024 ** 4
/** What a statement is billed at least, where it reads anything. */
const LEAST = 10 * 1024 ** 2

/** USD for reading so many bytes with so many statements. */
export function costOf(bytes: number, statements = 1): number {
  return bytes === 0 ? 0 : (Math.max(bytes, LEAST * statements) * PER_TB) / TB
}
