// Columns of cells to Arrow, filled by hand: typed arrays, validity bitmaps and dictionaries, no builders.

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

/** The cells of one field, row by row. */
export type Cells = readonly Cell[]

type Fill = (cells: Cells, field: Field) => Data

const fillers: Record<Kind, Fill> = {
  string: (cells, field) => (isLong(field) ? fillDictionary(cells) : fillText(cells)),
  json: fillText,
  timestamp: fillTimestamp,
  decimal: fillDecimal,
  integer: fillInteger,
}

/** Columns of equal length, in the order of the table's fields, as one Arrow record batch. */
export function toArrow(table: Table, columns: readonly Cells[]): ArrowTable {
  const children = table.fields.map((field, i) => fillers[field.kind](columns[i]!, field))
  const fields = table.fields.map(
    (field, i) => new ArrowField(field.name, children[i]!.type as DataType, field.nullable),
  )
  const schema = new Schema(fields)
  const struct = makeData({ type: new Struct(fields), length: columns[0]!.length, nullCount: 0, children })
  return new ArrowTable(schema, [new RecordBatch(schema, struct)])
}

/**
 * Long texts that repeat are cheaper to hand over once each; for short ones the dictionary costs more here than it saves,
 * as the Parquet writer makes its own anyway.
 */
function isLong(field: Field): boolean {
  return field.repetitive === true && (field.max ?? 0) >= 512
}

/** A bit per row, set where there is a value; padded as Arrow wants it. */
function bitmap(length: number): Uint8Array {
  return new Uint8Array(((length + 63) >> 6) << 3)
}

function fillText(cells: Cells): Data {
  const length = cells.length
  const parts = new Array<string>(length).fill('')
  const valid = bitmap(length)
  let nullCount = 0
  for (let i = 0; i < length; i++) {
    const value = cells[i] as string | null
    if (value === null) nullCount++
    else {
      parts[i] = value
      valid[i >> 3]! |= 1 << (i & 7)
    }
  }
  return textData(parts, valid, nullCount)
}

/** The parts end to end, one encoding for the whole column. */
function textData(parts: readonly string[], nullBitmap: Uint8Array | undefined, nullCount: number): Data<Utf8> {
  const length = parts.length
  const valueOffsets = new Int32Array(length + 1)
  const data = Buffer.from(nullCount === length ? '' : parts.join(''), 'utf8')
  // The offsets count characters, right for ASCII, counted again in bytes otherwise.
  let end = 0
  for (let i = 0; i < length; i++) {
    end += parts[i]!.length
    valueOffsets[i + 1] = end
  }
  if (data.length !== end) {
    end = 0
    for (let i = 0; i < length; i++) {
      end += Buffer.byteLength(parts[i]!)
      valueOffsets[i + 1] = end
    }
  }
  return makeData({ type: new Utf8(), length, nullCount, nullBitmap, valueOffsets, data })
}

let dictionaries = 0

function fillDictionary(cells: Cells): Data {
  const length = cells.length
  const data = new Int32Array(length)
  const valid = bitmap(length)
  const places = new Map<string, number>()
  const values: string[] = []
  let nullCount = 0
  let last: Cell = null
  let lastPlace = 0
  for (let i = 0; i < length; i++) {
    const value = cells[i] as string | null
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
  const dictionary = new Vector([textData(values, undefined, 0)])
  const type = new Dictionary(new Utf8(), new Int32(), dictionaries++ & 0xffff, false)
  return makeData({ type, length, nullCount, nullBitmap: valid, data, dictionary })
}

function fillTimestamp(cells: Cells): Data {
  const length = cells.length
  const data = new BigInt64Array(length)
  // Halves of the 64 bits, little-endian, so that no BigInt is made per value.
  const halves = new Int32Array(data.buffer)
  const valid = bitmap(length)
  let nullCount = 0
  for (let i = 0; i < length; i++) {
    const value = cells[i] as number | null
    if (value === null) nullCount++
    else {
      halves[2 * i] = value | 0
      halves[2 * i + 1] = Math.floor(value / 4_294_967_296)
      valid[i >> 3]! |= 1 << (i & 7)
    }
  }
  return makeData({ type: new TimestampMillisecond(), length, nullCount, nullBitmap: valid, data })
}

function fillDecimal(cells: Cells): Data {
  const length = cells.length
  const data = new Uint32Array(length * 4)
  const valid = bitmap(length)
  let nullCount = 0
  for (let i = 0; i < length; i++) {
    const value = cells[i] as number | null
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

function fillInteger(cells: Cells): Data {
  const length = cells.length
  const data = new Int32Array(length)
  const valid = bitmap(length)
  let nullCount = 0
  for (let i = 0; i < length; i++) {
    const value = cells[i] as number | null
    if (value === null) nullCount++
    else {
      data[i] = value
      valid[i >> 3]! |= 1 << (i & 7)
    }
  }
  return makeData({ type: new Int32(), length, nullCount, nullBitmap: valid, data })
}
