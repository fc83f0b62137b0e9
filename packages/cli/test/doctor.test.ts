import { readdirSync, rmSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { events } from '@clickstream/events/tables'
import { type Job, runJob } from '@clickstream/jobs/job'
import { openCatalog, openStore } from '@clickstream/lake/open'
import { commitVersions, prepareVersion } from '@clickstream/lake/version'
import { SqliteStream } from '@clickstream/stream/sqlite'
import { expect, test } from 'vitest'
import type { Finding } from '../checks.ts'
import { readSettings } from '../settings.ts'
import { execute, makeFolder, root } from './run.ts'

async function makeLake(): Promise<string> {
  const data = makeFolder()
  await execute(['import', join(root, 'fixtures/bad-lines/events.ndjson'), '--data', data])
  return data
}

async function examine(data: string): Promise<{ code: number | null; find(name: string): Finding | undefined }> {
  const { code, out } = await execute(['doctor', '--json', '--data', data])
  const { findings } = JSON.parse(out) as { findings: Finding[] }
  return { code, find: name => findings.find(finding => finding.name === name) }
}

test('says of each job when it ran, what came of it, and what to do', async () => {
  const data = await makeLake()
  const before = await examine(data)
  expect(before.code).toBe(0)
  expect(before.find('sessions')).toMatchObject({ state: 'note', says: 'has never run' })
  expect(before.find('forget')).toBeUndefined()
  await execute(['job', 'sessions', '--data', data])
  expect((await examine(data)).find('sessions')).toMatchObject({
    state: 'good',
    says: expect.stringMatching(/ago|just now/),
  })

  const settings = readSettings({ data }, {})
  const deps = {
    store: openStore(settings.lake),
    catalog: openCatalog(settings.catalog),
    stream: settings.stream,
    completeUpTo: async () => null,
  }
  const fail = async (job: string, clock?: () => number) => {
    const run = async () => Promise.reject(new Error('the disk is full\nand more'))
    const broken: Job = { name: job, about: '', options: {}, examples: [], run }
    await expect(runJob(broken, {}, { ...deps, ...(clock === undefined ? {} : { clock }) })).rejects.toThrow()
  }
  await fail('compact')
  const failed = await examine(data)
  expect(failed.code).toBe(1)
  expect(failed.find('compact')).toMatchObject({
    state: 'bad',
    says: expect.stringMatching(/^failed .*: the disk is full$/),
    mend: expect.stringMatching(/clickstream job compact/),
  })

  // It ran two hours ago, and rows have come since.
  const stale = { rows_in: 1, rows_out: 1, rejected: 0, repeated: 0, files: 1, bytes: 1, newest_at: null, detail: '' }
  const at = Date.now() - 2 * 3_600_000
  await deps.catalog.record({ job: 'rollups', key: 'x', started_at: at, finished_at: at, ...stale })
  expect((await examine(data)).find('rollups')).toMatchObject({
    state: 'note',
    mend: expect.stringMatching(/^Rows have come/),
  })
  await deps.catalog.close()
})

test('says that a folder is not there', async () => {
  const { code, find } = await examine(join(makeFolder(), 'typo'))
  expect(code).toBe(1)
  expect(find('data')).toMatchObject({ state: 'bad', says: expect.stringMatching(/typo is not there$/) })
})

test('knows what was replaced from what is lost, and a lake without its catalog', async () => {
  const data = await makeLake()
  const settings = readSettings({ data }, {})
  const lake = { store: openStore(settings.lake), catalog: openCatalog(settings.catalog) }
  const [partition] = await lake.catalog.partitions('events')
  const version = await prepareVersion(lake, 'compact', events, partition!, async (location, inputs) => {
    for (const [i, { key }] of inputs.entries()) {
      await lake.store.put(`${location}part-0000${i}.parquet`, await lake.store.get(key))
    }
    return { is_same: true }
  })
  await commitVersions(lake, [version])
  const replaced = await examine(data)
  expect([replaced.code, replaced.find('replaced')?.state]).toEqual([0, 'good'])
  const folder = join(data, 'lake', partition!.location)
  for (const name of readdirSync(folder)) utimesSync(join(folder, name), 0, 0)
  expect((await examine(data)).find('replaced')).toMatchObject({
    state: 'note',
    mend: expect.stringMatching(/compact/),
  })
  rmSync(join(data, 'lake', version.location), { recursive: true })
  expect(await examine(data)).toMatchObject({ code: 1 })
  await lake.catalog.close()
  rmSync(join(data, 'catalog.sqlite'))
  expect((await examine(data)).find('lake')).toMatchObject({ state: 'bad', mend: 'clickstream catalog rebuild' })
})

test('says how far the raw archive is behind', async () => {
  const data = await makeLake()
  const stream = new SqliteStream(join(data, 'stream.sqlite'), {}, { clock: () => Date.now() - 3_600_000 })
  await stream.put([{ partition_key: 'v', data: Buffer.from('{}') }])
  await stream.close()
  expect((await examine(data)).find('raw archive')).toMatchObject({
    state: 'note',
    says: expect.stringMatching(/^1 record behind, the oldest 1 h ago$/),
  })
})
