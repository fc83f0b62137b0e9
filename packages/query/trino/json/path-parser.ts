// Reads an SQL/JSON path by its grammar: names that are no words of Trino's are the names of members.
import { PathFault, readNumber } from './path-literal.ts'
import { readTokens, type Token } from './path-token.ts'
import {
  type Compared,
  type JsonPath,
  METHODS,
  type Method,
  type Path,
  type Predicate,
  type Sign,
} from './path-tree.ts'

/** A path of more words would take too much of a stack. */
const MOST_WORDS = 1000
const COMPARED = new Set(['==', '<>', '!=', '<', '>', '<=', '>='])
const LEVELS: readonly (readonly string[])[] = [
  ['+', '-'],
  ['*', '/', '%'],
]
/** What is in brackets is one or the other. */
type Either = { readonly path: Path } | { readonly predicate: Predicate }

/** @throws PathFault */
export function parsePath(text: string): JsonPath {
  return new PathParser(text).read()
}

class PathParser {
  readonly #tokens: readonly Token[]
  #next = 0

  constructor(text: string) {
    this.#tokens = readTokens(text)
    const { length } = this.#tokens
    if (length > MOST_WORDS)
      throw new PathFault(
        'NOT_SUPPORTED_LOCALLY',
        undefined,
        `a JSON path of ${length} words, more than ${MOST_WORDS},`,
      )
  }

  read(): JsonPath {
    const { text } = this.#token
    if (!this.#isWord('lax') && !this.#isWord('strict')) this.#fail()
    this.#next++
    const root = this.#path()
    if (this.#token.kind !== 'end') this.#fail()
    return { isLax: text === 'lax', root }
  }

  get #token(): Token {
    return this.#tokens[this.#next]!
  }

  #take(): Token {
    return this.#tokens[this.#next++]!
  }

  #fail(): never {
    const { text, at } = this.#token
    throw new PathFault('SYNTAX_ERROR', at, `mismatched input '${text}' in JSON path`)
  }

  #isWord(text: string): boolean {
    return this.#token.kind === 'word' && this.#token.text === text
  }

  #isSign(text: string, ahead = 0): boolean {
    const token = this.#tokens[this.#next + ahead]
    return token?.kind === 'sign' && token.text === text
  }

  #accept(text: string): boolean {
    const isThere = this.#isSign(text) || this.#isWord(text)
    if (isThere) this.#next++
    return isThere
  }

  #expect(text: string): void {
    if (!this.#accept(text)) this.#fail()
  }

  /** `first` where the leftmost part of it is read already. */
  #path(level = 0, first?: Path): Path {
    if (level === LEVELS.length) return this.#signed(first)
    let left = this.#path(level + 1, first)
    while (this.#token.kind === 'sign' && LEVELS[level]!.includes(this.#token.text)) {
      const sign = this.#token.text as Sign
      this.#next++
      left = { op: 'binary', sign, left, right: this.#path(level + 1) }
    }
    return left
  }

  #signed(first?: Path): Path {
    if (first !== undefined) return this.#accessors(first)
    const isNumber = ['double', 'decimal', 'integer'].includes(this.#tokens[this.#next + 1]?.kind ?? 'end')
    if (this.#isSign('-') && isNumber) {
      this.#next++
      return this.#accessors({ op: 'literal', value: readNumber('-', this.#take()) })
    }
    for (const sign of ['+', '-'] as const) {
      if (this.#accept(sign)) return { op: 'sign', sign, of: this.#signed() }
    }
    return this.#accessors(this.#primary())
  }

  #primary(): Path {
    const { kind, text } = this.#token
    if (kind === 'double' || kind === 'decimal' || kind === 'integer')
      return { op: 'literal', value: readNumber('', this.#take()) }
    if (kind === 'string') {
      this.#next++
      return { op: 'literal', value: { kind: 'varchar', text, length: [...text].length } }
    }
    if (kind === 'variable') {
      this.#next++
      return { op: 'variable', name: text }
    }
    if (this.#accept('$')) return { op: 'context' }
    if (this.#accept('@')) return { op: 'current' }
    if (this.#accept('last')) return { op: 'last' }
    if (this.#accept('null')) return { op: 'null' }
    for (const word of ['true', 'false']) {
      if (this.#accept(word)) return { op: 'literal', value: { kind: 'boolean', value: word === 'true' } }
    }
    this.#expect('(')
    const path = this.#path()
    this.#expect(')')
    return path
  }

  #accessors(first: Path): Path {
    let of = first
    for (;;) {
      if (this.#accept('..')) of = { op: 'descendant', of, key: this.#key() }
      else if (this.#accept('.')) of = this.#member(of)
      else if (this.#accept('[')) of = { op: 'items', of, subscripts: this.#subscripts() }
      else if (this.#accept('?')) {
        this.#expect('(')
        of = { op: 'filter', of, where: this.#predicate() }
        this.#expect(')')
      } else return of
    }
  }

  #key(): string {
    const { kind, text } = this.#token
    if (kind !== 'word' && kind !== 'string' && !this.#isSign('-')) this.#fail()
    this.#next++
    return text
  }

  #member(of: Path): Path {
    if (this.#accept('*')) return { op: 'member', of, key: null }
    const name = this.#token
    const key = this.#key()
    if (name.kind !== 'word' || !METHODS.includes(key as Method) || !this.#accept('(')) return { op: 'member', of, key }
    if (key === 'datetime' && this.#token.kind === 'string') this.#next++
    this.#expect(')')
    return { op: 'method', of, name: key as Method }
  }

  #subscripts(): Extract<Path, { op: 'items' }>['subscripts'] {
    if (this.#isSign('*') && this.#isSign(']', 1)) {
      this.#next += 2
      return null
    }
    const subscripts = []
    do {
      const from = this.#path()
      subscripts.push(this.#accept('to') ? { from, to: this.#path() } : { from })
    } while (this.#accept(','))
    this.#expect(']')
    return subscripts
  }

  #predicate(): Predicate {
    const read = this.#either()
    if (!('predicate' in read)) this.#fail()
    return read.predicate
  }

  #either(): Either {
    return this.#joined('||', 'or', () => this.#joined('&&', 'and', () => this.#condition()))
  }

  #joined(sign: string, op: 'and' | 'or', next: () => Either): Either {
    const left = next()
    if (!('predicate' in left)) return left
    let { predicate } = left
    while (this.#accept(sign)) {
      const right = next()
      if (!('predicate' in right)) this.#fail()
      predicate = { op, left: predicate, right: right.predicate }
    }
    return { predicate }
  }

  #condition(): Either {
    if (this.#accept('!')) {
      if (this.#isWord('exists')) return { predicate: { op: 'not', of: this.#exists() } }
      this.#expect('(')
      const of = this.#predicate()
      this.#expect(')')
      return { predicate: { op: 'not', of } }
    }
    if (this.#isWord('exists') && this.#isSign('(', 1)) return { predicate: this.#exists() }
    if (!this.#accept('(')) return this.#compared(this.#path())
    const inner = this.#either()
    this.#expect(')')
    if ('path' in inner) return this.#compared(this.#path(0, inner.path))
    if (!this.#accept('is')) return inner
    this.#expect('unknown')
    return { predicate: { op: 'unknown', of: inner.predicate } }
  }

  #exists(): Predicate {
    this.#expect('exists')
    this.#expect('(')
    const path = this.#path()
    this.#expect(')')
    return { op: 'exists', path }
  }

  /** A path beside another; alone it is one still. */
  #compared(left: Path): Either {
    if (this.#token.kind === 'sign' && COMPARED.has(this.#token.text)) {
      const sign = this.#token.text as Compared
      this.#next++
      return { predicate: { op: 'compare', sign, left, right: this.#path() } }
    }
    if (this.#accept('starts')) {
      this.#expect('with')
      if (this.#token.kind !== 'string' && this.#token.kind !== 'variable') this.#fail()
      return { predicate: { op: 'starts', whole: left, initial: this.#primary() } }
    }
    if (!this.#accept('like_regex')) return { path: left }
    const next = () => (this.#token.kind === 'string' ? this.#next++ : this.#fail())
    next()
    if (this.#accept('flag')) next()
    return { predicate: { op: 'regexp', path: left } }
  }
}
