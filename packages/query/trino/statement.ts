// One statement of Athena's: a query, a question about the tables themselves, or what leaves something for others.
import { type Definition, type Definitions, describeView } from '../definitions.ts'
import type { Parameter } from '../engine.ts'
import { readAlteration } from './alter.ts'
import type { Node } from './error.ts'
import { type Place, placeOf, Refusal, TrinoError } from './error.ts'
import type { Parser } from './grammar.ts'
import { readName, readString } from './name.ts'
import { parse } from './parse.ts'
import { type Question, readQuestion } from './question.ts'
import { pad, readOwnName, textOf } from './text.ts'
import { type TranslateOptions, type Translation, translateParsed } from './translate.ts'
import { readUsing } from './using.ts'
import { readCreateTable, readUnload, type Write } from './write.ts'

export type Statement =
  | (Translation & { readonly kind: 'query'; readonly parameters: readonly Parameter[] })
  | { readonly kind: 'question'; readonly question: Question }
  | { readonly kind: 'definition'; readonly definition: Definition }
  | Write

export type StatementOptions = Omit<TranslateOptions, 'views'> & Partial<Definitions>

type Read = (node: never, sql: string, options: StatementOptions) => Statement | Promise<Statement>

const kinds: Readonly<Record<string, Read>> = {
  ExplainContext: async (node: Parser.ExplainContext, sql, options) => {
    const text = textOf(node.statement(), sql)
    await readStatement(pad(text, placeOf(node.statement())), [], options)
    const asked = node.explainOption().map(option => option.getText().toLowerCase())
    if (asked.length === 1 && asked[0] === 'typevalidate') return { kind: 'question', question: { kind: 'is valid' } }
    throw new Refusal(placeOf(node), 'EXPLAIN', "run it: the answer's receipt says what Athena would read and bill")
  },
  PrepareContext: (node: Parser.PrepareContext, sql) => {
    const kind = node.statement().constructor.name
    if (/^(?:Prepare|Execute|ExecuteImmediate|Deallocate)Context$/.test(kind)) {
      const words = `Invalid statement type for prepared statement: ${firstWords(node.statement())}`
      throw new TrinoError('NOT_SUPPORTED', undefined, words)
    }
    const definition = {
      kind: 'prepare',
      name: readName(node.identifier()),
      sql: textOf(node.statement(), sql),
    } as const
    return { kind: 'definition', definition }
  },
  ExecuteContext: (node: Parser.ExecuteContext, _sql, options) => {
    const name = readName(node.identifier())
    const prepared = options.prepared?.get(name)
    if (prepared === undefined) throw new TrinoError('NOT_FOUND', undefined, `Prepared statement not found: ${name}`)
    return readStatement(prepared, readUsing(node.expression()), options)
  },
  ExecuteImmediateContext: (node: Parser.ExecuteImmediateContext, _sql, options) => {
    const { line, column } = placeOf(node.string())
    const text = pad(readString(node.string()), { line, column: column + 1 })
    return readStatement(text, readUsing(node.expression()), options)
  },
  DeallocateContext: (node: Parser.DeallocateContext) => {
    return { kind: 'definition', definition: { kind: 'deallocate', name: readName(node.identifier()) } }
  },
  CreateViewContext: readCreateView,
  DropTableContext: (node: Parser.DropTableContext) => {
    const name = readOwnName(node.tableRef().getText(), node)
    return { kind: 'definition', definition: { kind: 'drop table', name, isOptional: node.KW_IF() !== null } }
  },
  DropViewContext: (node: Parser.DropViewContext) => {
    const name = readOwnName(node.viewRef().getText(), node)
    return { kind: 'definition', definition: { kind: 'drop view', name, isOptional: node.KW_IF() !== null } }
  },
}

/** What only Athena does, and what to do here. */
const refused: Readonly<Record<string, string>> = {
  CreateTableContext: 'make it of a query: CREATE TABLE … AS SELECT …, with no rows WITH NO DATA',
  InsertIntoContext:
    'make the table of a query that has all of its rows: CREATE TABLE … AS SELECT … UNION ALL SELECT …',
  ExplainAnalyzeContext: "run it: the answer's receipt says what Athena would read and bill",
}

/**
 * Reads one statement, and translates it where it is a query.
 * @throws TrinoError in Athena's words for what Athena would not run, Refusal for what only Athena runs
 */
export async function readStatement(
  sql: string,
  parameters: readonly Parameter[],
  options: StatementOptions = {},
): Promise<Statement> {
  const question = readQuestion(sql)
  if (question !== undefined) {
    if (parameters.length > 0) missParameters(parameters, { line: 1, column: 1 })
    return { kind: 'question', question }
  }
  const definition = readAlteration(sql)
  if (definition !== undefined) {
    if (parameters.length > 0) missParameters(parameters, { line: 1, column: 1 })
    return { kind: 'definition', definition }
  }
  const unload = await readUnload(sql, parameters, options)
  if (unload !== undefined) return unload
  const node = await parse(sql)
  const kind = node.constructor.name
  if (kind === 'CreateTableAsSelectContext')
    return readCreateTable(node as Parser.CreateTableAsSelectContext, sql, parameters, options)
  if (kind === 'StatementDefaultContext') {
    return { kind: 'query', parameters, ...translateParsed(node, parameters, options) }
  }
  const read = kinds[kind]
  if (read === undefined) throw new Refusal(placeOf(node), firstWords(node), refused[kind] ?? 'write a query')
  if (parameters.length > 0) missParameters(parameters, placeOf(node))
  return read(node as never, sql, options)
}

async function readCreateView(
  node: Parser.CreateViewContext,
  sql: string,
  options: StatementOptions,
): Promise<Statement> {
  const name = readOwnName(node.viewNameCreate().getText(), node)
  if (node.properties() !== null) throw new Refusal(placeOf(node.properties()!), 'WITH in CREATE VIEW', 'leave it out')
  const text = textOf(node.rootQuery(), sql)
  const query = await parse(pad(text, placeOf(node.rootQuery())))
  const { outputs } = translateParsed(query, [], { ...options, within: [name] })
  const fail = (code: string, words: string): never => {
    throw new TrinoError(code, placeOf(node), words)
  }
  const names = new Set<string>()
  for (const [i, output] of outputs.entries()) {
    const column = output.name?.toLowerCase()
    if (column === undefined) return fail('MISSING_COLUMN_NAME', `Column name not specified at position ${i + 1}`)
    if (names.has(column)) fail('DUPLICATE_COLUMN_NAME', `Column name '${column}' specified more than once`)
    if (output.type.kind === 'unknown') fail('COLUMN_TYPE_UNKNOWN', `Column type is unknown at position ${i + 1}`)
    names.add(column)
  }
  const isReplacing = node.KW_REPLACE() !== null
  return {
    kind: 'definition',
    definition: { kind: 'create view', name, isReplacing, view: describeView(text, outputs) },
  }
}

function missParameters(parameters: readonly Parameter[], place: Place): never {
  const words = `Incorrect number of parameters: expected 0 but found ${parameters.length}`
  throw new TrinoError('INVALID_PARAMETER_USAGE', place, words)
}

function firstWords(node: Node): string {
  return node.constructor.name
    .replace(/Context$/, '')
    .replace(/(?<=[a-z])(?=[A-Z])/g, ' ')
    .toUpperCase()
}
