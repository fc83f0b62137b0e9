// One column of text read out of a Parquet file, a row group at a time and of the file only that column's bytes: all that
// the transform reads back. The WebAssembly reader takes whole files into memory it never gives back (400,000 rows: 1.4
// GiB), and a file that is cut short ends the process.
import { gunzipSync, zstdDecompressSync } from 'node:zlib'
import { nameOf, type Read, readFooter, textOf } from './footer.ts'
import { type Struct, ThriftReader } from './thrift.ts'

export type Texts = (string | null)[]

/** Of one row group. */
interface Chunk {
  readonly start: number
  readonly end: number
  readonly codec: number
  readonly isOptional: boolean
}

const CODECS: Readonly<Record<number, (bytes: Uint8Array) => Uint8Array>> = {
  0: bytes => bytes,
  2: gunzipSync,
  6: zstdDecompressSync,
}
const [PLAIN, PLAIN_DICTIONARY, RLE_DICTIONARY] = [0, 2, 8]
const [DATA_PAGE, DICTIONARY_PAGE] = [0, 2]

/**
 * Every value of a column of text, in row order, an array a row group; null where there is none.
 * @throws RangeError when the file is no Parquet, or one that neither the transform nor a job wrote, or lacks the column;
 * else what `read` throws
 */
export async function* readTexts(size: number, read: Read, column: string): AsyncGenerator<Texts> {
  for (const { start, end, ...chunk } of await findChunks(size, read, column)) {
    yield readChunk(await read(start, end), chunk)
  }
}

/** The same of a whole file. */
export async function readTextColumn(parquet: Uint8Array, column: string): Promise<Texts> {
  const texts: Texts[] = []
  const read: Read = async (start, end) => parquet.subarray(start, end)
  for await (const each of readTexts(parquet.length, read, column)) texts.push(each)
  return texts.flat()
}

async function findChunks(size: number, read: Read, column: string): Promise<Chunk[]> {
  const footer = await readFooter(size, read)
  const schema = (footer[2] as Struct[]).find(element => textOf(element[4]) === column)
  const chunks: Chunk[] = []
  for (const group of footer[4] as Struct[]) {
    const found = (group[1] as Struct[]).map(each => each[3] as Struct).find(each => nameOf(each) === column)
    if (schema === undefined || found === undefined)
      throw new RangeError(`parquet: expected a column ${column}, got none`)
    const start = Math.min(found[9] as number, (found[11] as number | undefined) ?? Number.POSITIVE_INFINITY)
    const end = start + (found[7] as number)
    if (!(start >= 4 && end <= size))
      throw new RangeError('parquet: expected a column within the file, got one beyond it')
    chunks.push({ start, end, codec: found[4] as number, isOptional: schema[3] === 1 })
  }
  return chunks
}

/** The texts of a dictionary, of the bytes of its page. @throws RangeError where it is none */
export function readDictionary(bytes: Uint8Array, codec: number): readonly string[] {
  const unpack = CODECS[codec]
  const reader = new ThriftReader(bytes)
  const header = reader.struct()
  if (unpack === undefined || header[1] !== DICTIONARY_PAGE) {
    throw new RangeError(`parquet: expected a dictionary, got a page of type ${header[1]}, codec ${codec}`)
  }
  const page = Buffer.from(unpack(bytes.subarray(reader.at, reader.at + (header[3] as number))))
  return readPlain(page, 0, (header[7] as Struct)[1] as number)
}

function readChunk(bytes: Uint8Array, { codec, isOptional }: Omit<Chunk, 'start' | 'end'>): Texts {
  const unpack = CODECS[codec]
  if (unpack === undefined) throw new RangeError(`parquet: expected zstd, gzip or no compression, got codec ${codec}`)
  const texts: Texts = []
  let dictionary: readonly string[] = []
  for (const reader = new ThriftReader(bytes); reader.at < bytes.length; ) {
    const header = reader.struct()
    const end = reader.at + (header[3] as number)
    if (!(end <= bytes.length)) throw new RangeError('parquet: expected a page within its column, got one beyond it')
    const page = Buffer.from(unpack(bytes.subarray(reader.at, end)))
    reader.at = end
    if (header[1] === DICTIONARY_PAGE) dictionary = readPlain(page, 0, (header[7] as Struct)[1] as number)
    else if (header[1] === DATA_PAGE) readPage(page, header[5] as Struct, isOptional, dictionary, texts)
    else throw new RangeError(`parquet: expected a data page, got one of type ${header[1]}`)
  }
  return texts
}

function readPage(
  page: Buffer,
  header: Struct,
  isOptional: boolean,
  dictionary: readonly string[],
  texts: Texts,
): void {
  const count = header[1] as number
  const encoding = header[2] as number
  let at = 0
  let levels: Uint32Array | undefined
  let present = count
  if (isOptional) {
    at = 4 + page.readUInt32LE(0)
    levels = readHybrid(page, 4, at, 1, count)
    present = levels.reduce((sum, level) => sum + level, 0)
  }
  let values: readonly string[]
  if (encoding === PLAIN) values = readPlain(page, at, present)
  else if (encoding === RLE_DICTIONARY || encoding === PLAIN_DICTIONARY) {
    const places = present === 0 ? [] : readHybrid(page, at + 1, page.length, page[at]!, present)
    values = Array.from(places, place => dictionary[place]!)
  } else throw new RangeError(`parquet: expected plain text or a dictionary, got encoding ${encoding}`)
  let next = 0
  for (let i = 0; i < count; i++) texts.push(levels === undefined || levels[i] === 1 ? values[next++]! : null)
}

function readPlain(page: Buffer, from: number, count: number): string[] {
  const values: string[] = []
  for (let at = from; values.length < count; ) {
    const end = at + 4 + page.readUInt32LE(at)
    if (end > page.length) throw new RangeError('parquet: expected a text within its page, got one beyond it')
    values.push(page.toString('utf8', at + 4, end))
    at = end
  }
  return values
}

/** Small numbers, in runs of one or packed by bits. */
function readHybrid(page: Buffer, from: number, end: number, width: number, count: number): Uint32Array {
  const numbers = new Uint32Array(count)
  const bytes = (width + 7) >> 3
  let done = 0
  for (let at = from; done < count; ) {
    if (at >= end) throw new RangeError('parquet: expected levels, got their end')
    let head = 0
    for (let shift = 0; ; shift += 7) {
      const byte = page[at++]!
      head |= (byte & 127) << shift
      if (byte < 128 || shift > 21) break
    }
    if ((head & 1) === 0) {
      const value = bytes === 0 ? 0 : page.readUIntLE(at, bytes)
      numbers.fill(value, done, done + (head >> 1))
      done += head >> 1
      at += bytes
      continue
    }
    const length = Math.min((head >> 1) * 8, count - done)
    for (let i = 0; i < length; i++) {
      let value = 0
      for (let bit = 0; bit < width; bit++) {
        const place = i * width + bit
        value |= ((page[at + (place >> 3)]! >> (place & 7)) & 1) << bit
      }
      numbers[done++] = value
    }
    at += (head >> 1) * width
  }
  return numbers
}
