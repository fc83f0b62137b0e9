// What is true, false or unknown.
import { hold } from './attempt.ts'
import { coerce, commonType } from './coercion.ts'
import { type Comparison, compare, distinguish, isComparable, keyOf } from './comparison.ts'
import type { Node } from './error.ts'
import type { Expression } from './expression.ts'
import type { Parser } from './grammar.ts'
import { like } from './like.ts'
import type { Rules } from './rule.ts'
import type { Scope } from './scope.ts'
import { boolean, rowOf, type Type, unknown, writeType } from './type.ts'
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
    const { sql } = scope.session.readQuery(node.query(), scope)
    return { sql: hold(`(exists (${sql}))`, scope), type: boolean }
  },
}

type Read = (node: never, left: Expression, scope: Scope) => Expression

const PREDICATES: Readonly<Record<string, Read>> = {
  ComparisonContext: (node: Parser.ComparisonContext, left, scope) => {
    const operator = readComparison(node.comparisonOperator())
    const right = scope.read(node._right!)
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
    const distinct =
      distinguish(left, right) ?? scope.fail(node, 'TYPE_MISMATCH', cannotApply('IS DISTINCT FROM', left, right))
    return node.KW_NOT() === null ? distinct : { sql: `(not ${distinct.sql})`, type: boolean }
  },
  BetweenContext: readBetween,
  InListContext: readIn,
  InSubqueryContext: readInQuery,
  LikeContext: (node: Parser.LikeContext, left, scope) => {
    const pattern = scope.read(node._pattern!)
    const mark = node._escape === undefined ? undefined : scope.read(node._escape)
    const liked =
      like(left, pattern, mark) ??
      scope.fail(
        node,
        'TYPE_MISMATCH',
        `Left side of LIKE expression must evaluate to a varchar (actual: ${writeType(left.type)})`,
      )
    return node.KW_NOT() === null ? liked : { sql: `(not ${liked.sql})`, type: boolean }
  },
  QuantifiedComparisonContext: readQuantified,
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
  const [own, ...rest] = all.map(({ expression }) => coerce(expression, type))
  const isPlain = compare('=', own!, rest[0]!)!.sql === `(${keyOf(own!)} = ${keyOf(rest[0]!)})`
  const sql = isPlain
    ? `(${keyOf(own!)} in (${rest.map(keyOf).join(', ')}))`
    : `(${rest.map(item => compare('=', own!, item)!.sql).join(' or ')})`
  return { sql: node.KW_NOT() === null ? sql : `(not ${sql})`, type: boolean }
}

/** A subquery's only column as one of a type. */
function readColumnOf(
  node: Parser.QueryContext,
  scope: Scope,
  at: Node,
  left: Type,
): { sql: string; type: Type; column: string } {
  const { sql, outputs } = scope.session.readQuery(node, scope)
  const shown = outputs.filter(each => !each.isHidden)
  if (shown.length !== 1) {
    const types = [rowOf([{ name: null, type: left }]), rowOf(shown.map(each => ({ name: null, type: each.type })))]
    const words = 'Value expression and result of subquery must be of the same type'
    scope.fail(at, 'TYPE_MISMATCH', `${words}: ${types.map(writeType).join(' vs ')}`)
  }
  return { sql, type: shown[0]!.type, column: shown[0]!.column }
}

function readInQuery(node: Parser.InSubqueryContext, left: Expression, scope: Scope): Expression {
  const { sql, own } = uniteWithQuery(node, node.query(), left, scope)
  return { sql: `(${own} ${node.KW_NOT() === null ? '' : 'not '}in (${sql}))`, type: boolean }
}

function uniteWithQuery(
  node: Node,
  query: Parser.QueryContext,
  left: Expression,
  scope: Scope,
): { sql: string; own: string } {
  const { sql, type, column } = readColumnOf(query, scope, node, left.type)
  const common = commonType(left.type, type)
  if (common === undefined) {
    scope.fail(
      node,
      'TYPE_MISMATCH',
      `Value expression and result of subquery must be of the same type: ${writeType(left.type)} vs ${writeType(type)}`,
    )
  }
  const inner = coerce({ sql: `q."${column}"`, type }, common!)
  const key = keyOf(inner)
  return {
    sql: key === `q."${column}"` ? sql : `select ${key} from (${sql}) q`,
    own: keyOf(coerce(left, common!)),
  }
}

function readQuantified(node: Parser.QuantifiedComparisonContext, left: Expression, scope: Scope): Expression {
  const operator = readComparison(node.comparisonOperator())
  const { sql, own } = uniteWithQuery(node.comparisonOperator(), node.query(), left, scope)
  const isAll = node.comparisonQuantifier().KW_ALL() !== null
  return { sql: `(${own} ${operator} ${isAll ? 'all' : 'any'} (${sql}))`, type: boolean }
}
