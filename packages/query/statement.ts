// One Athena statement that reads, told by its first words: what is sent to Athena is looked at no further.
import { type Parameter, QueryError } from './engine.ts'
import { lineAt, readTokens, type Token } from './tokens.ts'

/** A question about the tables themselves. */
export interface CatalogQuestion {
  readonly kind: 'tables' | 'columns'
  /** columns: of this table. */
  readonly table?: string
}

const READING = new Set(['select', 'with', 'values', '('])

/**
 * The question about the tables themselves that a statement is; undefined for one that reads rows.
 * @throws QueryError when it is not one statement, does more than read, or when `?` and parameters do not match.
 */
export function checkStatement(sql: string, parameters: readonly Parameter[]): CatalogQuestion | undefined {
  const tokens = readTokens(sql)
  while (tokens.at(-1)?.text === ';') tokens.pop()
  const first = tokens[0]
  if (first === undefined) throw new QueryError('statement: expected Athena SQL, got nothing')
  const end = tokens.find(token => token.text === ';')
  if (end !== undefined) throw new QueryError(`${lineAt(sql, end.at)}: expected one statement, got another after ;`)
  const question = readCatalogQuestion(tokens)
  if (question === undefined && !READING.has(first.text)) {
    throw new QueryError(
      `statement: expected one that reads (select, with, values, show tables, describe), got ${first.text}`,
    )
  }
  checkParameters(tokens, parameters)
  return question
}

/** How many `?` a text has outside its strings, quoted names and comments. */
export function countParameters(sql: string): number {
  return readTokens(sql).filter(token => token.kind === 'parameter').length
}

function readCatalogQuestion(tokens: readonly Token[]): CatalogQuestion | undefined {
  const words = tokens.map(token => (token.kind === 'quoted' ? token.text.slice(1, -1) : token.text))
  if (words[0] === 'show' && words[1] === 'tables' && words.length === 2) return { kind: 'tables' }
  if ((words[0] === 'describe' || words[0] === 'desc') && words.length === 2)
    return { kind: 'columns', table: words[1]! }
  if (
    words[0] === 'show' &&
    words[1] === 'columns' &&
    (words[2] === 'from' || words[2] === 'in') &&
    words.length === 4
  ) {
    return { kind: 'columns', table: words[3]! }
  }
  return undefined
}

function checkParameters(tokens: readonly Token[], parameters: readonly Parameter[]): void {
  const expected = tokens.filter(token => token.kind === 'parameter').length
  if (expected !== parameters.length) {
    throw new QueryError(`parameters: expected ${expected}, one for each ?, got ${parameters.length}`)
  }
}
