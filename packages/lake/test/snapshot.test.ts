import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { events, tables } from '@clickstream/events/tables'
import { expect, it, onTestFinished } from 'vitest'
import { FileStore } from '../files.ts'
import { landingPartition } from '../partition.ts'
import { listNeeded, snapshotCatalog } from '../snapshot.ts'
import { SqliteCatalog } from '../sqlite.ts'
import { commitVersions, prepareVersion } from '../version.ts'

const SHARD = 'shardId-000000000000'
const name = (sequence: number, end = 'parquet') => `${SHARD}-${String(sequence).padStart(20, '0')}.${end}`
const done = (sequence: number) => new Map([[SHARD, String(sequence).padStart(20, '0')]])
const bytes = new Uint8Array([1])

function makeLake() {
  const folder = mkdtempSync(join(tmpdir(), 'snapshot-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const file = join(folder, 'catalog.sqlite')
  const catalog = new SqliteCatalog(file)
  onTestFinished(() => catalog.close())
  return { folder, file, catalog, store: new FileStore(join(folder, 'lake')) }
}

const hour = (received_hour: string) =>
  landingPartition(events, { app: 'store', received_date: '2026-01-15', received_hour })

it('needs what partitions hold and what is of no table, but nothing of batches that were not done', async () => {
  const lake = makeLake()
  const { store, catalog } = lake
  const [landing, moved] = [hour('07'), hour('08')]
  await catalog.add([landing, moved])
  for (const sequence of [3, 7, 8]) await store.put(landing.location + name(sequence), bytes)
  await store.put(`${landing.location}import-0123456789abcdef-00000000.parquet`, bytes)
  for (const sequence of [4, 5]) await store.put(moved.location + name(sequence), bytes)
  const version = await prepareVersion(lake, 'compact', events, moved, async location => {
    await store.put(`${location}part-00000.parquet`, bytes)
    return { is_same: true }
  })
  // A job killed right after it put its version in place has not brought this after.
  await commitVersions(lake, [version])
  await store.put(moved.location + name(6), bytes)
  const unplaced = { ...moved, location: version.location }
  await prepareVersion(lake, 'reprocess', events, unplaced, async location => {
    await store.put(`${location}part-00000.parquet`, bytes)
    return { is_same: false }
  })
  for (const sequence of [2, 3]) await store.put(`raw/received_date=2026-01-15/${name(sequence, 'ndjson.gz')}`, bytes)
  await store.put('receipts/forget-1.json', bytes)

  const needed = await listNeeded(store, catalog, Object.keys(tables), { landed: done(7), archived: done(2) })
  expect(needed.map(({ key }) => key).sort()).toEqual([
    `${landing.location}import-0123456789abcdef-00000000.parquet`,
    ...[3, 7].map(sequence => landing.location + name(sequence)),
    moved.location + name(6),
    `raw/received_date=2026-01-15/${name(2, 'ndjson.gz')}`,
    'receipts/forget-1.json',
    ...['_manifest.json', '_placed', 'part-00000.parquet'].map(each => version.location + each),
  ])
  const nobody = await listNeeded(store, catalog, Object.keys(tables), { landed: new Map(), archived: new Map() })
  expect(nobody.filter(({ key }) => key.includes(SHARD))).toEqual([])
})

it('copies a catalog without the runs of batches that were not done', async () => {
  const { folder, file, catalog } = makeLake()
  const counts = {
    rows_in: 1,
    rows_out: 1,
    rejected: 0,
    repeated: 0,
    files: 1,
    bytes: 1,
    newest_at: null,
    detail: null,
  }
  const record = (job: string, key: string) => catalog.record({ job, key, started_at: 1, finished_at: 2, ...counts })
  for (const sequence of [7, 8, 19]) await record('transform', `${SHARD}:${String(sequence).padStart(20, '0')}`)
  await record('compact', 'any')
  await catalog.add([hour('07')])
  const to = join(folder, 'copy.sqlite')
  snapshotCatalog(file, to, done(8))
  const copy = new SqliteCatalog(to)
  const keys = (await copy.runs('transform', 10)).map(({ key }) => Number(key.split(':')[1]))
  expect(keys.sort()).toEqual([7, 8])
  expect(await copy.runs('compact', 10)).toHaveLength(1)
  expect(await copy.partitions('events')).toEqual(await catalog.partitions('events'))
  await copy.close()
})
