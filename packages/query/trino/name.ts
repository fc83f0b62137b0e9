// Names as a statement writes them: case says nothing, in quotes or not.
import { type Node, placeOf, TrinoError } from './error.ts'
import type { Parser } from './grammar.ts'

/** In lower case, as Trino compares it. @throws TrinoError for `x` in backquotes */
export function readName(node: Parser.IdentifierContext): string {
  return spell(node).toLowerCase()
}

/** As it is written, without its quotes. */
export function spell(node: Parser.IdentifierContext): string {
  const text = node.getText()
  if (text.startsWith('"')) return text.slice(1, -1).replaceAll('""', '"')
  if (text.startsWith('`')) {
    throw new TrinoError(
      'SYNTAX_ERROR',
      placeOf(node),
      'backquoted identifiers are not supported; use double quotes to quote identifiers',
    )
  }
  if (/^\d/.test(text)) {
    throw new TrinoError(
      'SYNTAX_ERROR',
      placeOf(node),
      'identifiers must not start with a digit; surround the identifier with double quotes',
    )
  }
  return text
}

export function readNames(node: Parser.QualifiedNameContext): string[] {
  return node.identifier().map(readName)
}

/** The text of a string of the grammar's. */
export function readString(node: Node): string {
  const text = (node as Parser.StringContext).getText()
  if (!/^u&/i.test(text)) return text.slice(1, -1).replaceAll("''", "'")
  const [, body, mark = '\\'] = /^u&'((?:[^']|'')*)'(?:uescape'(.)')?$/is.exec(text) ?? []
  if (body === undefined) throw new TrinoError('SYNTAX_ERROR', placeOf(node), `expected a string, got ${text}`)
  return unescapeUnicode(body.replaceAll("''", "'"), mark, node)
}

function unescapeUnicode(body: string, mark: string, node: Node): string {
  let text = ''
  for (let i = 0; i < body.length; i++) {
    if (body[i] !== mark) text += body[i]
    else if (body[i + 1] === mark) {
      text += mark
      i++
    } else {
      const [all, six, four] = /^(?:\+([0-9a-f]{6})|([0-9a-f]{4}))/i.exec(body.slice(i + 1)) ?? []
      if (all === undefined)
        throw new TrinoError('SYNTAX_ERROR', placeOf(node), `Incomplete escape sequence: ${body.slice(i + 1)}`)
      text += String.fromCodePoint(Number.parseInt(six ?? four!, 16))
      i += all.length
    }
  }
  return text
}
