// DATE '…', DECIMAL '…' and their like.
import { callByName, given } from './call.ts'
import { castTo } from './casts.ts'
import { placeOf, TrinoError } from './error.ts'
import { type Expression, quoteText } from './expression.ts'
import type { Parser } from './grammar.ts'
import { attempt, JsonReader } from './json/reader.ts'
import { readBoolean, readDouble, readInteger } from './natives/number-text.ts'
import type { Scope } from './scope.ts'
import { readTyped } from './time-literal.ts'
import { decimalOf, duckdbType, isInteger, isPlain, varchar } from './type.ts'

/** DATE '…' and its like; of any other type it is a cast. */
export function readConstructor(
  name: string,
  text: string,
  node: Parser.TypeConstructorContext,
  scope: Scope,
): Expression {
  if (name === 'date' || name === 'time' || name === 'timestamp') {
    const value = readTyped(name, text)
    return value ?? scope.fail(node, 'INVALID_LITERAL', `'${text}' is not a valid ${name.toUpperCase()} literal`)
  }
  if (name === 'decimal') {
    const [, sign, whole, part = ''] = /^([+-]?)0*(\d*)(?:\.(\d*))?$/.exec(text) ?? []
    const size = (whole ?? '').length + part.length
    if (whole === undefined || text === '' || size > 38)
      scope.fail(node, 'INVALID_LITERAL', `'${text}' is not a valid DECIMAL literal`)
    const type = decimalOf(Math.max(1, size), part.length)
    const digits = `${sign === '-' ? '-' : ''}${whole || '0'}${part === '' ? '' : `.${part}`}`
    return { sql: `cast('${digits}' as ${duckdbType(type)})`, type, literal: digits }
  }
  const plain = name === 'int' ? 'integer' : name
  if (plain === 'varchar') return { sql: quoteText(text), type: varchar, literal: text }
  // Its length counts halves of a pair of UTF-16.
  if (plain === 'char') return { sql: quoteText(text.replace(/ +$/, '')), type: { kind: 'char', length: text.length } }
  if (plain === 'ipaddress') scope.refuse(node, 'type ipaddress', 'compare addresses as varchar')
  if (!isPlain(plain)) {
    const { line, column } = placeOf(node)
    const words = `io.trino.spi.TrinoException: line ${line}:${column}: Unknown resolvedType: ${name}`
    throw new TrinoError('TYPE_NOT_FOUND', undefined, words)
  }
  if (plain === 'json') {
    if (!isJson(text)) scope.fail(node, 'INVALID_LITERAL', `'${text}' is not a valid JSON literal`)
    return callByName('json_parse', [given({ sql: quoteText(text), type: varchar, literal: text })], node, scope)
  }
  if (isWrong(plain, text))
    scope.fail(node, 'INVALID_LITERAL', `'${text}' is not a valid ${name.toUpperCase()} literal`)
  const type = { kind: plain as 'integer' }
  if (isInteger(type)) return { sql: `cast('${READERS[plain]!(text)}' as ${duckdbType(type)})`, type }
  const cast = castTo({ sql: quoteText(text), type: varchar, literal: text }, type)
  return cast ?? scope.fail(node, 'INVALID_LITERAL', `'${text}' is not a valid ${name.toUpperCase()} literal`)
}

/** How the text of a value is read, where that may fail. */
const READERS: Readonly<Record<string, (text: string) => unknown>> = {
  tinyint: text => readInteger(text, 'TINYINT', 8),
  smallint: text => readInteger(text, 'SMALLINT', 16),
  integer: text => readInteger(text, 'INT', 32),
  bigint: text => readInteger(text, 'BIGINT', 64),
  real: text => readDouble(text, 'REAL'),
  double: text => readDouble(text),
  boolean: readBoolean,
}

function isWrong(kind: string, text: string): boolean {
  try {
    READERS[kind]?.(text)
    return false
  } catch {
    return true
  }
}

function isJson(text: string): boolean {
  return attempt(
    () => false,
    () => new JsonReader(text).readAll() !== undefined,
  )
}
