// With settings of AWS: what works here alone says so, and what to use instead. Nothing is asked of AWS.
import { expect, test, vi } from 'vitest'
import { chooseCollector } from '../collector.ts'
import { readSettings } from '../settings.ts'
import { execute, makeFolder } from './run.ts'

const AWS = {
  STREAM: 'kinesis:clickstream-test-events',
  LAKE: 's3://clickstream-test-lake',
  CATALOG: 'glue:clickstream_test/clickstream-test-catalog',
}

test.each([
  [['dev'], /npx sst deploy/],
  [['start', '--exit'], /clickstream replay --to URL/],
  [['backup', '/tmp/nowhere'], /point-in-time recovery/],
  [['catalog', 'rebuild'], /point-in-time recovery/],
])('%j works on this machine alone', async (args, instead) => {
  for (const [name, value] of Object.entries(AWS)) vi.stubEnv(name, value)
  const { code, err } = await execute(args)
  expect(code).toBe(2)
  expect(err).toMatch(/STREAM: expected one on this machine for [\w ]+, got kinesis:clickstream-test-events/)
  expect(err).toMatch(instead)
  vi.unstubAllEnvs()
})

test('a folder that is named counts for more than the environment', async () => {
  for (const [name, value] of Object.entries(AWS)) vi.stubEnv(name, value)
  const { code, err } = await execute(['backup', makeFolder(), '--data', makeFolder()])
  expect([code, err]).toEqual([2, expect.stringMatching(/expected a catalog, there is none/)])
  vi.unstubAllEnvs()
})

test('the engine of this machine does not open a lake on AWS', async () => {
  for (const [name, value] of Object.entries(AWS)) vi.stubEnv(name, value)
  const { code, err } = await execute(['sql', 'select 1'])
  expect(code).toBe(2)
  expect(err).toMatch(/ENGINE: expected athena:<workgroup>\/<database> where LAKE is s3:/)
  vi.unstubAllEnvs()
})

test.each([
  [['sql', 'select 1'], /Athena: expected an answer, reached nobody/],
  [['view', '--port', '0'], /DynamoDB table clickstream-test-catalog: expected an answer of AWS, reached nobody/],
  [['job', 'compact'], /DynamoDB table clickstream-test-catalog: expected an answer of AWS, reached nobody/],
  [['job', 'redrive'], /s3:\/\/clickstream-test-lake\S*: expected an answer of AWS, reached nobody/],
])(
  '%j says whom it did not reach, and takes it for no fault of its own',
  async (args, words) => {
    const there = { ENGINE: 'athena:house/lake', AWS_ENDPOINT_URL: 'http://127.0.0.1:9', AWS_REGION: 'us-east-1' }
    const credentials = { AWS_ACCESS_KEY_ID: 'testing', AWS_SECRET_ACCESS_KEY: 'testing', AWS_MAX_ATTEMPTS: '1' }
    for (const [name, value] of Object.entries({ ...AWS, ...there, ...credentials })) vi.stubEnv(name, value)
    const { code, err } = await execute(args)
    expect([code, err]).toEqual([1, expect.stringMatching(words)])
    expect(err).toMatch(/clickstream doctor/)
    expect(err).not.toMatch(/was not expected/)
    vi.unstubAllEnvs()
  },
  30_000,
)

test('a stream that cannot be one is said, though Athena could be asked without', async () => {
  const there = { STREAM: 'kinesis:no/name', ENGINE: 'athena:house/lake', AWS_ENDPOINT_URL: 'http://127.0.0.1:9' }
  for (const [name, value] of Object.entries({ ...AWS, ...there })) vi.stubEnv(name, value)
  const { err } = await execute(['sql', 'select 1'])
  expect(err).toMatch(/STREAM: expected kinesis:<name of a stream>, got kinesis:no\/name\n.*README/)
  vi.unstubAllEnvs()
})

test('what is sent again needs to be told where to', async () => {
  for (const [name, value] of Object.entries(AWS)) vi.stubEnv(name, value)
  const { code, err } = await execute(['replay', 'fixtures/bad-lines'])
  expect([code, err]).toEqual([2, expect.stringMatching(/--to: expected the URL of the collector on AWS.*COLLECTOR/s)])
  vi.stubEnv('COLLECTOR', 'http://127.0.0.1:1')
  expect(chooseCollector(undefined, readSettings({}))).toBe('http://127.0.0.1:1')
  expect(chooseCollector('http://127.0.0.1:2', readSettings({}))).toBe('http://127.0.0.1:2')
  expect(chooseCollector(undefined, readSettings({ data: makeFolder() }))).toBe('http://localhost:8080')
  vi.unstubAllEnvs()
})
