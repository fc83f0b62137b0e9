// Queries within expressions and in LATERAL: what they give, and whether Trino has a plan for those that name columns from
// around them.
import { hold } from './attempt.ts'
import type { Uses } from './correlation.ts'
import { canRun, type Standing } from './decorrelation.ts'
import { type Node, placeOf } from './error.ts'
import type { Expression } from './expression.ts'
import { quoteName } from './expression.ts'
import type { Parser } from './grammar.ts'
import { aggregateAll, type Planned, single } from './plan.ts'
import type { Output, Relation } from './relation.ts'
import type { Scope } from './scope.ts'
import { duckdbType, rowOf } from './type.ts'

interface Subquery extends Relation {
  /** Whether it names columns from around it. */
  readonly isCorrelated: boolean
}

/** A query that sees the columns of `scope`; `at` is where Trino says that it cannot run it. */
export function readSubquery(node: Parser.QueryContext, standing: Standing, at: Node, scope: Scope): Subquery {
  const { session } = scope
  const { correlation } = session
  const uses = readOnce(node, standing, scope)
  const { value: relation, named } = uses
  const fields = new Set(scope.fields.map(({ sql }) => sql))
  const isCorrelated = named.some(({ symbol }) => fields.has(symbol))
  correlation.addNested({ level: scope.level, standing, isCorrelated, plan: planNested(standing, uses, scope) })
  if (!isCorrelated) return { ...relation, isCorrelated }
  const { plan, symbols } = correlation.plan(uses)
  const outer = new Set([...fields].map(symbol => correlation.resolve(symbol)))
  if (!canRun(standing, plan, symbols, outer)) correlation.blame(placeOf(at), standing === 'in')
  return { ...relation, isCorrelated }
}

/** The row that a subquery as a value is, or EXISTS. */
function planNested(standing: Standing, uses: Uses<Relation>, { session, level }: Scope): (() => Planned) | undefined {
  if (level.isInAggregate || (standing !== 'scalar' && standing !== 'exists')) return undefined
  return () => {
    const { plan, symbols } = session.correlation.plan(uses)
    return standing === 'scalar' ? { plan: single(plan), symbols } : { plan: aggregateAll(plan), symbols: [] }
  }
}

/** One that stands twice in a SELECT, as in GROUP BY 1, is the same both times. */
function readOnce(node: Parser.QueryContext, standing: Standing, scope: Scope): Uses<Relation> {
  const { session, level, fields } = scope
  const { correlation } = session
  const { start, stop } = node
  const text = start!.inputStream!.getText(start!.start, stop!.stop)
  const key = `${standing} ${text}`
  const known = correlation.readings.get(key)
  if (known !== undefined && known.level === level && known.fields === fields) {
    scope.repeat(known.uses.named)
    return known.uses
  }
  const uses = correlation.follow(() => session.readQuery(node, scope))
  // Each `?` is another.
  if (!text.includes('?')) correlation.readings.set(key, { level, fields, uses })
  return uses
}

export const shownOf = ({ outputs }: Relation): readonly Output[] => outputs.filter(each => !each.isHidden)

/** What a subquery as a value gives: its only row's only column, or the row of its columns. */
export function readScalar(node: Parser.SubqueryExpressionContext, scope: Scope): Expression {
  const relation = readSubquery(node.query(), 'scalar', node.query(), scope)
  const shown = shownOf(relation)
  if (shown.length === 1) return hold({ sql: `(${relation.sql})`, type: shown[0]!.type }, scope)
  const type = rowOf(shown.map(({ name, type: own }) => ({ name, type: own })))
  const row = `(select ${packRow(shown, 'q')} from (${relation.sql}) as q)`
  // Where it has no row, its columns are null and not the row.
  const empty = shown.map(({ type: own }, i) => `f${i + 1} := cast(NULL as ${duckdbType(own)})`).join(', ')
  return hold({ sql: `coalesce(${row}, struct_pack(${empty}))`, type }, scope)
}

/** A relation's columns as a row's fields. */
export function packRow(outputs: readonly Output[], relation: string): string {
  const fields = outputs.map(({ column }, i) => `f${i + 1} := ${relation}.${quoteName(column)}`)
  return `struct_pack(${fields.join(', ')})`
}
