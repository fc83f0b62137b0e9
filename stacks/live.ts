// What happens this minute: counts from the stream itself, for the Live sheet.
import { doors } from '@clickstream/deployment/doors'
import { sizes } from '@clickstream/deployment/sizes'
import { kept, nameOf, settings } from './app.ts'
import type { Collected } from './collect.ts'
import type { Lake } from './lake.ts'
import { makeFunction, watch } from './lambda.ts'
import { encryption, streamRights } from './rights.ts'

/** What is older is no longer what happens now: it is left to the lake. */
const MOST_AGE_S = 600

/** @returns undefined where the stage has no live counts */
export function live(lake: Lake, { stream }: Pick<Collected, 'stream'>) {
  if (!settings.live) return undefined
  const { key } = lake
  // Each count can be had from the lake, too: the table may go.
  const table = new aws.dynamodb.Table('LiveTable', {
    name: nameOf('live'),
    billingMode: 'PAY_PER_REQUEST',
    hashKey: 'hour',
    rangeKey: 'part',
    attributes: [
      { name: 'hour', type: 'S' },
      { name: 'part', type: 'S' },
    ],
    ttl: { attributeName: 'expires_at', enabled: true },
    pointInTimeRecovery: { enabled: kept },
    serverSideEncryption: { enabled: true, kmsKeyArn: key.arn },
  })
  const liveUrl = $interpolate`dynamodb:${table.name}`

  const counting = makeFunction(doors.live, {
    key,
    environment: { LIVE: liveUrl },
    statements: [
      streamRights(stream),
      { actions: ['dynamodb:PutItem'], resources: [table.arn] },
      encryption(lake, 'write', 'tables'),
    ],
    memory_mib: sizes.live.memory_mib,
    timeout_s: 30,
    traced: false,
  })
  new aws.lambda.EventSourceMapping('LiveMapping', {
    eventSourceArn: stream.arn,
    functionName: counting.resource.arn,
    startingPosition: 'LATEST',
    batchSize: sizes.live.batch,
    maximumBatchingWindowInSeconds: sizes.live.wait_s,
    tumblingWindowInSeconds: sizes.live.window_s,
    // A window's state is of one shard, handed from batch to batch.
    parallelizationFactor: 1,
    // Not in halves: it fails when the table does, never for one record, and AWS says nothing of halves within a window.
    maximumRetryAttempts: 3,
    maximumRecordAgeInSeconds: MOST_AGE_S,
    functionResponseTypes: ['ReportBatchItemFailures'],
  })

  return {
    table,
    /** LIVE, as functions have it in their environment. */
    liveUrl,
    /** What reading the counts takes. */
    statements: [{ actions: ['dynamodb:Query'], resources: [table.arn] }],
    // No consumer among those that alarms tell of: what it misses is in the lake all the same.
    watched: [watch('helper', counting)],
  }
}

export type Counted = ReturnType<typeof live>
