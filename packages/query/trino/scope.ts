// What a part of a statement can name: columns of the tables beside it, of those around it, and what a lambda is given.
import type { Parameter } from '../engine.ts'
import type { Correlation, Named } from './correlation.ts'
import { type Node, placeOf, Refusal, TrinoError } from './error.ts'
import type { Expression } from './expression.ts'
import type { Parser, ParserRuleContext } from './grammar.ts'

import type { Relation, Table, View } from './relation.ts'
import type { Type } from './type.ts'

/** One statement on its way to DuckDB: what its parts have in common. They read one another by way of it. */
export interface Session {
  readonly parameters: readonly Parameter[]
  /** When the statement began, ms: what CURRENT_TIMESTAMP is. */
  readonly now: number
  /** Which `?` each is, from 0, by where it stands in the text. */
  readonly places: ReadonlyMap<number, number>
  readonly correlation: Correlation
  /** A table by its names, lower case: one that stands alone may be a CTE. */
  findTable(names: readonly string[]): Table | View | undefined
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

/** A column that can be named. */
export interface Field {
  /** As it is written; null where it has no name. */
  readonly name: string | null
  /** What it can be qualified by: the name of its table. */
  readonly table: string | null
  readonly sql: string
  readonly type: Type
  /** Named only, never part of `*`, such as "$path". */
  readonly isHidden?: boolean
  /** A value written out in a query within. */
  readonly isWritten?: boolean
}

/** One SELECT: what is grouped in it, and which columns stand outside of its groups. */
export class Level {
  /** DuckDB's text of what it is grouped by, once that is known; a column may not stand outside of these and aggregates. */
  groups: ReadonlySet<string> | null = null
  /** Of these, times with zones as they may stand beside groups, which are made by the moment. */
  shown: ReadonlyMap<string, string> = new Map()
  /** Columns named outside, and what subqueries name there. */
  loose: (Node | TrinoError)[] = []
  /** Whether an aggregate's arguments are read. */
  isInAggregate = false
  /** Whether those of a window function are. */
  isInWindow = false
  /** Whether those of UNNEST are, to which columns are handed in (given.ts). */
  isInUnnest = false
  hasAggregate = false
  /** Whether one of them is given more than columns as they are. */
  hasComputed = false
  /** What is worked out before each TRY that is read, the innermost last. */
  readonly held: string[][] = []
  /** Where aggregates and windows may not stand, in Trino's words for the clause: `WHERE clause`. */
  clause: string | null = null
  /** The condition that Trino says is at fault then. */
  clauseNode: Node | null = null
  /** The aggregate whose arguments are read. */
  aggregate: { readonly name: string; readonly node: Node } | null = null
  /** Windows may not stand there. */
  isInHaving = false
  /** Named windows. */
  readonly windows = new Map<string, Node>()

  /** What is grouped by, as it may stand where it is read. */
  show(key: Expression): Expression {
    if (this.isInAggregate) return key
    const sql = this.shown.get(key.sql)
    // DuckDB's lambdas, of which TRY is one, do not find what is grouped by.
    return sql === undefined && this.held.length === 0 ? key : { type: key.type, sql: this.hold(sql ?? key.sql) }
  }

  /** What cannot stand within TRY, as it is to be written where it stands: each TRY hands it to the one within. */
  hold(sql: string): string {
    return this.held.reduce((given, list) => nameHeld(list.push(given) - 1), sql)
  }

  /** What was held, as it was before. */
  release(sql: string): string {
    return this.held.reduceRight(
      (given, list) => given.replace(/\bgiven\.h(\d+)\b/g, (name, place) => list[Number(place)] ?? name),
      sql,
    )
  }

  /** The same of the innermost TRY, within the others. */
  holdHere(sql: string): string {
    return nameHeld(this.held.at(-1)!.push(sql) - 1)
  }
}

/** What was worked out before a TRY, within it. */
const nameHeld = (place: number): string => `given.h${place}`

export class Scope {
  readonly session: Session
  readonly fields: readonly Field[]
  readonly parent: Scope | null
  readonly level: Level
  /** Arguments of lambdas, innermost last. */
  readonly lambdas: readonly ReadonlyMap<string, Expression>[]

  constructor(
    session: Session,
    fields: readonly Field[],
    parent: Scope | null,
    level = new Level(),
    lambdas: readonly ReadonlyMap<string, Expression>[] = [],
  ) {
    this.session = session
    this.fields = fields
    this.parent = parent
    this.level = level
    this.lambdas = lambdas
  }

  /** The same place with other columns. */
  withFields(fields: readonly Field[]): Scope {
    return new Scope(this.session, fields, this.parent, this.level, this.lambdas)
  }

  /** Inside a lambda. */
  withLambda(names: ReadonlyMap<string, Expression>): Scope {
    return new Scope(this.session, this.fields, this.parent, this.level, [...this.lambdas, names])
  }

  /** A part of the statement here. @throws TrinoError */
  read(node: Node): Expression {
    const { level } = this
    const before = level.loose.length
    const expression = this.session.readExpression(node, this)
    const sql = level.release(expression.sql)
    if (!level.groups?.has(sql)) return expression
    level.loose.length = before
    return level.show({ ...expression, sql })
  }

  /** A column, or a field of one, by its names. */
  readColumn(names: readonly string[], node: ParserRuleContext): Expression {
    const { level } = this
    const before = level.loose.length
    const expression = this.session.readColumn(names, node, this)
    if (!level.groups?.has(expression.sql)) return expression
    level.loose.length = before
    return level.show(expression)
  }

  /**
   * What `names` stand for: a column by `column`, `table.column`, and what is left of the names after it, which are fields of rows.
   * @throws TrinoError where there is none, or more than one
   */
  find(names: readonly string[], node: Node): { expression: Expression; rest: readonly string[] } {
    for (const names_ of this.lambdas.toReversed()) {
      const found = names_.get(names[0]!)
      if (found !== undefined) return { expression: found, rest: names.slice(1) }
    }
    for (let scope: Scope | null = this; scope !== null; scope = scope.parent) {
      const found = scope.#match(names, node)
      if (found === undefined) continue
      const { level } = this
      const { isInAggregate } = level
      const named = {
        symbol: found.expression.sql,
        level,
        isInAggregate,
        place: placeOf(node),
        words: names.join('.'),
      }
      this.session.correlation.add(named)
      scope.#checkGroups(named, node)
      const { expression, rest } = found
      if (scope.level !== this.level && this.lambdas.length > 0 && !level.isInUnnest)
        this.refuse(
          node,
          'A lambda by a column from around its subquery',
          'join what the subquery reads, and name it there',
        )
      // TRY is a lambda, in which another cannot name what is around a subquery.
      if (scope.level !== this.level && this.level.held.length > 0)
        return { expression: { ...expression, sql: this.level.hold(expression.sql) }, rest }
      return found
    }
    throw new TrinoError('COLUMN_NOT_FOUND', placeOf(node), `Column '${names.join('.')}' cannot be resolved`)
  }

  /** What a subquery here named when it was read before. */
  repeat(named: readonly Named[]): void {
    for (const each of named) {
      this.session.correlation.add(each)
      for (let scope: Scope | null = this; scope !== null; scope = scope.parent)
        if (scope.fields.some(({ sql }) => sql === each.symbol)) scope.#checkGroups(each, undefined)
    }
  }

  /** Keeps in mind what is named beside groups. */
  #checkGroups({ symbol, level, place, words }: Named, node: Node | undefined): void {
    const { groups, isInAggregate, loose } = this.level
    if (groups === null || isInAggregate) return
    if (level === this.level) {
      if (node !== undefined) loose.push(node)
    } else if (!groups.has(symbol)) {
      const fault = `Subquery uses '${words}' which must appear in GROUP BY clause`
      loose.push(new TrinoError('EXPRESSION_NOT_AGGREGATE', place, fault))
    } else if (this.level.shown.has(symbol)) {
      throw new Refusal(place, 'A time with its zone, grouped by and named in a subquery,', 'cast it to timestamp')
    }
  }

  /** Whether names stand for what the SELECT gives, which ORDER BY may name. */
  isOutput(_names: readonly string[]): boolean {
    return false
  }

  #match(names: readonly string[], node: Node): { expression: Expression; rest: readonly string[] } | undefined {
    // A table's column comes before a field of a column that is called as the table.
    for (const length of [4, 3, 2, 1]) {
      if (names.length < length) continue
      const table = length === 1 ? undefined : names[length - 2]!
      const found = this.fields.filter(
        each => each.name?.toLowerCase() === names[length - 1] && (table === undefined || each.table === table),
      )
      if (found.length === 0) continue
      // catalog.schema.table.column: the two are always the same here.
      if (length > 2 && !this.session.isOwnPlace(names.slice(0, length - 2))) continue
      if (found.length > 1) {
        throw new TrinoError(
          'AMBIGUOUS_NAME',
          placeOf(node),
          `Column '${names.slice(0, length).join('.')}' is ambiguous`,
        )
      }
      return { expression: found[0]!, rest: names.slice(length) }
    }
    return undefined
  }

  /** @throws Refusal */
  refuse(node: Node, what: string, instead: string): never {
    throw new Refusal(placeOf(node), what, instead)
  }

  /** @throws TrinoError */
  fail(node: Node, code: string, message: string): never {
    throw new TrinoError(code, placeOf(node), message)
  }
}
