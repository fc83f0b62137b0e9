// What DynamoDB refuses, by a client that is answered here.
import { Readable } from 'node:stream'
import { expect, test } from 'vitest'
import { DynamodbMinutes } from '../dynamodb.ts'

interface Answer {
  readonly status: number
  readonly body: object
}

const refusal = (name: string): Answer => ({
  status: 400,
  body: { __type: `com.amazonaws.dynamodb.v20120810#${name}`, message: 'no' },
})
const counts = { events: [], links: [], visitors: [], rejected: 0, is_cut: false }
const MINUTE = Date.UTC(2026, 10, 23, 17, 59)

function makeBench(answers: readonly Answer[]) {
  const left = [...answers]
  const asked: Record<string, never>[] = []
  const handle = async (request: { body: Uint8Array }) => {
    asked.push(JSON.parse(Buffer.from(request.body).toString()))
    const { status, body } = left.shift() ?? { status: 500, body: {} }
    const headers = { 'content-type': 'application/x-amz-json-1.0' }
    return { response: { statusCode: status, headers, body: Readable.from([Buffer.from(JSON.stringify(body))]) } }
  }
  const minutes = new DynamodbMinutes('live', {
    region: 'us-east-1',
    credentials: { accessKeyId: 'testing', secretAccessKey: 'testing' },
    requestHandler: { handle } as never,
  })
  return { minutes, asked }
}

test('what is throttled is tried again', async () => {
  const throttled = refusal('ProvisionedThroughputExceededException')
  const { minutes, asked } = makeBench([throttled, throttled, { status: 200, body: {} }])
  await minutes.put({ minute: MINUTE, shard: 'shardId-000000000000', part: '7', counts })
  expect(asked).toHaveLength(3)
  expect(asked[2]).toMatchObject({
    TableName: 'live',
    Item: {
      hour: { S: '2026-11-23T17' },
      part: { S: '59#shardId-000000000000#7' },
      expires_at: { N: String(MINUTE / 1000 + 86_400) },
    },
  })
})

test.each([
  ['AccessDeniedException', 'LIVE dynamodb:live: expected to be allowed dynamodb:Query on it, it is denied'],
  ['ResourceNotFoundException', 'LIVE dynamodb:live: expected a DynamoDB table of this name, there is none here'],
])('%s says what is missing', async (name, message) => {
  const { minutes } = makeBench([refusal(name)])
  await expect(minutes.read(MINUTE, MINUTE + 60_000)).rejects.toThrow(message)
})

test('reads page by page, an hour after the other', async () => {
  const item = (part: string) => ({ part: { S: part }, counts: { S: JSON.stringify(counts) } })
  const LastEvaluatedKey = { hour: { S: '2026-11-23T17' }, part: { S: '59#s#1' } }
  const { minutes, asked } = makeBench([
    { status: 200, body: { Items: [item('59#s#1')], LastEvaluatedKey } },
    { status: 200, body: { Items: [] } },
    { status: 200, body: { Items: [item('59#s#2')] } },
  ])
  const parts = await minutes.read(MINUTE, MINUTE + 120_000)
  expect(asked).toHaveLength(3)
  expect(parts.map(({ part }) => part).sort()).toEqual(['1', '2'])
})
