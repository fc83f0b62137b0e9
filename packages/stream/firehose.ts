// Records past the stream, into the lake's bucket as lines of gzip files: the way of what the collector rejected, so that a
// broken client never takes the stream's room from others.
import type { PutRecordBatchInput, PutRecordBatchOutput } from '@aws-sdk/client-firehose'
import { explainFault, faultName, isPassing } from './fault.ts'
import { Persistence, type PersistenceEffects } from './persistence.ts'
import type { NewRecord } from './stream.ts'

/** Firehose's limits of a request and of a record, bytes; the line end that each record gets counts. */
const MAX_RECORDS = 500
const MAX_BYTES = 4 * 1024 * 1024
const MAX_RECORD_BYTES = 1000 * 1024

const NAME = /^[a-zA-Z0-9_.-]{1,64}$/
const PATIENCE_MS = 5000
const CONNECT_MS = 1000
const REQUEST_MS = 3000
const LINE_END = Uint8Array.of(10)

/** What of Firehose's API is used. Sends once. */
export interface FirehoseApi {
  putRecordBatch(input: PutRecordBatchInput): Promise<PutRecordBatchOutput>
  close(): void
}

/** Takes records whose data is text without line ends, such as JSON. */
export class DeliveryStream {
  readonly name: string
  readonly #api: FirehoseApi
  readonly #effects: PersistenceEffects

  /** @throws RangeError when the name cannot be a delivery stream's */
  constructor(name: string, api: FirehoseApi, effects: PersistenceEffects = {}) {
    if (!NAME.test(name)) throw new RangeError(`REJECTED: expected firehose:<name of a delivery stream>, got ${name}`)
    this.name = name
    this.#api = api
    this.#effects = effects
  }

  /**
   * Opens what REJECTED (or `url`) names, `firehose:<name>`. Nothing is asked of it yet.
   * @throws RangeError for any other URL
   */
  static async open(url: string): Promise<DeliveryStream> {
    const [, name] = /^firehose:(.*)$/.exec(url) ?? []
    if (name === undefined) throw new RangeError(`REJECTED: expected firehose:<name of a delivery stream>, got ${url}`)
    return new DeliveryStream(name, await openFirehose())
  }

  /**
   * Resolves when Firehose has every record, in as many requests as its limits ask for.
   * @throws RangeError for a record of more than 999 KiB: nothing was sent
   * @throws StreamBusy when some are refused for seconds; those that were taken stay, and come twice when they are put again
   */
  async put(records: readonly NewRecord[]): Promise<void> {
    const lines = records.map(({ data }) => Buffer.concat([data, LINE_END]))
    const large = lines.findIndex(line => line.length > MAX_RECORD_BYTES)
    if (large !== -1) {
      const got = lines[large]!.length
      throw new RangeError(
        `put: expected at most ${MAX_RECORD_BYTES} bytes and a line end in record ${large}, got ${got}`,
      )
    }
    for (const part of split(lines)) await this.#put(part)
  }

  async close(): Promise<void> {
    this.#api.close()
  }

  async #put(lines: readonly Uint8Array[]): Promise<void> {
    const persistence = new Persistence(PATIENCE_MS, this.#effects)
    let left = lines
    for (;;) {
      const { refused, why } = await this.#attempt(left)
      if (refused.length === 0) return
      left = refused
      await persistence.pause(
        () =>
          `delivery stream ${this.name}: expected ${lines.length} records to be taken, ${left.length} were not: ${why}`,
      )
    }
  }

  async #attempt(lines: readonly Uint8Array[]): Promise<{ refused: Uint8Array[]; why: string }> {
    try {
      const Records = lines.map(Data => ({ Data }))
      const answer = await this.#api.putRecordBatch({ DeliveryStreamName: this.name, Records })
      const results = answer.RequestResponses ?? []
      const refused = lines.filter((_, i) => results[i]?.RecordId === undefined)
      return { refused, why: results.find(each => each.ErrorCode !== undefined)?.ErrorCode ?? 'no word of them' }
    } catch (error) {
      if (isPassing(error)) return { refused: [...lines], why: faultName(error) }
      throw explainFault(error, 'firehose:PutRecordBatch', `delivery stream ${this.name}`)
    }
  }
}

function* split(lines: readonly Uint8Array[]): Generator<Uint8Array[]> {
  let part: Uint8Array[] = []
  let bytes = 0
  for (const line of lines) {
    if (part.length === MAX_RECORDS || bytes + line.length > MAX_BYTES) {
      yield part
      part = []
      bytes = 0
    }
    part.push(line)
    bytes += line.length
  }
  if (part.length > 0) yield part
}

async function openFirehose(): Promise<FirehoseApi> {
  const { FirehoseClient, PutRecordBatchCommand } = await import('@aws-sdk/client-firehose')
  const client = new FirehoseClient({
    // Tried again above, record by record.
    maxAttempts: 1,
    requestHandler: { connectionTimeout: CONNECT_MS, requestTimeout: REQUEST_MS, throwOnRequestTimeout: true },
  })
  return { putRecordBatch: input => client.send(new PutRecordBatchCommand(input)), close: () => client.destroy() }
}
