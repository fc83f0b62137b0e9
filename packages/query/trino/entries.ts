// Maps of keys and values: what cannot be one is an error.
import { castTo } from './casts.ts'
import { distinctOf } from './distinct.ts'
import { once } from './once.ts'
import { type Type, varchar } from './type.ts'

const FAULT = 'INVALID_FUNCTION_ARGUMENT: '

export function makeMap(keys: string, values: string, key: Type): string {
  return once([keys, values], ([k, v]) => {
    const again = `list_extract(list_filter(${k}, lambda e, i: list_position(${k}, e) < i), 1)`
    const text = castTo({ sql: again, type: key }, varchar)?.sql ?? `''`
    return [
      `case when ${k} is null or ${v} is null then null`,
      `when len(${k}) <> len(${v}) then trino_error('${FAULT}Key and value arrays must be the same length')`,
      `when list_count(${k}) < len(${k}) then trino_error('${FAULT}map key cannot be null')`,
      `when len(list_distinct(${k})) < len(${k}) then trino_error('${FAULT}Duplicate map keys (' || ${text} || ') are not allowed')`,
      `else map(${k}, ${v}) end`,
    ].join(' ')
  })
}

/** Of a list of `{k, v}`, whose k are no nulls: the first of each key, in the order of keys. */
export function mapOfFirsts(list: string): string {
  const sorted = `list_sort(list_transform(${list}, lambda e, i: struct_pack(k := e.k, i := i, v := e.v)))`
  return once([sorted], ([s]) => {
    const firsts = `list_filter(${s}, lambda e, i: i = 1 or e.k is distinct from list_extract(${s}, i - 1).k)`
    return `map_from_entries(list_transform(${firsts}, lambda e: struct_pack(k := e.k, v := e.v)))`
  })
}

/** Of a list of `{k, v}`, whose k are no nulls: all values of each key. */
export function multimapOf(list: string, key: Type): string {
  return once([list], ([l]) => {
    const made = once([`list_sort(${distinctOf(`list_transform(${l}, lambda e: e.k)`, key)})`], ([keys]) => {
      const values = `list_transform(${keys}, lambda k: list_transform(list_filter(${l}, lambda e: e.k = k), lambda e: e.v))`
      return `map(${keys}, ${values})`
    })
    return `case when ${l} is not null then ${made} end`
  })
}
