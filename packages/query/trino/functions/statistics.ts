// Moments, correlations and percentiles.

import type { AggregateCall, Aggregates, EmitAggregate } from '../function.ts'
import { once } from '../once.ts'
import { failOnRows } from './aggregate.ts'

const numbers = (call: AggregateCall) => call.args.map(({ sql }) => `cast(${sql} as double)`)
const moments =
  (name: string): EmitAggregate =>
  call =>
    call.aggregate(name, numbers(call))

/** Central moments of the population, of a list of doubles and their mean: exact where sums of powers are not. */
function moment(list: string, mean: string, power: number): string {
  return `list_sum(list_transform(${list}, lambda x: pow(x - ${mean}, ${power})))`
}

/** `write` is given how many there are, and their second, third and fourth moments. */
const shape =
  (least: number, write: (n: string, m2: string, m3: string, m4: string) => string): EmitAggregate =>
  call => {
    const [x] = numbers(call)
    const list = call.aggregate('list', [x!], { where: `${x} is not null` })
    return once([list], ([l]) => {
      const moments = once([`list_avg(${l})`], ([mean]) => {
        const all = [2, 3, 4].map((power, i) => `m${i + 2} := ${moment(l!, mean!, power)}`)
        return `struct_pack(n := cast(len(${l}) as double), ${all.join(', ')})`
      })
      const value = once([moments], ([m]) => {
        const [m2, m3, m4] = ['m2', 'm3', 'm4'].map(name => `${m}.${name}`)
        return `case when ${m2} = 0 then cast('nan' as double) else ${write(`${m}.n`, m2!, m3!, m4!)} end`
      })
      return `case when len(${l}) >= ${least} then ${value} end`
    })
  }

const skewness = shape(3, (n, m2, m3) => `sqrt(${n}) * ${m3} / pow(${m2}, 1.5)`)

const kurtosis = shape(4, (n, m2, _, m4) => {
  const [a, b] = [`(${n} - 2)`, `(${n} - 3)`]
  return `(${n} - 1) * ${n} * (${n} + 1) * ${m4} / (${a} * ${b} * ${m2} * ${m2}) - 3 * (${n} - 1) * (${n} - 1) / (${a} * ${b})`
})

/** DuckDB's fail where a value is not finite, which makes it NaN; of less than two values a sample has none. */
const deviation =
  (name: string, isSample: boolean): EmitAggregate =>
  call => {
    const [x] = numbers(call)
    if (call.args[0]!.type.kind !== 'double') return call.aggregate(name, [x!])
    const isWild = `coalesce(${call.aggregate('bool_or', [`not isfinite(${x})`])}, false)`
    const isEnough = isSample ? ` and ${call.aggregate('count', [x!])} > 1` : ''
    const finite = `case when isfinite(${x}) then ${x} end`
    return `(case when ${isWild}${isEnough} then cast('nan' as double) else ${call.aggregate(name, [finite])} end)`
  }

/** Of the rows that have both values; none where one of these is not finite, or all of a column (0, 1) are the same. */
const regression =
  (name: string, ...columns: readonly number[]): EmitAggregate =>
  call => {
    const values = numbers(call)
    const where = values.map(each => `${each} is not null`).join(' and ')
    const finite = values.map(each => `isfinite(${each})`).join(' and ')
    const isWild = call.aggregate('bool_or', [`not (${finite})`], { where })
    const same = columns.map(i => `${call.aggregate('var_pop', [values[i]!], { where: finite })} = 0`)
    const all = call.aggregate(name, values, { where: finite })
    return `(case when ${[isWild, ...same].join(' or ')} then null else ${all} end)`
  }

const geometricMean: EmitAggregate = call => {
  const [x] = numbers(call)
  const logarithm = `case when ${x} > 0 then ln(${x}) when ${x} = 0 then cast('-infinity' as double) when ${x} is not null then cast('nan' as double) end`
  return `exp(${call.aggregate('avg', [logarithm])})`
}

const NOT_BETWEEN = 'Percentile must be between 0 and 1'

/** The value that so many of all are below, which is Trino's while its digest holds each value: exact. */
function percentile(call: AggregateCall, literal: string | undefined): string {
  const share = Number(literal)
  if (literal === undefined || Number.isNaN(share)) {
    return call.refuse('approx_percentile with a percentile that is no literal', 'write it as a number')
  }
  const { sql } = call.args[0]!
  if (share < 0 || share > 1) return failOnRows(call, sql, NOT_BETWEEN)
  if (share === 1) return call.aggregate('max', [sql])
  // From the end, so that a place between two values is the upper one's.
  return call.aggregate('quantile_disc', [sql, `-${1 - share}`])
}

const single: EmitAggregate = call => percentile(call, call.args[1]!.literal)

const several: EmitAggregate = call => {
  const shares =
    /^(?:list_transform\()?cast\(\[(.*?)\] as /.exec(call.args[1]!.sql)?.[1]?.split(', ').map(readShare) ?? []
  if (shares.length === 0)
    return call.refuse('approx_percentile with an array that is no literal', 'write array[0.5, 0.9]')
  const parts = shares.map(share => percentile(call, share))
  return `(case when ${parts[0]} is null then null else [${parts.join(', ')}] end)`
}

/** A number as the literal that it was: `cast(cast('0.5' as decimal(1,1)) as double)`. */
function readShare(sql: string): string | undefined {
  return /^(?:cast\()*'?(\d*\.?\d+(?:e-?\d+)?)'?(?: as \w+(?:\([\d,]+\))?\))*$/i.exec(sql)?.[1]
}

const weighted: EmitAggregate = call =>
  call.refuse('approx_percentile with weights', 'repeat each value by its weight, with UNNEST(repeat(x, weight))')

const PERCENTILES: Aggregates = Object.fromEntries(
  ['bigint', 'double', 'real'].flatMap(type => [
    [`approx_percentile(${type}, double) -> ${type}`, single],
    [`approx_percentile(${type}, double, double) -> ${type}`, weighted],
    [`approx_percentile(${type}, double, double, double) -> ${type}`, weighted],
    [`approx_percentile(${type}, array(double)) -> array(${type})`, several],
    [`approx_percentile(${type}, double, array(double)) -> array(${type})`, weighted],
  ]),
)

/** Over bigints, and over doubles. */
const overNumbers = (name: string, emit: EmitAggregate): Aggregates => ({
  [`${name}(bigint) -> double`]: emit,
  [`${name}(double) -> double`]: emit,
})

const pairs = (name: string, emit: EmitAggregate): Aggregates => ({
  [`${name}(double, double) -> double`]: emit,
  [`${name}(real, real) -> real`]: emit,
})

export const aggregates: Aggregates = {
  ...PERCENTILES,
  ...pairs('corr', regression('corr', 0, 1)),
  ...pairs('covar_pop', moments('covar_pop')),
  ...pairs('covar_samp', moments('covar_samp')),
  ...pairs('regr_intercept', regression('regr_intercept', 1)),
  ...pairs('regr_slope', regression('regr_slope', 1)),
  ...overNumbers('geometric_mean', geometricMean),
  'geometric_mean(real) -> real': geometricMean,
  ...overNumbers('kurtosis', kurtosis),
  ...overNumbers('skewness', skewness),
  ...Object.assign(
    {},
    ...['stddev', 'stddev_pop', 'stddev_samp', 'variance', 'var_pop', 'var_samp'].map(name =>
      overNumbers(name, deviation(name, !name.endsWith('_pop'))),
    ),
  ),
}
