// Shares of one whole: few slices, and one for the others.
import type { ArcThickness } from '@aws-sdk/client-quicksight'
import { filterOthers } from './action.ts'
import { type Group, groupsOf, labelAxis, sortBy, type Value, valuesOf } from './field.ts'
import { hierarchiesOf } from './hierarchy.ts'
import { frame, limitTo, type Part, type PartOptions } from './part.ts'

export interface PieOptions extends PartOptions {
  readonly limit?: number
  readonly arc?: ArcThickness
}

export function pie(title: string, group: Group, value: Value, options: PieOptions = {}): Part {
  const { limit = 5, arc = 'WHOLE' } = options
  return {
    title,
    draw: id => ({
      PieChartVisual: {
        ...frame(id, title, { actions: [filterOthers()], ...options }),
        ChartConfiguration: {
          FieldWells: {
            PieChartAggregatedFieldWells: { Category: groupsOf([group]), Values: valuesOf([value]) },
          },
          SortConfiguration: { CategorySort: sortBy(value, 'DESC'), CategoryItemsLimit: limitTo(limit) },
          DonutOptions: {
            ArcOptions: { ArcThickness: arc },
            DonutCenterOptions: { LabelVisibility: arc === 'WHOLE' ? 'HIDDEN' : 'VISIBLE' },
          },
          CategoryLabelOptions: labelAxis([group]),
          ValueLabelOptions: labelAxis([value]),
          Legend: { Visibility: 'VISIBLE', Position: 'RIGHT' },
          DataLabels: { Visibility: 'VISIBLE', LabelContent: 'PERCENT', MeasureLabelVisibility: 'VISIBLE' },
        },
        ...hierarchiesOf([group]),
      },
    }),
  }
}

/** With the total in the middle. */
export function donut(title: string, group: Group, value: Value, options: PieOptions = {}): Part {
  return pie(title, group, value, { arc: 'MEDIUM', ...options })
}
