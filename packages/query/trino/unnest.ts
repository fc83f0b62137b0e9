// UNNEST: arrays side by side, a row for each place; the shorter are filled with nulls.
import type { Expression } from './expression.ts'
import { quoteName } from './expression.ts'
import type { Output } from './relation.ts'
import { bigint, type Type } from './type.ts'

interface Unnested {
  /** What stands after FROM or JOIN. */
  readonly sql: string
  readonly columns: Output[]
}

/**
 * Where one of the arrays is null it has no rows; where all are, or are empty, there are none. `from` is what they read, of
 * one row.
 */
export function unnest(args: readonly Expression[], isOrdinal: boolean, relation: string, from: string): Unnested {
  const parts = args.map((arg, i) => splitArgument(arg, `u${i + 1}`))
  const lists = args.map(({ sql, type }, i) => `${type.kind === 'map' ? `map_entries(${sql})` : sql} as u${i + 1}`)
  const lengths = args.map((_, i) => `coalesce(len(u${i + 1}), 0)`).join(', ')
  const longest = args.length === 1 ? lengths : `greatest(${lengths})`
  const columns = [...parts.flat(), ...(isOrdinal ? [{ sql: 'o', type: bigint, name: null }] : [])]
  const places = `select *, unnest(range(1, ${longest} + 1)) as o from (select ${lists.join(', ')}${from})`
  const shown = columns.map(({ sql }, i) => `${sql} as c${i + 1}`).join(', ')
  return {
    sql: `lateral (select ${shown} from (${places})) as ${quoteName(relation)}`,
    columns: columns.map(({ type, name }, i) => ({ name, type, column: `c${i + 1}` })),
  }
}

interface Part {
  readonly sql: string
  readonly type: Type
  readonly name: string | null
}

/** A map has two columns, rows one for each field, all else one. */
function splitArgument({ type }: Expression, list: string): Part[] {
  const item = `list_extract(${list}, o)`
  if (type.kind === 'map') {
    return [
      { sql: `${item}.key`, type: type.key, name: null },
      { sql: `${item}.value`, type: type.value, name: null },
    ]
  }
  const { element } = type as Type & { kind: 'array' }
  if (element.kind !== 'row') return [{ sql: item, type: element, name: null }]
  return element.fields.map(({ type: own, name }, i) => ({ sql: `${item}.f${i + 1}`, type: own, name }))
}
