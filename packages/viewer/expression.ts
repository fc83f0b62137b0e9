// Expressions as Athena SQL: a row's value, or that of a group of rows.
import { type Aggregate, aggregateFunctions, aggregates, percentile } from './aggregates.ts'
import { VisualError } from './error.ts'
import { type Fragment, join, literal, raw, sql } from './fragment.ts'
import type { Setting } from './scalar.ts'
import { type Expression, parseExpression } from './syntax.ts'
import type { Value } from './type.ts'
import { functions } from './vocabulary.ts'

type Call = Extract<Expression, { kind: 'call' }>

/** What names in an expression mean. */
export interface Scope extends Setting {
  /** A column or calculated field, row by row. @throws VisualError when there is none. */
  readonly column: (name: string) => Value
  /** The text of a calculated field; undefined for a column. */
  readonly calculated: (name: string) => string | undefined
  readonly parameter: (name: string) => Value
}

/** Gives what an aggregate is of a name among the columns that groups are made of. */
export type Hoist = (input: Fragment) => Fragment

/**
 * Whether it is the value of a group, as sum({value}) is.
 * @throws VisualError for calculated fields that are made of themselves, however far round.
 */
export function isAggregated(expression: Expression, scope: Scope, asking: readonly string[] = []): boolean {
  if (expression.kind === 'column') {
    const { name } = expression
    const text = scope.calculated(name)
    if (text === undefined) return false
    if (asking.includes(name)) throw fail(expression, 'no circle of calculated fields', [...asking, name].join(', '))
    return isAggregated(parseExpression(text), scope, [...asking, name])
  }
  if (expression.kind !== 'list' && expression.kind !== 'call') return false
  const isOwn = expression.kind === 'call' && readAggregate(expression.name) !== undefined
  // Every item is looked at, so that a circle is found wherever it is.
  return expression.items.map(item => isAggregated(item, scope, asking)).includes(true) || isOwn
}

/** A row's value. @throws VisualError naming a function that is not there, or an aggregation, and its place. */
export function writeRow(expression: Expression, scope: Scope): Value {
  return write(expression, scope, part => {
    if (part.kind === 'column') return scope.column(part.name)
    if (part.kind === 'call' && readAggregate(part.name) !== undefined) {
      throw fail(part, `a value of each row`, `${part.name}(…), which is one of many rows`)
    }
    return undefined
  })
}

/** A group's value: aggregations of rows, and what is made of them. */
export function writeGroup(expression: Expression, scope: Scope, hoist: Hoist): Value {
  return write(expression, scope, part => {
    if (part.kind === 'column') {
      const text = scope.calculated(part.name)
      const inner = text === undefined ? undefined : parseExpression(text)
      if (inner !== undefined && isAggregated(inner, scope)) return writeGroup(inner, scope, hoist)
      throw fail(part, 'a column only within an aggregation, such as sum({…})', `{${part.name}}`)
    }
    if (part.kind !== 'call') return undefined
    const found = readAggregate(part.name)
    return found === undefined ? undefined : writeAggregate(part, found, scope, hoist)
  })
}

/** How values of groups become that of all of them together, where the expression is one aggregation that has a way. */
export function foldOf(expression: Expression): Aggregate['fold'] {
  return expression.kind === 'call' ? readAggregate(expression.name)?.aggregate?.fold : undefined
}

interface Found {
  readonly aggregate?: Aggregate
  /** Only of the rows for which the second argument is true. */
  readonly isIf: boolean
}

/** percentile has its number as an argument. */
function readAggregate(name: string): Found | undefined {
  const lower = name.toLowerCase()
  const isIf = lower.endsWith('if') && lower !== 'nullif'
  const plain = isIf ? lower.slice(0, -2) : lower
  if (plain === 'percentile') return { isIf }
  const wells = Object.hasOwn(aggregateFunctions, plain) ? aggregateFunctions[plain] : undefined
  return wells === undefined ? undefined : { aggregate: aggregates[wells]!, isIf }
}

function writeAggregate(part: Call, { aggregate, isIf }: Found, scope: Scope, hoist: Hoist): Value {
  const [written, ...rest] = part.items
  const condition = isIf ? rest.shift() : undefined
  const percent = aggregate === undefined ? rest.shift() : undefined
  if (written === undefined || (isIf && condition === undefined) || rest.length > 0) {
    throw fail(part, `${part.name} of a value${isIf ? ' and a condition' : ''}`, `${part.items.length} arguments`)
  }
  if (aggregate === undefined && percent?.kind !== 'number') throw fail(part, 'percentile of a value and 0 to 100', '')
  const rule = aggregate ?? percentile(Number((percent as { value: string }).value))
  const value = writeRow(written, scope)
  const kept =
    condition === undefined ? value.sql : sql`case when ${writeRow(condition, scope).sql} then ${value.sql} end`
  return { sql: rule.write(rule.input({ ...value, sql: hoist(kept) })), type: rule.type(value.type) }
}

function write(expression: Expression, scope: Scope, special: (part: Expression) => Value | undefined): Value {
  const found = special(expression)
  if (found !== undefined) return found
  if (expression.kind === 'text') return { sql: literal(expression.value), type: 'varchar' }
  if (expression.kind === 'number') {
    const { value } = expression
    const [whole, places] = value.split('.')
    const type = places === undefined ? 'bigint' : `decimal(${whole!.length + places.length},${places.length})`
    return { sql: raw(value), type }
  }
  if (expression.kind === 'parameter') return scope.parameter(expression.name)
  if (expression.kind === 'list') {
    const items = expression.items.map(item => write(item, scope, special))
    return {
      sql: join(
        items.map(item => item.sql),
        ', ',
      ),
      type: items[0]?.type ?? 'unknown',
    }
  }
  if (expression.kind === 'column') throw fail(expression, 'a column', `{${expression.name}}`)
  const lower = expression.name.toLowerCase()
  if (lower === 'null' && expression.items.length === 0) return { sql: raw('null'), type: 'unknown' }
  const rule = Object.hasOwn(functions, lower) ? functions[lower]! : undefined
  if (rule === undefined) {
    throw fail(expression, 'a function that the viewer has (docs/dashboards.md lists them)', expression.name)
  }
  const [least, most] = rule.arity
  const count = expression.items.length
  if (count < least || count > most) throw fail(expression, rule.usage, `${count} arguments`)
  const items = expression.items.map(item => write(item, scope, special))
  const value = rule.write(items, scope, expression.items)
  if (typeof value === 'string') throw fail(expression, `${rule.usage}: ${value}`, 'others')
  return value
}

function fail({ at }: Expression, expected: string, got: string): VisualError {
  return new VisualError(`expression, at ${at + 1}: expected ${expected}, got ${got || 'none'}`)
}
