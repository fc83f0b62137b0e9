// What stands in the wells of a visual: groups and values, each with the words a person reads.
import type {
  AxisLabelOptions,
  ColumnIdentifier,
  DimensionField,
  FieldSortOptions,
  MeasureField,
  SortDirection,
} from '@aws-sdk/client-quicksight'

/** What a visual has one mark, row or colour for. */
export interface Group {
  readonly id: string
  readonly label: string
  readonly column: ColumnIdentifier
  readonly field: DimensionField
}

/** What a visual shows the size of. */
export interface Value {
  readonly id: string
  readonly label: string
  readonly column: ColumnIdentifier
  readonly field: MeasureField
}

export const groupsOf = (groups: readonly Group[]): DimensionField[] => groups.map(group => group.field)

export const valuesOf = (values: readonly Value[]): MeasureField[] => values.map(value => value.field)

export function sortBy({ id }: { readonly id: string }, direction: SortDirection): FieldSortOptions[] {
  return [{ FieldSort: { FieldId: id, Direction: direction } }]
}

/** By a column that the visual does not show, such as the number of a weekday; the least of it counts. */
export function sortByColumn(column: ColumnIdentifier, direction: SortDirection = 'ASC'): FieldSortOptions[] {
  const least = { NumericalAggregationFunction: { SimpleNumericalAggregation: 'MIN' } } as const
  return [{ ColumnSort: { SortBy: column, Direction: direction, AggregationFunction: least } }]
}

/** The words for fields on an axis, in the legend and in what a pointer shows. */
export function labelFields(fields: readonly (Group | Value)[]): AxisLabelOptions[] {
  return fields.map(({ id, label, column }) => ({
    CustomLabel: label,
    ApplyTo: { FieldId: id, Column: column },
  }))
}

/** An axis whose meaning the title says already: no words beside it. */
export function labelAxis(fields: readonly (Group | Value)[]) {
  return { Visibility: 'HIDDEN', AxisLabelOptions: labelFields(fields) } as const
}

/** `device_type` as a person says it: Device type. */
export function nameColumn(column: string): string {
  const words = column.replaceAll('_', ' ').replace(/ at$/, '')
  return words.charAt(0).toUpperCase() + words.slice(1)
}
