// a[i] and m[k]: what is not there is an error.
import { castTo } from './casts.ts'
import { canCoerce, coerce, commonType } from './coercion.ts'
import type { Expression } from './expression.ts'
import { once } from './once.ts'
import { bigint, mapOf, type Type, varchar } from './type.ts'

const FAULT = 'INVALID_FUNCTION_ARGUMENT: '

/** Undefined where there is none of the two types. */
export function subscript(base: Expression, index: Expression): Expression | undefined {
  const { type } = base
  if (type.kind === 'unknown') return base
  if (type.kind === 'map') {
    const key = commonType(type.key, index.type)
    return key && lookUp(coerce(base, mapOf(key, type.value)), coerce(index, key))
  }
  if (type.kind !== 'array' || !canCoerce(index.type, bigint)) return undefined
  const sql = once([base.sql, coerce(index, bigint).sql], ([a, i]) =>
    [
      `case when ${i} between 1 and len(${a}) then list_extract(${a}, ${i})`,
      `when ${a} is null or ${i} is null then null`,
      `when ${i} = 0 then trino_error('${FAULT}SQL array indices start at 1')`,
      `when ${i} < 0 then trino_error('${FAULT}Array subscript is negative: ' || ${i})`,
      `else trino_error('${FAULT}Array subscript must be less than or equal to array length: ' || ${i} || ' > ' || len(${a})) end`,
    ].join(' '),
  )
  return { sql: `(${sql})`, type: type.element }
}

function lookUp(map: Expression, key: Expression): Expression {
  const { value } = map.type as Type & { kind: 'map' }
  const sql = once([map.sql, key.sql], ([m, k]) => {
    const text = castTo({ sql: k!, type: key.type }, varchar)?.sql
    const words =
      text === undefined ? `'${FAULT}Key not present in map'` : `'${FAULT}Key not present in map: ' || ${text}`
    return `case when ${m} is null or ${k} is null then null when map_contains(${m}, ${k})
      then map_extract_value(${m}, ${k}) else trino_error(${words}) end`
  })
  return { sql: `(${sql})`, type: value }
}
