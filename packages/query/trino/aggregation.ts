// Calls of functions over rows and over windows.
import { apart, hold } from './attempt.ts'
import { checkKeys, failMismatch, makeCall, readArguments, selectOf } from './call.ts'
import { isGroupable, isMoment, isOrderable, keyOf } from './comparison.ts'
import { isWritten } from './constant.ts'
import type { Expression } from './expression.ts'
import type { AggregateCall } from './function.ts'
import type { Parser, ParserRuleContext } from './grammar.ts'
import { listagg } from './listagg.ts'
import { readString } from './name.ts'
import { readSortKey, writeOrder } from './order.ts'
import { writeOver } from './over.ts'
import { readBoolean } from './predicates.ts'
import { printCall } from './print.ts'
import { aggregates, windows } from './registry.ts'
import { type Argument, indexOverloads, resolve } from './resolve.ts'
import { rootOf } from './root.ts'
import type { Scope } from './scope.ts'
import { duckdbType, type Type, varchar, writeType } from './type.ts'

export const AGGREGATES = indexOverloads([aggregates])

export const WINDOWS = indexOverloads([windows])

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
  given: readonly string[],
): AggregateCall {
  const isDistinct = node.setQuantifier()?.KW_DISTINCT() != null
  const check = (key: Expression) => {
    const words = `ORDER BY can only be applied to orderable types (actual: ${writeType(key.type)})`
    if (!isOrderable(key.type)) scope.fail(node, 'TYPE_MISMATCH', words)
  }
  const write = (key: Expression, part: ParserRuleContext) => {
    const own = args[given.indexOf(key.sql)]
    if (isDistinct && own === undefined) {
      const words = 'For aggregate function with DISTINCT, ORDER BY expressions must appear in arguments'
      scope.fail(rootOf(part), 'EXPRESSION_NOT_IN_DISTINCT', words)
    }
    return keyOf(isDistinct ? own! : key)
  }
  const order = node.sortItem().length === 0 ? '' : writeOrder(node.sortItem(), scope, check, write)
  const filter = node.filter()
  const where =
    filter === null ? undefined : readBoolean(filter.whereClause().booleanExpression(), 'Filter expression', scope).sql
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

export function readAggregate(name: string, node: Parser.FunctionCallContext, scope: Scope): Expression {
  const { level } = scope
  if (level.clause !== null) {
    scope.fail(
      level.clauseNode ?? node,
      'EXPRESSION_NOT_SCALAR',
      `${level.clause} cannot contain aggregations, window functions or grouping operations: [${node.getText()}]`,
    )
  }
  if (level.isInAggregate) {
    const outer = level.aggregate ?? { name, node }
    const words = `Cannot nest aggregations inside aggregation '${outer.name}': [${node.getText()}]`
    scope.fail(outer.node, 'NESTED_AGGREGATION', words)
  }
  level.hasAggregate = true
  level.isInAggregate = true
  level.aggregate = { name, node }
  try {
    return hold(
      apart(scope, () => emitOverRows(name, AGGREGATES, node, scope, NO_WINDOW)),
      scope,
    )
  } finally {
    level.isInAggregate = false
    level.aggregate = null
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
  if (found === undefined) failMismatch(name, args, overloads, node, scope)
  const { emit, args: read, type } = found!
  if (
    node.setQuantifier()?.KW_DISTINCT() &&
    read.some(arg => !(BY_MOMENT.has(name) && isMoment(arg)) && !isGroupable(arg))
  )
    scope.refuse(node, `${name} of distinct times with zones`, 'cast them to timestamp')
  checkKeys(type, read, node, scope)
  if (
    name === 'count' &&
    node.setQuantifier()?.KW_DISTINCT() &&
    isWritten(node.expression(0)!, read[0]!.sql, scope.fields)
  )
    scope.refuse(node, 'count of a DISTINCT constant, which on Athena may count all rows,', 'leave it out')
  const isPlain = read.every((arg, i) => isColumn(args[i]!, arg.type, scope))
  if (!isPlain || node.filter() !== null) scope.level.hasComputed = true
  const given = args.map(arg => (arg.kind === 'value' ? arg.expression.sql : ''))
  const call = makeAggregateCall(name, read, type, node, scope, over, given)
  const made =
    typeof emit === 'string'
      ? call.aggregate(
          emit,
          read.map(({ sql }) => sql),
        )
      : emit(call)
  const { sql, type: own } = typeof made === 'string' ? { sql: `cast(${made} as ${duckdbType(type)})`, type } : made
  return { sql, type: own }
}

/** Of these it is no matter which of two times of one moment they see. */
const BY_MOMENT = new Set(['approx_distinct', 'count', 'max', 'min'])

/** Whether an argument is a column, and of the type that is asked for. */
function isColumn(given: Argument, type: Type, { fields }: Scope): boolean {
  if (given.kind !== 'value' || writeType(given.expression.type) !== writeType(type)) return false
  return fields.some(({ sql }) => sql === given.expression.sql)
}

export function readWindow(name: string, node: Parser.FunctionCallContext, scope: Scope): Expression {
  const { level } = scope
  if (level.clause !== null) {
    scope.fail(
      level.clauseNode ?? node,
      'EXPRESSION_NOT_SCALAR',
      `${level.clause} cannot contain aggregations, window functions or grouping operations: [${node.getText()}]`,
    )
  }
  if (level.isInAggregate) {
    const words = `Cannot nest window functions or row pattern measures inside aggregation: ${node.getText()}`
    scope.fail(node, 'NESTED_WINDOW', words)
  }
  if (level.isInWindow) {
    const words = 'Cannot nest window functions or row pattern measures inside window function arguments'
    scope.fail(node, 'NESTED_WINDOW', words)
  }
  if (level.isInHaving)
    scope.fail(node, 'NESTED_WINDOW', 'HAVING clause cannot contain window functions or row pattern measures')
  const window = node.over()
  if (window === null)
    return scope.fail(node, 'MISSING_OVER', `Window function system.builtin.${name} requires an OVER clause`)
  checkWindow(name, node, scope)
  const nulls = node.nullTreatment()?.KW_IGNORE() ? ' ignore nulls' : ''
  const index = AGGREGATES.has(name) ? AGGREGATES : WINDOWS
  const made = apart(scope, () => {
    const over = ` over (${writeOver(name, window, scope)})`
    level.isInWindow = true
    try {
      return emitOverRows(name, index, node, scope, { over, nulls })
    } finally {
      level.isInWindow = false
    }
  })
  return hold(made, scope)
}

/** What stands around an aggregate, and may not around a window function. */
function checkWindow(name: string, node: Parser.FunctionCallContext, scope: Scope): void {
  if (node.nullTreatment() !== null && !TREATED.has(name))
    scope.fail(node, 'NULL_TREATMENT_NOT_ALLOWED', `Cannot specify null treatment clause for ${name} function`)
  if (node.sortItem().length > 0) checkSorted(name, node, scope)
  if (node.setQuantifier()?.KW_DISTINCT()) {
    const words = `DISTINCT in window function parameters not yet supported: ${printCall(node)}`
    scope.fail(selectOf(node), 'NOT_SUPPORTED', words)
  }
  if (node.filter() !== null)
    scope.fail(selectOf(node), 'NOT_SUPPORTED', 'FILTER is not yet supported for window functions')
}

/** To Trino it makes groups of a SELECT, in which it is not grouped itself. */
function checkSorted(name: string, node: Parser.FunctionCallContext, scope: Scope): void {
  const { level } = scope
  if (!AGGREGATES.has(name))
    scope.fail(node, 'FUNCTION_NOT_AGGREGATE', 'ORDER BY is only valid for aggregation functions')
  level.hasAggregate = true
  if (level.groups === null) return
  const mark = level.loose.length
  for (const part of node.expression()) scope.read(part)
  for (const item of node.sortItem()) readSortKey(item, scope)
  if (level.loose.length === mark) scope.fail(node, 'NOT_SUPPORTED', 'Window function with ORDER BY is not supported')
}

/** IGNORE NULLS is for these. */
const TREATED = new Set(['first_value', 'lag', 'last_value', 'lead', 'nth_value'])

export function readListagg(node: Parser.ListAggContext, scope: Scope): Expression {
  const { level } = scope
  if (level.clause !== null || level.isInAggregate) {
    const words = `${level.clause ?? 'LISTAGG'} cannot contain aggregations, window functions or grouping operations: [${node.getText()}]`
    scope.fail(level.clauseNode ?? node, 'EXPRESSION_NOT_SCALAR', words)
  }
  level.hasAggregate = true
  level.isInAggregate = true
  try {
    const value = apart(scope, () => scope.read(node.expression()))
    if (value.type.kind !== 'varchar' && value.type.kind !== 'unknown')
      scope.fail(
        node,
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
    const made = apart(scope, () => {
      const call = makeAggregateCall('listagg', [value], varchar, node, scope, NO_WINDOW, [value.sql])
      return listagg(call, separator === null ? '' : readString(separator), overflow)
    })
    return hold({ sql: made, type: varchar }, scope)
  } finally {
    level.isInAggregate = false
  }
}

/** Whether a text, without blanks, may call an aggregate. */
export function mayAggregate(text: string): boolean {
  return AGGREGATE.test(text)
}

const AGGREGATE = new RegExp(`(^|[^a-z0-9_])(${[...AGGREGATES.keys(), 'listagg', 'grouping'].join('|')})\\(`, 'i')
