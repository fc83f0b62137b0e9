// The values that EXECUTE hands to a statement's `?`.
import type { Parameter, ParameterType } from '../engine.ts'
import { placeOf, Refusal } from './error.ts'
import type { ParserRuleContext } from './grammar.ts'
import { readString } from './name.ts'

/** Literals that stay of the same type when they are bound, with what of them is the value. */
const literals: readonly (readonly [RegExp, ParameterType])[] = [
  [/^(-?\d+)$/, 'integer'],
  [/^(-?(?:\d+\.\d*|\.\d+))$/, 'decimal'],
  [/^(true|false)$/i, 'boolean'],
  [/^date'(\d{4}-\d\d-\d\d)'$/i, 'date'],
  [/^timestamp'(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d{1,6})?)'$/i, 'timestamp'],
]

/** @throws Refusal of what is no literal that can be bound. */
export function readUsing(nodes: readonly ParserRuleContext[]): Parameter[] {
  return nodes.map((node, i) => {
    const name = `${i + 1}`
    const text = node.getText()
    if (/^'(?:[^']|'')*'$/.test(text)) return { name, type: 'string', value: unquote(text) }
    for (const [pattern, type] of literals) {
      const value = pattern.exec(text)?.[1]
      if (value !== undefined && isThere(type, value)) return { name, type, value: value.toLowerCase() }
    }
    throw new Refusal(
      placeOf(node),
      `${text} in USING`,
      "hand over a text, a whole or decimal number, true, false, DATE '…' or TIMESTAMP '…', and write the rest into the statement",
    )
  })
}

function unquote(text: string): string {
  return readString({ getText: () => text } as never)
}

/** A day that the calendar does not have, or a number beyond its type, is said of where it stands in a statement. */
function isThere(type: ParameterType, value: string): boolean {
  if (type === 'integer') return BigInt.asIntN(64, BigInt(value)) === BigInt(value)
  if (type === 'decimal') return value.replace(/\D/g, '').length <= 38
  if (type !== 'date' && type !== 'timestamp') return true
  const time = new Date(`${value.slice(0, 10)}T${value.slice(11, 19) || '00:00:00'}Z`)
  return !Number.isNaN(time.getTime()) && time.toISOString().startsWith(value.slice(0, 10))
}
