// Conditions and expressions as a plan has them: by the columns that they name.
import { canCoerce, commonType } from './coercion.ts'
import type { Named, Nested, Uses } from './correlation.ts'
import type { Expression } from './expression.ts'
import type { Parser, ParserRuleContext } from './grammar.ts'
import {
  type Assigned,
  isRow,
  itemsOf,
  type Name,
  type Plan,
  type Planned,
  type Side,
  same,
  type Term,
  union,
} from './plan.ts'
import type { Scope } from './scope.ts'
import { type Type, writeType } from './type.ts'

/** An expression's term, and what is worked out beside the rows for it. */
export interface Part {
  readonly term: Term
  /** Windows and subqueries. */
  readonly beside: readonly Beside[]
  /** The aggregates in it, as one. */
  readonly calls: readonly Assigned[]
  /** Whether these are of more than columns as they are. */
  readonly isComputed?: boolean
}

interface Beside extends Assigned {
  readonly queries?: readonly Nested[]
}

/** Nothing but a part of its own. */
const PASSED = new Set([
  'ExpressionContext',
  'PredicatedContext',
  'ValueExpressionDefaultContext',
  'ParenthesizedExpressionContext',
])

function unwrap(node: ParserRuleContext): ParserRuleContext {
  if (!PASSED.has(node.constructor.name)) return node
  if (node.constructor.name === 'ParenthesizedExpressionContext')
    return unwrap((node as Parser.ParenthesizedExpressionContext).expression())
  const child = node.getChildCount() === 1 ? node.getChild(0) : null
  return child === null || 'symbol' in child ? node : unwrap(child as ParserRuleContext)
}

/** The conditions that all must hold. */
export function splitConditions(node: ParserRuleContext): ParserRuleContext[] {
  const own = unwrap(node)
  if (own.constructor.name !== 'AndContext') return [own]
  return (own as Parser.AndContext).booleanExpression().flatMap(splitConditions)
}

/** What a part of this SELECT names itself, and what its subqueries name. */
export function partOf(
  { value, named, nested: queries }: Uses<Expression>,
  node: ParserRuleContext,
  scope: Scope,
): Part {
  const { correlation } = scope.session
  const isOwn = ({ level }: Named) => level === scope.level
  const outside = correlation.symbolsOf(named.filter(each => isOwn(each) && !each.isInAggregate))
  const within = correlation.symbolsOf(named.filter(each => isOwn(each) && each.isInAggregate))
  const own = queries.filter(({ level }) => level === scope.level)
  const nested = correlation.symbolsOf(named.filter(each => !isOwn(each)))
  const make = (uses: ReadonlySet<Name>): Assigned => ({ symbol: correlation.makeSymbol(), term: { uses } })
  const { hasSubquery, hasWindow } = findKinds(node)
  const beside = [...(hasSubquery ? [{ ...make(nested), queries: own }] : []), ...(hasWindow ? [make(outside)] : [])]
  const calls = scope.level.hasAggregate ? [make(within)] : []
  const made = new Set([...beside, ...calls].map(({ symbol }) => symbol))
  const column = correlation.resolve(value.sql)
  const symbol = made.size === 0 && outside.has(column) ? column : undefined
  return { term: { uses: union([outside, made]), symbol }, beside, calls, isComputed: scope.level.hasComputed }
}

export function readPart(node: ParserRuleContext, scope: Scope): Part {
  scope.level.hasAggregate = false
  return partOf(
    scope.session.correlation.follow(() => scope.read(node)),
    node,
    scope,
  )
}

/** A condition, with both sides where it is `=`. */
export function readCondition(node: ParserRuleContext, scope: Scope): Part {
  if (node.constructor.name === 'JoinColumnEqualityContext')
    return readColumns(node as Parser.JoinColumnEqualityContext, scope)
  const part = readPart(node, scope)
  const predicate =
    node.constructor.name === 'PredicatedContext' ? (node as Parser.PredicatedContext).predicate() : null
  if (predicate?.constructor.name !== 'ComparisonContext' || part.beside.length > 0 || part.calls.length > 0)
    return part
  const comparison = predicate as Parser.ComparisonContext
  if (comparison.comparisonOperator().getText() !== '=') return part
  const sides = [(node as Parser.PredicatedContext)._valueExpression!, comparison._right!].map(side =>
    scope.session.correlation.follow(() => readUncast(side, scope)),
  )
  return { ...part, term: { ...part.term, sides: makeSides(sides, scope) } }
}

interface Uncast {
  readonly expression: Expression
  /** What it is before its CAST. */
  readonly inner: Expression
}

function readUncast(node: ParserRuleContext, scope: Scope): Uncast {
  const own = unwrap(node)
  const expression = scope.read(node)
  const inner =
    own.constructor.name === 'CastContext' ? scope.read((own as Parser.CastContext).expression()) : expression
  return { expression, inner }
}

/** a.x = b.y, which the grammar of joins has of its own. */
function readColumns(node: Parser.JoinColumnEqualityContext, scope: Scope): Part {
  const sides = [node._left!, node._right!].map(side =>
    scope.session.correlation.follow(() => {
      const names = side
        .getText()
        .split('.')
        .map(part => part.replace(/^"|"$/g, '').toLowerCase())
      const expression = scope.readColumn(names, side)
      return { expression, inner: expression }
    }),
  )
  const uses = union(sides.map(({ named }) => scope.session.correlation.symbolsOf(named)))
  return { term: { uses, sides: makeSides(sides, scope) }, beside: [], calls: [] }
}

function makeSides(sides: readonly Uses<Uncast>[], { session: { correlation } }: Scope): readonly [Side, Side] {
  const type = commonType(sides[0]!.value.expression.type, sides[1]!.value.expression.type)
  return sides.map(({ value: { expression, inner }, named }): Side => {
    const uses = correlation.symbolsOf(named)
    const symbol = correlation.resolve(inner.sql)
    const isKept = type !== undefined && isInjective(inner.type, expression.type) && isInjective(expression.type, type)
    return { uses, symbol: uses.has(symbol) && isKept ? symbol : undefined }
  }) as unknown as readonly [Side, Side]
}

/** Whether values that differ still do as ones of another type. */
function isInjective(from: Type, to: Type): boolean {
  if (writeType(from) === writeType(to)) return true
  if (to.kind.endsWith('with time zone')) return false
  if (from.kind === 'bigint' && (to.kind === 'double' || to.kind === 'real')) return false
  if (from.kind === 'integer' && to.kind === 'real') return false
  if (from.kind === 'decimal' && to.kind === 'double') return from.precision <= 15
  if (from.kind === 'decimal' && to.kind === 'real') return from.precision <= 7
  return canCoerce(from, to)
}

/** Whether windows and subqueries stand in a part, subqueries' own left aside. */
function findKinds(node: ParserRuleContext): { hasSubquery: boolean; hasWindow: boolean } {
  const name = node.constructor.name
  if (name === 'QueryStatementContext') return { hasSubquery: true, hasWindow: false }
  let [hasSubquery, hasWindow] = [false, name === 'OverContext']
  for (const child of node.children ?? []) {
    if ('symbol' in child) continue
    const found = findKinds(child as ParserRuleContext)
    hasSubquery ||= found.hasSubquery
    hasWindow ||= found.hasWindow
  }
  return { hasSubquery, hasWindow }
}

/** What is worked out beside a plan's rows. */
export function setBeside(source: Plan, parts: readonly Part[]): Plan {
  return parts
    .flatMap(({ beside }) => beside)
    .reduce<Plan>(
      (plan, each) =>
        joinRows(plan, each) ?? { kind: 'beside', source: plan, made: [each.symbol], uses: each.term.uses },
      source,
    )
}

/** Beside a row that no table is read for, subqueries are projections, of one that reads tables at most. */
function joinRows(source: Plan, { symbol, queries }: Beside): Plan | undefined {
  if (!isRow(source)) return undefined
  const planned = queries?.map(({ isCorrelated, plan }) => ({ isCorrelated, ...plan?.() }))
  if (planned === undefined || !planned.every(isPlanned)) return undefined
  const [read, ...more] = planned.filter(({ plan }) => !isRow(plan))
  if (read !== undefined && (read.isCorrelated || more.length > 0)) return undefined
  const rows = planned
    .map(({ plan }) => plan)
    .filter(isRow)
    .flatMap(itemsOf)
  const kept = read === undefined ? [] : [...itemsOf(source), ...read.symbols.map(same)]
  const uses = new Set(planned.flatMap(({ symbols }) => symbols))
  const joined: Plan = { kind: 'project', source: read?.plan ?? source, items: [...rows, ...kept] }
  return {
    kind: 'project',
    source: joined,
    items: [...joined.items.map(each => same(each.symbol)), { symbol, term: { uses } }],
  }
}

const isPlanned = (
  query: Partial<Planned> & Pick<Nested, 'isCorrelated'>,
): query is Planned & Pick<Nested, 'isCorrelated'> => query.plan !== undefined
