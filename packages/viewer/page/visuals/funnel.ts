// The steps of a funnel: how many took each, of those who took the one before and of all who began.
import { type Change, readChange } from './change.ts'
import { formatShare } from './number.ts'
import { readBefore, readSeriesKey } from './period.ts'
import { type Category, readGrid } from './rows.ts'
import { type Scene, writeCategory, writeMeasure } from './scene.ts'

export interface Step {
  readonly category: Category
  readonly name: string
  readonly value: number
  readonly text: string
  /** 0 to 1; null where nobody began. */
  readonly ofFirst: number | null
  readonly ofPrevious: number | null
  readonly change: Change | null
}

export function readSteps(scene: Scene): Step[] {
  const grid = readGrid(scene.answer.parts.main, { color: false })
  const [series] = grid.series
  if (series === undefined) return []
  const before = readBefore(scene.answer, grid, scene.zone).get(readSeriesKey(series))
  const values = series.values.map(value => value ?? 0)
  const share = (value: number, of: number | undefined) => (of === undefined || of === 0 ? null : value / of)
  return grid.categories.map((category, at) => ({
    category,
    name: writeCategory(scene, grid.category, category),
    value: values[at]!,
    text: writeMeasure(scene, series.measure, values[at]!),
    ofFirst: share(values[at]!, values[0]),
    ofPrevious: at === 0 ? null : share(values[at]!, values[at - 1]),
    change: readChange(values[at]!, before?.[at] ?? null),
  }))
}

/** What the definition wants written beside a step's value. */
export function writeStep({ visual }: Scene, step: Step): { value: boolean; share: string | null; of: string } {
  const style =
    visual.FunnelChartVisual?.ChartConfiguration?.DataLabelOptions?.MeasureDataLabelStyle ??
    'VALUE_AND_PERCENTAGE_BY_FIRST_STAGE'
  const isFirst = style.endsWith('FIRST_STAGE')
  const share = style === 'VALUE_ONLY' ? null : isFirst ? step.ofFirst : step.ofPrevious
  return {
    value: style.startsWith('VALUE'),
    share: share === null ? null : formatShare(share),
    of: isFirst ? 'of the first' : 'of the step before',
  }
}
