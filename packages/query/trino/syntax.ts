// Grammar that stands for a call: CAST, EXTRACT, TRIM and their like.
import { attempt, holdHere } from './attempt.ts'
import { callByName, given } from './call.ts'
import { castTo } from './casts.ts'
import { atTimeZone } from './clock.ts'
import { readConstructor } from './constructor.ts'
import type { Node } from './error.ts'
import { type Expression, quoteText } from './expression.ts'
import type { Parser } from './grammar.ts'
import { readName, readString } from './name.ts'
import type { Rules } from './rule.ts'
import type { Scope } from './scope.ts'
import { readIntervalLiteral } from './time-literal.ts'
import { type Type, varcharOf, writeType } from './type.ts'
import { readCastType } from './typename.ts'

/** Grammar that stands for a call. */
export const syntax: Rules = {
  CastContext: (node: Parser.CastContext, scope) => {
    const type = readCastType(node.type(), node)
    const operand = scope.read(node.expression())
    const words = () => `Cannot cast ${writeType(operand.type)} to ${writeType(type)}`
    const cast = (sql: string) => castTo({ ...operand, sql }, type) ?? scope.fail(node, 'TYPE_MISMATCH', words())
    // What goes wrong with the operand is no failure of the cast.
    return node.KW_TRY_CAST() === null ? cast(operand.sql) : attempt(scope, () => cast(holdHere(operand.sql, scope)))
  },
  ConcatenationContext: (node: Parser.ConcatenationContext, scope) =>
    callByName(
      'concat',
      [given(scope.read(node._left!)), given(scope.read(node._right!))],
      node.CONCAT().symbol,
      scope,
    ),
  SubstringContext: (node: Parser.SubstringContext, scope) =>
    callByName(
      'substr',
      node.valueExpression().map(each => given(scope.read(each))),
      node,
      scope,
    ),
  PositionContext: (node: Parser.PositionContext, scope) => {
    const [part, whole] = node.valueExpression().map(each => given(scope.read(each)))
    return callByName('strpos', [whole!, part!], node, scope)
  },
  TrimContext: (node: Parser.TrimContext, scope) => {
    const side = node.trimsSpecification()
    const name = side?.KW_LEADING() ? 'ltrim' : side?.KW_TRAILING() ? 'rtrim' : 'trim'
    const parts = [node._trimSource!, ...(node._trimChar === undefined ? [] : [node._trimChar])]
    return callByName(
      name,
      parts.map(each => given(scope.read(each))),
      node,
      scope,
    )
  },
  NormalizeContext: (node: Parser.NormalizeContext, scope) => {
    // As it is written: Trino knows the forms by their capitals only.
    const form = node.normalForm()?.getText() ?? 'NFC'
    const literal: Expression = { sql: `'${form}'`, type: { kind: 'varchar', length: form.length }, literal: form }
    return callByName('normalize', [given(scope.read(node.valueExpression())), given(literal)], node, scope)
  },
  ExtractContext: (node: Parser.ExtractContext, scope) => {
    const field = readName(node.identifier())
    const known = FIELDS[field]
    if (known === undefined) scope.fail(node, 'SYNTAX_ERROR', `Invalid EXTRACT field: ${node.identifier().getText()}`)
    const value = scope.read(node.valueExpression())
    const isOfDay = value.type.kind === 'date' && CLOCK.has(field)
    if (isOfDay) scope.fail(node.valueExpression(), 'TYPE_MISMATCH', `Cannot extract ${field.toUpperCase()} from date`)
    if (!/^(date|time|timestamp|interval)/.test(value.type.kind)) {
      const words = `Cannot extract ${field.toUpperCase()} from ${writeType(value.type)}`
      scope.fail(node.valueExpression(), 'TYPE_MISMATCH', words)
    }
    return callByName(known!, [given(value)], node, scope)
  },
  CurrentDateContext: (node: Parser.CurrentDateContext, scope) => callByName('current_date', [], node, scope),
  CurrentTimestampContext: (node: Parser.CurrentTimestampContext, scope) => readNow('now', node, scope),
  LocalTimestampContext: (node: Parser.LocalTimestampContext, scope) => readNow('localtimestamp', node, scope),
  CurrentTimeContext: (node: Parser.CurrentTimeContext, scope) => readNow('current_time', node, scope),
  LocalTimeContext: (node: Parser.LocalTimeContext, scope) => readNow('localtime', node, scope),
  AtTimeZoneContext: (node: Parser.AtTimeZoneContext, scope) => {
    const value = scope.read(node.valueExpression())
    const specifier = node.timeZoneSpecifier()
    const zone =
      'string' in specifier
        ? textOf(readString((specifier as Parser.TimeZoneStringContext).string()))
        : readInterval((specifier as Parser.TimeZoneIntervalContext).interval(), node, scope)
    const words = `Type of value must be a time or timestamp with or without time zone (actual ${writeType(value.type)})`
    return atTimeZone(value, zone) ?? scope.fail(node.valueExpression(), 'TYPE_MISMATCH', words)
  },
  IntervalLiteralContext: (node: Parser.IntervalLiteralContext, scope) => {
    return readInterval(node.interval(), node, scope)
  },
  TypeConstructorContext: (node: Parser.TypeConstructorContext, scope) => {
    const name = node.KW_DOUBLE() === null ? readName(node.identifier()!) : 'double'
    return readConstructor(name, readString(node.string()), node, scope)
  },
}

/** Parts of a clock's time, which a date has not. */
const CLOCK = new Set(['hour', 'minute', 'second', 'timezone_hour', 'timezone_minute'])

function textOf(text: string): Expression {
  return { sql: quoteText(text), type: varcharOf([...text].length), literal: text }
}

function readInterval(interval: Parser.IntervalContext, node: Node, scope: Scope): Expression {
  const [from, to] = [interval._from_!, interval._to].map(field => field?.getText().toLowerCase())
  const text = readString(interval.string())
  const literal = readIntervalLiteral(text, interval._sign?.text === '-', from!, to)
  return literal ?? scope.fail(node, 'INVALID_LITERAL', `'${text}' is not a valid INTERVAL literal`)
}

/** What EXTRACT calls the parts of a time, and the function of each. */
const FIELDS: Readonly<Record<string, string>> = {
  year: 'year',
  quarter: 'quarter',
  month: 'month',
  week: 'week',
  day: 'day',
  day_of_month: 'day_of_month',
  day_of_week: 'day_of_week',
  dow: 'day_of_week',
  day_of_year: 'day_of_year',
  doy: 'day_of_year',
  year_of_week: 'year_of_week',
  yow: 'year_of_week',
  hour: 'hour',
  minute: 'minute',
  second: 'second',
  timezone_hour: 'timezone_hour',
  timezone_minute: 'timezone_minute',
}

function readNow(
  name: string,
  node:
    | Parser.CurrentTimestampContext
    | Parser.LocalTimestampContext
    | Parser.CurrentTimeContext
    | Parser.LocalTimeContext,
  scope: Scope,
): Expression {
  const precision = node._precision?.text
  if (precision !== undefined && Number(precision) > 6)
    scope.refuse(node, `${name}(${precision})`, 'ask for at most 6 digits')
  const value = callByName(name, [], node, scope)
  return precision === undefined
    ? value
    : (castTo(value, { ...value.type, precision: Number(precision) } as Type) ?? value)
}
