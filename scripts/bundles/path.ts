// One event's way through every Lambda function as it is deployed, over this machine's stream and lake: what each is handed,
// what it must have done.
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { doors } from '@clickstream/deployment/doors'
import { openCatalog, openStore } from '@clickstream/lake/open'
import { makeEvent } from '@clickstream/stream/invocation'
import { openStream } from '@clickstream/stream/open'
import { root } from './build.ts'

type Name = keyof typeof doors

/** What lies in the folder that all of them work on. */
export class Place {
  readonly event_id = randomUUID()
  readonly secret = randomUUID()
  readonly token = randomUUID()
  readonly env: Readonly<Record<string, string>>

  constructor(folder: string) {
    this.env = {
      STREAM: `sqlite:${join(folder, 'stream.sqlite')}`,
      LAKE: `file:${join(folder, 'lake')}`,
      CATALOG: `sqlite:${join(folder, 'catalog.sqlite')}`,
      LIVE: `sqlite:${join(folder, 'live.sqlite')}`,
      WRITE_KEYS: 'store:key-of-the-store',
      ORIGIN_SECRET: this.secret,
      VIEW_TOKEN: this.token,
      STAGE: 'trial',
      AWS_LAMBDA_FUNCTION_NAME: 'trial',
      TMPDIR: folder,
    }
  }

  /** What the collector kept, as Lambda hands it to a function on the stream. */
  async kinesisEvent() {
    const stream = await openStream(this.env.STREAM)
    try {
      for (const shard of await stream.shards()) {
        const records = await stream.read(shard, 'oldest', 100)
        if (records.length > 0) return makeEvent(shard, records, 'arn:aws:kinesis:us-east-1:000000000000:stream/trial')
      }
    } finally {
      await stream.close()
    }
    throw new Error('stream: expected the event that was collected, got nothing')
  }

  /** The record that the collector kept. */
  async text(): Promise<string> {
    return Buffer.from((await this.kinesisEvent()).Records[0]!.kinesis.data, 'base64').toString()
  }

  /** Keys in the lake that begin so. */
  async keys(prefix: string): Promise<string[]> {
    return (await openStore(this.env.LAKE).list(prefix)).map(({ key }) => key)
  }

  /** The job's last run as the catalog has it. */
  async lastRun(job: string) {
    const catalog = openCatalog(this.env.CATALOG)
    try {
      return (await catalog.runs(job, 1))[0]
    } finally {
      await catalog.close()
    }
  }
}

export interface Stop {
  readonly door: Name
  /** Beside those of the place. */
  readonly env?: (place: Place) => Readonly<Record<string, string>>
  readonly event: (place: Place) => unknown
  /** What is not as it must be; nothing when all is. */
  readonly check: (answer: never, place: Place) => Promise<string | undefined> | string | undefined
}

/** Of the one who sends. */
const ADDRESS = '192.0.2.7'
const page = 'https://shop.example/p/1'

/** A request to a function URL, payload 2.0. */
function request(place: Place, method: string, path: string, body?: string, headers: Record<string, string> = {}) {
  return {
    version: '2.0',
    routeKey: '$default',
    rawPath: path,
    rawQueryString: '',
    headers: {
      host: 'trial.lambda-url.us-east-1.on.aws',
      'x-origin-secret': place.secret,
      'x-viewer-address': ADDRESS,
      'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
      ...headers,
    },
    requestContext: {
      accountId: 'anonymous',
      apiId: 'trial',
      domainName: 'trial.lambda-url.us-east-1.on.aws',
      http: { method, path, protocol: 'HTTP/1.1', sourceIp: '192.0.2.1', userAgent: 'trial' },
      requestId: randomUUID(),
      routeKey: '$default',
      stage: '$default',
      time: '01/Jan/2026:00:00:00 +0000',
      timeEpoch: Date.now(),
    },
    isBase64Encoded: body !== undefined,
    ...(body === undefined ? {} : { body: Buffer.from(body).toString('base64') }),
  }
}

const expect = (subject: string, expected: unknown, got: unknown): string | undefined =>
  got === expected ? undefined : `${subject}: expected ${String(expected)}, got ${String(got)}`

export const path: readonly Stop[] = [
  {
    door: 'collect',
    event: place => {
      const event = { event_type: 'page_viewed', event_id: place.event_id, anonymous_id: 'v-1', page_url: page }
      return request(place, 'POST', '/v1/events', JSON.stringify(event), {
        'content-type': 'application/json',
        'x-write-key': 'key-of-the-store',
      })
    },
    check: async ({ statusCode }: { statusCode: number }, place) =>
      expect('status', 200, statusCode) ??
      // So that what comes later can be seen to be without it.
      expect('the address in the record', true, (await place.text()).includes(ADDRESS)),
  },
  {
    door: 'live',
    event: async place => {
      const event = await place.kinesisEvent()
      const { approximateArrivalTimestamp: at } = event.Records[0]!.kinesis
      const start = Math.floor(at / 60) * 60_000
      const window = { start: new Date(start).toISOString(), end: new Date(start + 60_000).toISOString() }
      const last = { isFinalInvokeForWindow: true, isWindowTerminatedEarly: false }
      return { ...event, window, state: {}, shardId: 'shardId-000000000000', eventSourceARN: '', ...last }
    },
    check: (answer: { batchItemFailures?: unknown[] } | undefined) =>
      expect('failures', 0, answer?.batchItemFailures?.length ?? 0),
  },
  {
    door: 'transform',
    event: place => place.kinesisEvent(),
    check: async (_, place) =>
      expect('files in the lake', 1, (await place.keys('events/app=store/')).length) ??
      expect('rows', 1, (await place.lastRun('transform'))?.rows_out),
  },
  {
    door: 'archive',
    event: place => place.kinesisEvent(),
    check: async (_, place) => expect('files in the archive', 1, (await place.keys('raw/')).length),
  },
  {
    door: 'deliver',
    event: async place => ({
      invocationId: randomUUID(),
      deliveryStreamArn: 'arn:aws:firehose:us-east-1:000000000000:deliverystream/trial',
      sourceKinesisStreamArn: 'arn:aws:kinesis:us-east-1:000000000000:stream/trial',
      region: 'us-east-1',
      records: (await place.kinesisEvent()).Records.map(({ kinesis, eventID }, i) => ({
        recordId: `${i}`,
        approximateArrivalTimestamp: Math.round(kinesis.approximateArrivalTimestamp * 1000),
        data: kinesis.data,
        kinesisRecordMetadata: {
          sequenceNumber: kinesis.sequenceNumber,
          subsequenceNumber: 0,
          partitionKey: kinesis.partitionKey,
          shardId: eventID.split(':')[0],
          approximateArrivalTimestamp: Math.round(kinesis.approximateArrivalTimestamp * 1000),
        },
      })),
    }),
    check({ records: [first] }: { records: readonly { result: string; data: string }[] }, place) {
      const line = Buffer.from(first!.data, 'base64').toString()
      return (
        expect('result', 'Ok', first!.result) ??
        expect('the event in the line', true, line.includes(place.event_id)) ??
        expect('an address in the line', false, line.includes(ADDRESS))
      )
    },
  },
  {
    door: 'refused',
    event: async place => {
      const key = `refused/2026/01/01/00/trial-${place.event_id}.gz`
      await openStore(place.env.LAKE).put(key, gzipSync('{"no": "envelope"}\n'))
      const s3 = { bucket: { name: 'trial' }, object: { key, size: 40 } }
      return { Records: [{ eventVersion: '2.1', eventSource: 'aws:s3', eventName: 'ObjectCreated:Put', s3 }] }
    },
    check: async (_, place) => expect('files of rejected', 1, (await place.keys('rejected/')).length),
  },
  {
    door: 'jobs',
    event: () => ({ job: 'compact', values: { margin: '0' } }),
    check: async (_, place) => expect('runs of compact', true, (await place.lastRun('compact')) !== undefined),
  },
  {
    door: 'view',
    env: () => ({ ENGINE: 'athena:trial/trial' }),
    event: place => request(place, 'GET', '/', undefined, { cookie: '', authorization: `Bearer ${place.token}` }),
    check: ({ statusCode, body }: { statusCode: number; body: string }) =>
      expect('status', 200, statusCode) ?? expect('a page', true, /<html/i.test(body)),
  },
]

/** Where the bundles are built. */
export const folder = join(root, 'node_modules/.cache/bundles')
