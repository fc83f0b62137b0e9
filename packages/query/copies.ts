// Our macros write an argument out as often as they name it: x / 2 has fourteen x, and x / 2 / 2 / 2 / 2 / 2 half a million,
// which DuckDB binds one by one, past every limit of time. So what has grown large is worked out once and handed in.
import { call, mapParts, type Tree, text } from './tree.ts'
import { macros } from './trino/registry.ts'

/** The most copies of anything that one expression may come to before its arguments are handed in. */
const MOST = 1000
/** A query in an expression is read again with each copy. */
const QUERY = 1000

/** By the name of a macro: about how often it names the argument that it names most often. */
const TIMES: ReadonlyMap<string, number> = new Map(
  macros.map(macro => {
    const [, name = '', parameters = ''] = /^(\w+)\(([^)]*)\)/.exec(macro) ?? []
    const named = parameters.split(',').map(each => macro.split(new RegExp(`\\b${each.trim()}\\b`)).length - 2)
    // Those of the macros that it calls, too.
    return [name, Math.max(1, ...named) * (macro.includes('trino_', 1) ? 3 : 1)] as const
  }),
)

/** Has no expression in it. */
const WHOLE = new Set(['COLUMN_REF', 'CONSTANT', 'PARAMETER'])

const known = new WeakMap<Tree, number>()

/** The same, with no expression that comes to too many copies. */
export function limitCopies(node: Tree): Tree {
  const isWhole = typeof node.class === 'string' && WHOLE.has(node.class)
  return isWhole ? node : handIn(mapParts(node, limitCopies))
}

/** A call as it is, or, where it would come to too many copies, one whose arguments are worked out before. */
function handIn(node: Tree): Tree {
  const times = TIMES.get(String(node.function_name)) ?? 1
  if (node.class !== 'FUNCTION' || times === 1 || countCopies(node) <= MOST) return node
  const children = node.children as Tree[]
  const names = children.map((_, i) => `athena_${i}`)
  const fields = children.flatMap((child, i) => (isConstant(child) ? [] : [{ ...child, alias: names[i]! }]))
  const given = { class: 'COLUMN_REF', type: 'COLUMN_REF', column_names: ['athena_given'] }
  const taken = children.map((child, i) => (isConstant(child) ? child : call('struct_extract', given, text(names[i]!))))
  const body = { class: 'LAMBDA', type: 'LAMBDA', lhs: given, expr: call(String(node.function_name), ...taken) }
  const list = call('list_value', call('struct_pack', ...fields))
  return { ...call('list_extract', call('list_transform', list, body), ONE), alias: node.alias }
}

const ONE: Tree = {
  class: 'CONSTANT',
  type: 'VALUE_CONSTANT',
  value: { type: { id: 'INTEGER', type_info: null }, is_null: false, value: 1 },
}

/** What a macro may need to see written, such as a unit. */
function isConstant(node: Tree): boolean {
  return node.class === 'CONSTANT' || node.class === 'PARAMETER'
}

/** Of the part that there will be most of. */
function countCopies(node: Tree): number {
  const before = known.get(node)
  if (before !== undefined) return before
  let most = node.class === 'SUBQUERY' ? QUERY : 1
  mapParts(node, part => {
    most = Math.max(most, countCopies(part))
    return part
  })
  const copies = most * (node.class === 'FUNCTION' ? (TIMES.get(String(node.function_name)) ?? 1) : 1)
  known.set(node, copies)
  return copies
}
