// Events come in over HTTP, rest in the stream, and are kept raw as they came.
import { doors } from '@clickstream/deployment/doors'
import { sizes } from '@clickstream/deployment/sizes'
import { keeping, kept, nameOf, settings } from './app.ts'
import { makeDelivery } from './firehose.ts'
import { makeFront, makeSecret } from './front.ts'
import { checkKeys } from './keys.ts'
import type { Lake } from './lake.ts'
import { type FunctionOptions, makeFunction, type Watched, watch } from './lambda.ts'
import { readStream } from './mapping.ts'
import { encryption, failureRights, objects, streamRights } from './rights.ts'

export function collect(lake: Lake) {
  const { mode, shards, retention_hours } = settings.stream
  const stream = new aws.kinesis.Stream(
    'CollectStream',
    {
      name: nameOf('events'),
      streamModeDetails: { streamMode: mode === 'on-demand' ? 'ON_DEMAND' : 'PROVISIONED' },
      ...(mode === 'provisioned' && { shardCount: shards }),
      retentionPeriod: retention_hours,
      encryptionType: 'KMS',
      kmsKeyId: lake.key.arn,
      enforceConsumerDeletion: !kept,
    },
    keeping,
  )
  const refused = settings.collector.rejected_apart
    ? makeDelivery('Refused', {
        lake,
        prefix: 'refused/!{timestamp:yyyy-MM-dd/HH}/',
        buffer: { mib: 5, seconds: sizes.refused.wait_s },
      })
    : null

  const secret = makeSecret('CollectSecret')
  const collector = makeFunction(doors.collect, {
    key: lake.key,
    environment: {
      STREAM: $interpolate`kinesis:${stream.name}`,
      ...(refused && { REJECTED: $interpolate`firehose:${refused.name}` }),
      WRITE_KEYS: new sst.Secret('WriteKeys').value.apply(checkKeys),
      ORIGIN_SECRET: secret,
      ALLOWED_ORIGINS: settings.collector.allowed_origins.join(','),
    },
    statements: [
      // ListShards is how /health knows that the stream is there.
      { actions: ['kinesis:PutRecords', 'kinesis:ListShards'], resources: [stream.arn] },
      encryption(lake, 'write'),
      ...(refused ? [{ actions: ['firehose:PutRecordBatch'], resources: [refused.arn] }] : []),
    ],
    memory_mib: settings.collector.memory_mib,
    timeout_s: 30,
    traced: false,
  })
  const front = makeFront('Collect', collector, {
    about: 'where events are sent',
    secret,
    rate_rule: settings.collector.rate_rule,
  })
  const archived =
    settings.archive.writer === 'firehose' ? archiveByFirehose(lake, stream) : archiveByLambda(lake, stream)

  const watched: Watched[] = [
    { kind: 'stream', name: 'events', id: stream.name },
    watch('door', collector),
    ...(refused ? [{ kind: 'delivery', name: 'refused', id: refused.name } as const] : []),
    ...archived,
  ]
  return { stream, url: front.url, streamUrl: $interpolate`kinesis:${stream.name}`, watched }
}

export type Collected = ReturnType<typeof collect>

/** Firehose reads the stream; a function takes the addresses out and says of which hour each record is. */
function archiveByFirehose(lake: Lake, stream: aws.kinesis.Stream): Watched[] {
  const deliver = makeFunction(doors.deliver, {
    key: lake.key,
    environment: {},
    statements: [encryption(lake)],
    memory_mib: sizes.deliver.memory_mib,
    timeout_s: 60,
    traced: false,
  })
  const raw = makeDelivery('Raw', {
    lake,
    prefix: 'raw/received_date=!{partitionKeyFromLambda:date}/received_hour=!{partitionKeyFromLambda:hour}/',
    // The least that dynamic partitioning takes.
    buffer: { mib: sizes.raw.mib, seconds: sizes.raw.wait_s },
    stream,
    through: deliver,
  })
  return [
    watch('helper', deliver),
    { kind: 'delivery', name: 'raw', id: raw.name },
    { kind: 'reader', name: 'raw', id: raw.name },
  ]
}

/** A function reads the stream and writes the files itself, as on the laptop: each record once. */
function archiveByLambda(lake: Lake, stream: aws.kinesis.Stream): Watched[] {
  const options: FunctionOptions = {
    key: lake.key,
    environment: { LAKE: lake.lakeUrl },
    statements: [
      objects(lake, 'write', ['raw/']),
      encryption(lake, 'write'),
      streamRights(stream),
      ...failureRights(lake),
    ],
    memory_mib: sizes.archive.memory_mib,
    timeout_s: 120,
  }
  const archive = makeFunction(doors.archive, options)
  const { retries, max_age_s } = settings.transform
  readStream('Archive', archive, {
    stream,
    bucket: lake.bucket,
    batch_size: 10_000,
    window_s: sizes.archive.wait_s,
    retries,
    max_age_s,
  })
  return [watch('consumer', archive)]
}
