// What DuckDB sorts by in place of a value.
import { holdsNull, keyOf } from './comparison.ts'
import type { Expression } from './expression.ts'
import { isFloating, type Type } from './type.ts'

const SUBJECTS = { array: 'ARRAY comparison not supported for arrays', row: 'ROW comparison not supported for fields' }

/** Rows and arrays that hold NULL are not sorted. */
export function orderOf(expression: Expression): string {
  const { sql, type } = expression
  const key = unsign(expression)
  if (type.kind !== 'array' && type.kind !== 'row') return key
  const fault = `trino_error('NOT_SUPPORTED: ${SUBJECTS[type.kind]} with null elements')`
  return `(case when ${sql} is not null and ${holdsNull(sql, type, 0)} then ${fault} else ${key} end)`
}

/** DuckDB shows what it sorted by in place of a column of the same text: -0.0, which sorts as 0.0, would be that. */
export function unsign(expression: Expression): string {
  return holdsFloat(expression.type) ? write(expression.sql, expression.type, 0) : keyOf(expression)
}

function write(sql: string, type: Type, depth: number): string {
  if (!holdsFloat(type)) return sql
  if (type.kind === 'array') {
    const item = `s${depth}`
    return `list_transform(${sql}, lambda ${item}: ${write(item, type.element, depth + 1)})`
  }
  if (type.kind !== 'row') return `(${sql} + 0)`
  const fields = type.fields.map((field, i) => `f${i + 1} := ${write(`(${sql}).f${i + 1}`, field.type, depth)}`)
  return `(case when ${sql} is not null then struct_pack(${fields.join(', ')}) end)`
}

function holdsFloat(type: Type): boolean {
  if (type.kind === 'array') return holdsFloat(type.element)
  if (type.kind === 'row') return type.fields.some(field => holdsFloat(field.type))
  return isFloating(type)
}
