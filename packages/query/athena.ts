// Athena's SQL made DuckDB's: the parsed statement, part by part, each known to mean the same, put right, or refused.
// A full translator takes this file's place; what it may let through is said here and in functions.ts only.
// Known to differ still: regular expressions are RE2's and not Java's, and an optional group that matched nothing is empty
// and not null; a number in JSON loses its last zeros (1.50); NaN = NaN is true; upper('ß') is 'ẞ'; a timestamp written
// out has milliseconds; approx_percentile interpolates.
import { queryable } from '@clickstream/events/tables'
import { translateCast } from './cast.ts'
import { limitCopies } from './copies.ts'
import { QueryError } from './engine.ts'
import { isInterval, ruleOf } from './functions.ts'
import { checkLimit } from './limit.ts'
import { call, castTo, isTree, mapParts, type Tree } from './tree.ts'
import { viewName } from './view.ts'

/** One reading of a table. */
export interface Scan {
  readonly table: keyof typeof queryable
  /** What its columns can be qualified by. */
  readonly alias: string
  /** What the rows read must satisfy; null when nothing. Already DuckDB's. */
  readonly where: Tree | null
  /** No other table stands beside it, so that a column without qualifier is its own. */
  readonly alone: boolean
}

export interface Translation {
  readonly node: Tree
  readonly scans: readonly Scan[]
}

interface Scope {
  readonly ctes: ReadonlySet<string>
  readonly scans: Scan[]
}

type Rule = (node: Tree, scope: Scope) => Tree

/**
 * Translates one parsed statement.
 * @throws QueryError naming the construct that this engine refuses, and what to write instead.
 */
export function toDuckdb(node: Tree): Translation {
  const scans: Scan[] = []
  const translated = limitCopies(visit(nameColumns(node), { ctes: new Set(), scans }))
  return { node: translated, scans: scans.map(each => ({ ...each, where: each.where && limitCopies(each.where) })) }
}

const through: Rule = (node, scope) => mapParts(node, part => visit(part, scope))

const rules: Record<string, Rule> = {
  SELECT_NODE: translateSelect,
  SET_OPERATION_NODE: (node, scope) => {
    demand(node.setop_type !== 'UNION_BY_NAME', 'UNION BY NAME', 'union')
    return translateQuery(node, scope)
  },
  // Tables
  BASE_TABLE: translateTable,
  SUBQUERY: (node, scope) => {
    demand(!isTree(node.sample), 'TABLESAMPLE', 'a filter')
    return through(node, scope)
  },
  EXPRESSION_LIST: through,
  EMPTY: node => node,
  JOIN: (node, scope) => {
    const known = ['REGULAR', 'CROSS', 'DEPENDENT'].includes(String(node.ref_type))
    demand(known, `${node.ref_type} JOIN`, 'join … on')
    demand(
      ['INNER', 'LEFT', 'RIGHT', 'FULL'].includes(String(node.join_type)),
      `${node.join_type} JOIN`,
      'where exists',
    )
    return through(node, scope)
  },
  TABLE_FUNCTION: translateTableFunction,
  // Modifiers
  ORDER_MODIFIER: through,
  ORDER_DEFAULT: through,
  ASCENDING: through,
  DESCENDING: through,
  LIMIT_MODIFIER: (node, scope) => through(checkLimit(node), scope),
  DISTINCT_MODIFIER: (node, scope) => {
    demand((node.distinct_on_targets as unknown[]).length === 0, 'DISTINCT ON', 'row_number() over (…)')
    return through(node, scope)
  },
  // Expressions, by class
  COLUMN_REF: node => node,
  // DuckDB prints 2.5e0 as 2.5, which is a decimal.
  CONSTANT: node => (((node.value as Tree).type as Tree).id === 'DOUBLE' ? castTo('DOUBLE', node) : node),
  PARAMETER: node => node,
  COMPARISON: through,
  CONJUNCTION: through,
  BETWEEN: through,
  CASE: through,
  OPERATOR: (node, scope) => {
    demand(node.type !== 'ARRAY_EXTRACT', 'x[i], which is an error beyond the end on Athena only', 'element_at(x, i)')
    demand(OPERATORS.has(String(node.type)), String(node.type), 'SQL that Athena has')
    return through(node, scope)
  },
  STAR: (node, scope) => {
    const lists = ['exclude_list', 'replace_list', 'qualified_exclude_list', 'rename_list']
    const isPlain = node.columns !== true && !isTree(node.expr) && lists.every(key => !(node[key] as unknown[])?.length)
    demand(isPlain, '* with EXCLUDE, REPLACE or COLUMNS', 'the columns by name')
    return through(node, scope)
  },
  CAST: (node, scope) => translateCast(node, part => visit(part, scope)),
  FUNCTION: translateFunction,
  WINDOW: translateWindow,
}

const OPERATORS = new Set([
  'OPERATOR_NOT',
  'OPERATOR_IS_NULL',
  'OPERATOR_IS_NOT_NULL',
  'OPERATOR_COALESCE',
  'COMPARE_IN',
  'COMPARE_NOT_IN',
  'GROUPING_FUNCTION',
  'ARRAY_CONSTRUCTOR',
])

/** Parts that are neither expressions nor tables (lists of CTEs, checks of a CASE) are containers. */
function visit(node: Tree, scope: Scope): Tree {
  const kind = node.class ?? node.type
  if (typeof kind !== 'string') return through(node, scope)
  const rule = Object.hasOwn(rules, kind) ? rules[kind] : undefined
  if (rule === undefined)
    throw new QueryError(`${kind.replaceAll('_', ' ')}: expected SQL that Athena has and this engine knows`)
  const translated = rule(node, scope)
  return node.class === undefined ? translated : { ...translated, alias: node.alias }
}

function translateSelect(node: Tree, scope: Scope): Tree {
  demand(node.sample === null, 'SAMPLE', 'a filter')
  demand(node.qualify === null, 'QUALIFY', 'where on a subquery')
  demand(node.aggregate_handling === 'STANDARD_HANDLING', 'GROUP BY ALL', 'the columns by name')
  const select = translateQuery(node, scope)
  const where = isTree(select.where_clause) ? select.where_clause : null
  // Translated tables have their view's name, which no other can have.
  const found = scansOf(select.from_table as Tree)
  const alone = (select.from_table as Tree).type === 'BASE_TABLE'
  for (const { table, alias, isOptional } of found) {
    scope.scans.push({ table, alias, where: isOptional ? null : where, alone })
  }
  return select
}

/** A query with its WITH: each CTE sees those before it, and not itself, for its own name may be a table's. */
function translateQuery(node: Tree, scope: Scope): Tree {
  const { cte_map, ...rest } = node
  const names = new Set(scope.ctes)
  const ctes: Tree[] = []
  for (const { key, value } of ((cte_map as Tree).map ?? []) as { key: string; value: Tree }[]) {
    demand(!key.toLowerCase().startsWith(viewName('')), `with ${key}`, 'another name')
    ctes.push({ key, value: visit(value, { ctes: new Set(names), scans: scope.scans }) })
    names.add(key.toLowerCase())
  }
  return { ...through(rest, { ctes: names, scans: scope.scans }), cte_map: { map: ctes } }
}

function translateTable(node: Tree, scope: Scope): Tree {
  const name = String(node.table_name)
  demand(node.sample === null, 'TABLESAMPLE', 'a filter')
  demand(node.at_clause === null, 'AT', 'a filter')
  demand(
    node.schema_name === '' && node.catalog_name === '',
    `${node.schema_name}.${name}`,
    `${name} without its database`,
  )
  const table = name.toLowerCase()
  if (scope.ctes.has(table)) return node
  if (!Object.hasOwn(queryable, table)) {
    throw new QueryError(
      `from: expected a table (${Object.keys(queryable).join(', ')}) or a name given in with, got ${name}`,
    )
  }
  return { ...node, table_name: viewName(table), alias: node.alias === '' ? table : node.alias }
}

/** The tables that a FROM joins; optional are those an outer join may fill with nulls, which WHERE then sees. */
function scansOf(
  from: Tree,
  isOptional = false,
): { table: keyof typeof queryable; alias: string; isOptional: boolean }[] {
  if (from.type === 'JOIN') {
    const join = String(from.join_type)
    const left = scansOf(from.left as Tree, isOptional || join === 'RIGHT' || join === 'FULL')
    return [...left, ...scansOf(from.right as Tree, isOptional || join === 'LEFT' || join === 'FULL')]
  }
  const table = (Object.keys(queryable) as (keyof typeof queryable)[]).find(each => viewName(each) === from.table_name)
  return from.type === 'BASE_TABLE' && table !== undefined ? [{ table, alias: String(from.alias), isOptional }] : []
}

function translateTableFunction(node: Tree, scope: Scope): Tree {
  const { function_name: name, children } = node.function as { function_name: string; children: Tree[] } & Tree
  if (name !== 'unnest') throw new QueryError(`from: expected a table or unnest(…), got ${name}(…)`)
  demand(children.length === 1, 'UNNEST of several arrays', 'one unnest for each')
  const array = visit(children[0]!, scope)
  return { ...node, function: { ...(node.function as Tree), children: [array] } }
}

function translateFunction(node: Tree, scope: Scope): Tree {
  const name = String(node.function_name)
  // The parser itself writes main for extract, position and the like.
  demand(!node.catalog && (!node.schema || node.schema === 'main'), `${node.schema}.${name}`, name)
  const rule = ruleOf(name, (node.children as Tree[]).length, false)
  const { children, ...rest } = through(node, scope) as { children: Tree[] } & Tree
  const [left, right] = children
  if (right !== undefined && (name === '+' || name === '-')) {
    if (isInterval(right) && !isInterval(left!))
      return call(name === '+' ? 'athena_add' : 'athena_subtract', left!, right)
    if (isInterval(left!) && !isInterval(right) && name === '+') return call('athena_add', right, left!)
  }
  if (rule.rewrite !== undefined) return rule.rewrite(children)
  const distinct = rule.isDistinct === true || rest.distinct
  return {
    ...rest,
    schema: '',
    function_name: rule.name ?? name,
    distinct,
    children: wrapFirst(children, rule.argument),
  }
}

function translateWindow(node: Tree, scope: Scope): Tree {
  const name = String(node.function_name)
  const extra = [node.offset_expr, node.default_expr].filter(isTree).length
  const rule = ruleOf(name, (node.children as Tree[]).length + extra, true)
  const { children, ...rest } = through(node, scope) as { children: Tree[] } & Tree
  const distinct = rule.isDistinct === true || rest.distinct
  return { ...rest, function_name: rule.name ?? name, distinct, children: wrapFirst(children, rule.argument) }
}

function wrapFirst(children: readonly Tree[], macro: string | undefined): readonly Tree[] {
  return macro === undefined ? children : [call(macro, children[0]!), ...children.slice(1)]
}

/** What has no name of its own is called _col0, _col1 … by its place, as Athena does. */
function nameColumns(node: Tree): Tree {
  if (node.type === 'SET_OPERATION_NODE') return { ...node, left: nameColumns(node.left as Tree) }
  if (node.type !== 'SELECT_NODE') return node
  const named = (node.select_list as Tree[]).map((column, i) => {
    const isNamed = column.alias !== '' || column.class === 'COLUMN_REF' || column.class === 'STAR'
    return isNamed ? column : { ...column, alias: `_col${i}` }
  })
  return { ...node, select_list: named }
}

function demand(isMet: boolean, construct: string, instead: string): void {
  if (!isMet) throw new QueryError(`${construct}: not on this engine as on Athena, write ${instead}`)
}
