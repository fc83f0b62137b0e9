// TRY: null in place of what goes wrong with a row. DuckDB's own takes no aggregate, window or subquery within it, so these
// are worked out before and handed in.
import type { Expression } from './expression.ts'
import type { Scope } from './scope.ts'
import { duckdbType, type Type } from './type.ts'

/** What `read` reads, null where it goes wrong. */
export function attempt({ level }: Scope, read: () => Expression): Expression {
  const held: string[] = []
  level.held.push(held)
  try {
    const { sql, type } = read()
    // What is grouped by was read without what it would be given here.
    const whole = write(level.release(sql), type, [])
    return { sql: level.groups?.has(whole) ? whole : write(sql, type, held), type }
  } finally {
    level.held.pop()
  }
}

function write(sql: string, type: Type, held: readonly string[]): string {
  const given = held.length === 0 ? '0' : `struct_pack(${held.map((each, i) => `${nameOf(i)} := ${each}`).join(', ')})`
  // In a lambda, as DuckDB works out what is written twice before it tries. In a row, as COALESCE straight within TRY writes to
  // where a constant is kept that stands beside it.
  const tried = `(list_transform([${given}], lambda given: try(struct_pack(x := ${sql})))[1]).x`
  // Of a NULL known before rows are read DuckDB forgets the type.
  return type.kind === 'unknown' ? `(${tried})` : `cast(${tried} as ${duckdbType(type)})`
}

/** Of an aggregate, which is worked out before any TRY around it: nothing in it is handed to these. */
export function apart<T>({ level }: Scope, read: () => T): T {
  const around = level.held.splice(0)
  try {
    return read()
  } finally {
    level.held.push(...around)
  }
}

const nameOf = (i: number) => `h${i}`

/** What cannot stand within TRY, as it is to be written where it stands. */
export function hold({ sql, type }: Expression, { level }: Scope): Expression {
  return { sql: level.hold(sql), type }
}

/** The same of this TRY alone. */
export function holdHere(sql: string, { level }: Scope): string {
  return level.holdHere(sql)
}
