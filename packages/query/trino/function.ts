// What a function is to the translator: its signature as Trino documents it, and how DuckDB is told.
import type { Expression } from './expression.ts'
import type { Type } from './type.ts'

/** A call whose overload is found. */
export interface Call {
  readonly name: string
  /** Already of the types that the signature wants; a lambda is a `Lambda`. */
  readonly args: readonly Expression[]
  /** By the signature. */
  readonly type: Type
  /** When the statement began, ms. */
  readonly now: number
  /** What runs on Athena only, and what to write instead. */
  refuse(what: string, instead: string): never
  /** An error of Trino's, at the call's place. */
  fail(code: string, message: string): never
}

/** DuckDB's text, with $1, $2 … where the arguments go, or how it is made; an Expression where the type is not the signature's. */
export type Emit = string | ((call: Call) => string | Expression)

/** By signature. Overloads of a name stand in one file. */
export type Scalars = Readonly<Record<string, Emit>>

/** A call of a function over rows. */
export interface AggregateCall extends Call {
  readonly isDistinct: boolean
  /** What stands in ORDER BY, DuckDB's; empty where nothing does. */
  readonly order: string
  /**
   * DuckDB's call with all that goes with this one: `name(distinct args order by …) filter (where …) over (…)`.
   * `order` instead of the statement's own.
   */
  aggregate(name: string, args: readonly string[], options?: { order?: string; where?: string }): string
}

/** DuckDB's name of the same aggregate, or how it is made. What it gives is cast to the signature's type. */
export type EmitAggregate = string | ((call: AggregateCall) => string | Expression)

export type Aggregates = Readonly<Record<string, EmitAggregate>>
