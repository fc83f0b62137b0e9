// Counts of this minute: one window of a minute, a table that forgets, and nothing that holds up the stream.
import { expect, test } from 'vitest'
import { open, stageOf, stageWith } from './stage.ts'

const stage = stageOf('production')

test('the stream is read in windows of a minute, one batch of a shard at a time, and old news is left alone', () => {
  const { inputs } = stage.one('EventSourceMapping', 'LiveMapping')
  expect(inputs).toMatchObject({
    tumblingWindowInSeconds: 60,
    parallelizationFactor: 1,
    startingPosition: 'LATEST',
    functionResponseTypes: ['ReportBatchItemFailures'],
    eventSourceArn: expect.stringContaining(stage.one('aws:kinesis/stream:Stream').inputs.name),
    functionName: expect.stringContaining(stage.function('live').inputs.name),
  })
  // A batch that fails for good must not hold its shard's counts for as long as the stream keeps it.
  expect(inputs.maximumRecordAgeInSeconds).toBeLessThanOrEqual(600)
  expect(inputs.maximumRetryAttempts).toBeGreaterThanOrEqual(0)
})

test('the table has the keys of packages/live, forgets by itself and is encrypted with the key', () => {
  expect(stage.one('aws:dynamodb/table:Table', 'LiveTable').inputs).toMatchObject({
    hashKey: 'hour',
    rangeKey: 'part',
    billingMode: 'PAY_PER_REQUEST',
    ttl: { attributeName: 'expires_at', enabled: true },
    serverSideEncryption: { enabled: true, kmsKeyArn: expect.stringContaining(':key/') },
  })
})

test('the function writes counts and reads the stream, and the viewer reads counts: no more', () => {
  const table = stage.one('aws:dynamodb/table:Table', 'LiveTable').inputs.name
  expect(stage.environment('live')).toMatchObject({ STAGE: 'production', LIVE: `dynamodb:${table}` })
  for (const secret of ['WRITE_KEYS', 'VIEW_TOKEN', 'ORIGIN_SECRET']) {
    expect(stage.environment('live')).not.toHaveProperty(secret)
  }
  expect(stage.environment('view').LIVE).toBe(`dynamodb:${table}`)
  expect(stage.synthesis.outputs.live).toBe(`dynamodb:${table}`)
  expect(stage.actionsOn('LiveRole', `table/${table}`)).toEqual(['dynamodb:PutItem'])
  expect(stage.actionsOn('ViewRole', `table/${table}`)).toEqual(['dynamodb:Query'])
  expect(stage.actionsOn('LiveRole', ':s3:')).toEqual([])
  expect(stage.actionsOn('LiveRole', ':stream/')).not.toContain('kinesis:PutRecords')
})

test('without it there is no table, no function, no mapping, and the viewer knows of none', async () => {
  const off = await stageWith({ live: false })
  expect(off.synthesis.errors).toEqual([])
  expect(off.synthesis.resources.filter(({ name }) => name.startsWith('Live'))).toEqual([])
  expect(Object.keys(off.environment('view'))).not.toContain('LIVE')
  expect(JSON.stringify(open(off.all('MetricAlarm')))).not.toContain('-live')
})
