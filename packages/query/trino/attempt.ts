// TRY: null in place of what goes wrong with a row. DuckDB's own takes no aggregate, window or subquery within it, so these
// are worked out before and handed in.
import type { Expression } from './expression.ts'
import type { Scope } from './scope.ts'

/** What `read` reads, null where it goes wrong. */
export function attempt({ level }: Scope, read: () => Expression): Expression {
  const held: string[] = []
  level.held.push(held)
  try {
    const { sql, type } = read()
    const given =
      held.length === 0 ? '0' : `struct_pack(${held.map((each, i) => `${nameOf(i)} := ${each}`).join(', ')})`
    // In a lambda, as DuckDB works out what is written twice before it tries.
    return { sql: `(list_transform([${given}], lambda given: try(${sql}))[1])`, type }
  } finally {
    level.held.pop()
  }
}

const nameOf = (i: number) => `h${i}`

/** What cannot stand within TRY, as it is to be written where it stands. */
export function hold(sql: string, { level }: Scope): string {
  return level.hold(sql)
}

/** The same of this TRY alone. */
export function holdHere(sql: string, { level }: Scope): string {
  return level.holdHere(sql)
}
