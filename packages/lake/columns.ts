// Rows to Arrow columns, filled by hand: typed arrays, validity bitmaps and dictionaries, no builders.

import type { Cell } from '@clickstream/events/check'
import type { Field, Kind, Table } from '@clickstream/events/field'
import {
  Field as ArrowField,
  Table as ArrowTable,
  type Data,
  type DataType,
  Decimal,
  Dictionary,
  Int32,
  makeData,
  RecordBatch,
  Schema,
  Struct,
  TimestampMillisecond,
  Utf8,
  Vector,
} from 'apache-arrow'

/** Money is decimal(18,4). */
export const DECIMAL_PRECISION = 18
export const DECIMAL_SCALE = 4

type Rows = readonly (readonly Cell[])[]
type Fill = (rows: Rows, index: number, field: Field) => Data

const fillers: Record<Kind, Fill> = {
  string: (rows, index, field) => (field.repetitive ? fillDictionary(rows, index) : fillText(rows, index)),
  json: fillText,
  timestamp: fillTimestamp,
  decimal: fillDecimal,
  integer: fillInteger,
}

/** The rows, each an array in the table's field order, as one Arrow record batch. */
export function toArrow(table: Table, rows: Rows): ArrowTable {
  const children = table.fields.map((field, index) => fillers[field.kind](rows, index, field))
  const fields = table.fields.map(
    (field, i) => new ArrowField(field.name, children[i]!.type as DataType, field.nullable),
  )
  const schema = new Schema(fields)
  const struct = makeData({ type: new Struct(fields), length: rows.length, nullCount: 0, children })
  return new ArrowTable(schema, [new RecordBatch(schema, struct)])
}

/** A bit per row, set where there is a value; padded as Arrow wants it. */
function bitmap(length: number): Uint8Array {
  return new Uint8Array(((length + 63) >> 6) << 3)
}

function fillText(rows: Rows, index: number): Data {
  return textData(rows.length, i => rows[i]![index] as string | null)
}

function textData(length: number, get: (i: number) => string | null): Data<Utf8> {
  const valueOffsets = new Int32Array(length + 1)
  const valid = bitmap(length)
  const parts = new Array<string>(length)
  let nullCount = 0
  let end = 0
  for (let i = 0; i < length; i++) {
    const value = get(i)
    if (value === null) {
      nullCount++
      parts[i] = ''
    } else {
      parts[i] = value
      end += value.length
      valid[i >> 3]! |= 1 << (i & 7)
    }
    valueOffsets[i + 1] = end
  }
  // One encoding for the whole column; the offsets count characters, right for ASCII, counted again in bytes otherwise.
  const data = Buffer.from(parts.join(''), 'utf8')
  if (data.length !== end) {
    end = 0
    for (let i = 0; i < length; i++) {
      end += Buffer.byteLength(parts[i]!)
      valueOffsets[i + 1] = end
    }
  }
  return makeData({ type: new Utf8(), length, nullCount, nullBitmap: valid, valueOffsets, data })
}

let dictionaries = 0

function fillDictionary(rows: Rows, index: number): Data {
  const length = rows.length
  const data = new Int32Array(length)
  const valid = bitmap(length)
  const places = new Map<string, number>()
  const values: string[] = []
  let nullCount = 0
  let last: Cell = null
  let lastPlace = 0
  for (let i = 0; i < length; i++) {
    const value = rows[i]![index] as string | null
    if (value === null) {
      nullCount++
      continue
    }
    if (value !== last) {
      let place = places.get(value)
      if (place === undefined) {
        place = values.length
        places.set(value, place)
        values.push(value)
      }
      last = value
      lastPlace = place
    }
    data[i] = lastPlace
    valid[i >> 3]! |= 1 << (i & 7)
  }
  const dictionary = new Vector([textData(values.length, i => values[i]!)])
  const type = new Dictionary(new Utf8(), new Int32(), dictionaries++ & 0xffff, false)
  return makeData({ type, length, nullCount, nullBitmap: valid, data, dictionary })
}

function fillTimestamp(rows: Rows, index: number): Data {
  const length = rows.length
  const data = new BigInt64Array(length)
  // Halves of the 64 bits, little-endian, so that no BigInt is made per value.
  const halves = new Int32Array(data.buffer)
  const valid = bitmap(length)
  let nullCount = 0
  for (let i = 0; i < length; i++) {
    const value = rows[i]![index] as number | null
    if (value === null) nullCount++
    else {
      halves[2 * i] = value | 0
      halves[2 * i + 1] = Math.floor(value / 4_294_967_296)
      valid[i >> 3]! |= 1 << (i & 7)
    }
  }
  return makeData({ type: new TimestampMillisecond(), length, nullCount, nullBitmap: valid, data })
}

function fillDecimal(rows: Rows, index: number): Data {
  const length = rows.length
  const data = new Uint32Array(length * 4)
  const valid = bitmap(length)
  let nullCount = 0
  for (let i = 0; i < length; i++) {
    const value = rows[i]![index] as number | null
    if (value === null) nullCount++
    else {
      // The contract keeps money under 10^11, so scaled it is a whole number that a double holds exactly.
      const scaled = Math.round(value * 10 ** DECIMAL_SCALE)
      const sign = scaled < 0 ? 0xffffffff : 0
      data[4 * i] = scaled
      data[4 * i + 1] = Math.floor(scaled / 4_294_967_296)
      data[4 * i + 2] = sign
      data[4 * i + 3] = sign
      valid[i >> 3]! |= 1 << (i & 7)
    }
  }
  const type = new Decimal(DECIMAL_SCALE, DECIMAL_PRECISION, 128)
  return makeData({ type, length, nullCount, nullBitmap: valid, data })
}

function fillInteger(rows: Rows, index: number): Data {
  const length = rows.length
  const data = new Int32Array(length)
  const valid = bitmap(length)
  let nullCount = 0
  for (let i = 0; i < length; i++) {
    const value = rows[i]![index] as number | null
    if (value === null) nullCount++
    else {
      data[i] = value
      valid[i >> 3]! |= 1 << (i & 7)
    }
  }
  return makeData({ type: new Int32(), length, nullCount, nullBitmap: valid, data })
}
