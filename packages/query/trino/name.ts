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

/** The parts of a name with dots, lower case, without their quotes. */
export function splitName(text: string): string[] {
  return [...text.matchAll(/"((?:[^"]|"")+)"|[^\s.]+/g)].map(([part, quoted]) =>
    (quoted?.replaceAll('""', '"') ?? part).toLowerCase(),
  )
}

export function readNames(node: Parser.QualifiedNameContext): string[] {
  return node.identifier().map(readName)
}

/** The text of a string of the grammar's. */
export function readString(node: Node): string {
  const text = (node as Parser.StringContext).getText()
  if (!/^u&/i.test(text)) return text.slice(1, -1).replaceAll("''", "'")
  const [, body, written] = /^u&'((?:[^']|'')*)'(?:uescape'((?:[^']|'')*)')?$/is.exec(text) ?? []
  if (body === undefined) throw new TrinoError('SYNTAX_ERROR', placeOf(node), `expected a string, got ${text}`)
  return unescapeUnicode(body.replaceAll("''", "'"), readMark(written, node), node)
}

/** The letter that begins an escape. */
function readMark(written: string | undefined, node: Node): string {
  if (written === undefined) return '\\'
  if (written === '') throw new TrinoError('SYNTAX_ERROR', placeOf(node), 'Empty Unicode escape character')
  if (/^[!#-*,-/:-@G-`g-~]$/.test(written)) return written
  throw new TrinoError('SYNTAX_ERROR', placeOf(node), `Invalid Unicode escape character: ${written}`)
}

function unescapeUnicode(body: string, mark: string, node: Node): string {
  const fail = (words: string): never => {
    throw new TrinoError('SYNTAX_ERROR', placeOf(node), words)
  }
  let text = ''
  for (let i = 0; i < body.length; i++) {
    if (body[i] !== mark) {
      text += body[i]
      continue
    }
    const rest = body.slice(i + 1)
    if (rest[0] === mark) {
      text += mark
      i++
      continue
    }
    if (!/^(?:$|[+\da-f])/i.test(rest)) fail(`Invalid hexadecimal digit: ${rest[0]}`)
    const [all, plus, digits] = /^(\+?)([\da-f]*)/i.exec(rest)!
    const needed = plus === '+' ? 6 : 4
    if (digits!.length < needed) fail(`Incomplete escape sequence: ${digits}`)
    text += readEscape(digits!.slice(0, needed), fail)
    i += all!.length - (digits!.length - needed)
  }
  return text
}

function readEscape(digits: string, fail: (words: string) => never): string {
  const code = Number.parseInt(digits, 16)
  if (code > 0x10ffff) fail(`Invalid escaped character: ${digits}`)
  if (code < 0xd800 || code > 0xdfff) return String.fromCodePoint(code)
  return fail(`Invalid escaped character: ${digits}. Escaped character is a surrogate. Use '\\+123456' instead.`)
}
