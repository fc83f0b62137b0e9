// What the SQL page and the server say to one another. Types alone.
import type { Answer, Column, ParameterType, Receipt } from '@clickstream/query/engine'
import type { ErrorAnswer } from './wire.ts'

/** GET /api/queries */
export interface QueryList {
  readonly queries: readonly QueryEntry[]
}

export interface QueryEntry {
  /** The file's name without .sql. */
  readonly name: string
  readonly title: string
  readonly about: string
  readonly parameters: readonly ParameterEntry[]
  /** Athena SQL with its `?`. */
  readonly sql: string
}

export interface ParameterEntry {
  readonly name: string
  readonly type: ParameterType
  /** As a person would type it, such as `30 days before to`; null when a value is needed. */
  readonly default: string | null
  /** What it takes, in words. */
  readonly expected: string
  /** What the SQL itself says it can be. */
  readonly values: readonly string[]
  /** Nothing but these. */
  readonly isClosed: boolean
}

/** POST /api/sql and /api/explain */
export interface SqlQuestion {
  readonly sql: string
  /** One for each `?`. */
  readonly parameters?: readonly { readonly type: ParameterType; readonly value: string | null }[]
}

/** POST /api/queries/NAME, /api/queries/NAME/explain and /api/queries/NAME/text: what is not given has its default. */
export interface SavedQuestion {
  readonly parameters: Readonly<Record<string, string>>
}

/** Both as ?format=csv and ?format=parquet too: the file, with all rows that the engine lets through. */
export interface SqlAnswer {
  readonly columns: readonly Column[]
  readonly rows: readonly (readonly Answer[])[]
  /** There are more rows than are shown here: receipt.rows of them. */
  readonly isCut: boolean
  readonly receipt: SqlReceipt
}

export interface SqlReceipt extends Receipt {
  /** USD at Athena's price. */
  readonly cost_usd: number
}

/** POST /api/queries/NAME/text: the SQL with the values written in, for the editor. */
export interface TextAnswer {
  readonly sql: string
}

/** What a statement would read; nothing has been read yet. */
export interface ExplainAnswer {
  readonly partitions_read: number
  readonly partitions_known: number
  readonly files_read: number
  /** As in a receipt. */
  readonly bytes_read: number
  readonly bytes_billed: number
  /** USD at Athena's price. */
  readonly cost_usd: number
}

/** GET /api/tables: what the editor completes. */
export interface TableList {
  readonly tables: readonly TableEntry[]
  readonly functions: readonly string[]
}

export interface TableEntry {
  readonly name: string
  readonly meaning: string
  readonly columns: readonly { readonly name: string; readonly type: string; readonly meaning: string }[]
  /** Names of the columns that a filter on saves reading by. */
  readonly partitions: readonly string[]
}

/** Status 400: the question is at fault. */
export interface SqlError extends ErrorAnswer {
  /** The parameter at fault. */
  readonly field?: string
  /** Where in the SQL, from 1; without a column it is the whole line. */
  readonly line?: number
  readonly column?: number
}
