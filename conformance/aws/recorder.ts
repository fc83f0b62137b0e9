// A server before moto's that hands everything on and writes down what was asked for, as IAM would have it: action and
// resource.
import { createServer, type IncomingMessage, request } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Asked {
  /** s3:GetObject */
  readonly action: string
  readonly resource: string
  /** What conditions may look at: { 's3:prefix': 'events/' } */
  readonly context: Readonly<Record<string, string>>
}

const [REGION, ACCOUNT] = ['us-east-1', '123456789012']
const arn = (service: string, rest: string) => `arn:aws:${service}:${REGION}:${ACCOUNT}:${rest}`

/** Where the last statement was started: what is asked of it then names the statement alone. */
let workgroup = ''

/** By the service's part of X-Amz-Target: IAM's name of it, and the resources of a request. */
// biome-ignore lint/suspicious/noExplicitAny: requests are as various as AWS
const services: Readonly<Record<string, readonly [name: string, resources: (body: any) => readonly string[]]>> = {
  Kinesis_20131202: ['kinesis', body => [body.StreamARN ?? arn('kinesis', `stream/${streamOf(body)}`)]],
  Firehose_20150804: ['firehose', body => [arn('firehose', `deliverystream/${body.DeliveryStreamName}`)]],
  DynamoDB_20120810: ['dynamodb', body => tablesOf(body).map(table => arn('dynamodb', `table/${table}`))],
  AWSGlue: [
    'glue',
    ({ DatabaseName: of, TableName, Name }) =>
      ['catalog', `database/${of}`, `table/${of}/${TableName ?? Name}`].map(each => arn('glue', each)),
  ],
  AmazonAthena: [
    'athena',
    ({ WorkGroup }) => {
      workgroup = WorkGroup ?? workgroup
      return [arn('athena', `workgroup/${workgroup}`)]
    },
  ],
}

/** An iterator of moto's has its stream's name in it. */
function streamOf({ StreamName, ShardIterator = '' }: { StreamName?: string; ShardIterator?: string }): string {
  return StreamName ?? Buffer.from(ShardIterator, 'base64').toString().split(':')[0]!
}

// biome-ignore lint/suspicious/noExplicitAny: as above
function tablesOf({ TableName, RequestItems = {}, TransactItems = [] }: any): string[] {
  // biome-ignore lint/suspicious/noExplicitAny: as above
  const parts = TransactItems.flatMap((item: any) => Object.values(item).map((part: any) => part.TableName))
  return [...new Set([...(TableName ? [TableName] : []), ...Object.keys(RequestItems), ...parts])]
}

/** What a transaction is made of is what asks for rights. */
const PARTS: Readonly<Record<string, string>> = {
  Put: 'PutItem',
  Update: 'UpdateItem',
  Delete: 'DeleteItem',
  ConditionCheck: 'ConditionCheckItem',
}

function readTarget(target: string, text: string): Asked[] {
  const [of = '', operation = ''] = target.split('.')
  const service = services[of]
  if (service === undefined) throw new Error(`X-Amz-Target: expected one of ${Object.keys(services)}, got ${target}`)
  const [name, resources] = service
  const body = JSON.parse(text)
  const operations =
    operation === 'TransactWriteItems'
      ? body.TransactItems.flatMap((item: object) => Object.keys(item).map(part => PARTS[part]))
      : [operation]
  return operations.flatMap((each: string) =>
    resources(body).map(resource => ({ action: `${name}:${each}`, resource, context: {} })),
  )
}

const OBJECT: Readonly<Record<string, string>> = {
  GET: 's3:GetObject',
  HEAD: 's3:GetObject',
  PUT: 's3:PutObject',
  POST: 's3:PutObject',
  DELETE: 's3:DeleteObject',
}

function readPath(method: string, url: string): Asked[] {
  const { pathname, searchParams } = new URL(url, 'http://s3')
  const [bucket = '', ...rest] = pathname.slice(1).split('/')
  const key = decodeURIComponent(rest.join('/'))
  if (key === '') {
    const context = { 's3:prefix': searchParams.get('prefix') ?? '' }
    return [{ action: 's3:ListBucket', resource: `arn:aws:s3:::${bucket}`, context }]
  }
  const isAbort = method === 'DELETE' && searchParams.has('uploadId')
  const action = isAbort ? 's3:AbortMultipartUpload' : OBJECT[method]!
  return [{ action, resource: `arn:aws:s3:::${bucket}/${key}`, context: {} }]
}

export interface Recorder {
  readonly url: string
  /** What was asked since this was asked before. */
  take(): Asked[]
  stop(): void
}

/** @param to moto's address */
export async function startRecorder(to: string): Promise<Recorder> {
  let asked: Asked[] = []
  const server = createServer(async (incoming, outgoing) => {
    const parts: Buffer[] = []
    for await (const part of incoming) parts.push(part)
    const bytes = Buffer.concat(parts)
    const target = incoming.headers['x-amz-target']
    asked.push(
      ...(typeof target === 'string'
        ? readTarget(target, bytes.toString())
        : readPath(incoming.method!, incoming.url!)),
    )
    const options = { method: incoming.method, headers: incoming.headers }
    const onward = request(new URL(incoming.url!, to), options, (answer: IncomingMessage) => {
      outgoing.writeHead(answer.statusCode!, answer.headers)
      answer.pipe(outgoing)
    })
    onward.on('error', () => outgoing.destroy())
    onward.end(bytes)
  })
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    take() {
      const taken = asked
      asked = []
      return taken
    },
    stop: () => void server.close(),
  }
}
