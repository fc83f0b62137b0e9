// What can go wrong is watched: each function, stream, delivery and queue, by alarms that somebody hears.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { alarms as table } from '@clickstream/deployment/alarms'
import { settingsOf } from '@clickstream/deployment/settings'
import { describe, expect, test } from 'vitest'
import { STAGES } from './setup.ts'
import { open, type Stage, stageOf, stageWith } from './stage.ts'

interface Metric {
  readonly namespace: string
  readonly metricName: string
  readonly dimensions: Readonly<Record<string, string>>
}

// biome-ignore lint/suspicious/noExplicitAny: inputs are as various as AWS
const metricsOf = (inputs: any): Metric[] =>
  // biome-ignore lint/suspicious/noExplicitAny: likewise
  inputs.metricQueries ? inputs.metricQueries.flatMap(({ metric }: any) => metric ?? []) : [inputs]

/** The resource that an alarm is on, by the end of the alarm's name. */
function watchedBy(stage: Stage, alarm: string, dimension: string): string[] {
  return stage
    .all('MetricAlarm')
    .filter(({ inputs }) => inputs.name.endsWith(alarm))
    .flatMap(({ inputs }) => metricsOf(inputs).flatMap(({ dimensions }) => dimensions[dimension] ?? []))
}

describe.each(STAGES)('%s', name => {
  const stage = stageOf(name)
  const settings = settingsOf(name)
  const alarms = stage.all('MetricAlarm')
  const topic = stage.one('aws:sns/topic:Topic')
  const namesOf = (type: string) => stage.all(type).map(({ inputs }) => inputs.name)
  const functions = stage
    .all('Function')
    .filter(({ type }) => type.startsWith('aws:lambda'))
    .map(({ inputs }) => inputs.name)

  test('each alarm is heard, says what to do, and decides what silence means', () => {
    const known = table.map(alarm => alarm.name)
    for (const { name, inputs } of alarms) {
      expect(inputs.alarmActions, name).toEqual([expect.stringContaining(topic.inputs.name)])
      expect(inputs.okActions, name).toEqual(inputs.alarmActions)
      expect(['notBreaching', 'breaching'], name).toContain(inputs.treatMissingData)
      expect(inputs.alarmDescription.length, name).toBeLessThanOrEqual(1024)
      const [, section] = /docs\/deploy\.md#([a-z-]+)\)$/.exec(inputs.alarmDescription) ?? []
      expect(known, name).toContain(section)
      expect(inputs.name.endsWith(section), name).toBe(true)
    }
    // Every line of the table is deployed at least once.
    for (const each of known)
      expect(
        alarms.some(({ inputs }) => inputs.name.endsWith(each)),
        each,
      ).toBe(true)
  })

  test('alarms are on what there is', () => {
    const there: Readonly<Record<string, readonly string[]>> = {
      FunctionName: functions,
      StreamName: namesOf('aws:kinesis/stream:Stream'),
      QueueName: namesOf('aws:sqs/queue:Queue'),
      DeliveryStreamName: namesOf('aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream'),
      stage: [name],
      step: ['collect', 'transform', 'refused', 'live', 'jobs'],
    }
    for (const { inputs } of alarms) {
      for (const { dimensions } of metricsOf(inputs)) {
        expect(Object.keys(dimensions).length, inputs.name).toBeGreaterThan(0)
        for (const [dimension, value] of Object.entries(dimensions))
          expect(there[dimension], inputs.name).toContain(value)
      }
    }
  })

  test('each function, stream, delivery and queue has one', () => {
    const watched = alarms.flatMap(({ inputs }) =>
      metricsOf(inputs).flatMap(({ dimensions }) => Object.values(dimensions)),
    )
    for (const each of functions) expect(watched).toContain(each)
    expect(watchedBy(stage, 'stream-full', 'StreamName')).toEqual(namesOf('aws:kinesis/stream:Stream'))
    expect(watchedBy(stage, 'queue-not-empty', 'QueueName').sort()).toEqual(namesOf('aws:sqs/queue:Queue').sort())
    const deliveries = stage.all('FirehoseDeliveryStream')
    expect(watchedBy(stage, 'delivery-late', 'DeliveryStreamName').sort()).toEqual(
      deliveries.map(({ inputs }) => inputs.name).sort(),
    )
    const readers = deliveries.filter(({ inputs }) => inputs.kinesisSourceConfiguration)
    expect(watchedBy(stage, 'delivery-behind', 'DeliveryStreamName')).toEqual(readers.map(({ inputs }) => inputs.name))
  })

  test('each consumer of the stream has an iterator age, and each place for what failed an alarm', () => {
    const mappings = stage.all('EventSourceMapping').map(({ inputs }) => inputs)
    const aged = watchedBy(stage, 'stream-behind', 'FunctionName')
    // Live counts let go what is ten minutes old, before such an alarm could ring; that they fail is told.
    const failing = watchedBy(stage, 'function-failing', 'FunctionName')
    for (const { functionName, maximumRecordAgeInSeconds } of mappings) {
      expect(maximumRecordAgeInSeconds > 900 ? aged : failing).toContain(functionName.split(':').at(-1))
    }
    const queues = watchedBy(stage, 'queue-not-empty', 'QueueName')
    const isQueue = (arn: string) => queues.includes(arn.split(':').at(-1)!)
    const bucket = stage.one('aws:s3/bucket:Bucket').inputs.bucket
    const failed = [
      ...mappings.flatMap(({ destinationConfig }) => destinationConfig?.onFailure?.destinationArn ?? []),
      ...stage.all('FunctionEventInvokeConfig').map(({ inputs }) => inputs.destinationConfig.onFailure.destination),
      ...stage.all('aws:scheduler/schedule:Schedule').map(({ inputs }) => inputs.target.deadLetterConfig.arn),
    ]
    // What lies in the bucket is counted by the jobs, and alarms as batches-failed.
    for (const arn of failed) expect(arn === `arn:aws:s3:::${bucket}` || isQueue(arn), arn).toBe(true)
    expect(alarms.some(({ inputs }) => inputs.name.endsWith('-batches-failed'))).toBe(true)
  })

  test('the topic is encrypted with a key that CloudWatch and Budgets may use, for this account alone', () => {
    expect(topic.inputs.kmsMasterKeyId).toBeTruthy()
    const services = ['cloudwatch.amazonaws.com', 'budgets.amazonaws.com']
    const statements = [stage.one('aws:kms/key:Key'), stage.one('TopicPolicy')].map(({ inputs }) =>
      JSON.parse(inputs.policy).Statement.find(({ Sid }: { Sid: string }) => Sid === 'Alarms'),
    )
    for (const { Principal, Condition } of statements) {
      expect(Principal.Service).toEqual(services)
      expect(Condition.StringEquals['aws:SourceAccount']).toBe('123456789012')
    }
  })

  test('a day that costs too much is told, and the board shows what there is', () => {
    const { inputs } = stage.one('aws:budgets/budget:Budget')
    expect(inputs).toMatchObject({ timeUnit: 'DAILY', limitAmount: String(settings.observe.daily_cost_usd) })
    expect(inputs.notifications[0].subscriberSnsTopicArns).toEqual([expect.stringContaining(topic.inputs.name)])
    const { widgets } = JSON.parse(stage.one('aws:cloudwatch/dashboard:Dashboard').inputs.dashboardBody)
    expect(widgets[0].properties.alarms).toHaveLength(alarms.length)
    const known = [
      ...functions,
      ...namesOf('Queue'),
      ...namesOf('FirehoseDeliveryStream'),
      ...namesOf('aws:kinesis/stream:Stream'),
      name,
    ]
    for (const { properties } of widgets.slice(1)) {
      expect(properties.metrics.length, properties.title).toBeGreaterThan(0)
      for (const [, , , value] of properties.metrics) expect(known, properties.title).toContain(value)
    }
  })
})

test('our own metrics are those that the code tells', () => {
  const folders: Readonly<Record<string, string>> = {
    collect: 'packages/collector',
    transform: 'packages/transform',
    jobs: 'jobs',
  }
  const root = join(import.meta.dirname, '../..')
  const metrics = table.flatMap(({ metrics }) => Object.values(metrics))
  const ours = metrics.filter(({ of }) => of !== undefined && of !== 'stream')
  expect(ours.length).toBeGreaterThan(0)
  for (const { name, of } of ours) {
    const folder = join(root, folders[of!])
    const text = readdirSync(folder)
      .filter(file => file.endsWith('.ts'))
      .map(file => readFileSync(join(folder, file), 'utf8'))
      .join('\n')
    expect(text, `${of} tells ${name}`).toMatch(new RegExp(`\\b${name}\\b`))
  }
})

test('where a function writes the raw archive, it is watched as a consumer, and no Firehose is', async () => {
  const stage = await stageWith({ archive: { writer: 'lambda' }, collector: { rejected_apart: false } })
  expect(stage.synthesis.errors).toEqual([])
  expect(watchedBy(stage, 'stream-behind', 'FunctionName')).toContain('clickstream-personal-archive')
  const dimensions = stage
    .all('MetricAlarm')
    .flatMap(({ inputs }) => metricsOf(inputs).flatMap(each => Object.keys(each.dimensions)))
  expect(dimensions).not.toContain('DeliveryStreamName')
  const { widgets } = JSON.parse(stage.one('aws:cloudwatch/dashboard:Dashboard').inputs.dashboardBody)
  for (const { properties } of widgets) expect(properties.metrics ?? ['alarms'], properties.title).not.toEqual([])
})

test('nobody is told by mail, and no budget made, unless the stage says so', async () => {
  const [quiet, told] = await Promise.all([
    stageWith({ observe: { daily_cost_usd: null } }),
    stageWith({ observe: { email: 'somebody@example.com' } }),
  ])
  expect([quiet.synthesis.errors, told.synthesis.errors]).toEqual([[], []])
  expect(quiet.all('Budget')).toEqual([])
  expect(quiet.all('TopicSubscription')).toEqual([])
  expect(open(told.one('TopicSubscription').inputs)).toMatchObject({
    protocol: 'email',
    endpoint: 'somebody@example.com',
  })
})
