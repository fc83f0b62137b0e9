// A part of a statement that is understood: DuckDB's text of it, and its type in Trino.
import type { Type } from './type.ts'

export interface Expression {
  /** DuckDB's; safe to stand anywhere an operand can. */
  readonly sql: string
  readonly type: Type
  /** What a literal says, as text: a format, a unit, a pattern. Undefined for all that is not known before rows are read. */
  readonly literal?: string | undefined
}

/** A function given as an argument, already DuckDB's `lambda x, y: …`; its type is that of its result. */
export interface Lambda extends Expression {
  readonly parameters: readonly string[]
  /** What is right of the colon. */
  readonly body: string
}

/** A text as a literal of DuckDB's. */
export function quoteText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}

/** A name as DuckDB takes every name. */
export function quoteName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}
