// Calls as the grammar has them: of values, over rows, and over windows.
import { AGGREGATES, readAggregate, readListagg, readWindow, WINDOWS } from './aggregation.ts'
import { readScalar } from './call.ts'
import { keyOf } from './comparison.ts'
import { forms } from './conditions.ts'
import { TrinoError } from './error.ts'
import type { Expression } from './expression.ts'
import type { Parser } from './grammar.ts'
import { readNames } from './name.ts'
import type { Rules } from './rule.ts'
import type { Scope } from './scope.ts'

export const calls: Rules = {
  FunctionCallContext: readCall,
  LambdaContext: (node: Parser.LambdaContext, scope) =>
    scope.fail(node, 'TYPE_MISMATCH', 'Lambda expression should always be used inside a function'),
  ListAggContext: readListagg,
  GroupingOperationContext: (node: Parser.GroupingOperationContext, scope) => {
    const mark = scope.level.loose.length
    const columns = node.qualifiedName().map(name => {
      const names = readNames(name)
      if (scope.isOutput(names)) {
        const words = 'Invalid reference to output of SELECT clause from grouping() expression in ORDER BY'
        throw new TrinoError('INVALID_ARGUMENTS', undefined, words)
      }
      const column = scope.readColumn(names, name)
      const [moment] = [...scope.level.shown].find(([, shown]) => shown === column.sql) ?? []
      if (moment !== undefined) return keyOf({ ...column, sql: moment })
      if (scope.level.groups?.has(column.sql) === false) {
        const words = `The arguments to GROUPING() must be expressions referenced by the GROUP BY at the associated query level. Mismatch due to ${name.getText()}.`
        scope.fail(node, 'INVALID_ARGUMENTS', words)
      }
      return column.sql
    })
    scope.level.loose.length = mark
    return {
      sql: `cast(grouping(${columns.join(', ')}) as ${columns.length < 32 ? 'INTEGER' : 'BIGINT'})`,
      type: { kind: 'integer' },
    }
  },
}

function readCall(node: Parser.FunctionCallContext, scope: Scope): Expression {
  const names = readNames(node.functionName().qualifiedName())
  const name = names.at(-1)!
  const form = names.length === 1 ? forms[name] : undefined
  if (form !== undefined) {
    const clause = node.filter() ?? node.over()
    if (clause !== null) scope.fail(node, 'FUNCTION_NOT_AGGREGATE', `'${name}' is no function over rows`)
    return form(node, node.expression(), scope)
  }
  const isOver = node.over() !== null
  const isOfRows = AGGREGATES.has(name) || WINDOWS.has(name)
  if (!isOfRows) return readScalar(name, node, scope)
  return isOver || !AGGREGATES.has(name) ? readWindow(name, node, scope) : readAggregate(name, node, scope)
}
