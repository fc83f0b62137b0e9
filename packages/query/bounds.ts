// Which row groups of a file can have a row that a statement wants, by the least and the greatest value of each column: what
// Trino leaves unread. It looks at a column at a time, and so does this: of an OR it is known what it asks of one column,
// and nothing of several.
import type { Bound, Chunk, RowGroup } from '@clickstream/lake/footer'
import { isTree, type Tree } from './tree.ts'

/** Whether a value that lies where the chunk says can stand so to the constant. */
const RELATIONS: Readonly<Record<string, (least: Bound, most: Bound, value: Bound) => boolean>> = {
  COMPARE_EQUAL: (least, most, value) => least <= value && value <= most,
  COMPARE_NOT_DISTINCT_FROM: (least, most, value) => least <= value && value <= most,
  COMPARE_NOTEQUAL: (least, most, value) => least !== value || most !== value,
  COMPARE_LESSTHAN: (least, _, value) => least < value,
  COMPARE_LESSTHANOREQUALTO: (least, _, value) => least <= value,
  COMPARE_GREATERTHAN: (_, most, value) => most > value,
  COMPARE_GREATERTHANOREQUALTO: (_, most, value) => most >= value,
}

const MIRRORED: Readonly<Record<string, string>> = {
  COMPARE_LESSTHAN: 'COMPARE_GREATERTHAN',
  COMPARE_LESSTHANOREQUALTO: 'COMPARE_GREATERTHANOREQUALTO',
  COMPARE_GREATERTHAN: 'COMPARE_LESSTHAN',
  COMPARE_GREATERTHANOREQUALTO: 'COMPARE_LESSTHANOREQUALTO',
}

/** False only where no row of the group can satisfy the condition, whose columns have no qualifier. */
export function mayMatch(where: Tree | null, group: RowGroup): boolean {
  if (group.rows === 0) return false
  if (where === null) return true
  const children = (where.children ?? []) as Tree[]
  switch (where.type) {
    case 'CONJUNCTION_AND':
      return children.every(child => mayMatch(child, group))
    case 'CONJUNCTION_OR':
      return columnsIn(where).size > 1 || children.some(child => mayMatch(child, group))
    case 'COMPARE_IN':
      return children.slice(1).some(value => compare('COMPARE_EQUAL', children[0]!, value, group))
    case 'COMPARE_BETWEEN':
      return (
        compare('COMPARE_GREATERTHANOREQUALTO', where.input as Tree, where.lower as Tree, group) &&
        compare('COMPARE_LESSTHANOREQUALTO', where.input as Tree, where.upper as Tree, group)
      )
    case 'OPERATOR_IS_NULL':
      return chunkOf(children[0]!, group)?.nulls !== 0
    case 'OPERATOR_IS_NOT_NULL':
      return chunkOf(children[0]!, group)?.nulls !== group.rows
    case 'COLUMN_REF':
      return holds('COMPARE_EQUAL', chunkOf(where, group), 1, group.rows)
    case 'OPERATOR_NOT':
      return children[0]!.class !== 'COLUMN_REF' || holds('COMPARE_EQUAL', chunkOf(children[0]!, group), 0, group.rows)
    default:
      return where.class !== 'COMPARISON' || compare(String(where.type), where.left as Tree, where.right as Tree, group)
  }
}

/** What is demanded of each column by itself, all at once, where no null will do; by the column's name. */
export function conditionsOf(where: Tree | null): ReadonlyMap<string, Tree> {
  const byColumn = Map.groupBy(conjuncts(where), part => [...columnsIn(part)].join(' '))
  const conditions = [...byColumn].map(([column, children]) => [column, { ...AND, children }] as const)
  return new Map(
    conditions.filter(([column, condition]) => /^\w+$/.test(column) && !NULLS.test(JSON.stringify(condition))),
  )
}

function conjuncts(where: Tree | null): readonly Tree[] {
  if (where === null) return []
  return where.type === 'CONJUNCTION_AND' ? (where.children as Tree[]).flatMap(conjuncts) : [where]
}

const AND: Tree = { class: 'CONJUNCTION', type: 'CONJUNCTION_AND' }
const NULLS = /"OPERATOR_IS_NULL"|DISTINCT_FROM"/

/** Whether one of the values, which are all that a column of the group has, satisfies the condition on it. */
export function anyMatches(condition: Tree, column: string, values: readonly Bound[]): boolean {
  return values.some(value => {
    const chunk: Chunk = { bytes: 0, least: value, most: value, nulls: 0, dictionary: null }
    return mayMatch(condition, { rows: 1, chunks: new Map([[column, chunk]]) })
  })
}

function compare(type: string, left: Tree, right: Tree, group: RowGroup): boolean {
  const isMirrored = right.class === 'COLUMN_REF'
  const [column, constant] = isMirrored ? [right, left] : [left, right]
  const value = column.class === 'COLUMN_REF' ? valueOfConstant(constant) : null
  if (value === null) return true
  return holds(isMirrored ? (MIRRORED[type] ?? type) : type, chunkOf(column, group), value, group.rows)
}

function holds(type: string, chunk: Chunk | undefined, value: Bound, rows: number): boolean {
  const relation = Object.hasOwn(RELATIONS, type) ? RELATIONS[type] : undefined
  if (chunk === undefined || relation === undefined) return true
  if (chunk.nulls === rows) return false
  if (chunk.least === null || chunk.most === null) return true
  const isAlike = typeof chunk.least === typeof value && typeof chunk.most === typeof value
  return !isAlike || relation(chunk.least, chunk.most, value)
}

function chunkOf(column: Tree, group: RowGroup): Chunk | undefined {
  return column.class === 'COLUMN_REF' ? group.chunks.get(nameOf(column)) : undefined
}

/** A constant as a footer has it; null for what is no constant, and for types that no column of ours has. */
function valueOfConstant(node: Tree): Bound | null {
  if (node.class === 'CAST') {
    const inner = valueOfConstant(node.child as Tree)
    const type = String((node.cast_type as Tree).id)
    if (type === 'BOOLEAN' && typeof inner === 'string') return inner.startsWith('t') ? 1 : 0
    if (type === 'TIMESTAMP' && typeof inner === 'string') {
      const ms = Date.parse(`${inner.replace(' ', 'T')}Z`)
      return Number.isNaN(ms) ? null : ms
    }
    return type === 'VARCHAR' && typeof inner === 'string' ? inner : null
  }
  const constant = node.class === 'CONSTANT' && isTree(node.value) ? node.value : undefined
  if (constant === undefined || constant.is_null === true) return null
  const { value } = constant
  if (typeof value === 'string') return Buffer.from(value).toString('latin1')
  const info = (constant.type as Tree).type_info
  return typeof value === 'number' ? value / 10 ** Number(isTree(info) ? (info.scale ?? 0) : 0) : null
}

function columnsIn(node: Tree): Set<string> {
  const found = new Set<string>()
  const look = (part: unknown): void => {
    if (Array.isArray(part)) part.forEach(look)
    else if (isTree(part)) {
      if (part.class === 'COLUMN_REF') found.add(nameOf(part))
      else Object.values(part).forEach(look)
    }
  }
  look(node)
  return found
}

const nameOf = (column: Tree) => (column.column_names as string[]).at(-1)!
