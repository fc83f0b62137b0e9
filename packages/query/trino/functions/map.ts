// Maps, but for what takes a lambda. Entries keep the order in which they were given.

import { distinctOf } from '../distinct.ts'
import { makeMap } from '../entries.ts'
import type { Call, Scalars } from '../function.ts'
import { once } from '../once.ts'
import type { Type } from '../type.ts'

const FAULT = 'INVALID_FUNCTION_ARGUMENT: '
const sqls = ({ args }: Call) => args.map(({ sql }) => sql)
const keyOf = ({ type }: Call) => (type as Type & { kind: 'map' }).key

const NO_ENTRY = `trino_error('${FAULT}map entry cannot be null')`
const NO_KEY = `trino_error('${FAULT}map key cannot be null')`

function fromEntries(call: Call): string {
  return once(sqls(call), ([a]) => {
    const [keys, values] = ['f1', 'f2'].map(field => `list_transform(${a}, lambda e: e.${field})`)
    return `case when list_count(${a}) < len(${a}) then ${NO_ENTRY} else ${makeMap(keys!, values!, keyOf(call))} end`
  })
}

function multimapFromEntries(call: Call): string {
  return once(sqls(call), ([a]) => {
    const keys = `list_transform(${a}, lambda e: e.f1)`
    const made = once([distinctOf(keys, keyOf(call))], ([once_]) => {
      const values = `list_transform(${once_}, lambda k: list_transform(list_filter(${a}, lambda e: e.f1 = k), lambda e: e.f2))`
      return `map(${once_}, ${values})`
    })
    return `case when list_count(${a}) < len(${a}) then ${NO_ENTRY} when len(list_filter(${a}, lambda e: e.f1 is null)) > 0 then ${NO_KEY}
      when ${a} is not null then ${made} end`
  })
}

/** A key that is in several maps has the value of the last; its entries come first. */
function concat(call: Call): string {
  if (call.args.length < 2)
    return "trino_error('INVALID_FUNCTION_ARGUMENT: There must be two or more concatenation arguments to map_concat')"
  return sqls(call).reduce((left, right) =>
    once([left, right], ([a, b]) => {
      const others = `list_filter(map_entries(${a}), lambda e: not map_contains(${b}, e.key))`
      return `case when ${a} is null or ${b} is null then null else map_from_entries(list_concat(map_entries(${b}), ${others})) end`
    }),
  )
}

export const scalars: Scalars = {
  'cardinality(map(K, V)) -> bigint': call =>
    once(sqls(call), ([m]) => `case when ${m} is not null then cast(cardinality(${m}) as bigint) end`),
  'element_at(map(K, V), K) -> V': 'map_extract_value($1, $2)',
  'map() -> map(unknown, unknown)': 'map(cast([] as integer[]), cast([] as integer[]))',
  'map(array(K), array(V)) -> map(K, V)': call => makeMap(call.args[0]!.sql, call.args[1]!.sql, keyOf(call)),
  'map_concat(map(K, V)...) -> map(K, V)': concat,
  'map_entries(map(K, V)) -> array(row(K, V))':
    'list_transform(map_entries($1), lambda e: struct_pack(f1 := e.key, f2 := e.value))',
  'map_from_entries(array(row(K, V))) -> map(K, V)': fromEntries,
  'map_keys(map(K, V)) -> array(K)': 'map_keys($1)',
  'map_values(map(K, V)) -> array(V)': 'map_values($1)',
  'multimap_from_entries(array(row(K, V))) -> map(K, array(V))': multimapFromEntries,
}

/** Keys that a cast makes the same are an error. */
export const macros: readonly string[] = [
  `trino_cast_entries(l) as case when len(list_distinct(list_transform(l, lambda e: e.key))) < len(l)
    then trino_error('INVALID_CAST_ARGUMENT: duplicate keys') else map_from_entries(l) end`,
]
