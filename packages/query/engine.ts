// The seam to whatever answers SQL: DuckDB here, Athena on AWS.

/** The types a saved query's parameter can have; the text form of each is what a person types. */
export type ParameterType = 'string' | 'integer' | 'decimal' | 'date' | 'timestamp' | 'boolean'

export interface Parameter {
  readonly name: string
  readonly type: ParameterType
  /** date: YYYY-MM-DD · timestamp: ISO 8601 · decimal and integer: digits · boolean: true or false. Null binds NULL. */
  readonly value: string | null
}

/** A cell of an answer: decimals and 64-bit integers beyond 2^53 are text, timestamps ISO 8601 UTC, dates YYYY-MM-DD. */
export type Answer = string | number | boolean | null | readonly Answer[] | { readonly [key: string]: Answer }

export interface Column {
  readonly name: string
  /** Athena's name for the type, lower case, such as varchar, bigint, decimal(18,4), timestamp(3). */
  readonly type: string
}

/** What a result rests on. */
export interface Receipt {
  readonly rows: number
  /** Null when that is not known: Athena does not say it, nor the partitions. */
  readonly files_read: number | null
  /** What Athena says it read, or would say: of the files the columns that are asked for, where rows may be (bytes.ts). */
  readonly bytes_read: number
  /** What Athena bills for that (price.ts). */
  readonly bytes_billed: number
  readonly partitions_read: number | null
  readonly partitions_known: number | null
  /** Every event that arrived before this is in the answer (ISO 8601); null when that is not known. */
  readonly complete_up_to: string | null
  readonly elapsed_ms: number
  readonly engine: string
}

/** What a statement would read. */
export interface Plan {
  readonly files_read: number
  /** As in a receipt. */
  readonly bytes_read: number
  readonly bytes_billed: number
  readonly partitions_read: number
  readonly partitions_known: number
}

export interface Result {
  readonly columns: readonly Column[]
  readonly rows: readonly (readonly Answer[])[]
  readonly receipt: Receipt
}

export interface Engine {
  /**
   * Runs one Athena SQL statement that reads. Values take the place of `?` in order, as values: none is read as SQL.
   * @throws QueryError when the text is not right or needs what this engine refuses; EngineError when it cannot be asked
   */
  run(sql: string, parameters: readonly Parameter[], options?: { signal?: AbortSignal }): Promise<Result>
  /** Writes the answer as Parquet to a file and returns the receipt. */
  export(
    sql: string,
    parameters: readonly Parameter[],
    file: string,
    options?: { signal?: AbortSignal },
  ): Promise<Receipt>
  /**
   * What `run` would read, found without reading it.
   * @throws QueryError as `run` does, but for what only the rows show
   */
  explain?(sql: string, parameters: readonly Parameter[], options?: { signal?: AbortSignal }): Promise<Plan>
  close(): Promise<void>
}

/** The question is at fault, not the engine; the message says what to change. */
export class QueryError extends Error {
  override name = 'QueryError'
}

/** The engine cannot be asked as things are, whatever the question; the message says what is missing, and whose it is. */
export class EngineError extends Error {
  override name = 'EngineError'
}
