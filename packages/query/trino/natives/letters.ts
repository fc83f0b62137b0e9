// Letters in the encodings that SQL/JSON has, as Java reads and writes them: the last byte of a number first.
import type { Natives } from '../native.ts'

type Encoding = 'UTF8' | 'UTF16' | 'UTF32'

const REPLACEMENT = 0xfffd

function readLetters(bytes: Uint8Array, encoding: Encoding): string {
  if (encoding !== 'UTF32')
    return new TextDecoder(encoding === 'UTF8' ? 'utf-8' : 'utf-16le', { ignoreBOM: true }).decode(bytes)
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const letters: string[] = []
  for (let at = 0; at < bytes.length; at += 4) {
    const code = at + 4 <= bytes.length ? view.getUint32(at, true) : REPLACEMENT
    const isLetter = code <= 0x10ffff && (code < 0xd800 || code > 0xdfff)
    letters.push(String.fromCodePoint(isLetter ? code : REPLACEMENT))
  }
  return letters.join('')
}

function writeLetters(text: string, encoding: Encoding): Uint8Array {
  if (encoding !== 'UTF32') return Buffer.from(text, encoding === 'UTF8' ? 'utf8' : 'utf16le')
  const codes = [...text].map(letter => letter.codePointAt(0)!)
  const bytes = new DataView(new ArrayBuffer(codes.length * 4))
  for (const [i, code] of codes.entries()) bytes.setUint32(i * 4, code, true)
  return new Uint8Array(bytes.buffer)
}

export const natives: Natives = {
  trino_read_letters: { parameters: ['blob', 'varchar'], returns: 'varchar', run: readLetters },
  trino_write_letters: { parameters: ['varchar', 'varchar'], returns: 'blob', run: writeLetters },
}
