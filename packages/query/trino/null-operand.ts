// Arithmetic with a NULL that has no type: which operator it would be is known of some of Trino's, of others it is an error.
import { TrinoError } from './error.ts'
import type { Expression } from './expression.ts'
import { precisionOf } from './time/sql.ts'
import { date, duckdbType, isInterval, type Type, timeOf, tinyint } from './type.ts'

/** Of `left sign right` the type; undefined where more than one operator is as near. */
const KNOWN: Readonly<Record<string, ((type: Type) => Type) | undefined>> = {
  'null % null': () => tinyint,
  'date + null': () => date,
  'null + date': () => date,
  'date - null': () => date,
  'time + null': type => timeOf(Math.max(3, precisionOf(type))),
  'null + time': type => timeOf(Math.max(3, precisionOf(type))),
  'interval - null': type => type,
}

const AMBIGUOUS = new Set([
  ...['+', '-', '*', '/'].map(sign => `null ${sign} null`),
  ...['timestamp', 'interval'].flatMap(kind => [`${kind} + null`, `null + ${kind}`]),
  'timestamp - null',
  'time - null',
  'null - interval',
])

/** Undefined for what is none of these. @throws TrinoError, which names no place */
export function reckonNull(sign: string, left: Expression, right: Expression): Expression | undefined {
  const words = `${nameKind(left.type)} ${sign} ${nameKind(right.type)}`
  if (AMBIGUOUS.has(words)) throw isAmbiguous()
  const type = KNOWN[words]?.(left.type.kind === 'unknown' ? right.type : left.type)
  return type && { sql: `cast(NULL as ${duckdbType(type)})`, type }
}

/** Trino goes on to list its operators. */
export function isAmbiguous(): TrinoError {
  const words = 'Could not choose a best candidate operator. Explicit type casts must be added.'
  return new TrinoError('AMBIGUOUS_FUNCTION_CALL', undefined, words)
}

function nameKind(type: Type): string {
  if (type.kind === 'unknown') return 'null'
  return isInterval(type) ? 'interval' : type.kind.replace(' with time zone', '')
}
