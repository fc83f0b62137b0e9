// What rests anywhere is encrypted, and goes when its time is over.
import { settingsOf } from '@clickstream/deployment/settings'
import { describe, expect, test } from 'vitest'
import { STAGES } from './setup.ts'
import { open, stageOf } from './stage.ts'

describe.each(STAGES)('%s', name => {
  const stage = stageOf(name)
  const settings = settingsOf(name)
  const key = 'arn:aws:kms:us-east-1:123456789012:key/lakekey'

  test('the key is renewed each year, and the bucket, the stream and every table are encrypted with it', () => {
    expect(stage.one('aws:kms/key:Key', 'LakeKey').inputs).toMatchObject({ enableKeyRotation: true })
    expect(stage.one('BucketServerSideEncryptionConfiguration').inputs.rules).toEqual([
      {
        applyServerSideEncryptionByDefault: { kmsMasterKeyId: key, sseAlgorithm: 'aws:kms' },
        bucketKeyEnabled: true,
      },
    ])
    expect(stage.one('aws:kinesis/stream:Stream').inputs).toMatchObject({ encryptionType: 'KMS', kmsKeyId: key })
    for (const { name: of, inputs } of stage.all('aws:dynamodb/table:Table')) {
      expect(inputs.serverSideEncryption, of).toEqual({ enabled: true, kmsKeyArn: key })
      expect(inputs.ttl, of).toEqual({ attributeName: 'expires_at', enabled: true })
    }
  })

  test('so is what waits: queues, topics, Firehose, the functions’ environments', () => {
    for (const { name: of, inputs } of stage.all('aws:sqs/queue:Queue')) {
      expect(inputs, of).toMatchObject({ sqsManagedSseEnabled: true, messageRetentionSeconds: 14 * 24 * 3600 })
    }
    for (const { name: of, inputs } of stage.all('aws:sns/topic:Topic')) expect(inputs.kmsMasterKeyId, of).toBeTruthy()
    for (const { name: of, inputs } of stage.all('FirehoseDeliveryStream')) {
      const isOfStream = inputs.kinesisSourceConfiguration !== undefined
      expect(isOfStream || inputs.serverSideEncryption.enabled, of).toBe(true)
      expect(inputs.extendedS3Configuration.kmsKeyArn, of).toBe(key)
    }
    for (const { name: of, inputs } of stage.all('aws:lambda/function:Function')) expect(inputs.kmsKeyArn, of).toBe(key)
  })

  test('every log is kept as long as the settings say', () => {
    const groups = stage.all('aws:cloudwatch/logGroup:LogGroup')
    expect(groups.map(({ inputs }) => inputs.retentionInDays)).toEqual(groups.map(() => settings.observe.log_days))
    const logged = stage.all('aws:lambda/function:Function').map(({ inputs }) => inputs.loggingConfig.logGroup)
    expect(groups.map(({ inputs }) => inputs.name)).toEqual(expect.arrayContaining(logged))
    expect(new Set(logged).size).toBe(logged.length)
  })

  test('the bucket keeps versions for a week, raw events for good, and what is over not at all', () => {
    expect(stage.one('BucketVersioning').inputs.versioningConfiguration.status).toBe('Enabled')
    const { rules } = stage.one('BucketLifecycleConfiguration').inputs
    // biome-ignore lint/suspicious/noExplicitAny: as recorded
    const of = (id: string) => rules.find((rule: any) => rule.id === id)
    // biome-ignore lint/suspicious/noExplicitAny: as recorded
    expect(rules.every((rule: any) => rule.status === 'Enabled')).toBe(true)
    expect(of('raw')).toMatchObject({
      filter: { prefix: 'raw/' },
      transitions: [{ days: settings.archive.glacier_after_days, storageClass: 'GLACIER_IR' }],
    })
    expect(of('raw').expiration).toBeUndefined()
    expect(of('athena').expiration.days).toBe(settings.query.results_expire_after_days)
    for (const [id, prefix] of [
      ['refused', 'refused/'],
      ['failed', 'failed/'],
      ['given-up', 'aws/lambda/'],
    ]) {
      expect(of(id), id).toMatchObject({ filter: { prefix }, expiration: { days: 30 } })
    }
    expect(of('old-versions')).toMatchObject({
      filter: { prefix: '' },
      noncurrentVersionExpiration: { noncurrentDays: 7 },
      abortIncompleteMultipartUpload: { daysAfterInitiation: 2 },
    })
  })

  test('the catalog can be had back as it was at any second of five weeks', () => {
    expect(stage.one('aws:dynamodb/table:Table', 'LakeCatalog').inputs).toMatchObject({
      billingMode: 'PAY_PER_REQUEST',
      pointInTimeRecovery: { enabled: true },
      hashKey: 'pk',
      rangeKey: 'sk',
    })
  })

  test('secrets are in the functions that need them, and nowhere else in plain text', () => {
    const holders = { WRITE_KEYS: ['collect'], VIEW_TOKEN: ['view'], ORIGIN_SECRET: ['collect', 'view'] }
    for (const { inputs } of stage.all('aws:lambda/function:Function')) {
      const part = inputs.name.slice(`clickstream-${name}-`.length)
      const variables = open(inputs.environment)?.variables ?? {}
      for (const [secret, parts] of Object.entries(holders)) {
        expect(secret in variables, `${part}: ${secret}`).toBe(parts.includes(part))
      }
    }
    const plain = JSON.stringify(
      stage.synthesis.resources.filter(({ type }) => !type.startsWith('sst:')).map(({ inputs }) => hide(inputs)),
    )
    for (const secret of ['demo:the-write-keys', 'the-view-token-of-tests', 'p'.repeat(48)]) {
      const at = plain.indexOf(secret)
      expect(at === -1 ? '' : plain.slice(at - 200, at)).toBe('')
    }
    expect(stage.environment('collect').WRITE_KEYS).toBe('demo:the-write-keys')
  })
})

/** As it stands in a state or a log: secrets out. */
function hide(value: unknown): unknown {
  if (value === null || typeof value !== 'object') return value
  if ('$secret' in value) return 'hidden'
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, hide(each)]))
}
