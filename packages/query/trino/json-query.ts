// JSON_EXISTS, JSON_VALUE and JSON_QUERY.
import { castTo } from './casts.ts'
import { type Expression, quoteText } from './expression.ts'
import type { Parser } from './grammar.ts'
import { checkTry, coerceTo, readOutput } from './json-format.ts'
import { once } from './once.ts'
import { type Invocation, readInvocation } from './path-invocation.ts'
import type { Rules } from './rule.ts'
import type { Scope } from './scope.ts'
import {
  bigint,
  boolean,
  decimalOf,
  double,
  duckdbType,
  isInteger,
  isInterval,
  isNumber,
  isText,
  real,
  type Type,
  varchar,
  writeType,
} from './type.ts'
import { readCastType } from './typename.ts'

export const queries: Rules = {
  JsonExistsContext: (node: Parser.JsonExistsContext, scope) => {
    const invocation = readInvocation('JSON_EXISTS', node, scope)
    const onError = node.jsonExistsErrorBehavior()?.getText().toUpperCase() ?? 'FALSE'
    if (onError === 'ERROR') checkTry('ERROR ON ERROR', node, scope)
    return { sql: invocation.call('trino_json_exists', { onError }), type: boolean }
  },
  JsonQueryContext: readQuery,
  JsonValueContext: readValue,
}

const WRAPPERS = { WITHOUT: 'WITHOUT', CONDITIONAL: 'CONDITIONAL', UNCONDITIONAL: 'UNCONDITIONAL' } as const

function readWrapper(node: Parser.JsonQueryWrapperBehaviorContext | null): keyof typeof WRAPPERS {
  if (node === null || node.KW_WITHOUT() !== null) return 'WITHOUT'
  return node.KW_CONDITIONAL() === null ? 'UNCONDITIONAL' : 'CONDITIONAL'
}

function readBehavior(node: Parser.JsonQueryBehaviorContext | undefined): string {
  if (node === undefined || node.KW_NULL() !== null) return 'NULL'
  if (node.KW_ERROR() !== null) return 'ERROR'
  return node.KW_OBJECT() === null ? 'EMPTY ARRAY' : 'EMPTY OBJECT'
}

function readQuery(node: Parser.JsonQueryContext, scope: Scope): Expression {
  const invocation = readInvocation('JSON_QUERY', node, scope)
  const wrapper = readWrapper(node.jsonQueryWrapperBehavior())
  if (wrapper !== 'WITHOUT' && node.KW_QUOTES() !== null) {
    const quotes = node.KW_OMIT() === null ? 'KEEP' : 'OMIT'
    const words = `${quotes} QUOTES behavior specified with WITH ${wrapper} ARRAY WRAPPER behavior`
    scope.fail(node, 'INVALID_FUNCTION_ARGUMENT', words)
  }
  const { type, isEscaped, write } = readOutput(node, scope)
  const [onEmpty, onError] = [readBehavior(node._emptyBehavior), readBehavior(node._errorBehavior)]
  if (onEmpty === 'ERROR' || onError === 'ERROR') checkTry('ERROR ON EMPTY or ERROR', node, scope)
  const isUnquoted = node.KW_OMIT() !== null
  const call = invocation.call('trino_json_query', { onEmpty, onError, wrapper, isUnquoted, isEscaped })
  return { sql: write(call), type }
}

/** What stands for a value that is not there: NULL, an error or another value. */
interface Instead {
  readonly behavior: 'NULL' | 'ERROR' | 'DEFAULT'
  readonly sql: string
}

function readInstead(
  node: Parser.JsonValueBehaviorContext | undefined,
  type: Type,
  when: 'EMPTY' | 'ERROR',
  scope: Scope,
): Instead {
  const value = node?.expression() ?? null
  if (value !== null) {
    const subject = `Function JSON_VALUE default ON ${when} result`
    const { sql } = coerceTo(scope.read(value), type, subject, value, scope)
    return { behavior: 'DEFAULT', sql: value.getText().toUpperCase() === 'NULL' ? 'NULL' : sql }
  }
  return { behavior: (node?.KW_ERROR() ?? null) === null ? 'NULL' : 'ERROR', sql: 'NULL' }
}

const isTime = ({ kind }: Type) => /^(date|time)/.test(kind)

function readValue(node: Parser.JsonValueContext, scope: Scope): Expression {
  const invocation = readInvocation('JSON_VALUE', node, scope)
  const declared = node.type()
  const type = declared === null ? varchar : readCastType(declared, node)
  if (!isText(type) && !isNumber(type) && type.kind !== 'boolean' && !isTime(type)) {
    const written = isInterval(type) ? writeType(type).toUpperCase() : writeType(type)
    scope.fail(node, 'TYPE_MISMATCH', `Invalid return type of function JSON_VALUE: ${written}`)
  }
  const known = invocation.type
  if (known !== undefined && castTo({ sql: 'x', type: known }, type) === undefined) {
    const words = `${writeType(known)} incompatible with return type of function JSON_VALUE: ${writeType(type)}`
    scope.fail(node, 'TYPE_MISMATCH', `Return type of JSON path: ${words}`)
  }
  const empty = readInstead(node._emptyBehavior, type, 'EMPTY', scope)
  const error = readInstead(node._errorBehavior, type, 'ERROR', scope)
  if (empty.behavior === 'ERROR' || error.behavior === 'ERROR') checkTry('ERROR ON EMPTY or ERROR', node, scope)
  const isWhole = type.kind === 'varchar' && type.length === null
  const asks = { onEmpty: empty.behavior, onError: error.behavior, isText: isWhole }
  if (isWhole && empty.behavior !== 'DEFAULT' && error.behavior !== 'DEFAULT')
    return { sql: invocation.call('trino_json_value_text', asks), type }
  // What stands for a value is worked out whether it is needed or not, as Trino does.
  const sql = once([invocation.call('trino_json_value', asks), empty.sql, error.sql], ([found, ifEmpty, ifError]) => {
    const value = isWhole ? `${found}[2]` : castFound(found!, type, invocation, error.behavior, ifError!)
    return `case when ${found}[1] is null or ${found}[1] = 'null' then null when ${found}[1] = 'empty' then ${ifEmpty} when ${found}[1] = 'error' then ${ifError} else ${value} end`
  })
  return { sql, type }
}

/** A cast that fails is an error of the function's. */
function castFound(found: string, type: Type, invocation: Invocation, behavior: string, instead: string): string {
  const cases = kindsFound(invocation).flatMap(([tag, from]) => {
    const cast = castTo(from, type)
    return cast === undefined ? [] : [`when '${tag}' then ${cast.sql}`]
  })
  const decimal = mayFindDecimal(invocation) ? castDecimal('given[2]', type) : undefined
  if (decimal !== undefined) cases.push(`when 'decimal' then ${decimal}`)
  const cast = `(list_transform([${found}], lambda given: try(case given[1] ${cases.join(' ')} end))[1])`
  const before = 'JSON_VALUE_RESULT_ERROR: cannot extract SQL scalar from JSON: Cannot cast value of type '
  const after = ` to declared return type of function JSON_VALUE: ${writeType(type)}`
  const fault = `trino_error(${quoteText(before)} || ${found}[3] || ${quoteText(after)})`
  return once(
    [cast],
    ([value]) => `case when ${value} is null then ${behavior === 'ERROR' ? fault : instead} else ${value} end`,
  )
}

/** What a path may find, by the native's tags, as DuckDB has it of the tag's text. */
function kindsFound({ given }: Invocation): readonly (readonly [tag: string, value: Expression])[] {
  const text = 'given[2]'
  const hasReal = given.some(([, type]) => type === 'real')
  return [
    ['varchar', { sql: text, type: varchar }],
    ['bigint', { sql: `cast(${text} as bigint)`, type: bigint }],
    ['double', { sql: `trino_read_double(${text})`, type: double }],
    ['boolean', { sql: `(${text} = 'true')`, type: boolean }],
    ...(hasReal ? [['real', { sql: `cast(${text} as float)`, type: real }] as const] : []),
  ]
}

function mayFindDecimal({ path, given }: Invocation): boolean {
  return /\d\.|\.\d/.test(path) || given.some(([, type]) => type.startsWith('decimal'))
}

/** The digits of a decimal, whose precision is not known here, as another type. */
function castDecimal(digits: string, type: Type): string | undefined {
  if (type.kind === 'varchar') return `case when length(${digits}) <= ${type.length} then ${digits} end`
  if (type.kind === 'boolean') return `(trino_read_double(${digits}) <> 0)`
  if (!isNumber(type)) return undefined
  const whole = decimalOf(38, 0)
  const value = isInteger(type)
    ? { sql: `cast(trino_read_decimal(${digits}, 38, 0) as ${duckdbType(whole)})`, type: whole }
    : { sql: digits, type: varchar }
  return castTo(value, type)?.sql
}
