// Where Trino says that an expression is: at its operator, where it has one.
import type { Node } from './error.ts'
import type { Parser, ParserRuleContext } from './grammar.ts'

/** Of `a = b` what begins at `=`; of what has no operator in its midst, all. */
export function rootOf(node: Node): Node {
  let part = node as ParserRuleContext
  for (;;) {
    const operator = OPERATORS[part.constructor.name]?.(part as never)
    if (operator) return operator
    const child = part.getChildCount?.() === 1 ? part.getChild(0) : null
    if (child === null || !('getChildCount' in child) || 'symbol' in child) return node
    part = child as ParserRuleContext
  }
}

const OPERATORS: Readonly<Record<string, (node: never) => Node | null | undefined>> = {
  JoinColumnEqualityContext: (node: Parser.JoinColumnEqualityContext) => node.EQ().symbol,
  PredicatedContext: (node: Parser.PredicatedContext) => node.predicate(),
  ArithmeticBinaryContext: (node: Parser.ArithmeticBinaryContext) => node._operator,
  ConcatenationContext: (node: Parser.ConcatenationContext) => node.CONCAT().symbol,
}
