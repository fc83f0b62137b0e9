// Compressed bodies, inflated no further than the bound.
import { brotliDecompressSync, gunzipSync, inflateRawSync, inflateSync } from 'node:zlib'
import { MAX_BODY_BYTES, tooLarge } from './body.ts'
import type { ByteLoan } from './budget.ts'
import { Refusal } from './refusal.ts'

// Synchronous, so that one body at a time is being inflated and the bound is the memory it costs; a whole 5 MiB take
// less time than parsing them does.
type Inflate = (bytes: Uint8Array, options: { maxOutputLength: number; chunkSize: number }) => Uint8Array

const inflaters: Readonly<Record<string, Inflate>> = {
  gzip: gunzipSync,
  'x-gzip': gunzipSync,
  // It means zlib's format, but some clients send the bare one.
  deflate: (bytes, options) => (isZlib(bytes) ? inflateSync : inflateRawSync)(bytes, options),
  br: brotliDecompressSync,
}

/**
 * The body as it was before compression. Some SDKs send gzip without saying so: its first bytes, with which no JSON
 * begins, give it away.
 * @throws Refusal 415 for an encoding we don't read, 413 above the bound, 400 when the bytes are not what they are said to be.
 */
export function inflateBody(bytes: Uint8Array, encoding: string | undefined, loan: ByteLoan): Uint8Array {
  const said = encoding?.trim().toLowerCase() ?? ''
  const name = said === '' || said === 'identity' ? guessEncoding(bytes) : said
  if (name === null || bytes.length === 0) return bytes
  const inflate = Object.hasOwn(inflaters, name) ? inflaters[name] : undefined
  if (inflate === undefined) {
    throw new Refusal(415, `Content-Encoding: expected gzip, deflate, br or none, got ${JSON.stringify(said)}`, {
      'Accept-Encoding': 'gzip, deflate, br',
    })
  }
  let inflated: Uint8Array
  try {
    inflated = inflate(bytes, { maxOutputLength: MAX_BODY_BYTES, chunkSize: 64 * 1024 })
  } catch (error) {
    if ((error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge(`more once inflated (${name})`)
    throw new Refusal(400, `body: expected ${name} data, got bytes that are not: ${(error as Error).message}`)
  }
  loan.take(inflated.length)
  return inflated
}

function guessEncoding(bytes: Uint8Array): 'gzip' | 'deflate' | null {
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) return 'gzip'
  return bytes[0] === 0x78 && isZlib(bytes) ? 'deflate' : null
}

/** RFC 1950: method 8, and the first two bytes are a multiple of 31. */
function isZlib(bytes: Uint8Array): boolean {
  return bytes.length > 2 && (bytes[0]! & 15) === 8 && (bytes[0]! * 256 + bytes[1]!) % 31 === 0
}
