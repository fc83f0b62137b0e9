// What a regular expression is read with.
import { type Cursor, invalid } from './class.ts'

export interface Flags {
  /** Case does not count. */
  readonly i: boolean
  /** Lines have their own beginnings and ends. */
  readonly m: boolean
  /** A dot is any letter, the end of a line too. */
  readonly s: boolean
  /** Spaces and comments do not count. */
  readonly x: boolean
}

/** After `(?`, up to the `)` or `:` that follows. */
export function readFlags(cursor: Cursor, flags: Flags): Flags {
  const rest = cursor.letters.slice(cursor.at, cursor.at + 12).join('')
  const [, on, off = ''] = /^([imsx]*)(?:-([imsx]+))?[):]/.exec(rest) ?? []
  if (on === undefined) return invalid('undefined group option')
  cursor.at += on.length + (off === '' ? 0 : off.length + 1)
  const set = (name: keyof Flags) => (off.includes(name) ? false : on.includes(name) ? true : flags[name])
  return { i: set('i'), m: set('m'), s: set('s'), x: set('x') }
}
