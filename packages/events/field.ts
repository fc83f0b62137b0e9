// The kinds of value a field can hold. A field says everything about itself once; every other description of it
// (validator, row type, Parquet, Glue, DuckDB, QuickSight, documentation) is derived from this.

/**
 * string: text · timestamp: an instant, UTC, ms · decimal: money, decimal(18,4) · integer: 32 bits · bigint: 64 bits,
 * in JavaScript a number below 2^53 · boolean · json: a JSON text. */
export type Kind = 'string' | 'timestamp' | 'decimal' | 'integer' | 'bigint' | 'boolean' | 'json'

export interface Field {
  readonly name: string
  readonly kind: Kind
  readonly nullable: boolean
  /** One line for an analyst. */
  readonly meaning: string
  /** Who fills it: the client may send it ('client'), or only we do ('collector', 'transform', 'jobs', 'catalog'). */
  readonly source: 'client' | 'collector' | 'transform' | 'jobs' | 'catalog'
  /** string, json: the most characters (UTF-16 units) accepted. */
  readonly max?: number
  /** string: the shape accepted; the words say it to a person. */
  readonly pattern?: { readonly regexp: RegExp; readonly words: string }
  /** integer, decimal: the least and greatest value accepted. */
  readonly range?: readonly [number, number]
  /** The only values there are. */
  readonly values?: readonly string[]
  /** Few distinct values in a batch: stored with a dictionary. */
  readonly repetitive?: boolean
}

export interface Table {
  readonly name: string
  readonly meaning: string
  readonly fields: readonly Field[]
  /** Partition columns, outermost first: strings, kept in the path and not in the file. */
  readonly partitions: readonly Field[]
}

interface ValueOf {
  string: string
  /** ms since 1970-01-01T00:00:00Z */
  timestamp: number
  decimal: number
  integer: number
  bigint: number
  boolean: boolean
  json: string
}

type Value<F extends Field> = ValueOf[F['kind']] | (F['nullable'] extends true ? null : never)

/** A row of table T as an object, partition columns included. */
export type Row<T extends Table> = {
  -readonly [F in T['fields'][number] | T['partitions'][number] as F['name']]: Value<F>
}

/** Where each field of a table stands in a row held as an array: `row[at.page_url]`. */
export type Positions<T extends Table> = { readonly [F in T['fields'][number] as F['name']]: number }

export function positions<T extends Table>(table: T): Positions<T> {
  return Object.fromEntries(table.fields.map((field, i) => [field.name, i])) as Positions<T>
}
