// What JSON_EXISTS, JSON_VALUE and JSON_QUERY have in common: an input, a path, and what PASSING gives it.
import { placeOf, Refusal, TrinoError } from './error.ts'
import { quoteText } from './expression.ts'
import type { Parser, ParserRuleContext } from './grammar.ts'
import { PathFault } from './json/path-literal.ts'
import { parsePath } from './json/path-parser.ts'
import type { JsonPath } from './json/path-tree.ts'
import { readJson } from './json-format.ts'
import { type GivenText, readGivenText } from './json-value.ts'
import { readString, spell } from './name.ts'
import type { Question } from './natives/json-path.ts'
import { typePath } from './path-type.ts'
import type { Scope } from './scope.ts'
import { type Type, writeType } from './type.ts'

export interface Invocation {
  readonly path: string
  readonly given: Question['given']
  /** Of what the path finds, where it is known. */
  readonly type: Type | undefined
  /** DuckDB's call of a native with all of it. */
  readonly call: (native: string, asks: Omit<Question, 'path' | 'given'>) => string
}

interface Passed extends GivenText {
  readonly name: string
}

export function readInvocation(
  name: string,
  node: ParserRuleContext & { jsonPathInvocation(): Parser.JsonPathInvocationContext },
  scope: Scope,
): Invocation {
  const invocation = node.jsonPathInvocation()
  if (invocation._pathName !== undefined)
    scope.fail(invocation._pathName, 'INVALID_PATH', `JSON path name is not allowed in ${name} function`)
  const input = readJson(invocation.jsonValueExpression(), scope)
  const passed: Passed[] = []
  for (const argument of invocation.jsonArgument()) {
    const own = canonicalName(argument.identifier())
    if (passed.some(each => each.name === own)) {
      const words = `${own} JSON path parameter is specified more than once`
      scope.fail(argument.identifier(), 'DUPLICATE_PARAMETER_NAME', words)
    }
    passed.push({ name: own, ...readPassed(argument, node, scope) })
  }
  const path = readString(invocation._path!)
  const names = passed.map(each => each.name)
  const type = typePath(parse(path, invocation._path!).root, names, invocation._path!, scope)
  const given = passed.map(each => [each.name, each.type] as const)
  const list = `cast([${passed.map(({ sql }) => sql).join(', ')}] as varchar[])`
  return {
    path,
    given,
    type,
    call: (native, asks) => `${native}(${input.sql}, ${quoteText(JSON.stringify({ path, given, ...asks }))}, ${list})`,
  }
}

/** A name's case counts in a path: without quotes it is in capitals. */
function canonicalName(node: Parser.IdentifierContext): string {
  const text = spell(node)
  return node.getText().startsWith('"') ? text : text.toUpperCase()
}

function parse(path: string, node: Parser.StringContext): JsonPath {
  try {
    return parsePath(path)
  } catch (error) {
    if (!(error instanceof PathFault)) throw error
    const { code, at, message } = error
    const place = placeOf(node)
    if (code === 'NOT_SUPPORTED_LOCALLY') throw new Refusal(place, message, 'write a shorter one')
    if (at === undefined)
      throw new TrinoError(code, code === 'SYNTAX_ERROR' ? { line: 1, column: 1 } : undefined, message)
    const lines = path.slice(0, at).split('\n')
    const column = lines.at(-1)!.length + (lines.length === 1 ? place.column + 1 : 1)
    throw new TrinoError(code, { line: place.line + lines.length - 1, column }, message)
  }
}

function readPassed(argument: Parser.JsonArgumentContext, node: ParserRuleContext, scope: Scope): GivenText {
  const value = argument.jsonValueExpression()
  return readGivenText(value, 'parameter', node, scope, type => {
    if (/^(date|time)/.test(type.kind))
      scope.refuse(value.expression(), `a JSON path's parameter of type ${writeType(type)}`, 'cast it to varchar')
  })
}
