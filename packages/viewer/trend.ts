// What a number is shown with: its way through the period, and the period before.
import type { KPIOptions } from '@aws-sdk/client-quicksight'
import type { Answer } from '@clickstream/query/engine'
import { type Draft, type Statement, select } from './draft.ts'
import type { GroupField } from './field.ts'
import { name, sql } from './fragment.ts'
import { type Group, type Measure, MOST_MARKS, writeGrouped } from './grouped.ts'
import { writeKey, writeMeasure } from './measure.ts'
import { chooseGranularity, type Period } from './period.ts'
import { readColumn } from './source.ts'
import type { View } from './view.ts'
import { partAt, type Shape } from './wells.ts'
import type { TileColumn } from './wire.ts'

type Rows = readonly (readonly Answer[])[]

interface Way {
  readonly trend: Statement
  /** Where the trend is of all that the visual shows. */
  readonly together?: Statement
}

/** A number's way through the period, by itself and together with the number: the rows are read once for both. */
export function writeTrend(view: View, period: Period): Way | undefined {
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
  const trend = writeGrouped(draft, { groups: [group], measures: [measure], limit: MOST_MARKS })
  return { trend, ...(values.length > 1 ? {} : { together: writeTogether(draft, group, measure) }) }
}

function writeTogether(draft: Draft, { alias, column }: Pick<Group, 'alias' | 'column'>, measure: Measure): Statement {
  const [key, isWhole] = [name(alias), name(draft.names.give('is_whole'))]
  const columns = [sql`grouping(${key}) as ${isWhole}`, key, sql`${measure.sql} as ${name(measure.alias)}`]
  const grouped = sql`${select(columns, draft.from())}\ngroup by grouping sets ((${key}), ())`
  const ordered = sql`${grouped}\norder by ${isWhole} desc, ${key}\nlimit ${MOST_MARKS + 2}`
  const whole: TileColumn = { ...column, id: '__whole', role: 'other', name: 'Whole', type: 'bigint' }
  return { ...draft.write([], ordered), columns: [whole, column, measure.column!], limit: MOST_MARKS + 1 }
}

/** The rows of `together`, as `main` and `trend` have them. */
export function takeApart(rows: Rows): { readonly main: Rows; readonly trend: Rows } {
  const isWhole = (row: Rows[number]) => Number(row[0]) === 1
  return {
    main: rows.filter(isWhole).map(row => row.slice(2)),
    trend: rows.filter(row => !isWhole(row)).map(row => row.slice(1)),
  }
}

/** A number that is compared with the period before. */
export function wantsComparison(shape: Shape): boolean {
  const trends = partAt(shape.visual, 'ChartConfiguration', 'FieldWells', 'TrendGroups') as unknown[] | undefined
  return shape.kind === 'KPIVisual' && kpiOptionsOf(shape).Comparison !== undefined && (trends ?? []).length === 0
}

function kpiOptionsOf({ visual }: Shape): KPIOptions {
  return (partAt(visual, 'ChartConfiguration', 'KPIOptions') ?? {}) as KPIOptions
}
