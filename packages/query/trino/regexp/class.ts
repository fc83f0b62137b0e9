// What a regular expression says of one letter: classes, escapes, properties; as Trino's engine (Joni, Java's syntax) reads
// them, written for JavaScript's `v` flag.

export function invalid(message: string): never {
  throw new Error(`INVALID_FUNCTION_ARGUMENT: ${message}`)
}

/** What runs on Athena only. */
export function unsupported(what: string): never {
  throw new Error(
    `NOT_SUPPORTED_LOCALLY: the regular expression's ${what} runs on Athena only: write it with plain classes and groups`,
  )
}

/** Letters that without regard to case are more than one, or of ASCII: JavaScript decides otherwise of them. */
export const FOLDED = /[ßŉǰΐΰևẖ-ẚẞİſ\u212a\u1f50-\u1fff\ufb00-\ufb17]/u

export const DIGIT = '[0-9]'
/** Letters of ASCII, as for Java. */
export const SETS: Readonly<Record<string, string>> = {
  d: DIGIT,
  D: '[^0-9]',
  w: '[0-9A-Za-z_]',
  W: '[^0-9A-Za-z_]',
  s: '[\\t-\\r ]',
  S: '[^\\t-\\r ]',
}

export const CONTROLS: Readonly<Record<string, number>> = { t: 9, n: 10, v: 11, f: 12, r: 13, a: 7, e: 27 }

/** Letters that mean themselves after a backslash. */
export const PLAIN = /[hyRX]|[^A-Za-z0-9]/u

const SCRIPTS = /^(Latin|Greek|Cyrillic|Han|Hiragana|Katakana|Arabic|Hebrew|Thai|Hangul|Devanagari|Armenian|Georgian)$/i
const CATEGORY = /^(L[ultmo]?|M[nce]?|N[dlo]?|P[cdseifo]?|S[mcko]?|Z[slp]?)$/
const NAMED: Readonly<Record<string, string>> = {
  alpha: '\\p{Alphabetic}',
  digit: '\\p{Nd}',
  upper: '\\p{Uppercase}',
  lower: '\\p{Lowercase}',
  alnum: '[\\p{Alphabetic}\\p{Nd}]',
  space: '\\p{White_Space}',
  xdigit: '[0-9A-Fa-f]',
  ascii: '[\\0-\\x7f]',
}

/** `\p{…}` or `[:…:]`; in text whose case does not count, no property of case. */
export function readProperty(name: string, isCaseless: boolean): string {
  if (isCaseless && /^(L[ult]|upper|lower)$/i.test(name)) unsupported(`\\p{${name}} with (?i)`)
  if (name.startsWith('^')) invalid(`invalid character property name <${name}>`)
  if (CATEGORY.test(name)) return `\\p{${name}}`
  const known = NAMED[name.toLowerCase()]
  if (known !== undefined) return known
  if (SCRIPTS.test(name)) return `\\p{Script=${name[0]!.toUpperCase()}${name.slice(1).toLowerCase()}}`
  return unsupported(`\\p{${name}}`)
}

export function writeLetter(code: number): string {
  return `\\u{${code.toString(16)}}`
}

/** A place in a pattern's letters. */
export class Cursor {
  readonly letters: readonly string[]
  at = 0

  constructor(pattern: string) {
    this.letters = [...pattern]
  }

  get isDone(): boolean {
    return this.at >= this.letters.length
  }

  peek(ahead = 0): string {
    return this.letters[this.at + ahead] ?? ''
  }

  next(): string {
    return this.letters[this.at++] ?? ''
  }

  /** Whether the text stood there; it is passed by then. */
  take(text: string): boolean {
    if (this.letters.slice(this.at, this.at + text.length).join('') !== text) return false
    this.at += text.length
    return true
  }

  /** What stands before `end`, which is passed; undefined where it does not come. */
  until(end: string): string | undefined {
    const found = this.letters.indexOf(end, this.at)
    if (found < 0) return undefined
    const text = this.letters.slice(this.at, found).join('')
    this.at = found + 1
    return text
  }
}

/** A letter by its number, after `\x` or `\u`; undefined for another escape. */
export function readCode(cursor: Cursor, letter: string): number | undefined {
  if (letter !== 'x' && letter !== 'u') return undefined
  if (letter === 'x' && cursor.take('{')) {
    const hex = cursor.until('}') ?? ''
    return /^[0-9a-fA-F]{1,6}$/.test(hex) ? Number.parseInt(hex, 16) : unsupported('\\x{…}')
  }
  const most = letter === 'x' ? 2 : 4
  let hex = ''
  while (hex.length < most && /[0-9a-fA-F]/.test(cursor.peek())) hex += cursor.next()
  if (hex.length < most) unsupported(`\\${letter}`)
  return Number.parseInt(hex, 16)
}

interface Item {
  readonly code?: number
  readonly set?: string
}

/** A class after its opening bracket. */
export function readClass(cursor: Cursor, isCaseless: boolean): string {
  const negated = cursor.take('^') ? '^' : ''
  let [parts, sides] = [[] as string[], [] as string[]]
  let isFirst = true
  for (; ; isFirst = false) {
    if (cursor.isDone) invalid('premature end of char-class')
    if (cursor.peek() === ']' && isFirst && !cursor.letters.slice(cursor.at + 1).includes(']'))
      invalid('empty char-class')
    if (cursor.peek() === ']' && !isFirst) break
    if (cursor.take('&&')) {
      if (cursor.peek() === '&' || cursor.peek() === ']') unsupported('&&')
      sides.push(`[${parts.join('')}]`)
      parts = []
      continue
    }
    const first = readItem(cursor, isCaseless)
    if (first.code === undefined && cursor.peek() === '-' && cursor.peek(1) !== ']') unsupported('- after a class')
    if (cursor.peek() !== '-' || cursor.peek(1) === ']' || first.code === undefined) {
      parts.push(writeItem(first))
      continue
    }
    cursor.next()
    if (cursor.isDone) invalid('premature end of char-class')
    const last = readItem(cursor, isCaseless)
    if (last.code === undefined) invalid('char-class value at end of range')
    if (last.code! < first.code) invalid('empty range in char class')
    parts.push(`${writeLetter(first.code)}-${writeLetter(last.code!)}`)
  }
  cursor.next()
  sides.push(`[${parts.join('')}]`)
  const inner = sides.length === 1 ? parts.join('') : sides.join('&&')
  return `[${negated}${inner}]`
}

function writeItem({ code, set }: Item): string {
  return code === undefined ? set! : writeLetter(code)
}

function readItem(cursor: Cursor, isCaseless: boolean): Item {
  const letter = cursor.next()
  if (letter === '[') {
    if (!cursor.take(':')) return { set: readClass(cursor, isCaseless) }
    const name = cursor.until(':') ?? ''
    if (!cursor.take(']')) unsupported('[: in a class')
    if (!Object.hasOwn(NAMED, name)) unsupported(`[:${name}:]`)
    return { set: readProperty(name, isCaseless) }
  }
  if (letter !== '\\') return { code: letter.codePointAt(0)! }
  const escaped = cursor.next()
  if (escaped === '') invalid('end pattern at escape')
  const set = SETS[escaped]
  if (set !== undefined) return { set }
  if (escaped === 'b') return { code: 8 }
  const code = CONTROLS[escaped] ?? readCode(cursor, escaped)
  if (code !== undefined) return { code }
  if (escaped === 'p' || escaped === 'P') return { set: readBraced(cursor, escaped, isCaseless) }
  return PLAIN.test(escaped) ? { code: escaped.codePointAt(0)! } : unsupported(`\\${escaped} in a class`)
}

/** A property after `\p` or `\P`. */
export function readBraced(cursor: Cursor, letter: string, isCaseless: boolean): string {
  const name = cursor.take('{') ? cursor.until('}') : unsupported('\\p without braces')
  const set = readProperty(name ?? unsupported('\\p{'), isCaseless)
  return letter === 'p' ? set : `[^${set}]`
}
