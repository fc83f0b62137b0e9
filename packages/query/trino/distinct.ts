// Values once each: what Trino takes for the same (NULL for NULL, zoned times by their moment, maps whatever their order).
import { once } from './once.ts'
import type { Type } from './type.ts'

/** What DuckDB compares in place of a value. */
export function keyOf(sql: string, type: Type): string {
  if (type.kind.endsWith('with time zone')) return `(${sql})."at"`
  return type.kind === 'map' ? `list_sort(map_entries(${sql}))` : sql
}

/** Whether a value, or NULL, is in a list. */
export function isIn(value: string, list: string, type: Type): string {
  const own = keyOf(value, type)
  const keys = own === value ? list : `list_transform(${list}, lambda k: ${keyOf('k', type)})`
  return `(case when ${value} is null then list_count(${list}) < len(${list}) else list_contains(${keys}, ${own}) end)`
}

/** A list's values, each where it stands first. Sorted, as looking each up takes too long in a long list. */
export function distinctOf(list: string, type: Type): string {
  // Of a NULL known before rows are read list_sort forgets the type: its fields would not be found.
  const rows = (own: string) =>
    `list_transform(${own}, lambda e, i: struct_pack(k := ${keyOf('e', type)}, i := i, x := e))`
  const numbered = once([rows(list)], ([r]) => `case when ${r} is not null then list_sort(coalesce(${r}, [])) end`)
  const firsts = once(
    [numbered],
    ([s]) => `list_filter(${s}, lambda e, i: i = 1 or e.k is distinct from list_extract(${s}, i - 1).k)`,
  )
  return `list_transform(list_sort(list_transform(${firsts}, lambda e: struct_pack(i := e.i, x := e.x))), lambda e: e.x)`
}
