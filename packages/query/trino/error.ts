// What is wrong with a statement, in Trino's words, which Athena hands on.
import { QueryError } from '../engine.ts'
import type { ParserRuleContext, TerminalNode, Token } from './grammar.ts'

/** The line, from 1, and the column, from 1. */
export interface Place {
  readonly line: number
  readonly column: number
}

/** As Athena shows it: `COLUMN_NOT_FOUND: line 1:8: Column 'x' cannot be resolved`. */
export class TrinoError extends QueryError {
  override name = 'TrinoError'
  /** Trino's name of the error. */
  readonly code: string
  /** Undefined where no place in the text is at fault: what went wrong with the rows. */
  readonly place: Place | undefined

  constructor(code: string, place: Place | undefined, message: string) {
    super(`${code}: ${place === undefined ? '' : `line ${place.line}:${place.column}: `}${message}`)
    this.code = code
    this.place = place
  }
}

/** What Athena would run and this engine does not: named, with its place, and what to write instead. */
export class Refusal extends TrinoError {
  override name = 'Refusal'

  constructor(place: Place | undefined, what: string, instead: string) {
    super('NOT_SUPPORTED_LOCALLY', place, `${what} runs on Athena only: ${instead}`)
  }
}

/** Anything of the parsed text. */
export type Node = ParserRuleContext | TerminalNode | Token

export function placeOf(node: Node): Place {
  const token = 'start' in node && typeof node.start === 'object' ? node.start! : 'symbol' in node ? node.symbol : node
  const { line, column } = token as Token
  return { line, column: column + 1 }
}
