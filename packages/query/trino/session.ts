// One statement on its way to DuckDB: what its parts have in common. They read one another by way of it.
import type { Parameter } from '../engine.ts'
import type { Node, TrinoError } from './error.ts'
import type { Expression } from './expression.ts'
import type { Parser, ParserRuleContext } from './grammar.ts'
import type { Scope } from './scope.ts'
import type { Type } from './type.ts'

/** A column of a relation. */
export interface Output {
  /** Trino's name, as it is written; null where there is none. */
  readonly name: string | null
  /** DuckDB's, unlike all others of the relation. */
  readonly column: string
  readonly type: Type
  readonly isHidden?: boolean
}

/** A query that is understood. */
export interface Relation {
  /** DuckDB's SELECT, to stand in brackets. */
  readonly sql: string
  readonly outputs: readonly Output[]
}

/** A table that statements can read. */
export interface Table {
  /** DuckDB's name of it. */
  readonly sql: string
  readonly outputs: readonly Output[]
}

/** A query that stands for a table, as it was written. */
export interface View {
  readonly view: string
}

export interface Session {
  readonly parameters: readonly Parameter[]
  /** When the statement began, ms: what CURRENT_TIMESTAMP is. */
  readonly now: number
  /** Which `?` each is, from 0, by where it stands in the text. */
  readonly places: ReadonlyMap<number, number>
  /** A table by its name, lower case. `isAlone`: no schema stands before it, so that it may be a CTE. */
  findTable(name: string, isAlone: boolean): Table | View | undefined
  /** Whether names before a table's name are the catalog and schema that all tables here are in. */
  isOwnPlace(names: readonly string[]): boolean
  missTable(names: readonly string[], node: Node): TrinoError
  /** A name that no other relation of the statement has. */
  nameRelation(wish: string): string
  /** Whether a text may call an aggregate. */
  mayAggregate(text: string): boolean
  readExpression(node: Node, scope: Scope): Expression
  readColumn(names: readonly string[], node: ParserRuleContext, scope: Scope): Expression
  readQuery(node: ParserRuleContext, parent: Scope | null): Relation
  readTerm(node: Parser.QueryTermContext, parent: Scope | null): Relation
  readTable(node: Parser.TableRefContext, parent: Scope | null): Relation
  readView(sql: string, name: string): Relation
  /** A `?` where a number of rows stands. */
  readCount(node: Parser.RowCountContext): string
}
