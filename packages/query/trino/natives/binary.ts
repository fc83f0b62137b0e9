// Bytes as text and numbers, and back.
import type { Native, Natives, NativeType } from '../native.ts'

function invalid(message: string): never {
  throw new Error(`INVALID_FUNCTION_ARGUMENT: ${message}`)
}

/** One U+FFFD, or another, for each run of bytes that is no letter, as Trino splits them. */
function fromUtf8(bytes: Uint8Array, replacement: string): string {
  let text = ''
  for (let at = 0; at < bytes.length; ) {
    const [length, isLetter] = letterAt(bytes, at)
    text += isLetter ? Buffer.from(bytes.subarray(at, at + length)).toString('utf8') : replacement
    at += length
  }
  return text
}

const isFollowing = (byte: number | undefined) => byte !== undefined && (byte & 0xc0) === 0x80

function letterAt(bytes: Uint8Array, at: number): [number, boolean] {
  const first = bytes[at]!
  if (first < 0x80) return [1, true]
  // Five and six bytes are no letter, but one thing.
  const wanted = [0xc0, 0xe0, 0xf0, 0xf8, 0xfc].findLastIndex(least => first >= least && first < 0xfe) + 2
  if (wanted === 1) return [1, false]
  let code = first & (0x7f >> wanted)
  for (let i = 1; i < wanted; i++) {
    if (!isFollowing(bytes[at + i])) return [i, false]
    code = (code << 6) | (bytes[at + i]! & 0x3f)
  }
  const least = [0, 0, 0x80, 0x800, 0x10000][wanted] ?? Infinity
  return [wanted, code >= least && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff)]
}

function readReplacement(text: string): string {
  return [...text].length > 1 ? invalid('Replacement character string must empty or a single character') : text
}

function readReplacementCode(code: bigint): string {
  const isLetter = code >= 0n && code <= 0x10ffffn && !(code >= 0xd800n && code <= 0xdfffn)
  return isLetter ? String.fromCodePoint(Number(code)) : invalid('Invalid replacement character')
}

const ascii = (bytes: Uint8Array | string) =>
  typeof bytes === 'string' ? bytes : Buffer.from(bytes).toString('latin1')

/** A byte as Java has it. */
const signed = (byte: number): number => (byte << 24) >> 24

/** @throws Error as java.util.Base64's decoders */
function fromBase64(input: Uint8Array | string, isUrl: boolean): Uint8Array {
  const text = typeof input === 'string' ? Buffer.from(input).toString('latin1') : ascii(input)
  const plain = text.replace(/={1,2}$/, '')
  if (text.length === 1) invalid('Input byte[] should at least have 2 bytes for base64 bytes')
  const wrong = (isUrl ? /[^A-Za-z0-9_-]/ : /[^A-Za-z0-9+/]/).exec(plain)
  const units = text.length % 4
  if (wrong !== null && wrong[0] !== '=')
    invalid(`Illegal base64 character ${signed(wrong[0].charCodeAt(0)).toString(16)}`)
  if (wrong !== null || (text !== plain && units !== 0)) invalid('Input byte array has wrong 4-byte ending unit')
  if (plain.length % 4 === 1) invalid('Last unit does not have enough valid bits')
  return Buffer.from(plain, isUrl ? 'base64url' : 'base64')
}

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

function toBase32(bytes: Uint8Array): string {
  let bits = ''
  for (const byte of bytes) bits += byte.toString(2).padStart(8, '0')
  const letters = (bits.match(/.{1,5}/g) ?? []).map(five => BASE32[Number.parseInt(five.padEnd(5, '0'), 2)]).join('')
  return letters.padEnd(Math.ceil(letters.length / 8) * 8, '=')
}

function fromBase32(input: Uint8Array | string): Uint8Array {
  const text = (typeof input === 'string' ? input : Buffer.from(input).toString('utf8')).replace(/=+$/, '')
  if ([1, 3, 6].includes(text.length % 8)) invalid(`Invalid input length ${text.length}`)
  const wrong = /[^A-Z2-7]/.exec(text)
  if (wrong !== null) {
    const code = wrong[0].charCodeAt(0)
    invalid(`Unrecognized character: ${code <= 0x20 || code >= 0x7f ? `0x${code.toString(16)}` : wrong[0]}`)
  }
  const bits = [...text].map(letter => BASE32.indexOf(letter).toString(2).padStart(5, '0')).join('')
  return Uint8Array.from({ length: Math.floor(bits.length / 8) }, (_, i) =>
    Number.parseInt(bits.slice(8 * i, 8 * i + 8), 2),
  )
}

function fromHex(input: Uint8Array | string): Uint8Array {
  const bytes = Buffer.from(input as string)
  if (bytes.length % 2 === 1) invalid(`invalid input length ${bytes.length}`)
  for (const byte of bytes) {
    if (!/[0-9A-Fa-f]/.test(String.fromCharCode(byte)) || byte > 0x7f) {
      invalid(`not a hexadecimal digit: "${String.fromCharCode(signed(byte) & 0xffff)}" = ${signed(byte)}`)
    }
  }
  return Buffer.from(bytes.toString('latin1'), 'hex')
}

function need(bytes: Uint8Array, length: number, message: string): DataView {
  if (bytes.length !== length) invalid(message)
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}

function put(length: number, write: (data: DataView) => void): Uint8Array {
  const bytes = new Uint8Array(length)
  write(new DataView(bytes.buffer))
  return bytes
}

const FLOAT = (length: number) => `Input floating-point value must be exactly ${length} bytes long`

/** From 1; from the end for a negative start. */
function substr(bytes: Uint8Array, start: bigint, length: bigint): Uint8Array {
  const from = start > 0n ? start - 1n : BigInt(bytes.length) + start
  if (start === 0n || length <= 0n || from < 0n || from >= BigInt(bytes.length)) return new Uint8Array()
  const end = from + length
  return bytes.slice(Number(from), end > BigInt(bytes.length) ? bytes.length : Number(end))
}

/** The most bytes that are filled up to. */
const LONGEST = 10_000

function pad(bytes: Uint8Array, length: bigint, filler: Uint8Array, isLeft: boolean): Uint8Array {
  if (length < 0n || length > 2147483647n) invalid('Target length must be in the range [0..2147483647]')
  if (filler.length === 0) invalid('Padding bytes must not be empty')
  if (length > BigInt(LONGEST))
    throw new Error(`NOT_SUPPORTED_LOCALLY: bytes filled up to more than ${LONGEST} run on Athena only, got ${length}`)
  if (BigInt(bytes.length) >= length) return bytes.slice(0, Number(length))
  const filled = Buffer.alloc(Number(length) - bytes.length, filler)
  return Buffer.concat(isLeft ? [filled, bytes] : [bytes, filled])
}

const native = (parameters: readonly NativeType[], returns: NativeType, run: Native['run']): Native => ({
  parameters,
  returns,
  run,
})

/** Of bytes, and of text under another name. */
const both = (name: string, run: (input: Uint8Array | string) => Uint8Array): Natives => ({
  [`trino_${name}`]: native(['blob'], 'blob', run),
  [`trino_${name}_text`]: native(['varchar'], 'blob', run),
})

export const natives: Natives = {
  ...both('from_base64', input => fromBase64(input, false)),
  ...both('from_base64url', input => fromBase64(input, true)),
  ...both('from_base32', fromBase32),
  ...both('from_hex', fromHex),
  trino_to_base64url: native(['blob'], 'varchar', (bytes: Uint8Array) => {
    const text = Buffer.from(bytes).toString('base64url')
    return text.padEnd(Math.ceil(text.length / 4) * 4, '=')
  }),
  trino_to_base32: native(['blob'], 'varchar', toBase32),
  trino_from_utf8: native(['blob'], 'varchar', (bytes: Uint8Array) => fromUtf8(bytes, '\ufffd')),
  trino_from_utf8_with: native(['blob', 'varchar'], 'varchar', (bytes, text) => fromUtf8(bytes, readReplacement(text))),
  trino_from_utf8_code: native(['blob', 'bigint'], 'varchar', (bytes, code) =>
    fromUtf8(bytes, readReplacementCode(code)),
  ),
  trino_to_big_endian_64: native(['bigint'], 'blob', (value: bigint) => put(8, data => data.setBigInt64(0, value))),
  trino_to_big_endian_32: native(['bigint'], 'blob', (value: bigint) =>
    put(4, data => data.setInt32(0, Number(value))),
  ),
  trino_from_big_endian_64: native(['blob'], 'bigint', (bytes: Uint8Array) =>
    need(bytes, 8, `expected 8-byte input, but got instead: ${bytes.length}`).getBigInt64(0),
  ),
  trino_from_big_endian_32: native(['blob'], 'bigint', (bytes: Uint8Array) =>
    BigInt(need(bytes, 4, `expected 4-byte input, but got instead: ${bytes.length}`).getInt32(0)),
  ),
  trino_to_ieee754_64: native(['double'], 'blob', (value: number) => put(8, data => data.setFloat64(0, value))),
  trino_to_ieee754_32: native(['double'], 'blob', (value: number) => put(4, data => data.setFloat32(0, value))),
  trino_from_ieee754_64: native(['blob'], 'double', (bytes: Uint8Array) => need(bytes, 8, FLOAT(8)).getFloat64(0)),
  trino_from_ieee754_32: native(['blob'], 'double', (bytes: Uint8Array) => need(bytes, 4, FLOAT(4)).getFloat32(0)),
  trino_blob_substr: native(['blob', 'bigint', 'bigint'], 'blob', substr),
  trino_blob_lpad: native(['blob', 'bigint', 'blob'], 'blob', (bytes, length, filler) =>
    pad(bytes, length, filler, true),
  ),
  trino_blob_rpad: native(['blob', 'bigint', 'blob'], 'blob', (bytes, length, filler) =>
    pad(bytes, length, filler, false),
  ),
  trino_blob_reverse: native(['blob'], 'blob', (bytes: Uint8Array) => Uint8Array.from(bytes).reverse()),
}
