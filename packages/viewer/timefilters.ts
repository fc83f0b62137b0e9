// Filters of times: between two, within one unit, or so many units around the present.
import type {
  RelativeDatesFilter,
  TimeEqualityFilter,
  TimeGranularity,
  TimeRangeFilter,
  TimeRangeFilterValue,
} from '@aws-sdk/client-quicksight'
import { add, truncate } from './calendar.ts'
import { isWithin, withNulls } from './condition.ts'
import { StateError, VisualError } from './error.ts'
import type { Fragment } from './fragment.ts'
import { type Moment, unitMoment } from './moment.ts'
import { readRolling } from './rolling.ts'
import type { Source } from './source.ts'
import { isTime, type Value } from './type.ts'
import { toMoment, toWall } from './zone.ts'

export const timeFilters = {
  TimeRangeFilter: writeTimeRange,
  TimeEqualityFilter: writeTimeEquality,
  RelativeDatesFilter: writeRelativeDates,
}

/** A minimum that is not included begins after its day, hour … ends; a maximum that is, ends with it. */
function writeTimeRange(filter: TimeRangeFilter, value: Value, source: Source): Fragment | undefined {
  const { Column, RangeMinimumValue, RangeMaximumValue, IncludeMinimum, IncludeMaximum, NullOption } = filter
  const name = checkTime(Column!.ColumnName!, value)
  refuseExclusion(filter)
  const unit = filter.TimeGranularity ?? 'DAY'
  const least = momentOf(RangeMinimumValue, unit, source)
  const most = momentOf(RangeMaximumValue, unit, source)
  if (least !== undefined && most !== undefined && least.start > most.start) {
    throw new StateError(`to: expected ${least.isDay ? least.day : 'from'} or later, got ${most.day}`)
  }
  const start = IncludeMinimum ? least?.start : least?.end
  const end = IncludeMaximum ? most?.end : most?.start
  return withNulls(value, isWithin(source, name, value, start, end), NullOption, false)
}

function writeTimeEquality(filter: TimeEqualityFilter, value: Value, source: Source): Fragment | undefined {
  const name = checkTime(filter.Column!.ColumnName!, value)
  const { ParameterName, RollingDate, Value: fixed } = filter
  const said = {
    ...(ParameterName === undefined ? {} : { Parameter: ParameterName }),
    ...(RollingDate === undefined ? {} : { RollingDate }),
    ...(fixed === undefined ? {} : { StaticValue: fixed }),
  }
  const moment = momentOf(said, filter.TimeGranularity ?? 'DAY', source)
  return moment === undefined ? undefined : isWithin(source, name, value, moment.start, moment.end)
}

/** Ends on the clock on the wall, from the beginning of the unit that the anchor is in. */
const RELATIVE: Readonly<
  Record<string, (now: number, unit: TimeGranularity, count: number) => readonly [from: number, to: number]>
> = {
  THIS: (now, unit) => [truncate(now, unit), add(truncate(now, unit), 1, unit)],
  PREVIOUS: (now, unit) => [add(truncate(now, unit), -1, unit), truncate(now, unit)],
  NOW: (now, unit) => [truncate(now, unit), now],
  LAST: (now, unit, count) => [add(truncate(now, unit), 1 - count, unit), add(truncate(now, unit), 1, unit)],
  NEXT: (now, unit, count) => [add(truncate(now, unit), 1, unit), add(truncate(now, unit), 1 + count, unit)],
}

function writeRelativeDates(filter: RelativeDatesFilter, value: Value, source: Source): Fragment | undefined {
  const name = checkTime(filter.Column!.ColumnName!, value)
  refuseExclusion(filter)
  const { ParameterName, RelativeDateType, RelativeDateValue, AnchorDateConfiguration, NullOption } = filter
  const anchor = AnchorDateConfiguration?.ParameterName
  const moment = anchor === undefined ? source.now : momentOf({ Parameter: anchor }, 'DAY', source)?.start
  const [text] =
    ParameterName === undefined ? [RelativeDateValue ?? 1] : (source.parameters.get(ParameterName)?.values ?? [])
  if (moment === undefined || text === undefined) return undefined
  const wall = truncate(toWall(moment, source.zone), 'MINUTE')
  const [from, to] = RELATIVE[RelativeDateType!]!(wall, filter.TimeGranularity!, Number(text))
  const [start, end] = [toMoment(from, source.zone), toMoment(to, source.zone)]
  return withNulls(value, isWithin(source, name, value, start, end), NullOption, false)
}

function momentOf(said: TimeRangeFilterValue | undefined, unit: TimeGranularity, source: Source): Moment | undefined {
  if (said?.Parameter !== undefined) {
    const chosen = source.parameters.get(said.Parameter)
    if (chosen === undefined) throw new VisualError(`filter: expected a declared parameter, got ${said.Parameter}`)
    return chosen.moment
  }
  const { zone, now } = source
  if (said?.RollingDate !== undefined) {
    return unitMoment(readRolling(said.RollingDate.Expression!, toWall(now, zone)), unit, zone)
  }
  return said?.StaticValue === undefined ? undefined : unitMoment(new Date(said.StaticValue).getTime(), unit, zone)
}

function checkTime(column: string, { type }: Value): string {
  if (!isTime(type)) throw new VisualError(`filter of ${column}: expected a time, got ${type}`)
  return column
}

function refuseExclusion(filter: { readonly ExcludePeriodConfiguration?: unknown }): void {
  if (filter.ExcludePeriodConfiguration !== undefined) {
    throw new VisualError('filter: expected no ExcludePeriodConfiguration, which the viewer does not have')
  }
}
