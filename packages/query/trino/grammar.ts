// Trino's grammar, loaded when the first statement is read: whoever asks nothing does not pay for it.
import type { ParserRuleContext, TerminalNode, Token } from 'antlr4ng'
import type * as Parser from 'dt-sql-parser/dist/lib/trino/TrinoSqlParser.js'
import { GRAMMAR } from './build.ts'

export type { Parser, ParserRuleContext, TerminalNode, Token }

export interface Grammar {
  readonly TrinoSqlLexer: typeof import('dt-sql-parser/dist/lib/trino/TrinoSqlLexer.js').TrinoSqlLexer
  readonly TrinoSqlParser: typeof Parser.TrinoSqlParser
  readonly CharStreams: typeof import('antlr4ng').CharStreams
  readonly CommonTokenStream: typeof import('antlr4ng').CommonTokenStream
  readonly BailErrorStrategy: typeof import('antlr4ng').BailErrorStrategy
  readonly ParseCancellationException: typeof import('antlr4ng').ParseCancellationException
  readonly PredictionMode: typeof import('antlr4ng').PredictionMode
}

let loading: Promise<Grammar> | undefined

/** @throws Error where it was not built: `npm start` and `npm test` do. */
export function loadGrammar(): Promise<Grammar> {
  loading ??= import(GRAMMAR)
  return loading
}
