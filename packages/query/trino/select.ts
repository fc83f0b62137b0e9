// One SELECT: what it reads, keeps, groups and gives.
import { isComparable, isGroupable, isMoment, keyOf } from './comparison.ts'
import { isWritten } from './constant.ts'
import { type Node, placeOf, Refusal, TrinoError } from './error.ts'
import { quoteName } from './expression.ts'
import { readFrom } from './from.ts'
import type { Parser } from './grammar.ts'
import { readGroups } from './grouping.ts'
import { readName } from './name.ts'
import { readBoolean } from './predicates.ts'
import type { Output, Relation } from './relation.ts'
import { rootOf } from './root.ts'
import type { Field, Session } from './scope.ts'
import { Level, Scope } from './scope.ts'
import { held, type Item, readItem, settle } from './select-item.ts'
import { readOrderItem } from './select-order.ts'
import { planSelect } from './select-plan.ts'
import { planOf } from './source.ts'
import { writeType } from './type.ts'

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
  level.clauseNode = where === null ? null : rootOf(where.booleanExpression())
  const filter = where === null ? '' : `where ${readBoolean(where.booleanExpression(), 'WHERE clause', scope).sql}`

  level.clause = null
  level.clauseNode = null
  const selected = node.selectList().selectItem()
  const groupBy = node.groupBy()
  level.clause = 'GROUP BY clause'
  const groups = groupBy === null ? undefined : readGroups(groupBy, selected, scope)
  level.clause = null

  // Whether it is grouped is known only when all is read: without GROUP BY, an aggregate anywhere makes it one group.
  const isGrouped = groups !== undefined || hasAggregates(node, tail, scope)
  level.groups = isGrouped ? new Set(groups?.keys ?? []) : null
  level.shown = groups?.shown ?? new Map()
  const items = selected.flatMap(item => readItem(item, scope))
  const havingClause = node.havingClause()
  const having = havingClause === null ? '' : readHaving(havingClause, scope)

  const isDistinct = node.setQuantifier()?.KW_DISTINCT() != null
  const outputs = nameOutputs(items, scope.fields)
  const distinct = isDistinct ? writeDistinct(items) : ''
  const order = tail.sort.map(item => readOrderItem(item, items, isDistinct, scope))
  const list = items.map(({ expression }, i) => `${held(expression)} as ${quoteName(outputs[i]!.column)}`)
  // Rows in an expression or LATERAL have no order but for LIMIT; in these DuckDB's ORDER BY loses rows.
  const isSorted = order.length > 0 && (parent === null || tail.limit !== '' || tail.ties !== undefined)
  const orderBy = isSorted ? `order by ${order.join(', ')}` : ''
  const source = [
    from === undefined ? '' : `from ${from.sql}`,
    filter,
    // Where no aggregate is left, as in typeof(count(*)), there is one row all the same.
    groups !== undefined ? `group by ${groups.sql}` : isGrouped ? 'group by ()' : '',
  ]
  const kept = { list, source, having, order, outputs }
  const plan = () => planSelect(node, tail, scope, from === undefined ? undefined : () => planOf(from))
  if (having.includes('lambda ')) return { ...keepOutside(node, kept, { ...tail, distinct }, session), plan }
  const parts = [
    `select ${distinct}${list.join(', ')}`,
    ...source,
    having === '' ? '' : `having ${having}`,
    tail.ties === undefined ? '' : `qualify rank() over (${orderBy}) <= ${tail.ties}`,
    orderBy,
    tail.limit,
  ]
  return { sql: parts.filter(part => part !== '').join('\n'), outputs, plan }
}

interface Kept {
  readonly list: readonly string[]
  readonly source: readonly string[]
  readonly having: string
  readonly order: readonly string[]
  readonly outputs: readonly Output[]
}

/** DuckDB binds no lambda in HAVING: its condition is a column of a query within, and so is what orders. */
function keepOutside(
  node: Node,
  { list, source, having, order, outputs }: Kept,
  tail: Tail & { distinct: string },
  session: Session,
): Relation {
  if (list.some(each => / over \(/.test(each)) || tail.ties !== undefined)
    throw new Refusal(
      placeOf(node),
      'HAVING by a lambda, beside windows,',
      'group in a subquery, and filter it by WHERE',
    )
  const relation = quoteName(session.nameRelation('grouped'))
  const keys = order.map((each, i) => ({ key: each.replace(DIRECTION, ''), direction: DIRECTION.exec(each)![0], i }))
  const inner = [...list, `${having} as "having "`, ...keys.map(({ key, i }) => `${key} as "order ${i}"`)]
  const shown = outputs.map(({ column }) => `${relation}.${quoteName(column)}`)
  const by = keys.map(({ direction, i }) => `${relation}."order ${i}"${direction}`)
  const parts = [
    `select ${tail.distinct}${shown.join(', ')} from (select ${inner.join(', ')}`,
    ...source,
    `) as ${relation} where ${relation}."having "`,
    by.length === 0 ? '' : `order by ${by.join(', ')}`,
    tail.limit,
  ]
  if (tail.distinct !== '' && (by.length > 0 || tail.distinct !== 'distinct '))
    throw new Refusal(placeOf(node), 'HAVING by a lambda, with DISTINCT and ORDER BY,', 'filter a subquery by WHERE')
  return { sql: parts.filter(part => part !== '').join('\n'), outputs }
}

const DIRECTION = / (?:asc|desc) nulls (?:first|last)$/

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

function readHaving(node: Parser.HavingClauseContext, scope: Scope): string {
  const mark = scope.level.loose.length
  scope.level.isInHaving = true
  const condition = readBoolean(node.booleanExpression(), 'HAVING clause', scope)
  scope.level.isInHaving = false
  return settle(condition, node.booleanExpression(), mark, scope).sql
}

/** Times with zones are told apart by the moment; all else by its place in the list. */
function writeDistinct(items: readonly Item[]): string {
  for (const { expression, node } of items) {
    if (!isComparable(expression.type)) {
      throw new TrinoError(
        'TYPE_MISMATCH',
        placeOf(node),
        `DISTINCT can only be applied to comparable types (actual: ${writeType(expression.type)})`,
      )
    }
    if (!isGroupable(expression) && !isMoment(expression))
      throw new Refusal(placeOf(node), 'DISTINCT of what holds times with zones', 'cast these to timestamp')
  }
  if (!items.some(({ expression }) => isMoment(expression))) return 'distinct '
  const keys = items.map(({ expression }, i) => (isMoment(expression) ? keyOf(expression) : `${i + 1}`))
  return `distinct on (${keys.join(', ')}) `
}

/** Trino's names, and DuckDB's: without a name `_col` and the place, and never the same twice, whatever the case. */
export function nameOutputs(
  items: readonly (Pick<Item, 'name' | 'expression'> & { node?: Node })[],
  fields: readonly Field[] = [],
): Output[] {
  const taken = new Set<string>()
  return items.map(({ name, expression, node }, i) => {
    let column = name ?? `_col${i}`
    while (taken.has(column.toLowerCase())) column = `${column}_${i}`
    taken.add(column.toLowerCase())
    const own = { name, column, type: expression.type }
    return node !== undefined && isWritten(node, expression.sql, fields) ? { ...own, isWritten: true } : own
  })
}
