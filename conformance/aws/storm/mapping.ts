// What Lambda's event source mapping does with a stream: each shard in its order, a batch at a time, by whichever instance is
// free; what fails in halves and again, and in the end into the bucket. Now and then it forgets how far it was.
import { failureMessage } from '@clickstream/stream/failure'
import { type Handler, makeEvent } from '@clickstream/stream/invocation'
import type { Stream, StreamRecord } from '@clickstream/stream/stream'
import type { Random } from './weather.ts'

const ARN = 'arn:aws:kinesis:us-east-1:123456789012:stream/clicks'
const FUNCTION = 'arn:aws:lambda:us-east-1:123456789012:function:clicks-transform'
const MOST_RECORDS = 100
const MOST_TRIES = 3

export interface Instance {
  readonly handler: Handler
  readonly isDead: () => boolean
}

export interface MappingOptions {
  readonly random: Random
  /** A new instance of the function. */
  readonly start: () => Instance
  /** Keeps a batch that was given up, as Lambda does. */
  readonly keep: (key: string, message: string) => Promise<unknown>
}

export class Mapping {
  readonly tally = { batches: 0, failed: 0, given_up: 0, rewound: 0, instances: 0 }
  readonly #options: MappingOptions
  readonly #idle: Instance[] = []

  constructor(options: MappingOptions) {
    this.#options = options
  }

  /**
   * Works on a shard until it is at its end and `isClosed` says that nothing more comes.
   * @param name the shard's for the function, by which files are named
   */
  async drain(stream: Pick<Stream, 'read'>, shard: string, name: string, isClosed: () => boolean): Promise<void> {
    const { random } = this.#options
    const done: string[] = []
    for (;;) {
      const isOver = isClosed()
      const from = done.length === 0 ? 'oldest' : { after: done.at(-1)! }
      const records = await stream.read(shard, from, 1 + Math.floor(random() * MOST_RECORDS))
      if (records.length === 0 && isOver) return
      if (records.length === 0) {
        await new Promise(resolve => setTimeout(resolve, 20))
        continue
      }
      await this.#work(name, records)
      done.push(...records.map(({ sequence_number }) => sequence_number))
      if (random() < 0.05) {
        this.tally.rewound++
        done.length = Math.max(0, done.length - Math.floor(random() * 150))
      }
    }
  }

  async #work(shard: string, records: readonly StreamRecord[]): Promise<void> {
    const { random } = this.#options
    const left = [records]
    for (let tries = 1; left.length > 0; ) {
      const batch = left[0]!
      if (await this.#invoke(shard, batch)) {
        left.shift()
        tries = 1
      } else if (random() < 0.05 || (batch.length === 1 && tries++ === MOST_TRIES)) {
        await this.#giveUp(shard, batch)
        left.shift()
        tries = 1
      } else if (batch.length > 1) {
        const middle = Math.ceil(batch.length / 2)
        left.splice(0, 1, batch.slice(0, middle), batch.slice(middle))
      }
    }
  }

  async #invoke(shard: string, batch: readonly StreamRecord[]): Promise<boolean> {
    const { random, start } = this.#options
    const at = Math.floor(random() * (this.#idle.length + 1))
    const [found] = this.#idle.splice(at, 1)
    if (found === undefined) this.tally.instances++
    const instance = found ?? start()
    this.tally.batches++
    try {
      await instance.handler(makeEvent(shard, batch, ARN))
      return true
    } catch {
      this.tally.failed++
      return false
    } finally {
      if (!instance.isDead()) this.#idle.push(instance)
    }
  }

  async #giveUp(shard: string, batch: readonly StreamRecord[]): Promise<void> {
    this.tally.given_up++
    const why = {
      condition: 'RetryAttemptsExhausted',
      attempts: MOST_TRIES,
      thrown: true,
      function_arn: FUNCTION,
    } as const
    const message = failureMessage(makeEvent(shard, batch, ARN), why, Date.now())
    const { startSequenceNumber: first } = message.KinesisBatchInfo
    await this.#options.keep(`aws/lambda/mapping/${shard}/${first}-${this.tally.given_up}`, JSON.stringify(message))
  }
}
