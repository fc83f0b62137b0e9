// The catalog rebuilt from the files alone is the one that was lost, whatever was done to the lake before.
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { events, tables } from '@clickstream/events/tables'
import fc from 'fast-check'
import { expect, it, onTestFinished } from 'vitest'
import type { Catalog, Partition } from '../catalog.ts'
import { FileStore } from '../files.ts'
import { landingPartition } from '../partition.ts'
import { CatalogBusy, readPartitions, rebuildCatalog } from '../rebuild.ts'
import { SqliteCatalog } from '../sqlite.ts'
import type { Store } from '../store.ts'
import { commitVersions, listFiles, type Prepared, prepareVersion, settle } from '../version.ts'

function openLake() {
  const folder = mkdtempSync(join(tmpdir(), 'rebuild-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const file = join(folder, 'catalog.sqlite')
  return { store: new FileStore(join(folder, 'lake')) as Store, catalog: new SqliteCatalog(file) as Catalog, file }
}

type Lake = ReturnType<typeof openLake>

const hours = ['00', '01', '02']
const valuesOf = (hour: number) => ({ app: 'store', received_date: '2026-01-15', received_hour: hours[hour]! })
const rows = (ids: readonly string[]) => new TextEncoder().encode(ids.join('\n'))

async function find(lake: Lake, hour: number): Promise<Partition | undefined> {
  return (await lake.catalog.partitions('events')).find(({ values }) => values.received_hour === hours[hour])
}

async function readIds({ store }: Lake, { location }: Partition): Promise<string[]> {
  const ids: string[] = []
  for (const { key } of await listFiles(store, location)) {
    ids.push(
      ...new TextDecoder()
        .decode(await store.get(key))
        .split('\n')
        .filter(Boolean),
    )
  }
  return ids.sort()
}

/** Everything a reader would see, by partition. Files stand for Parquet: what is in them is not looked into. */
async function readAll(lake: Lake): Promise<Map<string, string[]>> {
  const seen = new Map<string, string[]>()
  for (const partition of await lake.catalog.partitions('events')) {
    if ((await listFiles(lake.store, partition.location)).length === 0 && !partition.location.startsWith('versions/'))
      continue
    await settle(lake, partition)
    seen.set(`${partition.values.received_hour} at ${partition.location}`, await readIds(lake, partition))
  }
  return seen
}

let sequence = 0

/** As the transform does. */
async function land(lake: Lake, hour: number): Promise<void> {
  const [known] = await lake.catalog.add([landingPartition(events, valuesOf(hour))])
  const name = `shardId-000000000000-${String(++sequence).padStart(20, '0')}`
  await lake.store.put(`${known!.location}${name}.parquet`, rows([`e${sequence}`]))
}

async function prepare(lake: Lake, job: string, hour: number): Promise<Prepared | undefined> {
  const partition = await find(lake, hour)
  if (partition === undefined) return undefined
  await settle(lake, partition)
  return prepareVersion(lake, job, events, partition, async (location, inputs) => {
    const ids: string[] = []
    for (const { key } of inputs) ids.push(...new TextDecoder().decode(await lake.store.get(key)).split('\n'))
    const kept = job === 'forget' ? ids.slice(1) : ids
    if (kept.length > 0) await lake.store.put(`${location}part-00000.parquet`, rows(kept))
    return { is_same: job === 'compact' }
  })
}

/** A store whose process is killed once the catalog has swapped. */
const killed = (catalog: Catalog): Catalog =>
  Object.assign(Object.create(catalog) as Catalog, {
    swap: async (changes: Parameters<Catalog['swap']>[0]) => {
      await catalog.swap(changes)
      throw new Error('killed')
    },
    partitions: catalog.partitions.bind(catalog),
  })

type Step = (lake: Lake, hour: number) => Promise<unknown>

const replace =
  (job: string): Step =>
  async (lake, hour) => {
    const version = await prepare(lake, job, hour)
    if (version !== undefined) await commitVersions(lake, [version])
  }

const steps: Readonly<Record<string, Step>> = {
  land,
  compact: replace('compact'),
  reprocess: replace('reprocess'),
  forget: replace('forget'),
  'compact, and land meanwhile': async (lake, hour) => {
    const version = await prepare(lake, 'compact', hour)
    await land(lake, hour)
    if (version !== undefined) await commitVersions(lake, [version])
  },
  'reprocess, killed before it is put in place': (lake, hour) => prepare(lake, 'reprocess', hour),
  'compact, killed while it is written': async (lake, hour) => {
    const version = await prepare(lake, 'compact', hour)
    if (version !== undefined) await lake.store.remove(`${version.location}_manifest.json`)
  },
  'forget, killed when it is in place, and land': async (lake, hour) => {
    const version = await prepare(lake, 'forget', hour)
    if (version === undefined) return
    await commitVersions({ ...lake, catalog: killed(lake.catalog) }, [version]).catch(() => {})
    await land(lake, hour)
  },
}

it('is the one that was lost, after whatever was done', async () => {
  const step = fc.tuple(fc.constantFrom(...Object.keys(steps)), fc.nat(hours.length - 1))
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async done => {
      const lake = openLake()
      try {
        for (const [name, hour] of done) await steps[name]!(lake, hour)
        // Before anybody looks: looking settles what a killed job left.
        const file = join(lake.file, '../again.sqlite')
        await rebuildCatalog(file, lake.store, tables)
        const again = { ...lake, catalog: new SqliteCatalog(file) as Catalog }
        expect(await readAll(again)).toEqual(await readAll(lake))
        await lake.catalog.close()
        await again.catalog.close()
      } finally {
        rmSync(join(lake.file, '..'), { recursive: true, force: true })
      }
    }),
    { numRuns: 30 },
  )
})

it('knows tables of every shape, and nothing that is no partition', async () => {
  const lake = openLake()
  const values = { app: 'store', session_date: '2026-01-15' }
  const write = async (location: string) => {
    await lake.store.put(`${location}part-00000.parquet`, rows(['s']))
    return { is_same: false }
  }
  const version = await prepareVersion(lake, 'sessions', tables.sessions, { values, location: null }, write)
  await commitVersions(lake, [version])
  await land(lake, 0)
  for (const key of ['raw/received_date=2026-01-15/x.ndjson.gz', 'receipts/1.json', 'events/app=store/x.parquet']) {
    await lake.store.put(key, rows(['x']))
  }
  const found = await readPartitions(lake.store, tables)
  expect(found).toEqual([...(await lake.catalog.partitions('events')), ...(await lake.catalog.partitions('sessions'))])
  await lake.catalog.close()
})

it('takes the place of a broken one, which stays beside it, and leaves one alone that is in use', async () => {
  const lake = openLake()
  await land(lake, 1)
  const partitions = await lake.catalog.partitions('events')
  await expect(rebuildCatalog(lake.file, lake.store, tables)).rejects.toThrow(CatalogBusy)
  expect(await lake.catalog.partitions('events')).toEqual(partitions)
  await lake.catalog.close()
  writeFileSync(lake.file, 'no database, and long enough to be looked at as if it were one'.repeat(200))
  writeFileSync(`${lake.file}-wal`, 'nor is this a log')
  expect(await rebuildCatalog(lake.file, lake.store, tables)).toMatchObject({ partitions, versions: 0 })
  expect(existsSync(`${lake.file}.old`)).toBe(true)
  const catalog = new SqliteCatalog(lake.file)
  expect(await catalog.partitions('events')).toEqual(partitions)
  await catalog.close()
})
