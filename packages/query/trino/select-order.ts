// ORDER BY of a SELECT, which may name what it reads and what it gives.
import { type Node, placeOf, TrinoError } from './error.ts'
import type { Expression } from './expression.ts'
import type { Parser, ParserRuleContext } from './grammar.ts'
import { checkOrderable, isConstant, readSortKey, writeSortItem } from './order.ts'
import { orderOf } from './order-key.ts'
import { type Field, Scope } from './scope.ts'
import { held, type Item, notGrouped } from './select-item.ts'

/** By a place in the list, a name of the list, or an expression of what is read. */
export function readOrderItem(
  item: Parser.SortItemContext,
  items: readonly Item[],
  isDistinct: boolean,
  scope: Scope,
): string {
  const text = item.expression()?.getText() ?? ''
  if (/^\d+$/.test(text)) {
    const place = Number(text)
    if (place < 1 || place > items.length) {
      throw new TrinoError('INVALID_COLUMN_REFERENCE', placeOf(item), `ORDER BY position ${text} is not in select list`)
    }
    checkOrderable(items[place - 1]!.expression, item, place - 1)
    return writeSortItem(item, writeKey(items[place - 1]!.expression))
  }
  // A name of the list comes before a column of what is read.
  const named = items.flatMap(({ name, expression }): Field[] =>
    name === null ? [] : [{ ...expression, name: name.toLowerCase(), table: null }],
  )
  const unique = named.filter(
    (field, i) => named.findIndex(other => other.name === field.name && other.sql === field.sql) === i,
  )
  const mark = scope.level.loose.length
  const inside = new OrderScope(scope, unique)
  const key = readSortKey(item, inside)
  settleOrder(key, item, mark, items, scope)
  if (isDistinct && !items.some(({ expression }) => expression.sql === key.sql)) {
    throw new TrinoError(
      'EXPRESSION_NOT_IN_DISTINCT',
      placeOf(item.parent as ParserRuleContext),
      'For SELECT DISTINCT, ORDER BY expressions must appear in select list',
    )
  }
  checkOrderable(key, item)
  return writeSortItem(item, writeKey(key))
}

const writeKey = (key: Expression): string => (isConstant(key) ? '(1 + 0)' : orderOf({ ...key, sql: held(key) }))

/** Names of the list stand for what is selected, which may be aggregates already. */
class OrderScope extends Scope {
  readonly #names: readonly Field[]

  constructor(scope: Scope, names: readonly Field[]) {
    super(scope.session, scope.fields, scope.parent, scope.level, scope.lambdas)
    this.#names = names
  }

  override isOutput(names: readonly string[]): boolean {
    return names.length === 1 && this.#names.some(each => each.name === names[0])
  }

  override find(names: readonly string[], node: Node): { expression: Expression; rest: readonly string[] } {
    const found = this.#names.filter(each => each.name === names[0])
    if (this.level.isInAggregate && this.isOutput(names)) {
      const words = 'Invalid reference to output projection attribute from ORDER BY aggregation'
      throw new TrinoError('COLUMN_NOT_FOUND', placeOf(node), words)
    }
    if (found.length > 1) {
      throw new TrinoError('AMBIGUOUS_NAME', placeOf(node), `Column '${names[0]}' is ambiguous`)
    }
    if (found.length === 1) return { expression: found[0]!, rest: names.slice(1) }
    return super.find(names, node)
  }
}

function settleOrder(
  key: Expression,
  item: Parser.SortItemContext,
  mark: number,
  items: readonly Item[],
  { level }: Scope,
): void {
  if (level.groups === null || level.loose.length <= mark) return
  const fault = level.loose[mark]
  level.loose.length = mark
  if (items.some(({ expression }) => expression.sql === key.sql) || level.groups.has(key.sql)) return
  throw fault instanceof TrinoError ? fault : notGrouped(item, item.getText())
}
