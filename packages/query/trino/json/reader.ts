// JSON as Trino's reader goes through it: strictly, and no further than it must.

export type Json =
  | { readonly kind: 'object'; readonly entries: readonly (readonly [string, Json])[] }
  | { readonly kind: 'array'; readonly items: readonly Json[] }
  | { readonly kind: 'string'; readonly text: string }
  /** As it stands. */
  | { readonly kind: 'number'; readonly text: string }
  | { readonly kind: 'true' | 'false' | 'null' }

type JsonObject = Extract<Json, { kind: 'object' }>

/** What a key stands for: the last of it counts. */
export function memberOf({ entries }: JsonObject, key: string): Json | undefined {
  for (let i = entries.length - 1; i >= 0; i--) if (entries[i]![0] === key) return entries[i]![1]
  return undefined
}

/** Each key once: where it is first, what it says last. */
export function entriesOf({ entries }: JsonObject): JsonObject['entries'] {
  const last = new Map(entries)
  return last.size === entries.length ? entries : [...last]
}

/** Text that is no JSON. */
export class NoJson extends Error {}

const NUMBER = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y
const PLAIN = /[^"\\\0-\x1f]*/y
const SPACE = /[ \t\r\n]*/y
const ESCAPES: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
}
const DEEPEST = 1000

export class JsonReader {
  readonly #text: string
  #at = 0
  #depth = 0

  constructor(text: string) {
    this.#text = text
    this.#take(SPACE)
  }

  #take(pattern: RegExp): string {
    pattern.lastIndex = this.#at
    const found = pattern.exec(this.#text)?.[0] ?? ''
    this.#at += found.length
    return found
  }

  /** The letter that comes; empty at the end. */
  get next(): string {
    return this.#text[this.#at] ?? ''
  }

  /** Whether it came; it is passed by then, with the space behind it. */
  accept(letter: string): boolean {
    if (this.next !== letter) return false
    this.#at++
    this.#take(SPACE)
    return true
  }

  expect(letter: string): void {
    if (!this.accept(letter)) throw new NoJson()
  }

  /** A value, all of it. */
  read(): Json {
    if (++this.#depth > DEEPEST) throw new NoJson()
    const value = this.#read()
    this.#depth--
    this.#take(SPACE)
    return value
  }

  /** The only value there is. */
  readAll(): Json {
    const value = this.read()
    if (this.#at < this.#text.length) throw new NoJson()
    return value
  }

  #read(): Json {
    switch (this.next) {
      case '{': {
        const entries: [string, Json][] = []
        for (const key of this.eachKey()) entries.push([key, this.read()])
        return { kind: 'object', entries }
      }
      case '[': {
        const items: Json[] = []
        for (const _ of this.eachIndex()) items.push(this.read())
        return { kind: 'array', items }
      }
      case '"':
        return { kind: 'string', text: this.#readString() }
      default:
        return this.#readWord()
    }
  }

  #readWord(): Json {
    for (const kind of ['true', 'false', 'null'] as const) {
      if (!this.#text.startsWith(kind, this.#at)) continue
      this.#at += kind.length
      if (/[\w$]/.test(this.next)) throw new NoJson()
      return { kind }
    }
    const text = this.#take(NUMBER)
    if (text === '' || /[0-9.eE]/.test(this.next)) throw new NoJson()
    return { kind: 'number', text }
  }

  /** What is in it has to be read before the next is asked for. */
  *eachKey(): Generator<string> {
    this.expect('{')
    if (this.accept('}')) return
    do {
      if (this.next !== '"') throw new NoJson()
      const key = this.#readString()
      this.#take(SPACE)
      this.expect(':')
      yield key
    } while (this.accept(','))
    this.expect('}')
  }

  *eachIndex(): Generator<number> {
    this.expect('[')
    if (this.accept(']')) return
    let index = 0
    do yield index++
    while (this.accept(','))
    this.expect(']')
  }

  #readString(): string {
    this.#at++
    let text = this.#take(PLAIN)
    while (this.next === '\\') {
      this.#at++
      text += this.#readEscape() + this.#take(PLAIN)
    }
    if (this.next !== '"') throw new NoJson()
    this.#at++
    // Half of a pair is no letter of UTF-8.
    return text.isWellFormed() ? text : text.replace(/\p{Surrogate}/gu, '?')
  }

  #readEscape(): string {
    const letter = this.#text[this.#at++] ?? ''
    const plain = ESCAPES[letter]
    if (plain !== undefined) return plain
    const hex = this.#text.slice(this.#at, this.#at + 4)
    if (letter !== 'u' || !/^[0-9a-fA-F]{4}$/.test(hex)) throw new NoJson()
    this.#at += 4
    return String.fromCharCode(Number.parseInt(hex, 16))
  }
}

/** What `read` makes of it, or `otherwise` where it is no JSON. */
export function attempt<T>(otherwise: () => T, read: () => T): T {
  try {
    return read()
  } catch (error) {
    if (error instanceof NoJson) return otherwise()
    throw error
  }
}
