// Windows: what stands in OVER, as DuckDB writes it.
import { keyOf } from './comparison.ts'
import { placeOf, TrinoError } from './error.ts'
import type { Parser } from './grammar.ts'
import { readName } from './name.ts'
import { writeOrder } from './order.ts'
import type { Scope } from './scope.ts'

interface Window {
  readonly partition: string
  readonly order: string
  readonly frame: string
}

/** What stands in the brackets of OVER. */
export function writeOver(node: Parser.OverContext, scope: Scope): string {
  const specification = node.windowSpecification()
  const window = specification === null ? findWindow(node._windowName!, scope) : readWindow(specification, scope)
  return [window.partition, window.order, window.frame].filter(part => part !== '').join(' ')
}

function findWindow(name: Parser.IdentifierContext, scope: Scope): Window {
  const known = scope.level.windows.get(readName(name))
  if (known === undefined)
    throw new TrinoError('INVALID_WINDOW_REFERENCE', placeOf(name), `Cannot resolve WINDOW name ${name.getText()}`)
  return readWindow(known as Parser.WindowSpecificationContext, scope)
}

function readWindow(node: Parser.WindowSpecificationContext, scope: Scope): Window {
  const base = node._existingWindowName === undefined ? undefined : findWindow(node._existingWindowName, scope)
  const by = node.partitionBy()?.expression() ?? []
  const partition =
    by.length === 0 ? (base?.partition ?? '') : `partition by ${by.map(each => keyOf(scope.read(each))).join(', ')}`
  const items = node.sortItem()
  const order = items.length === 0 ? (base?.order ?? '') : `order by ${writeOrder(items, scope)}`
  const frame = node.windowFrame()
  return { partition, order, frame: frame === null ? '' : readFrame(frame, scope) }
}

function readFrame(node: Parser.WindowFrameContext, scope: Scope): string {
  if (node.KW_PATTERN() !== null || node.KW_MEASURES() !== null)
    scope.refuse(node, 'row pattern matching', 'use window functions')
  const extent = node.frameExtent()
  const kind = extent._frameType!.text!.toLowerCase()
  const start = readBound(extent._start!, kind, scope)
  const isBetween = extent.KW_BETWEEN() !== null
  return isBetween
    ? `${kind} between ${start} and ${readBound(extent._end!, kind, scope)}`
    : `${kind} between ${start} and current row`
}

function readBound(node: Parser.FrameBoundContext, kind: string, scope: Scope): string {
  if (node.constructor.name === 'CurrentRowBoundContext') return 'current row'
  const { _boundType: side } = node as Parser.BoundedFrameContext
  const direction = side!.text!.toLowerCase()
  if (node.constructor.name === 'UnboundedFrameContext') return `unbounded ${direction}`
  const distance = scope.read((node as Parser.BoundedFrameContext).expression())
  if (distance.type.kind === 'interval day to second') return `to_milliseconds(${distance.sql}) ${direction}`
  if (distance.type.kind === 'interval year to month') return `to_months(${distance.sql}) ${direction}`
  if (kind !== 'range' && !['integer', 'bigint', 'smallint', 'tinyint'].includes(distance.type.kind)) {
    scope.fail(
      node,
      'TYPE_MISMATCH',
      `Window frame ${kind.toUpperCase()} value type must be BIGINT or INTEGER (actual ${distance.type.kind})`,
    )
  }
  return `${distance.sql} ${direction}`
}
