// Fields as columns of a statement: what is counted, and what is counted by.
import type { ColumnSort } from '@aws-sdk/client-quicksight'
import { aggregates } from './aggregates.ts'
import { aggregationOf, type Draft } from './draft.ts'
import { VisualError } from './error.ts'
import { foldOf, writeGroup as writeGroupExpression } from './expression.ts'
import { aggregateOf, type GroupField, labelOf, type ValueField, writeGroup } from './field.ts'
import { type Fragment, name } from './fragment.ts'
import type { Measure } from './grouped.ts'
import { readAggregation } from './source.ts'
import { parseExpression } from './syntax.ts'
import { isNumber } from './type.ts'
import type { Part } from './wells.ts'
import type { TileColumn } from './wire.ts'

const NUMERIC = ['SUM', 'AVERAGE', 'MEDIAN', 'STDEV', 'STDEVP', 'VAR', 'VARP']

/** A value in a well. @throws VisualError where the column cannot be so aggregated. */
export function writeMeasure(draft: Draft, field: ValueField, visual: Part): Measure {
  const { source } = draft
  const { id, column } = field
  const alias = draft.names.give(id.startsWith(`${source.identifier}.`) ? id.slice(source.identifier.length + 1) : id)
  const hoist = (input: Fragment) => name(draft.need(input, `${alias}_input`))
  const shown = { id, role: 'value', well: field.well, name: labelOf(visual, field), column } as const
  const expression =
    field.expression === undefined ? readAggregation(source, column) : parseExpression(field.expression)
  if (expression !== undefined) {
    const { sql, type } = writeGroupExpression(expression, draft.scope, hoist)
    return { alias, sql, ...foldWith(foldOf(expression)), column: { ...shown, type } }
  }
  const value = draft.column(column)
  const { aggregate, aggregation } = field
  const isWrong = (NUMERIC.includes(aggregation!) || /^P\d/.test(aggregation!)) && !isNumber(value.type)
  if (isWrong)
    throw new VisualError(`${field.well}: expected a number to take ${aggregation} of, got ${column}, ${value.type}`)
  const { fold, write, input, type } = aggregate!
  return {
    alias,
    sql: write(input({ ...value, sql: hoist(value.sql) })),
    ...foldWith(fold),
    column: { ...shown, aggregation: aggregation!, type: type(value.type) },
  }
}

/** A column that gives an order without being shown. */
export function writeHidden(draft: Draft, { SortBy, AggregationFunction }: ColumnSort): Measure {
  const column = SortBy!.ColumnName!
  const alias = draft.names.give(`${column}_sorted`)
  const hoist = (input: Fragment) => name(draft.need(input, `${alias}_input`))
  const expression = readAggregation(draft.source, column)
  if (expression !== undefined) {
    const { sql } = writeGroupExpression(expression, draft.scope, hoist)
    return { alias, sql, ...foldWith(foldOf(expression)) }
  }
  const value = draft.column(column)
  const aggregation =
    AggregationFunction === undefined && !isNumber(value.type) ? 'MIN' : aggregationOf(AggregationFunction)
  const { write, input, fold } = aggregateOf(aggregation in aggregates ? aggregation : 'MIN')
  return { alias, sql: write(input({ ...value, sql: hoist(value.sql) })), ...foldWith(fold) }
}

/** What marks are for: the name it has in `filtered`, and its column in the answer. */
export function writeKey(draft: Draft, field: GroupField, visual: Part): { alias: string; column: TileColumn } {
  const { id, well, column, granularity } = field
  const value = writeGroup(draft.column(column), field, draft.source.zone)
  const alias = draft.need(value.sql, granularity === undefined ? column : `${column}_${granularity}`)
  const shown = { id, role: 'group', well, name: labelOf(visual, field), column, type: value.type } as const
  return { alias, column: granularity === undefined ? shown : { ...shown, granularity } }
}

const foldWith = (fold: Measure['fold']): Pick<Measure, 'fold'> => (fold === undefined ? {} : { fold })
