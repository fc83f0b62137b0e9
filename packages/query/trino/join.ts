// Joins, and the columns that USING makes one of.
import { coerce, commonType } from './coercion.ts'
import { compare } from './comparison.ts'
import type { Named } from './correlation.ts'
import { placeOf, TrinoError } from './error.ts'
import type { Parser, ParserRuleContext } from './grammar.ts'
import { readName, spell } from './name.ts'
import { namesOf, type Plan, union } from './plan.ts'
import { readBoolean } from './predicates.ts'
import { rootOf } from './root.ts'
import { type Field, Scope } from './scope.ts'
import { bracket, planOf, planProduct, type Source } from './source.ts'
import { readCondition, setBeside, splitConditions } from './terms.ts'
import { writeType } from './type.ts'

type ReadRelation = (node: ParserRuleContext, seen: Scope) => Source

const JOINS = { inner: 'join', left: 'left join', right: 'right join', full: 'full join' } as const

export function readJoin(node: Parser.JoinRelationContext, seen: Scope, readRelation: ReadRelation): Source {
  const left = readRelation(node._left!, seen)
  const beside = seen.withFields([...seen.fields, ...left.fields])
  if (node.KW_NATURAL() !== null) throw new TrinoError('NOT_SUPPORTED', placeOf(node), 'Natural join not supported')
  if (node.KW_CROSS() !== null) {
    const right = readRelation(node._right!, beside)
    const fields = [...left.fields, ...right.fields]
    const sql = `${left.sql} cross join ${bracket(right)}`
    return { sql, fields, isJoin: true, plan: () => planProduct(left, right, seen.session.correlation) }
  }
  const type = node.joinType()!
  const kind = type.KW_LEFT() ? 'left' : type.KW_RIGHT() ? 'right' : type.KW_FULL() ? 'full' : 'inner'
  const criteria = node.joinCriteria()!
  const right = readRight(node._rightRelation!, kind, seen, beside, readRelation)
  if (isUnnest(node._rightRelation!)) checkUnnest(node, kind)
  const join = `${left.sql} ${JOINS[kind]} ${bracket(right)}`
  if (criteria.KW_USING() !== null) return joinUsing(criteria, join, kind, left, right, seen)
  const condition = criteria.joinColumnEquality() ?? criteria.booleanExpression()!
  const scope = seen.withFields([...left.fields, ...right.fields])
  const before = scope.level.clause
  scope.level.clause = 'JOIN clause'
  scope.level.clauseNode = rootOf(condition)
  const {
    value: on,
    named,
    nested,
  } = scope.session.correlation.follow(() =>
    'joinColumnReference' in condition
      ? readEquality(condition, scope)
      : readBoolean(condition, 'JOIN ON clause', scope).sql,
  )
  scope.level.clause = before
  scope.level.clauseNode = null
  if (kind !== 'inner') {
    checkOutside(named, scope)
    // DuckDB has no plan for these.
    if (nested.some(({ level, standing }) => level === scope.level && standing !== 'scalar'))
      scope.refuse(condition, 'A subquery by IN, EXISTS, ANY or ALL in the ON of an outer join', 'WITH, and join that')
  }
  const plan = () =>
    kind === 'inner' ? planInner(condition, left, right, scope) : planOuter(left, right, named, scope)
  return { sql: `${join} on ${on}`, fields: [...left.fields, ...right.fields], isJoin: true, plan }
}

/** Conditions of inner joins are filters. */
function planInner(condition: ParserRuleContext, left: Source, right: Source, scope: Scope): Plan {
  const inside = new Scope(scope.session, scope.fields, scope.parent)
  const parts = splitConditions(condition).map(each => readCondition(each, inside))
  return {
    kind: 'filter',
    source: setBeside(planProduct(left, right, scope.session.correlation), parts),
    terms: parts.map(({ term }) => term),
  }
}

function planOuter(left: Source, right: Source, named: readonly Named[], { session }: Scope): Plan {
  if (named.length === 0 && planOf(right).kind === 'unnest') return planProduct(left, right, session.correlation)
  const uses = union([namesOf(planProduct(left, right, session.correlation)), session.correlation.symbolsOf(named)])
  return { kind: 'leaf', uses, least: 0, most: Number.POSITIVE_INFINITY }
}

/** @throws TrinoError where the condition of an outer join names a column from around the query */
function checkOutside(named: readonly Named[], { fields, level, parent }: Scope): void {
  const own = new Set(fields.map(({ sql }) => sql))
  const outer = new Set<string>()
  for (let scope = parent; scope !== null; scope = scope.parent) for (const { sql } of scope.fields) outer.add(sql)
  // To a subquery within, the join itself is outside.
  const found = named.find(({ symbol, level: at }) => outer.has(symbol) || (at !== level && own.has(symbol)))
  if (found === undefined) return
  const words = `Reference to column '${found.words}' from outer scope not allowed in this context`
  throw new TrinoError('NOT_SUPPORTED', found.place, words)
}

/** Of RIGHT and FULL joins the right side sees nothing of the left. @throws TrinoError */
function readRight(
  node: ParserRuleContext,
  kind: keyof typeof JOINS,
  seen: Scope,
  beside: Scope,
  readRelation: ReadRelation,
): Source {
  if (kind === 'inner' || kind === 'left') return readRelation(node, beside)
  try {
    return readRelation(node, seen)
  } catch (error) {
    if (!(error instanceof TrinoError) || error.code !== 'COLUMN_NOT_FOUND') throw error
    readRelation(node, beside)
    const words = `LATERAL reference not allowed in ${kind.toUpperCase()} JOIN`
    throw new TrinoError('INVALID_COLUMN_REFERENCE', error.place, words)
  }
}

function isUnnest(node: ParserRuleContext): boolean {
  if (node.constructor.name === 'UnnestContext') return true
  const [first] = node.children ?? []
  return first !== undefined && !('symbol' in first) && isUnnest(first as ParserRuleContext)
}

/** @throws TrinoError where rows of arrays are joined by anything */
function checkUnnest(node: Parser.JoinRelationContext, kind: keyof typeof JOINS): void {
  const criteria = node.joinCriteria()!
  const condition = criteria.joinColumnEquality() ?? criteria.booleanExpression()
  if (condition?.getText().toLowerCase() === 'true') return
  const words = `${kind.toUpperCase()} JOIN involving UNNEST is only supported with condition ON TRUE`
  throw new TrinoError('NOT_SUPPORTED', placeOf(condition === null ? node : rootOf(condition)), words)
}

/** a.x = b.y, which the grammar has of its own. */
function readEquality(node: Parser.JoinColumnEqualityContext, scope: Scope): string {
  const [a, b] = [node._left!, node._right!].map(side => {
    const names = side
      .getText()
      .split('.')
      .map(part => part.replace(/^"|"$/g, '').toLowerCase())
    return scope.readColumn(names, side)
  })
  const equal = compare('=', a!, b!)
  if (equal === undefined) {
    throw new TrinoError(
      'TYPE_MISMATCH',
      placeOf(node.EQ().symbol),
      `Cannot apply operator: ${writeType(a!.type)} = ${writeType(b!.type)}`,
    )
  }
  return equal.sql
}

/** The columns named come once, before all others, and without a table. */
function joinUsing(
  criteria: Parser.JoinCriteriaContext,
  join: string,
  kind: keyof typeof JOINS,
  left: Source,
  right: Source,
  { session: { correlation } }: Scope,
): Source {
  const names = criteria.identifier()
  const shared: Field[] = []
  const conditions: string[] = []
  const gone = new Set<Field>()
  for (const node of names) {
    const name = readName(node)
    const [a, b] = [left, right].map(({ fields }, side) => {
      const found = fields.filter(field => field.name?.toLowerCase() === name)
      if (found.length > 1) throw new TrinoError('AMBIGUOUS_NAME', placeOf(node), `Column '${name}' is ambiguous`)
      if (found.length === 0) {
        throw new TrinoError(
          'COLUMN_NOT_FOUND',
          placeOf(node),
          `Column '${name}' is missing from ${side === 0 ? 'left' : 'right'} side of join`,
        )
      }
      return found[0]!
    }) as [Field, Field]
    const type = commonType(a.type, b.type)
    const equal = compare('=', a, b)
    if (type === undefined || equal === undefined) {
      throw new TrinoError(
        'TYPE_MISMATCH',
        placeOf(node),
        `Column types of join using column '${name}' are not comparable: left(${writeType(a.type)}), right(${writeType(b.type)})`,
      )
    }
    conditions.push(equal.sql)
    gone.add(a).add(b)
    const [x, y] = [coerce(a, type).sql, coerce(b, type).sql]
    shared.push({
      name: spell(node),
      table: null,
      type,
      sql: kind === 'full' ? `coalesce(${x}, ${y})` : kind === 'right' ? y : x,
    })
  }
  const rest = [...left.fields, ...right.fields].filter(field => !gone.has(field))
  const sql = `${join} on ${conditions.join(' and ')}`
  return { sql, fields: [...shared, ...rest], isJoin: true, plan: () => planProduct(left, right, correlation) }
}
