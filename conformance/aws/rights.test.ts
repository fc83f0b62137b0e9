// Each Lambda function of a stage as it is deployed: its environment, its stores, what it is handed; and each request it
// makes of AWS held against what its role allows. moto answers whoever asks; AWS would not.
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { createApp } from '@clickstream/collector/app'
import { parseKeys } from '@clickstream/collector/keys'
import { schedules } from '@clickstream/deployment/schedules'
import { openStore } from '@clickstream/lake/open'
import { failureMessage } from '@clickstream/stream/failure'
import { makeEvent } from '@clickstream/stream/invocation'
import { openStream } from '@clickstream/stream/open'
import { loadOffer } from '@clickstream/viewer/offer'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type Stage, stageWith } from '../../stacks/test/stage.ts'
import { deploy } from './deploy.ts'
import { isAllowed } from './policy.ts'
import { type Asked, type Recorder, startRecorder } from './recorder.ts'

const HOUR = 3_600_000
const ROOT = join(import.meta.dirname, '../..')
/** Once a stage of that name is there, it is there for all that run over this moto. */
const NAME = `r${process.pid}-${Date.now().toString(36)}`
const began = Date.now()

let stage: Stage
let recorder: Recorder
/** By function: what it asked for. */
const asked = new Map<string, Asked[]>()

/** Runs a function with nothing but its own environment, and writes down what it asked for. */
async function run<T>(part: string, work: (env: Readonly<Record<string, string>>) => Promise<T>): Promise<T> {
  const env = stage.environment(part)
  for (const [name, value] of Object.entries(env)) if (name !== 'COUNTRY_DATABASE') vi.stubEnv(name, value)
  recorder.take()
  const answer = await work(env)
  asked.set(part, [...(asked.get(part) ?? []), ...recorder.take()])
  return answer
}

/** Of each kind that a job looks for, and one that is rejected. */
const makeEvents = (from: number) => [
  ...Array.from({ length: 20 }, (_, i) => ({
    event_type: 'product_viewed',
    event_id: `e-${from + i}`,
    anonymous_id: `v-${i % 5}`,
    product_id: `p-${i % 3}`,
    product_name: 'Lamp',
  })),
  { event_type: 'user_identified', event_id: `u-${from}`, anonymous_id: 'v-1', user_id: 'u-1' },
  { event_type: 'link_created', event_id: `l-${from}`, short_code: `s${from}`, destination_url: 'https://a.example/' },
  { event_type: 'order_completed', event_id: `o-${from}`, anonymous_id: 'v-1', order_id: `o-${from}` },
]

/** Puts events on the stream as a collector would have so long ago. @returns the batch they are */
async function collectThen(ago: number, events: readonly object[]) {
  const stream = await openStream(stage.environment('collect').STREAM)
  const options = { rate: null, log: () => {}, clock: () => began - ago }
  const app = createApp({ stream, keys: parseKeys('store:key'), ...options })
  const headers = { 'content-type': 'application/json', 'x-write-key': 'key' }
  const init = { method: 'POST', headers, body: JSON.stringify({ events }) }
  const answer = await app.fetch(new Request('http://collector/v1/events', init))
  expect(answer.status).toBe(200)
  return readBatch()
}

let after: string | undefined
async function readBatch() {
  const stream = await openStream(stage.environment('collect').STREAM)
  const [shard] = await stream.shards()
  const records = await stream.read(shard!, after === undefined ? 'oldest' : { after }, 10_000)
  after = records.at(-1)!.sequence_number
  return makeEvent(shard!, records, 'arn:aws:kinesis:us-east-1:123456789012:stream/x')
}

function request(env: Readonly<Record<string, string>>, method: string, path: string, body?: object) {
  const [rawPath, rawQueryString = ''] = path.split('?')
  const headers = {
    'x-origin-secret': env.ORIGIN_SECRET,
    'x-viewer-address': '192.0.2.7',
    'content-type': 'application/json',
    authorization: `Bearer ${env.VIEW_TOKEN ?? 'the-write-keys'}`,
  }
  const http = { method, path: rawPath, protocol: 'HTTP/1.1', sourceIp: '192.0.2.1', userAgent: '' }
  const requestContext = { domainName: 'x.lambda-url.us-east-1.on.aws', http, requestId: 'r' }
  const text = body && { body: JSON.stringify(body) }
  return { version: '2.0', rawPath, rawQueryString, headers, requestContext, isBase64Encoded: false, ...text } as never
}

type Door = (event: never) => Promise<{ statusCode: number }>
const context = { getRemainingTimeInMillis: () => 900_000 }

/** From now on it is so much later, for functions that begin anew. */
function later(ms: number): void {
  vi.resetModules()
  vi.useFakeTimers({ toFake: ['Date'] }).setSystemTime(began + ms)
}

async function runJobs(names: readonly string[] = schedules.map(({ job }) => job)) {
  const { handler } = await import('@clickstream/jobs/lambda')
  for (const { inputs } of stage.all('aws:scheduler/schedule:Schedule')) {
    const order = JSON.parse(inputs.target.input)
    if (names.includes(order.job)) await run(`job-${order.job}`, () => handler(order, context))
  }
}

beforeAll(async () => {
  stage = await stageWith({ archive: { writer: 'lambda' }, jobs: { retain: 'raw=1,events=1,rejected=1' } }, NAME)
  expect(stage.synthesis.errors).toEqual([])
  await deploy(stage.synthesis.resources)
  recorder = await startRecorder(process.env.AWS_ENDPOINT_URL!)
  vi.stubEnv('AWS_ENDPOINT_URL', recorder.url)
}, 120_000)
afterAll(() => {
  vi.useRealTimers()
  vi.unstubAllEnvs()
  recorder.stop()
})

test('the collector takes events, and says how it is', async () => {
  const { openDoor } = await import('@clickstream/collector/lambda')
  await run('collect', async env => {
    const door = await openDoor(env)
    const send = (...events: object[]) => door(request(env, 'POST', '/v1/events', { events }))
    const right = { event_type: 'page_viewed', anonymous_id: 'v', page_url: 'https://shop.example/' }
    expect(await send(right, { event_type: 'NOT A TYPE' })).toMatchObject({ statusCode: 200 })
    expect(await door(request(env, 'GET', '/health'))).toMatchObject({ statusCode: 200 })
  })
})

test('what reads the stream', async () => {
  const batch = await readBatch()
  const old = await collectThen(30 * HOUR, makeEvents(0))
  const { handler: transform } = await import('@clickstream/transform/handler')
  const { handler: archive } = await import('@clickstream/transform/archive')
  const { handler: live } = await import('@clickstream/live/handler')
  // A half that was tried before the whole, as Lambda tries again.
  const half = { Records: old.Records.slice(old.Records.length / 2) }
  for (const each of [batch, half, old, old]) {
    await run('transform', () => transform(each))
    await run('archive', () => archive(each))
    const window = { start: new Date(began).toISOString(), end: new Date(began + 60_000).toISOString() }
    const rest = { window, state: {}, shardId: 's', eventSourceARN: '' }
    await run('live', () => live({ ...each, ...rest, isFinalInvokeForWindow: true, isWindowTerminatedEarly: false }))
  }
})

test('what is told of a file of rejected events', async () => {
  const { handler } = await import('@clickstream/transform/refused')
  const bring = async (key: string) => {
    await openStore(stage.environment('refused').LAKE).put(key, gzipSync('{"no": "envelope"}\n'))
    const s3 = { bucket: { name: 'x' }, object: { key, size: 40 } }
    const event = { Records: [{ eventTime: new Date(began).toISOString(), s3 }] } as never
    await run('refused', () => handler(event))
    // S3 tells of a file once or more.
    await run('refused', () => handler(event))
  }
  await bring('refused/2026-01-01/00/a.ndjson.gz')
})

test('jobs, of what landed, what was moved meanwhile, and what was given up', async () => {
  await runJobs()
  const store = openStore(stage.environment('transform').LAKE)
  expect((await store.list('versions/events/')).length).toBeGreaterThan(0)
  // An hour that was compacted: late ones go to where it is now.
  vi.resetModules()
  const late = await collectThen(30 * HOUR, makeEvents(100))
  const { handler } = await import('@clickstream/transform/handler')
  await run('transform', () => handler(late))
  const why = { condition: 'RetryAttemptsExhausted', attempts: 11, thrown: true, function_arn: 'x' } as const
  const given = await collectThen(30 * HOUR, makeEvents(200))
  const file = `aws/lambda/0a1b/shardId-000000000000/2026/01/15/2026-01-15T12.00.00-0a1b2c3d`
  await store.put(file, Buffer.from(JSON.stringify(failureMessage(given, why, began))))
  await store.put('refused/2026-01-01/00/b.ndjson.gz', gzipSync('{"no": "envelope"}\n'))
  later(2 * HOUR)
  await runJobs(['redrive', 'sessions', 'rollups', 'compact'])
  expect(await store.list('aws/lambda/')).toEqual([])
  expect(await store.list('refused/')).toEqual([])
  // What was replaced is swept away a day later, and what is older than it may be goes.
  later(60 * HOUR)
  const before = await store.list('')
  await runJobs(['compact', 'retain'])
  expect((await store.list('raw/')).length).toBeLessThan(before.filter(({ key }) => key.startsWith('raw/')).length)
}, 300_000)

test('the viewer asks Athena, the catalog, the stream and the counts of the minute', async () => {
  vi.useRealTimers()
  const { openDoor } = await import('@clickstream/viewer/door')
  const offer = await loadOffer(join(ROOT, 'queries'), join(ROOT, 'dashboards/datasets'))
  await run('view', async env => {
    const door = openDoor(env, join(ROOT, 'packages/viewer'), offer) as unknown as Door
    for (const path of ['/api/version', '/api/live/minutes', '/api/rejected']) {
      expect(await door(request(env, 'GET', path)), path).toMatchObject({ statusCode: 200 })
    }
    expect(await door(request(env, 'POST', '/api/sql', { sql: 'select 1' }))).toMatchObject({ statusCode: 200 })
  })
})

const roleOf = (part: string) => `${part.replaceAll(/(^|-)([a-z])/g, (_, __, letter) => letter.toUpperCase())}Role`

test('each is allowed what it asks for', () => {
  const functions = stage.all('aws:lambda/function:Function').map(({ inputs }) => inputs.name)
  expect([...asked.keys()].map(part => `clickstream-${NAME}-${part}`).sort()).toEqual(functions.sort())
  const refused = [...asked].flatMap(([part, calls]) =>
    calls
      .filter(call => !isAllowed(stage.statements(roleOf(part)), call))
      .map(({ action, resource, context }) => `${part}: ${action} of ${resource} ${JSON.stringify(context)}`),
  )
  expect([...new Set(refused)]).toEqual([])
  expect([...asked.values()].flat().length).toBeGreaterThan(500)
})

/** What is never asked for by our own code, and who asks. */
const BY_OTHERS: readonly RegExp[] = [
  // S3, Kinesis, DynamoDB and Lambda ask for the key in the function's name; Lambda for its log, queue and mapping.
  /^(kms|logs|sqs):/,
  /^kinesis:Describe/,
  // Files larger than any here.
  /^s3:AbortMultipartUpload$/,
  // Athena, in the name of who asks it; and a statement that takes too long.
  /^s3:(GetBucketLocation|ListBucketMultipartUploads|ListMultipartUploadParts)$/,
  /^glue:(GetDatabase|GetTables|GetPartition|BatchGetPartition)$/,
  /^athena:StopQueryExecution$/,
]

test('no function has a right that none of them uses', () => {
  const used = new Set([...asked.values()].flat().map(({ action }) => action))
  const given = [...asked.keys()].flatMap(part => stage.statements(roleOf(part)).flatMap(({ Action }) => Action))
  const idle = given.filter(action => !used.has(action) && !BY_OTHERS.some(each => each.test(action)))
  expect([...new Set(idle)]).toEqual([])
})

test('what a role does not say is refused', () => {
  const bucket = stage.environment('transform').LAKE!.replace('s3://', 'arn:aws:s3:::')
  const statements = stage.statements('TransformRole')
  const may = (action: string, resource: string, prefix?: string) =>
    isAllowed(statements, { action, resource, context: prefix === undefined ? {} : { 's3:prefix': prefix } })
  expect(may('s3:PutObject', `${bucket}/events/app=a/b.parquet`)).toBe(true)
  expect(may('s3:PutObject', `${bucket}/sessions/b.parquet`)).toBe(false)
  expect(may('s3:DeleteBucket', bucket)).toBe(false)
  expect(may('s3:GetObject', 'arn:aws:s3:::another/events/b.parquet')).toBe(false)
  const viewer = stage.statements('ViewRole')
  const list = { action: 's3:ListBucket', resource: bucket }
  expect(isAllowed(viewer, { ...list, context: { 's3:prefix': 'athena/' } })).toBe(true)
  expect(isAllowed(viewer, { ...list, context: { 's3:prefix': 'raw/' } })).toBe(false)
})
