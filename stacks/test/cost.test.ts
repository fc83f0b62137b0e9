// What `clickstream cost` counts is what is deployed, and the one who deploys by docs/deploy.md may do it.
import { readFileSync } from 'node:fs'
import { countAlarms } from '@clickstream/deployment/charges/observe'
import { schedules } from '@clickstream/deployment/schedules'
import { settingsOf } from '@clickstream/deployment/settings'
import { sizes } from '@clickstream/deployment/sizes'
import { describe, expect, test } from 'vitest'
import { STAGES } from './setup.ts'
import { open, stageOf, stageWith } from './stage.ts'

describe.each(STAGES)('%s', name => {
  const stage = stageOf(name)
  const settings = settingsOf(name)

  test('as many alarms are counted as there are, each by its metrics', () => {
    const metrics = stage
      .all('MetricAlarm')
      .map(({ inputs }) =>
        (inputs.metricQueries ?? [{ metric: true }]).filter(({ metric }: { metric?: unknown }) => metric),
      )
    expect(countAlarms(settings)).toBe(metrics.flat().length)
  })

  test('functions have the memory that is counted, and the disk', () => {
    const memory = (part: string) => stage.function(part).inputs.memorySize
    expect(memory('collect')).toBe(settings.collector.memory_mib)
    expect([memory('transform'), memory('refused')]).toEqual(Array(2).fill(settings.transform.memory_mib))
    expect(memory('deliver')).toBe(sizes.deliver.memory_mib)
    expect(memory('live')).toBe(sizes.live.memory_mib)
    expect(memory('view')).toBe(sizes.view.memory_mib)
    const jobs = stage.all('Function').filter(({ inputs }) => `${inputs.name}`.includes('-job'))
    expect(jobs).toHaveLength(schedules.filter(({ values }) => values(settings) !== null).length)
    expect(new Set(jobs.map(({ inputs }) => inputs.memorySize))).toEqual(new Set([settings.jobs.memory_mib]))
    for (const { inputs } of jobs) expect(inputs.ephemeralStorage.size).toBe(settings.jobs.disk_mib)
  })

  test('consumers wait as is counted, and Firehose', () => {
    const { live, raw, refused, deliver } = sizes
    expect(stage.one('EventSourceMapping', 'LiveMapping').inputs).toMatchObject({
      maximumBatchingWindowInSeconds: live.wait_s,
      batchSize: live.batch,
      tumblingWindowInSeconds: live.window_s,
    })
    const delivery = (part: string) =>
      stage.all('FirehoseDeliveryStream').find(({ inputs }) => inputs.name.endsWith(`-${part}`))!.inputs
        .extendedS3Configuration
    expect(delivery('raw')).toMatchObject({ bufferingSize: raw.mib, bufferingInterval: raw.wait_s })
    expect(delivery('refused').bufferingInterval).toBe(refused.wait_s)
    // Firehose's own: 1 MiB or 60 s. What says so is left out, as every deploy would see it as changed.
    const [{ parameters }] = delivery('raw').processingConfiguration.processors
    expect(parameters.map((each: { parameterName: string }) => each.parameterName)).toEqual(['LambdaArn'])
    expect([deliver.handed_mib, deliver.wait_s]).toEqual([1, 60])
  })

  test('what was removed can be had back for as long as is counted', () => {
    const { rules } = stage.one('BucketLifecycleConfiguration').inputs
    const days = rules.flatMap(
      (rule: { noncurrentVersionExpiration?: { noncurrentDays: number } }) =>
        rule.noncurrentVersionExpiration?.noncurrentDays ?? [],
    )
    expect(days).toEqual([sizes.bucket.noncurrent_days])
  })
})

test('the function that writes the raw archive instead of Firehose is counted, too', async () => {
  const stage = await stageWith({ archive: { writer: 'lambda' } })
  expect(stage.function('archive').inputs.memorySize).toBe(sizes.archive.memory_mib)
  const { inputs } = stage.one('EventSourceMapping', 'ArchiveMapping')
  expect(inputs.maximumBatchingWindowInSeconds).toBe(sizes.archive.wait_s)
})

describe('the policy in docs/deploy.md for the one who deploys', () => {
  const text = readFileSync(new URL('../../docs/deploy.md', import.meta.url), 'utf8')
  const { Statement } = JSON.parse(/```json\n([\s\S]*?)```/.exec(text)![1]!) as {
    Statement: { Action: string[]; Resource: string[] }[]
  }
  const services = new Set(Statement.flatMap(({ Action }) => Action.map(action => action.split(':')[0])))
  /** Where IAM has another name than Pulumi's module, by the resource's type. */
  const others: Readonly<Record<string, string>> = {
    'cloudwatch/logGroup': 'logs',
    'cloudwatch/logStream': 'logs',
    'kinesis/firehoseDeliveryStream': 'firehose',
    'cloudcontrol/resource': 'cloudformation',
  }

  test.each(STAGES)('knows every service of stage %s', name => {
    const missing = new Set<string>()
    for (const { type } of stageOf(name).synthesis.resources) {
      const [provider, module = ''] = type.split(':')
      if (provider !== 'aws') continue
      const service = others[module] ?? module.split('/')[0]!
      if (!services.has(service)) missing.add(`${service} (${type})`)
    }
    expect([...missing]).toEqual([])
  })

  test.each(STAGES)('fits the names of stage %s', name => {
    const stage = stageOf(name)
    for (const { type, name: logical, inputs } of stage.synthesis.resources) {
      const { name: own, bucket, roleName } = open(inputs ?? {})
      if (
        !/:(Role|Stream|FirehoseDeliveryStream|Queue|Topic|Table|Schedule|ScheduleGroup|Workgroup|Function|MetricAlarm|Crawler)$/.test(
          type,
        )
      )
        continue
      if (!type.startsWith('aws:') || type.startsWith('aws:cloudfront')) continue
      expect([type, logical, `${roleName ?? own ?? bucket}`.startsWith('clickstream-')]).toEqual([type, logical, true])
    }
    expect(stage.one('aws:s3/bucket:Bucket').inputs.bucket).toMatch(/^clickstream-/)
    expect(stage.one('CatalogDatabase').inputs.name).toMatch(/^clickstream_/)
  })
})
