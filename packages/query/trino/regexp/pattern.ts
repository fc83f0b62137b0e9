// Regular expressions as Trino's engine reads them, made JavaScript's. What JavaScript cannot say the same is refused.
import {
  CONTROLS,
  Cursor,
  FOLDED,
  invalid,
  PLAIN,
  readBraced,
  readClass,
  readCode,
  SETS,
  unsupported,
  writeLetter,
} from './class.ts'
import { type Flags, readFlags } from './flags.ts'
import { readQuantifier } from './quantifier.ts'

/** A pattern that is ready. */
export interface Pattern {
  readonly regexp: RegExp
  /** Of each of its groups, which of JavaScript's it is; the whole is the first. */
  readonly groups: readonly number[]
  readonly names: ReadonlyMap<string, number>
  /** Whether its groups hold what Trino's do: not where an earlier round of a loop may have left something in one. */
  readonly isExact: boolean
  readonly isCaseless: boolean
}

/** What \b takes for a word's letters: those of any script, though \w has ASCII's only. */
const WORD = '[\\p{Alphabetic}\\p{M}\\p{Nd}\\p{Pc}]'
const EDGE = `(?:(?<=${WORD})(?!${WORD})|(?<!${WORD})(?=${WORD}))`

const cache = new Map<string, Pattern>()

/** @throws Error in Trino's words for what is no pattern, NOT_SUPPORTED_LOCALLY for what JavaScript has not */
export function compilePattern(text: string): Pattern {
  const known = cache.get(text)
  if (known !== undefined) return known
  const pattern = new Reader(text).read()
  if (cache.size > 1000) cache.clear()
  cache.set(text, pattern)
  return pattern
}

class Reader {
  readonly #cursor: Cursor
  /** JavaScript's number of each group of the pattern. */
  readonly #groups: number[] = [0]
  readonly #names = new Map<string, number>()
  readonly #optional = new Set<number>()
  readonly #referred: number[] = []
  #opened = 0
  #unnamed = 0
  /** How many places could go another way. */
  #choices = 0
  #isExact = true
  #isCaseless = false
  #behind = 0

  constructor(text: string) {
    this.#cursor = new Cursor(text)
  }

  read(): Pattern {
    const js = this.#readBranches({ i: false, m: false, s: false, x: false })
    if (!this.#cursor.isDone) invalid('unmatched close parenthesis')
    if (this.#names.size > 0 && this.#unnamed > 0) unsupported('groups with and without names')
    for (const group of this.#referred) {
      if (group >= this.#groups.length) invalid('invalid backref number/name')
      if (this.#optional.has(group) || !this.#isExact) unsupported('reference to a group that may match nothing')
    }
    if (this.#isCaseless && FOLDED.test(this.#cursor.letters.join(''))) unsupported('(?i) with letters such as ß')
    const source = js.replace(/\\k<#(\d+)>/g, (_, group: string) => `(?:\\${this.#groups[Number(group)]})`)
    const [groups, names, isExact, isCaseless] = [this.#groups, this.#names, this.#isExact, this.#isCaseless]
    return { regexp: new RegExp(source, 'gv'), groups, names, isExact, isCaseless }
  }

  /** To the end of the group, or of all. */
  #readBranches(flags: Flags): string {
    const first = this.#groups.length
    const branches = [this.#readBranch(flags)]
    while (this.#cursor.take('|')) branches.push(this.#readBranch(flags))
    if (branches.length > 1) {
      this.#choices++
      this.#markOptional(first)
    }
    return branches.join('|')
  }

  #markOptional(first: number): void {
    for (let group = first; group < this.#groups.length; group++) this.#optional.add(group)
  }

  #readBranch(flags: Flags): string {
    let js = ''
    for (const cursor = this.#cursor; !cursor.isDone && cursor.peek() !== '|' && cursor.peek() !== ')'; ) {
      if (flags.x && /[\s#]/.test(cursor.peek())) {
        if (cursor.next() === '#') while (!cursor.isDone && cursor.next() !== '\n');
        continue
      }
      const [first, choices] = [this.#groups.length, this.#choices]
      const atom = this.#readAtom(flags)
      if (atom !== undefined) js += this.#readTimes(atom, first, choices, flags)
    }
    return js
  }

  #readTimes(atom: string, first: number, choices: number, flags: Flags): string {
    let js = atom
    for (let round = 0; ; round++) {
      if (flags.x && /\s/.test(this.#cursor.peek())) return js
      const times = readQuantifier(this.#cursor)
      if (times === undefined) return js
      if (/^(\^|\$|\(\?[=!<])/.test(js) || js === EDGE) unsupported('repeated anchor')
      const { least, most } = times
      if (this.#behind > 0 && least !== most) invalid('invalid pattern in look-behind')
      if (most > 1 && this.#groups.length > first) {
        // A group of a loop keeps what an earlier round found, which JavaScript forgets.
        const isOwn = this.#groups.length === first + 1 && /^\((?!\?)/.test(atom) && round === 0
        const isEmpty = new RegExp(`^(?:${stripReferences(js)})$`, 'v').test('')
        if (isEmpty || (this.#choices > choices && !isOwn)) this.#isExact = false
      }
      if (least === 0) this.#markOptional(first)
      if (least !== most) this.#choices++
      if (round > 0) js = `(?:${js})`
      js += times.js
      if (times.isPossessive) js = this.#writeAtomic(js, first)
    }
  }

  /** JavaScript has no atomic groups, but what it looked ahead to it does not take back. */
  #writeAtomic(js: string, first: number): string {
    // Groups within it are now within one of ours.
    this.#opened++
    for (let group = first; group < this.#groups.length; group++) this.#groups[group]!++
    const name = `atom${this.#opened}`
    return `(?=(?<${name}>${js}))\\k<${name}>`
  }

  /** Undefined for what matches nothing and stands for nothing: a comment. */
  #readAtom(flags: Flags): string | undefined {
    const cursor = this.#cursor
    const letter = cursor.next()
    if (letter === '(') return this.#readGroup(flags)
    if (letter === '[') return readClass(cursor, flags.i)
    if (letter === '.') return flags.s ? '[^]' : '[^\\n]'
    if (letter === '^') return flags.m ? '(?:^|(?<=\\n)(?!$))' : '^'
    if (letter === '$') return flags.m ? '(?=\\n|$)' : '(?=\\n?$)'
    if (letter === '*' || letter === '+' || letter === '?') invalid('target of repeat operator is not specified')
    if (letter === '{' && /^\d+(,\d*)?\}/.test(cursor.letters.slice(cursor.at).join(''))) {
      invalid('target of repeat operator is not specified')
    }
    return letter === '\\' ? this.#readEscape(flags) : writeLetter(letter.codePointAt(0)!)
  }

  #readEscape(flags: Flags): string | undefined {
    const cursor = this.#cursor
    const letter = cursor.next()
    if (letter === '') invalid('end pattern at escape')
    const set = SETS[letter]
    if (set !== undefined) return flags.i ? `(?-i:${set})` : set
    if (letter === 'b') return EDGE
    if (letter === 'B') return `(?!${EDGE})`
    if (letter === 'A') return '^'
    if (letter === 'z') return '$'
    if (letter === 'Z') return '(?=\\n?$)'
    if (letter === 'p' || letter === 'P') return readBraced(cursor, letter, flags.i)
    if (letter === 'Q') return this.#readQuoted()
    if (letter === 'k' && cursor.take('<')) {
      const name = cursor.until('>') ?? ''
      return this.#refer(this.#names.get(name) ?? invalid(`undefined name <${name}> reference`))
    }
    if (/[1-9]/.test(letter) && !/\d/.test(cursor.peek())) return this.#refer(Number(letter))
    const code = CONTROLS[letter] ?? readCode(cursor, letter)
    if (code !== undefined) return writeLetter(code)
    return PLAIN.test(letter) ? writeLetter(letter.codePointAt(0)!) : unsupported(`\\${letter}`)
  }

  #refer(group: number): string {
    this.#referred.push(group)
    return `\\k<#${group}>`
  }

  #readQuoted(): string | undefined {
    const cursor = this.#cursor
    let js = ''
    while (!cursor.isDone && !cursor.take('\\E')) js += writeLetter(cursor.next().codePointAt(0)!)
    if (/^[*+?{]/.test(cursor.peek())) unsupported('repeated \\Q…\\E')
    return js === '' ? undefined : js
  }

  #readGroup(flags: Flags): string | undefined {
    const cursor = this.#cursor
    if (!cursor.take('?')) {
      this.#unnamed++
      return this.#readCaptured(flags)
    }
    if (cursor.take('#')) {
      if (cursor.until(')') === undefined) invalid('end pattern in group')
      return undefined
    }
    for (const opening of [':', '=', '!', '<=', '<!']) {
      if (!cursor.take(opening)) continue
      const isBehind = opening.startsWith('<')
      const first = this.#groups.length
      if (isBehind) this.#behind++
      const inner = this.#close(this.#readBranches(flags))
      if (isBehind) this.#behind--
      if (opening !== ':' && this.#groups.length > first) unsupported('group in a look-around')
      return `(?${opening}${inner})`
    }
    if (cursor.take('>')) {
      const first = this.#groups.length
      return this.#writeAtomic(this.#close(this.#readBranches(flags)), first)
    }
    if (cursor.take('<')) {
      const name = cursor.until('>') ?? invalid('end pattern with unmatched parenthesis')
      if (!/^[A-Za-z_]\w*$/.test(name)) unsupported(`group <${name}>`)
      if (this.#names.has(name)) unsupported('two groups of one name')
      this.#names.set(name, this.#groups.length)
      return this.#readCaptured(flags)
    }
    return this.#readFlags(flags)
  }

  #readCaptured(flags: Flags): string {
    this.#groups.push(++this.#opened)
    return `(${this.#close(this.#readBranches(flags))})`
  }

  #close(js: string): string {
    return this.#cursor.take(')') ? js : invalid('end pattern with unmatched parenthesis')
  }

  /** Flags to the end of the group that they stand in, `(?i)`, or of their own, `(?i:…)`. */
  #readFlags(flags: Flags): string {
    const inner = readFlags(this.#cursor, flags)
    if (inner.i) this.#isCaseless = true
    const isOwn = this.#cursor.next() === ':'
    const js = isOwn ? this.#close(this.#readBranches(inner)) : this.#readBranches(inner)
    return `(?${inner.i === flags.i ? '' : inner.i ? 'i' : '-i'}:${js})`
  }
}

/** For a look at whether it matches nothing: as if what it refers to were nothing. */
function stripReferences(js: string): string {
  return js.replace(/\\k<[^>]+>/g, '')
}
