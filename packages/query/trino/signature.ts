// Signatures of functions as text: `date_diff(varchar, timestamp(p), timestamp(p)) -> bigint`. A capital letter stands for a
// type, a small one in brackets for a number; `T...` for one argument or more; `function(T, U)` for a lambda from T to U;
// `row(K, V)` for a row of two fields, whatever they are called.
import {
  arrayOf,
  decimalOf,
  isPlain,
  mapOf,
  rowOf,
  type Type,
  timeOf,
  timestampOf,
  varchar,
  varcharOf,
  zonedOf,
} from './type.ts'

export type Pattern =
  | { readonly kind: 'variable'; readonly name: string }
  | { readonly kind: 'type'; readonly name: string; readonly numbers: readonly (string | number)[] }
  | { readonly kind: 'array' | 'map' | 'row' | 'function'; readonly parts: readonly Pattern[] }

export interface Signature {
  readonly name: string
  readonly parameters: readonly Pattern[]
  /** Whether the last parameter may come again. */
  readonly isVariadic: boolean
  readonly returns: Pattern
  /** As it is written, without what it returns. */
  readonly text: string
}

/** What the letters of a signature stand for. */
export interface Bindings {
  readonly types: Map<string, Type>
  readonly numbers: Map<string, number>
}

/** @throws Error for a signature that cannot be read, which is ours */
export function readSignature(text: string): Signature {
  const [, name, parameters, returns] = /^(\w+)\((.*)\) -> (.+)$/.exec(text) ?? []
  if (name === undefined) throw new Error(`signature: expected name(types) -> type, got ${text}`)
  const parts = split(parameters!)
  const isVariadic = parts.at(-1)?.endsWith('...') === true
  return {
    name,
    parameters: parts.map(part => readPattern(part.replace(/\.\.\.$/, ''))),
    isVariadic,
    returns: readPattern(returns!),
    text: text.slice(0, text.lastIndexOf(' -> ')),
  }
}

/** What Trino reads of text before it is used; a varchar of any length is one. */
const READ = ['codepoints', 'joniregexp', 'jsonpath']

function readPattern(text: string): Pattern {
  const trimmed = text.trim()
  if (/^[A-Z]\d?$/.test(trimmed)) return { kind: 'variable', name: trimmed }
  const [, name, inner, rest = ''] = /^([a-z ]+?)\((.*)\)( with time zone)?$/.exec(trimmed) ?? []
  if (READ.includes(trimmed)) return { kind: 'type', name: 'varchar', numbers: [] }
  if (name === undefined) return { kind: 'type', name: trimmed, numbers: [] }
  if (name === 'array' || name === 'map' || name === 'row' || name === 'function') {
    return { kind: name, parts: split(inner!).map(readPattern) }
  }
  return {
    kind: 'type',
    name: name + rest,
    numbers: split(inner!).map(part => (/^\d+$/.test(part) ? Number(part) : part)),
  }
}

/** At commas that are in no bracket. */
function split(text: string): string[] {
  const parts: string[] = []
  let depth = 0
  let part = ''
  for (const letter of text) {
    if (letter === ',' && depth === 0) {
      parts.push(part.trim())
      part = ''
      continue
    }
    if (letter === '(') depth++
    if (letter === ')') depth--
    part += letter
  }
  if (part.trim() !== '') parts.push(part.trim())
  return parts
}

/** How a type with numbers is made of them. */
const MAKERS: Record<string, (...numbers: number[]) => Type> = {
  decimal: (precision, scale) => decimalOf(precision!, scale!),
  varchar: length => (length === undefined ? varchar : varcharOf(length)),
  char: length => ({ kind: 'char', length: length! }),
  time: (precision = 3) => timeOf(precision),
  timestamp: (precision = 3) => timestampOf(precision),
  'timestamp with time zone': (precision = 3) => zonedOf(precision),
  'time with time zone': (precision = 3) => ({ kind: 'time with time zone', precision }),
}

/** The numbers of a type, in the order that a signature writes them. */
export function numbersOf(type: Type): readonly (number | null)[] {
  switch (type.kind) {
    case 'decimal':
      return [type.precision, type.scale]
    case 'varchar':
    case 'char':
      return [type.length]
    case 'time':
    case 'time with time zone':
    case 'timestamp':
    case 'timestamp with time zone':
      return [type.precision]
    default:
      return []
  }
}

/** The type that a pattern stands for, once its letters are bound; undefined where one is not. */
export function fill(pattern: Pattern, bindings: Bindings): Type | undefined {
  if (pattern.kind === 'variable') return bindings.types.get(pattern.name)
  if (pattern.kind === 'type') {
    if (isPlain(pattern.name)) return { kind: pattern.name }
    const numbers = pattern.numbers.map(each => (typeof each === 'number' ? each : bindings.numbers.get(each)))
    // A varchar whose length nobody bound has none.
    if (pattern.name !== 'varchar' && numbers.includes(undefined)) return undefined
    return MAKERS[pattern.name]!(...(numbers as number[]))
  }
  const parts = pattern.parts.map(part => fill(part, bindings))
  if (pattern.kind === 'function') return parts.at(-1)
  if (parts.includes(undefined)) return undefined
  if (pattern.kind === 'row') return rowOf(parts.map(type => ({ name: null, type: type! })))
  return pattern.kind === 'array' ? arrayOf(parts[0]!) : mapOf(parts[0]!, parts[1]!)
}
