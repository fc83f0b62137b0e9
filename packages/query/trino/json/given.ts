// Values that PASSING gives an SQL/JSON path, which come as texts.
import type { Scalar, Whole } from './item.ts'
import { attempt, type Json, JsonReader, NoJson } from './reader.ts'

const NUMBER = /^[ \t\r\n]*-?\d/
const ALONE = /^[ \t\r\n]*-?\d[\d.eE+-]*(?=[ \t\r\n]|$)/

/**
 * A text's first value, as Trino reads it: what is behind it does not count, but a number ends in a space.
 * Undefined where it is no JSON.
 */
export function readItem(text: string): Json | { readonly kind: 'missing' } | undefined {
  return attempt<ReturnType<typeof readItem>>(
    () => undefined,
    () => {
      const reader = new JsonReader(text)
      if (reader.next === '') return { kind: 'missing' }
      if (NUMBER.test(text) && !ALONE.test(text)) throw new NoJson()
      return reader.read()
    },
  )
}

/** A value of a type by its name, as DuckDB writes it. */
export function readGiven(type: string, text: string): Scalar {
  const [, kind, one, two] = /^(\w+)(?:\((\d+)(?:,(\d+))?\))?$/.exec(type)!
  switch (kind) {
    case 'varchar':
      return { kind, text, length: one === undefined ? null : Number(one) }
    case 'char':
      return { kind, text, length: Number(one) }
    case 'boolean':
      return { kind, value: text === 'true' }
    case 'decimal':
      return { kind, value: BigInt(text.replace('.', '')), precision: Number(one), scale: Number(two) }
    case 'real':
    case 'double':
      return { kind, value: Number(text.replace('inf', 'Infinity').replace('nan', 'NaN')) }
    default:
      return { kind: kind as Whole, value: BigInt(text) }
  }
}
