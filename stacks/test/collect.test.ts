import { settingsOf } from '@clickstream/deployment/settings'
import { beforeAll, describe, expect, test } from 'vitest'
import { STAGES } from './setup.ts'
import { open, type Stage, stageOf, stageWith } from './stage.ts'

describe.each(STAGES)('%s', name => {
  const stage = stageOf(name)
  const settings = settingsOf(name)

  test('the stream is of the size and patience of the settings', () => {
    const { inputs } = stage.one('aws:kinesis/stream:Stream')
    expect(inputs).toMatchObject({
      name: `clickstream-${name}-events`,
      retentionPeriod: settings.stream.retention_hours,
      streamModeDetails: { streamMode: 'PROVISIONED' },
      shardCount: settings.stream.shards,
    })
    // What is given up for its age is kept in the bucket while the stream still has it to give.
    expect(settings.transform.max_age_s).toBeLessThanOrEqual((settings.stream.retention_hours - 4) * 3600)
  })

  test('the collector can put events into the stream, and what is rejected beside it; nothing else', () => {
    const actions = stage.statements('CollectRole').flatMap(({ Action }) => Action)
    expect([...new Set(actions)].sort()).toEqual([
      'firehose:PutRecordBatch',
      'kinesis:ListShards',
      'kinesis:PutRecords',
      'kms:Decrypt',
      'kms:GenerateDataKey',
      'logs:CreateLogStream',
      'logs:PutLogEvents',
    ])
    expect(stage.environment('collect')).toMatchObject({
      STREAM: `kinesis:clickstream-${name}-events`,
      REJECTED: `firehose:clickstream-${name}-refused`,
      STAGE: name,
    })
  })

  test('the world reaches it through CloudFront, which sends the secret that the function asks for', () => {
    const { inputs } = stage.one('Distribution', 'CollectFront')
    const [origin] = open(inputs.origins)
    expect(origin.customHeaders).toEqual([
      { name: 'x-origin-secret', value: stage.environment('collect').ORIGIN_SECRET },
    ])
    expect(stage.environment('collect').ORIGIN_SECRET).toHaveLength(48)
    expect(origin.customOriginConfig).toMatchObject({
      originProtocolPolicy: 'https-only',
      originSslProtocols: ['TLSv1.2'],
    })
    expect(inputs.defaultCacheBehavior).toMatchObject({
      viewerProtocolPolicy: 'https-only',
      allowedMethods: expect.arrayContaining(['GET', 'POST', 'OPTIONS']),
    })
    // Addresses are for the country alone.
    expect(inputs).not.toHaveProperty('loggingConfig')
    expect(inputs.webAclId === undefined).toBe(settings.collector.rate_rule === null)
  })

  test('the sender’s address is what CloudFront saw, whatever a header said', async () => {
    const { code } = stage.one('aws:cloudfront/function:Function', 'CollectAddress').inputs
    const handler = new Function(`${code}; return handler`)()
    const request = { headers: { 'x-viewer-address': { value: '1.1.1.1' }, origin: { value: 'https://a' } } }
    expect(handler({ viewer: { ip: '2001:db8::7' }, request }).headers).toEqual({
      'x-viewer-address': { value: '2001:db8::7' },
      origin: { value: 'https://a' },
    })
  })

  test('Firehose brings the raw archive by the hour that the function says, packed, and what fails elsewhere', () => {
    const { inputs } = stage.one('FirehoseDeliveryStream', 'RawDelivery')
    expect(inputs.kinesisSourceConfiguration.kinesisStreamArn).toMatch(/stream\/clickstream-[a-z]+-events$/)
    expect(inputs.extendedS3Configuration).toMatchObject({
      prefix: 'raw/received_date=!{partitionKeyFromLambda:date}/received_hour=!{partitionKeyFromLambda:hour}/',
      errorOutputPrefix: 'failed/firehose-raw/!{firehose:error-output-type}/!{timestamp:yyyy-MM-dd}/',
      compressionFormat: 'GZIP',
      fileExtension: '.ndjson.gz',
      dynamicPartitioningConfiguration: { enabled: true },
      // No less may be asked with partitions.
      bufferingSize: 64,
    })
    const [{ type, parameters }] = inputs.extendedS3Configuration.processingConfiguration.processors
    expect(type).toBe('Lambda')
    // What Firehose takes by itself must not be said.
    expect(parameters).toHaveLength(1)
    expect(parameters[0]).toEqual({
      parameterName: 'LambdaArn',
      parameterValue: expect.stringMatching(/:function:clickstream-[a-z]+-deliver:\$LATEST$/),
    })
    expect(stage.actionsOn('RawDeliveryRole', ':kinesis:')).toContain('kinesis:GetRecords')
    expect(stage.actionsOn('RawDeliveryRole', '-deliver')).toContain('lambda:InvokeFunction')
    const written = stage
      .statements('RawDeliveryRole')
      .filter(({ Action }) => Action.includes('s3:PutObject'))
      .flatMap(({ Resource }) => Resource)
    expect(written.map((arn: string) => arn.split('/').slice(1).join('/')).sort()).toEqual([
      'failed/firehose-raw/*',
      'raw/*',
    ])
    // As Firehose's guide has it, without a condition: with one, it may be told that the bucket is not there.
    const lists = stage.statements('RawDeliveryRole').filter(({ Action }) => Action.includes('s3:ListBucket'))
    expect(lists).toEqual([expect.not.objectContaining({ Condition: expect.anything() })])
  })

  test('what is rejected is brought within a minute', () => {
    const { inputs } = stage.one('FirehoseDeliveryStream', 'RefusedDelivery')
    expect(inputs.kinesisSourceConfiguration).toBeUndefined()
    expect(inputs.extendedS3Configuration).toMatchObject({
      prefix: 'refused/!{timestamp:yyyy-MM-dd/HH}/',
      bufferingInterval: 60,
      compressionFormat: 'GZIP',
    })
  })
})

describe('switches', () => {
  let stage: Stage
  beforeAll(async () => {
    stage = await stageWith({
      region: 'eu-central-1',
      stream: { mode: 'on-demand' },
      collector: { rejected_apart: false, rate_rule: 500, allowed_origins: ['https://a.example', 'https://b.example'] },
      archive: { writer: 'lambda', expire_after_days: 400 },
      observe: { tracing: true },
    })
  })

  test('are without a fault', () => expect(stage.synthesis.errors).toEqual([]))

  test('an on-demand stream has no shards of ours', () => {
    const { inputs } = stage.one('aws:kinesis/stream:Stream')
    expect(inputs.streamModeDetails).toEqual({ streamMode: 'ON_DEMAND' })
    expect(inputs).not.toHaveProperty('shardCount')
  })

  test('rejected events go into the stream where they have no way of their own', () => {
    expect(stage.environment('collect')).not.toHaveProperty('REJECTED')
    expect(stage.all('FirehoseDeliveryStream')).toEqual([])
    expect(stage.statements('CollectRole').flatMap(({ Action }) => Action)).not.toContain('firehose:PutRecordBatch')
    expect(stage.all('BucketNotification')).toEqual([])
  })

  test('the raw archive is written by a function that reads the stream, each record once', () => {
    const { inputs } = stage.one('EventSourceMapping', 'ArchiveMapping')
    expect(inputs).toMatchObject({ parallelizationFactor: 1, bisectBatchOnFunctionError: true })
    expect(stage.environment('archive').LAKE).toMatch(/^s3:/)
    expect(stage.actionsOn('ArchiveRole', '/raw/')).toEqual(['s3:AbortMultipartUpload', 's3:PutObject'])
    expect(stage.environment('job-compact').ARCHIVE).toBe('lambda')
    const raw = stage.one('BucketLifecycleConfiguration').inputs.rules.find(({ id }: { id: string }) => id === 'raw')
    expect(raw.expiration).toEqual({ days: 400 })
  })

  test('a WAF stops an address that asks too often, wherever the stage is', () => {
    const { inputs } = stage.one('WebAcl')
    expect(inputs).toMatchObject({ scope: 'CLOUDFRONT', region: 'us-east-1', defaultAction: { allow: {} } })
    expect(inputs.rules[0]).toMatchObject({
      action: { block: {} },
      statement: { rateBasedStatement: { limit: 500, aggregateKeyType: 'IP', evaluationWindowSec: 300 } },
    })
    expect(stage.one('Distribution', 'CollectFront').inputs.webAclId).toMatch(/^arn:aws:wafv2:us-east-1:/)
  })

  test('origins are named', () => {
    expect(stage.environment('collect').ALLOWED_ORIGINS).toBe('https://a.example,https://b.example')
  })

  test('what works in batches is traced, what is called for each request is not', () => {
    const mode = (part: string) => stage.function(part).inputs.tracingConfig.mode
    expect([mode('transform'), mode('job-compact'), mode('collect')]).toEqual(['Active', 'Active', 'PassThrough'])
    expect(stage.statements('CollectRole').flatMap(({ Resource }) => Resource)).not.toContain('*')
  })
})
