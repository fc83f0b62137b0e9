// The stream on AWS. What the seam promises holds but for one thing: a put that fails may have been taken in part, and what
// of it is sent again is then there twice. Events have an event_id, by which they are one again.
import { explainFault, faultName, isPassing } from './fault.ts'
import { type KinesisApi, openKinesis } from './kinesis-client.ts'
import { putRecords } from './kinesis-put.ts'
import { type Ahead, KinesisReader } from './kinesis-read.ts'
import { padSequence, stripSequence } from './kinesis-sequence.ts'
import { checkLimits } from './limits.ts'
import { Persistence, type PersistenceEffects } from './persistence.ts'
import { type NewRecord, type Placed, type Position, READ_BYTES, type Stream, type StreamRecord } from './stream.ts'

const NAME = /^[a-zA-Z0-9_.-]{1,128}$/
const SHARD = /^[a-zA-Z0-9_.-]{1,128}$/
const PATIENCE_MS = 5000

export class KinesisStream implements Stream {
  readonly name: string
  readonly #api: KinesisApi
  readonly #effects: PersistenceEffects
  readonly #reader: KinesisReader
  #isClosed = false

  /** @throws RangeError when the name cannot be a stream's */
  constructor(name: string, api: KinesisApi, effects: PersistenceEffects = {}) {
    if (!NAME.test(name)) throw new RangeError(`STREAM: expected kinesis:<name of a stream>, got kinesis:${name}`)
    this.name = name
    this.#api = api
    this.#effects = effects
    this.#reader = new KinesisReader(api, name, effects)
  }

  /** The stream of that name in the region, and with the credentials, of the environment. Nothing is asked of it yet. */
  static async open(name: string): Promise<KinesisStream> {
    return new KinesisStream(name, await openKinesis())
  }

  async put(records: readonly NewRecord[]): Promise<Placed[]> {
    this.#checkOpen()
    checkLimits(records)
    return records.length === 0 ? [] : putRecords(this.#api, this.name, records, this.#effects)
  }

  async read(shard: string, from: Position, limit: number, max_bytes = READ_BYTES): Promise<StreamRecord[]> {
    this.#checkOpen()
    if (!Number.isInteger(limit) || limit < 1) throw new RangeError(`limit: expected 1 or more, got ${limit}`)
    if (!SHARD.test(shard)) throw new RangeError(`shard: expected one of stream ${this.name}, got ${shard}`)
    const after = from === 'oldest' ? null : padSequence(stripSequence(from.after))
    return this.#reader.read(shard, after, limit, max_bytes)
  }

  /** Those closed by resharding are among them for as long as the stream keeps what they hold. */
  async shards(): Promise<string[]> {
    this.#checkOpen()
    const names: string[] = []
    let next: string | undefined
    do {
      const page = await this.#listShards(next)
      for (const { ShardId } of page.Shards ?? []) names.push(ShardId!)
      next = page.NextToken
    } while (next !== undefined)
    return names.sort()
  }

  /** What lies ahead of a record in a shard; null: of its beginning. @throws RangeError for a number of another stream */
  async look(shard: string, after: string | null): Promise<Ahead> {
    this.#checkOpen()
    return this.#reader.look(shard, after)
  }

  async close(): Promise<void> {
    if (this.#isClosed) return
    this.#isClosed = true
    this.#api.close()
  }

  async #listShards(NextToken: string | undefined) {
    const persistence = new Persistence(PATIENCE_MS, this.#effects)
    for (;;) {
      try {
        return await this.#api.listShards(NextToken === undefined ? { StreamName: this.name } : { NextToken })
      } catch (error) {
        if (!isPassing(error)) throw explainFault(error, 'kinesis:ListShards', `stream ${this.name}`)
        await persistence.pause(() => `stream ${this.name}: expected a list of its shards, got ${faultName(error)}`)
      }
    }
  }

  #checkOpen(): void {
    if (this.#isClosed) throw new Error(`stream ${this.name}: expected it to be open, it was closed`)
  }
}
