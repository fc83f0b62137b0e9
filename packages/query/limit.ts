// LIMIT and OFFSET, of which DuckDB takes more than Athena: expressions, halves, and less than nothing until it runs.
import { QueryError } from './engine.ts'
import { isTree, type Tree } from './tree.ts'

/** The modifier as it is. @throws QueryError where it counts by other than a whole number from 0 or a parameter */
export function checkLimit(node: Tree): Tree {
  for (const name of ['limit', 'offset']) {
    const count = node[name]
    if (!isTree(count) || isParameter(count)) continue
    const { value, is_null, type } = (count.class === 'CONSTANT' ? count.value : {}) as Tree
    const isWhole = isTree(type) && ['INTEGER', 'BIGINT'].includes(String(type.id))
    if (is_null === true || (isWhole && Number(value) >= 0)) continue
    throw new QueryError(`${name}: expected a whole number from 0 or a ?, got ${isWhole ? value : 'something else'}`)
  }
  return node
}

/** A `?`, which stands in its cast. */
function isParameter(count: Tree): boolean {
  return count.class === 'CAST' && (count.child as Tree).class === 'PARAMETER'
}
