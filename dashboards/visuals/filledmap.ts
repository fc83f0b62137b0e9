// Countries of the world, the darker the more.
import { filterOthers } from './action.ts'
import { type Group, groupsOf, sortBy, type Value, valuesOf } from './field.ts'
import { frame, type Part, type PartOptions } from './part.ts'
import { SHADES } from './shade.ts'

/** @param country a group of ISO 3166 two-letter codes. */
export function filledmap(title: string, country: Group, value: Value, options: PartOptions = {}): Part {
  const [light, dark] = SHADES
  const Gradient = {
    Expression: expressionOf(value),
    Color: {
      Stops: [
        { GradientOffset: 0, Color: light },
        { GradientOffset: 100, Color: dark },
      ],
    },
  }
  return {
    title,
    draw: id => ({
      FilledMapVisual: {
        ...frame(id, title, { actions: [filterOthers()], ...options }),
        ChartConfiguration: {
          FieldWells: {
            FilledMapAggregatedFieldWells: { Geospatial: groupsOf([country]), Values: valuesOf([value]) },
          },
          SortConfiguration: { CategorySort: sortBy(value, 'DESC') },
          Legend: { Visibility: 'VISIBLE', Position: 'BOTTOM' },
          MapStyleOptions: { BaseMapStyle: 'LIGHT_GRAY' },
        },
        ConditionalFormatting: {
          ConditionalFormattingOptions: [{ Shape: { FieldId: country.id, Format: { BackgroundColor: { Gradient } } } }],
        },
      },
    }),
  }
}

/** The value as QuickSight's language has it: what the shade is of. */
function expressionOf({ column, field }: Value): string {
  const aggregation =
    field.DateMeasureField?.AggregationFunction ??
    field.CategoricalMeasureField?.AggregationFunction ??
    field.NumericalMeasureField?.AggregationFunction?.SimpleNumericalAggregation
  return aggregation === undefined ? `{${column.ColumnName}}` : `${aggregation}({${column.ColumnName}})`
}
