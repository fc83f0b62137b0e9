// Which partitions a statement needs: the part of its WHERE that speaks of partition columns alone, to be asked of the
// partitions themselves. Constants, parameters and functions in it are DuckDB's to work out.
import type { Scan } from './scans.ts'
import type { Shape } from './shape.ts'
import { mapParts, type Tree } from './tree.ts'

const ALLOWED = new Set([
  'COLUMN_REF',
  'CONSTANT',
  'PARAMETER',
  'CASE',
  'CAST',
  'COMPARISON',
  'BETWEEN',
  'CONJUNCTION',
  'LAMBDA',
  'LAMBDA_REF',
  'OPERATOR',
])
const VOLATILE = new Set(['random', 'error'])

/**
 * A condition on a table's partition columns that every partition needed by one of the scans satisfies; undefined when
 * all are needed. Columns in it have no qualifier; the parameter `1` is called `p1`.
 */
export function partitionFilter(table: Pick<Shape, 'name' | 'partitions'>, scans: readonly Scan[]): Tree | undefined {
  const columns = new Set(table.partitions.map(({ name }) => name))
  const filters: Tree[] = []
  for (const scan of scans.filter(each => each.table === table.name)) {
    const conditions = conjuncts(scan.where).filter(condition => isAbout(condition, columns, scan))
    if (conditions.length === 0) return undefined
    filters.push(conjunction('CONJUNCTION_AND', conditions.map(unqualify)))
  }
  return conjunction('CONJUNCTION_OR', filters)
}

function conjuncts(where: Tree | null): Tree[] {
  if (where === null) return []
  if (where.type !== 'CONJUNCTION_AND') return [where]
  return (where.children as Tree[]).flatMap(conjuncts)
}

function isAbout(expression: Tree, columns: ReadonlySet<string>, scan: Scan): boolean {
  if (expression.class === 'COLUMN_REF') {
    const names = (expression.column_names as string[]).map(name => name.toLowerCase())
    const isOwn = names.length === 1 ? scan.alone : names.length === 2 && names[0] === scan.alias.toLowerCase()
    return isOwn && columns.has(names.at(-1)!)
  }
  if (expression.class === 'FUNCTION' && VOLATILE.has(String(expression.function_name))) return false
  if (typeof expression.class === 'string' && expression.class !== 'FUNCTION' && !ALLOWED.has(expression.class))
    return false
  if (expression.class === 'CONSTANT') return true
  let isAll = true
  const { cast_type: _, ...parts } = expression
  mapParts(parts, part => {
    isAll &&= isAbout(part, columns, scan)
    return part
  })
  return isAll
}

function unqualify(expression: Tree): Tree {
  if (expression.class === 'CONSTANT') return expression
  if (expression.class === 'COLUMN_REF') {
    return { ...expression, column_names: (expression.column_names as string[]).slice(-1) }
  }
  if (expression.class === 'PARAMETER') return { ...expression, identifier: `p${expression.identifier}` }
  return mapParts(expression, unqualify)
}

function conjunction(type: string, children: readonly Tree[]): Tree {
  return children.length === 1 ? children[0]! : { class: 'CONJUNCTION', type, children }
}
