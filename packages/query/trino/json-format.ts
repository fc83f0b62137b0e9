// FORMAT JSON: how SQL/JSON's functions read what they are given, and write what they give.
import { castTo } from './casts.ts'
import { canCoerce, coerce } from './coercion.ts'
import type { Node } from './error.ts'
import type { Expression } from './expression.ts'
import type { Parser, ParserRuleContext } from './grammar.ts'
import type { Scope } from './scope.ts'
import { isText, type Type, varbinary, varchar, writeType } from './type.ts'
import { readCastType } from './typename.ts'

/** As Trino writes a format, by the encoding that is named; null where none is. */
const nameFormat = (encoding: string | null) => `JSON${encoding === null ? '' : ` ENCODING ${encoding}`}`

function readEncoding(node: Parser.JsonRepresentationContext): string | null {
  return node.KW_UTF8() ? 'UTF8' : node.KW_UTF16() ? 'UTF16' : node.KW_UTF32() ? 'UTF32' : null
}

/** Functions of which Trino takes what they give for JSON. */
const MAKERS = new Set(['JsonQueryContext', 'JsonObjectContext', 'JsonArrayContext'])

function isMade(node: ParserRuleContext): boolean {
  if (MAKERS.has(node.constructor.name)) return true
  const isBracketed = node.constructor.name === 'ParenthesizedExpressionContext'
  if (!isBracketed && node.getChildCount() !== 1) return false
  const child = node.getChild(isBracketed ? 1 : 0)!
  return !('symbol' in child) && isMade(child as ParserRuleContext)
}

/** Whether a value is to be read as JSON where that is not said of all. */
export function isJson(node: Parser.JsonValueExpressionContext): boolean {
  return node.KW_FORMAT() !== null || isMade(node.expression())
}

/** A text of JSON as varchar, not looked into. @throws TrinoError for what is none */
export function readJson(node: Parser.JsonValueExpressionContext, scope: Scope): Expression {
  const format = node.jsonRepresentation()
  return decode(scope.read(node.expression()), format === null ? null : readEncoding(format), node.expression(), scope)
}

function decode(value: Expression, encoding: string | null, node: Node, scope: Scope): Expression {
  const { type } = value
  if (encoding === null && (type.kind === 'unknown' || isText(type))) return coerce(value, varchar)
  if (type.kind === 'varbinary' || type.kind === 'unknown')
    return { sql: `trino_read_letters(cast(${value.sql} as BLOB), '${encoding ?? 'UTF8'}')`, type: varchar }
  const words = `Cannot read input of type ${writeType(type)} as JSON using formatting ${nameFormat(encoding)}`
  return scope.fail(node, 'TYPE_MISMATCH', words)
}

interface Returning extends ParserRuleContext {
  type(): Parser.TypeContext | null
  jsonRepresentation(): Parser.JsonRepresentationContext | null
}

/** What JSON is written as. */
export interface Output {
  readonly type: Type
  readonly isEscaped: boolean
  /** DuckDB's text of the value, of one of JSON's. */
  readonly write: (sql: string) => string
}

/** RETURNING type FORMAT JSON. */
export function readOutput(node: Returning, scope: Scope): Output {
  const declared = node.type()
  const type = declared === null ? varchar : readCastType(declared, node)
  const format = node.jsonRepresentation()
  const encoding = format === null ? null : readEncoding(format)
  const isBytes = type.kind === 'varbinary'
  if (!isBytes && (encoding !== null || !isText(type))) {
    const words = `Cannot output JSON value as ${writeType(type)} using formatting ${nameFormat(encoding)}`
    scope.fail(node, 'TYPE_MISMATCH', words)
  }
  const isEscaped = encoding === null || encoding === 'UTF8'
  if (isBytes)
    return { type: varbinary, isEscaped, write: sql => `trino_write_letters(${sql}, '${encoding ?? 'UTF8'}')` }
  return { type, isEscaped, write: sql => castTo({ sql, type: varchar }, type)!.sql }
}

/** What stands for what is missing, of that type. @throws TrinoError */
export function coerceTo(value: Expression, type: Type, subject: string, node: Node, scope: Scope): Expression {
  if (canCoerce(value.type, type)) return coerce(value, type)
  const words = `${subject} must evaluate to a ${writeType(type)} (actual: ${writeType(value.type)})`
  return scope.fail(node, 'TYPE_MISMATCH', words)
}

/** TRY hides errors of numbers and casts, and none of these. */
export function checkTry(clause: string, node: Node, scope: Scope): void {
  if (scope.level.held.length > 0)
    scope.refuse(node, `${clause} within TRY`, 'write NULL in place of ERROR, or leave TRY out')
}
