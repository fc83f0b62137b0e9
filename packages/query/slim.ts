// Left joins that nobody asks anything of, left out before DuckDB plans: it reads what they compare on, and compares it for
// each row. A data set names who a person is by joining identities; most questions about it only count.
import { isTree, mapParts, type Tree } from './tree.ts'

/** Names of columns that are read; `all` where that cannot be said. Lower case, as all names here. */
type Wanted = ReadonlySet<string> | 'all'
type Ctes = ReadonlyMap<string, Tree>
type Entry = Tree & { readonly key: string; readonly value: Tree }

/**
 * The statement without left joins that add no row (what is joined is grouped by the very columns it is compared on) and
 * whose columns reach nothing that is read: where they are named, they are null. The same tree when there are none.
 */
export function slim(node: Tree): Tree {
  return slimQuery(node, 'all', new Map())
}

function slimQuery(node: Tree, wanted: Wanted, outer: Ctes): Tree {
  const entries = ((node.cte_map as Tree | undefined)?.map ?? []) as Entry[]
  const names = entries.map(({ key }) => key.toLowerCase())
  const ctes = new Map(outer)
  for (const [i, { value }] of entries.entries()) ctes.set(names[i]!, value)
  // From the last, who reads it, to the first.
  const slimmed = [...entries]
  const asked: Wanted[] = []
  for (const [i, entry] of [...entries.entries()].reverse()) {
    const later = entries
      .slice(i + 1)
      .map((other, j) => readBy(plainQuery(other) ?? other, names[i]!, asked[i + 1 + j]!))
    const read = combine([...later, readBy({ ...node, cte_map: { map: [] } }, names[i]!, wanted)])
    const query = plainQuery(entry)
    const isOnly = names.indexOf(names[i]!) === names.lastIndexOf(names[i]!)
    asked[i] = query === undefined || !isOnly ? 'all' : read
    if (query === undefined || !isOnly) continue
    const before = new Map([...outer, ...entries.slice(0, i).map(({ value }, j) => [names[j]!, value] as const)])
    const result = slimQuery(query, read, before)
    const { value } = entry
    if (result !== query)
      slimmed[i] = { ...entry, value: { ...value, query: { ...(value.query as Tree), node: result } } }
  }
  const select = dropJoins(node, wanted, ctes)
  if (select === node && slimmed.every((entry, i) => entry === entries[i])) return node
  // What was only joined is read no more.
  const before = tablesIn(node)
  const after = tablesIn({ ...select, cte_map: { map: slimmed } })
  const map = slimmed.filter(
    ({ value }, i) => after.includes(names[i]!) || !before.includes(names[i]!) || hasParameter(value),
  )
  return { ...select, cte_map: { map } }
}

/** What a CTE selects, where its columns are called as there. */
function plainQuery({ value }: Entry): Tree | undefined {
  const query = (value.query as Tree | undefined)?.node
  return isTree(query) && (value.aliases as unknown[]).length === 0 ? query : undefined
}

/** Which columns of a CTE a query reads, of which `wanted` are asked in turn. */
function readBy(part: Tree, name: string, wanted: Wanted): Wanted {
  if (!tablesIn(part).includes(name)) return new Set()
  const isOfOne = part.type === 'SELECT_NODE' && isNamed(part.from_table, name) && countTables(part) === 1
  const passed = isOfOne && (part.select_list as Tree[]).some(isStar) ? wanted : new Set<string>()
  const read = isOfOne ? { ...part, select_list: (part.select_list as Tree[]).filter(item => !isStar(item)) } : part
  const inner = withoutUnasked(read, wanted)
  // A column that is called as the table may be the whole row; a star among several tables may be anything.
  const names = namesIn(inner)
  if (isAnyStar(inner) || names.has(name)) return 'all'
  return combine([names, passed])
}

/** A SELECT without the columns that nobody asks it for; one that is DISTINCT needs all of them. */
function withoutUnasked(part: Tree, wanted: Wanted): Tree {
  if (part.type !== 'SELECT_NODE' || wanted === 'all') return part
  const isDistinct = (part.modifiers as Tree[]).some(({ type }) => type === 'DISTINCT_MODIFIER')
  if (isDistinct) return part
  const items = part.select_list as Tree[]
  return { ...part, select_list: items.filter(item => isAnyStar(item) || wanted.has(outputOf(item))) }
}

function combine(sets: readonly Wanted[]): Wanted {
  if (sets.includes('all')) return 'all'
  return new Set(sets.flatMap(set => [...(set as ReadonlySet<string>)]))
}

/** A SELECT without the joins that are not needed for what is wanted of it. */
function dropJoins(node: Tree, wanted: Wanted, ctes: Ctes): Tree {
  if (node.type !== 'SELECT_NODE') return node
  const isPlain = [node.group_expressions, node.group_sets, node.modifiers].every(list => (list as []).length === 0)
  if (wanted === 'all' || !isPlain || isTree(node.having) || isTree(node.qualify)) return node
  const items = node.select_list as Tree[]
  if (items.some(isAnyStar)) return node
  let from = node.from_table as Tree
  let list = items
  const kept: Tree[] = []
  // From the last join to the first.
  const peel = (table: Tree): Tree => {
    if (table.type !== 'JOIN') return table
    const { left, right, condition } = table as { left: Tree; right: Tree } & Tree
    const rest = [...kept, left, ...(isTree(node.where_clause) ? [node.where_clause] : [])]
    const dropped = isTree(condition) && addsNothing(table, ctes) ? withoutTable(right, list, wanted, rest, ctes) : null
    if (dropped !== null) {
      list = dropped
      return peel(left)
    }
    if (isTree(condition)) kept.push(condition)
    return { ...table, left: peel(left) }
  }
  from = peel(from)
  return list === items ? node : { ...node, from_table: from, select_list: list }
}

/** A left join with a CTE that is grouped by columns which the condition holds each to one value. */
function addsNothing({ join_type, ref_type, right, condition, using_columns }: Tree, ctes: Ctes): boolean {
  const isLeft = join_type === 'LEFT' && ref_type === 'REGULAR' && (using_columns as []).length === 0
  const table = right as Tree
  const query = table.type === 'BASE_TABLE' ? queryOf(table, ctes) : undefined
  if (!isLeft || query === undefined || hasParameter(condition)) return false
  const { group_expressions: groups, group_sets: sets, modifiers } = query as Record<string, Tree[]>
  const isGrouped = groups!.length > 0 && sets!.length === 1 && modifiers!.length === 0
  if (!isGrouped) return false
  const alias = aliasOf(table)
  const tree = condition as Tree
  const held = (tree.type === 'CONJUNCTION_AND' ? (tree.children as Tree[]) : [tree]).flatMap(each => {
    if (each.type !== 'COMPARE_EQUAL') return []
    const sides = [each.left as Tree, each.right as Tree]
    const own = sides.filter(side => side.class === 'COLUMN_REF' && qualifierOf(side) === alias)
    return own.length === 1 ? [nameOf(own[0]!)] : []
  })
  return groups!.every(group => {
    const item = (query.select_list as Tree[]).find(
      each => each.class === 'COLUMN_REF' && group.class === 'COLUMN_REF' && nameOf(each) === nameOf(group),
    )
    return item !== undefined && held.includes(outputOf(item))
  })
}

/** The select list with nulls for a table's columns; null when something that is read needs them. */
function withoutTable(
  table: Tree,
  items: readonly Tree[],
  wanted: ReadonlySet<string>,
  rest: readonly Tree[],
  ctes: Ctes,
): Tree[] | null {
  const alias = aliasOf(table)
  const columns = new Set((queryOf(table, ctes)!.select_list as Tree[]).map(outputOf))
  const refers = (part: Tree): boolean =>
    refsIn(part).some(ref => qualifierOf(ref) === alias || (qualifierOf(ref) === '' && columns.has(nameOf(ref))))
  const unqualified = [...rest, ...items].map(part =>
    refsIn(part)
      .filter(ref => qualifierOf(ref) === '')
      .map(nameOf),
  )
  if (rest.some(refers) || unqualified.flat().includes(alias)) return null
  const list: Tree[] = []
  for (const item of items) {
    if (!refers(item)) list.push(item)
    else if (wanted.has(outputOf(item))) return null
    // What is said of columns that are not there stays an error.
    else if (refsIn(item).some(ref => qualifierOf(ref) === alias && !columns.has(nameOf(ref)))) return null
    else if (unqualified.flat().includes(outputOf(item))) return null
    else list.push({ ...nullify(item, alias, columns), alias: outputOf(item) })
  }
  return list
}

function nullify(part: Tree, alias: string, columns: ReadonlySet<string>): Tree {
  if (part.class !== 'COLUMN_REF') return mapParts(part, inner => nullify(inner, alias, columns))
  const isOwn = qualifierOf(part) === alias || (qualifierOf(part) === '' && columns.has(nameOf(part)))
  return isOwn ? { ...NULL, alias: part.alias } : part
}

const NULL: Tree = {
  class: 'CONSTANT',
  type: 'VALUE_CONSTANT',
  value: { type: { id: 'NULL', type_info: null }, is_null: true },
}

function queryOf(table: Tree, ctes: Ctes): Tree | undefined {
  const cte = ctes.get(String(table.table_name).toLowerCase())
  const query = (cte?.query as Tree | undefined)?.node
  return isTree(query) && query.type === 'SELECT_NODE' && (cte!.aliases as []).length === 0 ? query : undefined
}

function every(part: unknown, visit: (tree: Tree) => void): void {
  if (Array.isArray(part)) for (const item of part) every(item, visit)
  else if (isTree(part)) {
    visit(part)
    for (const value of Object.values(part)) every(value, visit)
  }
}

function collect(part: Tree, is: (tree: Tree) => boolean): Tree[] {
  const found: Tree[] = []
  every(part, tree => {
    if (is(tree)) found.push(tree)
  })
  return found
}

const refsIn = (part: Tree) => collect(part, tree => tree.class === 'COLUMN_REF')
const tablesIn = (part: Tree) =>
  collect(part, tree => tree.type === 'BASE_TABLE').map(tree => String(tree.table_name).toLowerCase())
const countTables = (part: Tree) => tablesIn(part).length
const isStar = (part: Tree) => part.class === 'STAR' && part.relation_name === ''
const isAnyStar = (part: Tree) => collect(part, tree => tree.class === 'STAR').length > 0
const hasParameter = (part: unknown) => collect(part as Tree, tree => tree.class === 'PARAMETER').length > 0
const partsOf = (ref: Tree) => (ref.column_names as string[]).map(name => name.toLowerCase())
const nameOf = (ref: Tree) => partsOf(ref).at(-1)!
const qualifierOf = (ref: Tree) => (partsOf(ref).length > 1 ? partsOf(ref)[0]! : '')
const aliasOf = (table: Tree) => String(table.alias || table.table_name).toLowerCase()
const outputOf = (item: Tree) => String(item.alias || (item.class === 'COLUMN_REF' ? nameOf(item) : '')).toLowerCase()
const isNamed = (table: unknown, name: string) =>
  isTree(table) && table.type === 'BASE_TABLE' && String(table.table_name).toLowerCase() === name

/** Every name that a part calls a column by, or a part of one. */
function namesIn(part: Tree): Set<string> {
  const using = collect(part, tree => Array.isArray(tree.using_columns)).flatMap(tree => tree.using_columns as string[])
  return new Set([...refsIn(part).flatMap(partsOf), ...using.map(name => name.toLowerCase())])
}
