// The text of a statement as Trino's grammar has it.
import { placeOf, TrinoError } from './error.ts'
import { type Grammar, loadGrammar, type Parser, type Token } from './grammar.ts'

/** One statement, which may end in a semicolon. @throws TrinoError of the first thing that is no SQL. */
export async function parse(sql: string): Promise<Parser.StatementContext> {
  loaded = await loadGrammar()
  return parseAgain(sql)
}

let loaded: Grammar | undefined

/** Trees of the texts that were asked last, the latest at the end: a page's tiles ask the same with other parameters. */
const trees = new Map<string, Parser.StatementContext>()
const MOST_TREES = 50
/** Characters; a tree takes some hundred times as many bytes. */
const LONGEST_KEPT = 10_000

/** For what another statement names, which was parsed. Nobody may change a tree. */
export function parseAgain(sql: string): Parser.StatementContext {
  const tree = trees.get(sql) ?? grow(sql)
  trees.delete(sql)
  if (sql.length <= LONGEST_KEPT) trees.set(sql, tree)
  if (trees.size > MOST_TREES) trees.delete(trees.keys().next().value!)
  return tree
}

function grow(sql: string): Parser.StatementContext {
  const grammar = loaded!
  const { SLL, LL } = grammar.PredictionMode
  const start = (mode: number) => {
    const lexer = new grammar.TrinoSqlLexer(grammar.CharStreams.fromString(sql))
    const stream = new grammar.CommonTokenStream(lexer)
    const parser = new grammar.TrinoSqlParser(stream)
    parser.interpreter.predictionMode = mode
    if (mode === SLL) parser.errorHandler = new grammar.BailErrorStrategy()
    const report = {
      syntaxError: (_: unknown, token: Token | null, line: number, column: number, words: string) => {
        const before = sql.split('\n')[line - 1]!.slice(0, column)
        if (token?.text === ')' && NO_CALL.test(before))
          throw new TrinoError('SYNTAX_ERROR', { line, column }, "mismatched input '('")
        throw new TrinoError('SYNTAX_ERROR', { line, column: column + 1 }, explain(sql, token, words))
      },
      reportAmbiguity: () => {},
      reportAttemptingFullContext: () => {},
      reportContextSensitivity: () => {},
    }
    for (const part of [lexer, parser]) {
      part.removeErrorListeners()
      part.addErrorListener(report as never)
    }
    return parser
  }
  // The quick way of predicting refuses a little that is right, and does not say what is wrong.
  const alone = readAlone(start(SLL), grammar) ?? readAlone(start(LL), grammar)
  if (alone !== undefined) return alone.statement()
  const program = readProgram(start(LL), sql)
  const [first, second] = program.statements().map(each => each.singleStatement())
  if (first === undefined)
    throw new TrinoError('SYNTAX_ERROR', { line: 1, column: 1 }, 'expected a statement, got none')
  if (second !== undefined) throw new TrinoError('SYNTAX_ERROR', placeOf(first.stop!), "mismatched input ';'")
  return first.statement()
}

/** This grammar has names before brackets with nothing in them, where Trino's has none. */
const NO_CALL = /\b(?:over|current_date|current_user)\s*\($/i

const ALL = /(?<=\bgroup\s+by\s+)all(?=\s*(?:$|[;),]|\b(?:order|having|limit|offset|fetch|union|except|intersect)\b))/i

/** To Trino ALL alone is the name of a column. @throws TrinoError where nothing else is wrong */
function checkGroups(sql: string): void {
  const at = ALL.exec(sql)?.index
  if (at === undefined) return
  try {
    grow(`${sql.slice(0, at)}"all"${sql.slice(at + 3)}`)
  } catch {
    return
  }
  const lines = sql.slice(0, at).split('\n')
  const place = { line: lines.length, column: lines.at(-1)!.length + 1 }
  throw new TrinoError('COLUMN_NOT_FOUND', place, "Column 'all' cannot be resolved")
}

function readProgram(parser: Parser.TrinoSqlParser, sql: string): Parser.ProgramContext {
  try {
    return parser.program()
  } catch (error) {
    if (error instanceof TrinoError) checkGroups(sql)
    throw error
  }
}

/** The text as one statement, undefined where it is none: of several, `x > all (select 1)` would be two. */
function readAlone(
  parser: Parser.TrinoSqlParser,
  { ParseCancellationException }: Grammar,
): Parser.SingleStatementContext | undefined {
  try {
    const statement = parser.singleStatement()
    return parser.inputStream.LA(1) === END ? statement : undefined
  } catch (error) {
    if (error instanceof TrinoError || error instanceof ParseCancellationException) return undefined
    throw error
  }
}

/** ANTLR's end of a text. */
const END = -1

/** ANTLR's words without the end that was added. */
function explain(sql: string, token: Token | null, words: string): string {
  const isEnd = token !== null && (token.type === -1 || token.start > sql.length)
  const plain = words.replace(/ expecting \{.*\}$/s, '')
  return isEnd ? "mismatched input '<EOF>'" : plain.replace(/^extraneous input/, 'mismatched input')
}
