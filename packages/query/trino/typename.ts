// Types as a statement writes them.
import { type Node, placeOf, Refusal, TrinoError } from './error.ts'
import type { Parser, ParserRuleContext } from './grammar.ts'
import { readName } from './name.ts'
import {
  arrayOf,
  daytime,
  decimalOf,
  double,
  isPlain,
  mapOf,
  rowOf,
  type Type,
  timeOf,
  timestampOf,
  varcharOf,
  yearmonth,
  zonedOf,
} from './type.ts'

type Read = (node: never) => Type

/** DuckDB keeps microseconds. */
const MOST_DIGITS = 6

/** Trino's other names of types. */
const ALIASES: Readonly<Record<string, string>> = { int: 'integer', 'double precision': 'double' }

const kinds: Readonly<Record<string, Read>> = {
  ArrayTypeContext: (node: Parser.ArrayTypeContext) => arrayOf(readTypeName(node.type())),
  LegacyArrayTypeContext: (node: Parser.LegacyArrayTypeContext) => arrayOf(readTypeName(node.type())),
  LegacyMapTypeContext: (node: Parser.LegacyMapTypeContext) =>
    mapOf(readTypeName(node._keyType!), readTypeName(node._valueType!)),
  DoublePrecisionTypeContext: () => double,
  RowTypeContext: (node: Parser.RowTypeContext) =>
    rowOf(
      node.rowField().map(field => {
        const name = field.identifier()
        return { name: name === null ? null : readName(name), type: readTypeName(field.type()) }
      }),
    ),
  IntervalTypeContext: (node: Parser.IntervalTypeContext) =>
    /^year$/i.test(node._from_!.getText()) ? yearmonth : daytime,
  DateTimeTypeContext: (node: Parser.DateTimeTypeContext) => readDateTime(node),
  TimeTypeContext: (node: Parser.TimeTypeContext) => readDateTime(node),
  GenericTypeContext: readGeneric,
}

/** @throws TrinoError for a type that is none, Refusal for one that DuckDB cannot hold */
export function readTypeName(node: Node): Type {
  const read = kinds[node.constructor.name]
  if (read === undefined) throw new TrinoError('TYPE_NOT_FOUND', placeOf(node), `Unknown type: ${textOf(node)}`)
  return read(node as never)
}

/**
 * The type that a cast is to.
 * @throws TrinoError at the cast for a type that is none, whatever of it is unknown
 */
export function readCastType(type: ParserRuleContext, cast: Node): Type {
  try {
    return readTypeName(type)
  } catch (error) {
    if (!(error instanceof TrinoError) || error.code !== 'TYPE_NOT_FOUND') throw error
    throw new TrinoError('TYPE_MISMATCH', placeOf(cast), `Unknown type: ${writeWords(type)}`)
  }
}

/** As Trino writes it again: `dec(5, 2)`, `ROW(a foo)`. */
function writeWords(type: ParserRuleContext): string {
  const words = leavesOf(type).map(word => (/^row$/i.test(word) ? 'ROW' : word))
  return words
    .join(' ')
    .replace(/ ?([(),]) ?/g, '$1')
    .replaceAll(',', ', ')
}

function leavesOf(node: ParserRuleContext): string[] {
  return Array.from({ length: node.getChildCount() }, (_, i) => node.getChild(i)!).flatMap(child =>
    'symbol' in child ? child.getText() : leavesOf(child as ParserRuleContext),
  )
}

function readDateTime(node: Parser.DateTimeTypeContext | Parser.TimeTypeContext): Type {
  const precision = node._precision === undefined ? 3 : Number(node._precision.getText())
  if (precision > 12)
    throw new TrinoError(
      'INVALID_FUNCTION_ARGUMENT',
      placeOf(node),
      `TIMESTAMP precision must be in range [0, 12]: ${precision}`,
    )
  if (precision > MOST_DIGITS) {
    throw new Refusal(
      placeOf(node),
      `${textOf(node)}, which is finer than microseconds,`,
      'write a precision of at most 6',
    )
  }
  const isZoned = node.KW_WITH() !== null
  if (/^time$/i.test(node._base!.text!)) return isZoned ? { kind: 'time with time zone', precision } : timeOf(precision)
  return isZoned ? zonedOf(precision) : timestampOf(precision)
}

function readGeneric(node: Parser.GenericTypeContext): Type {
  const written = readName(node.identifier())
  const name = ALIASES[written] ?? written
  const parameters = node.typeParameter()
  const numbers = parameters.map(each => Number(each.getText()))
  if (parameters.length === 0 && isPlain(name) && name !== 'unknown') return { kind: name }
  if (name === 'varchar' && parameters.length <= 1) return varcharOf(numbers[0] ?? null)
  if (name === 'char' && parameters.length <= 1) return { kind: 'char', length: numbers[0] ?? 1 }
  if (name === 'decimal' && parameters.length <= 2) {
    const [precision = 38, scale = 0] = numbers
    if (precision < 1 || precision > 38)
      throw new TrinoError(
        'INVALID_FUNCTION_ARGUMENT',
        placeOf(node),
        `DECIMAL precision must be in range [1, 38]: ${precision}`,
      )
    if (scale > precision)
      throw new TrinoError(
        'INVALID_FUNCTION_ARGUMENT',
        undefined,
        `DECIMAL scale must be in range [0, precision (${precision})]: ${scale}`,
      )
    return decimalOf(precision, scale)
  }
  const types = () => parameters.map(each => readTypeName(each.type()!))
  if (name === 'array' && parameters.length === 1) return arrayOf(types()[0]!)
  if (name === 'map' && parameters.length === 2) return mapOf(types()[0]!, types()[1]!)
  if (name === 'timestamp' || name === 'time')
    return name === 'time' ? timeOf(numbers[0] ?? 3) : timestampOf(numbers[0] ?? 3)
  const known = /^(hyperloglog|p4hyperloglog|qdigest|tdigest|setdigest|ipaddress|geometry|color|jsonpath)$/
  if (known.test(name)) throw new Refusal(placeOf(node), `type ${name}`, 'cast to varchar, or compute it otherwise')
  throw new TrinoError('TYPE_NOT_FOUND', placeOf(node), `Unknown type: ${textOf(node)}`)
}

function textOf(node: Node): string {
  return 'getText' in node ? node.getText() : (node.text ?? '')
}
