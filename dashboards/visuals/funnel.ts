// Steps, each of those who took the one before.
import { type Group, groupsOf, labelAxis, sortBy, type Value, valuesOf } from './field.ts'
import { frame, type Part, type PartOptions } from './part.ts'

export function funnel(title: string, step: Group, value: Value, options: PartOptions = {}): Part {
  return {
    title,
    draw: id => ({
      FunnelChartVisual: {
        ...frame(id, title, options),
        ChartConfiguration: {
          FieldWells: {
            FunnelChartAggregatedFieldWells: { Category: groupsOf([step]), Values: valuesOf([value]) },
          },
          SortConfiguration: { CategorySort: sortBy(value, 'DESC') },
          CategoryLabelOptions: labelAxis([step]),
          ValueLabelOptions: labelAxis([value]),
          DataLabelOptions: {
            Visibility: 'VISIBLE',
            CategoryLabelVisibility: 'VISIBLE',
            MeasureLabelVisibility: 'VISIBLE',
            MeasureDataLabelStyle: 'VALUE_AND_PERCENTAGE_BY_PREVIOUS_STAGE',
          },
        },
      },
    }),
  }
}
