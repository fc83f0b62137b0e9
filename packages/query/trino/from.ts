import type { Uses } from './correlation.ts'
import type { Standing } from './decorrelation.ts'
import { placeOf, TrinoError } from './error.ts'
import { quoteName } from './expression.ts'
import { handIn } from './given.ts'
import type { Parser, ParserRuleContext } from './grammar.ts'
import { readJoin } from './join.ts'
import { readName, spell } from './name.ts'
import type { Plan } from './plan.ts'
import type { Output, Relation } from './relation.ts'
import type { Field, Scope } from './scope.ts'
import { bracket, planProduct, type Source } from './source.ts'
import { readSubquery } from './subquery.ts'
import { writeType } from './type.ts'
import { unnest } from './unnest.ts'

/** Tables side by side are joined each with each; one that is unnested, or LATERAL, sees those before it. */
export function readFrom(nodes: readonly Parser.RelationContext[], outside: Scope): Source {
  let source: Source | undefined
  for (const node of nodes) {
    const seen: Scope = outside.withFields(source?.fields ?? [])
    const next = readRelation(node, seen)
    source = source === undefined ? next : crossJoin(source, next, seen)
  }
  return source!
}

function crossJoin(left: Source, right: Source, { session: { correlation } }: Scope): Source {
  const fields = [...left.fields, ...right.fields]
  const sql = `${left.sql} cross join ${bracket(right)}`
  return { sql, fields, isJoin: true, plan: () => planProduct(left, right, correlation) }
}

type Read = (node: never, seen: Scope) => Source

const relations: Readonly<Record<string, Read>> = {
  RelationDefaultContext: (node: Parser.RelationDefaultContext, seen) => readRelation(node.sampledRelation(), seen),
  JoinRelationContext: (node: Parser.JoinRelationContext, seen) => readJoin(node, seen, readRelation),
  SampledRelationContext: readSampled,
  PatternRecognitionContext: (node: Parser.PatternRecognitionContext, seen) => {
    if (node.KW_MATCH_RECOGNIZE() !== null) seen.refuse(node, 'MATCH_RECOGNIZE', 'use window functions')
    return readRelation(node.aliasedRelation(), seen)
  },
  AliasedRelationContext: readAliased,
  ParenthesizedRelationContext: (node: Parser.ParenthesizedRelationContext, seen) => {
    const source = readRelation(node.relation(), seen)
    return { ...source, sql: bracket(source), isJoin: false }
  },
  TableNameContext: (node: Parser.TableNameContext, seen) => readTable(node, seen, undefined),
  ExpressionSourceTableContext: (node: Parser.ExpressionSourceTableContext, seen) =>
    readRelation(node.relationSourceTable(), seen),
  SubqueryRelationContext: (node: Parser.SubqueryRelationContext, seen) => readDerived(node.query(), seen, undefined),
  LateralContext: (node: Parser.LateralContext, seen) => readLateral(node, seen, undefined),
  UnnestContext: (node: Parser.UnnestContext, seen) => readUnnest(node, seen, undefined),
}

function readRelation(node: ParserRuleContext, seen: Scope): Source {
  const read = relations[node.constructor.name]
  if (read === undefined)
    return seen.refuse(node, `${node.getText().slice(0, 40)} in FROM`, 'write a table or a subquery')
  return read(node as never, seen)
}

/** The name that a relation is given, and those of its columns. */
interface Alias {
  readonly name: string
  readonly columns: readonly string[] | undefined
  readonly node: ParserRuleContext
}

function readAliased(node: Parser.AliasedRelationContext, seen: Scope): Source {
  const primary = node.relationPrimary()
  if (node._alias === undefined) return readRelation(primary, seen)
  const columns = node.columnAliases()?.identifier().map(spell)
  const alias: Alias = { name: readName(node._alias), columns, node }
  const inner =
    primary.constructor.name === 'ExpressionSourceTableContext'
      ? (primary as Parser.ExpressionSourceTableContext).relationSourceTable()
      : primary
  switch (inner.constructor.name) {
    case 'TableNameContext':
      return readTable(inner as Parser.TableNameContext, seen, alias)
    case 'SubqueryRelationContext':
      return readDerived((inner as Parser.SubqueryRelationContext).query(), seen, alias)
    case 'LateralContext':
      return readLateral(inner as Parser.LateralContext, seen, alias)
    case 'UnnestContext':
      return readUnnest(inner as Parser.UnnestContext, seen, alias)
    default: {
      const source = readRelation(primary, seen)
      return { ...source, fields: renameFields(source.fields, alias) }
    }
  }
}

function renameFields(fields: readonly Field[], { name, columns, node }: Alias): Field[] {
  checkAliases(fields.filter(field => !field.isHidden).length, columns, name, node)
  let shown = 0
  return fields.map(field => ({
    ...field,
    table: name,
    name: field.isHidden ? field.name : (columns?.[shown++] ?? field.name),
  }))
}

function checkAliases(
  count: number,
  columns: readonly string[] | undefined,
  name: string,
  node: ParserRuleContext,
): void {
  if (columns === undefined || columns.length === count) return
  const words = `Column alias list has ${columns.length} entries but '${name}' has ${count} columns available`
  throw new TrinoError('MISMATCHED_COLUMN_ALIASES', placeOf(node), words)
}

/** What DuckDB calls it, and its columns as fields. */
function fieldsOf(outputs: readonly Output[], relation: string, table: string | null): Field[] {
  return outputs.map(({ name, column, type, isHidden, isWritten }) => ({
    name,
    table,
    sql: `${quoteName(relation)}.${quoteName(column)}`,
    type,
    ...(isHidden ? { isHidden } : {}),
    ...(isWritten ? { isWritten } : {}),
  }))
}

function readTable(node: Parser.TableNameContext, seen: Scope, alias: Alias | undefined): Source {
  if (node.queryPeriod() !== null) seen.refuse(node, 'FOR TIMESTAMP or VERSION AS OF', 'filter by received_date')
  const names = node
    .tableOrViewName()
    .getText()
    .split(/\.(?=(?:[^"]*"[^"]*")*[^"]*$)/)
    .map(part => part.replace(/^"|"$/g, '').replaceAll('""', '"').toLowerCase())
  const name = names.at(-1)!
  const { session } = seen
  const found = session.findTable(names)
  if (found === undefined) throw session.missTable(names, node)
  const relation = session.nameRelation(alias?.name ?? name)
  if ('view' in found) {
    const { sql, outputs } = session.readView(found.view, name)
    const fields = fieldsOf(outputs, relation, alias?.name ?? name)
    return {
      sql: `(${sql}) as ${quoteName(relation)}`,
      fields: alias === undefined ? fields : renameFields(fields, alias),
    }
  }
  const fields = fieldsOf(found.outputs, relation, alias?.name ?? name)
  return {
    sql: `${found.sql} as ${quoteName(relation)}`,
    fields: alias === undefined ? fields : renameFields(fields, alias),
    ...(found.plan === undefined
      ? {}
      : { plan: () => planNamed({ value: found, named: [], nested: [] }, fields, seen) }),
  }
}

function readDerived(node: Parser.QueryContext, seen: Scope, alias: Alias | undefined): Source {
  // It sees what is around the SELECT, and nothing beside it.
  const { session } = seen
  const uses = session.correlation.follow(() => session.readQuery(node, seen.parent))
  const { sql, outputs } = uses.value
  const relation = seen.session.nameRelation(alias?.name ?? 'subquery')
  const fields = fieldsOf(outputs, relation, alias?.name ?? null)
  return {
    sql: `(${sql}) as ${quoteName(relation)}`,
    fields: alias === undefined ? fields : renameFields(fields, alias),
    plan: () => planNamed(uses, fields, seen),
  }
}

function planNamed(uses: Uses<Pick<Relation, 'plan' | 'outputs'>>, fields: readonly Field[], { session }: Scope): Plan {
  return session.correlation.planFrom(
    uses,
    fields.map(({ sql }) => sql),
  )
}

/** Whether it is what a LEFT JOIN joins. */
function standOf(node: ParserRuleContext): Standing {
  const { parent } = node
  if (parent === null || parent.constructor.name === 'QuerySpecificationContext') return 'lateral'
  if (parent.constructor.name !== 'JoinRelationContext') return standOf(parent)
  const join = parent as Parser.JoinRelationContext
  if (node === join._left) return standOf(join)
  return join.joinType()?.KW_LEFT() ? 'left lateral' : 'lateral'
}

function readLateral(node: Parser.LateralContext, seen: Scope, alias: Alias | undefined): Source {
  const { correlation } = seen.session
  const { value, named } = correlation.follow(() => readSubquery(node.query(), standOf(node), node.query(), seen))
  const { sql, outputs } = value
  const relation = seen.session.nameRelation(alias?.name ?? 'subquery')
  const fields = fieldsOf(outputs, relation, alias?.name ?? null)
  return {
    sql: `lateral (${sql}) as ${quoteName(relation)}`,
    fields: alias === undefined ? fields : renameFields(fields, alias),
    plan: () => ({ kind: 'leaf', uses: correlation.symbolsOf(named), least: 0, most: Number.POSITIVE_INFINITY }),
  }
}

function readUnnest(node: Parser.UnnestContext, seen: Scope, alias: Alias | undefined): Source {
  const { correlation } = seen.session
  const read = (scope: Scope) =>
    correlation.follow(() =>
      node.expression().map(each => {
        const arg = scope.read(each)
        if (arg.type.kind !== 'array' && arg.type.kind !== 'map')
          throw new TrinoError('INVALID_FUNCTION_ARGUMENT', undefined, `Cannot unnest type: ${writeType(arg.type)}`)
        return arg
      }),
    )
  const { level } = seen
  level.isInUnnest = true
  let { value: args, named } = read(seen)
  let from = ''
  if (named.length > 0 && args.some(({ sql }) => /\blambda\b/.test(sql))) {
    const given = handIn(seen, seen.session.nameRelation('given'))
    const again = read(given.scope)
    from = given.from(again.named)
    args = again.value
  }
  level.isInUnnest = false
  const relation = seen.session.nameRelation(alias?.name ?? 'unnested')
  const { sql, columns } = unnest(args, node.KW_ORDINALITY() !== null, relation, from)
  const fields = fieldsOf(columns, relation, alias?.name ?? null)
  return {
    sql,
    fields: alias === undefined ? fields : renameFields(fields, alias),
    plan: () => ({ kind: 'unnest', uses: correlation.symbolsOf(named) }),
  }
}

function readSampled(node: Parser.SampledRelationContext, seen: Scope): Source {
  const source = readRelation(node.patternRecognition(), seen)
  if (node.KW_TABLESAMPLE() === null) return source
  const share = Number(node._percentage!.getText())
  if (share === 100) return source
  if (share === 0) {
    const relation = seen.session.nameRelation('sample')
    const columns = source.fields.map((field, i) => `${field.sql} as c${i}`)
    const fields = source.fields.map((field, i) => ({ ...field, sql: `${quoteName(relation)}.c${i}` }))
    const sql = `(select ${columns.join(', ')} from ${source.sql} where false) as ${quoteName(relation)}`
    return { sql, fields, plan: () => ({ kind: 'leaf', uses: new Set(), least: 0, most: 0 }) }
  }
  return seen.refuse(node, 'TABLESAMPLE, which draws other rows each time,', 'filter by something in the rows')
}
