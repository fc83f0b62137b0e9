// What DuckDB may take to the scan: a short `column in (…)` that must hold, said so that it is asked before the other columns
// of a row are read. Left as it is, DuckDB reads them all of every row, and asks then.
import { tables } from '@clickstream/events/tables'
import { castTo, isTree, mapParts, type Tree, text } from './tree.ts'

/** The most values: each of a list in a scan is compared with each of them. */
const MOST = 16

/** What is known of whole files and parts of them is best asked as it is. */
const PARTITIONS = new Set<string>(
  Object.values(tables).flatMap(({ partitions }) => partitions.map(({ name }) => name as string)),
)

/** The statement with each such condition of a WHERE as `coalesce(column in (…), false)`, which is the same there. */
export function sift(node: Tree): Tree {
  // A number that JavaScript would write otherwise is no part, though it looks like one.
  if (node.class === 'CONSTANT') return node
  const sifted = mapParts(node, sift)
  return sifted.type === 'SELECT_NODE' && isTree(sifted.where_clause)
    ? { ...sifted, where_clause: siftCondition(sifted.where_clause) }
    : sifted
}

function siftCondition(condition: Tree): Tree {
  if (condition.type === 'CONJUNCTION_AND')
    return { ...condition, children: (condition.children as Tree[]).map(siftCondition) }
  if (condition.type !== 'COMPARE_IN') return condition
  const [column, ...values] = condition.children as Tree[]
  const isShort = values.length <= MOST && values.every(isFixed)
  if (column!.class !== 'COLUMN_REF' || !isShort || PARTITIONS.has(nameOf(column!))) return condition
  return { class: 'OPERATOR', type: 'OPERATOR_COALESCE', children: [condition, FALSE] }
}

const FALSE: Tree = castTo('BOOLEAN', text('f'))

const nameOf = (column: Tree) => (column.column_names as string[]).at(-1)!.toLowerCase()
const isFixed = ({ class: kind, children }: Tree): boolean =>
  kind === 'CONSTANT' || kind === 'PARAMETER' || (kind === 'FUNCTION' && (children as Tree[]).every(isFixed))
