// Numbers as an SQL/JSON path writes them: as SQL does.
import { type Scalar, wholeOf } from './item.ts'
import type { Token } from './path-token.ts'

/** What the grammar does not have, and where it stands in the path, from 0. */
export class PathFault extends Error {
  readonly code: string
  readonly at: number | undefined

  constructor(code: string, at: number | undefined, message: string) {
    super(message)
    this.code = code
    this.at = at
  }
}

/** @throws PathFault for a number that no type holds */
export function readNumber(sign: '' | '-', { kind, text }: Token): Scalar {
  if (kind === 'double') return { kind, value: Number(sign + text) }
  if (kind === 'integer') {
    const value = BigInt(text) * (sign === '-' ? -1n : 1n)
    // Trino's own does not say where.
    if (BigInt.asIntN(64, value) !== value)
      throw new PathFault('SYNTAX_ERROR', undefined, `Invalid numeric literal: ${sign}${text}`)
    return wholeOf(BigInt.asIntN(32, value) === value ? 'integer' : 'bigint', value)
  }
  const [whole = '', part = ''] = text.replace(/^0+/, '').split('.')
  const precision = Math.max(1, whole.length + part.length)
  if (precision > 38)
    throw new PathFault('INVALID_LITERAL', undefined, `'${sign}${text}' is not a valid DECIMAL literal`)
  const value = BigInt(whole + part || '0') * (sign === '-' ? -1n : 1n)
  return { kind: 'decimal', value, precision, scale: part.length }
}
