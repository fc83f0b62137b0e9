// Athena's types and values, which all come as text, as answers have them.
import type { AthenaColumn } from './athena-client.ts'
import { type Answer, type Column, QueryError } from './engine.ts'

interface Reader {
  readonly column: Column
  /** @throws Error for a text that is none of the type */
  readonly read: (text: string) => Answer
}

/** The value; undefined for a text that is none of the type. */
type Read = (text: string) => Answer | undefined

const asIs = (text: string): Answer => text

/**
 * By Athena's name of a type: the name that an answer gives it, and how its text becomes a value. Types that are not here
 * stay text: so do arrays, maps and rows, whose text does not say where a comma is an item's own (`[a, b]` has one item or
 * two); `json_format(cast(x as json))` and `cardinality(x)` say more.
 */
const TYPES: Readonly<Record<string, readonly [name: string, read: Read]>> = {
  boolean: ['boolean', readBoolean],
  tinyint: ['tinyint', readInteger],
  smallint: ['smallint', readInteger],
  integer: ['integer', readInteger],
  int: ['integer', readInteger],
  bigint: ['bigint', readInteger],
  float: ['real', readDouble],
  real: ['real', readDouble],
  double: ['double', readDouble],
  string: ['varchar', asIs],
  char: ['varchar', asIs],
  timestamp: ['timestamp(3)', readTimestamp],
  'timestamp with time zone': ['timestamp(3) with time zone', asIs],
}

export function readerOf({ name, type, precision, scale }: AthenaColumn): Reader {
  const own = type.toLowerCase()
  if (own === 'decimal') return { column: { name, type: `decimal(${precision},${scale})` }, read: asIs }
  const [shown, read] = (Object.hasOwn(TYPES, own) ? TYPES[own] : undefined) ?? [own, asIs]
  return {
    column: { name, type: shown },
    read: text => {
      const value = read(text)
      if (value !== undefined) return value
      throw new Error(`column ${name}: expected ${shown} of Athena, got ${JSON.stringify(text.slice(0, 100))}`)
    },
  }
}

/** Counts what an answer comes to, so that it is never larger than may be held in memory. */
export class Bounds {
  readonly #maxRows: number
  readonly #maxBytes: number
  #rows = 0
  #bytes = 0

  constructor(maxRows: number, maxBytes: number) {
    this.#maxRows = maxRows
    this.#maxBytes = maxBytes
  }

  /** @throws QueryError with the rows that are too many, or too large */
  add(rows: readonly (readonly (string | null)[])[]): void {
    this.#rows += rows.length
    for (const row of rows) for (const cell of row) this.#bytes += VALUE + (cell?.length ?? 0)
    if (this.#rows > this.#maxRows) {
      throw new QueryError(
        `answer: expected at most ${this.#maxRows} rows, got more: add a limit, or export to Parquet`,
      )
    }
    if (this.#bytes > this.#maxBytes) {
      throw new QueryError(
        `answer: expected at most ${Math.round(this.#maxBytes / 1024 ** 2)} MiB, got more: ask for fewer rows or shorter texts, or export to Parquet`,
      )
    }
  }
}

/** What a value takes beside its text, bytes. */
const VALUE = 8

function readBoolean(text: string): Answer | undefined {
  return text === 'true' ? true : text === 'false' ? false : undefined
}

/** What a number of JavaScript cannot hold exactly stays text. */
function readInteger(text: string): Answer | undefined {
  if (!/^-?\d+$/.test(text)) return undefined
  const number = Number(text)
  return Number.isSafeInteger(number) ? number : text
}

/** NaN and the infinities, which JSON has not, stay text. */
function readDouble(text: string): Answer | undefined {
  if (/^(NaN|[+-]?Infinity)$/.test(text)) return text.replace('+', '')
  const number = Number(text)
  return text === '' || Number.isNaN(number) ? undefined : number
}

/** `2026-01-15 07:00:00.500` → `2026-01-15T07:00:00.500Z`; a year of more digits stays text. */
function readTimestamp(text: string): Answer {
  return /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d+)?$/.test(text) ? `${text.replace(' ', 'T')}Z` : text
}
