// Calls of functions of values: which overload is meant, and DuckDB's text of it.
import { sayAmbiguous } from './choice.ts'
import { isGroupable } from './comparison.ts'
import { type Node, placeOf, Refusal, TrinoError } from './error.ts'
import type { Expression, Lambda } from './expression.ts'
import type { Call } from './function.ts'
import type { Parser, ParserRuleContext } from './grammar.ts'
import { readName } from './name.ts'
import { listOverloads } from './overloads.ts'
import { scalars } from './registry.ts'
import { type Argument, explainMismatch, findClosest, indexOverloads, type Overload, resolve } from './resolve.ts'
import type { Scope } from './scope.ts'
import type { Type } from './type.ts'

const SCALARS = indexOverloads([scalars])

export const given = (expression: Expression): Argument => ({ kind: 'value', expression })

export function readScalar(name: string, node: Parser.FunctionCallContext, scope: Scope): Expression {
  const overloads = SCALARS.get(name)
  if (overloads === undefined) {
    // What is wrong with its arguments is said first.
    readArguments(node.expression(), scope)
    throw unknownFunction(name, node)
  }
  if (node.over() !== null) scope.fail(selectOf(node), 'FUNCTION_NOT_WINDOW', `Not a window function: ${name}`)
  if (node.filter() !== null)
    scope.fail(node, 'FUNCTION_NOT_AGGREGATE', 'Filter is only valid for aggregation functions')
  if (node.setQuantifier()?.KW_DISTINCT())
    scope.fail(node, 'FUNCTION_NOT_AGGREGATE', 'DISTINCT is not supported for non-aggregation functions')
  if (node.KW_ORDER() !== null)
    scope.fail(node, 'FUNCTION_NOT_AGGREGATE', 'ORDER BY is only valid for aggregation functions')
  return callByName(name, readArguments(node.expression(), scope), node, scope)
}

/** Of windows Trino says no more than which SELECT they are in. */
export function selectOf(node: ParserRuleContext): Node {
  let part = node
  while (part.parent && part.constructor.name !== 'QuerySpecificationContext') part = part.parent as ParserRuleContext
  return part
}

/** Functions of Athena's that this engine has not, and what does as well. */
const REFUSED: readonly (readonly [name: RegExp, instead: string])[] = [
  [
    /^(approx_set|merge|empty_approx_set|.*hyperloglog.*|make_set_digest|merge_set_digest|intersection_cardinality|jaccard_index|hash_counts)$/,
    'use approx_distinct or count(distinct x)',
  ],
  [
    /^(qdigest_agg|tdigest_agg|value_at_quantile|values_at_quantiles|quantile_at_value|scale_qdigest|trimmed_mean|numeric_histogram|approx_most_frequent)$/,
    'use approx_percentile, or group by',
  ],
  [/^(rand|random|uuid|shuffle)$/, 'its answer is another each time: use what is in the rows'],
  [
    /^(st_.*|to_geometry|to_spherical_geography|bing_tile.*|great_circle_distance|geometry_.*|line_locate_point|simplify_geometry)$/,
    'compute it outside of SQL',
  ],
  [/^(learn_.*|classify|regress|features)$/, 'compute it outside of SQL'],
  [/^(render|bar|color|rgb)$/, 'draw it where it is shown'],
]

function unknownFunction(name: string, node: Node): TrinoError {
  const [, instead] = REFUSED.find(([known]) => known.test(name)) ?? []
  if (instead !== undefined) return new Refusal(placeOf(node), name, instead)
  if (listOverloads(name) !== undefined) return new Refusal(placeOf(node), name, 'write it another way')
  return new TrinoError('FUNCTION_NOT_FOUND', placeOf(node), `Function '${name}' not registered`)
}

export function callByName(name: string, args: readonly Argument[], node: Node, scope: Scope): Expression {
  const overloads = SCALARS.get(name)
  if (overloads === undefined) throw unknownFunction(name, node)
  const found = resolve(overloads, args)
  if (found === undefined) failMismatch(name, args, overloads, node, scope)
  const { emit, args: read, type } = found!
  checkKeys(type, read, node, scope)
  const made = typeof emit === 'string' ? fillTemplate(emit, read) : emit(makeCall(name, read, type, node, scope))
  return typeof made === 'string' ? { sql: made, type } : made
}

/** @throws Refusal of a map by times with zones, which DuckDB would look up by the zone too */
export function checkKeys(type: Type, args: readonly Expression[], node: Node, scope: Scope): void {
  if (type.kind !== 'map' || isGroupable({ sql: '', type: type.key })) return
  if (args.some(arg => !isGroupable(arg))) scope.refuse(node, 'A map by times with zones', 'cast them to timestamp')
}

/** @throws TrinoError: a lambda of too few or too many parameters is at fault before the types are */
export function failMismatch(
  name: string,
  args: readonly Argument[],
  overloads: readonly Overload<unknown>[],
  node: Node,
  scope: Scope,
): never {
  const [only] = overloads
  for (const [i, arg] of overloads.length === 1 ? args.entries() : []) {
    const pattern = only!.signature.parameters[i]
    if (arg.kind !== 'lambda' || pattern?.kind !== 'function' || pattern.parts.length - 1 === arg.arity) continue
    const words = `Expected a lambda that takes ${pattern.parts.length - 1} argument(s) but got ${arg.arity}`
    scope.fail(arg.node, 'INVALID_PARAMETER_USAGE', words)
  }
  const closest = findClosest(overloads, args)
  if (closest.length > 1) scope.fail(node, 'AMBIGUOUS_FUNCTION_CALL', sayAmbiguous(closest))
  return scope.fail(node, 'FUNCTION_NOT_FOUND', explainMismatch(name, args, overloads))
}

function fillTemplate(template: string, args: readonly Expression[]): string {
  const text = template.replace(/\$(\d)/g, (_, number) => args[Number(number) - 1]!.sql)
  return `(${text})`
}

export function makeCall(name: string, args: readonly Expression[], type: Type, node: Node, scope: Scope): Call {
  return {
    name,
    args,
    type,
    now: scope.session.now,
    refuse: (what, instead) => scope.refuse(node, what, instead),
    fail: (code, message) => scope.fail(node, code, message),
  }
}

export function readArguments(nodes: readonly Parser.ExpressionContext[], scope: Scope): Argument[] {
  return nodes.map(node => {
    const lambda = findLambda(node)
    return lambda === undefined ? given(scope.read(node)) : readLambda(lambda, scope)
  })
}

/** The lambda that an argument is, and nothing else. */
function findLambda(node: ParserRuleContext): Parser.LambdaContext | undefined {
  let part = node
  while (part.constructor.name !== 'LambdaContext') {
    if (part.getChildCount() !== 1) return undefined
    const child = part.getChild(0)
    if (child === null || 'symbol' in child) return undefined
    part = child as ParserRuleContext
  }
  return part as Parser.LambdaContext
}

function readLambda(node: Parser.LambdaContext, scope: Scope): Argument {
  const names = node.identifier().map(readName)
  return {
    kind: 'lambda',
    arity: names.length,
    node,
    read: types => {
      // Of the same text wherever it stands: a name by how deep it is.
      const parameters = names.map((_, i) => `v${scope.lambdas.length}_${i + 1}`)
      const known = new Map(names.map((name, i) => [name, { sql: parameters[i]!, type: types[i]! }]))
      const query = findQuery(node)
      if (query !== undefined) scope.fail(query, 'NOT_SUPPORTED', 'Lambda expression cannot contain subqueries')
      const { level } = scope
      const { clause } = level
      level.clause = 'Lambda expression'
      const body = scope.withLambda(known).read(node.expression())
      level.clause = clause
      const lambda: Lambda = {
        sql: `lambda ${parameters.join(', ')}: ${body.sql}`,
        type: body.type,
        parameters,
        body: body.sql,
      }
      return lambda
    },
  }
}

const QUERIES = new Set([
  'SubqueryExpressionContext',
  'ExistsContext',
  'InSubqueryContext',
  'QuantifiedComparisonContext',
])

function findQuery(node: ParserRuleContext): ParserRuleContext | undefined {
  if (QUERIES.has(node.constructor.name)) return node
  for (const child of node.children ?? []) {
    const found = 'symbol' in child ? undefined : findQuery(child as ParserRuleContext)
    if (found !== undefined) return found
  }
  return undefined
}
