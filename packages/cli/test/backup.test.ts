// Backups taken while a pipeline runs, and what a pipeline makes of them.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { events } from '@clickstream/events/tables'
import { lockForget } from '@clickstream/jobs/forgetting/lock'
import { readRegister } from '@clickstream/jobs/register'
import { openCatalog, openStore } from '@clickstream/lake/open'
import { commitVersions, listFiles, prepareVersion } from '@clickstream/lake/version'
import { openCheckpoints } from '@clickstream/stream/checkpoints'
import { expect, test } from 'vitest'
import { askOnce } from '../engine.ts'
import { restoreBackup } from '../restore.ts'
import { readSettings } from '../settings.ts'
import { takeBackup } from '../snapshot.ts'
import { hashFile, Vault } from '../vault.ts'
import { execute, makeFolder, root, run, start } from './run.ts'

async function startDev(data: string) {
  const dev = start(['dev', '--port', '0', '--data', data])
  const [, url] = await dev.said(/Status page +(http:\S+)\//)
  return { dev, url: url! }
}

const pages = (from: number, count: number) =>
  Array.from({ length: count }, (_, i) => ({
    event_id: `e${from + i}`,
    event_type: 'page_viewed',
    app: 'demo',
    anonymous_id: `v${(from + i) % 17}`,
    // Every tenth breaks the contract.
    ...((from + i) % 10 === 0 ? {} : { page_url: 'https://example.com/' }),
  }))

const post = (url: string, events: object[]) =>
  fetch(`${url}/v1/events`, { method: 'POST', body: JSON.stringify({ events }) }).then(({ status }) => status)

async function count(data: string, table = 'events'): Promise<unknown> {
  const sql = `select count(*), count(distinct event_id) from ${table}`
  return (await askOnce(readSettings({ data }, {}), sql)).rows[0]
}

test('taken while events come in, it has all acked before, and goes on exactly once', async () => {
  const data = makeFolder()
  const vault = new Vault(makeFolder())
  const { dev, url } = await startDev(data)
  let sent = 0
  let isDone = false
  const sending = (async () => {
    while (!isDone) {
      if ((await post(url, pages(sent, 50))) === 200) sent += 50
      await sleep(5)
    }
  })()
  while (sent < 500) await sleep(10)
  await takeBackup(readSettings({ data }, {}), vault)
  await sleep(100)
  const acked = sent
  const { name } = await takeBackup(readSettings({ data }, {}), vault)
  await sleep(100)
  isDone = true
  await sending
  // The machine is gone.
  dev.kill('SIGKILL')
  await dev.ended
  const folder = join(makeFolder(), 'data')
  await restoreBackup(vault, name, folder)
  const again = await startDev(folder)
  again.dev.kill('SIGTERM')
  expect((await again.dev.ended).code).toBe(0)
  const [all, ids] = (await count(folder)) as number[]
  expect(all).toBe(ids)
  expect(ids).toBeGreaterThanOrEqual(acked * 0.9)
  // Each rejected one once, as those accepted.
  expect(await count(folder, 'rejected')).toEqual([ids! / 9, ids! / 9])
  // Clients send again what they are not sure of, and go on.
  const last = await startDev(folder)
  for (let from = 0; from < sent + 100; from += 50) expect(await post(last.url, pages(from, 50))).toBe(200)
  last.dev.kill('SIGTERM')
  expect((await last.dev.ended).code).toBe(0)
  expect(await count(folder)).toEqual([(sent + 100) * 0.9, (sent + 100) * 0.9])
  const checkpoints = await openCheckpoints(readSettings({ data: folder }, {}).stream)
  expect(await checkpoints.countFailures('transform')).toBe(0)
  await checkpoints.close()
})

async function makeLake(): Promise<string> {
  const data = makeFolder()
  expect((await execute(['import', join(root, 'fixtures/store-day/events.ndjson'), '--data', data])).code).toBe(0)
  return data
}

test('copies only what is new, keeps so many, and says when it was damaged', async () => {
  const data = await makeLake()
  const folder = makeFolder()
  const backup = async (...args: string[]) => {
    const { code, out, err } = await execute(['backup', folder, '--data', data, '--json', ...args])
    expect(code, err).toBe(0)
    return JSON.parse(out)
  }
  const first = await backup()
  expect(first.copied).toBeGreaterThan(5)
  expect(await backup()).toMatchObject({ copied: 0, files: first.files, removed: 0 })
  await execute(['import', join(root, 'fixtures/shortener-day/events.ndjson'), '--data', data])
  const third = await backup('--keep', '1')
  expect(third).toMatchObject({ copied: third.files - first.files, removed: 2 })
  expect((await execute(['backup', folder, '--list', '--json'])).out.trim().split('\n')).toHaveLength(1)
  expect((await execute(['backup', folder, '--verify'])).code).toBe(0)
  // Nothing is kept that no backup lists.
  const kept = readdirSync(join(folder, 'files'), { recursive: true }).filter(name => String(name).includes('/'))
  expect(kept).toHaveLength(new Set((await new Vault(folder).read(third.name)).files.map(file => file.sha256)).size)

  const restored = join(makeFolder(), 'data')
  expect((await execute(['restore', folder, '--data', restored])).code).toBe(0)
  expect(await count(restored)).toEqual(await count(data))
  const into = await execute(['restore', folder, '--data', restored])
  expect([into.code, into.err]).toEqual([2, expect.stringMatching(/expected a new or an empty folder/)])

  const victim = join(folder, 'files', String(kept[3]))
  const bytes = readFileSync(victim)
  bytes[bytes.length >> 1]! ^= 1
  writeFileSync(victim, bytes)
  const verified = await execute(['backup', folder, '--verify'])
  expect([verified.code, verified.out]).toEqual([1, expect.stringMatching(/expected SHA-256/)])
  const elsewhere = join(makeFolder(), 'data')
  const refused = await execute(['restore', folder, '--data', elsewhere])
  expect([refused.code, refused.err]).toEqual([1, expect.stringMatching(/expected SHA-256 .* nothing was restored/)])
  expect(existsSync(elsewhere) || existsSync(`${elsewhere}.restoring`)).toBe(false)
})

test('a list that was damaged is refused, and keeps nobody from making the next backup', async () => {
  const data = await makeLake()
  const vault = new Vault(makeFolder())
  const settings = readSettings({ data }, {})
  const { name } = await takeBackup(settings, vault)
  writeFileSync(
    join(vault.folder, name),
    readFileSync(join(vault.folder, name), 'utf8').replace(/"size":\d/, '"size":9'),
  )
  const elsewhere = join(makeFolder(), 'data')
  await expect(restoreBackup(vault, name, elsewhere)).rejects.toThrow(/expected the list as it was written/)
  const next = await takeBackup(settings, vault)
  expect((await restoreBackup(vault, next.name, elsewhere)).backup.files).toHaveLength(next.files)
})

test('killed anywhere, the backup before is whole, and it can be run again', async () => {
  const data = await makeLake()
  const folder = makeFolder()
  const vault = new Vault(folder)
  const { name } = await takeBackup(readSettings({ data }, {}), vault)
  await execute(['import', join(root, 'fixtures/shortener-day/events.ndjson'), '--data', data])
  for (const wait of [150, 300, 400]) {
    const killed = start(['backup', folder, '--data', data, '--keep', '20'])
    await sleep(wait)
    killed.kill('SIGKILL')
    await killed.ended
    for (const { sha256 } of (await vault.read(name)).files) expect(await hashFile(vault.locate(sha256))).toBe(sha256)
  }
  expect((await run(['backup', folder, '--data', data])).code).toBe(0)
  expect((await execute(['backup', folder, '--verify'])).code).toBe(0)
  const restored = join(makeFolder(), 'data')
  const restoring = start(['restore', folder, '--data', restored])
  await sleep(300)
  restoring.kill('SIGKILL')
  await restoring.ended
  if (!existsSync(restored)) expect((await run(['restore', folder, '--data', restored])).code).toBe(0)
  expect(await count(restored)).toEqual(await count(data))
})

test('a job that puts versions in place and sweeps the old ones at once makes it begin again', async () => {
  const data = await makeLake()
  const settings = readSettings({ data }, {})
  const lake = { store: openStore(settings.lake), catalog: openCatalog(settings.catalog) }
  const expected = await count(data)
  let isDone = false
  let moves = 0
  const moving = (async () => {
    while (!isDone) {
      for (const partition of (await lake.catalog.partitions('events')).slice(0, 3)) {
        const version = await prepareVersion(lake, 'compact', events, partition, async (location, inputs) => {
          for (const [i, { key }] of inputs.entries()) {
            await lake.store.put(`${location}part-0000${i}.parquet`, await lake.store.get(key))
          }
          return { is_same: true }
        })
        await commitVersions(lake, [version])
        for (const { key } of await listFiles(lake.store, partition.location)) await lake.store.remove(key)
        moves++
      }
      await sleep(30)
    }
  })()
  const vault = new Vault(makeFolder())
  try {
    for (let i = 0; i < 2; i++) {
      const { name } = await takeBackup(settings, vault)
      const restored = join(makeFolder(), 'data')
      await restoreBackup(vault, name, restored)
      expect(await count(restored)).toEqual(expected)
    }
  } finally {
    isDone = true
    await moving
  }
  expect(moves).toBeGreaterThan(3)
  await lake.catalog.close()
})

test('who was forgotten after a backup is named when it is restored, to be forgotten again', async () => {
  const data = await makeLake()
  const settings = readSettings({ data }, {})
  const vault = new Vault(makeFolder())
  const visitor = (await askOnce(settings, `select min(anonymous_id) from events`)).rows[0]![0] as string
  const of = async (folder: string) => {
    const sql = `select count(*) from events where anonymous_id = '${visitor}'`
    return (await askOnce(readSettings({ data: folder }, {}), sql)).rows[0]![0]
  }
  await takeBackup(settings, vault)
  const { code, err } = await execute(['job', 'forget', '--visitor', visitor, '--data', data])
  expect(code, err).toBe(0)
  const [receipt, ...more] = readdirSync(join(data, 'lake/receipts')).filter(name => name.endsWith('.json'))
  expect(more).toEqual([])

  const restored = join(makeFolder(), 'data')
  const said = await execute(['restore', vault.folder, '--data', restored, '--receipts', data])
  expect(said.err).toContain(`1 person forgotten since`)
  expect(said.err).toContain(`job forget --again receipts/${receipt} --data ${restored}`)
  expect(Number(await of(restored))).toBeGreaterThan(0)
  expect((await execute(['job', 'forget', '--again', `receipts/${receipt}`, '--data', restored])).code).toBe(0)
  expect(await of(restored)).toBe(0)

  // A later backup in the same folder has the receipt too; it is itself without the person.
  const { name } = await takeBackup(settings, vault)
  const [first, second] = await vault.list()
  expect(second).toBe(name)
  const { forgotten } = await restoreBackup(vault, first!, join(makeFolder(), 'data'))
  expect(forgotten).toEqual([`receipts/${receipt}`])
  const newest = await restoreBackup(vault, name, join(makeFolder(), 'data'))
  expect([newest.forgotten, await of(newest.path)]).toEqual([[], 0])
})

test('restored twice at once, one makes the whole folder and the other nothing', async () => {
  const data = makeFolder()
  const vault = new Vault(makeFolder())
  const store = openStore(`file:${join(data, 'lake')}`)
  await openCatalog(`sqlite:${join(data, 'catalog.sqlite')}`).close()
  for (let i = 0; i < 100; i++) await store.put(`raw/${i}`, new Uint8Array(1))
  const { name } = await takeBackup(readSettings({ data }, {}), vault)
  const folder = join(makeFolder(), 'data')
  const first = restoreBackup(vault, name, folder)
  while (!existsSync(`${folder}.restoring/lake/raw`)) await sleep(1)
  await expect(restoreBackup(vault, name, folder)).rejects.toThrow('is being restored')
  await first
  expect(readdirSync(join(folder, 'lake/raw'))).toHaveLength(100)
  expect(readdirSync(join(folder, '..'))).toEqual(['data'])
})

test('what holds a forget back does not go into what is restored', async () => {
  const data = makeFolder()
  const vault = new Vault(makeFolder())
  const settings = readSettings({ data }, {})
  const { dev, url } = await startDev(data)
  await post(url, pages(0, 10))
  dev.kill('SIGTERM')
  await dev.ended
  const catalog = openCatalog(settings.catalog)
  const unlock = await lockForget({ catalog, onProgress: () => {} })
  expect(await readRegister(catalog, 'lock')).not.toBeNull()
  const { name } = await takeBackup(settings, vault)
  await unlock()
  expect(await readRegister(catalog, 'lock')).toBeNull()
  await catalog.close()
  const folder = join(makeFolder(), 'data')
  await restoreBackup(vault, name, folder)
  const restored = openCatalog(readSettings({ data: folder }, {}).catalog)
  expect(await readRegister(restored, 'lock')).toBeNull()
  await restored.close()
})
