// A SELECT's plan, read anew from its text: asked for only where it names columns from around it.
import { AGGREGATES } from './aggregation.ts'
import type { Parser, ParserRuleContext } from './grammar.ts'
import { readGroups } from './grouping.ts'
import { readSortKey } from './order.ts'
import { type Assigned, limit, type Name, namesOf, type Plan, type Planned, ROW, same, union, usesOf } from './plan.ts'
import { Level, Scope } from './scope.ts'
import { type Item, readItem } from './select-item.ts'
import { type Part, partOf, readCondition, setBeside, splitConditions } from './terms.ts'

/** What follows a SELECT. */
export interface Limited {
  readonly sort: readonly Parser.SortItemContext[]
  /** DuckDB's text. */
  readonly limit: string
  readonly ties?: string | undefined
}

interface Column extends Assigned {
  readonly name: string | null
}

/** `scope` is that of its columns, `from` the plan of what it reads. */
export function planSelect(
  node: Parser.QuerySpecificationContext,
  tail: Limited,
  scope: Scope,
  from: (() => Plan) | undefined,
): Planned {
  const level = new Level()
  for (const [name, window] of scope.level.windows) level.windows.set(name, window)
  const inside = new Scope(scope.session, scope.fields, scope.parent, level)
  const where = node.whereClause()
  const read = filter(from?.() ?? ROW, where === null ? null : where.booleanExpression(), inside)
  const selected = readColumns(node.selectList().selectItem(), inside)
  const order = isLimited(tail) ? readKeys(tail.sort, selected.columns, inside) : { parts: [], keys: [] }
  const parts = [...selected.parts, ...order.parts]
  const grouped = setBeside(group(node, parts, read, inside), parts)
  const extra = order.keys.filter(({ symbol }) => !selected.columns.some(each => each.symbol === symbol))
  const shown: Plan = { kind: 'project', source: grouped, items: [...selected.columns, ...extra] }
  const symbols = selected.columns.map(({ symbol }) => symbol)
  const isDistinct = node.setQuantifier()?.KW_DISTINCT() != null
  const rows: Plan = isDistinct
    ? { kind: 'aggregate', source: shown, keys: symbols, calls: [], hasSets: false, isGlobal: false }
    : shown
  const sorted = cut(rows, tail, order.keys)
  const plan: Plan = extra.length === 0 ? sorted : { kind: 'project', source: sorted, items: symbols.map(same) }
  return { plan, symbols }
}

function filter(source: Plan, condition: ParserRuleContext | null, scope: Scope): Plan {
  if (condition === null) return source
  const parts = splitConditions(condition).map(each => readCondition(each, scope))
  return { kind: 'filter', source: setBeside(source, parts), terms: parts.map(({ term }) => term) }
}

function readColumns(
  nodes: readonly Parser.SelectItemContext[],
  scope: Scope,
): { columns: Column[]; parts: readonly Part[] } {
  const { correlation } = scope.session
  const parts: Part[] = []
  const columns = nodes.flatMap(node => {
    scope.level.hasAggregate = false
    const { value: items, named, nested } = correlation.follow(() => readItem(node, scope))
    return items.map(({ name, expression }: Item): Column => {
      const field = scope.fields.find(each => each.sql === expression.sql)
      if (field !== undefined) return { name, ...same(correlation.resolve(field.sql)) }
      const part = partOf({ value: expression, named, nested }, node, scope)
      parts.push(part)
      return { name, symbol: part.term.symbol ?? correlation.makeSymbol(), term: part.term }
    })
  })
  return { columns, parts }
}

const isLimited = ({ limit: text }: Limited): boolean => text.startsWith('limit')

/** What is ordered by: a place in the list, a name of it, or an expression. */
function readKeys(
  sort: readonly Parser.SortItemContext[],
  columns: readonly Column[],
  scope: Scope,
): { keys: Assigned[]; parts: readonly Part[] } {
  const { correlation } = scope.session
  const parts: Part[] = []
  const keys = sort.map(item => {
    const text = (item.columnRef() ?? item.expression())!.getText()
    const name = text.replaceAll('"', '').toLowerCase()
    const column = /^\d+$/.test(text)
      ? columns[Number(text) - 1]
      : columns.find(each => each.name?.toLowerCase() === name)
    if (column !== undefined) return { symbol: column.symbol, term: column.term }
    scope.level.hasAggregate = false
    const part = partOf(
      correlation.follow(() => readSortKey(item, scope)),
      item,
      scope,
    )
    parts.push(part)
    return { symbol: part.term.symbol ?? correlation.makeSymbol(), term: part.term }
  })
  return { keys, parts }
}

/** The groups of a SELECT that has any, and those that HAVING keeps. */
function group(node: Parser.QuerySpecificationContext, parts: readonly Part[], from: Plan, scope: Scope): Plan {
  const having = node.havingClause()
  const kept =
    having === null ? [] : splitConditions(having.booleanExpression()).map(each => readCondition(each, scope))
  const calls = [...parts, ...kept].flatMap(part => part.calls)
  const by = node.groupBy()
  if (by === null && calls.length === 0 && having === null) return from
  const { keys, queries } = by === null ? { keys: [], queries: [] } : readKeysOf(by, node, scope)
  const source = queries.reduce<Plan>(
    (plan, { symbol, term: { uses } }) => ({ kind: 'beside', source: plan, made: [symbol], uses }),
    from,
  )
  const elements = by?.groupingElement() ?? []
  const hasSets = elements.some(each => each.constructor.name !== 'SingleGroupingSetContext')
  const isGlobal = elements.every(hasEmptySet)
  const isFiltered = isGlobal && !hasSets && calls.length > 0 && areFiltered(node)
  const filtered: Plan = isFiltered ? { kind: 'filter', source, terms: calls.map(({ term }) => term) } : source
  const isComputed = [...parts, ...kept].some(part => part.isComputed)
  const given = calls.map(({ term }) => ({ symbol: scope.session.correlation.makeSymbol(), term }))
  const computed = [...keys.filter(({ term }) => term.symbol === undefined), ...(isComputed ? given : [])]
  const passed = [...new Set([...usesOf(calls), ...keys.flatMap(({ term }) => term.symbol ?? [])])]
  const known = new Set([...namesOf(source), ...scope.fields.map(({ sql }) => scope.session.correlation.resolve(sql))])
  const read: Plan =
    computed.length === 0
      ? filtered
      : { kind: 'project', source: filtered, items: [...computed, ...passed.filter(name => known.has(name)).map(same)] }
  const groups: Plan = {
    kind: 'aggregate',
    source: read,
    keys: keys.map(({ symbol }) => symbol),
    calls: isComputed ? calls.map(({ symbol }, i) => ({ symbol, term: same(given[i]!.symbol).term })) : calls,
    hasSets,
    isGlobal,
  }
  if (kept.length === 0) return groups
  return { kind: 'filter', source: setBeside(groups, kept), terms: kept.map(({ term }) => term) }
}

/** Whether one of its sets groups by nothing. */
function hasEmptySet(element: Parser.GroupingElementContext): boolean {
  if (element.constructor.name === 'RollupContext' || element.constructor.name === 'CubeContext') return true
  return /\(\)/.test(element.getText())
}

/** What is grouped by, and the subqueries in it. */
function readKeysOf(
  by: Parser.GroupByContext,
  node: Parser.QuerySpecificationContext,
  scope: Scope,
): { keys: Assigned[]; queries: Assigned[] } {
  const { correlation } = scope.session
  const { value, named, nested } = correlation.follow(() => readGroups(by, node.selectList().selectItem(), scope))
  const own = correlation.symbolsOf(named)
  const queries = nested.length === 0 ? [] : [{ symbol: correlation.makeSymbol(), term: { uses: own } }]
  const uses = union([own, new Set(queries.map(({ symbol }) => symbol))])
  const fields = new Set<Name>(scope.fields.map(({ sql }) => sql))
  const keys = value.keys.map(sql =>
    fields.has(sql) ? same(correlation.resolve(sql)) : { symbol: sql, term: { uses } },
  )
  return { keys, queries }
}

/** Whether all aggregates have FILTER, which Trino makes a filter of. */
function areFiltered(node: ParserRuleContext): boolean {
  if (node.constructor.name === 'FunctionCallContext') {
    const call = node as Parser.FunctionCallContext
    if (AGGREGATES.has(call.functionName().getText().toLowerCase()) && call.over() === null)
      return call.filter() !== null
  }
  if (node.constructor.name === 'ListAggContext') return (node as Parser.ListAggContext).filter() !== null
  if (node.constructor.name === 'QueryStatementContext') return true
  return (node.children ?? []).every(child => 'symbol' in child || areFiltered(child as ParserRuleContext))
}

/** LIMIT, OFFSET and FETCH. */
function cut(source: Plan, tail: Limited, keys: readonly Assigned[]): Plan {
  const whole: Plan = { kind: 'leaf', uses: namesOf(source), least: 0, most: Number.POSITIVE_INFINITY }
  if (tail.ties !== undefined || tail.limit.includes('offset')) return whole
  const count = /^limit (\d+)$/.exec(tail.limit)
  if (!isLimited(tail)) return source
  const most = count === null ? Number.MAX_SAFE_INTEGER : Number(count[1])
  const limited = limit(source, most)
  if (keys.length === 0 || limited === source || most === 0) return limited
  return { kind: 'top', source, count: most, keys: keys.map(({ symbol }) => symbol) }
}
