// Values over time: lines, or areas.
import type { LineChartType } from '@aws-sdk/client-quicksight'
import { type Group, groupsOf, labelAxis, sortBy, type Value, valuesOf } from './field.ts'
import { hierarchiesOf } from './hierarchy.ts'
import { cutAt, frame, type Part, type PartOptions } from './part.ts'

export interface LineOptions extends PartOptions {
  readonly type?: LineChartType
  /** One line for each value of it. */
  readonly colors?: Group
}

/** More than this are no lines that anybody follows. */
const MOST_LINES = 8

export function line(title: string, time: Group, values: readonly Value[], options: LineOptions = {}): Part {
  const { type = 'LINE', colors } = options
  const isOne = values.length === 1 && colors === undefined
  return {
    title,
    draw: id => ({
      LineChartVisual: {
        ...frame(id, title, options),
        ChartConfiguration: {
          FieldWells: {
            LineChartAggregatedFieldWells: {
              Category: groupsOf([time]),
              Values: valuesOf(values),
              Colors: groupsOf(colors ? [colors] : []),
            },
          },
          SortConfiguration: {
            CategorySort: sortBy(time, 'ASC'),
            ...(colors === undefined ? {} : { ColorItemsLimitConfiguration: cutAt(MOST_LINES) }),
          },
          Type: type,
          XAxisLabelOptions: labelAxis([time]),
          PrimaryYAxisLabelOptions: labelAxis(values),
          Legend: { Visibility: isOne ? 'HIDDEN' : 'VISIBLE', Position: 'TOP' },
        },
        ...hierarchiesOf([time]),
      },
    }),
  }
}

/** The space below the line; where there are several, they are parts of one whole, one on top of the other. */
export function area(title: string, time: Group, values: readonly Value[], options: LineOptions = {}): Part {
  const isOne = values.length === 1 && options.colors === undefined
  return line(title, time, values, { type: isOne ? 'AREA' : 'STACKED_AREA', ...options })
}
