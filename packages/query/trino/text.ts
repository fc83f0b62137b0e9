// A statement's text, and the parts of it that are statements of their own.
import { type Node, type Place, placeOf, TrinoError } from './error.ts'
import type { ParserRuleContext } from './grammar.ts'
import { splitName } from './name.ts'
import { isOwnPlace } from './tables.ts'

/** As it was written. */
export function textOf(node: ParserRuleContext, sql: string): string {
  return sql.slice(offsetOf(node.start!.start, sql), offsetOf(node.stop!.stop + 1, sql))
}

/** The grammar counts letters, not UTF-16. */
export function offsetOf(letter: number, sql: string): number {
  return /[\ud800-\udfff]/.test(sql) ? [...sql].slice(0, letter).join('').length : letter
}

/** The text of a statement within another, so that what is wrong with it has its place there. */
export function pad(text: string, { line, column }: Place): string {
  return `${'\n'.repeat(line - 1)}${' '.repeat(column - 1)}${text}`
}

/** The name alone of what is in the lake's own database. */
export function readOwnName(text: string, node: Node): string {
  const names = splitName(text)
  if (names.length > 1 && !isOwnPlace(names.slice(0, -1))) {
    throw new TrinoError('SCHEMA_NOT_FOUND', placeOf(node), `Schema '${names.at(-2)}' does not exist`)
  }
  return names.at(-1)!
}
