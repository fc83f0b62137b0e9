// QuickSight's expression language, read: {column}, ${parameter}, literals, operators, function calls.
import { VisualError } from './error.ts'

export type Expression =
  | { readonly kind: 'text'; readonly value: string; readonly at: number }
  | { readonly kind: 'number'; readonly value: string; readonly at: number }
  | { readonly kind: 'column'; readonly name: string; readonly at: number }
  | { readonly kind: 'parameter'; readonly name: string; readonly at: number }
  | { readonly kind: 'list'; readonly items: readonly Expression[]; readonly at: number }
  /** Operators are calls, too: `+`, `=`, `and`, `not` … */
  | { readonly kind: 'call'; readonly name: string; readonly items: readonly Expression[]; readonly at: number }

interface Token {
  readonly kind: 'text' | 'number' | 'column' | 'parameter' | 'word' | 'symbol'
  readonly text: string
  readonly at: number
}

const BLANK = /(?:\s+|\/\*[\s\S]*?\*\/)+/y
const KINDS: readonly (readonly [Token['kind'], RegExp])[] = [
  ['parameter', /\$\{([^}]+)\}/y],
  ['column', /\{([^}]+)\}/y],
  ['text', /'((?:[^'\\]|\\.|'')*)'|"((?:[^"\\]|\\.)*)"/y],
  ['number', /(\d+(?:\.\d+)?)/y],
  ['word', /([A-Za-z_][A-Za-z0-9_]*)/y],
  ['symbol', /(<>|!=|<=|>=|[-+*/%=<>(),[\]])/y],
]

/** Binary operators, the weakest first. */
const LEVELS: readonly (readonly string[])[] = [
  ['or'],
  ['and'],
  [],
  ['=', '<>', '!=', '<', '<=', '>', '>='],
  ['+', '-'],
  ['*', '/', '%'],
]
const NOT_LEVEL = 2

/** @throws VisualError naming the place (a column of the text, from 1) of what is no expression. */
export function parseExpression(text: string): Expression {
  const tokens = readTokens(text)
  let next = 0
  const peek = (symbol: string) => {
    const token = tokens[next]
    return token !== undefined && (token.kind === 'symbol' || token.kind === 'word') && token.text === symbol
  }
  const fail = (expected: string) => {
    const token = tokens[next]
    const got = token === undefined ? 'its end' : JSON.stringify(token.text)
    return new VisualError(
      `expression ${JSON.stringify(text)}: expected ${expected} at ${(token?.at ?? text.length) + 1}, got ${got}`,
    )
  }
  const demand = (symbol: string) => {
    if (!peek(symbol)) throw fail(symbol)
    next++
  }

  function readLevel(level: number): Expression {
    if (level === LEVELS.length) return readUnary()
    if (level === NOT_LEVEL && peek('not') && tokens[next + 1]?.text !== '(') {
      const { at } = tokens[next++]!
      return { kind: 'call', name: 'not', items: [readLevel(level)], at }
    }
    let left = readLevel(level + 1)
    for (;;) {
      const operator = LEVELS[level]!.find(peek)
      if (operator === undefined) return left
      const { at } = tokens[next++]!
      left = { kind: 'call', name: operator === '!=' ? '<>' : operator, items: [left, readLevel(level + 1)], at }
    }
  }

  function readUnary(): Expression {
    if (!peek('-')) return readPrimary()
    const { at } = tokens[next++]!
    return { kind: 'call', name: 'minus', items: [readUnary()], at }
  }

  function readItems(end: string): Expression[] {
    const items: Expression[] = []
    while (!peek(end)) {
      if (items.length > 0) demand(',')
      items.push(readLevel(0))
    }
    next++
    return items
  }

  function readPrimary(): Expression {
    const token = tokens[next]
    if (token === undefined) throw fail('a value')
    const { at } = token
    if (peek('(')) {
      next++
      const inner = readLevel(0)
      demand(')')
      return inner
    }
    if (peek('[')) {
      next++
      return { kind: 'list', items: readItems(']'), at }
    }
    if (token.kind === 'symbol') throw fail('a value')
    next++
    if (token.kind === 'text' || token.kind === 'number') return { kind: token.kind, value: token.text, at }
    if (token.kind === 'column' || token.kind === 'parameter') return { kind: token.kind, name: token.text, at }
    if (!peek('(')) return { kind: 'column', name: token.text, at }
    next++
    return { kind: 'call', name: token.text, items: readItems(')'), at }
  }

  const expression = readLevel(0)
  if (next < tokens.length) throw fail('its end')
  return expression
}

function readTokens(text: string): Token[] {
  const tokens: Token[] = []
  let at = 0
  for (;;) {
    at += matchAt(BLANK, text, at)?.[0].length ?? 0
    if (at >= text.length) return tokens
    const found = KINDS.map(([kind, regexp]) => ({ kind, match: matchAt(regexp, text, at) })).find(each => each.match)
    if (!found?.match) {
      throw new VisualError(
        `expression ${JSON.stringify(text)}: expected a value or an operator at ${at + 1}, got ${JSON.stringify(text[at])}`,
      )
    }
    const inner = found.match.slice(1).find(each => each !== undefined) ?? ''
    tokens.push({ kind: found.kind, text: clean(found.kind, inner), at })
    at += found.match[0].length
  }
}

/** Words that are operators in small letters, texts without their escapes. */
function clean(kind: Token['kind'], text: string): string {
  if (kind === 'text') return text.replaceAll("''", "'").replace(/\\(.)/gs, '$1')
  if (kind === 'word' && /^(and|or|not)$/i.test(text)) return text.toLowerCase()
  return kind === 'column' || kind === 'parameter' ? text.trim() : text
}

function matchAt(regexp: RegExp, text: string, at: number): RegExpExecArray | null {
  regexp.lastIndex = at
  return regexp.exec(text)
}
