// Functions that take a lambda.

import { makeMap } from '../entries.ts'
import type { Expression, Lambda } from '../expression.ts'
import type { Call, Scalars } from '../function.ts'
import { applyLambda, once } from '../once.ts'
import { reduceList } from '../reduce.ts'
import { duckdbType, type Type } from '../type.ts'
import { anyOf, elementOf } from './array.ts'

const FAULT = 'INVALID_FUNCTION_ARGUMENT: '
const lambdaOf = (call: Call, i: number) => call.args[i] as Lambda
const mapOf = ({ type }: Expression) => type as Type & { kind: 'map' }

/** A lambda of one parameter, its answer of a type. */
function typed(call: Call, type: string): string {
  const { parameters, body } = lambdaOf(call, 1)
  return `lambda ${parameters.join(', ')}: cast(${body} as ${type})`
}

const answers = (call: Call) => `list_transform(${call.args[0]!.sql}, ${typed(call, 'boolean')})`

function allMatch(call: Call): string {
  return once(
    [answers(call)],
    ([t]) =>
      `case when ${t} is null then null when list_contains(${t}, false) then false when list_count(${t}) < len(${t}) then null else true end`,
  )
}

function transform(call: Call): string {
  const { type } = lambdaOf(call, 1)
  return `list_transform(${call.args[0]!.sql}, ${typed(call, duckdbType(type))})`
}

function zipWith(call: Call): string {
  const { parameters, body } = lambdaOf(call, 2)
  return once([call.args[0]!.sql, call.args[1]!.sql], ([a, b]) => {
    const own = `list_transform(list_zip(${a}, ${b}), lambda ${parameters[0]}z: ${applyLambda(body, parameters, [
      `${parameters[0]}z[1]`,
      `${parameters[0]}z[2]`,
    ])})`
    return `case when ${a} is null or ${b} is null then null else ${own} end`
  })
}

/** The entries of a map, and a lambda's body over one of them, called `e…`. */
function overEntries(call: Call, i: number): { entry: string; body: string } {
  const { parameters, body } = lambdaOf(call, i)
  const entry = `e${parameters[0]}`
  return { entry, body: applyLambda(body, parameters, [`${entry}.key`, `${entry}.value`]) }
}

function filterMap(call: Call): string {
  const { entry, body } = overEntries(call, 1)
  return once([call.args[0]!.sql], ([m]) => {
    const kept = `list_filter(map_entries(${m}), lambda ${entry}: cast(${body} as boolean))`
    return `case when ${m} is not null then map_from_entries(${kept}) end`
  })
}

function transformValues(call: Call): string {
  const { entry, body } = overEntries(call, 1)
  return once([call.args[0]!.sql], ([m]) => {
    const values = `list_transform(map_entries(${m}), lambda ${entry}: ${body})`
    return `case when ${m} is not null then map(map_keys(${m}), ${values}) end`
  })
}

function transformKeys(call: Call): string {
  const { entry, body } = overEntries(call, 1)
  const { key } = mapOf({ sql: '', type: call.type })
  return once([call.args[0]!.sql], ([m]) => {
    const keys = `list_transform(map_entries(${m}), lambda ${entry}: cast(${body} as ${duckdbType(key)}))`
    return makeMap(keys, `map_values(${m})`, key)
  })
}

function zipMaps(call: Call): string {
  const { parameters, body } = lambdaOf(call, 2)
  return once([call.args[0]!.sql, call.args[1]!.sql], ([a, b]) => {
    const key = `e${parameters[0]}`
    const keys = `list_concat(map_keys(${a}), list_filter(map_keys(${b}), lambda k: not map_contains(${a}, k)))`
    const values = [key, `map_extract_value(${a}, ${key})`, `map_extract_value(${b}, ${key})`]
    const made = once(
      [keys],
      ([all]) => `map(${all}, list_transform(${all}, lambda ${key}: ${applyLambda(body, parameters, values)}))`,
    )
    return `case when ${a} is null or ${b} is null then null else ${made} end`
  })
}

/**
 * Each element's place is how many come before it: a comparator that agrees with itself gives each another. One that does
 * not is refused when it is seen, as what Trino makes of it depends on how it sorts.
 */
function sortBy(call: Call): string {
  const { parameters, body } = lambdaOf(call, 1)
  return once([call.args[0]!.sql], ([a]) => {
    const [i, j] = [`i${parameters[0]}`, `j${parameters[0]}`]
    const order = (one: string, other: string) =>
      applyLambda(body, parameters, [`list_extract(${a}, ${one})`, `list_extract(${a}, ${other})`])
    const fault = `trino_error('${FAULT}Lambda comparator must return either -1, 0, or 1')`
    const doubt = `trino_error('NOT_SUPPORTED_LOCALLY: array_sort with a comparator that contradicts itself runs on Athena only: compare by < and >')`
    const compared = `case when coalesce(${order(j, i)}, 9) not in (-1, 0, 1) then ${fault}
      when ${order(j, i)} <> -(${order(i, j)}) then ${doubt}
      else case when ${order(j, i)} < 0 or (${order(j, i)} = 0 and ${j} < ${i}) then 1 else 0 end end`
    const places = `list_transform(range(1, len(${a}) + 1), lambda ${i}: list_sum(list_transform(list_filter(range(1, len(${a}) + 1), lambda n: n <> ${i}), lambda ${j}: ${compared})))`
    const sorted = once([places], ([p]) => {
      const pairs = `list_transform(${a}, lambda e, i: struct_pack(p := list_extract(${p}, i), x := e))`
      const isTotal = `len(list_distinct(${p})) = len(${p})`
      return `case when ${isTotal} then list_transform(list_sort(${pairs}), lambda e: e.x) else ${doubt} end`
    })
    return `case when len(${a}) < 2 or ${a} is null then ${a} else ${sorted} end`
  })
}

function reduce(call: Call): string {
  const [array, initial] = call.args
  const finish = lambdaOf(call, 3)
  const reduced = reduceList(elementOf(array!), initial!, lambdaOf(call, 2))
  const [own] = finish.parameters
  return once([array!.sql], ([a]) => {
    const state = reduced(a!)
    const value =
      finish.body === own ? state : `list_extract(list_transform([${state}], lambda ${own}: ${finish.body}), 1)`
    return `case when ${a} is not null then ${value} end`
  })
}

export const scalars: Scalars = {
  'all_match(array(T), function(T, boolean)) -> boolean': allMatch,
  'any_match(array(T), function(T, boolean)) -> boolean': call => once([answers(call)], ([t]) => anyOf(t!)),
  'array_sort(array(T), function(T, T, integer)) -> array(T)': sortBy,
  'filter(array(T), function(T, boolean)) -> array(T)': call =>
    `list_filter(${call.args[0]!.sql}, ${typed(call, 'boolean')})`,
  'map_filter(map(K, V), function(K, V, boolean)) -> map(K, V)': filterMap,
  'map_zip_with(map(K, V), map(K, W), function(K, V, W, X)) -> map(K, X)': zipMaps,
  'none_match(array(T), function(T, boolean)) -> boolean': call => `(not ${once([answers(call)], ([t]) => anyOf(t!))})`,
  'reduce(array(T), S, function(S, T, S), function(S, R)) -> R': reduce,
  'transform(array(T), function(T, U)) -> array(U)': transform,
  'transform_keys(map(K, V), function(K, V, L)) -> map(L, V)': transformKeys,
  'transform_values(map(K, V), function(K, V, W)) -> map(K, W)': transformValues,
  'zip_with(array(T), array(U), function(T, U, R)) -> array(R)': zipWith,
}
