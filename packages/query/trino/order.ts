// ORDER BY: nulls are last unless it is said otherwise, whichever way the rest goes.
import { isOrderable, keyOf } from './comparison.ts'
import { placeOf, TrinoError } from './error.ts'
import type { Expression } from './expression.ts'
import type { Parser, ParserRuleContext } from './grammar.ts'
import { readNames } from './name.ts'
import type { Scope } from './scope.ts'
import { writeType } from './type.ts'

/** What an item orders by: a column, or any expression. */
export function readSortKey(item: Parser.SortItemContext, scope: Scope): Expression {
  const column = item.columnRef()?.qualifiedName()
  return column == null ? scope.read(item.expression()!) : scope.readColumn(readNames(column), column)
}

/** Of a key that is already DuckDB's. */
export function writeSortItem(item: Parser.SortItemContext, key: string): string {
  const isDescending = item.KW_DESC() !== null
  const isFirst = item.KW_NULLS() !== null && item.KW_FIRST() !== null
  return `${key} ${isDescending ? 'desc' : 'asc'} nulls ${isFirst ? 'first' : 'last'}`
}

/** What an item says, without its direction. */
export const keyNodeOf = (item: Parser.SortItemContext): ParserRuleContext => item.columnRef() ?? item.expression()!

/** Of a query: `place` is that in its list, from 0. @throws TrinoError for what has no order, as of the whole query */
export function checkOrderable(
  { type }: Expression,
  item: Parser.SortItemContext,
  place?: number,
  query = item.parent as ParserRuleContext,
): void {
  if (isOrderable(type)) return
  const key = place === undefined ? keyNodeOf(item).getText() : `:input(${place})`
  const words = `Type ${writeType(type)} is not orderable, and therefore cannot be used in ORDER BY: ${key}`
  throw new TrinoError('TYPE_MISMATCH', placeOf(query), words)
}

/** Of an aggregate or a window: all items; `write` is for a key that is none that stays the same. */
export function writeOrder(
  items: readonly Parser.SortItemContext[],
  scope: Scope,
  check: (key: Expression, node: ParserRuleContext) => void,
  write: (key: Expression, node: ParserRuleContext) => string = keyOf,
): string {
  return items
    .map(item => {
      const key = readSortKey(item, scope)
      check(key, keyNodeOf(item))
      return writeSortItem(item, isConstant(key) ? '(1 + 0)' : write(key, keyNodeOf(item)))
    })
    .join(', ')
}

/** It orders nothing, and alone DuckDB takes it for a place, or for a mistake. */
export function isConstant({ sql }: Expression): boolean {
  return /^\(*-?\d+\)*$|^'(?:[^']|'')*'$|^(?:true|false)$/.test(sql)
}
