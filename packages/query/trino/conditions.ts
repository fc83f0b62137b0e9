// CASE and its short forms.
import { attempt } from './attempt.ts'
import { coerce, commonType } from './coercion.ts'
import { compare } from './comparison.ts'
import type { Node } from './error.ts'
import type { Expression } from './expression.ts'
import type { Parser } from './grammar.ts'
import { readBoolean } from './predicates.ts'
import type { Rules } from './rule.ts'
import type { Scope } from './scope.ts'
import { type Type, unknown, writeType } from './type.ts'
import { unify } from './unify.ts'

export const conditions: Rules = {
  SearchedCaseContext: (node: Parser.SearchedCaseContext, scope) => {
    const whens = node.whenClause().map(when => ({
      condition: readBoolean(when._condition!, 'CASE WHEN clause', scope).sql,
      node: when._result!,
      result: scope.read(when._result!),
    }))
    return writeCase(whens, node._elseExpression, scope)
  },
  SimpleCaseContext: (node: Parser.SimpleCaseContext, scope) => {
    const operand = scope.read(node._operand!)
    const whens = node.whenClause().map(when => {
      const value = scope.read(when._condition!)
      const same = compare('=', operand, value)
      return {
        condition: (same ?? failOperand(when._condition!, operand, value, scope)).sql,
        node: when._result!,
        result: scope.read(when._result!),
      }
    })
    return writeCase(whens, node._elseExpression, scope)
  },
  CoalesceContext: (node: Parser.CoalesceContext, scope) => readCoalesce(node, node.expression(), scope),
}

/** Functions that decide which of their arguments is evaluated. */
/** What goes wrong though TRY stands around it; DuckDB's own would take it back. */
const UNTRIED = /trino_error\('(?:GENERIC_INTERNAL_ERROR|NOT_SUPPORTED): ([^']*)'/

export const forms: Readonly<Record<string, (node: Node, args: readonly Node[], scope: Scope) => Expression>> = {
  if(node, args, scope) {
    if (args.length < 2 || args.length > 3)
      scope.fail(node, 'SYNTAX_ERROR', "Invalid number of arguments for 'if' function")
    const condition = readBoolean(args[0]!, 'IF condition', scope).sql
    const results = args.slice(1).map(each => scope.read(each))
    const type = results.reduce<Type | undefined>((common, each) => common && commonType(common, each.type), unknown)
    if (type === undefined) {
      const [one, other] = results.map(each => writeType(each.type))
      scope.fail(node, 'TYPE_MISMATCH', `Result types for IF must be the same: ${one} vs ${other}`)
    }
    const [result, otherwise] = results.map(each => coerce(each, type!).sql)
    return {
      sql: `(case when ${condition} then ${result}${otherwise === undefined ? '' : ` else ${otherwise}`} end)`,
      type: type!,
    }
  },
  coalesce: readCoalesce,
  nullif(node, args, scope) {
    if (args.length !== 2) scope.fail(node, 'SYNTAX_ERROR', "Invalid number of arguments for 'nullif' function")
    const [first, second] = args.map(each => scope.read(each)) as [Expression, Expression]
    const same = compare('=', first, second)
    if (same === undefined) {
      scope.fail(
        node,
        'TYPE_MISMATCH',
        `Types are not comparable with NULLIF: ${writeType(first.type)} vs ${writeType(second.type)}`,
      )
    }
    return { sql: `(case when ${same!.sql} then null else ${first.sql} end)`, type: first.type }
  },
  try(node, args, scope) {
    if (args.length !== 1) scope.fail(node, 'SYNTAX_ERROR', "The 'try' function must have exactly one argument")
    return attempt(scope, () => {
      const tried = scope.read(args[0]!)
      const [, words] = UNTRIED.exec(tried.sql) ?? []
      if (words === undefined) return tried
      return scope.refuse(node, `TRY, which on Athena fails by "${words.trim()}" all the same,`, 'leave TRY out')
    })
  },
}

interface When {
  readonly condition: string
  readonly node: Node
  readonly result: Expression
}

function writeCase(whens: readonly When[], otherwise: Node | undefined, scope: Scope): Expression {
  const last = otherwise === undefined ? [] : [{ node: otherwise, expression: scope.read(otherwise) }]
  const results = whens.map(({ node, result }) => ({ node, expression: result }))
  const type = unify([...results, ...last], 'All CASE results', scope)
  const parts = whens.map(({ condition, result }) => `when ${condition} then ${coerce(result, type).sql}`)
  const rest = last.map(({ expression }) => ` else ${coerce(expression, type).sql}`)
  return { sql: `(case ${parts.join(' ')}${rest.join('')} end)`, type }
}

function failOperand(node: Node, operand: Expression, value: Expression, scope: Scope): never {
  const types = `${writeType(operand.type)} vs ${writeType(value.type)}`
  return scope.fail(node, 'TYPE_MISMATCH', `CASE operand type does not match WHEN clause operand type: ${types}`)
}

function readCoalesce(node: Node, args: readonly Node[], scope: Scope): Expression {
  if (args.length < 2) scope.fail(node, 'SYNTAX_ERROR', "The 'coalesce' function must have at least two arguments")
  const read = args.map(each => ({ node: each, expression: scope.read(each) }))
  const type = unify(read, 'All COALESCE operands', scope)
  return { sql: `coalesce(${read.map(({ expression }) => coerce(expression, type).sql).join(', ')})`, type }
}
