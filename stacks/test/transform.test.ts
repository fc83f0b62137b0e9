import { settingsOf } from '@clickstream/deployment/settings'
import { describe, expect, test } from 'vitest'
import { STAGES } from './setup.ts'
import { stageOf } from './stage.ts'

describe.each(STAGES)('%s', name => {
  const stage = stageOf(name)
  const { transform } = settingsOf(name)
  const bucket = `arn:aws:s3:::clickstream-${name}-us-east-1-123456789012`

  test('a batch runs until it is done, in halves where it fails, and is kept whole where it never is', () => {
    expect(stage.one('EventSourceMapping', 'TransformMapping').inputs).toMatchObject({
      eventSourceArn: stage.one('aws:kinesis/stream:Stream').inputs.arn ?? expect.stringMatching(/-events$/),
      startingPosition: 'TRIM_HORIZON',
      batchSize: transform.batch_size,
      maximumBatchingWindowInSeconds: transform.window_s,
      bisectBatchOnFunctionError: true,
      functionResponseTypes: ['ReportBatchItemFailures'],
      maximumRetryAttempts: transform.retries,
      maximumRecordAgeInSeconds: transform.max_age_s,
      destinationConfig: { onFailure: { destinationArn: bucket } },
    })
    const given_up = stage
      .statements('TransformRole')
      .filter(({ Action }) => Action.includes('s3:PutObject'))
      .flatMap(({ Resource }) => Resource)
    expect(given_up).toContain(`${bucket}/aws/lambda/*`)
  })

  // Two batches of a shard at once would remove each other's files.
  test('no function that writes files has two batches of a shard at once', () => {
    for (const { name: of, inputs } of stage.all('EventSourceMapping')) {
      expect(inputs.parallelizationFactor, of).toBe(1)
      expect(inputs.maximumBatchingWindowInSeconds, of).toBeLessThanOrEqual(300)
      expect(inputs.batchSize, of).toBeLessThanOrEqual(10_000)
    }
  })

  test('the transform can change what it writes, where it landed or was compacted to', () => {
    const on = (prefix: string) => stage.actionsOn('TransformRole', `${bucket}/${prefix}`)
    for (const prefix of ['events/', 'rejected/', 'versions/events/', 'versions/rejected/']) {
      expect(on(prefix)).toEqual(['s3:AbortMultipartUpload', 's3:DeleteObject', 's3:GetObject', 's3:PutObject'])
    }
    for (const prefix of ['raw/', 'receipts/', 'sessions/', 'versions/sessions/']) expect(on(prefix)).toEqual([])
    expect(stage.actionsOn('TransformRole', ':table/clickstream-')).toContain('dynamodb:UpdateItem')
    const mirrored = stage
      .statements('TransformRole')
      .filter(({ Action }) => Action.includes('glue:BatchCreatePartition'))
      .flatMap(({ Resource }) => Resource)
    expect(mirrored.filter((arn: string) => arn.includes(':table/'))).toEqual([
      expect.stringMatching(/\/events$/),
      expect.stringMatching(/\/rejected$/),
    ])
    expect(stage.actionsOn('TransformRole', ':glue:').filter(each => /Table$/.test(each))).toEqual(['glue:GetTable'])
    expect(stage.environment('transform')).toMatchObject({
      LAKE: `s3://clickstream-${name}-us-east-1-123456789012`,
      CATALOG: `glue:clickstream_${name}/clickstream-${name}-catalog`,
      REPEAT_HOURS: String(transform.repeat_hours),
      COUNTRY_DATABASE: '/var/task/geo-whois-asn-country.mmdb',
    })
  })

  test('each file of what was rejected is told to the function, and a file it fails at waits', () => {
    const { inputs } = stage.one('BucketNotification')
    expect(inputs.lambdaFunctions).toEqual([
      {
        lambdaFunctionArn: expect.stringMatching(/-refused$/),
        events: ['s3:ObjectCreated:*'],
        filterPrefix: 'refused/',
      },
    ])
    expect(stage.one('FunctionEventInvokeConfig', 'RefusedFailures').inputs).toMatchObject({
      functionName: `clickstream-${name}-refused`,
      maximumRetryAttempts: 2,
      destinationConfig: { onFailure: { destination: expect.stringMatching(/-refused-failed$/) } },
    })
    // It writes where it is not told of what it wrote, or it would call itself for ever.
    const written = stage
      .statements('RefusedRole')
      .filter(({ Action }) => Action.includes('s3:PutObject'))
      .flatMap(({ Resource }) => Resource)
    expect(written.sort()).toEqual([`${bucket}/raw/*`, `${bucket}/rejected/*`, `${bucket}/versions/rejected/*`])
  })

  test('whatever waits somewhere, somebody is told of', () => {
    const alarms = stage.all('MetricAlarm').map(({ inputs }) => JSON.stringify(inputs))
    for (const { inputs } of stage.all('aws:sqs/queue:Queue')) {
      expect(
        alarms.some(alarm => alarm.includes(`"QueueName":"${inputs.name}"`)),
        inputs.name,
      ).toBe(true)
    }
    // Given-up batches: the jobs count what is under aws/lambda/.
    expect(alarms.some(alarm => alarm.includes('failed_batches'))).toBe(true)
  })
})
