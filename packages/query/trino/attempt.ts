// TRY: null in place of what goes wrong with a row. DuckDB's own takes no aggregate, window or subquery within it, so these
// are worked out before and handed in.
import type { Expression } from './expression.ts'
import type { Scope } from './scope.ts'

/** What `read` reads, null where it goes wrong. */
export function attempt(scope: Scope, read: () => Expression): Expression {
  const { level } = scope
  const before = level.held
  level.held = []
  try {
    const { sql, type } = read()
    const held = level.held
    const given =
      held.length === 0 ? '0' : `struct_pack(${held.map((each, i) => `${nameOf(i)} := ${each}`).join(', ')})`
    // In a lambda, as DuckDB works out what is written twice before it tries.
    return { sql: `(list_transform([${given}], lambda given: try(${sql}))[1])`, type }
  } finally {
    level.held = before
  }
}

const nameOf = (i: number) => `h${i}`

/** What cannot stand within TRY, as it is to be written where it stands. */
export function hold(sql: string, { level }: Scope): string {
  return level.hold(sql)
}
