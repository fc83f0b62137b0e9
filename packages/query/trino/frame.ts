// The frame of a window: which rows around a row count with it.
import { type Node, placeOf, TrinoError } from './error.ts'
import type { Expression } from './expression.ts'
import type { Parser } from './grammar.ts'
import type { Scope } from './scope.ts'
import { isInteger, isInterval, isNumber, writeType } from './type.ts'

export interface SortKey {
  readonly node: Node
  readonly expression: Expression
}

interface Bound {
  readonly sql: string
  readonly side: Side
  /** What stands before PRECEDING or FOLLOWING. */
  readonly distance?: { readonly node: Node; readonly expression: Expression }
}

type Side = 'UNBOUNDED PRECEDING' | 'PRECEDING' | 'CURRENT ROW' | 'FOLLOWING' | 'UNBOUNDED FOLLOWING'

const WRONG_OFFSET = 'INVALID_WINDOW_FRAME: Window frame offset value must not be negative or null'

/** As DuckDB writes it. @throws TrinoError where its ends or its order do not go together */
export function readFrame(
  node: Parser.WindowFrameContext,
  keys: readonly SortKey[],
  window: Parser.WindowSpecificationContext,
  scope: Scope,
): string {
  if (node.KW_PATTERN() !== null || node.KW_MEASURES() !== null)
    scope.refuse(node, 'row pattern matching', 'use window functions')
  const extent = node.frameExtent()
  const kind = extent._frameType!.text!.toUpperCase()
  const start = readBound(extent._start!, scope)
  const end: Bound =
    extent.KW_BETWEEN() === null ? { sql: 'current row', side: 'CURRENT ROW' } : readBound(extent._end!, scope)
  const fault = findFault(start.side, end.side)
  if (fault !== undefined) scope.fail(node, 'INVALID_WINDOW_FRAME', `Window frame ${fault}`)
  for (const [end_name, { distance }] of Object.entries({ start, end })) {
    if (distance === undefined) continue
    if (kind !== 'ROWS') checkOrder(kind, keys, window, scope)
    if (kind === 'RANGE') checkDistance(distance.node, distance.expression, keys[0]!, scope)
    else if (!isInteger(distance.expression.type)) {
      const words = `Window frame ${kind} ${end_name} value type must be exact numeric type with scale 0 (actual ${writeType(distance.expression.type)})`
      scope.fail(distance.node, 'TYPE_MISMATCH', words)
    }
  }
  return `${kind.toLowerCase()} between ${start.sql} and ${end.sql}`
}

function findFault(start: Side, end: Side): string | undefined {
  if (start === 'UNBOUNDED FOLLOWING') return 'start cannot be UNBOUNDED FOLLOWING'
  if (end === 'UNBOUNDED PRECEDING') return 'end cannot be UNBOUNDED PRECEDING'
  const isBackward =
    (start === 'CURRENT ROW' && end === 'PRECEDING') ||
    (start === 'FOLLOWING' && (end === 'PRECEDING' || end === 'CURRENT ROW'))
  return isBackward ? `starting from ${start} cannot end with ${end}` : undefined
}

function readBound(node: Parser.FrameBoundContext, scope: Scope): Bound {
  if (node.constructor.name === 'CurrentRowBoundContext') return { sql: 'current row', side: 'CURRENT ROW' }
  const bound = node as Parser.BoundedFrameContext
  const side = bound._boundType!.text!.toUpperCase() as Side
  if (node.constructor.name === 'UnboundedFrameContext')
    return { sql: `unbounded ${side.toLowerCase()}`, side: `UNBOUNDED ${side}` as Side }
  const expression = scope.read(bound.expression())
  return {
    sql: `${writeDistance(expression)} ${side.toLowerCase()}`,
    side,
    distance: { node: bound.expression(), expression },
  }
}

function writeDistance({ sql, type, literal }: Expression): string {
  if (type.kind === 'interval day to second') return `to_milliseconds(${sql})`
  if (type.kind === 'interval year to month') return `to_months(${sql})`
  if (literal !== undefined && !literal.startsWith('-')) return sql
  return `(case when ${sql} is null or ${sql} < 0 then trino_error('${WRONG_OFFSET}') else ${sql} end)`
}

function checkOrder(
  kind: string,
  keys: readonly SortKey[],
  window: Parser.WindowSpecificationContext,
  scope: Scope,
): void {
  const subject = `Window frame of type ${kind} PRECEDING or FOLLOWING requires`
  if (keys.length === 0) scope.fail(window, 'MISSING_ORDER_BY', `${subject} ORDER BY`)
  if (kind !== 'RANGE') return
  if (keys.length > 1) {
    const words = `${subject} single sort item in ORDER BY (actual: ${keys.length})`
    throw new TrinoError('INVALID_ORDER_BY', placeOf(window.KW_ORDER() ?? window), words)
  }
  const { node, expression } = keys[0]!
  if (!isMeasured(expression)) {
    const words = `${subject} that sort item type be numeric, datetime or interval (actual: ${writeType(expression.type)})`
    scope.fail(node, 'TYPE_MISMATCH', words)
  }
}

const isMeasured = ({ type }: Expression) => isNumber(type) || isInterval(type) || /^(date|time)/.test(type.kind)

function checkDistance(node: Node, { type }: Expression, key: SortKey, scope: Scope): void {
  const own = key.expression.type
  if (isNumber(own) ? isNumber(type) : isInterval(own) ? own.kind === type.kind : isInterval(type)) return
  const words = `Window frame RANGE value type (${writeType(type)}) not compatible with sort item type (${writeType(own)})`
  scope.fail(node, 'TYPE_MISMATCH', words)
}
