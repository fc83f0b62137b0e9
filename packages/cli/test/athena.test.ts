// `clickstream query`, `sql` and `view` with an ENGINE on AWS: nothing but the environment says so.
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parquetReadObjects } from 'hyparquet'
import { compressors } from 'hyparquet-compressors'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { FakeAthena } from '../../query/test/athena-server.ts'
import { run, start } from './run.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cli-athena-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const envOf = ({ url }: FakeAthena) => ({
  ENGINE: 'athena:house/lake',
  STREAM: `sqlite:${join(folder, 'stream.sqlite')}`,
  CATALOG: `sqlite:${join(folder, 'catalog.sqlite')}`,
  AWS_ENDPOINT_URL: url,
  AWS_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: 'testing',
  AWS_SECRET_ACCESS_KEY: 'testing',
})
const clicks = [
  { Name: 'short_code', Type: 'varchar' },
  { Name: 'clicks', Type: 'bigint' },
]
const told = {
  columns: clicks,
  pages: [
    [
      ['short_code', 'clicks'],
      ['a,b', '1200'],
      [undefined, '3'],
    ],
  ],
  // 10.6 MB.
  statistics: { DataScannedInBytes: 11_114_906 },
}

test('a saved question goes to Athena with its values written in, and its answer is as it ever was', async () => {
  await using athena = await FakeAthena.open()
  athena.told = [told]
  const asked = ['query', 'top_links', '--from', '2026-01-01', '--to', '2026-01-31', '--format', 'csv']
  const { code, out, err } = await run(asked, envOf(athena))
  expect(err).toMatch(/^2 rows · 10\.6 MiB, billed as 11\.0 MiB · [\d.,]+ m?s · Athena engine version 3\n$/)
  expect({ code, out }).toEqual({ code: 0, out: 'short_code,clicks\n"a,b",1200\n,3\n' })
  const [statement] = athena.statements
  expect(statement).toMatch(/received_date between cast\(date '2026-01-01' as varchar\)/)
  expect(statement).toMatch(/limit 20\s*$/)
})

test('an answer as Parquet', async () => {
  await using athena = await FakeAthena.open()
  athena.told = [told]
  const file = join(folder, 'clicks.parquet')
  expect(await run(['sql', 'select 1', '--format', 'parquet', '--out', file], envOf(athena))).toMatchObject({ code: 0 })
  const { buffer, byteOffset, byteLength } = await readFile(file)
  const bytes = buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer
  const rows = await parquetReadObjects({ file: bytes, compressors })
  expect(rows).toEqual([
    { short_code: 'a,b', clicks: 1200n },
    { short_code: null, clicks: 3n },
  ])
})

test('what Athena refuses is said in a line, without a stack', async () => {
  await using athena = await FakeAthena.open()
  athena.refusals.push({
    action: 'StartQueryExecution',
    type: 'InvalidRequestException',
    message: 'WorkGroup house is not found.',
  })
  const { code, err } = await run(['sql', 'select 1'], envOf(athena))
  expect(code).toBe(1)
  const why = 'ENGINE: expected a workgroup of Athena, house is not there; npx sst deploy makes it'
  expect(err).toBe(`clickstream: ${why}\nclickstream doctor looks at all that is needed.\n`)
})

test('whoever may ask Athena alone has the answer, and not up to when it is complete', async () => {
  await using athena = await FakeAthena.open()
  athena.told = [told]
  const denied = { type: 'AccessDeniedException', message: 'not authorized', also: {} }
  for (const action of ['DynamoDB_20120810.Query', 'Kinesis_20131202.ListShards']) {
    athena.refusals.push({ action, ...denied })
  }
  const env = { ...envOf(athena), STREAM: 'kinesis:clicks', CATALOG: 'glue:lake/catalog' }
  const { code, out, err } = await run(['sql', 'select 1', '--format', 'csv'], env)
  expect({ code, out }).toEqual({ code: 0, out: 'short_code,clicks\n"a,b",1200\n,3\n' })
  expect(err).not.toMatch(/Complete up to/)
})

test('Ctrl-C stops it on Athena, too', async () => {
  await using athena = await FakeAthena.open()
  athena.told = [{ states: ['RUNNING'] }]
  const asking = start(['sql', 'select 1'], envOf(athena))
  await expect.poll(() => athena.count('GetQueryExecution'), { timeout: 10_000 }).toBeGreaterThan(0)
  asking.kill('SIGINT')
  const { code, err } = await asking.ended
  expect({ code, err }).toEqual({ code: 1, err: 'clickstream: stopped, on Athena too\n' })
  expect(athena.count('StopQueryExecution')).toBe(1)
})

test('--data is a folder of this machine, whatever ENGINE says', async () => {
  await using athena = await FakeAthena.open()
  const { out } = await run(['sql', 'select 1 as n', '--format', 'csv', '--data', folder], envOf(athena))
  expect(out).toBe('n\n1\n')
  expect(athena.calls).toEqual([])
})

test('view of a lake on AWS says which, where events go, and of no pipeline here', async () => {
  await using athena = await FakeAthena.open()
  const place = { STREAM: 'kinesis:clicks', LAKE: 's3://house-lake', CATALOG: 'glue:lake/catalog' }
  const env = { ...envOf(athena), ...place, COLLECTOR: 'https://d1.cloudfront.net' }
  const viewing = start(['view', '--port', '0'], env)
  const [said, address] = await viewing.said(/(http:\/\/localhost:\d+)\/[\s\S]*Ctrl-C stops/)
  expect(said).toMatch(/Lake +s3:\/\/house-lake\n/)
  expect(said).not.toMatch(/clickstream dev/)
  const list = await (await fetch(`${address}/api/dashboards`)).json()
  expect(list).toMatchObject({ collector: 'https://d1.cloudfront.net' })
})

test('view draws tiles from Athena', async () => {
  await using athena = await FakeAthena.open()
  athena.told = [{ columns: [{ Name: 'clicks', Type: 'bigint' }], pages: [[['clicks'], ['7']]] }]
  const viewing = start(['view', '--port', '0'], envOf(athena))
  const [, address] = await viewing.said(/(http:\/\/localhost:\d+)\//)
  const answer = await fetch(`${address}/api/sql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ sql: 'select count(*) as clicks from events' }),
  })
  expect(await answer.json()).toMatchObject({
    rows: [[7]],
    receipt: { files_read: null, engine: 'Athena engine version 3', complete_up_to: null },
  })
})
