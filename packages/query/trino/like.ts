// LIKE, with and without ESCAPE.
import { type Expression, quoteText } from './expression.ts'
import { boolean } from './type.ts'

const MUST_FOLLOW = "Escape character must be followed by '%', '_' or the escape character itself"

/** All are texts. */
export function like(value: Expression, pattern: Expression, mark: Expression | undefined): Expression {
  const text = value.type.kind === 'char' ? `rpad(${value.sql}, ${value.type.length}, ' ')` : value.sql
  if (mark === undefined) return { sql: `(${text} like ${pattern.sql})`, type: boolean }
  if (pattern.literal === undefined || mark.literal === undefined)
    return withEscape(text, `trino_like_pattern(${pattern.sql}, ${mark.sql})`)
  try {
    return withEscape(text, quoteText(readPattern(pattern.literal, mark.literal)))
  } catch {
    // Only rows make it an error.
    return withEscape(text, `trino_like_pattern(${pattern.sql}, ${mark.sql})`)
  }
}

function withEscape(text: string, pattern: string): Expression {
  return { sql: `like_escape(${text}, ${pattern}, '\\')`, type: boolean }
}

/**
 * A pattern whose escape is a backslash, out of one with any.
 * @throws Error in Trino's words
 */
export function readPattern(pattern: string, mark: string): string {
  if (mark.length !== 1) throw new Error('INVALID_FUNCTION_ARGUMENT: Escape string must be a single character')
  let read = ''
  for (let i = 0; i < pattern.length; i++) {
    const letter = pattern[i]!
    if (letter !== mark) {
      read += letter === '\\' ? '\\\\' : letter
      continue
    }
    const next = pattern[++i]
    if (next === undefined || !['%', '_', mark].includes(next))
      throw new Error(`INVALID_FUNCTION_ARGUMENT: ${MUST_FOLLOW}`)
    read += ['%', '_', '\\'].includes(next) ? `\\${next}` : next
  }
  return read
}
