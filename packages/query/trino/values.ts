// Literals, columns, arithmetic, and what is made of values.
import { calculate, negate, type Operator } from './arithmetic.ts'
import { reckonTime } from './clock.ts'
import { coerce } from './coercion.ts'
import { TrinoError } from './error.ts'
import { type Expression, quoteText } from './expression.ts'
import type { Parser, ParserRuleContext } from './grammar.ts'
import { readName, readNames, readString } from './name.ts'
import { isAmbiguous, reckonNull } from './null-operand.ts'
import { readParameter } from './parameter.ts'
import type { Rules } from './rule.ts'
import type { Scope } from './scope.ts'
import { subscript } from './subscript.ts'
import {
  arrayOf,
  bigint,
  boolean,
  decimalOf,
  double,
  duckdbType,
  integer,
  isInterval,
  isNumber,
  rowOf,
  type Type,
  unknown,
  varbinary,
  varcharOf,
  writeType,
} from './type.ts'
import { unify } from './unify.ts'

const MOST_INTEGER = 2n ** 31n
const MOST_BIGINT = 2n ** 63n

export const values: Rules = {
  NullLiteralContext: () => ({ sql: 'NULL', type: unknown }),
  BooleanLiteralContext: (node: Parser.BooleanLiteralContext) => ({ sql: node.getText().toLowerCase(), type: boolean }),
  StringLiteralContext: (node: Parser.StringLiteralContext) => {
    const text = readString(node.string())
    return { sql: quoteText(text), type: varcharOf([...text].length), literal: text }
  },
  BinaryLiteralContext: (node: Parser.BinaryLiteralContext, scope) => {
    const digits = node.getText().slice(2, -1).replace(/\s/g, '')
    if (/[^0-9a-f]/i.test(digits))
      scope.fail(node, 'SYNTAX_ERROR', 'Binary literal can only contain hexadecimal digits')
    if (digits.length % 2 === 1)
      scope.fail(node, 'SYNTAX_ERROR', 'Binary literal must contain an even number of digits')
    return { sql: `unhex('${digits}')`, type: varbinary }
  },
  NumericLiteralContext: (node: Parser.NumericLiteralContext, scope) =>
    readNumber(node.number().getText(), node, scope),
  ParameterContext: readParameter,
  ParenthesizedExpressionContext: (node: Parser.ParenthesizedExpressionContext, scope) => scope.read(node.expression()),

  ColumnReferenceContext: (node: Parser.ColumnReferenceContext, scope) =>
    readColumn(readNames(node.columnName().qualifiedName()), node, scope),
  DereferenceContext: readDereference,
  SubscriptContext: readSubscript,
  RowConstructorContext: (node: Parser.RowConstructorContext, scope) =>
    makeRow(node.expression().map(each => scope.read(each))),
  ArrayConstructorContext: readArray,

  ArithmeticUnaryContext: (node: Parser.ArithmeticUnaryContext, scope) => {
    const operand = scope.read(node.valueExpression())
    if (node._operator!.text === '+') {
      if (isNumber(operand.type)) return operand
      const words = `Unary '+' operator cannot by applied to ${writeType(operand.type)} type`
      return scope.fail(node, 'TYPE_MISMATCH', words)
    }
    if (operand.type.kind === 'unknown') throw isAmbiguous()
    const isKnown = isNumber(operand.type) || isInterval(operand.type)
    if (!isKnown) scope.fail(node, 'TYPE_MISMATCH', `Cannot negate ${writeType(operand.type)}`)
    return negate(operand)
  },
  ArithmeticBinaryContext: (node: Parser.ArithmeticBinaryContext, scope) => {
    const [left, right] = [scope.read(node._left!), scope.read(node._right!)]
    const operator = node._operator!
    const sign = operator.text as Operator
    const result =
      reckonNull(sign, left, right) ??
      calculate(sign, left, right) ??
      (sign === '%' ? undefined : reckonTime(sign, left, right))
    return result ?? scope.fail(operator, 'TYPE_MISMATCH', cannotApply(sign, left, right))
  },
}

/** As Trino says them, which turns them round before it looks for them. */
const TURNED: Readonly<Record<string, string>> = { '>': '<', '>=': '<=' }

/** As Trino says it. */
export function cannotApply(operator: string, left: Expression, right: Expression): string {
  return `Cannot apply operator: ${writeType(left.type)} ${TURNED[operator] ?? operator} ${writeType(right.type)}`
}

/** https://trino.io/docs/435/language/types.html: with a point it is a decimal, with an exponent a double. */
function readNumber(text: string, node: Parser.NumericLiteralContext, scope: Scope): Expression {
  const plain = text.replaceAll('_', '')
  if (/^-?(?:\d+|0[xob][\da-f]+)$/i.test(plain)) {
    const value = BigInt(plain.replace('-', '')) * (plain.startsWith('-') ? -1n : 1n)
    if (value >= -MOST_INTEGER && value < MOST_INTEGER) return signed(String(value), integer)
    if (value >= -MOST_BIGINT && value < MOST_BIGINT) return signed(String(value), bigint)
    // Trino's own does not say where.
    throw new TrinoError('SYNTAX_ERROR', { line: 1, column: 1 }, `Invalid numeric literal: ${text}`)
  }
  if (/e/i.test(plain)) return { sql: `cast('${plain}' as double)`, type: double, literal: plain }
  const [, sign, whole, part] = /^(-?)0*(\d*)\.(\d*)$/.exec(plain) ?? []
  if (whole === undefined) scope.fail(node, 'INVALID_LITERAL', `Invalid numeric literal: ${text}`)
  const type = decimalOf(Math.max(1, whole!.length + part!.length), part!.length)
  if (type.kind === 'decimal' && type.precision > 38)
    scope.fail(node, 'INVALID_LITERAL', `'${text}' is not a valid DECIMAL literal`)
  const digits = `${sign}${whole || '0'}.${part || '0'}`
  return { sql: `cast('${digits}' as ${duckdbType(type)})`, type, literal: digits }
}

/** A minus after another would begin a comment. */
function signed(text: string, type: Type): Expression {
  const own = type.kind === 'integer' ? text : `cast(${text} as bigint)`
  return { sql: own.startsWith('-') ? `(${own})` : own, type, literal: text }
}

export function readColumn(names: readonly string[], node: ParserRuleContext, scope: Scope): Expression {
  const { expression, rest } = scope.find(names, node)
  const written = node.getText().match(/"(?:[^"]|"")*"|[^."]+/g) ?? []
  const column = written.slice(0, names.length - rest.length).join('.')
  const parts = findNames(node).slice(-rest.length)
  return rest.reduce(
    (row, name, i) => fieldOf(row, name, node, { base: column, field: parts[i] ?? node }, scope),
    expression,
  )
}

/** Where the names of a column are. */
function findNames(node: ParserRuleContext): ParserRuleContext[] {
  if (node.constructor.name.endsWith('IdentifierContext')) return [node]
  return (node.children ?? []).flatMap(child => ('symbol' in child ? [] : findNames(child as ParserRuleContext)))
}

interface Naming {
  /** What the row is called. */
  readonly base: string
  readonly field: ParserRuleContext
}

/** A field of a row, by its name. */
function fieldOf(
  row: Expression,
  name: string,
  node: ParserRuleContext,
  { base, field }: Naming,
  scope: Scope,
): Expression {
  if (row.type.kind !== 'row') scope.fail(node, 'TYPE_MISMATCH', `Expression ${base} is not of type ROW`)
  const { fields } = row.type as Type & { kind: 'row' }
  const at = fields.flatMap((field, i) => (field.name?.toLowerCase() === name ? [i] : []))
  if (at.length === 0) scope.fail(node, 'COLUMN_NOT_FOUND', `Column '${node.getText()}' cannot be resolved`)
  if (at.length > 1) scope.fail(field, 'AMBIGUOUS_NAME', `Ambiguous row field reference: ${name}`)
  return { sql: `(${row.sql}).f${at[0]! + 1}`, type: fields[at[0]!]!.type }
}

function readDereference(node: Parser.DereferenceContext, scope: Scope): Expression {
  const base = scope.read(node._base!)
  const name = readName(node._fieldName!)
  // Trino says the names of columns only.
  if (base.type.kind === 'row' && !base.type.fields.some(field => field.name?.toLowerCase() === name))
    scope.fail(node, 'COLUMN_NOT_FOUND', "Column 'null' cannot be resolved")
  return fieldOf(base, name, node, { base: node._base!.getText(), field: node._fieldName! }, scope)
}

function readSubscript(node: Parser.SubscriptContext, scope: Scope): Expression {
  const [base, index] = [scope.read(node._value!), scope.read(node._index!)]
  if (base.type.kind === 'row') {
    const at = Number(index.literal)
    if (index.type.kind !== 'integer' || index.literal === undefined)
      scope.fail(node._index!, 'EXPRESSION_NOT_CONSTANT', 'Subscript expression on ROW requires a constant index')
    if (at < 1)
      scope.fail(node._index!, 'INVALID_FUNCTION_ARGUMENT', `Invalid subscript index: ${at}. ROW indices start at 1`)
    const field = base.type.fields[at - 1]
    if (field === undefined)
      scope.fail(
        node._index!,
        'INVALID_FUNCTION_ARGUMENT',
        `Subscript index out of bounds: ${at}, max value is ${base.type.fields.length}`,
      )
    return { sql: `(${base.sql}).f${at}`, type: field!.type }
  }
  const result = subscript(base, index)
  return (
    result ??
    scope.fail(node, 'TYPE_MISMATCH', `Cannot use ${writeType(index.type)} for subscript of ${writeType(base.type)}`)
  )
}

/** A row's fields have no names. */
export function makeRow(parts: readonly Expression[]): Expression {
  const fields = parts.map(
    ({ sql, type }, i) => `f${i + 1} := ${type.kind === 'unknown' ? 'cast(NULL as INTEGER)' : sql}`,
  )
  return { sql: `struct_pack(${fields.join(', ')})`, type: rowOf(parts.map(({ type }) => ({ name: null, type }))) }
}

function readArray(node: Parser.ArrayConstructorContext, scope: Scope): Expression {
  const items = node.expression().map(each => ({ node: each, expression: scope.read(each) }))
  const type = unify(items, 'All ARRAY elements', scope)
  const own = arrayOf(type)
  const list = items.map(({ expression }) => coerce(expression, type).sql)
  return { sql: `cast([${list.join(', ')}] as ${duckdbType(own)})`, type: own }
}
