// What is true, false or unknown.
import { hold } from './attempt.ts'
import { coerce, commonType } from './coercion.ts'
import { type Comparison, compare, distinguish, holdsNull, isComparable, keyOf } from './comparison.ts'
import { isConstant } from './constant.ts'
import type { Standing } from './decorrelation.ts'
import { type Node, TrinoError } from './error.ts'
import { type Expression, quoteName } from './expression.ts'
import type { Parser, ParserRuleContext } from './grammar.ts'
import { like } from './like.ts'
import { rootOf } from './root.ts'
import type { Rules } from './rule.ts'
import type { Scope } from './scope.ts'
import { packRow, readSubquery, shownOf } from './subquery.ts'
import { boolean, isSame, isText, rowOf, type Type, unknown, writeType } from './type.ts'
import { unify } from './unify.ts'
import { cannotApply } from './values.ts'

export const predicates: Rules = {
  AndContext: (node: Parser.AndContext, scope) => readLogic(node.booleanExpression(), 'and', scope),
  OrContext: (node: Parser.OrContext, scope) => readLogic(node.booleanExpression(), 'or', scope),
  LogicalNotContext: (node: Parser.LogicalNotContext, scope) => {
    const operand = readBoolean(node.booleanExpression(), 'Value of logical NOT expression', scope)
    return { sql: `(not ${operand.sql})`, type: boolean }
  },
  PredicatedContext: (node: Parser.PredicatedContext, scope) => {
    const predicate = node.predicate()
    if (predicate === null) return scope.read(node._valueExpression!)
    const left = scope.read(node._valueExpression!)
    return PREDICATES[predicate.constructor.name]!(predicate as never, left, scope)
  },
  ExistsContext: (node: Parser.ExistsContext, scope) => {
    const { sql } = readSubquery(node.query(), 'exists', node, scope)
    return hold({ sql: `(exists (${sql}))`, type: boolean }, scope)
  },
}

type Read = (node: never, left: Expression, scope: Scope) => Expression

const PREDICATES: Readonly<Record<string, Read>> = {
  ComparisonContext: (node: Parser.ComparisonContext, left, scope) => {
    const operator = readComparison(node.comparisonOperator())
    const right = scope.read(node._right!)
    checkArrays(left, leftOf(node), right, node._right!, scope)
    return (
      compare(operator, left, right) ??
      scope.fail(node.comparisonOperator(), 'TYPE_MISMATCH', cannotApply(operator, left, right))
    )
  },
  NullPredicateContext: (node: Parser.NullPredicateContext, left) => ({
    sql: `(${left.sql} is ${node.KW_NOT() === null ? '' : 'not '}null)`,
    type: boolean,
  }),
  DistinctFromContext: (node: Parser.DistinctFromContext, left, scope) => {
    const right = scope.read(node._right!)
    checkArrays(left, leftOf(node), right, node._right!, scope)
    const distinct =
      distinguish(left, right) ?? scope.fail(node, 'TYPE_MISMATCH', cannotApply('IS DISTINCT FROM', left, right))
    return node.KW_NOT() === null ? distinct : { sql: `(not ${distinct.sql})`, type: boolean }
  },
  BetweenContext: readBetween,
  InListContext: readIn,
  InSubqueryContext: readInQuery,
  LikeContext: (node: Parser.LikeContext, left, scope) => {
    checkText(left, (node.parent as Parser.PredicatedContext)._valueExpression!, 'Left side of', scope)
    const pattern = scope.read(node._pattern!)
    checkText(pattern, node._pattern!, 'Pattern for', scope)
    const mark = node._escape === undefined ? undefined : scope.read(node._escape)
    if (mark !== undefined) checkText(mark, node._escape!, 'Escape for', scope)
    const liked = like(left, pattern, mark)
    return node.KW_NOT() === null ? liked : { sql: `(not ${liked.sql})`, type: boolean }
  },
  QuantifiedComparisonContext: readQuantified,
}

const leftOf = (node: ParserRuleContext): Node => (node.parent as Parser.PredicatedContext)._valueExpression!

/** To compare the narrower of two arrays as it is, Trino's planner compares the wider, where that is a constant: not by NULLs. */
function checkArrays(left: Expression, leftNode: Node, right: Expression, rightNode: Node, scope: Scope): void {
  if (left.type.kind !== 'array' || right.type.kind !== 'array') return
  const wide = commonType(left.type, right.type)
  const sides = [
    { type: left.type, node: leftNode, sql: right.sql, constant: rightNode, own: right.type },
    { type: right.type, node: rightNode, sql: left.sql, constant: leftNode, own: left.type },
  ]
  const isFault = sides.some(
    ({ type, node, sql, constant, own }) =>
      wide !== undefined &&
      isSame(own, wide) &&
      !isSame(type, wide) &&
      !isText(own.element) &&
      /\bNULL\b/.test(sql) &&
      isConstant(constant, scope) &&
      !isConstant(node, scope),
  )
  const words = 'ARRAY comparison not supported for arrays with null elements'
  if (isFault) throw new TrinoError('NOT_SUPPORTED', undefined, words)
}

function checkText({ type }: Expression, node: Node, side: string, scope: Scope): void {
  if (isText(type) || type.kind === 'unknown') return
  const words = `${side} LIKE expression must evaluate to a varchar (actual: ${writeType(type)})`
  scope.fail(rootOf(node), 'TYPE_MISMATCH', words)
}

/** `!=` is `<>`. */
function readComparison(node: Parser.ComparisonOperatorContext): Comparison {
  const text = node.getText()
  return (text === '!=' ? '<>' : text) as Comparison
}

/** Of these Trino says it in other words. */
const CLAUSES = new Set(['WHERE clause', 'HAVING clause', 'JOIN ON clause'])

/** @throws TrinoError where it is not boolean, in Trino's words */
export function readBoolean(node: Node, subject: string, scope: Scope): Expression {
  const operand = scope.read(node)
  if (operand.type.kind === 'boolean') return operand
  if (operand.type.kind === 'unknown') return coerce(operand, boolean)
  const type = writeType(operand.type)
  const actual = CLAUSES.has(subject) ? `: actual type ${type}` : ` (actual: ${type})`
  return scope.fail(node, 'TYPE_MISMATCH', `${subject} must evaluate to a boolean${actual}`)
}

function readLogic(operands: readonly Node[], operator: 'and' | 'or', scope: Scope): Expression {
  const read = operands.map(each => readBoolean(each, `Logical expression term`, scope).sql)
  return { sql: `(${read.join(` ${operator} `)})`, type: boolean }
}

function readBetween(node: Parser.BetweenContext, left: Expression, scope: Scope): Expression {
  const [lower, upper] = [scope.read(node._lower!), scope.read(node._upper!)]
  const type = [left, lower, upper].reduce<Type | undefined>(
    (common, each) => common && commonType(common, each.type),
    unknown,
  )
  const own = type && [left, lower, upper].map(each => coerce(each, type))
  const both = own && [compare('>=', own[0]!, own[1]!), compare('<=', own[0]!, own[2]!)]
  if (own === undefined || both!.includes(undefined)) {
    scope.fail(
      node,
      'TYPE_MISMATCH',
      `Cannot check if ${writeType(left.type)} is BETWEEN ${writeType(lower.type)} and ${writeType(upper.type)}`,
    )
  }
  const [low, high] = both as [Expression, Expression]
  const [a, b, c] = own!.map(keyOf)
  const isPlain = low.sql === `(${a} >= ${b})` && high.sql === `(${a} <= ${c})`
  const sql = isPlain ? `(${a} between ${b} and ${c})` : `(${low.sql} and ${high.sql})`
  return { sql: node.KW_NOT() === null ? sql : `(not ${sql})`, type: boolean }
}

function readIn(node: Parser.InListContext, left: Expression, scope: Scope): Expression {
  const value = (node.parent as Parser.PredicatedContext)._valueExpression!
  const items = node.expression().map(each => ({ node: each, expression: scope.read(each) }))
  const all = [{ node: value, expression: left }, ...items]
  const type = unify(all, 'IN value and list items', scope)
  if (!isComparable(type)) scope.fail(node, 'TYPE_MISMATCH', cannotApply('=', left, items[0]!.expression))
  if (items.length === 1) checkArrays(left, value, items[0]!.expression, items[0]!.node, scope)
  const [own, ...rest] = all.map(({ expression }) => coerce(expression, type))
  const isPlain = compare('=', own!, rest[0]!)!.sql === `(${keyOf(own!)} = ${keyOf(rest[0]!)})`
  const write = (list: readonly Expression[]) =>
    isPlain
      ? `(${keyOf(own!)} in (${list.map(keyOf).join(', ')}))`
      : `(${list.map(item => compare('=', own!, item)!.sql).join(' or ')})`
  const known = rest.filter((_, i) => mayBeForgotten(value, items, i, scope))
  if (known.some(({ sql }) => /^(?:cast\()*NULL\b/.test(sql))) scope.refuse(node, FORGETS, 'leave NULL out')
  const fault = `cast(trino_error('NOT_SUPPORTED_LOCALLY: ${FORGETS} runs on Athena only: leave NULL out') as boolean)`
  const sql =
    known.length === 0
      ? write(rest)
      : `(case when ${own!.sql} is not null and ${write(known)} is null then ${fault} else ${write(rest)} end)`
  return { sql: node.KW_NOT() === null ? sql : `(not ${sql})`, type: boolean }
}

const FORGETS = 'IN of a constant, in a list of columns and a constant NULL,'

/** Whether Trino, until it was mended after 435, forgets that it is like NULL: of constants, where the list has more than these. */
function mayBeForgotten(
  value: Node,
  items: readonly { readonly node: Node; readonly expression: Expression }[],
  at: number,
  scope: Scope,
): boolean {
  const { node, expression } = items[at]!
  const isFixed = expression.literal === undefined && isConstant(value, scope) && isConstant(node, scope)
  return isFixed && !items.every(each => isConstant(each.node, scope))
}

function readInQuery(node: Parser.InSubqueryContext, left: Expression, scope: Scope): Expression {
  const { sql, own } = uniteWithQuery(node, node.query(), 'in', left, scope)
  return hold({ sql: `(${own} ${node.KW_NOT() === null ? '' : 'not '}in (${sql}))`, type: boolean }, scope)
}

/** A subquery's columns as a row where a row is compared with it, else its only column. */
function uniteWithQuery(
  node: Node,
  query: Parser.QueryContext,
  standing: Standing,
  left: Expression,
  scope: Scope,
): { sql: string; own: string } {
  const relation = readSubquery(query, standing, standing === 'in' ? node : query, scope)
  const shown = shownOf(relation)
  const row = rowOf(shown.map(({ name, type }) => ({ name, type })))
  const isRow = left.type.kind === 'row'
  const common = isRow || shown.length === 1 ? commonType(left.type, isRow ? row : shown[0]!.type) : undefined
  if (common === undefined) {
    const own = isRow ? left.type : rowOf([{ name: null, type: left.type }])
    const words = 'Value expression and result of subquery must be of the same type'
    return scope.fail(node, 'TYPE_MISMATCH', `${words}: ${writeType(own)} vs ${writeType(row)}`)
  }
  const column = `q.${quoteName(shown[0]!.column)}`
  const read = isRow ? { sql: packRow(shown, 'q'), type: row } : { sql: column, type: shown[0]!.type }
  const key = keyOf(coerce(read, common))
  // Where a subquery names columns from around it Trino compares by =, to which a row with NULL in it is like none.
  const kept = isRow && relation.isCorrelated ? ` where not ${holdsNull(key, common, 0)}` : ''
  return {
    sql: key === column ? relation.sql : `select ${key} from (${relation.sql}) q${kept}`,
    own: keyOf(coerce(left, common)),
  }
}

function readQuantified(node: Parser.QuantifiedComparisonContext, left: Expression, scope: Scope): Expression {
  const operator = readComparison(node.comparisonOperator())
  const isAll = node.comparisonQuantifier().KW_ALL() !== null
  // Trino makes IN and NOT IN of these.
  const isIn = operator === (isAll ? '<>' : '=')
  const standing = isIn ? 'in' : 'quantified'
  const { sql, own } = uniteWithQuery(node.comparisonOperator(), node.query(), standing, left, scope)
  return hold({ sql: `(${own} ${operator} ${isAll ? 'all' : 'any'} (${sql}))`, type: boolean }, scope)
}
