// Several values of one type: CASE's results, an array's elements, what IN looks through.
import { commonType } from './coercion.ts'
import type { Node } from './error.ts'
import type { Expression } from './expression.ts'
import type { Scope } from './scope.ts'
import { type Type, unknown, writeType } from './type.ts'

export interface Part {
  readonly node: Node
  readonly expression: Expression
}

/** The type that all become. @throws TrinoError at the first that does not, in Trino's words */
export function unify(parts: readonly Part[], subject: string, scope: Scope): Type {
  let type: Type = unknown
  for (const { node, expression } of parts) {
    const common = commonType(type, expression.type)
    if (common === undefined) {
      const [one, other] = [writeType(type), writeType(expression.type)]
      const all = [...new Set(parts.map(each => writeType(each.expression.type)))].join(', ')
      scope.fail(
        node,
        'TYPE_MISMATCH',
        `${subject} must be the same type or coercible to a common type. Cannot find common type between ${one} and ${other}, all types (without duplicates): [${all}]`,
      )
    }
    type = common!
  }
  return type
}
