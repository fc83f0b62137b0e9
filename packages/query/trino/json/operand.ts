// What an SQL/JSON path finds, as its operators and methods take it.
import { readDouble } from '../natives/number-text.ts'
import { doubleOf, type Item, isNumeric, isScalar, nameItem, PathError, type Scalar, scalarOf } from './item.ts'

const TYPES: Readonly<Record<string, string>> = { true: 'boolean', false: 'boolean', varchar: 'string', char: 'string' }
const JSON_TYPES = new Set(['object', 'array', 'string', 'number', 'boolean', 'null'])

export function wrongItem(expected: string, item: Item): PathError {
  return new PathError(`invalid item type. Expected: ${expected}, actual: ${nameItem(item)}`)
}

/** A text of SQL's is one, until an operator is looked for. */
export function toOperand(item: Item): Scalar {
  if (isScalar(item)) return item
  if (item.kind !== 'number') throw wrongItem('NUMBER', item)
  return scalarOf(item)!
}

export function toNumber(item: Item): Scalar {
  const scalar = toOperand(item)
  if (!isNumeric(scalar)) throw wrongItem('NUMBER', scalar)
  return scalar
}

export function toDouble(item: Item): Scalar {
  const scalar = item.kind === 'true' || item.kind === 'false' ? undefined : scalarOf(item)
  if (scalar === undefined || scalar.kind === 'boolean') throw wrongItem('NUMBER or TEXT', item)
  if (!('text' in scalar)) return { kind: 'double', value: doubleOf(scalar) }
  try {
    return { kind: 'double', value: readDouble(scalar.text) }
  } catch {
    throw new PathError('')
  }
}

/** The longest name that the standard has for a type is of 27 letters. */
export function nameOf(item: Item): Scalar {
  if (item.kind === 'missing') throw new Error('GENERIC_INTERNAL_ERROR: unexpected Json node type: MISSING')
  const name = TYPES[item.kind] ?? (JSON_TYPES.has(item.kind) ? item.kind : 'number')
  return { kind: 'varchar', text: name, length: 27 }
}
