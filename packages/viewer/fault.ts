// Where in a statement the engine's words point.
import { readTokens } from '@clickstream/query/tokens'

export interface Place {
  /** From 1. */
  readonly line: number
  readonly column?: number
}

/** What engines quote of the statement, in the order in which it is believed. */
const QUOTED = [
  /at or near "([^"]+)"/,
  // Athena's: a table with its catalog and database.
  /(?:column|table|function|input) '(?:[^'.]+\.)*([^'.]+)'/i,
  /(?:column|table|function|name) "?([A-Za-z_][A-Za-z0-9_]*)"?/i,
  /^([a-z_][a-z0-9_]*): /,
]

/** The place that a message names by line, or by a word that stands once in the statement; undefined when it names none. */
export function findPlace(sql: string, message: string): Place | undefined {
  for (const pattern of QUOTED) {
    const [, word] = pattern.exec(message) ?? []
    const at = word === undefined ? undefined : findOnce(sql, word.toLowerCase())
    if (at !== undefined) return placeOf(sql, at)
  }
  // Of Athena's column no word: where values were written in, it is another one.
  const [, line] = /^(?:[A-Z_]+: )?line (\d+):(?:\d+:)? /.exec(message) ?? []
  return line === undefined ? undefined : { line: Number(line) }
}

function findOnce(sql: string, word: string): number | undefined {
  try {
    const found = readTokens(sql).filter(({ text }) => text.toLowerCase() === word)
    return found.length === 1 ? found[0]!.at : undefined
  } catch {
    return undefined
  }
}

function placeOf(sql: string, at: number): Place {
  const before = sql.slice(0, at).split('\n')
  return { line: before.length, column: before.at(-1)!.length + 1 }
}
