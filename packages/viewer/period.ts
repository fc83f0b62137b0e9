// The period that a data set's rows are of, as the view chose it.
import type { TimeGranularity } from '@aws-sdk/client-quicksight'
import { findTimeFilters, type Place } from './filters.ts'
import { type Moment, movePeriodBack, writeMoment } from './moment.ts'
import type { Chosen } from './parameters.ts'
import type { Source } from './source.ts'
import { isTime } from './type.ts'
import type { TileAnswer } from './wire.ts'

export interface Period {
  readonly from: Moment
  readonly to: Moment
  /** The names of their parameters. */
  readonly names: readonly [from: string, to: string]
  /** The time of each row. */
  readonly column?: string
}

/** Of a filter between two parameters, or of parameters that go to the data set's own `from` and `to`. */
export function readPeriod(source: Source, place: Place): Period | undefined {
  const times = source.dataset.columns.filter(({ type }) => isTime(type))
  for (const { Column, RangeMinimumValue, RangeMaximumValue } of findTimeFilters(source, place)) {
    const found = periodOf(source, RangeMinimumValue?.Parameter, RangeMaximumValue?.Parameter)
    if (found !== undefined) return { ...found, column: Column!.ColumnName! }
  }
  const mappedTo = (parameter: string) =>
    [...source.parameters.values()].find(({ mapped }) =>
      mapped.some(each => each.dataset === source.identifier && each.parameter === parameter),
    )?.name
  const found = periodOf(source, mappedTo('from'), mappedTo('to'))
  return found === undefined ? undefined : { ...found, ...(times[0] === undefined ? {} : { column: times[0].name }) }
}

/** The same parameters, of as long a period just before. */
export function moveBack(parameters: ReadonlyMap<string, Chosen>, { from, to, names }: Period, zone: string) {
  const moved = movePeriodBack(from, to, zone)
  const change = (name: string, moment: Moment) => ({ ...parameters.get(name)!, moment, values: [moment.day] })
  return new Map(parameters).set(names[0], change(names[0], moved.from)).set(names[1], change(names[1], moved.to))
}

export function describePeriod({ from, to }: Period, zone: string): NonNullable<TileAnswer['period']> {
  const before = movePeriodBack(from, to, zone)
  return {
    from: writeMoment(from, from.start),
    to: writeMoment(to, to.end),
    before_from: writeMoment(before.from, before.from.start),
    before_to: writeMoment(before.to, before.to.end),
  }
}

/** 48 hours or less: two days may have one more where the clocks go back, and `now` has its running minute. */
export function isShort({ from, to }: Period): boolean {
  return to.end - from.start <= 49 * 3_600_000
}

/** Units of which there are some dozens. */
export function chooseGranularity({ from, to }: Period): TimeGranularity {
  const hours = (to.end - from.start) / 3_600_000
  const steps: readonly (readonly [number, TimeGranularity])[] = [
    [3, 'MINUTE'],
    [72, 'HOUR'],
    [24 * 100, 'DAY'],
    [24 * 800, 'WEEK'],
  ]
  return steps.find(([most]) => hours <= most)?.[1] ?? 'MONTH'
}

function periodOf({ parameters }: Source, from: string | undefined, to: string | undefined): Period | undefined {
  const [least, most] = [parameters.get(from ?? '')?.moment, parameters.get(to ?? '')?.moment]
  return least === undefined || most === undefined ? undefined : { from: least, to: most, names: [from!, to!] }
}
