// Queries and tables, as the parts of a statement see them.
import type { Planned } from './plan.ts'
import type { Type } from './type.ts'

/** A column of a relation. */
export interface Output {
  /** Trino's name, as it is written; null where there is none. */
  readonly name: string | null
  /** DuckDB's, unlike all others of the relation. */
  readonly column: string
  readonly type: Type
  readonly isHidden?: boolean
  /** A value written out, in each row the same. */
  readonly isWritten?: boolean
}

/** A query that is understood. */
export interface Relation {
  /** DuckDB's SELECT, to stand in brackets. */
  readonly sql: string
  readonly outputs: readonly Output[]
  /** How it is planned, where that is looked into. */
  readonly plan?: () => Planned
}

/** A table that statements can read. */
export interface Table {
  /** DuckDB's name of it. */
  readonly sql: string
  readonly outputs: readonly Output[]
  /** That of a CTE. */
  readonly plan?: () => Planned
}

/** A query that stands for a table, as it was written. */
export interface View {
  readonly view: string
}
