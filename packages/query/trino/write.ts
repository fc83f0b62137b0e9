// Statements whose rows go into files: CREATE TABLE AS, and UNLOAD, which no grammar of Trino's has.
import type { Parameter } from '../engine.ts'
import { readTokens } from '../tokens.ts'
import { placeOf, Refusal, TrinoError } from './error.ts'
import type { Parser, ParserRuleContext } from './grammar.ts'
import { spell } from './name.ts'
import { parse } from './parse.ts'
import { placeIn, readProperties, unquote } from './properties.ts'
import type { Output } from './relation.ts'
import { spellWhole } from './tables.ts'
import { checkHeld, type Format, readTarget, type Target } from './target.ts'
import { offsetOf, pad, readOwnName, textOf } from './text.ts'
import { type TranslateOptions, type Translation, translateParsed } from './translate.ts'
import type { Type } from './type.ts'

/** A query, and where its rows are to go. */
export interface Write extends Translation {
  readonly kind: 'write'
  readonly target: Target
  readonly parameters: readonly Parameter[]
}

export async function readCreateTable(
  node: Parser.CreateTableAsSelectContext,
  sql: string,
  parameters: readonly Parameter[],
  options: TranslateOptions,
): Promise<Write> {
  const table = readOwnName(node.tableNameCreate().getText(), node)
  const { outputs, ...query } = await readWritten(node.rootQuery()!, sql, parameters, options)
  const list = node.columnListCreate()?.columnNameCreate() ?? []
  if (list.length > 0 && list.length !== outputs.length) {
    const words = `Column alias list has ${list.length} entries but relation has ${outputs.length} columns`
    throw new TrinoError('MISMATCHED_COLUMN_ALIASES', placeOf(node.columnListCreate()!), words)
  }
  const columns = nameColumns(
    outputs.map((output, i) => (list[i] === undefined ? output : { ...output, name: spell(list[i] as never) })),
    node,
  )
  const given = node.properties()
  const properties =
    given === null ? [] : readProperties(sql, offsetOf(given.start!.start, sql) + 1, offsetOf(given.stop!.stop, sql))
  const isOptional = node.KW_EXISTS() !== null
  const isEmpty = node.KW_NO() !== null
  const target = readTarget({ table, isOptional, isEmpty, location: null }, properties, ['PARQUET'], outputs, columns)
  return { kind: 'write', target, parameters, outputs, ...query }
}

const UNLOADED: readonly Format[] = ['PARQUET', 'JSON', 'TEXTFILE']

/** `UNLOAD (query) TO 'place' WITH (…)`; undefined for another statement. */
export async function readUnload(
  sql: string,
  parameters: readonly Parameter[],
  options: TranslateOptions,
): Promise<Write | undefined> {
  if (!/^(?:\s|--[^\n]*\n|\/\*[\s\S]*?\*\/)*unload\b/i.test(sql)) return undefined
  const tokens = readTokens(sql)
  while (tokens.at(-1)?.text === ';') tokens.pop()
  const start = placeIn(sql, tokens[0]!.at)
  let depth = 0
  const end = tokens.findIndex(({ text }) => {
    depth += text === '(' ? 1 : text === ')' ? -1 : 0
    return text === ')' && depth === 0
  })
  const [to, place, also, open] = tokens.slice(end + 1)
  const isWhole = also === undefined || (also.text === 'with' && open?.text === '(' && tokens.at(-1)!.text === ')')
  if (tokens[1]?.text !== '(' || end === -1 || to?.text !== 'to' || place?.kind !== 'string' || !isWhole) {
    throw new TrinoError('SYNTAX_ERROR', start, "expected UNLOAD (query) TO 'place' WITH (format = 'PARQUET', …)")
  }
  const from = tokens[1].at + 1
  const node = await parse(pad(sql.slice(from, tokens[end]!.at), placeIn(sql, from)))
  const { sql: text, outputs } = translateParsed(node, parameters, options)
  const properties = open === undefined ? [] : readProperties(sql, open.at + 1, tokens.at(-1)!.at)
  if (!properties.some(({ name }) => name === 'format'))
    throw new TrinoError('INVALID_TABLE_PROPERTY', start, "expected WITH (format = 'PARQUET'), got no format")
  const columns = nameColumns(outputs, node)
  const given = { table: null, isOptional: false, isEmpty: false, location: unquote(place.text) }
  const target = readTarget(given, properties, UNLOADED, outputs, columns)
  for (const [i, { type }] of outputs.entries()) {
    if (target.format === 'JSON' && hasBytes(type))
      throw new Refusal(start, `varbinary in JSON (${columns[i]})`, 'write to_base64(…)')
  }
  return { kind: 'write', target, parameters, sql: text, outputs }
}

async function readWritten(
  query: ParserRuleContext,
  sql: string,
  parameters: readonly Parameter[],
  options: TranslateOptions,
): Promise<Translation> {
  const node = await parse(pad(textOf(query, sql), placeOf(query)))
  return translateParsed(node, parameters, options)
}

/** Every column's name, in lower case. @throws TrinoError where one has none, or two have the same, or a type is none of Hive's */
function nameColumns(outputs: readonly Output[], node: ParserRuleContext): string[] {
  const columns: string[] = []
  const fail = (code: string, words: string): never => {
    throw new TrinoError(code, placeOf(node), words)
  }
  for (const [i, { name, type }] of outputs.entries()) {
    const column = name?.toLowerCase()
    if (column === undefined) return fail('MISSING_COLUMN_NAME', `Column name not specified at position ${i + 1}`)
    if (columns.includes(column)) fail('DUPLICATE_COLUMN_NAME', `Column name '${column}' specified more than once`)
    if (type.kind === 'unknown') fail('COLUMN_TYPE_UNKNOWN', `Column type is unknown: ${column}`)
    columns.push(column)
  }
  for (const [i, { type }] of outputs.entries()) checkHeld(columns[i]!, type)
  return columns
}

function hasBytes(type: Type): boolean {
  switch (type.kind) {
    case 'array':
      return hasBytes(type.element)
    case 'map':
      return hasBytes(type.key) || hasBytes(type.value)
    case 'row':
      return type.fields.some(field => hasBytes(field.type))
    default:
      return type.kind === 'varbinary'
  }
}

/** What the error of a table that is there already says. */
export function saysThere(table: string): string {
  return `Destination table '${spellWhole([table])}' already exists`
}
