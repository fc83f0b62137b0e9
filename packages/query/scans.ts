// Which of the lake's tables a statement of DuckDB's reads, and what it demands of their rows.
import { isTree, type Tree } from './tree.ts'
import { tableName } from './view.ts'

/** One reading of a table. */
export interface Scan {
  readonly table: string
  /** What its columns can be qualified by. */
  readonly alias: string
  /** What the rows read must satisfy; null when nothing. */
  readonly where: Tree | null
  /** No other table stands beside it, so that a column without qualifier is its own. */
  readonly alone: boolean
}

/** All readings of a statement, those of its subqueries too. */
export function findScans(node: Tree): Scan[] {
  const scans: Scan[] = []
  visit(node, part => {
    if (part.type !== 'SELECT_NODE' || !isTree(part.from_table)) return
    const where = isTree(part.where_clause) ? part.where_clause : null
    const alone = part.from_table.type === 'BASE_TABLE'
    for (const { table, alias, isOptional } of tablesOf(part.from_table)) {
      scans.push({ table, alias, where: isOptional ? null : where, alone })
    }
  })
  return scans
}

/** The tables that a FROM joins; optional are those an outer join may fill with nulls, which WHERE then sees. */
function tablesOf(from: Tree, isOptional = false): { table: string; alias: string; isOptional: boolean }[] {
  if (from.type === 'JOIN') {
    const join = String(from.join_type)
    const left = tablesOf(from.left as Tree, isOptional || join === 'RIGHT' || join === 'FULL')
    return [...left, ...tablesOf(from.right as Tree, isOptional || join === 'LEFT' || join === 'FULL')]
  }
  const table = from.type === 'BASE_TABLE' ? tableName(String(from.table_name)) : undefined
  if (table === undefined) return []
  return [{ table, alias: String(from.alias || from.table_name), isOptional }]
}

function visit(part: unknown, see: (tree: Tree) => void): void {
  if (Array.isArray(part)) for (const item of part) visit(item, see)
  else if (isTree(part)) {
    see(part)
    for (const value of Object.values(part)) visit(value, see)
  }
}
