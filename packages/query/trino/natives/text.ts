// Functions over text that DuckDB has not, or has otherwise: code points where DuckDB counts bytes or graphemes.
import { readPattern } from '../like.ts'
import type { Natives, NativeType, NativeValue } from '../native.ts'

function invalid(message: string): never {
  throw new Error(`INVALID_FUNCTION_ARGUMENT: ${message}`)
}

function chr(code: bigint): string {
  const isOne = code >= 0n && code <= 0x10ffffn && !(code >= 0xd800n && code <= 0xdfffn)
  return isOne ? String.fromCodePoint(Number(code)) : invalid(`Not a valid Unicode code point: ${code}`)
}

function codepoint(text: string): bigint {
  const code = text.codePointAt(0)
  if (code === undefined || text.length !== String.fromCodePoint(code).length) {
    invalid('Input string must be a single character string')
  }
  return BigInt(code!)
}

/** Where the n-th time begins; from the end for a negative n: there, Trino counts UTF-16 units. */
function strpos(text: string, part: string, nth: bigint): bigint {
  if (nth === 0n) invalid("'instance' must be a positive or negative number.")
  if (part === '') return 1n
  let at = nth > 0n ? -1 : text.length
  for (let left = nth > 0n ? nth : -nth; left > 0n; left--) {
    // lastIndexOf would take a negative start for the first letter.
    at = nth > 0n ? text.indexOf(part, at + 1) : at === 0 ? -1 : text.lastIndexOf(part, at - 1)
    if (at < 0) return 0n
  }
  return BigInt(nth > 0n ? [...text.slice(0, at)].length + 1 : at + 1)
}

function split(text: string, delimiter: string, limit: bigint | null): string[] {
  if (limit !== null && limit <= 0n) invalid('Limit must be positive')
  if (limit !== null && limit > 2147483647n) invalid('Limit is too large')
  if (delimiter === '') invalid('The delimiter may not be the empty string')
  const parts = text.split(delimiter)
  if (limit === null || BigInt(parts.length) <= limit) return parts
  const kept = Number(limit) - 1
  return [...parts.slice(0, kept), parts.slice(kept).join(delimiter)]
}

function splitPart(text: string, delimiter: string, index: bigint): string | null {
  if (index <= 0n) invalid('Index must be greater than zero')
  return (delimiter === '' ? [...text] : text.split(delimiter))[Number(index) - 1] ?? null
}

function checkDelimiters(entry: string, keyValue: string): void {
  if (entry === '') invalid('entryDelimiter is empty')
  if (keyValue === '') invalid('keyValueDelimiter is empty')
  if (entry === keyValue) invalid('entryDelimiter and keyValueDelimiter must not be the same')
}

function readEntries(text: string, entry: string, keyValue: string, quote: string): [string, string][] {
  checkDelimiters(entry, keyValue)
  const pairs = text.split(entry)
  // What is after the last delimiter is no pair where nothing is.
  if (pairs.at(-1) === '') pairs.pop()
  return pairs.map(pair => {
    const parts = pair.split(keyValue)
    if (parts.length !== 2) {
      invalid(`Key-value delimiter must appear exactly once in each entry. Bad input: ${quote}${pair}${quote}`)
    }
    return parts as [string, string]
  })
}

/** All keys, then all values. */
function splitToMap(text: string, entry: string, keyValue: string): string[] {
  const map = new Map<string, string>()
  for (const [key, value] of readEntries(text, entry, keyValue, "'")) {
    if (map.has(key)) invalid(`Duplicate keys (${key}) are not allowed`)
    map.set(key, value)
  }
  return [...map.keys(), ...map.values()]
}

/** As JSON: the keys, and the values of each. */
function splitToMultimap(text: string, entry: string, keyValue: string): string {
  const map = new Map<string, string[]>()
  for (const [key, value] of readEntries(text, entry, keyValue, '')) map.set(key, [...(map.get(key) ?? []), value])
  return JSON.stringify({ k: [...map.keys()], v: [...map.values()] })
}

function normalize(text: string, form: string): string {
  if (!['NFD', 'NFC', 'NFKD', 'NFKC'].includes(form)) {
    invalid('Normalization form must be one of [NFD, NFC, NFKD, NFKC]')
  }
  return text.normalize(form)
}

function translate(text: string, from: string, to: string): string {
  const targets = [...to]
  const map = new Map<string, string>()
  for (const [i, letter] of [...from].entries()) if (!map.has(letter)) map.set(letter, targets[i] ?? '')
  return [...text].map(letter => map.get(letter) ?? letter).join('')
}

function luhnCheck(text: string): boolean {
  if (text === '') return false
  let sum = 0
  for (const [i, letter] of [...text].reverse().entries()) {
    if (!/[0-9]/.test(letter)) invalid('Input contains non-digit character')
    const digit = Number(letter) * (i % 2 === 1 ? 2 : 1)
    sum += digit > 9 ? digit - 9 : digit
  }
  return sum % 10 === 0
}

/** A replacement before every letter and at the end. */
function interleave(text: string, replacement: string): string {
  return replacement + [...text].map(letter => letter + replacement).join('')
}

const text = (parameters: number, run: (...texts: string[]) => NativeValue, returns: NativeType = 'varchar') => ({
  parameters: Array<NativeType>(parameters).fill('varchar'),
  returns,
  run,
})

export const natives: Natives = {
  trino_chr: { parameters: ['bigint'], returns: 'varchar', run: chr },
  trino_codepoint: text(1, codepoint as (...texts: string[]) => NativeValue, 'bigint'),
  trino_reverse: text(1, whole => [...whole!].reverse().join('')),
  trino_strpos: { parameters: ['varchar', 'varchar', 'bigint'], returns: 'bigint', run: strpos },
  trino_split: text(2, (whole, delimiter) => split(whole!, delimiter!, null), 'varchar[]'),
  trino_split_within: { parameters: ['varchar', 'varchar', 'bigint'], returns: 'varchar[]', run: split },
  trino_split_part: { parameters: ['varchar', 'varchar', 'bigint'], returns: 'varchar', run: splitPart },
  trino_split_to_map: text(3, (a, b, c) => splitToMap(a!, b!, c!), 'varchar[]'),
  trino_split_to_multimap: text(3, (a, b, c) => splitToMultimap(a!, b!, c!)),
  trino_normalize: text(2, (a, b) => normalize(a!, b!)),
  trino_translate: text(3, (a, b, c) => translate(a!, b!, c!)),
  trino_luhn_check: text(1, a => luhnCheck(a!), 'boolean'),
  trino_interleave: text(2, (a, b) => interleave(a!, b!)),
  trino_like_pattern: text(2, (a, b) => readPattern(a!, b!)),
}
