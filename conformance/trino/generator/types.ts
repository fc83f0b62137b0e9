// Types by short names, as productions write them: families, not widths. decimal is of any precision, varchar of any length.
import type { Random } from './random.ts'

/** As a cast names them; the others are named as they are. */
const named: Readonly<Record<string, string>> = {
  decimal: 'decimal(18,4)',
  timestamp: 'timestamp(3)',
  timestamptz: 'timestamp(3) with time zone',
  time: 'time(3)',
  interval: 'interval day to second',
  months: 'interval year to month',
  jsontext: 'varchar',
  url: 'varchar',
}

/** What can be compared, sorted, grouped and told apart: more often what the lake is full of. */
const scalars = [
  ...[
    'bigint',
    'bigint',
    'bigint',
    'integer',
    'varchar',
    'varchar',
    'varchar',
    'double',
    'double',
    'decimal',
    'decimal',
  ],
  ...['boolean', 'date', 'timestamp', 'timestamp'],
]

/** What only a select list is asked for. */
const others = [
  'timestamptz',
  'time',
  'interval',
  'months',
  'json',
  'varbinary',
  'row(bigint,varchar)',
  'row(date,double)',
]

export const isScalar = (type: string): boolean =>
  scalars.includes(type) || /^(time|timestamptz|interval|months|varbinary)$/.test(type)

export const pickScalar = (random: Random): string => random.pick(scalars)

/** A type for a column of the answer. */
export function pickType(random: Random): string {
  const draw = random.below(100)
  if (draw < 70) return pickScalar(random)
  if (draw < 82) return `array(${pickScalar(random)})`
  if (draw < 88) return `map(${random.pick(['varchar', 'bigint'])},${pickScalar(random)})`
  return random.pick(others)
}

/** The name a cast takes. */
export function nameType(type: string): string {
  const inner = splitType(type)
  if (inner === undefined) return named[type] ?? type
  return `${inner.outer}(${inner.parts.map(nameType).join(', ')})`
}

/** array(T), map(K,V), row(T,U) in parts; undefined for what has none. */
export function splitType(type: string): { outer: string; parts: string[] } | undefined {
  const match = /^(array|map|row)\((.*)\)$/s.exec(type)
  if (match === null) return undefined
  const parts = ['']
  let depth = 0
  for (const each of match[2]!) {
    depth += each === '(' ? 1 : each === ')' ? -1 : 0
    if (each === ',' && depth === 0) parts.push('')
    else parts[parts.length - 1] += each
  }
  return { outer: match[1]!, parts }
}
