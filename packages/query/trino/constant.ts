// What Trino knows of an expression before any row is read.
import type { Node } from './error.ts'
import type { Field, Scope } from './scope.ts'

interface Part {
  readonly constructor: { readonly name: string }
  readonly children?: readonly unknown[] | null
  getText(): string
}

/** What names something, or is worked out by a plan of its own. */
const OPEN =
  /^(?:ColumnReference|Dereference|SubqueryExpression|Exists|InSubquery|QuantifiedComparison|Lambda|GroupingOperation|Over)Context$/

/** Whether it names nothing: Trino puts its value in its place. What TRY gives it does not. */
export function isConstant(node: Node, { session }: Scope): boolean {
  const part = node as unknown as Part
  return !session.mayAggregate(part.getText()) && namesNothing(part)
}

function namesNothing(part: Part): boolean {
  if (OPEN.test(part.constructor.name)) return false
  if (part.constructor.name === 'FunctionCallContext' && /^try\(/i.test(part.getText())) return false
  return partsOf(part).every(namesNothing)
}

const LITERALS = /^(?:Boolean|String|Binary|Numeric|Interval)LiteralContext$|^TypeConstructorContext$/
const AROUND = /^CastContext$/

/** Whether it is a value written out, or a column that is no more than one of a query within. */
export function isWritten(node: Node, sql: string, fields: readonly Field[]): boolean {
  return fields.some(field => field.isWritten === true && field.sql === sql) || isLiteral(node as unknown as Part)
}

function isLiteral(part: Part): boolean {
  if (LITERALS.test(part.constructor.name)) return true
  const [only, ...others] = partsOf(part)
  return only !== undefined && (others.length === 0 || AROUND.test(part.constructor.name)) && isLiteral(only)
}

/** Without words and signs. */
function partsOf({ children }: Part): Part[] {
  return (children ?? []).filter(child => !('symbol' in (child as object))) as Part[]
}
