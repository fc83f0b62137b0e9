// What Athena hands to Hive to change a table's partitions: told by its words, for no grammar of Trino's has them.
import { readTokens, type Token } from '../tokens.ts'
import { type Place, Refusal, TrinoError } from './error.ts'
import { splitName } from './name.ts'
import { placeIn, unquote } from './properties.ts'
import { isOwnPlace } from './tables.ts'

/** Values by column, in lower case, as they are written. */
export interface Spec {
  readonly values: Readonly<Record<string, string>>
  /** Where its files are, as the statement has it. */
  readonly location: string | null
}

export type Alteration =
  | {
      readonly kind: 'add partitions'
      readonly name: string
      readonly isOptional: boolean
      readonly specs: readonly Spec[]
    }
  | {
      readonly kind: 'drop partitions'
      readonly name: string
      readonly isOptional: boolean
      readonly specs: readonly Spec[]
    }
  | { readonly kind: 'repair table'; readonly name: string }

/** @throws Refusal, TrinoError; undefined for a statement of another kind */
export function readAlteration(sql: string): Alteration | undefined {
  if (!/^(?:\s|--[^\n]*\n|\/\*[\s\S]*?\*\/)*(?:alter|msck)\b/i.test(sql)) return undefined
  const text = sql.replaceAll('`', '"')
  const tokens = readTokens(text)
  while (tokens.at(-1)?.text === ';') tokens.pop()
  return new Reader(text, tokens).read()
}

class Reader {
  readonly #sql: string
  readonly #tokens: readonly Token[]
  #at = 0

  constructor(sql: string, tokens: readonly Token[]) {
    this.#sql = sql
    this.#tokens = tokens
  }

  read(): Alteration {
    const isRepair = this.#skip('msck')
    if (isRepair) this.#take('repair')
    else this.#take('alter')
    this.#take('table')
    const name = this.#readName()
    if (isRepair) {
      this.#end()
      return { kind: 'repair table', name }
    }
    const isAdding = this.#skip('add')
    if (!isAdding && !this.#skip('drop')) this.#refuse()
    const isOptional = this.#skip('if')
    if (isOptional) {
      if (isAdding) this.#take('not')
      this.#take('exists')
    }
    if (this.#peek() !== 'partition') this.#refuse()
    const specs: Spec[] = []
    while (this.#at < this.#tokens.length) {
      if (specs.length > 0) this.#skip(',')
      this.#take('partition')
      const values = this.#readValues()
      const hasLocation = isAdding && this.#skip('location')
      specs.push({ values, location: hasLocation ? this.#readText() : null })
    }
    return { kind: isAdding ? 'add partitions' : 'drop partitions', name, isOptional, specs }
  }

  #readValues(): Record<string, string> {
    const values: Record<string, string> = {}
    this.#take('(')
    do {
      const column = this.#next()
      if (column.kind !== 'word' && column.kind !== 'quoted') this.#miss(column, "a partition's column")
      this.#take('=')
      const sign = this.#skip('-') ? '-' : ''
      const value = this.#next()
      if (value.kind !== 'string' && value.kind !== 'number') this.#miss(value, "a partition's value")
      const name = splitName(column.text)[0]!
      if (Object.hasOwn(values, name)) this.#miss(column, 'each column once')
      values[name] = value.kind === 'string' ? unquote(value.text) : sign + value.text
    } while (this.#skip(','))
    this.#take(')')
    return values
  }

  #readName(): string {
    let text = this.#next().text
    while (this.#skip('.')) text += `.${this.#next().text}`
    const names = splitName(text)
    if (names.length > 1 && !isOwnPlace(names.slice(0, -1)))
      throw new TrinoError('SCHEMA_NOT_FOUND', this.#start(), `Schema '${names.at(-2)}' does not exist`)
    return names.at(-1)!
  }

  #readText(): string {
    const token = this.#next()
    if (token.kind !== 'string') this.#miss(token, 'a text')
    return unquote(token.text)
  }

  #peek(): string | undefined {
    return this.#tokens[this.#at]?.text
  }

  #skip(text: string): boolean {
    if (this.#peek() !== text) return false
    this.#at++
    return true
  }

  #next(): Token {
    const token = this.#tokens[this.#at++]
    if (token === undefined) throw new TrinoError('SYNTAX_ERROR', this.#start(), 'the statement ends too early')
    return token
  }

  #take(text: string): void {
    const token = this.#next()
    if (token.text !== text) this.#miss(token, text.toUpperCase())
  }

  #end(): void {
    const token = this.#tokens[this.#at]
    if (token !== undefined) this.#miss(token, 'the end')
  }

  #miss(token: Token, wanted: string): never {
    throw new TrinoError('SYNTAX_ERROR', placeIn(this.#sql, token.at), `expected ${wanted}, got ${token.text}`)
  }

  #refuse(): never {
    throw new Refusal(this.#start(), 'ALTER TABLE', 'here it may ADD and DROP a PARTITION: make the table anew')
  }

  #start(): Place {
    return placeIn(this.#sql, this.#tokens[0]!.at)
  }
}
