// What arithmetic needs of DuckDB beside its operators.
import type { Natives } from '../native.ts'

export const macros: readonly string[] = [
  // DuckDB's own is null of zero.
  `trino_divide(a, b) as case when b = 0 then
    case when a is null then null when a = 0 or isnan(a) then cast('nan' as double) when (a > 0) = (signbit(b) = false) then cast('inf' as double) else cast('-inf' as double) end
    else a / b end`,
  `trino_modulo(a, b) as case when a is null or b is null then null when b = 0 or isinf(a) then cast('nan' as double) else a % b end`,
]

const OVERFLOW = 'NUMERIC_VALUE_OUT_OF_RANGE: Decimal overflow'
const MOST = 10n ** 38n

export const natives: Natives = {
  trino_decimal_divide: {
    parameters: ['varchar', 'varchar', 'bigint'],
    returns: 'varchar',
    run(left: string, right: string, scale: bigint) {
      const [a, as] = read(left)
      const [b, bs] = read(right)
      if (b === 0n) throw new Error('DIVISION_BY_ZERO: Division by zero')
      // a / 10^as over b / 10^bs, times 10^scale, half away from zero.
      const shift = Number(scale) - as + bs
      const top = shift >= 0 ? a * 10n ** BigInt(shift) : a
      const bottom = shift >= 0 ? b : b * 10n ** BigInt(-shift)
      return write(half(top, bottom), Number(scale))
    },
  },
  trino_decimal_multiply: {
    parameters: ['varchar', 'varchar', 'bigint'],
    returns: 'varchar',
    run(left: string, right: string, scale: bigint) {
      return write(read(left)[0] * read(right)[0], Number(scale))
    },
  },
}

/** `-12.50` → [-1250n, 2] */
function read(text: string): [bigint, number] {
  const at = text.indexOf('.')
  return at === -1 ? [BigInt(text), 0] : [BigInt(text.replace('.', '')), text.length - at - 1]
}

function write(value: bigint, scale: number): string {
  const size = value < 0n ? -value : value
  if (size >= MOST) throw new Error(OVERFLOW)
  const digits = String(size).padStart(scale + 1, '0')
  const sign = value < 0n ? '-' : ''
  return scale === 0 ? sign + digits : `${sign}${digits.slice(0, -scale)}.${digits.slice(-scale)}`
}

function half(top: bigint, bottom: bigint): bigint {
  const isNegative = top < 0n !== bottom < 0n
  const [t, b] = [top < 0n ? -top : top, bottom < 0n ? -bottom : bottom]
  const quotient = (2n * t + b) / (2n * b)
  return isNegative ? -quotient : quotient
}
