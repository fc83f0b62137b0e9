// How often each size comes.
import { labelAxis, type Value, valuesOf } from './field.ts'
import { frame, type Part, type PartOptions } from './part.ts'

export interface HistogramOptions extends PartOptions {
  /** How much one bar covers, in the value's unit. */
  readonly width: number
  /** More bars than this are left out. */
  readonly bars: number
}

export function histogram(title: string, value: Value, options: HistogramOptions): Part {
  return {
    title,
    draw: id => ({
      HistogramVisual: {
        ...frame(id, title, options),
        ChartConfiguration: {
          FieldWells: { HistogramAggregatedFieldWells: { Values: valuesOf([value]) } },
          BinOptions: {
            SelectedBinType: 'BIN_WIDTH',
            BinWidth: { Value: options.width, BinCountLimit: options.bars },
            StartValue: 0,
          },
          XAxisLabelOptions: { ...labelAxis([value]), Visibility: 'VISIBLE' },
        },
      },
    }),
  }
}
