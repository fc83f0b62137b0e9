// Regular expressions of every kind, on JavaScript's.
import type { Natives } from '../native.ts'
import { FOLDED, invalid, unsupported } from '../regexp/class.ts'
import { compilePattern, type Pattern } from '../regexp/pattern.ts'

function* find(pattern: Pattern, text: string, from = 0): Generator<RegExpExecArray> {
  const { regexp } = pattern
  if (pattern.isCaseless && FOLDED.test(text)) unsupported('(?i) over a text with letters such as ß')
  for (let at = from; at <= text.length; ) {
    regexp.lastIndex = at
    const match = regexp.exec(text)
    if (match === null) return
    const end = match.index + match[0].length
    // After an empty match the search goes on a letter later.
    at = match[0] === '' ? end + letterLength(text, end) : end
    yield match
  }
}

function letterLength(text: string, at: number): number {
  return (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1
}

function groupOf(pattern: Pattern, group: number): number {
  if (group > 0 && !pattern.isExact) unsupported('group within a loop')
  return pattern.groups[group]!
}

function checkGroup(pattern: Pattern, group: bigint): number {
  if (group < 0n) invalid('Group cannot be negative')
  const most = pattern.groups.length - 1
  if (group > BigInt(most)) invalid(`Pattern has ${most} groups. Cannot access group ${group}`)
  return groupOf(pattern, Number(group))
}

function isLike(text: string, regexp: string): boolean {
  return !find(compilePattern(regexp), text).next().done
}

function extract(text: string, regexp: string, group: bigint): string | null {
  const pattern = compilePattern(regexp)
  const number = checkGroup(pattern, group)
  const match = find(pattern, text).next().value as RegExpExecArray | undefined
  return match?.[number] ?? null
}

function extractAll(text: string, regexp: string, group: bigint): (string | null)[] {
  const pattern = compilePattern(regexp)
  const number = checkGroup(pattern, group)
  return Array.from(find(pattern, text), match => match[number] ?? null)
}

type Part = string | number

/** A replacement's text and groups (JavaScript's). @throws Error for one that Trino takes for none */
function readReplacement(text: string, pattern: Pattern): Part[] {
  const parts: Part[] = []
  const fail = (why = text) => invalid(`Illegal replacement sequence: ${why}`)
  for (let i = 0; i < text.length; i++) {
    const letter = text[i]!
    if (letter === '\\') {
      if (i + 1 === text.length) fail()
      parts.push(text[++i]!)
      continue
    }
    if (letter !== '$') {
      parts.push(letter)
      continue
    }
    const next = text[++i]
    if (next === '{') {
      const end = text.indexOf('}', i)
      const name = text.slice(i + 1, end < 0 ? undefined : end)
      const group = pattern.names.get(name) ?? fail(`unknown group { ${name} }`)
      parts.push(groupOf(pattern, group))
      i = end < 0 ? text.length : end
      continue
    }
    if (next === undefined || !/\d/.test(next)) fail()
    let group = Number(next)
    if (group >= pattern.groups.length) fail(`unknown group ${group}`)
    // As many digits as there are groups for.
    while (/\d/.test(text[i + 1] ?? '') && group * 10 + Number(text[i + 1]) < pattern.groups.length) {
      group = group * 10 + Number(text[++i])
    }
    parts.push(groupOf(pattern, group))
  }
  return parts
}

function replace(text: string, regexp: string, replacement: string): string {
  const pattern = compilePattern(regexp)
  let [result, end] = ['', 0]
  let parts: Part[] | undefined
  for (const match of find(pattern, text)) {
    // Only where something is replaced is the replacement read.
    parts ??= readReplacement(replacement, pattern)
    result += text.slice(end, match.index)
    for (const part of parts) result += typeof part === 'string' ? part : (match[part] ?? '')
    end = match.index + match[0].length
  }
  return result + text.slice(end)
}

function split(text: string, regexp: string): string[] {
  const parts: string[] = []
  let end = 0
  for (const match of find(compilePattern(regexp), text)) {
    parts.push(text.slice(end, match.index))
    end = match.index + match[0].length
  }
  return [...parts, text.slice(end)]
}

function count(text: string, regexp: string): bigint {
  return BigInt(Array.from(find(compilePattern(regexp), text)).length)
}

/** Where the n-th match from a place begins, or -1. */
function position(text: string, regexp: string, start: bigint, nth: bigint): bigint {
  const pattern = compilePattern(regexp)
  if (start < 1n) invalid('start position cannot be smaller than 1')
  if (nth < 1n) invalid('occurrence cannot be smaller than 1')
  const letters = [...text]
  if (start > BigInt(letters.length)) return -1n
  const from = letters.slice(0, Number(start) - 1).join('').length
  let left = nth
  for (const match of find(pattern, text, from))
    if (--left === 0n) return BigInt([...text.slice(0, match.index)].length + 1)
  return -1n
}

/** What stands between matches, and after the last one. */
const between = split

/** The groups of each match, all of them one after another; as many of each as the pattern has. */
function groups(text: string, regexp: string): (string | null)[] {
  const pattern = compilePattern(regexp)
  const numbers = pattern.groups.slice(1).map((_, i) => groupOf(pattern, i + 1))
  return Array.from(find(pattern, text)).flatMap(match => numbers.map(number => match[number] ?? null))
}

export const natives: Natives = {
  trino_regexp_like: { parameters: ['varchar', 'varchar'], returns: 'boolean', run: isLike },
  trino_regexp_extract: { parameters: ['varchar', 'varchar', 'bigint'], returns: 'varchar', run: extract },
  trino_regexp_extract_all: { parameters: ['varchar', 'varchar', 'bigint'], returns: 'varchar[]', run: extractAll },
  trino_regexp_replace: { parameters: ['varchar', 'varchar', 'varchar'], returns: 'varchar', run: replace },
  trino_regexp_split: { parameters: ['varchar', 'varchar'], returns: 'varchar[]', run: between },
  trino_regexp_groups: { parameters: ['varchar', 'varchar'], returns: 'varchar[]', run: groups },
  trino_regexp_count: { parameters: ['varchar', 'varchar'], returns: 'bigint', run: count },
  trino_regexp_position: { parameters: ['varchar', 'varchar', 'bigint', 'bigint'], returns: 'bigint', run: position },
}
