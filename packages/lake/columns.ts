// Columns in Arrow's own layout, filled cell by cell as rows come: each text becomes bytes at once, so that a batch is
// kept as a few buffers and not as a million strings. Arrow's builders take five times as long.
import type { Cell } from '@clickstream/events/check'
import type { Field, Kind, Table } from '@clickstream/events/field'
import {
  Field as ArrowField,
  RecordBatch as ArrowRecordBatch,
  Table as ArrowTable,
  type Data,
  type DataType,
  Decimal,
  Dictionary,
  Int32,
  makeData,
  Schema,
  Struct,
  TimestampMillisecond,
  Utf8,
  Vector,
} from 'apache-arrow'

/** Money is decimal(18,4). */
const DECIMAL_PRECISION = 18
const DECIMAL_SCALE = 4
const TWO_32 = 4_294_967_296

/** Rows of a table on their way into one file. */
export class Columns {
  readonly table: Table
  #columns: readonly Column[]
  length = 0

  constructor(table: Table) {
    this.table = table
    this.#columns = table.fields.map(field => makers[field.kind](field))
  }

  /** Adds a row, an array in the table's field order. */
  add(row: readonly Cell[]): void {
    const columns = this.#columns
    for (let i = 0; i < columns.length; i++) {
      const cell = row[i]!
      if (cell !== null) columns[i]!.set(this.length, cell)
    }
    this.length++
  }

  /** Empty again, the memory kept. What toArrow gave shares that memory and must not be used any more. */
  clear(): void {
    for (const column of this.#columns) column.clear(this.length)
    this.length = 0
  }

  toArrow(): ArrowTable {
    const children = this.#columns.map(column => column.finish(this.length))
    const fields = this.table.fields.map((field, i) => new ArrowField(field.name, children[i]!.type, field.nullable))
    const schema = new Schema(fields)
    const struct = makeData({ type: new Struct(fields), length: this.length, nullCount: 0, children })
    return new ArrowTable(schema, [new ArrowRecordBatch(schema, struct)])
  }
}

/** Cells come in row order; a row that is left out is null. */
interface Column {
  set(row: number, cell: string | number): void
  finish(length: number): Data<DataType>
  /** Forgets its `length` rows. */
  clear(length: number): void
}

const makers: Record<Kind, (field: Field) => Column> = {
  string: field => (isLong(field) ? new DictionaryColumn() : new TextColumn()),
  json: () => new TextColumn(),
  timestamp: () => new NumberColumn(new TimestampMillisecond(), 2, writeLong),
  decimal: () => new NumberColumn(new Decimal(DECIMAL_SCALE, DECIMAL_PRECISION, 128), 4, writeDecimal),
  integer: () => new NumberColumn(new Int32(), 1, writeInteger),
}

/**
 * Long texts that repeat are handed over once each; for short ones a dictionary costs more here than it saves, as the
 * Parquet writer makes its own anyway.
 */
function isLong(field: Field): boolean {
  return field.repetitive === true && (field.max ?? 0) >= 512
}

/** A bit per row, set where there is a value, and the count of those. */
class Validity {
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

class TextColumn implements Column {
  #bytes = NO_BYTES
  #offsets = NO_WORDS
  #validity = new Validity()
  /** Rows whose end is written into the offsets, and where the last of them ends. */
  #rows = 0
  #end = 0

  set(row: number, cell: string | number): void {
    const text = cell as string
    if (row + 1 >= this.#offsets.length) this.#offsets = grown(this.#offsets, row + 2)
    const offsets = this.#offsets
    const start = this.#end
    for (let skipped = this.#rows; skipped < row; skipped++) offsets[skipped + 1] = start
    // A UTF-16 unit takes three bytes of UTF-8 at most.
    const most = start + text.length * 3
    if (most > this.#bytes.length) this.#bytes = grown(this.#bytes, most)
    const end = start + this.#bytes.write(text, start, 'utf8')
    offsets[row + 1] = end
    this.#end = end
    this.#rows = row + 1
    this.#validity.mark(row)
  }

  finish(length: number): Data<Utf8> {
    this.#offsets = grown(this.#offsets, length + 1)
    const valueOffsets = this.#offsets.subarray(0, length + 1)
    valueOffsets.fill(this.#end, this.#rows + 1)
    const data = this.#bytes.subarray(0, this.#end)
    return makeData({ type: new Utf8(), length, ...this.#validity.finish(length), valueOffsets, data })
  }

  clear(length: number): void {
    this.#validity.clear(length)
    this.#rows = 0
    this.#end = 0
  }
}

let dictionaries = 0

class DictionaryColumn implements Column {
  #places = new Map<string, number>()
  #values = new TextColumn()
  #indexes = NO_WORDS
  #validity = new Validity()

  set(row: number, cell: string | number): void {
    const text = cell as string
    let place = this.#places.get(text)
    if (place === undefined) {
      place = this.#places.size
      this.#places.set(text, place)
      this.#values.set(place, text)
    }
    if (row >= this.#indexes.length) this.#indexes = grown(this.#indexes, row + 1)
    this.#indexes[row] = place
    this.#validity.mark(row)
  }

  finish(length: number): Data<Dictionary> {
    const type = new Dictionary(new Utf8(), new Int32(), dictionaries++ & 0xffff, false)
    const dictionary = new Vector([this.#values.finish(this.#places.size)])
    this.#indexes = grown(this.#indexes, length)
    const data = this.#indexes.subarray(0, length)
    return makeData({ type, length, ...this.#validity.finish(length), data, dictionary })
  }

  clear(length: number): void {
    this.#values.clear(this.#places.size)
    this.#places.clear()
    this.#validity.clear(length)
  }
}

type NumberType = TimestampMillisecond | Decimal | Int32

/** Numbers as `words` 32-bit words each, little-endian, so that no BigInt is made per value. */
class NumberColumn implements Column {
  #type: NumberType
  #words: number
  #write: (data: Int32Array, place: number, value: number) => void
  #data = NO_WORDS
  #validity = new Validity()

  constructor(type: NumberType, words: number, write: (data: Int32Array, place: number, value: number) => void) {
    this.#type = type
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
    const type = this.#type
    const data = type instanceof TimestampMillisecond ? new BigInt64Array(words.buffer, 0, length) : words
    return makeData({ type, length, ...this.#validity.finish(length), data } as Parameters<
      typeof makeData
    >[0]) as Data<NumberType>
  }

  clear(length: number): void {
    this.#validity.clear(length)
  }
}

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

/** Places at first: a column that stays empty never takes any. */
const FIRST = 1024
const NO_BYTES = Buffer.alloc(0)
const NO_BITS = new Uint8Array(0)
const NO_WORDS = new Int32Array(0)

/** The same array if it has `length` places, or a copy with four times as many: growing costs more than pages unused. */
function grown<T extends Uint8Array | Int32Array>(array: T, length: number): T {
  if (length <= array.length) return array
  const size = Math.max(length, array.length * 4, FIRST)
  const copy = Buffer.isBuffer(array)
    ? Buffer.allocUnsafeSlow(size)
    : new (array.constructor as new (size: number) => T)(size)
  ;(copy as T).set(array as never)
  return copy as T
}
