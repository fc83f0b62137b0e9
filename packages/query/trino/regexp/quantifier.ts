// How often a part of a regular expression comes.
import { type Cursor, invalid, unsupported } from './class.ts'

export interface Quantifier {
  readonly least: number
  readonly most: number
  /** As JavaScript has it, but for what it does not have: possessive ones. */
  readonly js: string
  readonly isPossessive: boolean
}

const MOST_TIMES = 100_000

/** Undefined where none stands. */
export function readQuantifier(cursor: Cursor): Quantifier | undefined {
  const letter = cursor.peek()
  let [least, most] = [letter === '+' ? 1 : 0, letter === '?' ? 1 : Infinity]
  let js = letter
  if (letter === '{') {
    const [whole, from, comma, to] =
      /^\{(\d+)(,?)(\d*)\}/.exec(cursor.letters.slice(cursor.at, cursor.at + 20).join('')) ?? []
    if (whole === undefined) return undefined
    least = Number(from)
    most = comma === '' ? least : to === '' ? Infinity : Number(to)
    if (least > MOST_TIMES || (most !== Infinity && most > MOST_TIMES)) invalid('too big number for repeat range')
    if (most < least) invalid('upper is smaller than lower in repeat range')
    cursor.at += whole.length
    js = whole
  } else if (letter === '*' || letter === '+' || letter === '?') cursor.next()
  else return undefined
  if (cursor.take('+')) return { least, most, js, isPossessive: true }
  if (!cursor.take('?')) return { least, most, js, isPossessive: false }
  if (letter === '{' && least === most) unsupported('{n}?')
  return { least, most, js: `${js}?`, isPossessive: false }
}
