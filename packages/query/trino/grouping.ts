// GROUP BY, with its sets.
import { isComparable, isGroupable, isMoment, keyOf } from './comparison.ts'
import { placeOf, TrinoError } from './error.ts'
import type { Expression } from './expression.ts'
import type { Parser } from './grammar.ts'
import { readNames } from './name.ts'
import type { Scope } from './scope.ts'
import { writeType } from './type.ts'

export interface Groups {
  /** What follows GROUP BY. */
  readonly sql: string
  /** DuckDB's text of each expression that is grouped by. */
  readonly keys: readonly string[]
  /** Of these, times with zones as they may stand beside groups, which are made by the moment. */
  readonly shown: ReadonlyMap<string, string>
}

type Terms = readonly Parser.GroupingTermContext[]

export function readGroups(
  node: Parser.GroupByContext,
  selected: readonly Parser.SelectItemContext[],
  scope: Scope,
): Groups {
  const keys: string[] = []
  const shown = new Map<string, string>()
  const elements = node.groupingElement()
  const hasSets = elements.some(each => each.constructor.name !== 'SingleGroupingSetContext')
  const write = (terms: Terms, isAlone: boolean): string => {
    const written = terms.map(term => {
      if (!isAlone && !isColumn(term)) {
        const words = `GROUP BY expression must be a column reference: ${term.getText()}`
        throw new TrinoError('INVALID_COLUMN_REFERENCE', placeOf(term), words)
      }
      const key = readTerm(term, selected, scope)
      keys.push(key.sql)
      if (isMoment(key)) {
        const one = `first(${key.sql})`
        shown.set(key.sql, hasSets ? `(case when grouping(${keyOf(key)}) = 0 then ${one} end)` : one)
        return keyOf(key)
      }
      return isConstant(key.sql) ? `(${key.sql} || '')` : key.sql
    })
    return written.length === 1 ? written[0]! : `(${written.join(', ')})`
  }
  if (node.setQuantifier()?.KW_DISTINCT()) scope.refuse(node, 'GROUP BY DISTINCT', 'write each set once')
  const sql = elements.map(element => writeElement(element, write)).join(', ')
  return { sql, keys, shown }
}

/** Sets are of columns only. */
function isColumn(term: Parser.GroupingTermContext): boolean {
  return /^(?:"(?:[^"]|"")*"|[a-z_][\w$]*)(?:\.(?:"(?:[^"]|"")*"|[a-z_][\w$]*))*$/i.test(term.getText())
}

/** A constant is no place in the list. */
function isConstant(sql: string): boolean {
  return /^\(*-?\d+\)*$|^'/.test(sql)
}

function writeElement(node: Parser.GroupingElementContext, write: (terms: Terms, isAlone: boolean) => string): string {
  const sets = (all: readonly Parser.GroupingSetContext[]) =>
    all.map(set => write(set.groupingTerm(), false)).join(', ')
  switch (node.constructor.name) {
    case 'SingleGroupingSetContext': {
      const terms = (node as Parser.SingleGroupingSetContext).groupingSet().groupingTerm()
      return terms.length === 0 ? 'grouping sets (())' : terms.map(term => write([term], true)).join(', ')
    }
    case 'RollupContext':
      return `rollup (${sets((node as Parser.RollupContext).groupingSet())})`
    case 'CubeContext':
      return `cube (${sets((node as Parser.CubeContext).groupingSet())})`
    default:
      return `grouping sets (${sets((node as Parser.MultipleGroupingSetsContext).groupingSet())})`
  }
}

function readTerm(
  term: Parser.GroupingTermContext,
  selected: readonly Parser.SelectItemContext[],
  scope: Scope,
): Expression {
  const text = term.getText()
  const key = /^\d+$/.test(text) ? readPlace(term, Number(text), selected, scope) : readKey(term, scope)
  if (!isComparable(key.type)) {
    throw new TrinoError(
      'TYPE_MISMATCH',
      placeOf(term),
      `${writeType(key.type)} is not comparable, and therefore cannot be used in GROUP BY`,
    )
  }
  if (!isGroupable(key) && !isMoment(key))
    scope.refuse(term, 'GROUP BY of what holds times with zones', 'cast these to timestamp')
  return key
}

function readKey(term: Parser.GroupingTermContext, scope: Scope): Expression {
  const column = term.columnRef()?.qualifiedName()
  return column == null ? scope.read(term.expression()!) : scope.readColumn(readNames(column), term)
}

/** By a place in the SELECT list, where `*` stands for its columns. */
function readPlace(
  term: Parser.GroupingTermContext,
  place: number,
  selected: readonly Parser.SelectItemContext[],
  scope: Scope,
): Expression {
  const shown = scope.fields.filter(field => !field.isHidden)
  const all = selected.flatMap<() => Expression>(item => {
    if (item.selectAllWithoutTable() !== null) return shown.map(field => () => field)
    const table = item.tableAllColumns()?.primaryExpression().getText().toLowerCase()
    if (table !== undefined) return shown.filter(field => field.table === table).map(field => () => field)
    const column = item.selectLiteralColumnName()?.columnRef().qualifiedName()
    if (column != null) return [() => scope.readColumn(readNames(column), item)]
    return [() => scope.read(item.selectExpressionColumnName()!.expression())]
  })
  const found = all[place - 1]
  if (found === undefined) {
    throw new TrinoError('INVALID_COLUMN_REFERENCE', placeOf(term), `GROUP BY position ${place} is not in select list`)
  }
  return found()
}
