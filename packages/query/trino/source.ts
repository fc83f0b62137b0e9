// What FROM can read.
import type { Field } from './scope.ts'

/** What can be read, and its columns. */
export interface Source {
  /** What stands after FROM. */
  readonly sql: string
  readonly fields: readonly Field[]
}

/** A join at the right of another needs brackets. */
export function bracket(sql: string): string {
  return / join /.test(sql) && !sql.startsWith('(') ? `(${sql})` : sql
}
