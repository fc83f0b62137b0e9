// Athena's SQL, as Trino understands it, as DuckDB's: every part known to mean the same, or refused by its name and place.

import { checkView, type ViewDefinition } from '../definitions.ts'
import type { Parameter } from '../engine.ts'
import type { MadeTable } from '../made.ts'
import { mayAggregate } from './aggregation.ts'
import { calls } from './calls.ts'
import { conditions } from './conditions.ts'
import { Correlation } from './correlation.ts'
import { type Node, placeOf, Refusal, TrinoError } from './error.ts'
import { type Expression, quoteName } from './expression.ts'
import type { Parser, ParserRuleContext } from './grammar.ts'
import { privileges } from './information.ts'
import { makers } from './json-constructor.ts'
import { queries } from './json-query.ts'
import { parse, parseAgain } from './parse.ts'
import { predicates } from './predicates.ts'
import { readQuery, readTerm } from './query.ts'
import type { Output, Relation, Table, View } from './relation.ts'
import type { Rules } from './rule.ts'
import type { Scope, Session } from './scope.ts'
import { readScalar } from './subquery.ts'
import { syntax } from './syntax.ts'
import { CATALOG, DATABASE, findTable, isInformation, isOwnPlace, spellWhole } from './tables.ts'
import { readColumn, values } from './values.ts'

export interface Translation {
  /** DuckDB's; each table is called as in view.ts, parameter n is `$n`. */
  readonly sql: string
  /** What it gives, with Trino's types. */
  readonly outputs: readonly Output[]
}

export interface TranslateOptions {
  /** When the statement began, ms. */
  readonly now?: number
  /** Queries that stand for tables, by their names, lower case. */
  readonly views?: ReadonlyMap<string, ViewDefinition>
  /** Tables that statements made. */
  readonly tables?: ReadonlyMap<string, MadeTable>
  /** The view that the text is to be, and those that are being read: none of them can read itself. */
  readonly within?: readonly string[]
}

const rules: Rules = {
  ...values,
  ...predicates,
  SubqueryExpressionContext: readScalar,
  ...conditions,
  ...calls,
  ...syntax,
  ...queries,
  ...makers,
}

/** Nothing but a part of its own. */
const PASSED = new Set(['ExpressionContext', 'ValueExpressionDefaultContext', 'StandaloneExpressionContext'])

class Statement implements Session {
  readonly parameters: readonly Parameter[]
  readonly now: number
  readonly places: ReadonlyMap<number, number>
  readonly correlation: Correlation
  readonly names: Set<string>
  readonly options: TranslateOptions

  constructor(
    parameters: readonly Parameter[],
    places: ReadonlyMap<number, number>,
    options: TranslateOptions,
    names = new Set<string>(),
    correlation = new Correlation(),
  ) {
    this.correlation = correlation
    this.names = names
    this.parameters = parameters
    this.places = places
    this.options = options
    this.now = options.now ?? Date.now()
  }

  findTable(names: readonly string[]): Table | View | undefined {
    const isOwn = names.length === 1 || isOwnPlace(names.slice(0, -1))
    const view = isOwn ? this.options.views?.get(names.at(-1)!) : undefined
    return view === undefined ? findTable(names, this.options.tables) : { view: view.sql }
  }

  isOwnPlace(names: readonly string[]): boolean {
    return isOwnPlace(names)
  }

  missTable(names: readonly string[], node: Node): TrinoError {
    const full = [...[CATALOG, DATABASE].slice(0, Math.max(0, 3 - names.length)), ...names]
    const [catalog, schema] = full
    if (catalog !== CATALOG)
      return new TrinoError('CATALOG_NOT_FOUND', placeOf(node), `Catalog '${catalog}' does not exist`)
    if (isInformation(names) && Object.hasOwn(privileges, names.at(-1)!))
      throw new Refusal(placeOf(node), `information_schema.${names.at(-1)}`, 'ask it there')
    if (!isInformation(full) && !isOwnPlace([schema!]))
      return new TrinoError('SCHEMA_NOT_FOUND', placeOf(node), `Schema '${schema}' does not exist`)
    return new TrinoError('TABLE_NOT_FOUND', placeOf(node), `Table '${spellWhole(names)}' does not exist`)
  }

  nameRelation(wish: string): string {
    // A name of our own tables would stand for them.
    const own = /^lake_/i.test(wish) ? `_${wish}` : wish
    let name = own
    for (let i = 2; this.names.has(name); i++) name = `${own}_${i}`
    this.names.add(name)
    return name
  }

  mayAggregate(text: string): boolean {
    return mayAggregate(text)
  }

  readExpression(node: Node, scope: Scope): Expression {
    const kind = node.constructor.name
    if (PASSED.has(kind))
      return this.readExpression((node as ParserRuleContext).getChild(0) as ParserRuleContext, scope)
    const rule = rules[kind]
    if (rule === undefined) {
      const words = kind
        .replace(/Context$/, '')
        .replace(/(?<=[a-z])(?=[A-Z])/g, ' ')
        .toUpperCase()
      throw new Refusal(placeOf(node), words, 'write it another way')
    }
    return rule(node as never, scope)
  }

  readColumn(names: readonly string[], node: ParserRuleContext, scope: Scope): Expression {
    return readColumn(names, node, scope)
  }

  readQuery(node: ParserRuleContext, parent: Scope | null): Relation {
    return readQuery(node as Parser.QueryContext, parent, this)
  }

  readTerm(node: Parser.QueryTermContext, parent: Scope | null): Relation {
    return readTerm(node, parent, this)
  }

  readTable(node: Parser.TableRefContext, _parent: Scope | null): Relation {
    const names = node.identifier().map(each => each.getText().replace(/^"|"$/g, '').toLowerCase())
    const found = this.findTable(names)
    if (found === undefined) throw this.missTable(names, node)
    if ('view' in found) return this.readView(found.view, names.at(-1)!)
    const outputs = found.outputs.filter(each => !each.isHidden)
    return { sql: `select ${outputs.map(({ column }) => quoteName(column)).join(', ')} from ${found.sql}`, outputs }
  }

  readView(sql: string, name: string): Relation {
    const { within = [], views } = this.options
    if (within.includes(name)) throw new TrinoError('VIEW_IS_RECURSIVE', undefined, 'View is recursive')
    const options = { ...this.options, now: this.now, within: [...within, name] }
    const session = new Statement([], new Map(), options, this.names, this.correlation)
    const { sql: text, outputs } = session.readQuery(findQuery(parseAgain(sql)), null)
    const shown = outputs.filter(each => !each.isHidden)
    checkView(name, views!.get(name)!, shown)
    return { sql: text, outputs: shown }
  }

  readCount(node: Parser.RowCountContext): string {
    return `$${this.places.get(node.start!.start)! + 1}`
  }
}

/**
 * Translates one query.
 * @throws TrinoError in Athena's words for what Athena would not run, Refusal for what only Athena runs
 */
export async function translate(
  sql: string,
  parameters: readonly Parameter[],
  options: TranslateOptions = {},
): Promise<Translation> {
  const statement = await parse(sql)
  return translateParsed(statement, parameters, options)
}

/** Of a statement that is parsed already. */
export function translateParsed(
  statement: ParserRuleContext,
  parameters: readonly Parameter[],
  options: TranslateOptions = {},
): Translation {
  const places = findParameters(statement)
  if (places.size !== parameters.length) {
    const words = `Incorrect number of parameters: expected ${places.size} but found ${parameters.length}`
    throw new TrinoError('INVALID_PARAMETER_USAGE', placeOf(statement), words)
  }
  const session = new Statement(parameters, places, options)
  const query = findQuery(statement)
  const { sql, outputs } = session.readQuery(query, null)
  session.correlation.check()
  const shown = outputs.filter(each => !each.isHidden)
  return {
    sql:
      shown.length === outputs.length
        ? sql
        : `select ${shown.map(({ column }) => quoteName(column)).join(', ')} from (${sql})`,
    outputs: shown,
  }
}

function findQuery(statement: ParserRuleContext): ParserRuleContext {
  let part = statement
  while (part.constructor.name !== 'QueryStatementContext') {
    const child = part.getChild(0)
    if (child === null || 'symbol' in child || part.getChildCount() !== 1) {
      throw new Refusal(placeOf(statement), statement.start!.text!.toUpperCase(), 'write a query')
    }
    part = child as ParserRuleContext
  }
  return part
}

/** Each `?` by where it stands, in their order. */
function findParameters(node: ParserRuleContext, found = new Map<number, number>()): Map<number, number> {
  for (let i = 0; i < node.getChildCount(); i++) {
    const child = node.getChild(i)!
    if (!('symbol' in child)) findParameters(child as ParserRuleContext, found)
    else if ((child as { getText(): string }).getText() === '?') {
      found.set((child as unknown as { symbol: { start: number } }).symbol.start, found.size)
    }
  }
  return found
}
