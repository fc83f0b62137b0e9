// Numbers as text and back, as Java writes and reads them.
import type { Natives } from '../native.ts'

/** As Trino casts a double to text: 1.0E-1, 0E0, NaN. */
export function writeDouble(value: number): string {
  // Java has two digits of the least, of which one would do.
  return write(value, Math.abs(value) === Number.MIN_VALUE ? '49' : decimalDigits(value))
}

/** As Trino casts a real to text: at most 7 digits. */
export function writeReal(value: number): string {
  return write(value, roundDigits(Number(shortestReal(value)), 7))
}

/** As Java's Double.toString has it: 0.1, 1.0E10. */
export function writeJavaDouble(value: number): string {
  if (value === 0) return Object.is(value, -0) ? '-0.0' : '0.0'
  const size = Math.abs(value)
  if (!Number.isFinite(value) || size < 1e-3 || size >= 1e7) return writeDouble(value)
  const text = String(value)
  return text.includes('.') ? text : `${text}.0`
}

/** As Java's Float.toString has it. */
export function writeJavaReal(value: number): string {
  return writeJavaDouble(Number.isFinite(value) ? Number(shortestReal(value)) : value)
}

function write(value: number, digits: string): string {
  if (value === 0) return Object.is(value, -0) ? '-0E0' : '0E0'
  if (!Number.isFinite(value)) return String(value)
  const exponent = Number(value.toExponential(digits.length - 1).split('e')[1])
  return `${value < 0 ? '-' : ''}${digits[0]}.${digits.slice(1) || '0'}E${exponent}`
}

/** The digits that Java gives a double: the shortest, but of a whole one past 2^53 all that count. */
function decimalDigits(value: number): string {
  const size = Math.abs(value)
  if (!(size >= 2 ** 53 && size < 2 ** 62)) return shortest(size)
  const power = Math.floor(Math.log2(size)) - 54
  const dropped = power >= 7 ? 2 : power >= 4 ? 1 : 0
  const unit = 10n ** BigInt(dropped)
  return String((BigInt(size) + unit / 2n) / unit).replace(/0+$/, '')
}

function shortest(size: number): string {
  return size.toExponential().split('e')[0]!.replace('.', '')
}

function shortestReal(value: number): string {
  for (let digits = 1; digits < 9; digits++) {
    const text = value.toPrecision(digits)
    if (Math.fround(Number(text)) === value) return text
  }
  return value.toPrecision(9)
}

/** So many digits at most, halves to the even one. */
function roundDigits(value: number, most: number): string {
  if (!Number.isFinite(value) || value === 0) return '0'
  const exact = Math.abs(value).toExponential(60).split('e')[0]!.replace('.', '')
  const [kept, rest] = [exact.slice(0, most), exact.slice(most)]
  const isHalf = /^50*$/.test(rest)
  const isUp = isHalf ? Number(kept.at(-1)) % 2 === 1 : rest[0]! >= '5'
  return String(BigInt(kept) + (isUp ? 1n : 0n))
    .slice(0, most)
    .replace(/0+$/, '')
}

/** Digits of any script as Java counts them. */
function plainDigits(text: string): string {
  return text.replace(/\p{Nd}/gu, digit => (digit <= '9' ? digit : String(digitOf(digit))))
}

/** Scripts have their digits in runs of ten, from zero; some stand beside one another. */
function digitOf(digit: string): number {
  let zero = digit.codePointAt(0)!
  while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero--
  return (digit.codePointAt(0)! - zero) % 10
}

function fail(text: string, type: string): never {
  throw new Error(`INVALID_CAST_ARGUMENT: Cannot cast '${text}' to ${type}`)
}

/** @throws Error for what Java's Long.parseLong and its kin take for none */
export function readInteger(text: string, type: string, bits: number): bigint {
  const plain = /^[+-]?\d+$/.test(text) ? text : plainDigits(text)
  if (!/^[+-]?\d+$/.test(plain)) fail(text, type)
  const value = BigInt(plain.replace('+', ''))
  if (BigInt.asIntN(bits, value) !== value) fail(text, type)
  return value
}

const FLOAT = /^[+-]?(?:NaN|Infinity|(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?[dDfF]?)$/
const HEX = /^([+-]?)0[xX]([0-9a-fA-F]*)\.?([0-9a-fA-F]*)[pP]([+-]?\d+)[dDfF]?$/

/** @throws Error for what Java's Double.parseDouble takes for none */
export function readDouble(text: string, type = 'DOUBLE'): number {
  // As Java trims.
  const trimmed = text.replace(/^[\0- ]+|[\0- ]+$/g, '')
  if (FLOAT.test(trimmed)) return Number(trimmed.replace(/[dDfF]$/, ''))
  const [, sign, whole = '', part = '', exponent] = HEX.exec(trimmed) ?? []
  if (sign === undefined || whole + part === '') fail(text, type)
  const size = Number(BigInt(`0x${whole}${part}`)) * 2 ** (Number(exponent) - 4 * part.length)
  return sign === '-' ? -size : size
}

/** Text of a decimal of that precision and scale. */
export function readDecimal(text: string, precision: bigint, scale: bigint): string {
  const fault = (why: string) =>
    new Error(`INVALID_CAST_ARGUMENT: Cannot cast VARCHAR '${text}' to DECIMAL(${precision}, ${scale}). ${why}`)
  const parts = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/.exec(plainDigits(text))
  const [, sign, whole = '', part = '', exponent = '0'] = parts ?? []
  if (parts === null || whole + part === '' || Math.abs(Number(exponent)) > 2 ** 31)
    throw fault('Value is not a number.')
  const digits = (whole + part).replace(/^0+/, '')
  if (digits === '') return '0'
  const shift = Number(exponent) - part.length + Number(scale)
  if (digits.length + shift > 60) throw fault('Value too large.')
  if (digits.length + shift < 0) return '0'
  const unit = 10n ** BigInt(Math.abs(shift))
  const scaled = shift >= 0 ? BigInt(digits) * unit : (BigInt(digits) + unit / 2n) / unit
  if (String(scaled).length > Number(precision)) throw fault('Value too large.')
  const padded = String(scaled).padStart(Number(scale) + 1, '0')
  const at = padded.length - Number(scale)
  return `${sign === '-' ? '-' : ''}${padded.slice(0, at)}${scale === 0n ? '' : `.${padded.slice(at)}`}`
}

export function readBoolean(text: string): boolean {
  const plain = text.replace(/[a-z]/g, letter => letter.toUpperCase())
  if (['T', '1', 'TRUE'].includes(plain)) return true
  if (['F', '0', 'FALSE'].includes(plain)) return false
  return fail(text, 'BOOLEAN')
}

function fit(text: string, java: string, length: bigint): string {
  if (BigInt(text.length) <= length) return text
  throw new Error(`INVALID_CAST_ARGUMENT: Value ${java} (${text}) cannot be represented as varchar(${length})`)
}

export const natives: Natives = {
  trino_double_text: { parameters: ['double'], returns: 'varchar', run: writeDouble },
  trino_real_text: { parameters: ['double'], returns: 'varchar', run: writeReal },
  trino_double_fit: {
    parameters: ['double', 'bigint'],
    returns: 'varchar',
    run: (value: number, length: bigint) => fit(writeDouble(value), writeJavaDouble(value), length),
  },
  trino_real_fit: {
    parameters: ['double', 'bigint'],
    returns: 'varchar',
    run: (value: number, length: bigint) => fit(writeReal(value), writeJavaReal(value), length),
  },
  trino_read_integer: {
    parameters: ['varchar', 'varchar', 'bigint'],
    returns: 'bigint',
    run: (text: string, type: string, bits: bigint) => readInteger(text, type, Number(bits)),
  },
  trino_read_double: { parameters: ['varchar'], returns: 'double', run: (text: string) => readDouble(text) },
  trino_read_real: {
    parameters: ['varchar'],
    returns: 'double',
    run: (text: string) => Math.fround(readDouble(text, 'REAL')),
  },
  trino_read_decimal: { parameters: ['varchar', 'bigint', 'bigint'], returns: 'varchar', run: readDecimal },
  trino_read_boolean: { parameters: ['varchar'], returns: 'boolean', run: readBoolean },
}
