// What stands in the filter of an SQL/JSON path: true, false, or null, which is unknown. What goes wrong in it is unknown, too.
import { compareScalars } from './comparison.ts'
import { type Item, isScalar, PathError, type Scalar, scalarOf } from './item.ts'
import type { Path, Predicate } from './path-tree.ts'

/** How a filter asks for what is around it. */
export interface Asks {
  readonly isLax: boolean
  readonly find: (path: Path) => readonly Item[]
  /** Arrays' items in place of arrays, where that is how the path is read. */
  readonly unwrap: (items: readonly Item[]) => readonly Item[]
  readonly step: (count: number) => void
}

export function holds(predicate: Predicate, asks: Asks): boolean | null {
  switch (predicate.op) {
    case 'and':
    case 'or': {
      const decides = predicate.op === 'or'
      const left = holds(predicate.left, asks)
      if (left === decides) return decides
      const right = holds(predicate.right, asks)
      if (right === decides) return decides
      return left === null || right === null ? null : !decides
    }
    case 'not': {
      const of = holds(predicate.of, asks)
      return of === null ? null : !of
    }
    case 'unknown':
      return holds(predicate.of, asks) === null
    case 'exists': {
      const found = attempt(() => asks.find(predicate.path))
      return found === null ? null : found.length > 0
    }
    case 'compare':
      return compare(predicate, asks)
    case 'starts':
      return starts(predicate, asks)
    case 'regexp':
      return null
  }
}

function attempt<T>(read: () => T): T | null {
  try {
    return read()
  } catch (error) {
    if (error instanceof PathError) return null
    throw error
  }
}

const isNull = ({ kind }: Item) => kind === 'null'
const isValue = (item: Item) => isScalar(item) || ['string', 'number', 'true', 'false'].includes(item.kind)

function compare({ sign, left, right }: Extract<Predicate, { op: 'compare' }>, asks: Asks): boolean | null {
  const sides = attempt(() => [asks.unwrap(asks.find(left)), asks.unwrap(asks.find(right))] as const)
  if (sides === null) return null
  const [ones, others] = sides
  if (ones.length === 0 || others.length === 0) return false
  const [one, other] = sides.map(items => ({
    hasNull: items.some(isNull),
    hasValue: items.some(isValue),
    hasRest: items.some(item => !isNull(item) && !isValue(item)),
  }))
  if ((one!.hasRest && (other!.hasRest || other!.hasValue)) || (one!.hasValue && other!.hasRest)) return null
  let isFound = sign === '==' && one!.hasNull && other!.hasNull
  if (sign === '<>' || sign === '!=') {
    isFound =
      (one!.hasNull && (other!.hasValue || other!.hasRest)) || (other!.hasNull && (one!.hasValue || one!.hasRest))
  }
  if (isFound && asks.isLax) return true
  if (!one!.hasValue || !other!.hasValue) return isFound
  const values = attempt(() => sides.map(items => items.filter(isValue).map(item => scalarOf(item)!)))
  if (values === null) return null
  for (const a of values[0]!) {
    asks.step(values[1]!.length)
    for (const b of values[1]!) {
      const answer = compareScalars(sign, a, b)
      if (answer === null) return null
      if (answer && asks.isLax) return true
      isFound ||= answer
    }
  }
  return isFound
}

function textOf(item: Item): string | undefined {
  const scalar: Scalar | undefined = item.kind === 'string' || isScalar(item) ? scalarOf(item) : undefined
  return scalar !== undefined && 'text' in scalar ? scalar.text : undefined
}

function starts({ whole, initial }: Extract<Predicate, { op: 'starts' }>, asks: Asks): boolean | null {
  const sides = attempt(() => [asks.find(whole), asks.find(initial)] as const)
  if (sides === null) return null
  const [found, prefixes] = sides
  const prefix = prefixes.length === 1 ? textOf(prefixes[0]!) : undefined
  if (prefix === undefined) return null
  let isFound = false
  for (const item of asks.unwrap(found)) {
    const text = textOf(item)
    if (text === undefined) return null
    if (text.startsWith(prefix) && asks.isLax) return true
    isFound ||= text.startsWith(prefix)
  }
  return isFound
}
