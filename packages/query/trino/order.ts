// ORDER BY: nulls are last unless it is said otherwise, whichever way the rest goes.
import { isOrderable, keyOf } from './comparison.ts'
import { placeOf, TrinoError } from './error.ts'
import type { Expression } from './expression.ts'
import type { Parser } from './grammar.ts'
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

/** @throws TrinoError for what has no order */
export function checkOrderable({ type }: Expression, item: Parser.SortItemContext): void {
  if (isOrderable(type)) return
  const words = `Type ${writeType(type)} is not orderable, and therefore cannot be used in ORDER BY: ${item.getText()}`
  throw new TrinoError('TYPE_MISMATCH', placeOf(item), words)
}

/** Of an aggregate or a window: all items. */
export function writeOrder(items: readonly Parser.SortItemContext[], scope: Scope): string {
  return items
    .map(item => {
      const key = readSortKey(item, scope)
      checkOrderable(key, item)
      // A number alone would be a place in DuckDB.
      return writeSortItem(item, isConstant(key) ? `(${key.sql} + 0)` : keyOf(key))
    })
    .join(', ')
}

function isConstant({ sql }: Expression): boolean {
  return /^\(?-?\d+\)?$/.test(sql)
}
