// = <> < > and their like, as Trino compares: types first, NaN like nothing, zoned times by their moment.
import { coerce, commonType } from './coercion.ts'
import type { Expression } from './expression.ts'
import { boolean, isFloating, type Type } from './type.ts'

export type Comparison = '=' | '<>' | '<' | '<=' | '>' | '>='

/** Two expressions of one type; undefined where Trino does not compare them. */
export function unite(left: Expression, right: Expression): readonly [Expression, Expression] | undefined {
  const type = commonType(left.type, right.type)
  return type && [coerce(left, type), coerce(right, type)]
}

/** Whether a type's values are alike or not. */
export function isComparable(type: Type): boolean {
  if (type.kind === 'array') return isComparable(type.element)
  if (type.kind === 'row') return type.fields.every(field => isComparable(field.type))
  if (type.kind === 'map') return isComparable(type.key) && isComparable(type.value)
  return true
}

/** Whether a type's values have an order. */
export function isOrderable(type: Type): boolean {
  if (type.kind === 'array') return isOrderable(type.element)
  if (type.kind === 'row') return type.fields.every(field => isOrderable(field.type))
  return !['map', 'json', 'unknown'].includes(type.kind) || type.kind === 'unknown'
}

const isNested = ({ kind }: Type) => kind === 'array' || kind === 'map' || kind === 'row'

/** What DuckDB compares, groups and orders in place of a value: of a zoned time its moment. */
export function keyOf({ sql, type }: Expression): string {
  return type.kind.endsWith('with time zone') ? `(${sql})."at"` : sql
}

/** Both of one type. Undefined where Trino has no such operator. */
export function compare(operator: Comparison, left: Expression, right: Expression): Expression | undefined {
  const united = unite(left, right)
  if (united === undefined) return undefined
  const [a, b] = united
  if (operator === '=' || operator === '<>' ? !isComparable(a.type) : !isOrderable(a.type)) return undefined
  const [x, y] = [keyOf(a), keyOf(b)]
  const plain = `(${x} ${operator} ${y})`
  if (isNested(a.type)) return compareNested(operator, a, b)
  if (!isFloating(a.type)) return { sql: plain, type: boolean }
  const doubtful = [a, b].filter(each => each.literal === undefined).map(each => `isnan(${each.sql})`)
  if (doubtful.length === 0) return { sql: plain, type: boolean }
  const unlike = operator === '<>' ? 'true' : 'false'
  return { sql: `(case when ${doubtful.join(' or ')} then ${unlike} else ${plain} end)`, type: boolean }
}

const UNORDERED = {
  array: 'ARRAY comparison not supported for arrays',
  row: 'ROW comparison not supported for fields',
} as const

/** Nulls within make the answer unknown, unless it is known without them. */
function compareNested(operator: Comparison, a: Expression, b: Expression): Expression | undefined {
  const own = equalNested(a.sql, b.sql, a.type, 0)
  if (operator === '=') return { sql: own, type: boolean }
  if (operator === '<>') return { sql: `(not ${own})`, type: boolean }
  const hasNull = `(${holdsNull(a.sql, a.type, 0)} or ${holdsNull(b.sql, b.type, 0)})`
  const fault = `trino_error('NOT_SUPPORTED: ${UNORDERED[a.type.kind as 'array' | 'row']} with null elements')`
  return { sql: `(case when ${hasNull} then ${fault} else ${a.sql} ${operator} ${b.sql} end)`, type: boolean }
}

/** Three-valued equality of arrays, maps and rows. */
function equalNested(a: string, b: string, type: Type, depth: number): string {
  if (type.kind === 'row') {
    const fields = type.fields.map((field, i) => equalNested(`(${a}).f${i + 1}`, `(${b}).f${i + 1}`, field.type, depth))
    return `(case when ${a} is null or ${b} is null then null else ${fields.join(' and ')} end)`
  }
  if (type.kind === 'array') {
    const pair = `p${depth}`
    const each = equalNested(`${pair}[1]`, `${pair}[2]`, type.element, depth + 1)
    const pairs = `list_transform(list_zip(${a}, ${b}), lambda z${depth}: [z${depth}[1], z${depth}[2]])`
    const all = `list_transform(${pairs}, lambda ${pair}: ${each})`
    return `(case when ${a} is null or ${b} is null then null when len(${a}) <> len(${b}) then false when list_contains(${all}, false) then false when len(list_filter(${all}, lambda n${depth}: n${depth} is null)) > 0 then null else true end)`
  }
  if (type.kind === 'map') {
    const key = `k${depth}`
    const each = equalNested(`${a}[${key}]`, `${b}[${key}]`, type.value, depth + 1)
    const all = `list_transform(map_keys(${a}), lambda ${key}: case when not map_contains(${b}, ${key}) then false else ${each} end)`
    return `(case when ${a} is null or ${b} is null then null when cardinality(${a}) <> cardinality(${b}) then false when list_contains(${all}, false) then false when len(list_filter(${all}, lambda n${depth}: n${depth} is null)) > 0 then null else true end)`
  }
  const own = compare('=', { sql: a, type }, { sql: b, type })
  return own!.sql
}

export function holdsNull(sql: string, type: Type, depth: number): string {
  if (type.kind === 'row')
    return `(${type.fields.map((field, i) => `(${sql}).f${i + 1} is null or ${holdsNull(`(${sql}).f${i + 1}`, field.type, depth)}`).join(' or ')})`
  if (type.kind !== 'array') return 'false'
  const inner = holdsNull(`h${depth}`, type.element, depth + 1)
  return `coalesce(len(list_filter(${sql}, lambda h${depth}: h${depth} is null or ${inner})) > 0, false)`
}

/** NULL is like NULL, and like nothing else. */
export function distinguish(left: Expression, right: Expression): Expression | undefined {
  const united = unite(left, right)
  if (united === undefined) return undefined
  const [a, b] = united
  return { sql: `(${keyOf(a)} is distinct from ${keyOf(b)})`, type: boolean }
}

/**
 * Whether values can be told apart, grouped and counted as DuckDB holds them: of times with zones it would take the zone
 * for part of them, so that is right only where all have one.
 */
export function isGroupable({ sql, type }: Expression): boolean {
  return !holdsZone(type) || ONE_ZONE.test(sql)
}

/** Whether it is a time whose zone tells rows apart in DuckDB and not in Trino: what counts is its `keyOf`. */
export function isMoment({ sql, type }: Expression): boolean {
  return type.kind === 'timestamp with time zone' && !ONE_ZONE.test(sql)
}

const ONE_ZONE = /^trino_zoned\(.*, '[^']*'\)$/s

function holdsZone(type: Type): boolean {
  if (type.kind === 'array') return holdsZone(type.element)
  if (type.kind === 'map') return holdsZone(type.key) || holdsZone(type.value)
  if (type.kind === 'row') return type.fields.some(field => holdsZone(field.type))
  return type.kind.endsWith('with time zone')
}
