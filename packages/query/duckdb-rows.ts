// The rows of an answer as JSON has them, for as long as there are not too many bytes: made values of JavaScript, they are
// beyond DuckDB's limit of memory, and nothing else is done while they are made.
import { type DuckDBDataChunk, type DuckDBResult, type Json, JsonDuckDBValueConverter } from '@duckdb/node-api'
import { QueryError } from './engine.ts'

/** What a value takes beside its text. */
const VALUE = 8
/** Of a text in DuckDB's memory: its length, in bytes, comes first. */
const TEXT = 16

/** Part of an answer as it lies in DuckDB's memory: what each kind of vector has. */
interface Vector {
  readonly itemCount: number
  /** texts, times, decimals */
  readonly dataView?: DataView
  /** Which items are not null. */
  readonly validity?: { itemValid(i: number): boolean }
  /** lists: their items, one after the other. */
  readonly childData?: Vector
}

/** Chunks of rows. @throws QueryError before a chunk with which all come to more than `most` bytes, about */
export async function* readRows(result: DuckDBResult, most: number): AsyncGenerator<readonly (readonly Json[])[]> {
  const isText = result.columnTypes().map(type => /^(VARCHAR|JSON)(\[\])*$/.test(String(type)))
  let bytes = 0
  for await (const chunk of result) {
    bytes += isText.reduce((sum, isOne, i) => sum + measure(columnOf(chunk, i), isOne), 0)
    if (bytes > most) {
      throw new QueryError(
        `answer: expected at most ${Math.round(most / 1024 ** 2)} MiB, got more: ask for fewer rows or shorter texts, or export to Parquet`,
      )
    }
    yield chunk.convertRows(JsonDuckDBValueConverter) as readonly (readonly Json[])[]
  }
}

function columnOf(chunk: DuckDBDataChunk, i: number): Vector {
  return chunk.getColumnVector(i) as unknown as Vector
}

function measure({ itemCount, dataView, validity, childData }: Vector, isText: boolean): number {
  let bytes = itemCount * VALUE
  if (childData !== undefined) bytes += measure(childData, isText)
  else if (isText && dataView !== undefined) {
    // Where a null stands, its length is whatever was in that place before.
    for (let i = 0; i < itemCount; i++)
      if (validity?.itemValid(i) !== false) bytes += dataView.getUint32(i * TEXT, true)
  }
  return bytes
}
