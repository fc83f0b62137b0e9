// A batch in the making: as many records as one invocation takes.
import type { StreamRecord } from './stream.ts'

/** Records of one shard in order, up to a number and a payload. */
export class Batch {
  readonly records: StreamRecord[] = []
  /** No further record fits, or will. */
  isFull = false
  readonly #maxRecords: number
  readonly #maxPayload: number
  #payload = 0

  /** @param maxPayload bytes of payload as Lambda counts them: data in base64; a single record may be larger */
  constructor(maxRecords: number, maxPayload: number) {
    this.#maxRecords = maxRecords
    this.#maxPayload = maxPayload
  }

  /** The records it could still take, and the bytes of data. */
  get room(): { records: number; bytes: number } {
    return {
      records: this.#maxRecords - this.records.length,
      bytes: Math.floor((this.#maxPayload - this.#payload) / 4) * 3,
    }
  }

  /** Takes the records up to the first that does not fit. */
  add(records: readonly StreamRecord[]): void {
    for (const record of records) {
      const payload = this.#payload + base64Length(record.data.byteLength)
      this.isFull = this.records.length > 0 && (this.room.records <= 0 || payload > this.#maxPayload)
      if (this.isFull) return
      this.records.push(record)
      this.#payload = payload
    }
    this.isFull = this.room.records <= 0 || this.room.bytes <= 0
  }
}

function base64Length(bytes: number): number {
  return Math.ceil(bytes / 3) * 4
}
