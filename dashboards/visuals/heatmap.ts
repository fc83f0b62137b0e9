// Two groups crossed, the value as a shade: the darker the more.
import type { FieldSortOptions } from '@aws-sdk/client-quicksight'
import { type Group, groupsOf, labelAxis, sortBy, type Value, valuesOf } from './field.ts'
import { cutAt, frame, type Part, type PartOptions } from './part.ts'
import { SHADES } from './shade.ts'

export interface HeatMapOptions extends PartOptions {
  readonly rowSort?: FieldSortOptions[]
  readonly columnSort?: FieldSortOptions[]
  /** The value in the cells too. */
  readonly labels?: boolean
}

export function heatmap(title: string, row: Group, column: Group, value: Value, options: HeatMapOptions = {}): Part {
  const { labels = false } = options
  return {
    title,
    draw: id => ({
      HeatMapVisual: {
        ...frame(id, title, options),
        ChartConfiguration: {
          FieldWells: {
            HeatMapAggregatedFieldWells: {
              Rows: groupsOf([row]),
              Columns: groupsOf([column]),
              Values: valuesOf([value]),
            },
          },
          SortConfiguration: {
            HeatMapRowSort: options.rowSort ?? sortBy(row, 'ASC'),
            HeatMapColumnSort: options.columnSort ?? sortBy(column, 'ASC'),
            HeatMapRowItemsLimitConfiguration: cutAt(50),
            HeatMapColumnItemsLimitConfiguration: cutAt(50),
          },
          RowLabelOptions: labelAxis([row]),
          ColumnLabelOptions: { ...labelAxis([column]), Visibility: 'VISIBLE' },
          ColorScale: { Colors: SHADES.map(Color => ({ Color })), ColorFillType: 'GRADIENT' },
          Legend: { Visibility: 'VISIBLE', Position: 'BOTTOM' },
          DataLabels: { Visibility: labels ? 'VISIBLE' : 'HIDDEN' },
        },
      },
    }),
  }
}
