// Conditional formats: `{state} = 'failed'`, `SUM({clicks}) > 100 AND {country} <> 'IN'`, read once and asked of each row.
import type { ConditionalFormattingColor, ConditionalFormattingIcon } from '@aws-sdk/client-quicksight'
import type { Answer } from '@clickstream/query/engine'
import { mix } from './theme.ts'
import { toNumber } from './value.ts'

/** A row's cell by the name of its column; an aggregate is what the column's cell shows. */
export type Lookup = (column: string) => Answer

type Test = (lookup: Lookup) => boolean
type Term = (lookup: Lookup) => Answer

const TOKEN = /\s*(?:(\{[^}]*\})|('(?:[^']|'')*'|"[^"]*")|(-?\d+(?:\.\d+)?)|(<>|!=|<=|>=|[=<>(),])|([a-z_]+))/iy

const COMPARISONS: Readonly<Record<string, (order: number) => boolean>> = {
  '=': order => order === 0,
  '<>': order => order !== 0,
  '!=': order => order !== 0,
  '<': order => order < 0,
  '<=': order => order <= 0,
  '>': order => order > 0,
  '>=': order => order >= 0,
}

const known = new Map<string, Test>()

/** @throws Error when the text is no condition. */
export function readCondition(text: string): Test {
  let test = known.get(text)
  if (test === undefined) {
    test = parse(text)
    known.set(text, test)
  }
  return test
}

/** Whether a row meets a condition; one that cannot be read is met by none: the definition's check says so. */
export function meets(text: string | undefined, lookup: Lookup): boolean {
  if (text === undefined) return false
  try {
    return readCondition(text)(lookup)
  } catch {
    return false
  }
}

/** The colour that a row has by a format, or undefined. */
export function readConditionColor(
  format: ConditionalFormattingColor | undefined,
  lookup: Lookup,
  range?: readonly [number, number],
) {
  if (format?.Solid !== undefined) return meets(format.Solid.Expression, lookup) ? format.Solid.Color : undefined
  const stops = format?.Gradient?.Color?.Stops ?? []
  const column = /\{([^}]*)\}/.exec(format?.Gradient?.Expression ?? '')?.[1]
  const value = column === undefined ? null : toNumber(lookup(column))
  if (stops.length < 2 || value === null) return undefined
  const from = stops[0]?.DataValue ?? range?.[0] ?? 0
  const to = stops.at(-1)?.DataValue ?? range?.[1] ?? 1
  const colors = stops.flatMap(({ Color: color }) => color ?? [])
  return mix(colors, to > from ? (value - from) / (to - from) : 0)
}

const ICONS: Readonly<Record<string, string>> = {
  ARROW_DOWN: '↓',
  ARROW_DOWN_LEFT: '↙',
  ARROW_DOWN_RIGHT: '↘',
  ARROW_LEFT: '←',
  ARROW_RIGHT: '→',
  ARROW_UP: '↑',
  ARROW_UP_LEFT: '↖',
  ARROW_UP_RIGHT: '↗',
  CARET_DOWN: '▾',
  CARET_UP: '▴',
  CHECKMARK: '✓',
  CIRCLE: '●',
  FACE_DOWN: '☹',
  FACE_FLAT: '😐',
  FACE_UP: '☺',
  FLAG: '⚑',
  MINUS: '−',
  ONE_BAR: '▂',
  TWO_BAR: '▅',
  THREE_BAR: '█',
  PLUS: '+',
  SQUARE: '■',
  THUMBS_DOWN: '👎',
  THUMBS_UP: '👍',
  TRIANGLE: '▲',
  X: '✕',
}

export interface Sign {
  readonly text: string
  readonly color?: string
  /** It stands for the value. */
  readonly isAlone: boolean
}

export function readSign(icon: ConditionalFormattingIcon | undefined, lookup: Lookup): Sign | undefined {
  const custom = icon?.CustomCondition
  if (custom === undefined || !meets(custom.Expression, lookup)) return undefined
  const text = custom.IconOptions?.UnicodeIcon ?? ICONS[custom.IconOptions?.Icon ?? ''] ?? ''
  const isAlone = custom.DisplayConfiguration?.IconDisplayOption === 'ICON_ONLY'
  return { text, isAlone, ...(custom.Color === undefined ? {} : { color: custom.Color }) }
}

function parse(text: string): Test {
  const tokens = readTokens(text)
  let at = 0
  const peek = () => tokens[at]?.toUpperCase()
  const take = (wanted?: string) => {
    const token = tokens[at++]
    if (token === undefined || (wanted !== undefined && token !== wanted)) {
      throw new Error(`condition: expected ${wanted ?? 'more'}, got ${JSON.stringify(text)}`)
    }
    return token
  }
  const readAny = (): Test => {
    const all = [readAll()]
    while (peek() === 'OR') {
      at++
      all.push(readAll())
    }
    return lookup => all.some(test => test(lookup))
  }
  const readAll = (): Test => {
    const all = [readOne()]
    while (peek() === 'AND') {
      at++
      all.push(readOne())
    }
    return lookup => all.every(test => test(lookup))
  }
  const readOne = (): Test => {
    if (peek() === 'NOT') {
      at++
      const test = readOne()
      return lookup => !test(lookup)
    }
    if (peek() === '(') {
      at++
      const test = readAny()
      take(')')
      return test
    }
    if (peek() === 'ISNULL' || peek() === 'ISNOTNULL') {
      const isNull = peek() === 'ISNULL'
      at++
      const term = readTerm()
      return lookup => (term(lookup) === null) === isNull
    }
    const left = readTerm()
    const compare = COMPARISONS[take()]
    if (compare === undefined) throw new Error(`condition: expected a comparison, got ${JSON.stringify(text)}`)
    const right = readTerm()
    return lookup => {
      const order = rank(left(lookup), right(lookup))
      return order !== null && compare(order)
    }
  }
  const readTerm = (): Term => {
    const token = take()
    if (token.startsWith('{')) return lookup => lookup(token.slice(1, -1))
    if (/^['"]/.test(token)) return () => token.slice(1, -1).replaceAll("''", "'")
    if (/^-?\d/.test(token)) return () => Number(token)
    if (/^(true|false)$/i.test(token)) return () => token.toLowerCase() === 'true'
    if (token === '(' || peek() === '(') {
      if (token !== '(') at++
      const term = readTerm()
      take(')')
      return term
    }
    throw new Error(`condition: expected a column, a number or text, got ${JSON.stringify(token)}`)
  }
  const test = readAny()
  if (at < tokens.length) throw new Error(`condition: expected its end, got ${JSON.stringify(tokens[at])}`)
  return test
}

function readTokens(text: string): string[] {
  const tokens: string[] = []
  TOKEN.lastIndex = 0
  while (TOKEN.lastIndex < text.trimEnd().length) {
    const from = TOKEN.lastIndex
    const found = TOKEN.exec(text)
    if (found === null)
      throw new Error(`condition: expected words and numbers, got ${JSON.stringify(text.slice(from))}`)
    tokens.push(found[0].trim())
  }
  return tokens
}

/** Below 0, 0 or above; null when one of them has no value: nothing is known then. */
function rank(one: Answer, two: Answer): number | null {
  if (one === null || two === null) return null
  const [a, b] = [toNumber(one), toNumber(two)]
  if (a !== null && b !== null) return a - b
  const [x, y] = [String(one), String(two)]
  return x < y ? -1 : x > y ? 1 : 0
}
