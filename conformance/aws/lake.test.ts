// S3 and DynamoDB with Glue pass the contracts that files and SQLite do.

import { randomBytes } from 'node:crypto'
import { ListMultipartUploadsCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3'
import { events, tables } from '@clickstream/events/tables'
import { DynamoTable } from '@clickstream/lake/dynamodb'
import { DynamoCatalog } from '@clickstream/lake/dynamodb-catalog'
import { GlueDatabase } from '@clickstream/lake/glue'
import { GlueCatalog } from '@clickstream/lake/glue-catalog'
import { openCatalog, openStore } from '@clickstream/lake/open'
import { landingPartition } from '@clickstream/lake/partition'
import { fillCatalog } from '@clickstream/lake/rebuild'
import type { S3Store } from '@clickstream/lake/s3'
import { sweep } from '@clickstream/lake/sweep'
import { commitVersions, prepareVersion } from '@clickstream/lake/version'
import { describe, expect, test } from 'vitest'
import { catalogContract, storeContract } from '../../packages/lake/test/contract.ts'
import { listPartitions, makeBucket, makeCatalog } from './account.ts'

storeContract('S3Store', async () => {
  return { store: openStore(`s3://${await makeBucket()}`), close: async () => {} }
})

storeContract('S3Store under a prefix', async () => {
  const url = `s3://${await makeBucket()}`
  await openStore(url).put('outside/x', new Uint8Array(1))
  return { store: openStore(`${url}/in/here/`), close: async () => {} }
})

catalogContract('GlueCatalog', async () => {
  const { database, table } = await makeCatalog(await makeBucket())
  const catalog = openCatalog(`glue:${database}/${table}`)
  return { catalog, close: () => catalog.close() }
})

describe('S3Store', () => {
  test('an object that goes in parts is whole, and leaves no upload behind', async () => {
    const bucket = await makeBucket()
    const store = openStore(`s3://${bucket}`)
    const bytes = randomBytes(65 * 1024 * 1024)
    expect(await store.put('large', bytes)).toBe(true)
    expect(bytes.equals(await store.get('large'))).toBe(true)
    expect(bytes.subarray(20e6, 20e6 + 10).equals(await store.read!('large', 20e6, 20e6 + 10))).toBe(true)
    expect(await store.put('large', bytes, { ifAbsent: true })).toBe(false)
    const { Uploads } = await new S3Client().send(new ListMultipartUploadsCommand({ Bucket: bucket }))
    expect(Uploads ?? []).toEqual([])
  })

  test('reads a part, as much as there is', async () => {
    const store = openStore(`s3://${await makeBucket()}`)
    await store.put('x', new TextEncoder().encode('0123456789'))
    const part = async (start: number, end: number) => new TextDecoder().decode(await store.read!('x', start, end))
    expect([await part(2, 5), await part(8, 20), await part(20, 30), await part(3, 3)]).toEqual(['234', '89', '', ''])
    await expect(store.read!('y', 0, 1)).rejects.toMatchObject({ name: 'NotFound' })
  })

  test('lists more than a page, and no folder of the console', async () => {
    const bucket = await makeBucket()
    const store = openStore(`s3://${bucket}`)
    const keys = Array.from({ length: 1050 }, (_, i) => `a/${String(i).padStart(5, '0')}`)
    for (let i = 0; i < keys.length; i += 50) {
      await Promise.all(keys.slice(i, i + 50).map(key => store.put(key, new Uint8Array(1))))
    }
    await new S3Client().send(new PutObjectCommand({ Bucket: bucket, Key: 'a/folder/', Body: new Uint8Array(0) }))
    expect((await store.list('a/')).map(({ key }) => key)).toEqual(keys)
    expect((store as S3Store).locate('a/1')).toBe(`s3://${bucket}/a/1`)
  })

  test('a bucket that is not there is named, with what makes it', async () => {
    const store = openStore('s3://not-there-at-all')
    const asked = [() => store.get('x'), () => store.list(''), () => store.put('x', new Uint8Array(1))]
    for (const ask of asked) {
      await expect(ask()).rejects.toThrow(/s3:\/\/not-there-at-all.*`npx sst deploy` makes it/)
    }
  })
})

describe('GlueCatalog', () => {
  const place = (hour: number) => {
    const values = {
      app: 'store',
      received_date: `2026-01-${10 + Math.floor(hour / 24)}`,
      received_hour: `${hour % 24}`,
    }
    const landing = `events/app=store/received_date=${values.received_date}/received_hour=${values.received_hour}/`
    return { table: 'events', values, location: landing }
  }
  async function openBoth(prefix = '') {
    const bucket = await makeBucket()
    const { database, table } = await makeCatalog(bucket, prefix)
    const glue = new GlueDatabase(database)
    const catalog = new GlueCatalog(new DynamoTable(table), glue, { patience_ms: 100 })
    const read = () => listPartitions(database, 'events')
    const locations = async () => (await read()).map(({ location }) => location).sort()
    return { catalog, table, root: `s3://${bucket}/${prefix}`, read, locations }
  }

  test('Glue has what was added and where it was moved, with the columns of the table', async () => {
    const { catalog, root, read, locations } = await openBoth('some/prefix/')
    await catalog.add([place(1), place(2)])
    expect(await locations()).toEqual([root + place(1).location, root + place(2).location])
    const [partition] = await read()
    expect(partition!.values).toEqual(['store', '2026-01-10', expect.stringMatching(/^[12]$/)])
    expect(partition!.columns).toBeGreaterThan(30)
    expect(partition!.serde).toMatch(/ParquetHiveSerDe/)
    const { table, values, location } = place(1)
    expect(await catalog.swap([{ table, values, from: location, to: 'versions/1/' }])).toBe(true)
    expect(await locations()).toEqual([root + place(2).location, `${root}versions/1/`])
    expect(await catalog.swap([{ table, values, from: 'versions/1/', to: null }])).toBe(true)
    expect(await locations()).toEqual([root + place(2).location])
    expect(await catalog.reconcile()).toBe(0)
    // A register of the jobs is nobody's partition.
    expect(await catalog.swap([{ table: 'forget', values: { lock: 'forget' }, from: null, to: 'x' }])).toBe(true)
    await catalog.close()
  })

  test('130 partitions are swapped in one step, and read in more than one page', async () => {
    const { catalog, root, locations } = await openBoth()
    const places = Array.from({ length: 130 }, (_, i) => place(i))
    await catalog.add(places)
    expect(await locations()).toHaveLength(130)
    const changes = places.map(({ table, values, location }, i) => ({ table, values, from: location, to: `v/${i}/` }))
    expect(await catalog.swap([...changes.slice(0, 129), { ...changes[129]!, from: 'elsewhere/' }])).toBe(false)
    expect((await catalog.partitions('events')).every(({ location }) => location.startsWith('events/'))).toBe(true)
    expect(await catalog.swap(changes)).toBe(true)
    expect((await catalog.partitions('events')).every(({ location }) => location.startsWith('v/'))).toBe(true)
    expect((await locations()).every(url => url.startsWith(`${root}v/`))).toBe(true)
    expect(await catalog.reconcile('events')).toBe(0)
    await catalog.close()
  })

  test('a swap of 130 that is killed before its step or after it never was, or is', async () => {
    for (const [killed, expected] of [
      [60, 'events/'],
      [134, 'v/'],
    ] as const) {
      const { catalog, table } = await openBoth()
      const places = Array.from({ length: 130 }, (_, i) => place(i))
      await catalog.add(places)
      const dying = new DynamoTable(table)
      const write = dying.write.bind(dying)
      let writes = 0
      dying.write = async (...given) => {
        if (++writes > killed) throw new Error('killed')
        await write(...given)
      }
      const changes = places.map(({ table, values, location }, i) => ({ table, values, from: location, to: `v/${i}/` }))
      await new DynamoCatalog(dying).swap(changes).catch(() => {})
      const found = await catalog.partitions('events')
      expect(found.filter(({ location }) => location.startsWith(expected))).toHaveLength(130)
      const some = found.slice(0, 5).map(({ location, ...of }) => ({ ...of, from: location, to: 'w/' }))
      expect(await catalog.swap(some)).toBe(true)
      await Promise.all([dying.close(), catalog.close()])
    }
  })

  test('keeps a long note and many of them in one step, and cuts the detail of a run', async () => {
    const { catalog } = await openBoth()
    const notes = Array.from({ length: 230 }, (_, i) => [`key-${i}`, 'x'.repeat(i * 50)] as const)
    await catalog.remember('sessions', notes)
    expect(await catalog.recall('sessions')).toEqual(new Map(notes))
    const noise = randomBytes(400_000).toString('base64')
    await expect(catalog.remember('sessions', [['large', noise]])).rejects.toThrow(/note large of sessions: expected/)
    const run = { job: 'compact', key: 'a', started_at: 1, finished_at: 2, rows_in: 1, rows_out: 1, rejected: 0 }
    const more = { repeated: 0, files: 1, bytes: 1, newest_at: null, detail: 'ü'.repeat(500_000) }
    await catalog.record({ ...run, ...more })
    expect((await catalog.runs('compact', 1))[0]!.detail).toMatch(/\(cut: 400000 characters more\)$/)
    await catalog.close()
  })

  test('a partition lands, is replaced, swept, lost to the catalog and found again, as in a folder', async () => {
    const bucket = await makeBucket()
    const { database, table } = await makeCatalog(bucket)
    const lake = { store: openStore(`s3://${bucket}`), catalog: openCatalog(`glue:${database}/${table}`) }
    const { values, location } = landingPartition(events, { ...place(7).values, received_hour: '07' })
    const rows = new TextEncoder().encode('rows')
    await lake.catalog.add([{ table: 'events', values, location }])
    await lake.store.put(`${location}a.parquet`, rows)
    const write = async (at: string) => {
      await lake.store.put(`${at}part-00000.parquet`, rows)
      return { is_same: true }
    }
    const prepared = await prepareVersion(lake, 'test', events, { values, location }, write)
    await lake.store.put(`${location}late.parquet`, rows)
    expect(await commitVersions(lake, [prepared])).toBe(true)
    await sweep(lake, { grace_ms: 0 }, () => Date.now() + 2 * 86_400_000)
    const names = async () => (await lake.store.list('')).map(({ key }) => key.replace(prepared.location, ''))
    expect(await names()).toEqual(['_manifest.json', '_placed', 'late.parquet', 'part-00000.parquet'])
    const [partition] = await listPartitions(database, 'events')
    expect(partition!.location).toBe(`s3://${bucket}/${prepared.location}`)
    const anew = await makeCatalog(bucket)
    const catalog = openCatalog(`glue:${anew.database}/${anew.table}`)
    expect(await fillCatalog({ ...lake, catalog }, tables)).toMatchObject({ versions: 1, brought: 0 })
    expect(await catalog.partitions('events')).toEqual(await lake.catalog.partitions('events'))
    expect(await listPartitions(anew.database, 'events')).toEqual(await listPartitions(database, 'events'))
  })

  test('a table that is not there is named, with what makes it', async () => {
    const catalog = openCatalog('glue:no_database/no-table')
    await expect(catalog.version()).rejects.toThrow(/DynamoDB table no-table: .*`npx sst deploy` makes it/)
    await catalog.close()
  })
})
