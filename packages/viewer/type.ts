// Athena's types as far as the viewer has to tell them apart.
import type { ParameterType } from '@clickstream/query/engine'
import { type Fragment, raw, sql } from './fragment.ts'

export type Family = 'text' | 'integer' | 'decimal' | 'double' | 'boolean' | 'timestamp' | 'date' | 'other'

const FAMILIES: readonly (readonly [RegExp, Family])[] = [
  [/^(varchar|json)/, 'text'],
  [/^(tinyint|smallint|integer|bigint)$/, 'integer'],
  [/^decimal/, 'decimal'],
  [/^(double|real)$/, 'double'],
  [/^boolean$/, 'boolean'],
  [/^timestamp/, 'timestamp'],
  [/^date$/, 'date'],
]

export function familyOf(type: string): Family {
  return FAMILIES.find(([regexp]) => regexp.test(type))?.[1] ?? 'other'
}

export function isNumber(type: string): boolean {
  return ['integer', 'decimal', 'double'].includes(familyOf(type))
}

export function isTime(type: string): boolean {
  return ['timestamp', 'date'].includes(familyOf(type))
}

/** As which type a value is bound that is compared to a column of this one. */
export function parameterTypeOf(type: string): ParameterType {
  const types: Record<Family, ParameterType> = {
    ...{ text: 'string', integer: 'integer', decimal: 'decimal', double: 'decimal' },
    ...{ boolean: 'boolean', timestamp: 'timestamp', date: 'date', other: 'string' },
  }
  return types[familyOf(type)]
}

/** A value of SQL, with what is known of it. */
export interface Value {
  readonly sql: Fragment
  /** Athena's name. */
  readonly type: string
  /** A timestamp of the view's own zone, not of UTC. */
  readonly isLocal?: boolean
}

export function toDouble({ sql: value, type }: Value): Fragment {
  return familyOf(type) === 'double' ? value : sql`cast(${value} as double)`
}

export function toText({ sql: value, type }: Value): Fragment {
  if (type.startsWith('varchar')) return value
  // Athena writes a double as 1.0E0.
  if (familyOf(type) === 'double') return sql`cast(cast(${value} as decimal(38, 4)) as varchar)`
  return sql`cast(${value} as varchar)`
}

/** A timestamp as the clock in the view's zone shows it; the name of the zone has been checked. */
export function toLocal(value: Value, zone: string): Fragment {
  if (value.isLocal === true || familyOf(value.type) !== 'timestamp' || /^(etc\/)?utc$/i.test(zone)) return value.sql
  return sql`cast(at_timezone(with_timezone(${value.sql}, 'UTC'), ${raw(`'${zone}'`)}) as timestamp)`
}
