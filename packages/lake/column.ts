// One field's cells on their way into a file; the arrays they lie in, and the bits that say which rows have one.
import type { Data, DataType } from 'apache-arrow'

/** Cells come in row order; a row that is left out is null. */
export interface Column {
  readonly type: DataType
  set(row: number, cell: string | number): void
  finish(length: number): Data<DataType>
  /** Forgets its `length` rows. */
  clear(length: number): void
}

/** Places at first: a column that stays empty never takes any. */
const FIRST = 1024
export const NO_BYTES = Buffer.alloc(0)
const NO_BITS = new Uint8Array(0)
export const NO_WORDS = new Int32Array(0)

/** The same array if it has `length` places, or a copy with four times as many: growing costs more than pages unused. */
export function grown<T extends Uint8Array | Int32Array>(array: T, length: number): T {
  if (length <= array.length) return array
  const size = Math.max(length, array.length * 4, FIRST)
  const copy = Buffer.isBuffer(array)
    ? Buffer.allocUnsafeSlow(size)
    : new (array.constructor as new (size: number) => T)(size)
  ;(copy as T).set(array as never)
  return copy as T
}

/** A bit per row, set where there is a value, and the count of those. */
export class Validity {
  #bits: Uint8Array = NO_BITS
  #set = 0

  mark(row: number): void {
    const byte = row >> 3
    if (byte >= this.#bits.length) this.#bits = grown(this.#bits, byte + 1)
    this.#bits[byte]! |= 1 << (row & 7)
    this.#set++
  }

  finish(length: number): { nullBitmap: Uint8Array; nullCount: number } {
    const bytes = ((length + 63) >> 6) << 3
    this.#bits = grown(this.#bits, bytes)
    return { nullBitmap: this.#bits.subarray(0, bytes), nullCount: length - this.#set }
  }

  clear(length: number): void {
    this.#bits.fill(0, 0, (length + 7) >> 3)
    this.#set = 0
  }
}
