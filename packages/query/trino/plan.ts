// A query as Trino's planner sees it, as far as that says which correlated subqueries it can run: what names columns from
// around the query, and where.

/** A column: DuckDB's text of it, or a name of what is worked out. */
export type Name = string

/** An expression, by the columns that it names. */
export interface Term {
  readonly uses: ReadonlySet<Name>
  /** The column that it is and nothing more. */
  readonly symbol?: Name | undefined
  /** Both sides of `=`. */
  readonly sides?: readonly [Side, Side] | undefined
}

export interface Side {
  readonly uses: ReadonlySet<Name>
  /** The column that it is, or is but for a cast that keeps different values different. */
  readonly symbol: Name | undefined
}

export interface Assigned {
  readonly symbol: Name
  readonly term: Term
}

export type Plan =
  /** Tables, joins, set operations: all that is not looked into. */
  | { readonly kind: 'leaf'; readonly uses: ReadonlySet<Name>; readonly least: number; readonly most: number }
  /** Worked out beside each row, windows and subqueries: `needed` are what is made. */
  | {
      readonly kind: 'beside'
      readonly source: Plan
      readonly made: readonly Name[]
      readonly uses: ReadonlySet<Name>
    }
  | { readonly kind: 'filter'; readonly source: Plan; readonly terms: readonly Term[] }
  | { readonly kind: 'project'; readonly source: Plan; readonly items: readonly Assigned[] }
  | {
      readonly kind: 'aggregate'
      readonly source: Plan
      readonly keys: readonly Name[]
      readonly calls: readonly Assigned[]
      /** Of ROLLUP, CUBE and GROUPING SETS. */
      readonly hasSets: boolean
      /** Whether there is a row where there are none to read. */
      readonly isGlobal: boolean
    }
  | { readonly kind: 'limit'; readonly source: Plan; readonly count: number }
  | { readonly kind: 'top'; readonly source: Plan; readonly count: number; readonly keys: readonly Name[] }
  /** `beside` are the columns of the one row that it stands beside. */
  | { readonly kind: 'unnest'; readonly uses: ReadonlySet<Name>; readonly beside?: ReadonlySet<Name> }
  /** A scalar subquery's only row. */
  | { readonly kind: 'single'; readonly source: Plan }

/** A query's plan, and its columns in it. */
export interface Planned {
  readonly plan: Plan
  readonly symbols: readonly Name[]
}

const NONE: ReadonlySet<Name> = new Set()

/** What a SELECT without FROM reads. */
export const ROW: Plan = { kind: 'leaf', uses: NONE, least: 1, most: 1 }

export function union(sets: Iterable<ReadonlySet<Name>>): ReadonlySet<Name> {
  return new Set([...sets].flatMap(set => [...set]))
}

export const usesOf = (all: readonly Assigned[]): ReadonlySet<Name> => union(all.map(({ term }) => term.uses))

export const same = (symbol: Name): Assigned => ({ symbol, term: { uses: new Set([symbol]), symbol } })

/** All rows as one. */
export function aggregateAll(source: Plan): Plan {
  return { kind: 'aggregate', source, keys: [], calls: [], hasSets: false, isGlobal: true }
}

/** A scalar subquery's row. */
export function single(source: Plan): Plan {
  const { least, most } = countRows(source)
  return least === 1 && most === 1 ? source : { kind: 'single', source }
}

/** A row that no table is read for, and what is worked out of it. */
export function isRow(plan: Plan): boolean {
  return plan.kind === 'project' ? isRow(plan.source) : plan.kind === 'leaf' && plan.least === 1 && plan.most === 1
}

/** What is worked out in a plan that isRow. */
export const itemsOf = (plan: Plan): readonly Assigned[] =>
  plan.kind === 'project' ? [...itemsOf(plan.source), ...plan.items] : []

/** All columns that a plan names, whether they are its own or not. */
export function namesOf(plan: Plan): ReadonlySet<Name> {
  switch (plan.kind) {
    case 'leaf':
    case 'unnest':
      return plan.uses
    case 'beside':
      return union([namesOf(plan.source), plan.uses])
    case 'filter':
      return union([namesOf(plan.source), ...plan.terms.map(({ uses }) => uses)])
    case 'project':
      return union([namesOf(plan.source), usesOf(plan.items)])
    case 'aggregate':
      return union([namesOf(plan.source), new Set(plan.keys), usesOf(plan.calls)])
    case 'top':
      return union([namesOf(plan.source), new Set(plan.keys)])
    default:
      return namesOf(plan.source)
  }
}

/** The least and the most rows that a plan can have. */
export function countRows(plan: Plan): { least: number; most: number } {
  switch (plan.kind) {
    case 'leaf':
      return plan
    case 'unnest':
      return { least: 0, most: Number.POSITIVE_INFINITY }
    case 'single':
      return { least: 1, most: 1 }
    case 'beside':
    case 'project':
      return countRows(plan.source)
    case 'filter':
      return { least: 0, most: countRows(plan.source).most }
    case 'aggregate': {
      if (plan.isGlobal && !plan.hasSets) return { least: 1, most: 1 }
      const { least, most } = countRows(plan.source)
      return plan.hasSets
        ? { least: plan.isGlobal ? 1 : 0, most: Number.POSITIVE_INFINITY }
        : { least: Math.min(1, least), most }
    }
    default: {
      const { least, most } = countRows(plan.source)
      return { least: Math.min(least, plan.count), most: Math.min(most, plan.count) }
    }
  }
}

/** A plan without what nobody asks for, as Trino's pruning of columns leaves it. */
export function prune(plan: Plan, needed: ReadonlySet<Name>): Plan {
  switch (plan.kind) {
    case 'leaf':
      return plan
    case 'unnest':
      return { ...plan, beside: new Set([...(plan.beside ?? [])].filter(name => needed.has(name))) }
    case 'beside': {
      const source = prune(plan.source, union([needed, plan.uses]))
      return plan.made.some(symbol => needed.has(symbol)) ? { ...plan, source } : prune(plan.source, needed)
    }
    case 'filter':
      return { ...plan, source: prune(plan.source, union([needed, ...plan.terms.map(({ uses }) => uses)])) }
    case 'project': {
      const items = plan.items.filter(({ symbol }) => needed.has(symbol))
      return { ...plan, items, source: prune(plan.source, usesOf(items)) }
    }
    case 'aggregate': {
      const calls = plan.calls.filter(({ symbol }) => needed.has(symbol))
      return { ...plan, calls, source: prune(plan.source, union([new Set(plan.keys), usesOf(calls)])) }
    }
    case 'top':
      return { ...plan, source: prune(plan.source, union([needed, new Set(plan.keys)])) }
    case 'limit':
      return limit(prune(plan.source, needed), plan.count)
    default:
      return { ...plan, source: prune(plan.source, needed) }
  }
}

/** LIMIT: none where there are no more rows, and below what is worked out of each row. */
export function limit(source: Plan, count: number): Plan {
  if (count === 0) return { kind: 'leaf', uses: NONE, least: 0, most: 0 }
  if (countRows(source).most <= count) return source
  if (source.kind !== 'project') return cut(source, count)
  const { items, source: inner } = source
  if (items.length > 0 && items.every(({ term }) => term.symbol !== undefined)) return cut(source, count)
  const passed: Plan = { kind: 'project', source: inner, items: [...usesOf(items)].map(same) }
  return { ...source, source: cut(isDistinctOperator(inner) ? inner : passed, count) }
}

/** Trino's DISTINCT with a limit is one step, which it does not look into. */
function cut(source: Plan, count: number): Plan {
  if (isDistinctOperator(source)) return { kind: 'leaf', uses: namesOf(source), least: 0, most: count }
  return { kind: 'limit', source, count }
}

/** Groups of which nothing is worked out. */
export function isDistinctOperator(plan: Plan): boolean {
  return plan.kind === 'aggregate' && plan.calls.length === 0 && plan.keys.length > 0 && !plan.hasSets
}
