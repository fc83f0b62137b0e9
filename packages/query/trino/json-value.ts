// A value given to one of SQL/JSON's functions, as text with a name of its type.
import { castTo } from './casts.ts'
import { coerce } from './coercion.ts'
import type { Node } from './error.ts'
import type { Expression } from './expression.ts'
import type { Parser, ParserRuleContext } from './grammar.ts'
import { isJson, readJson } from './json-format.ts'
import type { Scope } from './scope.ts'
import { isNumber, isText, type Type, varchar, writeType } from './type.ts'

export interface GivenText {
  /** `json` for what is to be read as JSON. */
  readonly type: string
  /** DuckDB's, a varchar. */
  readonly sql: string
}

/** What a value is to the function that it is given to, and to Trino where it is a lambda. */
const ROLES = {
  parameter: ['JSON path parameter', 'JSON path parameter'],
  element: ['value passed to JSON_ARRAY function', 'JSON array element'],
  member: ['value passed to JSON_OBJECT function', 'JSON object value'],
} as const

/** @throws TrinoError for a type that has no JSON, at `node` */
export function readGivenText(
  value: Parser.JsonValueExpressionContext,
  role: keyof typeof ROLES,
  node: Node,
  scope: Scope,
  check: (type: Type) => void = () => {},
): GivenText {
  const [subject, place] = ROLES[role]
  if (isLambda(value.expression()))
    scope.fail(value.expression(), 'NOT_SUPPORTED', `LambdaExpression is not supported as ${place}`)
  if (isJson(value)) return { type: 'json', sql: readJson(value, scope).sql }
  const expression = scope.read(value.expression())
  const { type } = expression
  const words = `Unsupported type of ${subject}: ${writeType(type)}`
  if (type.kind === 'varbinary') scope.fail(value.expression(), 'NOT_SUPPORTED', words)
  check(type)
  if (isText(type) || isNumber(type) || type.kind === 'boolean')
    return { type: writeType(type), sql: writeWhole(expression) }
  const text = castTo(expression, varchar) ?? scope.fail(node, 'NOT_SUPPORTED', words)
  return { type: 'varchar', sql: text.sql }
}

function isLambda(node: ParserRuleContext): boolean {
  if (node.constructor.name === 'LambdaContext') return true
  const child = node.getChildCount() === 1 ? node.getChild(0)! : undefined
  return child !== undefined && !('symbol' in child) && isLambda(child as ParserRuleContext)
}

/** Text that says all of a value. */
function writeWhole(expression: Expression): string {
  const { sql, type } = expression
  if (isText(type)) return coerce(expression, varchar).sql
  return type.kind === 'real' ? `cast(cast(${sql} as double) as varchar)` : `cast(${sql} as varchar)`
}
