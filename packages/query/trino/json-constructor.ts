// JSON_ARRAY and JSON_OBJECT.
import { type Expression, quoteText } from './expression.ts'
import type { Parser } from './grammar.ts'
import { checkTry, readOutput } from './json-format.ts'
import { readGivenText } from './json-value.ts'
import type { Made } from './natives/json-constructor.ts'
import type { Rules } from './rule.ts'
import type { Scope } from './scope.ts'
import { isText, writeType } from './type.ts'

export const makers: Rules = {
  JsonArrayContext: readArray,
  JsonObjectContext: readObject,
}

const list = (texts: readonly string[]) => `cast([${texts.join(', ')}] as varchar[])`

function readArray(node: Parser.JsonArrayContext, scope: Scope): Expression {
  const elements = node.jsonValueExpression()
  const given = elements.map(each => readGivenText(each, 'element', node, scope))
  if (elements.some(each => each.KW_FORMAT() !== null)) checkTry('FORMAT JSON', node, scope)
  const { type, isEscaped, write } = readOutput(node, scope)
  const made: Made = { types: given.map(each => each.type), isNullKept: node.KW_NULL().length === 2, isEscaped }
  const values = list(given.map(({ sql }) => sql))
  return { sql: write(`trino_json_elements(${quoteText(JSON.stringify(made))}, ${values})`), type }
}

function readObject(node: Parser.JsonObjectContext, scope: Scope): Expression {
  const isUnique = node.KW_UNIQUE() !== null && node.KW_WITHOUT() === null
  const members = node.jsonObjectMember().map(member => {
    const key = scope.read(member.expression())
    if (!isText(key.type)) {
      const words = `Invalid type of JSON object key: ${writeType(key.type)}`
      scope.fail(member.expression(), 'INVALID_FUNCTION_ARGUMENT', words)
    }
    const value = readGivenText(member.jsonValueExpression(), 'member', node, scope)
    if (isUnique && value.type === 'json') {
      const words =
        'WITH UNIQUE KEYS behavior is not supported for JSON_OBJECT function when input expression has FORMAT'
      scope.fail(node, 'NOT_SUPPORTED', words)
    }
    return { key, value }
  })
  if (node.jsonObjectMember().some(each => each.jsonValueExpression().KW_FORMAT() !== null))
    checkTry('FORMAT JSON', node, scope)
  if (!isUnique && members.some(({ key }) => key.literal === undefined)) checkTry('WITHOUT UNIQUE KEYS', node, scope)
  const { type, isEscaped, write } = readOutput(node, scope)
  const types = members.map(({ value }) => value.type)
  const made: Made = { types, isNullKept: node.KW_ABSENT() === null, isEscaped, isUnique }
  const [keys, values] = [list(members.map(({ key }) => key.sql)), list(members.map(({ value }) => value.sql))]
  return { sql: write(`trino_json_members(${quoteText(JSON.stringify(made))}, ${keys}, ${values})`), type }
}
