// What AWS answers on a bad day, told to the SDK's own client.
import { Readable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { DynamoTable } from '../dynamodb.ts'
import { GlueDatabase } from '../glue.ts'
import { Unmet } from '../items.ts'
import { explain } from '../refusal.ts'
import { S3Store } from '../s3.ts'

interface Asked {
  readonly method: string
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: unknown
}

interface Answer {
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | Readable
}

/** A client's settings with which it gets these answers one after the other, the last again and again. */
function answering(...answers: (Answer | Error)[]) {
  const asked: Asked[] = []
  const handle = async (request: Asked) => {
    asked.push(request)
    const answer = answers[Math.min(asked.length, answers.length) - 1]!
    if (answer instanceof Error) throw answer
    const { status: statusCode = 200, headers = {}, body = '' } = answer
    return {
      response: { statusCode, headers, body: typeof body === 'string' ? Readable.from([Buffer.from(body)]) : body },
    }
  }
  const credentials = { accessKeyId: 'testing', secretAccessKey: 'testing' }
  // biome-ignore lint/suspicious/noExplicitAny: of a handler the SDK calls no more
  const client = { region: 'us-east-1', credentials, requestHandler: { handle } as any }
  return { asked, client }
}

// biome-ignore lint/suspicious/noExplicitAny: whatever was sent
const readBody = (body: unknown): any => JSON.parse(new TextDecoder().decode(body as Uint8Array))

const xml = (status: number, code: string): Answer => ({
  status,
  headers: { 'content-type': 'application/xml' },
  body: `<?xml version="1.0"?><Error><Code>${code}</Code><Message>said so</Message></Error>`,
})
const json = (status: number, body: object): Answer => ({
  status,
  headers: { 'content-type': 'application/x-amz-json-1.0' },
  body: JSON.stringify(body),
})
const fault = (name: string, more: object = {}) =>
  json(400, { __type: `com.amazonaws#${name}`, message: 'said so', ...more })

describe('S3Store', () => {
  const open = (...answers: (Answer | Error)[]) => {
    const { asked, client } = answering(...answers)
    return { asked, store: new S3Store('lake', 'here/', { client }) }
  }
  const bytes = new TextEncoder().encode('rows')

  it('asks again when it is told to slow down, or not answered', async () => {
    const cut = Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' })
    const { asked, store } = open(xml(503, 'SlowDown'), cut, {})
    expect(await store.put('a', bytes)).toBe(true)
    expect(asked.map(({ method, path }) => `${method} ${path}`)).toEqual(Array(3).fill('PUT /here/a'))
    expect(asked[0]!.headers).toHaveProperty('x-amz-checksum-crc32')
  })

  it('says that an object was there, and that it was written when only the answer was lost', async () => {
    const there = open(xml(412, 'PreconditionFailed'), { headers: { 'x-amz-meta-writer': 'somebody else' } })
    expect(await there.store.put('a', bytes, { ifAbsent: true })).toBe(false)
    expect(there.asked[0]!.headers['if-none-match']).toBe('*')
    const lost = answering(xml(500, 'InternalError'), xml(412, 'PreconditionFailed'), {})
    const { handle } = lost.client.requestHandler
    lost.client.requestHandler.handle = async (request: Asked) => {
      const { response } = await handle(request)
      if (request.method === 'HEAD')
        response.headers = { 'x-amz-meta-writer': lost.asked[0]!.headers['x-amz-meta-writer'] }
      return { response }
    }
    const store = new S3Store('lake', '', { client: lost.client })
    expect(await store.put('a', bytes, { ifAbsent: true })).toBe(true)
  })

  it('tries again what another wrote at the same moment', async () => {
    const { store } = open(xml(409, 'ConditionalRequestConflict'), xml(412, 'PreconditionFailed'), {})
    expect(await store.put('a', bytes, { ifAbsent: true })).toBe(false)
    const { store: free } = open(xml(409, 'ConditionalRequestConflict'), {})
    expect(await free.put('a', bytes, { ifAbsent: true })).toBe(true)
  })

  it('reads again a body that broke off', async () => {
    const broken = new Readable({
      read() {
        this.push('ro')
        this.destroy(new Error('aborted'))
      },
    })
    const short = { headers: { 'content-length': '4' }, body: 'ro' }
    const { asked, store } = open({ body: broken }, short, { headers: { 'content-length': '4' }, body: 'rows' })
    expect(new TextDecoder().decode(await store.get('a'))).toBe('rows')
    expect(asked).toHaveLength(3)
  })

  it.each([
    ['get', 's3:GetObject on', (store: S3Store) => store.get('a')],
    ['put', 's3:PutObject', (store: S3Store) => store.put('a', bytes)],
    ['list', 's3:ListBucket', (store: S3Store) => store.list('a/')],
    ['remove', 's3:DeleteObject', (store: S3Store) => store.remove('a')],
  ])('names the permission that %s lacks', async (_, action, ask) => {
    const { store, asked } = open(xml(403, 'AccessDenied'))
    await expect(ask(store)).rejects.toThrow(
      new RegExp(`^s3://lake.*: expected to be allowed ${action.split(' ')[0]}, was not.*AccessDenied: said so`),
    )
    expect(asked).toHaveLength(1)
  })
})

describe('DynamoTable', () => {
  const open = (...answers: (Answer | Error)[]) => {
    const { asked, client } = answering(...answers)
    return { asked, table: new DynamoTable('catalog', { client, pause: async () => {} }) }
  }
  const two = ['a', 'b'].map(sk => ({ pk: 'p', sk, if: { value: 'x' }, set: { value: 'y' } }))
  const cancelled = (...Codes: string[]) =>
    fault('TransactionCanceledException', { CancellationReasons: Codes.map(Code => ({ Code })) })
  const tokenOf = ({ body }: Asked) => readBody(body).ClientRequestToken

  it('tries again what was in the way of others, as the same transaction', async () => {
    const conflict = cancelled('None', 'TransactionConflict')
    const { asked, table } = open(
      conflict,
      fault('ThrottlingException'),
      cancelled('ThrottlingError', 'None'),
      json(200, {}),
    )
    await table.write(two)
    expect(asked.length).toBeGreaterThanOrEqual(4)
    expect(new Set(asked.map(tokenOf)).size).toBe(1)
    const single = open(fault('TransactionConflictException'), json(200, {}))
    await single.table.write(two.slice(0, 1))
    expect(single.asked).toHaveLength(2)
  })

  it('says which items were not as they had to be', async () => {
    const reasons = [
      { Code: 'None' },
      { Code: 'ConditionalCheckFailed', Item: { pk: { S: 'p' }, sk: { S: 'b' }, n: { N: '7' } } },
    ]
    const { table } = open(fault('TransactionCanceledException', { CancellationReasons: reasons }))
    const unmet = await table.write(two).catch(error => error)
    expect(unmet).toBeInstanceOf(Unmet)
    expect(unmet.items).toEqual([undefined, { pk: 'p', sk: 'b', n: 7 }])
    const single = open(fault('ConditionalCheckFailedException'))
    expect((await single.table.write(two.slice(0, 1)).catch(error => error)).items).toEqual([null])
  })

  it('gives up after a while, and at once when it is not allowed', async () => {
    const busy = open(cancelled('TransactionConflict', 'None'))
    await expect(busy.table.write(two)).rejects.toMatchObject({ name: 'TransactionCanceledException' })
    expect(busy.asked.length).toBeGreaterThan(10)
    const denied = open(fault('AccessDeniedException'))
    await expect(denied.table.query('p')).rejects.toThrow(/DynamoDB table catalog: .* allowed dynamodb:Query, was not/)
    const missing = open(fault('ResourceNotFoundException'))
    await expect(missing.table.get([two[0]!])).rejects.toThrow(/`npx sst deploy` makes it/)
  })

  it('asks for the keys that were left over', async () => {
    const left = { catalog: { Keys: [{ pk: { S: 'p' }, sk: { S: 'b' } }], ConsistentRead: true } }
    const item = (sk: string) => ({ pk: { S: 'p' }, sk: { S: sk } })
    const first = json(200, { Responses: { catalog: [item('a')] }, UnprocessedKeys: left })
    const { asked, table } = open(first, json(200, { Responses: { catalog: [item('b')] }, UnprocessedKeys: {} }))
    expect((await table.get([...two, ...two])).map(({ sk }) => sk)).toEqual(['a', 'b'])
    expect(asked.map(({ body }) => readBody(body).RequestItems.catalog.Keys.length)).toEqual([2, 1])
  })
})

it('says what the environment lacks', () => {
  const asked = { action: 's3:GetObject', resource: 's3://lake/a' }
  const lost = Object.assign(new Error('getaddrinfo ENOTFOUND dynamodb.us-eest-1.amazonaws.com'), { code: 'ENOTFOUND' })
  expect(explain(lost, asked)).toMatchObject({ name: 'Refusal', message: expect.stringMatching(/is AWS_REGION right/) })
  expect(explain(new Error('Region is missing'), asked)).toMatchObject({
    message: expect.stringContaining('AWS_REGION'),
  })
  const nobody = Object.assign(new Error('Could not load'), { name: 'CredentialsProviderError' })
  expect(explain(nobody, asked)).toMatchObject({ message: expect.stringContaining('AWS_PROFILE') })
  const other = new Error('socket hang up')
  expect(explain(other, asked)).toBe(other)
})

describe('GlueDatabase', () => {
  const table = {
    Table: {
      Name: 'events',
      PartitionKeys: [{ Name: 'app' }],
      StorageDescriptor: { Columns: [{ Name: 'event_id', Type: 'string' }], Location: 's3://lake/events' },
    },
  }
  const open = (...answers: (Answer | Error)[]) => {
    const { asked, client } = answering(json(200, table), ...answers)
    return { asked, glue: new GlueDatabase('clicks', { client }) }
  }
  const wanted = ['a', 'b'].map(app => ({ values: { app }, location: `events/app=${app}/` }))
  const error = (app: string, ErrorCode: string) => ({ PartitionValues: [app], ErrorDetail: { ErrorCode } })
  const actionOf = ({ headers }: Asked) => headers['x-amz-target']!.split('.')[1]

  it('makes what is new, writes over what is there, and asks again when throttled', async () => {
    const some = json(200, { Errors: [error('b', 'AlreadyExistsException')] })
    const { asked, glue } = open(fault('ThrottlingException'), some, json(200, {}))
    await glue.write('events', wanted)
    expect(asked.map(actionOf)).toEqual([
      'GetTable',
      'BatchCreatePartition',
      'BatchCreatePartition',
      'BatchUpdatePartition',
    ])
    const [entry, ...more] = readBody(asked[3]!.body).Entries
    expect([entry.PartitionValueList, more]).toEqual([['b'], []])
    expect(entry.PartitionInput.StorageDescriptor.Location).toBe('s3://lake/events/app=b/')
  })

  it('says which partition Glue refused, and that one is gone already is no error', async () => {
    const { glue } = open(json(200, { Errors: [error('a', 'ResourceNumberLimitExceededException')] }))
    await expect(glue.write('events', wanted)).rejects.toThrow(
      /^Glue table events, partition a: expected to be written, got ResourceNumberLimitExceeded/,
    )
    const gone = open(json(200, { Errors: [error('a', 'EntityNotFoundException')] }))
    await gone.glue.write('events', [{ values: { app: 'a' }, location: null }])
    expect(gone.asked.map(actionOf)).toEqual(['GetTable', 'BatchDeletePartition'])
  })

  it('a partition of other columns than the table has now is one to be written again', async () => {
    const partition = (app: string, of: string) => ({
      Values: [app],
      StorageDescriptor: { Location: `s3://lake/events/app=${app}/` },
      Parameters: { 'clickstream.columns': of },
    })
    const writing = open(json(200, {}))
    await writing.glue.write('events', wanted)
    const input = readBody(writing.asked[1]!.body).PartitionInputList[0]
    const of = input.Parameters['clickstream.columns']
    const { glue } = open(json(200, { Partitions: [partition('a', of), partition('b', 'older')] }))
    expect([...(await glue.read('events')).values()].map(({ location }) => location)).toEqual(['events/app=a/', null])
  })

  it('names the table that is not there, and one that is not where a lake would have it', async () => {
    const absent = answering(fault('EntityNotFoundException'))
    const glue = new GlueDatabase('clicks', { client: absent.client })
    await expect(glue.write('events', wanted)).rejects.toThrow(/Glue table clicks.events: .*`npx sst deploy` makes it/)
    const { glue: other } = open()
    await expect(other.write('sessions', wanted)).rejects.toThrow(/expected a location that ends in \/sessions\//)
  })
})
