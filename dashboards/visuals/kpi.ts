// One number, with the way it went and how it compares with the period before.
import type { KPIConditionalFormattingOption } from '@aws-sdk/client-quicksight'
import { type Value, valuesOf } from './field.ts'
import { frame, type Part, type PartOptions } from './part.ts'

export interface KpiOptions extends PartOptions {
  /** Some numbers have no course worth drawing. */
  readonly sparkline?: boolean
  /** Left out where the period before is none, as for the last minutes. */
  readonly comparison?: boolean
  readonly conditions?: readonly KPIConditionalFormattingOption[]
}

export function kpi(title: string, value: Value, options: KpiOptions = {}): Part {
  const { sparkline = true, comparison = true, conditions } = options
  return {
    title,
    draw: id => ({
      KPIVisual: {
        ...frame(id, title, options),
        ChartConfiguration: {
          FieldWells: { Values: valuesOf([value]), TargetValues: [], TrendGroups: [] },
          KPIOptions: {
            PrimaryValueDisplayType: 'ACTUAL',
            ...(comparison ? { Comparison: { ComparisonMethod: 'PERCENT_DIFFERENCE' } } : {}),
            SecondaryValue: { Visibility: comparison ? 'VISIBLE' : 'HIDDEN' },
            TrendArrows: { Visibility: comparison ? 'VISIBLE' : 'HIDDEN' },
            Sparkline: { Visibility: sparkline ? 'VISIBLE' : 'HIDDEN', Type: 'AREA' },
          },
        },
        ...(conditions === undefined
          ? {}
          : { ConditionalFormatting: { ConditionalFormattingOptions: [...conditions] } }),
      },
    }),
  }
}
