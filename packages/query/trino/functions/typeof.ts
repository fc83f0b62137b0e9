// The type of an expression, as text.
import { quoteText } from '../expression.ts'
import type { Scalars } from '../function.ts'
import { writeType } from '../type.ts'

export const scalars: Scalars = {
  'typeof(T) -> varchar': call => quoteText(writeType(call.args[0]!.type)),
}
