// Clients of the collector, and the collector on a bad day of Kinesis and Firehose: what is refused is sent until it is acked.
import { createApp } from '@clickstream/collector/app'
import { parseKeys } from '@clickstream/collector/keys'
import { DeliveryStream, type FirehoseApi } from '@clickstream/stream/firehose'
import { KinesisStream } from '@clickstream/stream/kinesis'
import type { KinesisApi } from '@clickstream/stream/kinesis-client'
import type { Random } from './weather.ts'

const APPS = ['shortener', 'store', 'rare'] as const
/** Of so many, that many events are of each app; what is rare begins late in a batch. */
const SHARES = [0.5, 0.95]
const IMPATIENT = { sleep: () => new Promise(resolve => setTimeout(resolve, 1)) }

/** Kinesis that takes some records of a put and not others, or all and says nothing. */
export function openStormy(name: string, calm: KinesisApi, random: Random): KinesisStream {
  const api: KinesisApi = {
    getShardIterator: input => calm.getShardIterator(input),
    getRecords: input => calm.getRecords(input),
    listShards: input => calm.listShards(input),
    close: () => calm.close(),
    putRecords: async input => {
      const dice = random()
      const lost = Object.assign(new Error('the answer was lost'), { name: 'TimeoutError' })
      if (dice < 0.05) throw lost
      if (dice > 0.2) {
        const answer = await calm.putRecords(input)
        if (dice > 0.95) throw lost
        return answer
      }
      const isTaken = input.Records!.map(() => random() < 0.6)
      const some = input.Records!.filter((_, i) => isTaken[i])
      const taken = some.length === 0 ? [] : (await calm.putRecords({ ...input, Records: some })).Records!
      const refused = { ErrorCode: 'ProvisionedThroughputExceededException', ErrorMessage: 'slow down' }
      return {
        FailedRecordCount: isTaken.length - some.length,
        Records: isTaken.map(is => (is ? taken.shift()! : refused)),
      }
    },
  }
  return new KinesisStream(name, api, IMPATIENT)
}

/** Firehose, which refuses some at first and gathers the rest. */
export class Gathered implements FirehoseApi {
  lines: string[] = []
  readonly #random: Random
  constructor(random: Random) {
    this.#random = random
  }

  async putRecordBatch({ Records = [] }: Parameters<FirehoseApi['putRecordBatch']>[0]) {
    const RequestResponses = Records.map(({ Data }) => {
      if (this.#random() < 0.1) return { ErrorCode: 'ServiceUnavailableException' }
      this.lines.push(Buffer.from(Data!).toString())
      return { RecordId: 'taken' }
    })
    return { FailedPutCount: 0, RequestResponses } as never
  }

  close(): void {}
}

export interface Plan {
  readonly random: Random
  readonly requests: number
  /** In each. */
  readonly events: number
  /** Between two of a client. */
  readonly pace_ms: number
  /** When request i comes, ms since 1970. */
  readonly timeOf: (request: number) => number
  readonly streamOf: (request: number) => KinesisStream
  readonly firehose: FirehoseApi
}

/** What was promised to be kept. */
export class Senders {
  readonly acked: string[] = []
  /** By a mark in the payload, how often each was sent: a client that sends again is not recognised by what was rejected. */
  readonly rejected = new Map<string, number>()
  /** Of requests that are not answered yet, when they came. */
  readonly inHand = new Map<number, number>()
  /** When the newest came. */
  newest_at = 0
  sent = 0
  refused = 0
  readonly #plan: Plan

  constructor(plan: Plan) {
    this.#plan = plan
  }

  /** Sends all, some at a time. */
  async run(atOnce: number): Promise<void> {
    let next = 0
    const sender = async () => {
      for (let i = next++; i < this.#plan.requests; i = next++) await this.#send(i)
    }
    await Promise.all(Array.from({ length: atOnce }, sender))
  }

  async #send(i: number): Promise<void> {
    const { random, events, pace_ms, timeOf, streamOf, firehose } = this.#plan
    await new Promise(resolve => setTimeout(resolve, pace_ms))
    const dice = random()
    const app = APPS[SHARES.filter(share => dice >= share).length]!
    const ids = Array.from({ length: events }, (_, n) => `${i}-${n}`)
    const bad = random() < 0.3 ? [`bad-${i}`] : []
    // Some are sent once more, with a later request.
    const again = random() < 0.2 && i > 20 ? [`${i - 1 - Math.floor(random() * 20)}-0`] : []
    const good = [...ids, ...again].map(event_id => eventOf(event_id, app))
    const broken = bad.map(mark => ({ event_type: 'Not A Name', anonymous_id: 'v', mark }))
    const body = JSON.stringify({ events: [...good, ...broken] })
    for (let tries = 1; ; tries++) {
      const now = timeOf(i)
      this.inHand.set(i, now)
      this.newest_at = Math.max(this.newest_at, now)
      const keys = parseKeys(APPS.map(each => `${each}:key-of-${each}-0123456789`).join())
      const rejected = new DeliveryStream('refused', firehose, IMPATIENT)
      const collector = createApp({ stream: streamOf(i), rejected, keys, rate: null, clock: () => now, log: () => {} })
      const headers = { 'content-type': 'application/json', 'x-write-key': `key-of-${app}-0123456789` }
      const { status } = await collector.fetch(new Request('http://c/v1/events', { method: 'POST', headers, body }))
      this.sent++
      for (const mark of bad) this.rejected.set(mark, tries)
      if (status >= 300) this.refused++
      else if (random() > 0.05) break
    }
    this.inHand.delete(i)
    for (const id of [...ids, ...again]) this.acked.push(`${app}/${id}`)
  }
}

function eventOf(event_id: string, app: string) {
  return { event_type: 'page_viewed', event_id, app, anonymous_id: `v-${event_id}`, page_url: 'https://example.com/' }
}
