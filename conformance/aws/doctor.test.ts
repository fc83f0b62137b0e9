// `clickstream doctor` and `clickstream job` with nothing but settings of AWS.
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3'
import { FAILED_BATCHES } from '@clickstream/lake/layout'
import { openCatalog, openStore } from '@clickstream/lake/open'
import { openStream } from '@clickstream/stream/open'
import { createHandler } from '@clickstream/transform/handler'
import { beforeAll, expect, it } from 'vitest'
import type { Finding } from '../../packages/cli/checks.ts'
import { run } from '../../packages/cli/test/run.ts'
import { envelope, event, message } from '../../packages/transform/test/lake.ts'
import { makeBucket, makeCatalog, makeStream } from './account.ts'

const { AWS_ENDPOINT_URL = '', AWS_REGION = '', AWS_ACCESS_KEY_ID = '', AWS_SECRET_ACCESS_KEY = '' } = process.env
const account = { AWS_ENDPOINT_URL, AWS_REGION, AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY }
let env: Record<string, string>
let bucket: string

beforeAll(async () => {
  bucket = await makeBucket()
  const { database, table } = await makeCatalog(bucket)
  const stream = await makeStream(1)
  env = {
    ...account,
    AWS_EC2_METADATA_DISABLED: 'true',
    STREAM: `kinesis:${stream}`,
    LAKE: `s3://${bucket}`,
    CATALOG: `glue:${database}/${table}`,
    ENGINE: `athena:primary/${database}`,
  }
})

async function examine(more: Record<string, string> = {}) {
  const { code, out, err } = await run(['doctor', '--json'], { ...env, ...more })
  const { findings } = JSON.parse(out || `{"findings":[{"name":${JSON.stringify(err)}}]}`) as { findings: Finding[] }
  return { code, find: (name: string) => findings.find(finding => finding.name === name), findings }
}

it('finds an empty stage well, and says nothing of a pipeline here', async () => {
  const { find } = await examine()
  expect(find('stream')).toMatchObject({ state: 'good', says: expect.stringMatching(/^kinesis:.*, 1 shard$/) })
  expect(find('backlog')).toMatchObject({ state: 'good' })
  expect(find('lake')).toMatchObject({ state: 'good', says: '0 files in 0 partitions, 0 B' })
  for (const name of ['pipeline', 'aws', 'given up', 'refused', 'raw archive']) expect(find(name)).toBeUndefined()
})

it('says of a stage at work what is behind and what was given up, and how to mend it', async () => {
  const lake = { store: openStore(env.LAKE), catalog: openCatalog(env.CATALOG) }
  const now = Date.now()
  const bodies = [0, 1, 2].map(i => envelope(event(i), { received_at: now - 3 * 3_600_000 }))
  await createHandler(lake, { log: () => {} })(message(bodies))
  await lake.store.put(`${FAILED_BATCHES}x/shardId-000000000000/2026/01/15/a`, new TextEncoder().encode('{}'))
  await lake.catalog.close()
  const stream = await openStream(env.STREAM)
  await stream.put([{ partition_key: 'v1', data: Buffer.from('waits') }])
  await stream.close()
  const { code, find } = await examine()
  expect(code).toBe(1)
  expect(find('lake')).toMatchObject({ state: 'good', says: expect.stringMatching(/^1 file in 1 partition/) })
  expect(find('given up')).toMatchObject({ state: 'bad', says: '1 batch', mend: expect.stringMatching(/job redrive/) })
  expect(find('raw archive')).toMatchObject({ state: 'note', says: 'nothing of the last day' })
  expect(find('sessions')).toMatchObject({ state: 'note', mend: expect.stringMatching(/^AWS runs it by itself/) })
})

it('runs a job on it from here', async () => {
  const { code, out } = await run(['job', 'sessions', '--json'], env)
  expect(code).toBe(0)
  expect(JSON.parse(out)).toMatchObject({ job: 'sessions', rows_in: 3 })
  expect((await openStore(env.LAKE).list('versions/sessions/')).length).toBeGreaterThan(0)
  const failed = await run(['job', 'redrive'], env)
  expect([failed.code, failed.out]).toEqual([1, expect.stringMatching(/1 batch of events failed again, to be kept:/)])
  expect((await run(['doctor', '--json'], env)).out).toMatch(/3 rows in/)
})

it('names what is missing, and what makes it', async () => {
  const { code, find } = await examine({ STREAM: 'kinesis:gone', CATALOG: 'glue:gone/gone-catalog' })
  expect(code).toBe(1)
  expect(find('stream')).toMatchObject({ state: 'bad', says: expect.stringMatching(/gone.*npx sst deploy/) })
  expect(find('lake')).toMatchObject({ state: 'bad', says: expect.stringMatching(/gone-catalog.*npx sst deploy/) })
})

it('says which settings do not go together', async () => {
  const { findings } = await examine({ CATALOG: 'sqlite:/tmp/none.sqlite', ENGINE: 'duckdb:' })
  const aws = findings.filter(({ name }) => name === 'aws').map(({ says }) => says)
  expect(aws).toEqual(['CATALOG on this machine, the rest on AWS', expect.stringMatching(/ENGINE is duckdb:/)])
})

it('takes no notice of objects that others named', async () => {
  await new S3Client().send(new PutObjectCommand({ Bucket: bucket, Key: 'athena/results/a b.csv', Body: 'x' }))
  expect((await examine()).find('lake')).toMatchObject({ state: 'good' })
})
