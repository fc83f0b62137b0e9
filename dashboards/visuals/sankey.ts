// What flows from where to where.
import { type Group, groupsOf, sortBy, type Value, valuesOf } from './field.ts'
import { frame, limitTo, type Part, type PartOptions } from './part.ts'

export interface SankeyOptions extends PartOptions {
  readonly limit?: number
}

export function sankey(title: string, from: Group, to: Group, weight: Value, options: SankeyOptions = {}): Part {
  const { limit = 12 } = options
  return {
    title,
    draw: id => ({
      SankeyDiagramVisual: {
        ...frame(id, title, options),
        ChartConfiguration: {
          FieldWells: {
            SankeyDiagramAggregatedFieldWells: {
              Source: groupsOf([from]),
              Destination: groupsOf([to]),
              Weight: valuesOf([weight]),
            },
          },
          SortConfiguration: {
            WeightSort: sortBy(weight, 'DESC'),
            SourceItemsLimit: limitTo(limit),
            DestinationItemsLimit: limitTo(limit),
          },
          DataLabels: { Visibility: 'VISIBLE' },
        },
      },
    }),
  }
}
