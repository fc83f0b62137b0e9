// Two days of events from end to end, twice: over SQLite and files, and over Kinesis, S3, DynamoDB and Glue. The same
// collector, the same handlers; what differs is where it rests. The rows must not.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createApp } from '@clickstream/collector/app'
import { parseKeys } from '@clickstream/collector/keys'
import type { Catalog } from '@clickstream/lake/catalog'
import { openCatalog, openStore } from '@clickstream/lake/open'
import type { Store } from '@clickstream/lake/store'
import { makeEvent } from '@clickstream/stream/invocation'
import { openStream } from '@clickstream/stream/open'
import type { Stream } from '@clickstream/stream/stream'
import { createArchive, unpackLines } from '@clickstream/transform/archive'
import { createHandler } from '@clickstream/transform/handler'
import { parquetReadObjects } from 'hyparquet'
import { compressors } from 'hyparquet-compressors'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listPartitions, makeBucket, makeCatalog, makeStream } from './account.ts'

const FIXTURES = join(import.meta.dirname, '../../fixtures')
const START = Date.UTC(2026, 0, 16, 9, 40)
/** Lines a request. */
const AT_ONCE = 40
const KEYS = 'shortener:key-of-the-shortener,store:key-of-the-store'

interface House {
  readonly stream: Stream
  readonly store: Store
  readonly catalog: Catalog
}

/** What each request was answered, so that both collectors can be seen to say the same. */
async function collect({ stream }: House): Promise<unknown[]> {
  let now = START
  let id = 0
  const app = createApp({
    stream,
    keys: parseKeys(KEYS),
    rate: null,
    clock: () => now,
    makeId: () => `made-${String(id++).padStart(8, '0')}`,
    log: () => {},
  })
  const answers: unknown[] = []
  for (const name of ['shortener', 'store']) {
    const lines = readFileSync(join(FIXTURES, `${name}-day/events.ndjson`), 'utf8')
      .trim()
      .split('\n')
    for (let i = 0; i < lines.length; i += AT_ONCE) {
      // The hour turns on the way.
      now += 15_000
      const request = new Request('http://collector/v1/events', {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-write-key': `key-of-the-${name}` },
        // A line that is no JSON makes the whole request one rejected text.
        body: `{"sent_at":"${new Date(now).toISOString()}","events":[${lines.slice(i, i + AT_ONCE).join(',')}]}`,
      })
      const response = await app.fetch(request)
      answers.push([response.status, await response.json()])
    }
  }
  return answers
}

/** As the event source mapping does: each shard in order, batch by batch. */
async function transform({ stream, store, catalog }: House, repeat_hours?: number): Promise<void> {
  const handler = createHandler({ store, catalog, ...(repeat_hours && { repeat_hours }) }, { log: () => {} })
  const archive = createArchive(store)
  for (const shard of await stream.shards()) {
    for (let after: string | undefined; ; ) {
      const records = await stream.read(shard, after === undefined ? 'oldest' : { after }, 700)
      if (records.length === 0) break
      const event = makeEvent(shard, records, 'arn:aws:kinesis:us-east-1:123456789012:stream/clickstream')
      await handler(event)
      await archive(event)
      // Lambda hands a batch over once or more.
      if (after === undefined) await handler(event)
      after = records.at(-1)!.sequence_number
    }
  }
}

async function readRows({ store, catalog }: House, table: string): Promise<string[]> {
  const rows: string[] = []
  for (const { location, values } of await catalog.partitions(table)) {
    for (const { key } of await store.list(location)) {
      const file = (await store.get(key)).slice().buffer as ArrayBuffer
      for (const row of await parquetReadObjects({ file, compressors })) rows.push(write({ ...row, ...values }))
    }
  }
  return rows.sort()
}

function write(row: object): string {
  return JSON.stringify(row, (_, value) => (typeof value === 'bigint' ? value.toString() : value))
}

async function readArchive({ store }: House): Promise<string[]> {
  const lines: string[] = []
  for (const { key } of await store.list('raw/')) {
    for await (const some of unpackLines(await store.get(key))) lines.push(...some)
  }
  return lines.sort()
}

describe('a day of the shortener and one of the store', () => {
  const folder = mkdtempSync(join(tmpdir(), 'clickstream-path-'))
  let here: House
  let aws: House
  let bucket: string
  let database: string
  let answers: { readonly here: unknown[]; readonly aws: unknown[] }

  beforeAll(async () => {
    here = {
      stream: await openStream(`sqlite:${join(folder, 'stream.sqlite')}`),
      store: openStore(`file:${join(folder, 'lake')}`),
      catalog: openCatalog(`sqlite:${join(folder, 'catalog.sqlite')}`),
    }
    bucket = await makeBucket()
    const [names, stream] = await Promise.all([makeCatalog(bucket), makeStream(3)])
    database = names.database
    aws = {
      stream: await openStream(`kinesis:${stream}`),
      store: openStore(`s3://${bucket}`),
      catalog: openCatalog(`glue:${names.database}/${names.table}`),
    }
    answers = { here: await collect(here), aws: await collect(aws) }
    await transform(here)
    // As stacks/transform.ts sets REPEAT_HOURS.
    await transform(aws, 24)
  }, 300_000)

  afterAll(async () => {
    for (const { stream, catalog } of [here, aws]) {
      await stream.close()
      await catalog.close()
    }
    rmSync(folder, { recursive: true, force: true })
  })

  test('is answered alike, request by request', () => {
    expect(answers.aws.length).toBeGreaterThan(100)
    expect(answers.aws).toEqual(answers.here)
  })

  test.each([
    ['events', 4000],
    ['rejected', 10],
  ])('comes to the same rows of %s', async (table, least) => {
    const rows = await readRows(aws, table)
    expect(rows.length).toBeGreaterThan(least)
    expect(rows).toEqual(await readRows(here, table))
  })

  test('lies in the archive line for line', async () => {
    const lines = await readArchive(aws)
    expect(lines.length).toBeGreaterThan(4000)
    expect(lines).toEqual(await readArchive(here))
  })

  test('is in partitions that Athena finds in Glue, each where the catalog has it', async () => {
    for (const table of ['events', 'rejected']) {
      const known = await aws.catalog.partitions(table)
      const expected = known.map(
        ({ values, location }) => `${Object.values(values).join('/')} s3://${bucket}/${location}`,
      )
      const found = (await listPartitions(database, table)).map(
        ({ values, location }) => `${values.join('/')} ${location}`,
      )
      expect(known.length).toBeGreaterThan(0)
      expect(found.sort()).toEqual(expected.sort())
    }
  })
})
