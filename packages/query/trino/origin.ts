// Where Trino says that an expression is: at its operator, where it has one, else at its beginning.
import type { Node } from './error.ts'
import type { Parser, ParserRuleContext } from './grammar.ts'

const OPERATIONS = new Set(['ArithmeticBinaryContext', 'ConcatenationContext', 'AtTimeZoneContext'])

export function findOperator(node: ParserRuleContext): Node {
  const { name } = node.constructor
  if (OPERATIONS.has(name)) return node.getChild(1) as unknown as Node
  if ('EQ' in node && name === 'JoinColumnEqualityContext')
    return (node as Parser.JoinColumnEqualityContext).EQ().symbol
  if (name === 'PredicatedContext') {
    const predicate = (node as Parser.PredicatedContext).predicate()
    if (predicate !== null) return predicate
  }
  const [only] = node.children ?? []
  const isOne = node.getChildCount() === 1 && only !== undefined && !('symbol' in only)
  if (isOne) return findOperator(only as ParserRuleContext)
  return name === 'PredicatedContext' ? findOperator((node as Parser.PredicatedContext)._valueExpression!) : node
}
