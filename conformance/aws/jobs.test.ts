// The jobs over S3, DynamoDB and Glue, through the door that Scheduler knocks at: row for row what they make of the same
// records on this machine.
import { readFileSync } from 'node:fs'
import { queryable, type tables } from '@clickstream/events/tables'
import { createDoor } from '@clickstream/jobs/lambda'
import { FAILED_BATCHES } from '@clickstream/lake/layout'
import { openCatalog, openStore } from '@clickstream/lake/open'
import { readCompleteUpTo } from '@clickstream/stream/complete'
import { failureMessage } from '@clickstream/stream/failure'
import { createHandler } from '@clickstream/transform/handler'
import { parquetReadObjects } from 'hyparquet'
import { compressors } from 'hyparquet-compressors'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { type Place, readRows } from '../../jobs/test/derived.ts'
import { message, openLake } from '../../packages/transform/test/lake.ts'
import { listPartitions, makeBucket, makeCatalog, makeStream } from './account.ts'

const BATCH = 175
const START = Date.UTC(2026, 0, 15, 7)
/** From one arrival to the next, ms. */
const EVERY = 15_000
/** Lines of each fixture. */
const MOST = 350
const TABLES = ['events', 'rejected', 'sessions', 'identities', 'links', 'products', 'rollups_hourly', 'rollups_daily']
const context = { getRemainingTimeInMillis: () => 900_000 }

/** The recorded lines as the collector would have put them on the stream. */
function readBatches(): ReturnType<typeof message>[] {
  const lines = ['retries-and-late', 'bad-lines'].flatMap(name =>
    readFileSync(new URL(`../../fixtures/${name}/events.ndjson`, import.meta.url), 'utf8')
      .trimEnd()
      .split('\n')
      .slice(0, MOST),
  )
  const bodies = lines.map((line, i) => {
    try {
      JSON.parse(line)
    } catch {
      return line
    }
    // Within a few hours: each is a partition of its own, and moto takes its time.
    const received_at = START + i * EVERY
    // Nested deeper than JSON.stringify goes, some of them.
    return `{"received_at":${received_at},"dialect":"events","event":${line}}`
  })
  const batches: ReturnType<typeof message>[] = []
  for (let i = 0; i < bodies.length; i += BATCH) batches.push(message(bodies.slice(i, i + BATCH), i))
  return batches
}

const here = openLake()
let there: Place & { run: ReturnType<typeof createDoor>; database: string; bucket: string }
let runHere: ReturnType<typeof createDoor>
const told: Record<string, unknown>[] = []

beforeAll(async () => {
  const bucket = await makeBucket()
  const { database, table } = await makeCatalog(bucket)
  const store = openStore(`s3://${bucket}`)
  const catalog = openCatalog(`glue:${database}/${table}`)
  const stream = `kinesis:${await makeStream(1)}`
  const silent = { log: () => {}, tell: () => {} }
  const tell = (_: string, metrics: Readonly<Record<string, number | null>>) => void told.push(metrics)
  const completeUpTo = (consumer?: string) => readCompleteUpTo(stream, consumer, async () => new Map())
  const deps = { store, catalog, stream, completeUpTo, memory: { threads: 1 } }
  there = { store, catalog, database, bucket, run: createDoor(deps, { log: () => {}, tell }) }
  runHere = createDoor({ ...deps, store: here.store, catalog: here.catalog, stream: 'sqlite:none' }, silent)
  const batches = readBatches()
  for (const lake of [here, there]) {
    const handler = createHandler(lake, { log: () => {} })
    for (const batch of batches) await handler(batch)
  }
})
afterAll(async () => {
  await here.close()
  await there.catalog.close()
})

async function runBoth(job: string, values: Record<string, string> = {}): Promise<void> {
  const [one, other] = [await runHere({ job, values }, context), await there.run({ job, values }, context)]
  expect(other.status).toBe(one.status)
}

async function compareTables(): Promise<void> {
  for (const table of TABLES as (keyof typeof tables)[]) {
    const rows = await readRows(there, table)
    expect({ [table]: rows }).toEqual({ [table]: await readRows(here, table) })
    expect(rows.length, table).toBeGreaterThan(table === 'links' ? -1 : 0)
  }
}

async function compareGlue(): Promise<void> {
  for (const [name, { partitions }] of Object.entries(queryable)) {
    if (partitions.length === 0) continue
    const known = await there.catalog.partitions(name)
    const wanted = known.map(({ values, location }): [string, string] => [
      partitions.map(column => values[column.name]).join('/'),
      `s3://${there.bucket}/${location}`,
    ])
    const mirrored = await listPartitions(there.database, name)
    expect(new Map(mirrored.map(({ values, location }) => [values.join('/'), location]))).toEqual(new Map(wanted))
  }
}

/** Each asks a server in Python for some thousand answers. */
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 })

it('derives the same tables, of what landed and again of what was compacted, and Glue knows where', async () => {
  for (const job of ['identities', 'sessions', 'rollups', 'dimensions']) await runBoth(job)
  await compareTables()
  await runBoth('compact')
  expect((await there.store.list('versions/events/')).length).toBeGreaterThan(10)
  for (const job of ['identities', 'sessions', 'rollups', 'dimensions']) await runBoth(job)
  await compareTables()
  await compareGlue()
})

it('redrives what was given up', async () => {
  const at = Date.UTC(2026, 0, 15, 12)
  const event = {
    event_id: 'late-1',
    event_type: 'page_viewed',
    app: 'store',
    page_url: 'https://shop.example/',
    occurred_at: new Date(at).toISOString(),
    anonymous_id: 'v-late',
  }
  const batch = message([{ received_at: at, dialect: 'events', event }, 'no JSON'], 1_000_000)
  const why = { condition: 'RetryAttemptsExhausted', attempts: 11, thrown: true, function_arn: 'arn' } as const
  const key = `${FAILED_BATCHES}0a1b/shardId-000000000000/2026/01/15/2026-01-15T12.00.00-0a1b2c3d`
  for (const { store } of [here, there])
    await store.put(key, Buffer.from(JSON.stringify(failureMessage(batch, why, at))))
  await there.run({ job: 'identities' }, context)
  expect(told.at(-1)).toMatchObject({ failed_batches: 1, unmirrored: 0, failures: 0 })
  await runBoth('redrive')
  expect(told.at(-1)).toMatchObject({ failed_batches: 0 })
  expect((await readRows(there, 'events')).filter(row => row.event_id === 'late-1')).toHaveLength(1)
  await runBoth('sessions')
  await compareTables()
})

it('writes down its runs and files for Athena', async () => {
  await there.run({ job: 'inventory' }, context)
  const read = async (key: string) => {
    const file = (await there.store.get(key)).slice().buffer as ArrayBuffer
    return parquetReadObjects({ file, compressors })
  }
  const listed = (await read('files/files.parquet')).map(({ path }) => path as string)
  for (const key of listed) expect((await there.store.list(key)).map(object => object.key)).toEqual([key])
  expect(new Set(listed.map(key => key.split('/')[key.startsWith('versions/') ? 1 : 0]))).toContain('sessions')
  const runs = (await there.catalog.partitions('runs')).map(({ location }) => read(`${location}runs.parquet`))
  const jobs = (await Promise.all(runs)).flat().map(({ job }) => job)
  expect(jobs).toEqual(expect.arrayContaining(['transform', 'compact', 'sessions', 'redrive']))
  await compareGlue()
})

it('forgets somebody, as far as can be while records may be on their way', async () => {
  const [row] = (await readRows(there, 'events')).filter(({ anonymous_id }) => anonymous_id !== null)
  const visitor = String(row!.anonymous_id)
  const { status, lines } = await there.run({ job: 'forget', values: { visitor } }, context)
  expect(status).toBe('no')
  expect(lines.join('\n')).toMatch(/removed so far: .*of events/)
  expect((await readRows(there, 'events')).filter(({ anonymous_id }) => anonymous_id === visitor)).toEqual([])
  await compareGlue()
})

it('drops days, in Glue too', async () => {
  await there.run({ job: 'retain', values: { days: 'events=1,rejected=1', grace: '0' } }, context)
  expect(await readRows(there, 'events')).toEqual([])
  expect(await there.catalog.partitions('rejected')).toEqual([])
  await compareGlue()
})
