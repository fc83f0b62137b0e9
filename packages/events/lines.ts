// NDJSON files, plain or .gz, line by line. Splits at \n alone: U+2028 and the like are text in JSON, not line ends.
import { createReadStream } from 'node:fs'
import { createGunzip } from 'node:zlib'

/** A line longer than this is no event, and is cut into pieces of this size rather than kept in memory whole. */
const MAX_LINE_BYTES = 16 * 1024 * 1024
const CARRIAGE_RETURN = 13
/** Some programs begin every file with it. */
const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf])

/**
 * The lines of a file, in arrays of whatever one read brought; without their ends, blank ones left out. UTF-8; broken
 * bytes become U+FFFD. `onRead` is told the bytes read so far, as they lie on disk.
 * @throws what reading and unpacking throw, also for a .gz that breaks off.
 */
export async function* readLines(file: string, onRead: (bytes: number) => void = () => {}): AsyncGenerator<string[]> {
  const source = createReadStream(file, { highWaterMark: 1 << 20 })
  const plain = file.endsWith('.gz') ? source.pipe(createGunzip({ chunkSize: 1 << 18 })) : source
  // pipe() passes data on but not errors.
  if (plain !== source) source.on('error', error => plain.destroy(error))
  let rest: Buffer = Buffer.alloc(0)
  let isFirst = true
  for await (const read of plain as AsyncIterable<Buffer>) {
    const chunk = isFirst && read.subarray(0, 3).equals(BYTE_ORDER_MARK) ? read.subarray(3) : read
    isFirst = false
    const text = rest.length === 0 ? chunk : Buffer.concat([rest, chunk])
    const end = text.lastIndexOf(10)
    if (end === -1 && text.length < MAX_LINE_BYTES) {
      rest = text
      continue
    }
    const whole = end === -1 ? text.length : end
    rest = Buffer.from(text.subarray(whole + 1))
    onRead(source.bytesRead)
    yield splitLines(text.toString('utf8', 0, whole))
  }
  onRead(source.bytesRead)
  if (rest.length > 0) yield splitLines(rest.toString('utf8'))
}

function splitLines(text: string): string[] {
  const lines = text.split('\n')
  return lines
    .map(line => (line.charCodeAt(line.length - 1) === CARRIAGE_RETURN ? line.slice(0, -1) : line))
    .filter(line => line.trim() !== '')
}
