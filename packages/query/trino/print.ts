// Calls as Trino's errors print them: keywords in capitals, the direction of each key.
import type { Parser } from './grammar.ts'
import { keyNodeOf } from './order.ts'

/** With what stands in its brackets and in OVER's. */
export function printCall(node: Parser.FunctionCallContext): string {
  const distinct = node.setQuantifier()?.KW_DISTINCT() ? 'DISTINCT ' : ''
  const args = node.ASTERISK() === null ? node.expression().map(each => each.getText()) : ['*']
  const order = node.sortItem().length === 0 ? '' : ` ${printOrder(node.sortItem())}`
  const over = node.over()
  const call = `${node.functionName().getText()}(${distinct}${args.join(', ')}${order})`
  return over === null ? call : `${call} OVER ${printOver(over)}`
}

function printOver(node: Parser.OverContext): string {
  const window = node.windowSpecification()
  if (window === null) return node._windowName!.getText()
  const by = window.partitionBy()?.expression() ?? []
  const parts = [
    window._existingWindowName?.getText() ?? '',
    by.length === 0 ? '' : `PARTITION BY ${by.map(each => each.getText()).join(', ')}`,
    window.sortItem().length === 0 ? '' : printOrder(window.sortItem()),
    window.windowFrame() === null
      ? ''
      : window
          .windowFrame()!
          .children!.map(each => each.getText().toUpperCase())
          .join(' '),
  ]
  return `(${parts.filter(part => part !== '').join(' ')})`
}

function printOrder(items: readonly Parser.SortItemContext[]): string {
  const keys = items.map(item => {
    const nulls = item.KW_NULLS() === null ? '' : ` NULLS ${item.KW_FIRST() === null ? 'LAST' : 'FIRST'}`
    return `${keyNodeOf(item).getText()} ${item.KW_DESC() === null ? 'ASC' : 'DESC'}${nulls}`
  })
  return `ORDER BY ${keys.join(', ')}`
}
