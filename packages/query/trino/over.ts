// Windows: what stands in OVER, as DuckDB writes it.
import { isOrderable } from './comparison.ts'
import { type Node, placeOf, TrinoError } from './error.ts'
import type { Expression } from './expression.ts'
import { readFrame, type SortKey } from './frame.ts'
import type { Parser } from './grammar.ts'
import { readName } from './name.ts'
import { readSortKey, writeOrder } from './order.ts'
import { orderOf, unsign } from './order-key.ts'
import { rootOf } from './root.ts'
import type { Scope } from './scope.ts'
import { writeType } from './type.ts'

interface Window {
  readonly node: Parser.WindowSpecificationContext
  readonly keys: readonly SortKey[]
  readonly partition: string
  readonly order: string
  readonly frame: string
}

/** Of these the frame says nothing, and the order all. */
const SHIFTS = new Set(['lag', 'lead'])

/** What stands in the brackets of a function's OVER. */
export function writeOver(name: string, node: Parser.OverContext, scope: Scope): string {
  const specification = node.windowSpecification()
  const window = specification === null ? findWindow(node._windowName!, scope) : readWindow(specification, scope)
  if (SHIFTS.has(name)) {
    if (window.order === '')
      scope.fail(window.node, 'MISSING_ORDER_BY', `${name} function requires an ORDER BY window clause`)
    if (window.frame !== '')
      scope.fail(window.node.windowFrame()!, 'INVALID_WINDOW_FRAME', `Cannot specify window frame for ${name} function`)
  }
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
    by.length === 0 ? (base?.partition ?? '') : `partition by ${by.map(each => unsign(scope.read(each))).join(', ')}`
  const items = node.sortItem()
  const order = items.length === 0 ? (base?.order ?? '') : `order by ${writeOrder(items, scope, checkKey, orderOf)}`
  const keys =
    items.length === 0 ? (base?.keys ?? []) : items.map(item => ({ node: item, expression: readSortKey(item, scope) }))
  const frame = node.windowFrame()
  return { node, partition, order, keys, frame: frame === null ? '' : readFrame(frame, keys, node, scope) }
}

function checkKey({ type }: Expression, node: Node): void {
  if (isOrderable(type)) return
  const words = `${writeType(type)} is not orderable, and therefore cannot be used in window function ORDER BY`
  throw new TrinoError('TYPE_MISMATCH', placeOf(rootOf(node)), words)
}
