// Rows as they are: a table without groups.
import { type Draft, type Statement, select } from './draft.ts'
import { type Fragment, join, name, raw, sql } from './fragment.ts'
import type { TileColumn } from './wire.ts'

export interface RowColumn {
  readonly value: Fragment
  readonly column: TileColumn
}

/** `order` as SQL over the names that the columns have. */
export function writeRows(
  draft: Draft,
  columns: readonly RowColumn[],
  order: readonly Fragment[],
  limit: number,
): Statement {
  const shown = columns.map(({ value, column }) => name(draft.need(value, column.column)))
  const ordered = order.length === 0 ? raw('') : sql`\norder by ${join(order, ', ')}`
  const last = sql`${select(shown, draft.from())}${ordered}\nlimit ${limit + 1}`
  return { ...draft.write([], last), columns: columns.map(({ column }) => column), limit }
}
