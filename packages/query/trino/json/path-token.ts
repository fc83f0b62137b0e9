// The words of an SQL/JSON path: `lax $.a[0 to last] ? (@.b > 1)`.

export interface Token {
  readonly kind: 'string' | 'double' | 'decimal' | 'integer' | 'variable' | 'word' | 'sign' | 'unknown' | 'end'
  /** A string's and a variable's without their marks. */
  readonly text: string
  /** Where it begins, from 0. */
  readonly at: number
}

const PATTERNS: readonly (readonly [kind: Token['kind'] | 'space', pattern: RegExp])[] = [
  ['space', /[ \r\n\t]+/y],
  ['string', /"(?:[^"]|"")*"/y],
  ['double', /(?:\d+(?:\.\d*)?|\.\d+)[eE][+-]?\d+/y],
  ['decimal', /\d+\.\d*|\.\d+/y],
  ['integer', /\d+/y],
  ['variable', /\$[A-Za-z_][A-Za-z0-9_]*/y],
  ['word', /[A-Za-z_][A-Za-z0-9_]*/y],
  ['sign', /==|<>|!=|<=|>=|&&|\|\||\.\.|[.*[\]()?,+\-/%$@<>!]/y],
  ['unknown', /./suy],
]

const unmark: Partial<Record<Token['kind'], (text: string) => string>> = {
  string: text => text.slice(1, -1).replaceAll('""', '"'),
  variable: text => text.slice(1),
}

/** The last is the end. */
export function readTokens(path: string): Token[] {
  const tokens: Token[] = []
  for (let at = 0; at < path.length; ) {
    for (const [kind, pattern] of PATTERNS) {
      pattern.lastIndex = at
      const text = pattern.exec(path)?.[0]
      if (text === undefined) continue
      if (kind !== 'space') tokens.push({ kind, text: unmark[kind]?.(text) ?? text, at })
      at += text.length
      break
    }
  }
  tokens.push({ kind: 'end', text: '<EOF>', at: path.length })
  return tokens
}
