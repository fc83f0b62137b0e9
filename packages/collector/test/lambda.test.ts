// The door: a function URL's events as Lambda hands them over, behind CloudFront.
import { gzipSync } from 'node:zlib'
import type { LambdaFunctionURLEvent } from 'aws-lambda'
import { describe, expect, it } from 'vitest'
import { viewerOf } from '../client.ts'
import { parseKeys } from '../keys.ts'
import { createDoor, handler, openDoor } from '../lambda.ts'
import { Tally } from '../tally.ts'
import { makeEvent, NOW, openCollector } from './collector.ts'

const SECRET = 'known-to-the-distribution'
const json = { 'content-type': 'application/json', 'x-write-key': 'key-of-store' }

/** As a function URL makes it (payload format 2.0): names in lower case, what is no text in base64. */
function makeRequest(
  method: string,
  path: string,
  { headers = {}, body }: { headers?: Record<string, string>; body?: string | Uint8Array } = {},
): LambdaFunctionURLEvent {
  const [rawPath = '', rawQueryString = ''] = path.split('?')
  const isBase64Encoded = body instanceof Uint8Array
  const http = { method, path: rawPath, protocol: 'HTTP/1.1', sourceIp: '130.176.0.1', userAgent: 'Amazon CloudFront' }
  return {
    version: '2.0',
    routeKey: '$default',
    rawPath,
    rawQueryString,
    headers: {
      host: 'abc.lambda-url.us-east-1.on.aws',
      'x-forwarded-for': '6.6.6.6, 130.176.0.1',
      'x-origin-secret': SECRET,
      'x-viewer-address': '8.8.8.8',
      ...headers,
    },
    ...(body === undefined ? {} : { body: isBase64Encoded ? Buffer.from(body).toString('base64') : body }),
    isBase64Encoded,
    requestContext: {
      accountId: 'anonymous',
      apiId: 'abc',
      domainName: 'abc.lambda-url.us-east-1.on.aws',
      domainPrefix: 'abc',
      http,
      requestId: 'r-1',
      routeKey: '$default',
      stage: '$default',
      time: '23/Nov/2026:08:00:00 +0000',
      timeEpoch: NOW,
    },
  }
}

function openFake(secrets = [SECRET]) {
  const told: object[] = []
  const tally = new Tally(
    () => NOW,
    sums => told.push(sums),
  )
  const collector = openCollector({ keys: parseKeys('store:key-of-store'), count: tally.add })
  const door = createDoor(collector.app, secrets, tally)
  const ask = async (...request: Parameters<typeof makeRequest>) => {
    const answer = await door(makeRequest(...request))
    if (typeof answer === 'string') throw new Error('expected an answer with a status')
    return answer
  }
  return { ...collector, ask, told }
}

describe('the door', () => {
  it('takes JSON, and knows the visitor by what the distribution says', async () => {
    const { ask, stream } = openFake()
    const answer = await ask('POST', '/v1/events', { headers: json, body: JSON.stringify(makeEvent()) })
    expect(answer).toMatchObject({ statusCode: 200, isBase64Encoded: false })
    expect(JSON.parse(answer.body!)).toMatchObject({ success: true, accepted: 1 })
    expect(stream.events).toMatchObject([{ app: 'store', ip: '8.8.8.8', event: { event_id: 'e-1' } }])
  })

  it('takes gzip, which comes in base64', async () => {
    const { ask, stream } = openFake()
    const body = gzipSync(JSON.stringify({ events: [makeEvent({ page_title: 'é' })] }))
    const headers = { ...json, 'content-encoding': 'gzip', 'content-length': '17' }
    expect(await ask('POST', '/v1/events', { headers, body })).toMatchObject({ statusCode: 200 })
    expect(stream.events[0]!.event).toMatchObject({ page_title: 'é' })
  })

  it('takes text as text, whatever its letters, and headers as node:http has them', async () => {
    const { ask, stream } = openFake()
    const headers = { ...json, 'user-agent': 'Grün' }
    const body = JSON.stringify(makeEvent({ page_title: '日本 🗝️' }))
    expect(await ask('POST', '/v1/events', { headers, body })).toMatchObject({ statusCode: 200 })
    expect(stream.events[0]).toMatchObject({ user_agent: 'GrÃ¼n', event: { page_title: '日本 🗝️' } })
  })

  it('takes no user agent of the distribution’s own for the visitor’s', async () => {
    const { ask, stream } = openFake()
    for (const agent of ['Amazon CloudFront', 'shop-server/1.0']) {
      const headers = { ...json, 'user-agent': agent }
      expect(await ask('POST', '/v1/events', { headers, body: JSON.stringify(makeEvent()) })).toMatchObject({
        statusCode: 200,
      })
    }
    expect(stream.events.map(({ user_agent }) => user_agent)).toEqual([undefined, 'shop-server/1.0'])
  })

  it('answers a pixel with an image, in base64', async () => {
    const { ask, stream } = openFake()
    const path =
      '/v1/pixel.gif?key=key-of-store&event_type=page_viewed&anonymous_id=v-1&page_url=https%3A%2F%2Fx.example'
    const answer = await ask('GET', path)
    expect(answer).toMatchObject({ statusCode: 200, isBase64Encoded: true, headers: { 'content-type': 'image/gif' } })
    expect(Buffer.from(answer.body!, 'base64').toString('latin1')).toMatch(/^GIF89a/)
    expect(stream.events).toHaveLength(1)
    expect(await ask('HEAD', path)).toMatchObject({ statusCode: 200, body: '' })
    expect(stream.events).toHaveLength(1)
  })

  it('answers a browser that asks first', async () => {
    const { ask } = openFake()
    const headers = { origin: 'https://shop.example', 'access-control-request-method': 'POST' }
    expect(await ask('OPTIONS', '/v1/events', { headers })).toMatchObject({
      statusCode: 204,
      body: '',
      headers: { 'access-control-allow-origin': 'https://shop.example' },
    })
  })

  it.each([
    ['none', { 'x-origin-secret': '' }],
    ['another', { 'x-origin-secret': `${SECRET}x` }],
  ])('lets nobody in with %s of the secret, not to /health either', async (_, headers) => {
    const { ask, stream } = openFake()
    for (const path of ['/health', '/v1/events']) {
      const answer = await ask('POST', path, { headers: { ...json, ...headers }, body: JSON.stringify(makeEvent()) })
      expect(answer).toMatchObject({ statusCode: 403 })
      expect(answer.body).not.toContain(SECRET)
    }
    const { 'x-origin-secret': _none, ...bare } = makeRequest('GET', '/health').headers
    const tally = new Tally(Date.now, () => undefined)
    const door = createDoor(openFake().app, [SECRET], tally)
    expect(await door({ ...makeRequest('GET', '/health'), headers: bare })).toMatchObject({ statusCode: 403 })
    expect(stream.records).toEqual([])
  })

  it('knows both secrets while one is being changed for the other', async () => {
    const { ask } = openFake(['new', SECRET])
    expect(await ask('GET', '/health')).toMatchObject({ statusCode: 200 })
    expect(await ask('GET', '/health', { headers: { 'x-origin-secret': 'new' } })).toMatchObject({ statusCode: 200 })
    expect(await ask('GET', '/health', { headers: { 'x-origin-secret': '' } })).toMatchObject({ statusCode: 403 })
  })

  it('refuses without a write key, and what is no request', async () => {
    const { ask } = openFake()
    const headers = { 'content-type': 'application/json' }
    expect(await ask('POST', '/v1/events', { headers, body: '{}' })).toMatchObject({ statusCode: 401 })
    expect(await ask('POST', '/v1/events', { headers: json })).toMatchObject({ statusCode: 400 })
    expect(await ask('GET', '/health', { headers: { 'x-broken': 'a\nb' } })).toMatchObject({ statusCode: 400 })
    expect(await ask('TRACE', '/health')).toMatchObject({ statusCode: 400 })
    expect(await ask('GET', '/no/../such//path?%')).toMatchObject({ statusCode: 404 })
    expect(await ask('GET', '/health', { body: 'a body' })).toMatchObject({ statusCode: 200 })
  })
})

describe('the viewer', () => {
  it.each([
    ['198.51.100.10', '198.51.100.10'],
    ['2001:db8::1', '2001:db8::1'],
    ['2001:db8:0:0:0:0:0:1', '2001:db8:0:0:0:0:0:1'],
    ['::ffff:8.8.8.8', '8.8.8.8'],
    ['127.0.0.1', '127.0.0.1'],
    ['6.6.6.6, 198.51.100.10', null],
    ['198.51.100.10:443', null],
    ['unknown', null],
    ['', null],
    [undefined, null],
  ])('%s is at %s, and never on this machine', (header, address) => {
    expect(viewerOf(header)).toEqual({ address, isLoopback: false })
  })
})

describe('the tally', () => {
  it('is told at most every ten seconds, and loses nothing between', () => {
    let now = NOW
    const told: object[] = []
    const tally = new Tally(
      () => now,
      sums => told.push(sums),
    )
    for (const [after, counts] of [
      [0, { accepted: 1 }],
      [100, { accepted: 2, rejected: 1 }],
      [9_899, { refused: 1 }],
      [1, { failed: 1 }],
      [10_000, { accepted: 5 }],
    ] as const) {
      now += after
      tally.add(counts)
      tally.settle()
    }
    expect(told).toEqual([
      { accepted: 1, rejected: 0, refused: 0, failed: 0 },
      { accepted: 2, rejected: 1, refused: 1, failed: 1 },
      { accepted: 5, rejected: 0, refused: 0, failed: 0 },
    ])
  })

  it('counts those the door turned away', async () => {
    const { ask, told } = openFake()
    await ask('GET', '/health', { headers: { 'x-origin-secret': 'wrong' } })
    expect(told).toEqual([{ accepted: 0, rejected: 0, refused: 1, failed: 0 }])
  })
})

describe('the environment', () => {
  const env = { STREAM: 'kinesis:clicks', WRITE_KEYS: 'store:key', ORIGIN_SECRET: SECRET, REJECTED: 'firehose:refused' }

  it('opens the door without a word to AWS', async () => {
    const door = await openDoor(env)
    const { 'x-origin-secret': _, ...headers } = makeRequest('GET', '/health').headers
    expect(await door({ ...makeRequest('GET', '/health'), headers })).toMatchObject({ statusCode: 403 })
  })

  it.each([
    [{ WRITE_KEYS: '' }, /^WRITE_KEYS: expected app:key.*npx sst secret set WriteKeys/],
    [{ WRITE_KEYS: 'store' }, /^WRITE_KEYS, entry 1/],
    [{ ORIGIN_SECRET: ' , ' }, /^ORIGIN_SECRET: expected/],
    [{ STREAM: undefined }, /^STREAM: expected kinesis:<name>, got nothing/],
    [{ STREAM: 'redis:x' }, /^stream: expected sqlite:<file> or kinesis:<name>, got redis:x/],
    [{ REJECTED: 'sqs:x' }, /^REJECTED: expected firehose:/],
    [{ RATE_LIMIT: 'fast' }, /^RATE_LIMIT: expected/],
  ])('does not open with %j', async (change, words) => {
    await expect(openDoor({ ...env, ...change } as NodeJS.ProcessEnv)).rejects.toThrow(words)
  })

  it('of a laptop has no door', async () => {
    await expect(handler(makeRequest('GET', '/health'))).rejects.toThrow(/^WRITE_KEYS/)
  })
})
