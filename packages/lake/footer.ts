// What a Parquet file says of itself at its end: how many bytes each column has in each of its row groups, and the least and
// the greatest of its values there.
import { type Shape, type Struct, ThriftReader, type Value } from './thrift.ts'

/** The bytes of a file from `start` to before `end`. */
export type Read = (start: number, end: number) => Promise<Uint8Array>

/** A text's UTF-8, a character a byte, so that texts compare as bytes do; ms of a time; a number; 0 or 1. */
export type Bound = string | number

/** One column of one row group. */
export interface Chunk {
  /** As it lies in the file, its dictionary among it. */
  readonly bytes: number
  /** The least and the greatest value; null where the writer did not say. */
  readonly least: Bound | null
  readonly most: Bound | null
  /** How many values are null; null where the writer did not say. */
  readonly nulls: number | null
  /** Where the dictionary of a column of text is, if all its values are in it; else null. */
  readonly dictionary: { readonly start: number; readonly end: number; readonly codec: number } | null
}

export interface RowGroup {
  readonly rows: number
  /** By the column's name. */
  readonly chunks: ReadonlyMap<string, Chunk>
}

/** What is read at first; most footers are shorter. */
const GUESS = 16 * 1024
/** Parquet's physical types. */
const [BOOLEAN, INT32, INT64, BYTE_ARRAY, FIXED] = [0, 1, 2, 6, 7]
const DICTIONARY_PAGE = 2
/** Encodings that are indexes into a dictionary, and those of levels only. */
const [DICTIONARIES, LEVELS] = [new Set([2, 8]), new Set([3, 4])]
/** By the field that says it of a timestamp: its unit, in ms. */
const UNITS = [
  [1, 1],
  [2, 1e-3],
  [3, 1e-6],
] as const

/** Of the schema types, names, scales and units; of the row groups rows, and of each column encodings, codec, size, places and statistics. */
const ROW_GROUPS: Shape = {
  2: { 1: true, 4: true, 7: true, 10: true },
  4: {
    1: { 3: { 2: true, 4: true, 7: true, 9: true, 11: true, 12: { 3: true, 5: true, 6: true }, 13: true } },
    3: true,
  },
}

/** Every column's chunks, by row group. @throws RangeError where it is no Parquet; else what `read` throws */
export async function readRowGroups(size: number, read: Read): Promise<RowGroup[]> {
  const footer = await readFooter(size, read, ROW_GROUPS)
  // The root stands first; all of a flat file's columns follow it, in the order that each row group has them in.
  const columns = (footer[2] as Struct[]).slice(1)
  return ((footer[4] ?? []) as Struct[]).map(group => {
    const metas = group[1] as Struct[]
    if (metas.length !== columns.length) {
      throw new RangeError(`parquet: expected ${columns.length} columns in a row group, got ${metas.length}`)
    }
    const chunks = metas.map((meta, i) => [textOf(columns[i]![4]), takeChunk(meta[3] as Struct, columns[i]!)] as const)
    return { rows: group[3] as number, chunks: new Map(chunks) }
  })
}

/** Parquet's FileMetaData, by field id; with a shape only what it names. @throws RangeError where it is no Parquet; else what `read` throws */
export async function readFooter(size: number, read: Read, shape?: Shape): Promise<Struct> {
  const guess = Math.min(size, GUESS)
  let tail = Buffer.from(await read(size - guess, size))
  if (tail.length < 12 || tail.toString('latin1', tail.length - 4) !== 'PAR1') {
    throw new RangeError('parquet: expected a file that ends in PAR1, got another')
  }
  const length = tail.readUInt32LE(tail.length - 8)
  if (length + 8 > size) throw new RangeError('parquet: expected a footer, got a file too short for it')
  if (length + 8 > tail.length) tail = Buffer.from(await read(size - length - 8, size))
  return new ThriftReader(tail, tail.length - 8 - length).struct(shape)
}

/** The name of a column, of its ColumnMetaData. */
export function nameOf(meta: Struct): string {
  return (meta[3] as Uint8Array[]).map(textOf).join('.')
}

export function textOf(value: Value | undefined): string {
  return value instanceof Uint8Array ? bufferOf(value).toString() : ''
}

function takeChunk(meta: Struct, column: Struct): Chunk {
  const { 5: most, 6: least, 3: nulls } = (meta[12] ?? {}) as Struct
  return {
    bytes: meta[7] as number,
    least: takeBound(least, column),
    most: takeBound(most, column),
    nulls: typeof nulls === 'number' ? nulls : null,
    dictionary: column[1] === BYTE_ARRAY ? takeDictionary(meta) : null,
  }
}

function takeDictionary(meta: Struct): Chunk['dictionary'] {
  const { 2: encodings, 4: codec, 9: end, 11: start, 13: pages } = meta as { [id: number]: number } & Struct
  if (typeof start !== 'number' || !(start < end!)) return null
  // What the writer says of its pages, or else of the whole column: levels have encodings of their own.
  const ofValues = Array.isArray(pages)
    ? (pages as Struct[]).filter(page => page[1] !== DICTIONARY_PAGE).map(page => page[2])
    : (encodings as unknown as number[]).filter(encoding => !LEVELS.has(encoding))
  return ofValues.every(encoding => DICTIONARIES.has(encoding as number)) ? { start, end: end!, codec: codec! } : null
}

/** A value as PLAIN has it, of the type that an element of the schema says. */
function takeBound(value: Value | undefined, column: Struct): Bound | null {
  if (!(value instanceof Uint8Array)) return null
  const bytes = bufferOf(value)
  if (column[1] === BYTE_ARRAY) return bytes.toString('latin1')
  if (column[1] === BOOLEAN && bytes.length === 1) return bytes.readUInt8()
  const number =
    column[1] === INT32 && bytes.length === 4
      ? bytes.readInt32LE()
      : column[1] === INT64 && bytes.length === 8
        ? Number(bytes.readBigInt64LE())
        : column[1] === FIXED && bytes.length > 0
          ? Number(BigInt.asIntN(bytes.length * 8, BigInt(`0x${bytes.toString('hex')}`)))
          : null
  if (number === null) return null
  const time = (column[10] as Struct | undefined)?.[8] as Struct | undefined
  if (time === undefined) return number / 10 ** ((column[7] as number | undefined) ?? 0)
  return Math.floor(number * UNITS.find(([id]) => Object.hasOwn(time[2] as Struct, id))![1])
}

function bufferOf(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
}
