// Bars and a line over the same time, each with an axis of its own.
import { type Group, groupsOf, labelAxis, sortBy, type Value, valuesOf } from './field.ts'
import { hierarchiesOf } from './hierarchy.ts'
import { frame, type Part, type PartOptions } from './part.ts'

export function combo(
  title: string,
  time: Group,
  bars: readonly Value[],
  lines: readonly Value[],
  options: PartOptions = {},
): Part {
  return {
    title,
    draw: id => ({
      ComboChartVisual: {
        ...frame(id, title, options),
        ChartConfiguration: {
          FieldWells: {
            ComboChartAggregatedFieldWells: {
              Category: groupsOf([time]),
              BarValues: valuesOf(bars),
              Colors: [],
              LineValues: valuesOf(lines),
            },
          },
          SortConfiguration: { CategorySort: sortBy(time, 'ASC') },
          BarsArrangement: 'CLUSTERED',
          CategoryLabelOptions: labelAxis([time]),
          PrimaryYAxisLabelOptions: { ...labelAxis(bars), Visibility: 'VISIBLE' },
          SecondaryYAxisLabelOptions: { ...labelAxis(lines), Visibility: 'VISIBLE' },
          Legend: { Visibility: 'VISIBLE', Position: 'TOP' },
        },
        ...hierarchiesOf([time]),
      },
    }),
  }
}
