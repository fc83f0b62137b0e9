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
  #struct: Struct
  #schema: Schema
  length = 0

  constructor(table: Table) {
    this.table = table
    this.#columns = table.fields.map((field, i) => makers[field.kind](field, i))
    const fields = table.fields.map(({ name, nullable }, i) => new ArrowField(name, this.#columns[i]!.type, nullable))
    this.#struct = new Struct(fields)
    this.#schema = new Schema(fields)
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
    const struct = makeData({ type: this.#struct, length: this.length, nullCount: 0, children })
    return new ArrowTable(this.#schema, [new ArrowRecordBatch(this.#schema, struct)])
  }
}

/** Cells come in row order; a row that is left out is null. */
interface Column {
  readonly type: DataType
  set(row: number, cell: string | number): void
  finish(length: number): Data<DataType>
  /** Forgets its `length` rows. */
  clear(length: number): void
}

const makers: Record<Kind, (field: Field, index: number) => Column> = {
  string: (field, index) => (isLong(field) ? new DictionaryColumn(index) : new TextColumn()),
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

/** Texts that are encoded together: one call into the runtime costs as much as twenty texts. */
const BLOCK = 256

class TextColumn implements Column {
  readonly type = new Utf8()
  #bytes = NO_BYTES
  #offsets = NO_WORDS
  #validity = new Validity()
  /** Texts not yet encoded, and their rows. */
  #texts = new Array<string>(BLOCK).fill('')
  #rowOf = new Int32Array(BLOCK)
  #waiting = 0
  /** Rows whose end is written into the offsets, where the last of them ends, and where the waiting texts begin. */
  #rows = 0
  #end = 0
  #start = 0

  set(row: number, cell: string | number): void {
    const text = cell as string
    if (row + 1 >= this.#offsets.length) this.#offsets = grown(this.#offsets, row + 2)
    const offsets = this.#offsets
    const start = this.#end
    for (let skipped = this.#rows; skipped < row; skipped++) offsets[skipped + 1] = start
    const end = start + text.length
    offsets[row + 1] = end
    this.#end = end
    this.#rows = row + 1
    this.#validity.mark(row)
    this.#texts[this.#waiting] = text
    this.#rowOf[this.#waiting] = row
    if (++this.#waiting === BLOCK) this.#encode()
  }

  finish(length: number): Data<Utf8> {
    this.#encode()
    this.#offsets = grown(this.#offsets, length + 1)
    const valueOffsets = this.#offsets.subarray(0, length + 1)
    valueOffsets.fill(this.#end, this.#rows + 1)
    const data = this.#bytes.subarray(0, this.#end)
    return makeData({ type: this.type, length, ...this.#validity.finish(length), valueOffsets, data })
  }

  clear(length: number): void {
    this.#validity.clear(length)
    this.#texts.fill('')
    this.#waiting = 0
    this.#rows = 0
    this.#end = 0
    this.#start = 0
  }

  #encode(): void {
    if (this.#waiting === 0) return
    if (this.#waiting < BLOCK) this.#texts.fill('', this.#waiting)
    const text = this.#texts.join('')
    // A UTF-16 unit takes three bytes of UTF-8 at most.
    this.#bytes = grown(this.#bytes, this.#start + text.length * 3)
    const written = this.#bytes.write(text, this.#start, 'utf8')
    // The offsets count UTF-16 units so far: the bytes of ASCII, and of nothing else.
    if (written !== text.length) this.#count()
    this.#start = this.#end
    this.#waiting = 0
  }

  /** Sets the offsets of the waiting texts anew, in bytes. */
  #count(): void {
    let end = this.#start
    for (let i = 0; i < this.#waiting; i++) {
      const row = this.#rowOf[i]!
      end += Buffer.byteLength(this.#texts[i]!)
      this.#offsets.fill(end, row + 1, i + 1 < this.#waiting ? this.#rowOf[i + 1]! + 1 : row + 2)
    }
    this.#end = end
  }
}

class DictionaryColumn implements Column {
  readonly type: Dictionary
  #places = new Map<string, number>()
  #values = new TextColumn()
  #indexes = NO_WORDS
  #validity = new Validity()

  /** The id tells a table's dictionaries apart. */
  constructor(id: number) {
    this.type = new Dictionary(new Utf8(), new Int32(), id, false)
  }

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
    const dictionary = new Vector([this.#values.finish(this.#places.size)])
    this.#indexes = grown(this.#indexes, length)
    const data = this.#indexes.subarray(0, length)
    return makeData({ type: this.type, length, ...this.#validity.finish(length), data, dictionary })
  }

  clear(length: number): void {
    this.#values.clear(this.#places.size)
    this.#places.clear()
    // A row without a value must not point at a place that the next dictionary has not.
    this.#indexes.fill(0, 0, length)
    this.#validity.clear(length)
  }
}

type NumberType = TimestampMillisecond | Decimal | Int32

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
