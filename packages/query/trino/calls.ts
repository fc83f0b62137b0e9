// Calls of functions: of values, over rows, and over windows.
import { castTo } from './casts.ts'
import { atTimeZone } from './clock.ts'
import { forms } from './conditions.ts'
import { type Node, placeOf, Refusal, TrinoError } from './error.ts'
import { type Expression, type Lambda, quoteText } from './expression.ts'
import type { AggregateCall, Call } from './function.ts'
import type { Parser, ParserRuleContext } from './grammar.ts'
import { listagg } from './listagg.ts'
import { readName, readNames, readString } from './name.ts'
import { writeOrder } from './order.ts'
import { writeOver } from './over.ts'
import { readBoolean } from './predicates.ts'
import { aggregates, scalars, windows } from './registry.ts'
import { type Argument, explainMismatch, indexOverloads, resolve } from './resolve.ts'
import type { Rules } from './rule.ts'
import type { Scope } from './scope.ts'
import { readIntervalLiteral, readTyped } from './time-literal.ts'
import { decimalOf, duckdbType, isPlain, type Type, varchar, varcharOf, writeType } from './type.ts'
import { readTypeName } from './typename.ts'

const SCALARS = indexOverloads([scalars])
const AGGREGATES = indexOverloads([aggregates])
const WINDOWS = indexOverloads([windows])

export const calls: Rules = {
  FunctionCallContext: readCall,
  CastContext: (node: Parser.CastContext, scope) => {
    const operand = scope.read(node.expression())
    const type = readTypeName(node.type())
    const cast = castTo(operand, type)
    if (cast === undefined) {
      scope.fail(node, 'TYPE_MISMATCH', `Cannot cast ${writeType(operand.type)} to ${writeType(type)}`)
    }
    return node.KW_TRY_CAST() === null ? cast! : { ...cast!, sql: `(try(${cast!.sql}))` }
  },
  LambdaContext: (node: Parser.LambdaContext, scope) =>
    scope.fail(node, 'TYPE_MISMATCH', 'Lambda expression should always be used inside a function'),
  ListAggContext: readListagg,
  GroupingOperationContext: (node: Parser.GroupingOperationContext, scope) => {
    const mark = scope.level.loose.length
    const columns = node.qualifiedName().map(name => scope.session.readColumn(readNames(name), name, scope))
    scope.level.loose.length = mark
    return {
      sql: `cast(grouping(${columns.map(({ sql }) => sql).join(', ')}) as ${columns.length < 32 ? 'INTEGER' : 'BIGINT'})`,
      type: { kind: 'integer' },
    }
  },
}

/** Grammar that stands for a call. */
export const syntax: Rules = {
  ConcatenationContext: (node: Parser.ConcatenationContext, scope) =>
    callByName(
      'concat',
      [valueOf(scope.read(node._left!)), valueOf(scope.read(node._right!))],
      node.CONCAT().symbol,
      scope,
    ),
  SubstringContext: (node: Parser.SubstringContext, scope) =>
    callByName(
      'substr',
      node.valueExpression().map(each => valueOf(scope.read(each))),
      node,
      scope,
    ),
  PositionContext: (node: Parser.PositionContext, scope) => {
    const [part, whole] = node.valueExpression().map(each => valueOf(scope.read(each)))
    return callByName('strpos', [whole!, part!], node, scope)
  },
  TrimContext: (node: Parser.TrimContext, scope) => {
    const side = node.trimsSpecification()
    const name = side?.KW_LEADING() ? 'ltrim' : side?.KW_TRAILING() ? 'rtrim' : 'trim'
    const parts = [node._trimSource!, ...(node._trimChar === undefined ? [] : [node._trimChar])]
    return callByName(
      name,
      parts.map(each => valueOf(scope.read(each))),
      node,
      scope,
    )
  },
  NormalizeContext: (node: Parser.NormalizeContext, scope) => {
    const form = node.normalForm()?.getText().toLowerCase() ?? 'nfc'
    const literal: Expression = {
      sql: `'${form}'`,
      type: { kind: 'varchar', length: form.length },
      literal: form.toUpperCase(),
    }
    return callByName('normalize', [valueOf(scope.read(node.valueExpression())), valueOf(literal)], node, scope)
  },
  ExtractContext: (node: Parser.ExtractContext, scope) => {
    const field = readName(node.identifier())
    const name = FIELDS[field]
    if (name === undefined)
      scope.fail(node.identifier(), 'SYNTAX_ERROR', `Invalid EXTRACT field: ${node.identifier().getText()}`)
    return callByName(name!, [valueOf(scope.read(node.valueExpression()))], node, scope)
  },
  CurrentDateContext: (node: Parser.CurrentDateContext, scope) => callByName('current_date', [], node, scope),
  CurrentTimestampContext: (node: Parser.CurrentTimestampContext, scope) => readNow('now', node, scope),
  LocalTimestampContext: (node: Parser.LocalTimestampContext, scope) => readNow('localtimestamp', node, scope),
  CurrentTimeContext: (node: Parser.CurrentTimeContext, scope) => readNow('current_time', node, scope),
  LocalTimeContext: (node: Parser.LocalTimeContext, scope) => readNow('localtime', node, scope),
  AtTimeZoneContext: (node: Parser.AtTimeZoneContext, scope) => {
    const value = scope.read(node.valueExpression())
    const specifier = node.timeZoneSpecifier()
    if (!('string' in specifier)) scope.refuse(node, 'AT TIME ZONE with an interval', "write the zone as '+05:30'")
    const text = readString((specifier as Parser.TimeZoneStringContext).string())
    const zone = { sql: quoteText(text), type: varcharOf([...text].length), literal: text }
    const words = `Type of value must be a time or timestamp with or without time zone (actual ${writeType(value.type)})`
    return atTimeZone(value, zone) ?? scope.fail(node.valueExpression(), 'TYPE_MISMATCH', words)
  },
  IntervalLiteralContext: (node: Parser.IntervalLiteralContext, scope) => {
    const interval = node.interval()
    const [from, to] = [interval._from_!, interval._to].map(field => field?.getText().toLowerCase())
    const text = readString(interval.string())
    const literal = readIntervalLiteral(text, interval._sign?.text === '-', from!, to)
    return literal ?? scope.fail(node, 'INVALID_LITERAL', `'${text}' is not a valid INTERVAL literal`)
  },
  TypeConstructorContext: (node: Parser.TypeConstructorContext, scope) => {
    const name = node.KW_DOUBLE() === null ? readName(node.identifier()!) : 'double'
    return readConstructor(name, readString(node.string()), node, scope)
  },
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

const valueOf = (expression: Expression): Argument => ({ kind: 'value', expression })

function readCall(node: Parser.FunctionCallContext, scope: Scope): Expression {
  const names = readNames(node.functionName().qualifiedName())
  const name = names.at(-1)!
  const form = names.length === 1 ? forms[name] : undefined
  if (form !== undefined) {
    const clause = node.filter() ?? node.over()
    if (clause !== null) scope.fail(node, 'FUNCTION_NOT_AGGREGATE', `'${name}' is no function over rows`)
    return form(node, node.expression(), scope)
  }
  const isOver = node.over() !== null
  const isOfRows = AGGREGATES.has(name) || WINDOWS.has(name)
  if (!isOfRows) return readScalar(name, node, scope)
  if (isOver) return readWindow(name, node, scope)
  if (!AGGREGATES.has(name)) scope.fail(node, 'MISSING_OVER', `Window function ${name} requires an OVER clause`)
  return readAggregate(name, node, scope)
}

function readScalar(name: string, node: Parser.FunctionCallContext, scope: Scope): Expression {
  const overloads = SCALARS.get(name)
  if (overloads === undefined) throw unknownFunction(name, node)
  if (node.over() !== null) scope.fail(node, 'FUNCTION_NOT_WINDOW', `Not a window function: ${name}`)
  if (node.filter() !== null)
    scope.fail(node, 'FUNCTION_NOT_AGGREGATE', `Filter is only valid for aggregation functions: ${name}`)
  if (node.setQuantifier()?.KW_DISTINCT() || node.KW_ORDER() !== null)
    scope.fail(
      node,
      'FUNCTION_NOT_AGGREGATE',
      `DISTINCT and ORDER BY are only valid for aggregation functions: ${name}`,
    )
  return callByName(name, readArguments(node.expression(), scope), node, scope)
}

/** Functions of Athena's that this engine has not, and what does as well. */
const REFUSED: readonly (readonly [name: RegExp, instead: string])[] = [
  [
    /^(approx_set|merge|empty_approx_set|.*hyperloglog.*|make_set_digest|merge_set_digest|intersection_cardinality|jaccard_index|hash_counts)$/,
    'use approx_distinct or count(distinct x)',
  ],
  [
    /^(qdigest_agg|tdigest_agg|value_at_quantile|values_at_quantiles|quantile_at_value|scale_qdigest|trimmed_mean|numeric_histogram|approx_most_frequent)$/,
    'use approx_percentile, or group by',
  ],
  [/^(rand|random|uuid|shuffle)$/, 'its answer is another each time: use what is in the rows'],
  [
    /^(st_.*|to_geometry|to_spherical_geography|bing_tile.*|great_circle_distance|geometry_.*|line_locate_point|simplify_geometry)$/,
    'compute it outside of SQL',
  ],
  [/^(learn_.*|classify|regress|features)$/, 'compute it outside of SQL'],
  [/^(render|bar|color|rgb)$/, 'draw it where it is shown'],
]

function unknownFunction(name: string, node: Node): TrinoError {
  const [, instead] = REFUSED.find(([known]) => known.test(name)) ?? []
  if (instead !== undefined) return new Refusal(placeOf(node), name, instead)
  return new TrinoError('FUNCTION_NOT_FOUND', placeOf(node), `Function '${name}' not registered`)
}

function callByName(name: string, args: readonly Argument[], node: Node, scope: Scope): Expression {
  const overloads = SCALARS.get(name)
  if (overloads === undefined) throw unknownFunction(name, node)
  const found = resolve(overloads, args)
  if (found === undefined) scope.fail(node, 'FUNCTION_NOT_FOUND', explainMismatch(name, args, overloads))
  const { emit, args: read, type } = found!
  const made = typeof emit === 'string' ? fillTemplate(emit, read) : emit(makeCall(name, read, type, node, scope))
  return typeof made === 'string' ? { sql: made, type } : made
}

function fillTemplate(template: string, args: readonly Expression[]): string {
  const text = template.replace(/\$(\d)/g, (_, number) => args[Number(number) - 1]!.sql)
  return `(${text})`
}

function makeCall(name: string, args: readonly Expression[], type: Type, node: Node, scope: Scope): Call {
  return {
    name,
    args,
    type,
    now: scope.session.now,
    refuse: (what, instead) => scope.refuse(node, what, instead),
    fail: (code, message) => scope.fail(node, code, message),
  }
}

function readArguments(nodes: readonly Parser.ExpressionContext[], scope: Scope): Argument[] {
  return nodes.map(node => {
    const lambda = findLambda(node)
    return lambda === undefined ? valueOf(scope.read(node)) : readLambda(lambda, scope)
  })
}

/** The lambda that an argument is, and nothing else. */
function findLambda(node: ParserRuleContext): Parser.LambdaContext | undefined {
  let part = node
  while (part.constructor.name !== 'LambdaContext') {
    if (part.getChildCount() !== 1) return undefined
    const child = part.getChild(0)
    if (child === null || 'symbol' in child) return undefined
    part = child as ParserRuleContext
  }
  return part as Parser.LambdaContext
}

function readLambda(node: Parser.LambdaContext, scope: Scope): Argument {
  const names = node.identifier().map(readName)
  return {
    kind: 'lambda',
    arity: names.length,
    read: types => {
      // Of the same text wherever it stands: a name by how deep it is.
      const parameters = names.map((_, i) => `v${scope.lambdas.length}_${i + 1}`)
      const known = new Map(names.map((name, i) => [name, { sql: parameters[i]!, type: types[i]! }]))
      const body = scope.withLambda(known).read(node.expression())
      const lambda: Lambda = {
        sql: `lambda ${parameters.join(', ')}: ${body.sql}`,
        type: body.type,
        parameters,
        body: body.sql,
      }
      return lambda
    },
  }
}

interface Over {
  readonly over: string
  readonly nulls: string
}

/** A call with all that may stand around an aggregate's arguments. */
function makeAggregateCall(
  name: string,
  args: readonly Expression[],
  type: Type,
  node: Parser.FunctionCallContext | Parser.ListAggContext,
  scope: Scope,
  { over, nulls }: Over,
): AggregateCall {
  const isDistinct = node.setQuantifier()?.KW_DISTINCT() != null
  const order = node.sortItem().length === 0 ? '' : writeOrder(node.sortItem(), scope)
  const filter = node.filter()
  const where =
    filter === null ? undefined : readBoolean(filter.whereClause().booleanExpression(), 'FILTER clause', scope).sql
  return {
    ...makeCall(name, args, type, node, scope),
    isDistinct,
    order,
    aggregate: (own, parts, also = {}) => {
      const ordered = also.order ?? order
      const kept = [where, also.where].filter(each => each !== undefined)
      const inner = `${isDistinct ? 'distinct ' : ''}${parts.join(', ')}${ordered === '' ? '' : ` order by ${ordered}`}${nulls}`
      return `${own}(${inner})${kept.length === 0 ? '' : ` filter (where ${kept.join(' and ')})`}${over}`
    },
  }
}

const NO_WINDOW: Over = { over: '', nulls: '' }

function readAggregate(name: string, node: Parser.FunctionCallContext, scope: Scope): Expression {
  const { level } = scope
  if (level.clause !== null) {
    scope.fail(
      node,
      'EXPRESSION_NOT_SCALAR',
      `${level.clause} cannot contain aggregations, window functions or grouping operations: [${node.getText()}]`,
    )
  }
  if (level.isInAggregate) {
    scope.fail(node, 'NESTED_AGGREGATION', `Cannot nest aggregations inside aggregation '${name}': [${node.getText()}]`)
  }
  level.hasAggregate = true
  level.isInAggregate = true
  try {
    return emitOverRows(name, AGGREGATES, node, scope, NO_WINDOW)
  } finally {
    level.isInAggregate = false
  }
}

function emitOverRows(
  name: string,
  index: typeof AGGREGATES,
  node: Parser.FunctionCallContext,
  scope: Scope,
  over: Over,
): Expression {
  const args = node.ASTERISK() === null ? readArguments(node.expression(), scope) : []
  const overloads = index.get(name)!
  const found = resolve(overloads, args)
  if (found === undefined) scope.fail(node, 'FUNCTION_NOT_FOUND', explainMismatch(name, args, overloads))
  const { emit, args: read, type } = found!
  const call = makeAggregateCall(name, read, type, node, scope, over)
  const made =
    typeof emit === 'string'
      ? call.aggregate(
          emit,
          read.map(({ sql }) => sql),
        )
      : emit(call)
  return typeof made === 'string' ? { sql: `cast(${made} as ${duckdbType(type)})`, type } : made
}

function readWindow(name: string, node: Parser.FunctionCallContext, scope: Scope): Expression {
  const { level } = scope
  if (level.clause !== null) {
    scope.fail(
      node,
      'EXPRESSION_NOT_SCALAR',
      `${level.clause} cannot contain aggregations, window functions or grouping operations: [${node.getText()}]`,
    )
  }
  if (level.isInAggregate) {
    scope.fail(node, 'NESTED_WINDOW', `Cannot nest window functions inside aggregation: ${node.getText()}`)
  }
  const nulls = node.nullTreatment()?.KW_IGNORE() ? ' ignore nulls' : ''
  const over = ` over (${writeOver(node.over()!, scope)})`
  const index = AGGREGATES.has(name) ? AGGREGATES : WINDOWS
  return emitOverRows(name, index, node, scope, { over, nulls })
}

/** DATE '…' and its like; of any other type it is a cast. */
function readConstructor(name: string, text: string, node: Parser.TypeConstructorContext, scope: Scope): Expression {
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
  if (plain === 'char' || plain === 'varchar')
    return { sql: quoteText(text), type: varcharOf([...text].length), literal: text }
  if (!isPlain(plain)) scope.fail(node, 'TYPE_NOT_FOUND', `Unknown type: ${name}`)
  if (plain === 'json')
    return callByName('json_parse', [valueOf({ sql: quoteText(text), type: varchar, literal: text })], node, scope)
  const cast = castTo({ sql: quoteText(text), type: varchar, literal: text }, { kind: plain as 'integer' })
  return cast ?? scope.fail(node, 'INVALID_LITERAL', `'${text}' is not a valid ${name.toUpperCase()} literal`)
}

function readListagg(node: Parser.ListAggContext, scope: Scope): Expression {
  const { level } = scope
  if (level.clause !== null || level.isInAggregate) {
    const words = `${level.clause ?? 'LISTAGG'} cannot contain aggregations, window functions or grouping operations: [${node.getText()}]`
    scope.fail(node, 'EXPRESSION_NOT_SCALAR', words)
  }
  level.hasAggregate = true
  level.isInAggregate = true
  try {
    const value = scope.read(node.expression())
    if (value.type.kind !== 'varchar' && value.type.kind !== 'unknown')
      scope.fail(
        node.expression(),
        'TYPE_MISMATCH',
        `Expected expression of varchar, but '${node.expression().getText()}' has ${writeType(value.type)} type`,
      )
    const separator = node.string()
    const behavior = node.listAggOverflowBehavior()
    const overflow =
      behavior === null || behavior.KW_ERROR() !== null
        ? ({ kind: 'error' } as const)
        : ({
            kind: 'truncate',
            filler: behavior.string() === null ? '...' : readString(behavior.string()!),
            isCounted: behavior.listAggCountIndication()!.KW_WITH() !== null,
          } as const)
    const call = makeAggregateCall('listagg', [value], varchar, node, scope, NO_WINDOW)
    return { sql: listagg(call, separator === null ? '' : readString(separator), overflow), type: varchar }
  } finally {
    level.isInAggregate = false
  }
}

/** Whether a text, without blanks, may call an aggregate. */
export function mayAggregate(text: string): boolean {
  return AGGREGATE.test(text)
}

const AGGREGATE = new RegExp(`(^|[^a-z0-9_])(${[...AGGREGATES.keys(), 'listagg', 'grouping'].join('|')})\\(`, 'i')
