// Functions over rows that give one value: counts, sums, extremes, collections.
import { holdsNull, isOrderable } from '../comparison.ts'
import { mapOfFirsts, multimapOf } from '../entries.ts'
import type { Expression, Lambda } from '../expression.ts'
import type { AggregateCall, Aggregates, EmitAggregate } from '../function.ts'
import { once } from '../once.ts'
import { listOverloads } from '../overloads.ts'
import { reduceList } from '../reduce.ts'
import { isFloating, type Type, writeType } from '../type.ts'
import { isNested } from './array.ts'

const RANGE = 'NUMERIC_VALUE_OUT_OF_RANGE: '
const sqlOf = ({ args }: AggregateCall, i: number) => args[i]!.sql
const isZoned = ({ kind }: Type) => kind.endsWith('with time zone')
const mapTypeOf = ({ type }: AggregateCall) => type as Type & { kind: 'map' }

/** What DuckDB orders by in place of a value. @throws TrinoError where the type has no order */
function orderKey(call: AggregateCall, { sql, type }: Expression): string {
  if (!isOrderable(type)) {
    const types = call.args.map(arg => writeType(arg.type).replaceAll(', ', ',')).join(', ')
    const words = `Unexpected parameters (${types}) for function ${call.name}. Expected: ${listOverloads(call.name)}`
    call.fail('FUNCTION_NOT_FOUND', words)
  }
  if (isZoned(type)) return `(${sql})."at"`
  if (!isNested(type)) return sql
  const name = type.kind === 'row' ? 'ROW' : 'ARRAY'
  const words = `NOT_SUPPORTED: ${name} comparison not supported for ${name === 'ROW' ? 'fields' : 'arrays'} with null elements`
  return `(case when ${sql} is not null and ${holdsNull(sql, type, 0)} then trino_error('${words}') else ${sql} end)`
}

/** NaN is past all numbers to DuckDB; to Trino it is the greatest and the least only where there is nothing else. */
const extreme =
  (name: 'max' | 'min'): EmitAggregate =>
  call => {
    const [value] = call.args
    const key = orderKey(call, value!)
    if (isZoned(value!.type)) return call.aggregate(`arg_${name}`, [value!.sql, key])
    const own = call.aggregate(name, [key])
    if (name === 'min' || !isFloating(value!.type)) return own
    const numbers = call.aggregate(name, [key], { where: `not isnan(${key})` })
    return `(case when isnan(${own}) then coalesce(${numbers}, ${own}) else ${own} end)`
  }

/** An error of the first row: of none there is none. */
export function failOnRows(call: AggregateCall, sql: string, words: string): string {
  return `(case when ${call.aggregate('count', [sql])} > 0 then trino_error('INVALID_FUNCTION_ARGUMENT: ${words}') end)`
}

/** DuckDB's aggregates over the rows whose key is no null, the greatest or the least first; so many of them. */
const firsts =
  (direction: 'desc' | 'asc', fault: string): EmitAggregate =>
  call => {
    const key = call.args.at(-2)!
    const count = Number(call.args.at(-1)!.literal)
    const what = `${call.name} of a number that is no literal`
    if (Number.isNaN(count)) return call.refuse(what, 'write how many as a number')
    if (call.isDistinct) return call.refuse(`${call.name}(distinct …)`, 'use a subquery with DISTINCT')
    if (count < 1 || count > 10_000) {
      const [place, name] = call.args.length === 2 ? ['second', `${call.name}_n`] : ['third', call.name]
      const words = `${place} argument of ${name} must be less than or equal to 10000; found ${count}`
      return failOnRows(call, key.sql, count < 1 ? fault : words)
    }
    const own = orderKey(call, key)
    // NaN is no number, and least.
    const order = isFloating(key.type)
      ? `case when isnan(${own}) then null else ${own} end ${direction} nulls last`
      : `${own} ${direction}`
    const where = `${key.sql} is not null`
    const list = `list_slice(${call.aggregate('list', [sqlOf(call, 0)], { where, order })}, 1, ${count})`
    if (call.args.length === 2) return list
    // Trino 435 mixes up values with nulls among more rows than are kept.
    const rows = call.aggregate('count', [], { where })
    const nulls = call.aggregate('count', [], { where: `${where} and ${sqlOf(call, 0)} is null` })
    const words = `NOT_SUPPORTED_LOCALLY: ${call.name} of ${count}, with NULLs among what is listed, runs on Athena only: add a filter (where … is not null)`
    return `(case when ${rows} > ${count} and ${nulls} > 0 then trino_error('${words}') else ${list} end)`
  }

const by =
  (name: 'arg_max_null' | 'arg_min_null'): EmitAggregate =>
  call => {
    const key = orderKey(call, call.args[1]!)
    if (!isFloating(call.args[1]!.type) || name === 'arg_min_null') return call.aggregate(name, [sqlOf(call, 0), key])
    const least = `case when isnan(${key}) then cast('-infinity' as double) else ${key} end`
    return call.aggregate(name, [sqlOf(call, 0), `struct_pack(n := ${least}, m := not isnan(${key}))`], {
      where: `${key} is not null`,
    })
  }

/** Trino's distinct values are many more than its sketch, which is exact while they are few. */
const countDistinct: EmitAggregate = call => {
  const [value, error] = call.args
  const wanted = Number(error?.literal ?? 0.023)
  if (Number.isNaN(wanted))
    return call.refuse('approx_distinct with an error that is no literal', 'write it as a number')
  if (wanted < 0.0040625 || wanted > 0.26) {
    return failOnRows(call, value!.sql, `Max standard error must be in [0.0040625, 0.26]: ${wanted}`)
  }
  const key = isZoned(value!.type) ? `(${value!.sql})."at"` : value!.sql
  return call.aggregate('count', [`${call.isDistinct ? '' : 'distinct '}${key}`])
}

const pair = (call: AggregateCall) => `struct_pack(k := ${sqlOf(call, 0)}, v := ${sqlOf(call, 1)})`
const hasKey = (call: AggregateCall) => `${sqlOf(call, 0)} is not null`

const reduceRows: EmitAggregate = call => {
  const [value, initial, step] = call.args
  const { type } = initial!
  if (!isFloating(type) && !['boolean', 'tinyint', 'smallint', 'integer', 'bigint'].includes(type.kind)) {
    return call.fail('NOT_SUPPORTED', `State type not supported for reduce_agg: ${writeType(type)}`)
  }
  const list = call.aggregate('list', [value!.sql], { where: `${value!.sql} is not null` })
  const reduced = reduceList(value!.type, initial!, step as Lambda)
  return once([list], ([l]) => `case when ${l} is not null then ${reduced(l!)} end`)
}

const decimalMean: EmitAggregate = call => {
  const { scale } = call.type as Type & { kind: 'decimal' }
  const [sum, count] = ['sum', 'count'].map(name => call.aggregate(name, [sqlOf(call, 0)]))
  return `trino_decimal_mean(${sum}, ${count}, ${scale})`
}

/** DuckDB's sum goes on past 38 digits. */
const decimalSum: EmitAggregate = call => {
  const { scale } = call.type as Type & { kind: 'decimal' }
  const nines = '9'.repeat(38)
  const most = `cast('${scale === 0 ? nines : `${nines.slice(0, -scale)}.${nines.slice(-scale)}`}' as decimal(38, ${scale}))`
  const sum = call.aggregate('sum', [sqlOf(call, 0)])
  return `(case when ${sum} > ${most} or ${sum} < -${most} then trino_error('GENERIC_INTERNAL_ERROR: Decimal overflow') else ${sum} end)`
}

const refuse =
  (instead: string): EmitAggregate =>
  call =>
    call.refuse(call.name, instead)

export const aggregates: Aggregates = {
  'any_value(T) -> T': 'any_value',
  'arbitrary(T) -> T': 'any_value',
  'approx_distinct(T) -> bigint': countDistinct,
  'approx_distinct(T, double) -> bigint': countDistinct,
  'approx_most_frequent(bigint, bigint, bigint) -> map(bigint, bigint)': refuse('use histogram'),
  'approx_most_frequent(bigint, varchar, bigint) -> map(varchar, bigint)': refuse('use histogram'),
  'array_agg(T) -> array(T)': 'list',
  'avg(bigint) -> double': call => call.aggregate('avg', [`cast(${sqlOf(call, 0)} as double)`]),
  'avg(double) -> double': 'avg',
  'avg(real) -> real': 'avg',
  'avg(decimal(p, s)) -> decimal(p, s)': decimalMean,
  'avg(interval day to second) -> interval day to second': call =>
    `floor(${call.aggregate('avg', [sqlOf(call, 0)])} + 0.5)`,
  'avg(interval year to month) -> interval year to month': call =>
    `floor(${call.aggregate('avg', [sqlOf(call, 0)])} + 0.5)`,
  'bitwise_and_agg(bigint) -> bigint': 'bit_and',
  'bitwise_or_agg(bigint) -> bigint': 'bit_or',
  'bool_and(boolean) -> boolean': 'bool_and',
  'bool_or(boolean) -> boolean': 'bool_or',
  'every(boolean) -> boolean': 'bool_and',
  'checksum(T) -> varbinary': refuse('compare the rows themselves, with EXCEPT'),
  'count() -> bigint': 'count',
  'count(T) -> bigint': call => {
    const [{ sql, type }] = call.args as [Expression]
    return call.aggregate('count', [isZoned(type) ? `(${sql})."at"` : sql])
  },
  'count_if(boolean) -> bigint': call => call.aggregate('count', [`case when ${sqlOf(call, 0)} then true end`]),
  'histogram(T) -> map(T, bigint)': call => call.aggregate('histogram', [sqlOf(call, 0)], { where: hasKey(call) }),
  'map_agg(K, V) -> map(K, V)': call => mapOfFirsts(call.aggregate('list', [pair(call)], { where: hasKey(call) })),
  'map_union(map(K, V)) -> map(K, V)': call => {
    const maps = call.aggregate('list', [sqlOf(call, 0)], { where: hasKey(call) })
    const entries = `flatten(list_transform(${maps}, lambda m: list_transform(map_entries(m), lambda e: struct_pack(k := e.key, v := e.value))))`
    return mapOfFirsts(entries)
  },
  'max(E) -> E': extreme('max'),
  'max(E, bigint) -> array(E)': firsts('desc', 'second argument of max_n must be positive'),
  'max_by(V, K) -> V': by('arg_max_null'),
  'max_by(V, K, bigint) -> array(V)': firsts('desc', 'third argument of max_by must be a positive integer'),
  'min(E) -> E': extreme('min'),
  'min(E, bigint) -> array(E)': firsts('asc', 'second argument of min_n must be positive'),
  'min_by(V, K) -> V': by('arg_min_null'),
  'min_by(V, K, bigint) -> array(V)': firsts('asc', 'third argument of min_by must be a positive integer'),
  'multimap_agg(K, V) -> map(K, array(V))': call =>
    multimapOf(call.aggregate('list', [pair(call)], { where: hasKey(call) }), mapTypeOf(call).key),
  'numeric_histogram(bigint, double) -> map(double, double)': refuse('use width_bucket and group by'),
  'numeric_histogram(bigint, double, double) -> map(double, double)': refuse('use width_bucket and group by'),
  'numeric_histogram(bigint, real) -> map(real, real)': refuse('use width_bucket and group by'),
  'reduce_agg(T, S, function(S, T, S), function(S, S, S)) -> S': reduceRows,
  'sum(bigint) -> bigint': call => `trino_bigint_sum(${call.aggregate('sum', [sqlOf(call, 0)])})`,
  'sum(double) -> double': 'sum',
  'sum(real) -> real': 'sum',
  'sum(decimal(p, s)) -> decimal(38, s)': decimalSum,
  'sum(interval day to second) -> interval day to second': 'sum',
  'sum(interval year to month) -> interval year to month': 'sum',
}

export const macros: readonly string[] = [
  `trino_bigint_sum(x) as case when x between -9223372036854775808 and 9223372036854775807 then x
    when x is not null then trino_error('${RANGE}bigint addition overflow: ' || x) end`,
  // Halves go away from zero. What a decimal holds is more than 2 × 10^38 would be.
  "trino_whole(x) as cast(replace(cast(x as varchar), '.', '') as hugeint)",
  `trino_mean(x, n) as case when n > 0 then
    sign(x) * (abs(x) // n + case when 2 * (abs(x) % n) >= n then 1 else 0 end) end`,
  `trino_place_point(x, s) as case when x < 0 then '-' else '' end || case when s = 0 then cast(abs(x) as varchar) else
    left(lpad(cast(abs(x) as varchar), cast(greatest(length(cast(abs(x) as varchar)), s + 1) as integer), '0'), -s) || '.' ||
    right(lpad(cast(abs(x) as varchar), cast(greatest(length(cast(abs(x) as varchar)), s + 1) as integer), '0'), s) end`,
  'trino_decimal_mean(x, n, s) as trino_place_point(trino_mean(trino_whole(x), n), s)',
]
