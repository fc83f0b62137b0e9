// Bytes to text to a value; where that fails, the reason and the text that is kept.
import { isUtf8 } from 'node:buffer'
import type { Reason } from '@clickstream/events/check'

/** A body read as JSON: its value, or why it has none. */
export type Parsed =
  | { readonly text: string; readonly value: unknown; readonly reason?: undefined }
  | { readonly text: string; readonly value?: undefined; readonly reason: Reason }

/** Reads UTF-8 JSON, with or without a byte order mark. Never throws. */
export function parseJson(bytes: Uint8Array): Parsed {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (!isUtf8(buffer)) {
    // Latin-1 maps each byte to one character, so that the bytes can be had back.
    const reason = 'body: expected UTF-8, got other bytes (the payload has them as Latin-1)'
    return { text: buffer.toString('latin1'), reason: { reason_code: 'not_json', field: null, reason } }
  }
  const marked = buffer[0] === 0xef && buffer[1] === 0xbb && buffer[2] === 0xbf
  const text = buffer.toString('utf8', marked ? 3 : 0)
  try {
    return { text, value: JSON.parse(text) }
  } catch (error) {
    const reason = `body: expected JSON, got ${text.trim() === '' ? 'nothing' : locate((error as Error).message, text)}`
    return { text, reason: { reason_code: 'not_json', field: null, reason } }
  }
}

/** The engine's words, with line and column where it leaves them out but quotes the place. */
function locate(message: string, text: string): string {
  if (/position \d+/.test(message)) return message
  if (/end of JSON/i.test(message)) return `${message} (after ${text.length} characters)`
  const quoted = /\.\.\."([\s\S]*)"\.\.\. is not valid JSON$/.exec(message)?.[1]
  const start = quoted === undefined ? -1 : text.indexOf(quoted)
  if (quoted === undefined || start < 0 || text.indexOf(quoted, start + 1) >= 0) return message
  // The engine quotes ten characters on either side of the token it did not expect.
  const position = start + 10
  const before = text.slice(0, position).split('\n')
  return `${message} (at or near position ${position}, line ${before.length} column ${before.at(-1)!.length + 1})`
}
