// What an expression can name where it stands.

export interface Column {
  readonly text: string
  /** A type's short name: see types.ts. */
  readonly type: string
  /** What the text holds, where that is more than its type: url, jsontext. */
  readonly holds?: string
  /** Few distinct values: worth grouping by. */
  readonly isCoarse?: boolean
  /** An expression that is grouped by: it stands as a whole or not at all. */
  readonly isWhole?: boolean
  /** A lambda's own: most likely what its body is about. */
  readonly isOwn?: boolean
}

export interface Scope {
  readonly columns: readonly Column[]
  /** Columns that no two rows share, where there are such. */
  readonly key: readonly string[] | undefined
  /** The rows that aggregates go over, in what is grouped. */
  readonly grouped?: Scope
  /** A window by its name: a total order. */
  readonly window?: string
  /** Whether windows may stand here. */
  readonly hasWindows?: boolean
  /** Whether subqueries may stand here. */
  readonly hasQueries?: boolean
}

export const nothing: Scope = { columns: [], key: undefined }
