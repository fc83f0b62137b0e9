// Which correlated subqueries Trino can run: those that its planner makes joins of.
// https://github.com/trinodb/trino/blob/435/core/trino-main/src/main/java/io/trino/sql/planner/optimizations/PlanNodeDecorrelator.java
// and the rules of its iterative optimizer that rewrite correlated joins.
import {
  aggregateAll,
  countRows,
  isDistinctOperator,
  type Name,
  namesOf,
  type Plan,
  prune,
  type Side,
  type Term,
  union,
  usesOf,
} from './plan.ts'

/** How a subquery stands. */
export type Standing = 'scalar' | 'exists' | 'in' | 'quantified' | 'lateral' | 'left lateral'

type Names = ReadonlySet<Name>

/** Whether Trino can run a subquery that names columns from around it. */
export function canRun(standing: Standing, plan: Plan, symbols: readonly Name[], outer: Names): boolean {
  const whole = prune(plan, new Set(symbols))
  if (!isCorrelated(namesOf(whole), outer)) return true
  switch (standing) {
    case 'in':
      return isOfFilters(whole, outer)
    case 'exists':
      return canExist(prune(plan, new Set()), outer)
    case 'quantified':
      return canJoin('inner', aggregateAll(whole), outer)
    case 'scalar':
      return canJoin('inner', { kind: 'single', source: whole }, outer)
    default:
      return canJoin(standing === 'lateral' ? 'inner' : 'left', whole, outer)
  }
}

const isCorrelated = (names: Names, outer: Names): boolean => [...names].some(name => outer.has(name))

/** EXISTS: by the first row where equality tells the rows apart, else by their number. */
function canExist(plan: Plan, outer: Names): boolean {
  const { least, most } = countRows(plan)
  if (least > 0 || most === 0 || !isCorrelated(namesOf(plan), outer)) return true
  // Nothing of its rows is asked for.
  const source: Plan = plan.kind === 'project' ? plan : { kind: 'project', source: plan, items: [] }
  const first: Plan = { kind: 'limit', source, count: 1 }
  return isClean(decorrelate(first, outer)) || canJoin('inner', aggregateAll(source), outer)
}

/** IN: projections and filters alone. */
function isOfFilters(plan: Plan, outer: Names): boolean {
  if (plan.kind === 'project') return !isCorrelated(usesOf(plan.items), outer) && isOfFilters(plan.source, outer)
  if (plan.kind === 'filter') return isOfFilters(plan.source, outer)
  return !isCorrelated(namesOf(plan), outer)
}

/** Projections of a scalar subquery's only row, as if of all its rows. */
function removeSingle(plan: Plan): Plan | undefined {
  if (plan.kind === 'single') return plan.source
  if (plan.kind !== 'project') return undefined
  const source = removeSingle(plan.source)
  return source && { ...plan, source }
}

const below = (plan: Plan): Plan => (plan.kind === 'project' ? below(plan.source) : plan)

function canJoin(type: 'inner' | 'left', plan: Plan, outer: Names): boolean {
  const many = removeSingle(plan)
  if (many !== undefined) {
    const { least, most } = countRows(many)
    if (least === 1 && most === 1) return canJoin(type, many, outer)
    return isUnnested(many, outer) || isClean(decorrelate(many, outer))
  }
  if (isClean(decorrelate(plan, outer)) || isUnnested(plan, outer)) return true
  const top = below(plan)
  // A row without a table: what stands in it is worked out beside the outer row.
  if (top.kind === 'leaf') return top.least === 1 && top.most === 1 && !isCorrelated(top.uses, outer)
  if (top.kind !== 'aggregate' || top.hasSets) return false
  if (top.isGlobal && isUnnestAggregated(top, outer)) return true
  if (isCorrelated(usesOf(top.calls), outer)) return false
  if (top.isGlobal) return canDecorrelate(withoutDistinct(top.source), outer)
  if (type === 'inner') return canDecorrelate(top.source, outer) || canDecorrelate(withoutDistinct(top.source), outer)
  return isDistinctOperator(top) && canDecorrelate(top.source, outer)
}

const canDecorrelate = (plan: Plan, outer: Names): boolean => isClean(decorrelate(plan, outer))

function withoutDistinct(plan: Plan): Plan {
  const inner = plan.kind === 'project' && isWhole(plan) ? plan.source : plan
  return isDistinctOperator(inner) && inner.kind === 'aggregate' ? inner.source : plan
}

/** Whether a projection gives all keys of the groups that it reads, and nothing more. */
function isWhole({ items, source }: Plan & { kind: 'project' }): boolean {
  const given = new Set(items.map(({ term }) => term.symbol))
  return source.kind === 'aggregate' && given.size === source.keys.length && source.keys.every(key => given.has(key))
}

/** UNNEST of outer columns alone, with nothing of the row beside it. */
function isOfOuter({ uses, beside }: Plan & { kind: 'unnest' }, outer: Names): boolean {
  return (beside === undefined || beside.size === 0) && [...uses].every(name => outer.has(name))
}

/** UNNEST of what is around the subquery, and no filter of it. */
function isUnnested(plan: Plan, outer: Names): boolean {
  if (plan.kind === 'unnest') return isOfOuter(plan, outer)
  return (plan.kind === 'project' || plan.kind === 'limit' || plan.kind === 'top') && isUnnested(plan.source, outer)
}

/** The same under a global aggregation, and groups. */
function isUnnestAggregated(plan: Plan, outer: Names): boolean {
  if (plan.kind === 'unnest') return isOfOuter(plan, outer)
  if (plan.kind === 'aggregate' && plan.hasSets) return false
  return (plan.kind === 'project' || plan.kind === 'aggregate') && isUnnestAggregated(plan.source, outer)
}

interface Decorrelated {
  /** Whether columns from around are left in it. */
  readonly isLeft: boolean
  readonly outputs: Names
  /** Columns that the predicates taken out of it ask for. */
  readonly propagated: Names
  /** Of these, what is the same in all rows for one outer row. */
  readonly constants: Names
  readonly isOneRow: boolean
}

const isClean = (result: Decorrelated | undefined): boolean => result !== undefined && !result.isLeft

const unmoved = (outputs: Names): Decorrelated => ({
  isLeft: false,
  outputs,
  propagated: new Set(),
  constants: new Set(),
  isOneRow: false,
})

/** What is left of a plan when its correlated filters are taken out of it; undefined where they can't be. */
function decorrelate(plan: Plan, outer: Names): Decorrelated | undefined {
  switch (plan.kind) {
    case 'filter':
      return decorrelateFilter(plan.source, plan.terms, outer)
    case 'project': {
      const inner = decorrelate(plan.source, outer)
      if (inner === undefined) return undefined
      const outputs = union([new Set(plan.items.map(({ symbol }) => symbol)), inner.propagated])
      return { ...inner, outputs, isLeft: inner.isLeft || isCorrelated(usesOf(plan.items), outer) }
    }
    case 'aggregate': {
      if (plan.isGlobal || plan.hasSets) return undefined
      const inner = decorrelate(plan.source, outer)
      if (inner === undefined) return undefined
      const keys = new Set([...plan.keys, ...inner.propagated])
      if (![...inner.propagated].every(name => plan.keys.includes(name) || inner.constants.has(name))) return undefined
      const isLeft = inner.isLeft || isCorrelated(union([usesOf(plan.calls), new Set(plan.keys)]), outer)
      const outputs = union([keys, new Set(plan.calls.map(({ symbol }) => symbol))])
      return { ...inner, isLeft, outputs, isOneRow: [...keys].every(name => inner.constants.has(name)) }
    }
    case 'limit': {
      const inner = decorrelate(plan.source, outer)
      if (inner === undefined || inner.isOneRow) return inner
      const { constants, outputs, propagated } = inner
      if (plan.count === 1) {
        if (constants.size === 0 || ![...outputs].every(name => constants.has(name))) return undefined
        return { ...inner, isOneRow: true }
      }
      return [...propagated].every(name => constants.has(name)) ? { ...inner, isOneRow: false } : undefined
    }
    case 'top': {
      const inner = decorrelate(plan.source, outer)
      if (inner === undefined || inner.isOneRow) return inner
      const { constants, propagated } = inner
      return [...propagated].every(name => constants.has(name)) ? { ...inner, isOneRow: plan.count === 1 } : undefined
    }
    default:
      return isCorrelated(namesOf(plan), outer) ? undefined : unmoved(new Set())
  }
}

function decorrelateFilter(source: Plan, terms: readonly Term[], outer: Names): Decorrelated | undefined {
  const inner = isCorrelated(namesOf(source), outer) ? decorrelate(source, outer) : unmoved(new Set())
  if (inner === undefined) return undefined
  const taken = terms.filter(({ uses }) => isCorrelated(uses, outer))
  const asked = union(taken.map(({ uses }) => new Set([...uses].filter(name => !outer.has(name)))))
  const constants = new Set(taken.flatMap(({ sides }) => (sides === undefined ? [] : findConstants(sides, outer))))
  return {
    ...inner,
    outputs: union([inner.outputs, ...terms.map(({ uses }) => uses)]),
    propagated: union([inner.propagated, asked]),
    constants: union([inner.constants, constants]),
  }
}

/** What equals something of the outer row alone is the same in all rows. */
function findConstants([left, right]: readonly [Side, Side], outer: Names): Name[] {
  return [
    [left, right],
    [right, left],
  ].flatMap(([own, other]) => {
    const isOwn = own!.symbol !== undefined && !isCorrelated(own!.uses, outer)
    return isOwn && [...other!.uses].every(name => outer.has(name)) ? [own!.symbol!] : []
  })
}
