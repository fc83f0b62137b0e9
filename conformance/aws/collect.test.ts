// The collector as AWS runs it: a function URL's event in, records on Kinesis, and what was rejected by Firehose into the
// bucket, from where it becomes rows.
import { CreateDeliveryStreamCommand, FirehoseClient } from '@aws-sdk/client-firehose'
import { openDoor } from '@clickstream/collector/lambda'
import type { EventEnvelope } from '@clickstream/events/envelope'
import { openCatalog, openStore } from '@clickstream/lake/open'
import { DeliveryStream } from '@clickstream/stream/firehose'
import { openStream } from '@clickstream/stream/open'
import { createRefused } from '@clickstream/transform/refused'
import type { LambdaFunctionURLEvent, S3Event } from 'aws-lambda'
import { parquetReadObjects } from 'hyparquet'
import { compressors } from 'hyparquet-compressors'
import { expect, onTestFinished, test } from 'vitest'
import { readAll, text } from '../../packages/stream/test/records.ts'
import { makeBucket, makeCatalog, makeStream } from './account.ts'

const SECRET = 'known-to-the-distribution'

/** One that lays what it is sent under refused/. (AWS packs it; moto leaves it as it is.) */
async function makeDelivery(bucket: string): Promise<string> {
  const DeliveryStreamName = `refused-${process.pid}-${Date.now().toString(36)}`
  const ExtendedS3DestinationConfiguration = {
    BucketARN: `arn:aws:s3:::${bucket}`,
    RoleARN: 'arn:aws:iam::123456789012:role/refused',
    Prefix: 'refused/',
    CompressionFormat: 'GZIP' as const,
  }
  await new FirehoseClient().send(
    new CreateDeliveryStreamCommand({ DeliveryStreamName, ExtendedS3DestinationConfiguration }),
  )
  return DeliveryStreamName
}

function makeRequest(body: unknown): LambdaFunctionURLEvent {
  const http = { method: 'POST', path: '/v1/events', protocol: 'HTTP/1.1', sourceIp: '10.0.0.1', userAgent: 'x' }
  return {
    version: '2.0',
    rawPath: '/v1/events',
    rawQueryString: '',
    headers: {
      'content-type': 'application/json',
      'x-origin-secret': SECRET,
      'x-viewer-address': '8.8.8.8',
      'x-write-key': 'key-of-store',
    },
    body: JSON.stringify(body),
    isBase64Encoded: false,
    requestContext: { domainName: 'x.lambda-url.us-east-1.on.aws', http },
  } as unknown as LambdaFunctionURLEvent
}

/** As S3 tells of what lies there. */
const told = (bucket: string, objects: readonly { readonly key: string; readonly size: number }[]) =>
  ({
    Records: objects.map(({ key, size }) => ({
      eventTime: new Date().toISOString(),
      s3: { bucket: { name: bucket }, object: { key: encodeURIComponent(key), size } },
    })),
  }) as S3Event

test('what is accepted is on Kinesis and what is rejected becomes rows, each once', async () => {
  const [bucket, name] = await Promise.all([makeBucket(), makeStream()])
  const names = await makeCatalog(bucket)
  const door = await openDoor({
    STREAM: `kinesis:${name}`,
    REJECTED: `firehose:${await makeDelivery(bucket)}`,
    WRITE_KEYS: 'store:key-of-store',
    ORIGIN_SECRET: SECRET,
  })
  const event = (i: number) => ({ event_id: `e-${i}`, event_type: 'cart_viewed', cart_id: 'c', anonymous_id: `v-${i}` })
  const broken = (i: number) => ({ ...event(i), cart_id: undefined })
  const answer = await door(makeRequest({ events: [event(1), broken(2), event(3), broken(4)] }))
  expect(answer).toMatchObject({ statusCode: 200 })
  expect(JSON.parse((answer as { body: string }).body)).toMatchObject({
    accepted: 2,
    rejected: [{ index: 1 }, { index: 3 }],
  })

  const stream = await openStream(`kinesis:${name}`)
  onTestFinished(() => stream.close())
  const envelopes = (await readAll(stream)).map(each => JSON.parse(text(each)) as EventEnvelope)
  expect(envelopes.map(({ ip, app }) => [ip, app])).toEqual([
    ['8.8.8.8', 'store'],
    ['8.8.8.8', 'store'],
  ])

  const store = openStore(`s3://${bucket}`)
  const catalog = openCatalog(`glue:${names.database}/${names.table}`)
  onTestFinished(() => catalog.close())
  const objects = await store.list('refused/')
  expect(objects.length).toBeGreaterThan(0)
  const refused = createRefused({ store, catalog })
  await refused(told(bucket, objects))
  await refused(told(bucket, objects))
  expect(await store.list('refused/')).toEqual([])
  const rows: unknown[] = []
  for (const { location } of await catalog.partitions('rejected')) {
    for (const { key } of await store.list(location)) {
      const file = (await store.get(key)).slice().buffer as ArrayBuffer
      rows.push(...(await parquetReadObjects({ file, compressors })))
    }
  }
  expect(rows).toMatchObject([2, 4].map(i => ({ event_id: `e-${i}`, reason_code: 'missing', field: 'cart_id' })))
})

test('a delivery stream that is not there is named, with what makes it', async () => {
  const absent = await DeliveryStream.open('firehose:absent')
  await expect(absent.put([{ partition_key: 'a', data: Buffer.from('{}') }])).rejects.toThrow(
    /^delivery stream absent: expected it to exist.*npx sst deploy/,
  )
  await absent.close()
})
