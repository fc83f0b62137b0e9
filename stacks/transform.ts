// From the stream to rows in the lake: what kept the contract, and what broke it.
import { doors } from '@clickstream/deployment/doors'
import { account, settings } from './app.ts'
import type { Collected } from './collect.ts'
import type { Lake } from './lake.ts'
import { keepFailures, makeFunction, makeQueue, type Watched, watch } from './lambda.ts'
import { readStream } from './mapping.ts'
import { catalogRights, encryption, failureRights, mirrorRights, names, objects, streamRights } from './rights.ts'

/** Rows that come in are under these. */
const LANDING = ['events/', 'rejected/', 'versions/events/', 'versions/rejected/']

export function transform(lake: Lake, { stream }: Pick<Collected, 'stream'>) {
  const { memory_mib, timeout_s, batch_size, window_s, retries, max_age_s, repeat_hours } = settings.transform
  const transformer = makeFunction(doors.transform, {
    key: lake.key,
    environment: { LAKE: lake.lakeUrl, CATALOG: lake.catalogUrl, REPEAT_HOURS: String(repeat_hours) },
    statements: [
      // It reads the event_ids of the last hours, removes what an earlier try left, and writes to where a partition is now:
      // where events landed, or the version that compaction made of them.
      objects(lake, 'change', LANDING),
      encryption(lake, 'write', 'tables'),
      catalogRights(lake, 'change'),
      mirrorRights(lake, ['events', 'rejected'], 'change'),
      streamRights(stream),
      ...failureRights(lake),
    ],
    memory_mib,
    timeout_s,
  })
  readStream('Transform', transformer, { stream, bucket: lake.bucket, batch_size, window_s, retries, max_age_s })
  return {
    watched: [
      watch('consumer', transformer),
      ...(settings.collector.rejected_apart ? transformRefused(lake) : []),
    ] satisfies Watched[] as Watched[],
  }
}

/** What the collector sent past the stream is brought as files; each is told to a function that makes rows of it. */
function transformRefused(lake: Lake): Watched[] {
  const queue = makeQueue('RefusedQueue', 'refused-failed')
  const refused = makeFunction(doors.refused, {
    key: lake.key,
    environment: { LAKE: lake.lakeUrl, CATALOG: lake.catalogUrl },
    statements: [
      // The file goes when its rows are there.
      { actions: ['s3:GetObject', 's3:DeleteObject'], resources: [$interpolate`${lake.bucket.arn}/refused/*`] },
      objects(lake, 'change', ['rejected/', 'versions/rejected/']),
      objects(lake, 'write', ['raw/']),
      names(lake),
      encryption(lake, 'write', 'tables'),
      catalogRights(lake, 'change'),
      mirrorRights(lake, ['rejected'], 'change'),
      { actions: ['sqs:SendMessage'], resources: [queue.arn] },
    ],
    memory_mib: settings.transform.memory_mib,
    timeout_s: settings.transform.timeout_s,
  })
  keepFailures('Refused', refused, queue, 2)
  const allowed = new aws.lambda.Permission('RefusedPermission', {
    action: 'lambda:InvokeFunction',
    function: refused.resource.name,
    principal: 's3.amazonaws.com',
    sourceArn: lake.bucket.arn,
    sourceAccount: account,
  })
  new aws.s3.BucketNotification(
    'RefusedNotification',
    {
      bucket: lake.bucket.bucket,
      lambdaFunctions: [{ lambdaFunctionArn: refused.arn, events: ['s3:ObjectCreated:*'], filterPrefix: 'refused/' }],
    },
    { dependsOn: [allowed] },
  )
  return [watch('helper', refused), { kind: 'queue', name: 'refused-failed', id: queue.name }]
}
