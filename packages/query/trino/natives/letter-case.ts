// Upper and lower case as Java 17 has them, letter by letter: ß stays ß.
import type { Natives } from '../native.ts'

/** Letters whose other case Unicode has only since version 14. */
const NEWER =
  /[\u019b\u0264\u1c89\u1c8a\u2c2f\u2c5f\ua7c0\ua7c1\ua7cb-\ua7dc\u{10570}-\u{105bc}\u{10d50}-\u{10d85}\u{16ea0}-\u{16ed3}]/u

/** Greek letters with an iota below, whose capital is the title case of one letter. */
const IOTA: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    [0x1f80, 0x1f90, 0x1fa0].flatMap(first =>
      [0, 1, 2, 3, 4, 5, 6, 7].map(i => [String.fromCodePoint(first + i), String.fromCodePoint(first + i + 8)]),
    ),
  ),
  '\u1fb3': '\u1fbc',
  '\u1fc3': '\u1fcc',
  '\u1ff3': '\u1ffc',
}

function change(letter: string, changed: string): string {
  return NEWER.test(letter) || changed.length > String.fromCodePoint(changed.codePointAt(0)!).length ? letter : changed
}

const upper = (text: string) =>
  Array.from(text, letter => IOTA[letter] ?? change(letter, letter.toUpperCase())).join('')

const lower = (text: string) =>
  Array.from(text, letter => (letter === '\u0130' ? 'i' : change(letter, letter.toLowerCase()))).join('')

export const natives: Natives = {
  trino_upper_letters: { parameters: ['varchar'], returns: 'varchar', run: upper },
  trino_lower_letters: { parameters: ['varchar'], returns: 'varchar', run: lower },
}

/** DuckDB's own for text of ASCII letters alone. */
export const macros: readonly string[] = ['upper', 'lower'].map(
  name => `trino_${name}(x) as case when strlen(x) = length(x) then ${name}(x) else trino_${name}_letters(x) end`,
)
