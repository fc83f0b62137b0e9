// How many rows become one value: QuickSight's aggregations, in the wells and in expressions.
import { type Fragment, raw, sql } from './fragment.ts'
import { familyOf, toDouble, type Value } from './type.ts'

export interface Aggregate {
  /** What is aggregated, made of the column. */
  readonly input: (value: Value) => Fragment
  readonly write: (input: Fragment) => Fragment
  /** How values of groups become that of all of them together; without it the rows have to be asked again. */
  readonly fold?: 'sum' | 'min' | 'max'
  readonly type: (type: string) => string
}

const itself = (value: Value) => value.sql
const same = (type: string) => type
const calling = (name: string) => (input: Fragment) => sql`${raw(name)}(${input})`
const bigint = () => 'bigint'
const double = () => 'double'
const spread = (name: string): Aggregate => ({ input: toDouble, write: calling(name), type: double })

/** By QuickSight's name. */
export const aggregates: Readonly<Record<string, Aggregate>> = {
  SUM: { input: itself, write: calling('sum'), fold: 'sum', type: sumType },
  COUNT: { input: itself, write: calling('count'), fold: 'sum', type: bigint },
  DISTINCT_COUNT: { input: itself, write: input => sql`count(distinct ${input})`, type: bigint },
  AVERAGE: { input: toDouble, write: calling('avg'), type: double },
  MIN: { input: itself, write: calling('min'), fold: 'min', type: same },
  MAX: { input: itself, write: calling('max'), fold: 'max', type: same },
  MEDIAN: percentile(50),
  STDEV: spread('stddev_samp'),
  STDEVP: spread('stddev_pop'),
  VAR: spread('var_samp'),
  VARP: spread('var_pop'),
}

/** By name in an expression, in small letters: QuickSight's name in a well. */
export const aggregateFunctions: Readonly<Record<string, string>> = {
  ...{ sum: 'SUM', count: 'COUNT', distinct_count: 'DISTINCT_COUNT', avg: 'AVERAGE', min: 'MIN', max: 'MAX' },
  ...{ median: 'MEDIAN', stdev: 'STDEV', stdevp: 'STDEVP', var: 'VAR', varp: 'VARP' },
}

/** The value below which so many percent of the values are (0 to 100), nearly: Athena has no exact one. */
export function percentile(percent: number): Aggregate {
  return { input: toDouble, write: input => sql`approx_percentile(${input}, ${percent / 100})`, type: double }
}

function sumType(type: string): string {
  const family = familyOf(type)
  if (family === 'integer') return 'bigint'
  return family === 'decimal' ? type.replace(/\(\d+/, '(38') : 'double'
}
