// Comparisons in an SQL/JSON path's filters: true, false, or null where they have no answer.
import { asDecimal, commonType } from '../coercion.ts'
import { isFloating } from '../type.ts'
import { doubleOf, type Scalar, typeOf } from './item.ts'
import type { Compared } from './path-tree.ts'

/** By less (−1), the same (0) or more (1); undefined, of NaN, is none of them. */
const ANSWERS: Readonly<Record<Compared, (order: number | undefined) => boolean>> = {
  '==': order => order === 0,
  '<>': order => order !== 0,
  '!=': order => order !== 0,
  '<': order => order === -1,
  '>': order => order === 1,
  '<=': order => order === -1 || order === 0,
  '>=': order => order === 1 || order === 0,
}

export function compareScalars(sign: Compared, left: Scalar, right: Scalar): boolean | null {
  const order = orderOf(left, right)
  return order === null ? null : ANSWERS[sign](order)
}

/** Null where their types cannot be compared. */
function orderOf(left: Scalar, right: Scalar): number | undefined | null {
  if (left.kind === right.kind && (left.kind === 'integer' || left.kind === 'double' || left.kind === 'boolean'))
    return order(Number(left.value), Number(wholeValue(right)))
  if (left.kind === 'varchar' && right.kind === 'varchar') return orderTexts(left.text, right.text)
  const common = commonType(typeOf(left), typeOf(right))
  if (common === undefined) return null
  if ('text' in left && 'text' in right) {
    // Chars are the same whatever spaces end them.
    const [a, b] = common.kind === 'char' ? [left, right].map(trim) : [left.text, right.text]
    return orderTexts(a!, b!)
  }
  if (isFloating(common)) {
    const read = common.kind === 'real' ? (each: Scalar) => Math.fround(doubleOf(each)) : doubleOf
    return order(read(left), read(right))
  }
  const scales = [left, right].map(each => (asDecimal(typeOf(each)) as { scale: number }).scale)
  const most = Math.max(...scales)
  const [a, b] = [left, right].map((each, i) => wholeValue(each) * 10n ** BigInt(most - scales[i]!))
  return order(a!, b!)
}

const wholeValue = (scalar: Scalar): bigint => (scalar as { value: bigint }).value
const trim = ({ text }: { text: string }): string => text.replace(/ +$/, '')

function order<T extends number | bigint>(a: T, b: T): number | undefined {
  return a < b ? -1 : a > b ? 1 : a === b ? 0 : undefined
}

/** By their letters' numbers, as their bytes in UTF-8. */
function orderTexts(a: string, b: string): number {
  if (a === b) return 0
  let at = 0
  while (a[at] === b[at]) at++
  const [x, y] = [a, b].map(text => rank(text, at))
  return x! < y! ? -1 : 1
}

/** Halves of a pair come behind all letters of 16 bits. */
function rank(text: string, at: number): number {
  const code = at < text.length ? text.charCodeAt(at) : -1
  return code >= 0xd800 && code <= 0xdfff ? code + 0x10000 : code
}
