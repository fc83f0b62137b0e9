// Arrays as sets: what is in them, once each.
import { distinctOf, isIn, keyOf } from '../distinct.ts'
import type { Call, Scalars } from '../function.ts'
import { once } from '../once.ts'
import { checked, concat, elementOf } from './array.ts'

const sqls = ({ args }: Call) => args.map(({ sql }) => sql)

function overlap(call: Call): string {
  const type = elementOf(call.args[0]!)
  return once(sqls(call), ([a, b]) => {
    const shared = `len(list_filter(${checked({ sql: a!, type: call.args[0]!.type })}, lambda e: e is not null and ${isIn('e', b!, type)})) > 0`
    return `case when ${a} is null or ${b} is null then null when len(${a}) = 0 or len(${b}) = 0 then false when ${shared} then true
      when list_count(${a}) < len(${a}) or list_count(${b}) < len(${b}) then null else false end`
  })
}

/** In the order of the longer; of the first, where both are as long. */
function intersect(call: Call): string {
  const type = elementOf(call.args[0]!)
  return once(sqls(call), ([a, b]) => {
    const [inB, inA] = [a, b].map((_, i) => isIn('e', [b, a][i]!, type))
    const shared = `case when len(${b}) > len(${a}) then list_filter(${b}, lambda e: ${inA}) else list_filter(${a}, lambda e: ${inB}) end`
    return `case when ${a} is null or ${b} is null then null else ${distinctOf(`(${shared})`, type)} end`
  })
}

function except(call: Call): string {
  const type = elementOf(call.args[0]!)
  return once(sqls(call), ([a, b]) => {
    const rest = `list_filter(${a}, lambda e: not ${isIn('e', b!, type)})`
    return `case when ${a} is null or ${b} is null then null else ${distinctOf(rest, type)} end`
  })
}

function countElements(call: Call): string {
  const type = elementOf(call.args[0]!)
  return once([`list_filter(${call.args[0]!.sql}, lambda e: e is not null)`], ([a]) => {
    const values = once([distinctOf(a!, type)], ([keys]) => {
      const counts = `list_transform(${keys}, lambda k: len(list_filter(${a}, lambda e: ${keyOf('e', type)} = ${keyOf('k', type)})))`
      return `map(${keys}, ${counts})`
    })
    return `case when ${a} is null then null else ${values} end`
  })
}

export const scalars: Scalars = {
  'array_distinct(array(E)) -> array(E)': call => distinctOf(call.args[0]!.sql, elementOf(call.args[0]!)),
  'array_except(array(E), array(E)) -> array(E)': except,
  'array_histogram(array(T)) -> map(T, bigint)': countElements,
  'array_intersect(array(E), array(E)) -> array(E)': intersect,
  'array_union(array(E), array(E)) -> array(E)': call => distinctOf(concat(call), elementOf(call.args[0]!)),
  'arrays_overlap(array(E), array(E)) -> boolean': overlap,
}
