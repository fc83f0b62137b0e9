// A table with groups on two sides.
import { type Group, groupsOf, type Value, valuesOf } from './field.ts'
import { frame, type Part, type PartOptions } from './part.ts'

export function pivot(
  title: string,
  rows: readonly Group[],
  columns: readonly Group[],
  values: readonly Value[],
  options: PartOptions = {},
): Part {
  const fields = [...rows, ...columns, ...values]
  return {
    title,
    draw: id => ({
      PivotTableVisual: {
        ...frame(id, title, options),
        ChartConfiguration: {
          FieldWells: {
            PivotTableAggregatedFieldWells: {
              Rows: groupsOf(rows),
              Columns: groupsOf(columns),
              Values: valuesOf(values),
            },
          },
          SortConfiguration: {
            FieldSortOptions: rows.map(({ id: FieldId }) => ({
              FieldId,
              SortBy: { Field: { FieldId: values[0]!.id, Direction: 'DESC' } },
            })),
          },
          TableOptions: { MetricPlacement: 'COLUMN', SingleMetricVisibility: 'HIDDEN' },
          TotalOptions: {
            RowTotalOptions: { TotalsVisibility: 'VISIBLE', Placement: 'END' },
            ColumnTotalOptions: { TotalsVisibility: 'VISIBLE', Placement: 'END' },
          },
          FieldOptions: {
            SelectedFieldOptions: fields.map(({ id: FieldId, label }) => ({ FieldId, CustomLabel: label })),
          },
        },
      },
    }),
  }
}
