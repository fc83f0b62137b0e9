// The greatest of something, one bar each; what is beyond the limit is one bar more.
import type { BarChartOrientation, BarsArrangement } from '@aws-sdk/client-quicksight'
import { filterOthers } from './action.ts'
import { type Group, groupsOf, labelAxis, sortBy, type Value, valuesOf } from './field.ts'
import { hierarchiesOf } from './hierarchy.ts'
import { frame, limitTo, type Part, type PartOptions } from './part.ts'

export interface BarOptions extends PartOptions {
  readonly orientation?: BarChartOrientation
  readonly arrangement?: BarsArrangement
  readonly colors?: Group
  /** How many bars, without the one for the others. */
  readonly limit?: number
  /** The greatest first, unless the groups have an order of their own, as days have. */
  readonly isInOrder?: boolean
}

export function bar(title: string, group: Group, values: readonly Value[], options: BarOptions = {}): Part {
  const { orientation = 'HORIZONTAL', arrangement = 'CLUSTERED', colors, limit = 10, isInOrder = false } = options
  const isOne = values.length === 1 && colors === undefined
  return {
    title,
    draw: id => ({
      BarChartVisual: {
        ...frame(id, title, { actions: [filterOthers()], ...options }),
        ChartConfiguration: {
          FieldWells: {
            BarChartAggregatedFieldWells: {
              Category: groupsOf([group]),
              Values: valuesOf(values),
              Colors: groupsOf(colors ? [colors] : []),
            },
          },
          SortConfiguration: isInOrder
            ? { CategorySort: sortBy(group, 'ASC') }
            : { CategorySort: sortBy(values[0]!, 'DESC'), CategoryItemsLimit: limitTo(limit) },
          Orientation: orientation,
          BarsArrangement: arrangement,
          CategoryLabelOptions: labelAxis([group]),
          ValueLabelOptions: labelAxis(values),
          ...(colors === undefined ? {} : { ColorLabelOptions: labelAxis([colors]) }),
          Legend: { Visibility: isOne ? 'HIDDEN' : 'VISIBLE', Position: 'TOP' },
          DataLabels: { Visibility: isOne ? 'VISIBLE' : 'HIDDEN' },
        },
        ...hierarchiesOf([group]),
      },
    }),
  }
}

/** Upright bars, for what has an order of its own: days, hours. */
export function columns(title: string, group: Group, values: readonly Value[], options: BarOptions = {}): Part {
  return bar(title, group, values, { orientation: 'VERTICAL', isInOrder: true, ...options })
}
