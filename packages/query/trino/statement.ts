// One statement of Athena's: a query, a question about the tables themselves, or what defines something for others.
import { type Definition, type Definitions, describeView } from '../definitions.ts'
import type { Parameter } from '../engine.ts'
import { type Node, type Place, placeOf, Refusal, TrinoError } from './error.ts'
import type { Parser, ParserRuleContext } from './grammar.ts'
import { readName, readString } from './name.ts'
import { parse } from './parse.ts'
import { type Question, readQuestion, splitName } from './question.ts'
import { isOwnPlace } from './tables.ts'
import { type TranslateOptions, type Translation, translateParsed } from './translate.ts'
import { readUsing } from './using.ts'

export type Statement =
  | (Translation & { readonly kind: 'query'; readonly parameters: readonly Parameter[] })
  | { readonly kind: 'question'; readonly question: Question }
  | { readonly kind: 'definition'; readonly definition: Definition }

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
  DropViewContext: (node: Parser.DropViewContext) => {
    const name = readOwnName(node.viewRef().getText(), node)
    return { kind: 'definition', definition: { kind: 'drop view', name, isOptional: node.KW_IF() !== null } }
  },
}

/** What only Athena does, and what to do here. */
const refused: Readonly<Record<string, string>> = {
  CreateTableAsSelectContext:
    'make a view (CREATE VIEW), or write the answer to a file: clickstream sql --format parquet --out FILE',
  CreateTableContext: 'the tables are those of the contract; make a view (CREATE VIEW)',
  DropTableContext: 'the tables are those of the contract; DROP VIEW takes a view away',
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
  const node = await parse(sql)
  const kind = node.constructor.name
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

/** The name alone of what is in the lake's own database. */
function readOwnName(text: string, node: Node): string {
  const names = splitName(text)
  if (names.length > 1 && !isOwnPlace(names.slice(0, -1))) {
    throw new TrinoError('SCHEMA_NOT_FOUND', placeOf(node), `Schema '${names.at(-2)}' does not exist`)
  }
  return names.at(-1)!
}

/** As it was written. The grammar counts letters, not UTF-16. */
function textOf(node: ParserRuleContext, sql: string): string {
  return [...sql].slice(node.start!.start, node.stop!.stop + 1).join('')
}

/** The text of a statement within another, so that what is wrong with it has its place there. */
function pad(text: string, { line, column }: Place): string {
  return `${'\n'.repeat(line - 1)}${' '.repeat(column - 1)}${text}`
}

function missParameters(parameters: readonly Parameter[], place: Place): never {
  const words = `Incorrect number of parameters: expected 0 but found ${parameters.length}`
  throw new TrinoError('INVALID_PARAMETER_USAGE', place, words)
}

function firstWords(node: ParserRuleContext): string {
  return node.constructor.name
    .replace(/Context$/, '')
    .replace(/(?<=[a-z])(?=[A-Z])/g, ' ')
    .toUpperCase()
}
