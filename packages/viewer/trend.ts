// What a number is shown with: its way through the period, and the period before.
import type { KPIOptions } from '@aws-sdk/client-quicksight'
import type { Statement } from './draft.ts'
import type { GroupField } from './field.ts'
import { MOST_MARKS, writeGrouped } from './grouped.ts'
import { writeKey, writeMeasure } from './measure.ts'
import { chooseGranularity, type Period } from './period.ts'
import { readColumn } from './source.ts'
import type { View } from './view.ts'
import { partAt, type Shape } from './wells.ts'

/** A number's way through the period. */
export function writeTrend(view: View, period: Period): Statement | undefined {
  const { shape, values, groups, source } = view
  const { Sparkline } = kpiOptionsOf(shape)
  const [value] = values
  if (shape.kind !== 'KPIVisual' || Sparkline?.Visibility === 'HIDDEN' || Sparkline === undefined) return undefined
  if (groups.length > 0 || value === undefined || period.column === undefined) return undefined
  const draft = view.draft()
  const isOfDays = readColumn(source, period.column).type === 'date'
  const chosen = chooseGranularity(period)
  const granularity = isOfDays && ['MINUTE', 'HOUR'].includes(chosen) ? 'DAY' : chosen
  const time: GroupField = { id: '__time', well: 'Trend', column: period.column, granularity, steps: [] }
  const measure = writeMeasure(draft, value, shape.visual)
  const group = { ...writeKey(draft, time, shape.visual), isDescending: false, hasOther: false }
  return writeGrouped(draft, { groups: [group], measures: [measure], limit: MOST_MARKS })
}

/** A number that is compared with the period before. */
export function wantsComparison(shape: Shape): boolean {
  const trends = partAt(shape.visual, 'ChartConfiguration', 'FieldWells', 'TrendGroups') as unknown[] | undefined
  return shape.kind === 'KPIVisual' && kpiOptionsOf(shape).Comparison !== undefined && (trends ?? []).length === 0
}

function kpiOptionsOf({ visual }: Shape): KPIOptions {
  return (partAt(visual, 'ChartConfiguration', 'KPIOptions') ?? {}) as KPIOptions
}
