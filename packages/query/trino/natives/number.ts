// Numbers: rounding, shifting, other bases, buckets.
import type { Natives } from '../native.ts'

const DIGITS = '0123456789abcdefghijklmnopqrstuvwxyz'

function checkRadix(radix: bigint): number {
  if (radix < 2n || radix > 36n) throw new Error('INVALID_FUNCTION_ARGUMENT: Radix must be between 2 and 36')
  return Number(radix)
}

export const natives: Natives = {
  trino_round_integer: {
    parameters: ['bigint', 'bigint', 'varchar', 'varchar'],
    returns: 'bigint',
    run(value: bigint, digits: bigint, type: string, most: string) {
      if (digits >= 0n) return value
      if (digits < -18n) throw new Error(`NUMERIC_VALUE_OUT_OF_RANGE: numerical overflow: ${value}`)
      const factor = 10n ** -digits
      const size = value < 0n ? -value : value
      const rounded = ((2n * size + factor) / (2n * factor)) * factor * (value < 0n ? -1n : 1n)
      if (rounded < BigInt(most) && rounded >= -BigInt(most)) return rounded
      if (type === 'bigint') throw new Error(`NUMERIC_VALUE_OUT_OF_RANGE: numerical overflow: ${value}`)
      if (type === 'integer') throw new Error('GENERIC_INTERNAL_ERROR: integer overflow')
      throw new Error(`NUMERIC_VALUE_OUT_OF_RANGE: Out of range for ${type}: ${rounded}`)
    },
  },
  trino_decimal_round: {
    parameters: ['varchar', 'bigint'],
    returns: 'varchar',
    run: (text: string, digits: bigint) => cutDecimal(text, digits, true),
  },
  trino_decimal_trunc: {
    parameters: ['varchar', 'bigint'],
    returns: 'varchar',
    run: (text: string, digits: bigint) => cutDecimal(text, digits, false),
  },
  // Of what is shifted by less than none Java takes six bits.
  trino_bitwise_left_shift: {
    parameters: ['bigint', 'bigint', 'bigint'],
    returns: 'bigint',
    run: (value: bigint, by: bigint, bits: bigint) =>
      by >= bits ? 0n : BigInt.asIntN(Number(bits), value << (by & 63n)),
  },
  trino_bitwise_right_shift: {
    parameters: ['bigint', 'bigint', 'bigint'],
    returns: 'bigint',
    run: (value: bigint, by: bigint, bits: bigint) =>
      by >= bits ? 0n : BigInt.asIntN(Number(bits), BigInt.asUintN(Number(bits), value) >> (by & 63n)),
  },
  trino_bitwise_right_shift_arithmetic: {
    parameters: ['bigint', 'bigint', 'bigint'],
    returns: 'bigint',
    run: (value: bigint, by: bigint, bits: bigint) => value >> (by >= bits ? 63n : by & 63n),
  },
  trino_bit_count: {
    parameters: ['bigint', 'bigint'],
    returns: 'bigint',
    run(value: bigint, bits: bigint) {
      if (bits <= 1n || bits > 64n) {
        throw new Error(`INVALID_FUNCTION_ARGUMENT: Bits specified in bit_count must be between 2 and 64, got ${bits}`)
      }
      const least = -(1n << (bits - 1n))
      if (value < least || value > -least - 1n) {
        throw new Error(
          `INVALID_FUNCTION_ARGUMENT: Number must be representable with the bits specified. ${value} cannot be represented with ${bits} bits`,
        )
      }
      return BigInt(BigInt.asUintN(Number(bits), value).toString(2).replaceAll('0', '').length)
    },
  },
  trino_from_base: {
    parameters: ['varchar', 'bigint'],
    returns: 'bigint',
    run(text: string, radix: bigint) {
      const base = checkRadix(radix)
      const fault = new Error(`INVALID_FUNCTION_ARGUMENT: Not a valid base-${base} number: ${text}`)
      const [, sign, digits] = /^([+-]?)([0-9a-z]+)$/i.exec(text) ?? []
      if (digits === undefined) throw fault
      let value = 0n
      for (const digit of digits.toLowerCase()) {
        const at = DIGITS.indexOf(digit)
        if (at >= base) throw fault
        value = value * radix + BigInt(at)
      }
      const signed = sign === '-' ? -value : value
      if (BigInt.asIntN(64, signed) !== signed) throw fault
      return signed
    },
  },
  trino_to_base: {
    parameters: ['bigint', 'bigint'],
    returns: 'varchar',
    run: (value: bigint, radix: bigint) => value.toString(checkRadix(radix)),
  },
  trino_width_bucket: {
    parameters: ['double', 'double', 'double', 'bigint'],
    returns: 'bigint',
    run(value: number, low: number, high: number, count: bigint) {
      const check = (isMet: boolean, words: string) => {
        if (!isMet) throw new Error(`INVALID_FUNCTION_ARGUMENT: ${words}`)
      }
      check(count > 0n, 'bucketCount must be greater than 0')
      check(!Number.isNaN(value), 'operand must not be NaN')
      check(Number.isFinite(low), 'first bound must be finite')
      check(Number.isFinite(high), 'second bound must be finite')
      check(low !== high, 'bounds cannot equal each other')
      const [lower, upper] = [Math.min(low, high), Math.max(low, high)]
      const result =
        value < lower
          ? 0n
          : value >= upper
            ? count + 1n
            : BigInt(Math.trunc((Number(count) * (value - lower)) / (upper - lower) + 1))
      return low > high ? count - result + 1n : result
    },
  },
  trino_width_bins: {
    parameters: ['double', 'varchar[]'],
    returns: 'bigint',
    run(value: number, texts: readonly (string | null)[]) {
      const fault = (words: string) => new Error(`INVALID_FUNCTION_ARGUMENT: ${words}`)
      if (texts.length === 0) throw fault('Bins cannot be an empty array')
      if (Number.isNaN(value)) throw fault('Operand cannot be NaN')
      const bins = texts.map(text => Number(text?.replace('inf', 'Infinity') ?? 0))
      let [low, high] = [0, bins.length]
      while (low < high) {
        if (bins[low]! > bins[high - 1]!) throw fault('Bin values are not sorted in ascending order')
        const middle = (low + high) >> 1
        if (!Number.isFinite(bins[middle]!)) throw fault(`Bin value must be finite, got ${bins[middle]}`)
        if (value < bins[middle]!) high = middle
        else low = middle + 1
      }
      return BigInt(low)
    },
  },
}

/** With so many digits after the point, fewer than none too; the rest is 0. */
function cutDecimal(text: string, digits: bigint, isRounded: boolean): string {
  const at = text.indexOf('.')
  const scale = at === -1 ? 0 : text.length - at - 1
  const value = BigInt(text.replace('.', ''))
  const drop = BigInt(scale) - digits
  if (drop <= 0n) return text
  if (drop > 40n) return scale === 0 ? '0' : `0.${'0'.repeat(scale)}`
  const factor = 10n ** drop
  const size = value < 0n ? -value : value
  const kept = (isRounded ? (2n * size + factor) / (2n * factor) : size / factor) * factor
  const all = String(kept).padStart(scale + 1, '0')
  const sign = value < 0n && kept > 0n ? '-' : ''
  return scale === 0 ? sign + all : `${sign}${all.slice(0, -scale)}.${all.slice(-scale)}`
}
