// How alike two texts are, and how they sound.
import type { Natives } from '../native.ts'

function levenshtein(one: string, other: string): bigint {
  const [long, short] = [[...one], [...other]].sort((a, b) => b.length - a.length) as [string[], string[]]
  if (short.length === 0) return BigInt(long.length)
  if (long.length * (short.length - 1) > 1_000_000) {
    throw new Error('INVALID_FUNCTION_ARGUMENT: The combined inputs for Levenshtein distance are too large')
  }
  let row = Array.from({ length: short.length + 1 }, (_, i) => i)
  for (const [i, letter] of long.entries()) {
    const next = [i + 1]
    for (const [j, against] of short.entries()) {
      next.push(letter === against ? row[j]! : Math.min(next[j]!, row[j]!, row[j + 1]!) + 1)
    }
    row = next
  }
  return BigInt(row.at(-1)!)
}

function hamming(one: string, other: string): bigint {
  const [left, right] = [[...one], [...other]]
  if (left.length !== right.length) {
    throw new Error(
      'INVALID_FUNCTION_ARGUMENT: The input strings to hamming_distance function must have the same length',
    )
  }
  return BigInt(left.filter((letter, i) => letter !== right[i]).length)
}

/** The code of each letter of A–Z; H and W are as if they were not there. */
const SOUNDS = '01230120022455012623010202'

function soundex(text: string): string {
  const letters = [...text.toUpperCase()].filter(letter => /\p{L}/u.test(letter))
  if (letters.length === 0) return ''
  const soundOf = (letter: string) => {
    const sound = SOUNDS[letter.charCodeAt(0) - 65]
    if (sound !== undefined && letter.length === 1) return sound
    throw new Error(
      `INVALID_FUNCTION_ARGUMENT: The character is not mapped: ${letter} (index=${letter.charCodeAt(0) - 65})`,
    )
  }
  let code = letters[0]!
  let last = soundOf(letters[0]!)
  for (const letter of letters.slice(1)) {
    if (code.length === 4) break
    if (letter === 'H' || letter === 'W') continue
    const sound = soundOf(letter)
    if (sound !== '0' && sound !== last) code += sound
    last = sound
  }
  return code.padEnd(4, '0')
}

export const natives: Natives = {
  trino_levenshtein_distance: { parameters: ['varchar', 'varchar'], returns: 'bigint', run: levenshtein },
  trino_hamming_distance: { parameters: ['varchar', 'varchar'], returns: 'bigint', run: hamming },
  trino_soundex: { parameters: ['varchar'], returns: 'varchar', run: soundex },
}
