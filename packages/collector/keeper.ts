// Records on the stream, before anybody is told that they are kept.
import { MAX_PUT_BYTES, MAX_PUT_RECORDS, type NewRecord, type Stream, StreamBusy } from '@clickstream/stream/stream'
import { Refusal, refuseForNow } from './refusal.ts'

/** What /health tells of the stream. */
export interface Health {
  readonly ok: boolean
  readonly shards: number | null
  /** When the stream last kept something, ms since 1970. */
  readonly kept_at: number | null
  readonly error: string | null
}

type Log = (entry: Readonly<Record<string, unknown>>) => void

/** After a failed put the collector calls itself unwell this long, unless a later put succeeds. */
const UNWELL_MS = 10_000

/** Where rejected events go when not into the stream: takes any number of records, and none by halves that it tells of. */
export interface Aside {
  /** @throws StreamBusy when it cannot just now */
  put(records: readonly NewRecord[]): Promise<unknown>
}

/** Keeps what a request brings, all of it or none that counts. */
export class Keeper {
  readonly #stream: Pick<Stream, 'put' | 'shards'>
  readonly #aside: Aside | undefined
  readonly #clock: () => number
  readonly #log: Log
  #keptAt: number | null = null
  #failure: { readonly at: number; readonly message: string } | null = null

  constructor(stream: Pick<Stream, 'put' | 'shards'>, clock: () => number, log: Log, aside?: Aside) {
    this.#stream = stream
    this.#aside = aside
    this.#clock = clock
    this.#log = log
  }

  /**
   * Resolves when every record is kept. Usually that is one put, all or nothing. Only when there is more than one holds, or
   * where the rejected go aside, do they go before the accepted, which are always one put: should a later put fail, the
   * client's retry repeats some rows of `rejected`, but never an event, not even one without an event_id of its own.
   * (Kinesis may take a part of a put that fails: there only an event_id of the client's own makes its retry one event.)
   * @throws Refusal 503 when the stream cannot take them, 413 when the accepted are more than one put holds.
   */
  async keep(accepted: readonly NewRecord[], rejected: readonly NewRecord[]): Promise<void> {
    const all = rejected.length === 0 ? accepted : [...accepted, ...rejected]
    if (all.length === 0) return
    const isApart = this.#aside !== undefined && rejected.length > 0
    if (!isApart && all.length <= MAX_PUT_RECORDS && sizeOf(all) <= MAX_PUT_BYTES) return this.#put(all)
    const size = sizeOf(accepted)
    if (size > MAX_PUT_BYTES) {
      throw new Refusal(
        413,
        `body: expected events of at most ${MAX_PUT_BYTES} bytes together, got ${size}; send fewer a request`,
      )
    }
    if (isApart) await this.#put(rejected, this.#aside)
    else for (const part of splitRecords(rejected)) await this.#put(part)
    if (accepted.length > 0) await this.#put(accepted)
  }

  /** Whether records can be kept just now. */
  async check(): Promise<Health> {
    const failure =
      this.#failure !== null && this.#clock() - this.#failure.at < UNWELL_MS ? this.#failure.message : null
    try {
      const shards = (await this.#stream.shards()).length
      return { ok: failure === null && shards > 0, shards, kept_at: this.#keptAt, error: failure }
    } catch (error) {
      return { ok: false, shards: null, kept_at: this.#keptAt, error: (error as Error).message }
    }
  }

  async #put(records: readonly NewRecord[], to: Aside = this.#stream): Promise<void> {
    try {
      await to.put(records)
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error)
      this.#failure = { at: this.#clock(), message }
      this.#log({ level: 'error', message: 'Records were not kept', records: records.length, error: message })
      // Whatever was said: not all is kept, and the client has to come again.
      const seconds = error instanceof StreamBusy ? error.retryAfterSeconds : 5
      throw refuseForNow(503, 'stream: expected to keep the events, but it cannot just now; send them again', seconds)
    }
    this.#failure = null
    this.#keptAt = this.#clock()
  }
}

/** The records in as few parts as the limits of a put allow, in order. */
function splitRecords(records: readonly NewRecord[]): NewRecord[][] {
  const parts: NewRecord[][] = []
  let part: NewRecord[] = []
  let bytes = 0
  for (const record of records) {
    const size = sizeOf([record])
    if (part.length === MAX_PUT_RECORDS || bytes + size > MAX_PUT_BYTES) {
      parts.push(part)
      part = []
      bytes = 0
    }
    part.push(record)
    bytes += size
  }
  if (part.length > 0) parts.push(part)
  return parts
}

function sizeOf(records: readonly NewRecord[]): number {
  let bytes = 0
  for (const record of records) bytes += record.data.length + Buffer.byteLength(record.partition_key)
  return bytes
}
