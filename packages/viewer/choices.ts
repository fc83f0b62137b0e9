// What a saved query's parameter can be, as far as its SQL says it.
import type { Field } from '@clickstream/events/field'
import { events } from '@clickstream/events/tables'
import type { SavedQuery } from '@clickstream/query/library'
import { readTokens, type Token } from '@clickstream/query/tokens'

export interface Choices {
  readonly values: readonly string[]
  /** Another value finds nothing. */
  readonly isClosed: boolean
}

const fields: readonly Field[] = events.fields

/**
 * By parameter: `? in ('a', 'b')` is all there is; `? = 'all'`, `case ? when 'a'` and a comparison with a column that has
 * a list of values are some of it. The default belongs to it.
 */
export function findChoices(query: SavedQuery): ReadonlyMap<string, Choices> {
  const tokens = readTokens(query.sql)
  const found = new Map<string, { values: Set<string>; isClosed: boolean }>()
  let position = 0
  tokens.forEach((token, i) => {
    if (token.kind !== 'parameter') return
    const name = query.positions[position++]!
    const choices = found.get(name) ?? { values: new Set(), isClosed: false }
    found.set(name, choices)
    const list = readList(tokens, i + 1)
    for (const value of list ?? []) choices.values.add(value)
    choices.isClosed ||= list !== undefined
    for (const value of [...readCase(tokens, i), ...readEqual(tokens, i)]) choices.values.add(value)
  })
  return new Map(
    query.parameters.map(({ name, type, default: standard }) => {
      const { values, isClosed } = found.get(name) ?? { values: new Set<string>(), isClosed: false }
      if (type !== 'string') return [name, { values: [], isClosed: false }]
      // `traffic` may be compared with what is made of the column.
      for (const value of values.has('all') ? valuesOf(name) : []) values.add(value)
      if (values.size > 0 && standard !== null) values.add(standard)
      return [name, { values: [...values], isClosed }]
    }),
  )
}

/** `in ('a', 'b')` */
function readList(tokens: readonly Token[], at: number): string[] | undefined {
  if (tokens[at]?.text !== 'in' || tokens[at + 1]?.text !== '(') return undefined
  const values: string[] = []
  for (let i = at + 2; i < tokens.length; i += 2) {
    const value = stringOf(tokens[i])
    if (value === undefined) return undefined
    values.push(value)
    if (tokens[i + 1]?.text === ')') return values
  }
  return undefined
}

/** `case ? when 'a' then … when 'b' then … end` */
function readCase(tokens: readonly Token[], at: number): string[] {
  if (tokens[at - 1]?.text !== 'case') return []
  const values: string[] = []
  let depth = 1
  for (let i = at + 1; i < tokens.length && depth > 0; i++) {
    const { text } = tokens[i]!
    if (text === 'case') depth++
    else if (text === 'end') depth--
    else if (text === 'when' && depth === 1) {
      const value = stringOf(tokens[i + 1])
      if (value !== undefined) values.push(value)
    }
  }
  return values
}

/** `? = 'all'`, or `traffic = ?` */
function readEqual(tokens: readonly Token[], at: number): readonly string[] {
  if (tokens[at + 1]?.text === '=') {
    const value = stringOf(tokens[at + 2])
    return value === undefined ? [] : [value]
  }
  const before = tokens[at - 2]
  return tokens[at - 1]?.text === '=' && before?.kind === 'word' ? valuesOf(before.text) : []
}

function valuesOf(name: string): readonly string[] {
  return fields.find(field => field.name === name)?.values ?? []
}

function stringOf(token: Token | undefined): string | undefined {
  return token?.kind === 'string' ? token.text.slice(1, -1).replaceAll("''", "'") : undefined
}
