// Texts with a separator between them.
import { castTo } from '../casts.ts'
import type { Call, Scalars } from '../function.ts'
import { once } from '../once.ts'
import { varchar, writeType } from '../type.ts'
import { elementOf, isNested } from './array.ts'

const isNull = (sql: string) => `${sql} is null`

/** As text each element is what CAST makes of it. */
function join(call: Call): string {
  const [array, , filler] = call.args
  const type = elementOf(array!)
  const text = type.kind === 'unknown' ? 'null' : castTo({ sql: 'e', type }, varchar)?.sql
  if (text === undefined || isNested(type)) {
    call.fail('OPERATOR_NOT_FOUND', `Cannot cast ${writeType(type)} to varchar`)
  }
  return once(
    call.args.map(({ sql }) => sql),
    ([a, separator, other]) => {
      const texts = `list_transform(${a}, lambda e: cast(${filler === undefined ? text : `coalesce(${text}, ${other})`} as varchar))`
      const none = [a!, separator!, ...(filler === undefined ? [] : [other!])].map(isNull).join(' or ')
      return `case when ${none} then null else ${separate(texts, separator!)} end`
    },
  )
}

/** Those that are not null. DuckDB's own function wants the separator known before rows are read. */
function separate(list: string, separator: string): string {
  if (/^'(?:[^']|'')*'$/.test(separator)) return `coalesce(array_to_string(${list}, ${separator}), '')`
  const kept = `list_filter(${list}, lambda e: e is not null)`
  const parts = `list_transform(${kept}, lambda e, i: case when i = 1 then e else ${separator} || e end)`
  return `coalesce(array_to_string(${parts}, ''), '')`
}

export const scalars: Scalars = {
  'array_join(array(T), varchar) -> varchar': join,
  'array_join(array(T), varchar, varchar) -> varchar': join,
  'concat_ws(varchar, array(varchar)) -> varchar': ({ args }) =>
    once(
      args.map(({ sql }) => sql),
      ([separator, a]) =>
        `case when ${isNull(separator!)} or ${isNull(a!)} then null else ${separate(a!, separator!)} end`,
    ),
  'concat_ws(varchar, varchar...) -> varchar': ({ args }) => `concat_ws(${args.map(({ sql }) => sql).join(', ')})`,
}
