/** The known word a mistyped one most likely meant, or undefined when none is close. */
export function nearest(typed: string, known: Iterable<string>): string | undefined {
  let best: string | undefined
  let least = Math.max(1, Math.floor(typed.length / 3)) + 1
  for (const word of known) {
    const distance = word.startsWith(typed) && typed.length > 1 ? 0.5 : edits(typed, word)
    if (distance < least) [best, least] = [word, distance]
  }
  return best
}

/** Levenshtein's distance, where two neighbours swapped count as one edit. */
function edits(a: string, b: string): number {
  const row = (length: number) => new Array<number>(length).fill(0)
  let before = row(b.length + 1)
  let last = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const next = row(b.length + 1)
    next[0] = i
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1]
      next[j] = Math.min(last[j]! + 1, next[j - 1]! + 1, last[j - 1]! + (same ? 0 : 1))
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
      if (swapped) next[j] = Math.min(next[j]!, before[j - 2]! + 1)
    }
    ;[before, last] = [last, next]
  }
  return last[b.length]!
}
