// Athena's words: strings, quoted identifiers and comments told apart, so that nothing inside them is mistaken for SQL.
import { QueryError } from './engine.ts'

export type TokenKind = 'word' | 'quoted' | 'string' | 'number' | 'parameter' | 'symbol'

export interface Token {
  readonly kind: TokenKind
  /** As written, but for words, which are lower case. */
  readonly text: string
  /** Where it starts in the SQL, in UTF-16 units. */
  readonly at: number
}

const BLANK = /(?:\s+|--[^\r\n]*|\/\*[\s\S]*?\*\/)+/y
const KINDS: readonly (readonly [TokenKind, RegExp])[] = [
  ['word', /[A-Za-z_][A-Za-z0-9_]*/y],
  [
    'number',
    /(?:0[xX][\dA-Fa-f_]+|0[oO][0-7_]+|0[bB][01_]+|(?:\d[\d_]*(?:\.[\d_]*)?|\.\d[\d_]*)(?:[eE][+-]?\d+)?)(?![A-Za-z0-9_])/y,
  ],
  ['string', /'(?:[^']|'')*'/y],
  ['quoted', /"(?:[^"]|"")+"/y],
  ['parameter', /\?/y],
  ['symbol', /<>|!=|<=|>=|\|\||->|=>|\/(?!\*)|[(),.;:+\-*%=<>[\]{}|^$&]/y],
]

/**
 * The SQL's words without its comments.
 * @throws QueryError naming the line of what Athena SQL has no use for, or of a string, name or comment left open.
 */
export function readTokens(sql: string): Token[] {
  const tokens: Token[] = []
  let at = 0
  for (;;) {
    at += matchAt(BLANK, sql, at)?.length ?? 0
    if (at >= sql.length) return tokens
    const token = readToken(sql, at)
    tokens.push(token)
    at += token.text.length
  }
}

/** `line 3` for a place in a text. */
export function lineAt(text: string, at: number): string {
  return `line ${text.slice(0, at).split('\n').length}`
}

function readToken(sql: string, at: number): Token {
  for (const [kind, regexp] of KINDS) {
    const text = matchAt(regexp, sql, at)
    if (text !== undefined) return { kind, text: kind === 'word' ? text.toLowerCase() : text, at }
  }
  const open = { "'": 'string', '"': 'quoted name', '/': 'comment' }[sql[at]!]
  if (open !== undefined) throw new QueryError(`${lineAt(sql, at)}: expected an end of the ${open}, got none`)
  const shown = JSON.stringify(String.fromCodePoint(sql.codePointAt(at)!))
  throw new QueryError(`${lineAt(sql, at)}: expected Athena SQL, got ${shown}`)
}

function matchAt(regexp: RegExp, text: string, at: number): string | undefined {
  regexp.lastIndex = at
  return regexp.exec(text)?.[0]
}
