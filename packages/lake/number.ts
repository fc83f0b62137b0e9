// Columns of numbers.
import { type Data, Decimal, Int32, Int64, makeData, TimestampMillisecond } from 'apache-arrow'
import { type Column, grown, NO_WORDS, Validity } from './column.ts'

/** Money is decimal(18,4). */
const DECIMAL_PRECISION = 18
const DECIMAL_SCALE = 4
const TWO_32 = 4_294_967_296

type NumberType = TimestampMillisecond | Decimal | Int32 | Int64

/** Numbers as `words` 32-bit words each, little-endian, so that no BigInt is made per value. */
class NumberColumn implements Column {
  readonly type: NumberType
  #words: number
  #write: (data: Int32Array, place: number, value: number) => void
  #data = NO_WORDS
  #validity = new Validity()

  constructor(type: NumberType, words: number, write: (data: Int32Array, place: number, value: number) => void) {
    this.type = type
    this.#words = words
    this.#write = write
  }

  set(row: number, cell: string | number): void {
    const place = row * this.#words
    if (place >= this.#data.length) this.#data = grown(this.#data, place + this.#words)
    this.#write(this.#data, place, cell as number)
    this.#validity.mark(row)
  }

  finish(length: number): Data<NumberType> {
    this.#data = grown(this.#data, length * this.#words)
    const words = this.#data.subarray(0, length * this.#words)
    const { type } = this
    const isLong = type instanceof TimestampMillisecond || type instanceof Int64
    const data = isLong ? new BigInt64Array(words.buffer, 0, length) : words
    return makeData({ type, length, ...this.#validity.finish(length), data } as Parameters<
      typeof makeData
    >[0]) as Data<NumberType>
  }

  clear(length: number): void {
    this.#validity.clear(length)
  }
}

export const makeTimestamp = (): Column => new NumberColumn(new TimestampMillisecond(), 2, writeLong)
export const makeBigint = (): Column => new NumberColumn(new Int64(), 2, writeLong)
export const makeInteger = (): Column => new NumberColumn(new Int32(), 1, writeInteger)
export const makeDecimal = (): Column =>
  new NumberColumn(new Decimal(DECIMAL_SCALE, DECIMAL_PRECISION, 128), 4, writeDecimal)

function writeInteger(data: Int32Array, place: number, value: number): void {
  data[place] = value
}

function writeLong(data: Int32Array, place: number, value: number): void {
  data[place] = value
  data[place + 1] = Math.floor(value / TWO_32)
}

function writeDecimal(data: Int32Array, place: number, value: number): void {
  // The contract keeps money under 10^11, so scaled it is a whole number that a double holds exactly.
  const scaled = Math.round(value * 10 ** DECIMAL_SCALE)
  const sign = scaled < 0 ? -1 : 0
  data[place] = scaled
  data[place + 1] = Math.floor(scaled / TWO_32)
  data[place + 2] = sign
  data[place + 3] = sign
}
