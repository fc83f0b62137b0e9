// The statements of each kind of visual.
import type { HistogramBinOptions } from '@aws-sdk/client-quicksight'
import type { Draft, Statement } from './draft.ts'
import { VisualError } from './error.ts'
import type { GroupField } from './field.ts'
import { labelOf } from './field.ts'
import { type Fragment, name, sql } from './fragment.ts'
import { type Group, type Measure, MOST_MARKS, type Order, writeGrouped } from './grouped.ts'
import { writeHistogram } from './histogram.ts'
import { needsWhole, writeInsight } from './insight.ts'
import { writeHidden, writeKey, writeMeasure } from './measure.ts'
import { writeRows } from './rows.ts'
import { readLimit, readPivotSort, readSorts, type Sort } from './sorts.ts'
import { isNumber, isTime, toDouble } from './type.ts'
import type { View } from './view.ts'
import { kinds, partAt, type Shape } from './wells.ts'
import type { TileColumn } from './wire.ts'

const MOST_ROWS = 1000

/** By kind; all others are groups and values. */
const writers: Readonly<Record<string, (view: View) => Statement>> = {
  TableVisual: view => (view.cells.length > 0 ? writePlain(view) : writeTable(view)),
  HistogramVisual: writeBins,
  SankeyDiagramVisual: view => writeMarks(view, readSorts(view.shape, 'WeightSort')),
  InsightVisual: writeInsight,
}

/** The rows that a visual shows. */
export function writeMain(view: View): Statement {
  const own = Object.hasOwn(writers, view.shape.kind) ? writers[view.shape.kind] : undefined
  return (own ?? writeMarks)(view)
}

/** The totals that a table shows, and what shares are of where the marks do not add up to it. */
export function writeTotal(view: View): Statement | undefined {
  const { shape, groups, values } = view
  if (groups.length === 0 || values.length === 0 || !wantsTotal(view)) return undefined
  const draft = view.draft()
  const measures = values.map(field => writeMeasure(draft, field, shape.visual))
  return writeGrouped(draft, { groups: [], measures, limit: 1 })
}

const PIVOT_TOTALS = ['RowTotalOptions', 'ColumnTotalOptions']

function wantsTotal({ shape, values, groups }: View): boolean {
  const { kind, visual } = shape
  const total = (...path: string[]) => partAt(visual, 'ChartConfiguration', 'TotalOptions', ...path) === 'VISIBLE'
  if (kind === 'TableVisual') return total('TotalsVisibility')
  if (kind === 'PivotTableVisual') return PIVOT_TOTALS.some(each => total(each, 'TotalsVisibility'))
  if (kind === 'InsightVisual') return needsWhole(shape)
  if (kind !== 'PieChartVisual') return false
  const { limit, hasOther } = readLimit(shape, groups[0]!.well)
  return values.some(({ aggregate }) => aggregate?.fold === undefined) || (limit !== undefined && !hasOther)
}

/** Groups and values, in the order of the wells. */
function writeMarks(view: View, sorts: readonly Sort[] = []): Statement {
  const { shape, values } = view
  if (values.length === 0) throw new VisualError('field wells: expected a value, got none')
  const draft = view.draft()
  const measures = values.map(field => writeMeasure(draft, field, shape.visual))
  const groups = view.groups.map(field => writeGroupOf(draft, view, field, measures))
  if (shape.kind === 'ComboChartVisual' && groups.some(({ column }) => column.well === 'Colors')) {
    const lines = measures.filter(({ column }) => column!.well === 'LineValues')
    if (lines.length > 0) throw new VisualError('Colors: expected none beside LineValues, which are not of one colour')
  }
  const isFlow = shape.kind === 'SankeyDiagramVisual'
  const order = isFlow ? orderBy(draft, groups, measures, sorts) : undefined
  const byWeight = order?.length === 0 ? [{ by: measures[0]!, isDescending: true }] : order
  return writeGrouped(draft, {
    groups,
    measures,
    limit: MOST_MARKS,
    ...(byWeight === undefined ? {} : { order: byWeight }),
  })
}

function writeTable(view: View): Statement {
  const { shape, values } = view
  const draft = view.draft()
  const measures = values.map(field => writeMeasure(draft, field, shape.visual))
  const groups = view.groups.map(field => ({
    ...writeKey(draft, field, shape.visual),
    isDescending: false,
    hasOther: false,
  }))
  const order = orderBy(draft, groups, measures, readSorts(shape, 'RowSort'))
  return writeGrouped(draft, { groups, measures, order, limit: pageOf(shape) })
}

function writeGroupOf(draft: Draft, view: View, field: GroupField, measures: readonly Measure[]): Group {
  const { shape } = view
  const key = writeKey(draft, field, shape.visual)
  const well = kinds[shape.kind]!.wells.find(({ name: each }) => each === field.well)!
  const { limit, hasOther } = readLimit(shape, field.well)
  const said = shape.kind === 'PivotTableVisual' ? readPivotSort(shape, field.id) : sortOf(shape, well.sort, field)
  // What is limited without an order keeps its greatest.
  const isByValue = !isTime(key.column.type) && (well.natural === 'value' || limit !== undefined)
  const standard = isByValue ? { by: measures[0]!, isDescending: true } : { isDescending: false }
  const [order] =
    said === undefined ? [] : orderBy(draft, [{ ...key, isDescending: false, hasOther }], measures, [said])
  const by = order === undefined ? standard : measureOrder(order)
  return { ...key, ...by, ...(limit === undefined ? {} : { limit }), hasOther }
}

/** A well may hold several fields; a sort by another one of its groups is not about this one. */
function sortOf(shape: Shape, property: string | undefined, field: GroupField): Sort | undefined {
  const fields = shape.kind === 'HeatMapVisual' || property === undefined ? [] : [field.id]
  const sorts = readSorts(shape, property)
  return sorts.find(sort => 'field' in sort && fields.includes(sort.field)) ?? sorts[0]
}

function measureOrder({ by, isDescending }: Order): { by?: Measure; isDescending: boolean } {
  return 'hasOther' in by ? { isDescending } : { by, isDescending }
}

function orderBy(
  draft: Draft,
  groups: readonly Group[],
  measures: readonly Measure[],
  sorts: readonly Sort[],
): Order[] {
  return sorts.map(sort => {
    const { isDescending } = sort
    if ('column' in sort) {
      const column = sort.column.SortBy!.ColumnName!
      const own = groups.find(each => each.column.column === column && each.column.granularity === undefined)
      return { by: own ?? writeHidden(draft, sort.column), isDescending }
    }
    const by =
      groups.find(({ column }) => column.id === sort.field) ?? measures.find(({ column }) => column!.id === sort.field)
    if (by === undefined) throw new VisualError(`FieldSort: expected a field of the visual, got ${sort.field}`)
    return { by, isDescending }
  })
}

/** Rows as they are. */
function writePlain(view: View): Statement {
  const { shape, cells } = view
  const draft = view.draft()
  const columns = cells.map(cell => {
    const { sql: value, type } = draft.column(cell.column)
    const column: TileColumn = {
      ...{ id: cell.id, role: 'group', well: cell.well, name: labelOf(shape.visual, cell), column: cell.column, type },
    }
    return { value, column }
  })
  const order = readSorts(shape, 'RowSort').map((sort): Fragment => {
    const column =
      'column' in sort ? sort.column.SortBy!.ColumnName! : cells.find(({ id }) => id === sort.field)?.column
    if (column === undefined)
      throw new VisualError(`FieldSort: expected a field of the visual, got ${String(Object.values(sort)[0])}`)
    const key = name(draft.need(draft.column(column).sql, column))
    return sort.isDescending ? sql`${key} desc` : key
  })
  return writeRows(draft, columns, order, pageOf(shape))
}

function writeBins(view: View): Statement {
  const { shape, values } = view
  const [field] = values
  if (field === undefined) throw new VisualError('Values: expected a field, got none')
  const draft = view.draft()
  const value = draft.column(field.column)
  if (!isNumber(value.type)) throw new VisualError(`Values: expected a number, got ${field.column}, ${value.type}`)
  const { id, well, column } = field
  const shown = { id, role: 'group', well, name: labelOf(shape.visual, field), column, type: 'double' } as const
  const options = partAt(shape.visual, 'ChartConfiguration', 'BinOptions') as HistogramBinOptions | undefined
  return writeHistogram(draft, toDouble(value), shown, options)
}

function pageOf({ visual }: Shape): number {
  const size = partAt(visual, 'ChartConfiguration', 'SortConfiguration', 'PaginationConfiguration', 'PageSize')
  return typeof size === 'number' ? size : MOST_ROWS
}
