// What stands in WITH (…) of CREATE TABLE AS and UNLOAD: names with texts, numbers, truths or lists of texts.
import { lineAt, readTokens, type Token } from '../tokens.ts'
import { type Place, TrinoError } from './error.ts'

export type PropertyValue = string | number | boolean | readonly string[]

export interface Property {
  readonly name: string
  readonly value: PropertyValue
  readonly place: Place
}

/** `sql` is the whole statement, of which a part has the properties; they are between the brackets. */
export function readProperties(sql: string, from: number, to: number): Property[] {
  const tokens = readTokens(sql.slice(from, to)).map(token => ({ ...token, at: token.at + from }))
  const properties: Property[] = []
  let i = 0
  const take = (wanted: (token: Token) => boolean, what: string): Token => {
    const token = tokens[i++]
    if (token !== undefined && wanted(token)) return token
    const place = placeIn(sql, token?.at ?? to)
    throw new TrinoError('SYNTAX_ERROR', place, `mismatched input '${token?.text ?? ')'}'. Expecting: ${what}`)
  }
  const readText = () => unquote(take(({ kind }) => kind === 'string', '<string>').text)
  const readValue = (): PropertyValue => {
    const token = take(({ kind }) => kind !== 'symbol' && kind !== 'parameter', '<expression>')
    if (token.kind === 'string') return unquote(token.text)
    if (token.kind === 'number') return Number(token.text)
    if (token.text === 'true' || token.text === 'false') return token.text === 'true'
    if (token.text !== 'array') {
      throw new TrinoError('SYNTAX_ERROR', placeIn(sql, token.at), `expected a literal, got ${token.text}`)
    }
    take(({ text }) => text === '[', "'['")
    const texts: string[] = []
    while (tokens[i]?.text !== ']') {
      if (texts.length > 0) take(({ text }) => text === ',', "','")
      texts.push(readText())
    }
    i++
    return texts
  }
  while (i < tokens.length) {
    if (properties.length > 0) take(({ text }) => text === ',', "',', ')'")
    const token = take(({ kind }) => kind === 'word' || kind === 'quoted', '<identifier>')
    const name = token.kind === 'quoted' ? token.text.slice(1, -1).toLowerCase() : token.text
    const place = placeIn(sql, token.at)
    if (properties.some(each => each.name === name)) {
      throw new TrinoError('DUPLICATE_PROPERTY', place, `Duplicate property: ${name}`)
    }
    take(({ text }) => text === '=', "'='")
    properties.push({ name, value: readValue(), place })
  }
  return properties
}

/** Where something begins in a text, by its offset. */
export function placeIn(sql: string, at: number): Place {
  return { line: Number(lineAt(sql, at).slice('line '.length)), column: at - sql.lastIndexOf('\n', at - 1) }
}

export function unquote(text: string): string {
  return text.slice(1, -1).replaceAll("''", "'")
}
