// What a SELECT gives: columns, expressions, and all there is.
import { type Node, placeOf, TrinoError } from './error.ts'
import type { Expression } from './expression.ts'
import type { Parser } from './grammar.ts'
import { readName, spell } from './name.ts'
import { rootOf } from './root.ts'
import type { Field, Scope } from './scope.ts'
import { duckdbType } from './type.ts'

/** A column of the SELECT list. */
export interface Item {
  readonly name: string | null
  readonly expression: Expression
  readonly node: Node
}

/** NULL has a type in DuckDB; of a call known before rows are read that gives NULL it forgets which. */
export function held({ sql, type }: Expression): string {
  return type.kind === 'unknown' || /^[^"]*\w\([^"]*$/.test(sql) ? `cast(${sql} as ${duckdbType(type)})` : sql
}

export function readItem(node: Parser.SelectItemContext, scope: Scope): Item[] {
  if (node.selectAllWithoutTable() !== null) return spread(node, scope.fields, undefined, scope)
  const all = node.tableAllColumns()
  if (all !== null) {
    const names = all.primaryExpression().getText().toLowerCase().replaceAll('"', '').split('.')
    const table = names.at(-1)!
    const own = scope.fields.filter(field => field.table === table)
    if (own.length > 0) return spread(node, own, node.columnAliases() ?? undefined, scope)
    // A name alone is a table's, never a column's.
    if (names.length === 1 && all.primaryExpression().constructor.name === 'ColumnReferenceContext')
      throw new TrinoError('TABLE_NOT_FOUND', placeOf(node), `Unable to resolve reference ${table}`)
    const row = scope.read(all.primaryExpression())
    if (row.type.kind !== 'row') throw new TrinoError('TYPE_MISMATCH', placeOf(node), 'Expression must be of type ROW')
    const given = node.columnAliases()?.identifier().map(raise)
    return row.type.fields.map((field, i) => ({
      name: given?.[i] ?? field.name,
      expression: { sql: `(${row.sql}).f${i + 1}`, type: field.type },
      node,
    }))
  }
  const mark = scope.level.loose.length
  const column = node.selectLiteralColumnName()?.columnRef().qualifiedName()
  const alias = node._alias === undefined ? undefined : spell(node._alias)
  if (column != null) {
    const names = column.identifier().map(readName)
    const expression = settle(scope.readColumn(names, node), node, mark, scope)
    return [{ name: alias ?? spell(column.identifier().at(-1)!), expression, node }]
  }
  const inner = node.selectExpressionColumnName()!.expression()
  const expression = settle(scope.read(inner), inner, mark, scope)
  return [{ name: alias ?? nameOfColumn(inner), expression, node: inner }]
}

/** The name of a column or a row's field alone is its own; all else has none. */
function nameOfColumn(node: Parser.ExpressionContext): string | null {
  const text = /^(?:(?:"(?:[^"]|"")+"|[A-Za-z_][\w$]*)\.)*("(?:[^"]|"")+"|[A-Za-z_][\w$]*)$/.exec(node.getText())
  let part: { getChildCount(): number; getChild(i: number): unknown; constructor: { name: string } } = node
  while (part.getChildCount() === 1 && part.constructor.name !== 'ColumnReferenceContext') {
    const child = part.getChild(0) as typeof part
    if (!('getChildCount' in child) || 'symbol' in child) return null
    part = child
  }
  const isName = part.constructor.name === 'ColumnReferenceContext' || part.constructor.name === 'DereferenceContext'
  return isName && text !== null ? text[1]!.replace(/^"|"$/g, '').replaceAll('""', '"') : null
}

/** Names of all columns at once are capitals in Trino, unless they are quoted. */
function raise(node: Parser.IdentifierContext): string {
  return node.getText().startsWith('"') ? spell(node) : spell(node).toUpperCase()
}

function spread(
  node: Parser.SelectItemContext,
  fields: readonly Field[],
  aliases: Parser.ColumnAliasesContext | undefined,
  scope: Scope,
): Item[] {
  const shown = fields.filter(field => !field.isHidden)
  if (scope.fields.length === 0) {
    throw new TrinoError('COLUMN_NOT_FOUND', placeOf(node), 'SELECT * not allowed in queries without FROM clause')
  }
  if (shown.length === 0)
    throw new TrinoError('COLUMN_NOT_FOUND', placeOf(node), 'SELECT * not allowed from relation that has no columns')
  const names = aliases?.identifier().map(raise)
  const { level } = scope
  return shown.map((field, i) => {
    if (level.groups !== null && !level.groups.has(field.sql)) {
      const words = `Column '${field.table === null ? '' : `${field.table}.`}${field.name}' not in GROUP BY clause`
      throw new TrinoError('EXPRESSION_NOT_AGGREGATE', undefined, words)
    }
    return { name: names?.[i] ?? field.name, expression: level.show(field), node }
  })
}

/** @throws TrinoError where a column stands outside of what is grouped */
export function settle(expression: Expression, node: Node, mark: number, { level }: Scope): Expression {
  if (level.groups === null || level.loose.length <= mark || level.groups.has(expression.sql)) return expression
  const fault = level.loose[mark]
  level.loose.length = mark
  throw fault instanceof TrinoError ? fault : notGrouped(node, 'getText' in node ? node.getText() : '')
}

export function notGrouped(node: Node, text: string): TrinoError {
  return new TrinoError(
    'EXPRESSION_NOT_AGGREGATE',
    placeOf(rootOf(node)),
    `'${text}' must be an aggregate expression or appear in GROUP BY clause`,
  )
}
