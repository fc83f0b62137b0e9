// Queries: CTEs, set operations, VALUES, and what orders and limits them.
import { coerce, commonType } from './coercion.ts'
import { isGroupable, isMoment, keyOf } from './comparison.ts'
import { placeOf, Refusal, TrinoError } from './error.ts'
import { quoteName } from './expression.ts'
import type { Parser, ParserRuleContext } from './grammar.ts'
import { checkOrderable, readSortKey, writeSortItem } from './order.ts'
import { orderOf } from './order-key.ts'
import { type Planned, ROW } from './plan.ts'
import type { Output, Relation } from './relation.ts'
import type { Session } from './scope.ts'
import { Scope } from './scope.ts'
import { nameOutputs, readSelect, type Tail } from './select.ts'
import { duckdbType, type Type, unknown, writeType } from './type.ts'
import { readWith } from './with.ts'

/** A query with its CTEs; `parent` is what it may name from around it. */
export function readQuery(node: Parser.QueryContext, parent: Scope | null, session: Session): Relation {
  const query = node as Parser.QueryStatementContext
  const clause = query.with()
  if (clause === null) return readBody(query.queryNoWith(), parent, session)
  const { sql, session: inner } = readWith(clause, parent, session)
  const body = readBody(query.queryNoWith(), parent, inner)
  return { ...body, sql: `${sql}\n${body.sql}` }
}

function readBody(node: Parser.QueryNoWithContext, parent: Scope | null, session: Session): Relation {
  const term = node.queryTerm()
  const tail: Tail = { sort: node.sortItem(), ...readLimit(node, parent, session) }
  const specification = plainSelect(term)
  if (specification !== undefined) return readSelect(specification, tail, parent, session)
  const inner = readTerm(term, parent, session)
  const isUncut = tail.limit === '' && tail.ties === undefined
  if (tail.sort.length === 0 && isUncut) return inner
  const relation = session.nameRelation('result')
  const outputs = inner.outputs
  const fields = outputs.map(({ name, column, type }) => ({
    name,
    table: null,
    type,
    sql: `${quoteName(relation)}.${quoteName(column)}`,
  }))
  const scope = new Scope(session, fields, parent)
  const order = tail.sort.map(item => {
    const place = /^\d+$/.test(item.getText().replace(/(asc|desc|nullsfirst|nullslast)+$/i, ''))
      ? Number.parseInt(item.getText(), 10)
      : undefined
    if (place !== undefined && (place < 1 || place > fields.length)) {
      throw new TrinoError(
        'INVALID_COLUMN_REFERENCE',
        placeOf(item),
        `ORDER BY position ${place} is not in select list`,
      )
    }
    const key = place === undefined ? readSortKey(item, scope) : fields[place - 1]!
    checkOrderable(key, item, place === undefined ? undefined : place - 1, node.parent as ParserRuleContext)
    return writeSortItem(item, orderOf(key))
  })
  const orderBy = order.length === 0 || (parent !== null && isUncut) ? '' : `order by ${order.join(', ')}`
  const ties = tail.ties === undefined ? '' : `qualify rank() over (${orderBy}) <= ${tail.ties}`
  const list = outputs.map(({ column }) => `${quoteName(relation)}.${quoteName(column)}`)
  const parts = [`select ${list.join(', ')} from (${inner.sql}) as ${quoteName(relation)}`, ties, orderBy, tail.limit]
  return { sql: parts.filter(part => part !== '').join('\n'), outputs }
}

/** The SELECT that a term is, so that its ORDER BY may name what it reads. */
function plainSelect(term: Parser.QueryTermContext): Parser.QuerySpecificationContext | undefined {
  if (term.constructor.name !== 'QueryTermDefaultContext') return undefined
  const primary = (term as Parser.QueryTermDefaultContext).queryPrimary()
  return primary.constructor.name === 'QueryPrimaryDefaultContext'
    ? (primary as Parser.QueryPrimaryDefaultContext).querySpecification()
    : undefined
}

function readLimit(
  node: Parser.QueryNoWithContext,
  parent: Scope | null,
  session: Session,
): { limit: string; ties?: string } {
  const scope = new Scope(session, [], parent)
  const count = (row: Parser.RowCountContext) => (row.QUESTION_MARK() === null ? row.getText() : session.readCount(row))
  const offset = node._offset === undefined ? '' : ` offset ${count(node._offset)}`
  const all = node._limit
  if (all !== undefined && all.rowCount() !== null) return { limit: `limit ${count(all.rowCount()!)}${offset}` }
  if (node.KW_FETCH() === null) return { limit: offset.trim() }
  const first = node._fetchFirst === undefined ? '1' : count(node._fetchFirst)
  if (first === '0')
    throw new TrinoError(
      'NUMERIC_VALUE_OUT_OF_RANGE',
      placeOf(node.KW_FETCH()!),
      'FETCH FIRST row count must be positive (actual value: 0)',
    )
  if (node.KW_TIES() === null) return { limit: `limit ${first}${offset}` }
  if (node.sortItem().length === 0)
    throw new TrinoError(
      'MISSING_ORDER_BY',
      placeOf(node.KW_FETCH()!),
      'FETCH FIRST WITH TIES clause requires ORDER BY',
    )
  if (offset !== '') scope.refuse(node, 'FETCH FIRST … WITH TIES with OFFSET', 'use rank() over (…) in a subquery')
  return { limit: '', ties: first }
}

export function readTerm(node: ParserRuleContext, parent: Scope | null, session: Session): Relation {
  switch (node.constructor.name) {
    case 'QueryTermDefaultContext':
      return readTerm((node as Parser.QueryTermDefaultContext).queryPrimary(), parent, session)
    case 'QueryPrimaryDefaultContext':
      return readSelect(
        (node as Parser.QueryPrimaryDefaultContext).querySpecification(),
        { sort: [], limit: '' },
        parent,
        session,
      )
    case 'SubqueryContext':
      return readBody((node as Parser.SubqueryContext).queryNoWith(), parent, session)
    case 'TableContext':
      return session.readTable((node as Parser.TableContext).tableRef(), parent)
    case 'InlineTableContext':
      return readValues(node as Parser.InlineTableContext, parent, session)
    default:
      return readSetOperation(node as Parser.SetOperationContext, parent, session)
  }
}

/** VALUES: an expression a row, or a row of expressions. */
function readValues(node: Parser.InlineTableContext, parent: Scope | null, session: Session): Relation {
  const scope = new Scope(session, [], parent)
  const { value: rows, named } = session.correlation.follow(() =>
    node.expression().map(each => {
      const { sql, type } = scope.read(each)
      return type.kind === 'row'
        ? type.fields.map((field, i) => ({ sql: `(${sql}).f${i + 1}`, type: field.type }))
        : [{ sql, type }]
    }),
  )
  const width = rows[0]!.length
  const wrong = rows.findIndex(row => row.length !== width)
  if (wrong !== -1) {
    throw new TrinoError(
      'TYPE_MISMATCH',
      placeOf(node),
      `Values rows have mismatched sizes: ${width} vs ${rows[wrong]!.length}`,
    )
  }
  const types = rows[0]!.map((_, i) =>
    rows.reduce<Type>((common, row) => {
      const type = commonType(common, row[i]!.type)
      if (type !== undefined) return type
      throw new TrinoError(
        'TYPE_MISMATCH',
        placeOf(node),
        `Values rows have mismatched types: ${typesOf(rows[0]!)} vs ${typesOf(row)}`,
      )
    }, unknown),
  )
  const relation = session.nameRelation('v')
  const lines = rows.map(
    row => `(${row.map((cell, i) => `cast(${coerce(cell, types[i]!).sql} as ${duckdbType(types[i]!)})`).join(', ')})`,
  )
  const outputs = types.map((type, i) => ({ name: `_col${i}`, column: `_col${i}`, type }))
  const columns = outputs.map(({ column }) => quoteName(column)).join(', ')
  const plan = () => planValues(rows.length, types.length, session.correlation.symbolsOf(named), session)
  return {
    sql: `select ${columns} from (values ${lines.join(', ')}) as ${quoteName(relation)}(${columns})`,
    outputs,
    plan,
  }
}

/** A single row of VALUES is as one of a SELECT without FROM. */
function planValues(rows: number, width: number, uses: ReadonlySet<string>, { correlation }: Session): Planned {
  const symbols = Array.from({ length: width }, () => correlation.makeSymbol())
  if (rows > 1) return { plan: { kind: 'leaf', uses, least: rows, most: rows }, symbols }
  const items = symbols.map(symbol => ({ symbol, term: { uses } }))
  return { plan: { kind: 'project', source: ROW, items }, symbols }
}

const typesOf = (row: readonly { type: Type }[]) => `row(${row.map(({ type }) => writeType(type)).join(', ')})`

function readSetOperation(node: Parser.SetOperationContext, parent: Scope | null, session: Session): Relation {
  const operator = node._operator!.text!.toUpperCase()
  const isAll = node.setQuantifier()?.KW_ALL() != null
  const [left, right] = [readTerm(node._left!, parent, session), readTerm(node._right!, parent, session)]
  const [a, b] = [left.outputs.filter(isShown), right.outputs.filter(isShown)]
  if (a.length !== b.length) {
    throw new TrinoError(
      'TYPE_MISMATCH',
      placeOf(node._operator!),
      `${operator} query has different number of fields: ${a.length}, ${b.length}`,
    )
  }
  const types = a.map((output, i) => {
    const type = commonType(output.type, b[i]!.type)
    if (type !== undefined) return type
    throw new TrinoError(
      'TYPE_MISMATCH',
      placeOf(node._operator!),
      `column ${i + 1} in ${operator} query has incompatible types: ${writeType(output.type)}, ${writeType(b[i]!.type)}`,
    )
  })
  const zoned = types.filter(type => !isGroupable({ sql: '', type }))
  const isOnce = operator === 'UNION' && !isAll && zoned.length > 0
  if (zoned.length > 0 && (operator !== 'UNION' || (isOnce && zoned.some(type => !isMoment({ sql: '', type })))))
    throw new Refusal(placeOf(node._operator!), `${operator} of times with zones`, 'cast them to timestamp')
  const outputs = nameOutputs(types.map((type, i) => ({ name: a[i]!.name, expression: { sql: '', type } })))
  const [x, y] = [convert(left, a, types, outputs, session), convert(right, b, types, outputs, session)]
  if (isOnce) {
    const keys = outputs.map(({ column, type }) => keyOf({ sql: quoteName(column), type }))
    return { sql: `select distinct on (${keys.join(', ')}) * from ((${x}) union all (${y}))`, outputs }
  }
  return { sql: `(${x}) ${operator.toLowerCase()}${isAll ? ' all' : ''} (${y})`, outputs }
}

const isShown = ({ isHidden }: Output) => !isHidden

function convert(
  { sql }: Relation,
  from: readonly Output[],
  types: readonly Type[],
  outputs: readonly Output[],
  session: Session,
): string {
  const relation = session.nameRelation('side')
  const list = from.map(({ column, type }, i) => {
    const own = coerce({ sql: `${quoteName(relation)}.${quoteName(column)}`, type }, types[i]!)
    return `cast(${own.sql} as ${duckdbType(types[i]!)}) as ${quoteName(outputs[i]!.column)}`
  })
  const isSame = from.every(
    ({ type, column }, i) => writeType(type) === writeType(types[i]!) && column === outputs[i]!.column,
  )
  return isSame ? sql : `select ${list.join(', ')} from (${sql}) as ${quoteName(relation)}`
}
