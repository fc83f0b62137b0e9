// One SELECT: what it reads, keeps, groups and gives.
import { isComparable, keyOf } from './comparison.ts'
import { type Node, placeOf, TrinoError } from './error.ts'
import { type Expression, quoteName } from './expression.ts'
import { readFrom } from './from.ts'
import type { Parser } from './grammar.ts'
import { readGroups } from './grouping.ts'
import { readName } from './name.ts'
import { checkOrderable, readSortKey, writeSortItem } from './order.ts'
import { readBoolean } from './predicates.ts'
import { type Field, Level, Scope } from './scope.ts'
import type { Output, Relation, Session } from './session.ts'
import { duckdbType, writeType } from './type.ts'

/** A column of the SELECT list. */
interface Item {
  readonly name: string | null
  readonly expression: Expression
  readonly node: Node
}

/** What follows a SELECT and may name its columns. */
export interface Tail {
  readonly sort: readonly Parser.SortItemContext[]
  /** LIMIT and OFFSET, DuckDB's. */
  readonly limit: string
  /** FETCH FIRST n ROWS WITH TIES. */
  readonly ties?: string | undefined
}

export function readSelect(
  node: Parser.QuerySpecificationContext,
  tail: Tail,
  parent: Scope | null,
  session: Session,
): Relation {
  const level = new Level()
  const outside = new Scope(session, [], parent, level)
  const relations = node.relation()
  const from = relations.length === 0 ? undefined : readFrom(relations, outside)
  const scope = outside.withFields(from?.fields ?? [])
  for (const window of node.windowDefinition()) level.windows.set(readName(window._name!), window.windowSpecification())

  const where = node.whereClause()
  level.clause = 'WHERE clause'
  const filter = where === null ? '' : `where ${readBoolean(where.booleanExpression(), 'WHERE clause', scope).sql}`

  level.clause = null
  const selected = node.selectList().selectItem()
  const groupBy = node.groupBy()
  level.clause = 'GROUP BY clause'
  const groups = groupBy === null ? undefined : readGroups(groupBy, selected, scope)
  level.clause = null

  // Whether it is grouped is known only when all is read: without GROUP BY, an aggregate anywhere makes it one group.
  const isGrouped = groups !== undefined || hasAggregates(node, tail, scope)
  level.groups = isGrouped ? new Set(groups?.keys ?? []) : null
  const items = selected.flatMap(item => readItem(item, scope))
  const havingClause = node.havingClause()
  const having = havingClause === null ? '' : `having ${readHaving(havingClause, scope)}`

  const isDistinct = node.setQuantifier()?.KW_DISTINCT() != null
  const outputs = nameOutputs(items)
  if (isDistinct) checkDistinct(items)
  const order = tail.sort.map(item => readOrderItem(item, items, isDistinct, scope))
  const list = items.map(({ expression }, i) => `${held(expression)} as ${quoteName(outputs[i]!.column)}`)
  const orderBy = order.length === 0 ? '' : `order by ${order.join(', ')}`
  const parts = [
    `select ${isDistinct ? 'distinct ' : ''}${list.join(', ')}`,
    from === undefined ? '' : `from ${from.sql}`,
    filter,
    groups === undefined ? '' : `group by ${groups.sql}`,
    having,
    tail.ties === undefined ? '' : `qualify rank() over (${orderBy}) <= ${tail.ties}`,
    orderBy,
    tail.limit,
  ]
  return { sql: parts.filter(part => part !== '').join('\n'), outputs }
}

/** Reads all once to see, where nothing says so before. */
function hasAggregates(node: Parser.QuerySpecificationContext, tail: Tail, scope: Scope): boolean {
  if (node.havingClause() !== null) return true
  const { level } = scope
  const parts = [...node.selectList().selectItem(), ...tail.sort]
  // A name of an aggregate before a bracket: else there is none, and all need not be read twice.
  if (!parts.some(part => scope.session.mayAggregate(part.getText()))) return false
  for (const item of node.selectList().selectItem()) {
    if (item.selectExpressionColumnName() !== null) scope.read(item.selectExpressionColumnName()!.expression())
  }
  for (const item of tail.sort)
    if (item.expression() !== null && !level.hasAggregate) tryRead(item.expression()!, scope)
  return level.hasAggregate
}

/** What ORDER BY names may be a column of the list, which is not known yet. */
function tryRead(node: Node, scope: Scope): void {
  try {
    scope.read(node)
  } catch (error) {
    if (!(error instanceof TrinoError)) throw error
  }
}

/** NULL has a type in DuckDB. */
function held({ sql, type }: Expression): string {
  return type.kind === 'unknown' ? `cast(${sql} as ${duckdbType(type)})` : sql
}

function readItem(node: Parser.SelectItemContext, scope: Scope): Item[] {
  const { session } = scope
  if (node.selectAllWithoutTable() !== null) return spread(node, scope.fields, undefined, scope)
  const all = node.tableAllColumns()
  if (all !== null) {
    const names = all.primaryExpression().getText().toLowerCase().replaceAll('"', '').split('.')
    const table = names.at(-1)!
    const own = scope.fields.filter(field => field.table === table)
    if (own.length > 0) return spread(node, own, node.columnAliases() ?? undefined, scope)
    const row = scope.read(all.primaryExpression())
    if (row.type.kind !== 'row') throw new TrinoError('TYPE_MISMATCH', placeOf(node), 'Expression must be of type ROW')
    return row.type.fields.map((field, i) => ({
      name: field.name,
      expression: { sql: `(${row.sql}).f${i + 1}`, type: field.type },
      node,
    }))
  }
  const mark = scope.level.loose.length
  const column = node.selectLiteralColumnName()?.columnRef().qualifiedName()
  const alias = node._alias === undefined ? undefined : readName(node._alias)
  if (column != null) {
    const names = column.identifier().map(readName)
    const expression = settle(session.readColumn(names, node, scope), node, mark, scope)
    return [{ name: alias ?? names.at(-1)!, expression, node }]
  }
  const inner = node.selectExpressionColumnName()!.expression()
  const expression = settle(scope.read(inner), inner, mark, scope)
  return [{ name: alias ?? nameOfColumn(inner), expression, node: inner }]
}

/** The name of a column or a row's field alone is its own; all else has none. */
function nameOfColumn(node: Parser.ExpressionContext): string | null {
  const text = /^(?:.*\.)?("(?:[^"]|"")+"|[A-Za-z_][\w$]*)$/.exec(node.getText())
  let part: { getChildCount(): number; getChild(i: number): unknown; constructor: { name: string } } = node
  while (part.getChildCount() === 1 && part.constructor.name !== 'ColumnReferenceContext') {
    const child = part.getChild(0) as typeof part
    if (!('getChildCount' in child) || 'symbol' in child) return null
    part = child
  }
  const isName = part.constructor.name === 'ColumnReferenceContext' || part.constructor.name === 'DereferenceContext'
  return isName && text !== null ? text[1]!.replace(/^"|"$/g, '').toLowerCase() : null
}

function spread(
  node: Parser.SelectItemContext,
  fields: readonly Field[],
  aliases: Parser.ColumnAliasesContext | undefined,
  scope: Scope,
): Item[] {
  const shown = fields.filter(field => !field.isHidden)
  if (scope.fields.length === 0) {
    throw new TrinoError('COLUMN_NOT_FOUND', placeOf(node), 'SELECT * not allowed in queries without FROM clause')
  }
  if (shown.length === 0)
    throw new TrinoError('COLUMN_NOT_FOUND', placeOf(node), 'SELECT * not allowed from relation that has no columns')
  const names = aliases?.identifier().map(readName)
  const { level } = scope
  return shown.map((field, i) => {
    if (level.groups !== null && !level.groups.has(field.sql))
      throw notGrouped(node, field.table === null ? field.name! : `${field.table}.${field.name}`)
    return { name: names?.[i] ?? field.name, expression: field, node }
  })
}

/** @throws TrinoError where a column stands outside of what is grouped */
function settle(expression: Expression, node: Node, mark: number, { level }: Scope): Expression {
  if (level.groups === null || level.loose.length <= mark || level.groups.has(expression.sql)) return expression
  level.loose.length = mark
  throw notGrouped(node, 'getText' in node ? node.getText() : '')
}

function notGrouped(node: Node, text: string): TrinoError {
  return new TrinoError(
    'EXPRESSION_NOT_AGGREGATE',
    placeOf(node),
    `'${text}' must be an aggregate expression or appear in GROUP BY clause`,
  )
}

function readHaving(node: Parser.HavingClauseContext, scope: Scope): string {
  const mark = scope.level.loose.length
  const condition = readBoolean(node.booleanExpression(), 'HAVING clause', scope)
  return settle(condition, node.booleanExpression(), mark, scope).sql
}

function checkDistinct(items: readonly Item[]): void {
  for (const { expression, node } of items) {
    if (!isComparable(expression.type)) {
      throw new TrinoError(
        'TYPE_MISMATCH',
        placeOf(node),
        `DISTINCT can only be applied to comparable types (actual: ${writeType(expression.type)})`,
      )
    }
  }
}

/** Trino's names, and DuckDB's: without a name `_col` and the place, and never the same twice. */
export function nameOutputs(items: readonly Pick<Item, 'name' | 'expression'>[]): Output[] {
  const taken = new Set<string>()
  return items.map(({ name, expression }, i) => {
    let column = name ?? `_col${i}`
    while (taken.has(column)) column = `${column}_${i}`
    taken.add(column)
    return { name, column, type: expression.type }
  })
}

/** By a place in the list, a name of the list, or an expression of what is read. */
function readOrderItem(
  item: Parser.SortItemContext,
  items: readonly Item[],
  isDistinct: boolean,
  scope: Scope,
): string {
  const text = item.expression()?.getText() ?? ''
  if (/^\d+$/.test(text)) {
    const place = Number(text)
    if (place < 1 || place > items.length) {
      throw new TrinoError('INVALID_COLUMN_REFERENCE', placeOf(item), `ORDER BY position ${text} is not in select list`)
    }
    checkOrderable(items[place - 1]!.expression, item)
    return writeSortItem(item, keyOf({ ...items[place - 1]!.expression, sql: held(items[place - 1]!.expression) }))
  }
  // A name of the list comes before a column of what is read.
  const named = items.flatMap(({ name, expression }): Field[] =>
    name === null ? [] : [{ ...expression, name, table: null }],
  )
  const unique = named.filter(
    (field, i) => named.findIndex(other => other.name === field.name && other.sql === field.sql) === i,
  )
  const mark = scope.level.loose.length
  const inside = new OrderScope(scope, unique)
  const key = readSortKey(item, inside)
  settleOrder(key, item, mark, items, scope)
  if (isDistinct && !items.some(({ expression }) => expression.sql === key.sql)) {
    throw new TrinoError(
      'EXPRESSION_NOT_IN_DISTINCT',
      placeOf(item),
      'For SELECT DISTINCT, ORDER BY expressions must appear in select list',
    )
  }
  checkOrderable(key, item)
  return writeSortItem(item, /^\(?-?\d+\)?$/.test(key.sql) ? `(${key.sql} + 0)` : keyOf({ ...key, sql: held(key) }))
}

/** Names of the list stand for what is selected, which may be aggregates already. */
class OrderScope extends Scope {
  readonly #names: readonly Field[]

  constructor(scope: Scope, names: readonly Field[]) {
    super(scope.session, scope.fields, scope.parent, scope.level, scope.lambdas)
    this.#names = names
  }

  override find(names: readonly string[], node: Node): { expression: Expression; rest: readonly string[] } {
    const found = this.#names.filter(each => each.name === names[0])
    if (names.length >= 1 && found.length > 1 && names.length === 1) {
      throw new TrinoError('AMBIGUOUS_NAME', placeOf(node), `Column '${names[0]}' is ambiguous`)
    }
    if (found.length === 1 && (names.length === 1 || !this.fields.some(field => field.table === names[0]))) {
      return { expression: found[0]!, rest: names.slice(1) }
    }
    return super.find(names, node)
  }
}

function settleOrder(
  key: Expression,
  item: Parser.SortItemContext,
  mark: number,
  items: readonly Item[],
  { level }: Scope,
): void {
  if (level.groups === null || level.loose.length <= mark) return
  level.loose.length = mark
  if (items.some(({ expression }) => expression.sql === key.sql) || level.groups.has(key.sql)) return
  throw notGrouped(item, item.getText())
}
