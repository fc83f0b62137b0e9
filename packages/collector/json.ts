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

const QUOTED = /^Unexpected .*?, (\.\.\.)?"(.*)"(\.\.\.)? is not valid JSON$/s

/** The engine's words, with line and column where it leaves them out but quotes the place. */
function locate(message: string, text: string): string {
  if (/position \d+/.test(message)) return message
  if (/end of JSON/i.test(message)) return `${message} (after ${text.length} characters)`
  const [, cutBefore, quoted = '', cutAfter] = QUOTED.exec(message) ?? []
  // The engine quotes ten characters on either side of the token it did not expect.
  const position = cutBefore
    ? positionOf(quoted, cutAfter !== undefined, text) + 10
    : cutAfter
      ? quoted.length - 10
      : -1
  if (position < 0) return message
  const before = text.slice(0, position).split('\n')
  return `${message} (at position ${position}, line ${before.length} column ${before.at(-1)!.length + 1})`
}

/** Where the quoted text begins; far below 0 when it stands in several places. */
function positionOf(quoted: string, isCut: boolean, text: string): number {
  if (!isCut) return text.length - quoted.length
  const start = text.indexOf(quoted)
  return start >= 0 && text.indexOf(quoted, start + 1) < 0 ? start : Number.NEGATIVE_INFINITY
}
