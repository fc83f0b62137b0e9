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
import { cannotApply } from './values.ts'

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
        condition: (same ?? scope.fail(when._condition!, 'TYPE_MISMATCH', cannotApply('=', operand, value))).sql,
        node: when._result!,
        result: scope.read(when._result!),
      }
    })
    return writeCase(whens, node._elseExpression, scope)
  },
  CoalesceContext: (node: Parser.CoalesceContext, scope) => readCoalesce(node, node.expression(), scope),
}

/** Functions that decide which of their arguments is evaluated. */
export const forms: Readonly<Record<string, (node: Node, args: readonly Node[], scope: Scope) => Expression>> = {
  if(node, args, scope) {
    if (args.length < 2 || args.length > 3)
      scope.fail(node, 'INVALID_FUNCTION_ARGUMENT', "Invalid number of arguments for 'if' function")
    const condition = readBoolean(args[0]!, 'IF condition', scope).sql
    return writeCase(
      [{ condition, node: args[1]!, result: scope.read(args[1]!) }],
      args[2],
      scope,
      'Result types for IF',
    )
  },
  coalesce: readCoalesce,
  nullif(node, args, scope) {
    if (args.length !== 2)
      scope.fail(node, 'INVALID_FUNCTION_ARGUMENT', "Invalid number of arguments for 'nullif' function")
    const [first, second] = args.map(each => scope.read(each)) as [Expression, Expression]
    const same = compare('=', first, second)
    if (same === undefined) {
      scope.fail(
        args[1]!,
        'TYPE_MISMATCH',
        `Types are not comparable with NULLIF: ${writeType(first.type)} vs ${writeType(second.type)}`,
      )
    }
    return { sql: `(case when ${same!.sql} then null else ${first.sql} end)`, type: first.type }
  },
  try(node, args, scope) {
    if (args.length !== 1)
      scope.fail(node, 'INVALID_FUNCTION_ARGUMENT', "The 'try' function must have exactly one argument")
    return attempt(scope, () => scope.read(args[0]!))
  },
}

interface When {
  readonly condition: string
  readonly node: Node
  readonly result: Expression
}

function writeCase(
  whens: readonly When[],
  otherwise: Node | undefined,
  scope: Scope,
  subject = 'All CASE results',
): Expression {
  const last = otherwise === undefined ? undefined : { node: otherwise, result: scope.read(otherwise) }
  const results = [...whens, ...(last === undefined ? [] : [last])]
  let type: Type = unknown
  for (const { node, result } of results) {
    const common = commonType(type, result.type)
    if (common === undefined) {
      const words = subject.startsWith('Result')
        ? `${subject} must be the same: ${writeType(type)} vs ${writeType(result.type)}`
        : `${subject} must be the same type or coercible to a common type. Cannot find common type between ${writeType(type)} and ${writeType(result.type)}, all types (without duplicates): [${[...new Set(results.map(each => writeType(each.result.type)))].join(', ')}]`
      scope.fail(node, 'TYPE_MISMATCH', words)
    }
    type = common!
  }
  const parts = whens.map(({ condition, result }) => `when ${condition} then ${coerce(result, type).sql}`)
  const rest = last === undefined ? '' : ` else ${coerce(last.result, type).sql}`
  return { sql: `(case ${parts.join(' ')}${rest} end)`, type }
}

function readCoalesce(node: Node, args: readonly Node[], scope: Scope): Expression {
  if (args.length < 2) {
    scope.fail(node, 'INVALID_FUNCTION_ARGUMENT', "The 'coalesce' function must have at least two arguments")
  }
  const read = args.map(each => scope.read(each))
  const type = read.reduce<Type | undefined>((common, each) => common && commonType(common, each.type), unknown)
  if (type === undefined) {
    const i = read.findIndex(each => commonType(read[0]!.type, each.type) === undefined)
    scope.fail(
      args[i]!,
      'TYPE_MISMATCH',
      `All COALESCE operands must be the same type or coercible to a common type. Cannot find common type between ${writeType(read[0]!.type)} and ${writeType(read[i]!.type)}, all types (without duplicates): [${[...new Set(read.map(each => writeType(each.type)))].join(', ')}]`,
    )
  }
  return { sql: `coalesce(${read.map(each => coerce(each, type!).sql).join(', ')})`, type: type! }
}
