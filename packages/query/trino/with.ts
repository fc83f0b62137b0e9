// CTEs: named queries, each of which sees those before it.
import { canCoerce, coerce } from './coercion.ts'
import { isGroupable } from './comparison.ts'
import { placeOf, Refusal, TrinoError } from './error.ts'
import { quoteName } from './expression.ts'
import type { Parser, ParserRuleContext } from './grammar.ts'
import { readName, spell } from './name.ts'
import type { Output, Relation, Table } from './relation.ts'
import type { Scope, Session } from './scope.ts'
import { writeType } from './type.ts'

/** What stands before the query, and a session that knows the names. */
export function readWith(
  node: Parser.WithContext,
  parent: Scope | null,
  session: Session,
): { sql: string; session: Session } {
  const known = new Map<string, Table>()
  const isRecursive = node.KW_RECURSIVE() !== null
  const parts: string[] = []
  // Each sees those before it, and those of queries around it.
  const inner: Session = Object.assign(Object.create(session), {
    findTable: (names: readonly string[]) =>
      (names.length === 1 ? known.get(names[0]!) : undefined) ?? session.findTable(names),
  })
  for (const named of node.namedQuery()) {
    const name = readName(named._name!)
    if (known.has(name))
      throw new TrinoError(
        'DUPLICATE_NAMED_QUERY',
        placeOf(named),
        `WITH query name '${name}' specified more than once`,
      )
    const columns = named.columnAliases()?.identifier().map(spell)
    const relation = session.nameRelation(name)
    const recursion = isRecursive ? readRecursion(named, columns, relation, parent, inner, known, name) : undefined
    const uses = session.correlation.follow(() => recursion ?? inner.readQuery(named.query(), parent))
    const query = uses.value
    const shown = query.outputs.filter(each => !each.isHidden)
    if (columns !== undefined && columns.length !== shown.length) {
      throw new TrinoError(
        'MISMATCHED_COLUMN_ALIASES',
        placeOf(named.columnAliases()!.identifier()[0]!),
        `Column alias list has ${columns.length} entries but relation has ${shown.length} columns`,
      )
    }
    const outputs: Output[] = shown.map((output, i) => ({ ...output, name: columns?.[i] ?? output.name }))
    // Trino takes out what comes twice when all steps are done.
    const list = shown.map(({ column }) => quoteName(column)).join(', ')
    const sql = recursion?.isDistinct ? `(select distinct ${list} from ${quoteName(relation)})` : quoteName(relation)
    known.set(name, { sql, outputs, plan: () => session.correlation.plan(uses) })
    parts.push(`${quoteName(relation)} as (${query.sql})`)
  }
  return { sql: `with ${isRecursive ? 'recursive ' : ''}${parts.join(',\n')}`, session: inner }
}

/** The most steps that Athena takes. */
const MOST_STEPS = 10

interface Recursion extends Relation {
  /** UNION without ALL. */
  readonly isDistinct: boolean
}

/** A query that reads itself: what it begins with, and a step; undefined for one that does not. */
function readRecursion(
  named: Parser.NamedQueryContext,
  columns: readonly string[] | undefined,
  relation: string,
  parent: Scope | null,
  session: Session,
  known: Map<string, Table>,
  name: string,
): Recursion | undefined {
  const reference = findTable(named.query(), name)
  if (reference === undefined) return undefined
  const body = (named.query() as Parser.QueryStatementContext).queryNoWith?.()?.queryTerm()
  if (body?.constructor.name !== 'SetOperationContext' || (body as Parser.SetOperationContext).KW_UNION() === null) {
    const words = 'recursive reference not allowed in this context'
    throw new TrinoError('INVALID_RECURSIVE_REFERENCE', placeOf(reference), words)
  }
  const union = body as Parser.SetOperationContext
  if (columns === undefined) {
    throw new TrinoError('MISSING_COLUMN_ALIASES', placeOf(named), `missing column aliases in recursive WITH query`)
  }
  const isDistinct = union.setQuantifier()?.KW_ALL() == null
  const anchor = session.readTerm(union._left!, parent)
  const outputs = anchor.outputs.map((output, i) => ({
    ...output,
    name: columns[i] ?? output.name,
    isWritten: false,
  }))
  known.set(name, { sql: quoteName(relation), outputs })
  const isZoned = outputs.some(({ type }) => !isGroupable({ sql: '', type }))
  if (isDistinct && isZoned)
    throw new Refusal(placeOf(union._operator!), 'UNION of times with zones', 'cast them to timestamp')
  const step = session.readTerm(union._right!, parent)
  known.delete(name)
  for (const [i, output] of step.outputs.entries()) {
    const to = outputs[i]
    if (to === undefined || !canCoerce(output.type, to.type)) {
      throw new TrinoError(
        'TYPE_MISMATCH',
        placeOf(union._right!),
        `recursion step relation output type (${writeType(output.type)}) is not coercible to recursion base relation output type (${to === undefined ? 'none' : writeType(to.type)}) at column ${i + 1}`,
      )
    }
  }
  const depth = 'recursion depth'
  const begun = `select *, 0 as ${quoteName(depth)} from (${anchor.sql})`
  const list = step.outputs.map(
    ({ column, type }, i) => coerce({ sql: `s.${quoteName(column)}`, type }, outputs[i]!.type).sql,
  )
  const counted = `(select coalesce(max(${quoteName(depth)}), 0) from ${quoteName(relation)})`
  const fault = `trino_error('NOT_SUPPORTED: Recursion depth limit exceeded (${MOST_STEPS}). Use ''max_recursion_depth'' session property to modify the limit.')`
  const steps = `select ${list.join(', ')}, (case when ${counted} >= ${MOST_STEPS} then ${fault} else ${counted} + 1 end) from (${step.sql}) as s`
  return {
    sql: `(${begun}) union all (${steps})`,
    outputs: [...outputs, { name: depth, column: depth, type: { kind: 'integer' }, isHidden: true }],
    isDistinct,
  }
}

/** Where a part reads a table of that name. */
function findTable(node: ParserRuleContext, name: string): ParserRuleContext | undefined {
  if (node.constructor.name === 'TableNameContext')
    return node.getText().replaceAll('"', '').toLowerCase() === name ? node : undefined
  for (const child of node.children ?? []) {
    const found = 'symbol' in child ? undefined : findTable(child as ParserRuleContext, name)
    if (found !== undefined) return found
  }
  return undefined
}
