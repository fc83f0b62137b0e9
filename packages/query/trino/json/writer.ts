// JSON as Trino writes it: no spaces, fractions as Java's doubles.
import { writeJavaDouble } from '../natives/number-text.ts'
import { entriesOf, type Json } from './reader.ts'

const SHORT: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
}

/** Letters beyond 16 bits are written as two escapes, but where Trino shows a tree of Jackson's. */
export function writeString(text: string, isTree = false): string {
  const escaped = text.replace(/["\\\0-\x1f]/g, letter => {
    return SHORT[letter] ?? `\\u${letter.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`
  })
  if (isTree) return `"${escaped}"`
  return `"${escaped.replace(/[\ud800-\udfff]/g, half => `\\u${half.charCodeAt(0).toString(16).toUpperCase()}`)}"`
}

export function writeNumber(text: string): string {
  if (/^-?[0-9]+$/.test(text)) return text === '-0' ? '0' : text
  const value = Number(text)
  return Number.isFinite(value) ? writeJavaDouble(value) : `"${value}"`
}

/** `tree` is as `last`, but for letters beyond 16 bits. */
export type Order = 'as read' | 'sorted' | 'last' | 'tree'

/** In their order, or sorted by key; but as read, the last of two alike counts. */
export function writeJson(json: Json, order: Order): string {
  switch (json.kind) {
    case 'object': {
      const known = orderEntries(json, order)
      return `{${known.map(([key, value]) => `${writeString(key, order === 'tree')}:${writeJson(value, order)}`).join(',')}}`
    }
    case 'array':
      return `[${json.items.map(item => writeJson(item, order)).join(',')}]`
    case 'string':
      return writeString(json.text, order === 'tree')
    case 'number':
      return writeNumber(json.text)
    default:
      return json.kind
  }
}

function orderEntries(json: Extract<Json, { kind: 'object' }>, order: Order): typeof json.entries {
  if (order === 'as read') return json.entries
  const last = entriesOf(json)
  return order === 'sorted' ? [...last].sort(([a], [b]) => (a < b ? -1 : 1)) : last
}
