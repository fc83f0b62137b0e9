// Kinesis's limits, held here as well, so that what works here works there.
import { MAX_PUT_BYTES, MAX_PUT_RECORDS, MAX_RECORD_BYTES, type NewRecord } from './stream.ts'

const MAX_KEY_CHARACTERS = 256

/**
 * Checks one put and returns its bytes (data + partition keys).
 * @throws RangeError naming the record and the limit
 * @throws TypeError when a record has no text key or no bytes
 */
export function checkLimits(records: readonly NewRecord[]): number {
  if (records.length > MAX_PUT_RECORDS) {
    throw new RangeError(`put: expected at most ${MAX_PUT_RECORDS} records, got ${records.length}`)
  }
  let total = 0
  for (let i = 0; i < records.length; i++) {
    const { partition_key: key, data } = records[i]!
    if (typeof key !== 'string')
      throw new TypeError(`put: expected a string as partition_key of record ${i}, got ${typeof key}`)
    if (!(data instanceof Uint8Array))
      throw new TypeError(`put: expected a Uint8Array as data of record ${i}, got ${typeof data}`)
    if (key.length < 1 || key.length > MAX_KEY_CHARACTERS) {
      throw new RangeError(
        `put: expected a partition_key of 1 to ${MAX_KEY_CHARACTERS} characters in record ${i}, got ${key.length}`,
      )
    }
    const bytes = data.byteLength + Buffer.byteLength(key)
    if (bytes > MAX_RECORD_BYTES) {
      throw new RangeError(`put: expected at most ${MAX_RECORD_BYTES} bytes (data + key) in record ${i}, got ${bytes}`)
    }
    total += bytes
  }
  if (total > MAX_PUT_BYTES) throw new RangeError(`put: expected at most ${MAX_PUT_BYTES} bytes, got ${total}`)
  return total
}
