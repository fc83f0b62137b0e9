import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sessions } from '@clickstream/events/derived'
import { expect, it } from 'vitest'
import { FileStore } from '../files.ts'
import { SqliteCatalog } from '../sqlite.ts'
import { commitVersions, prepareVersion } from '../version.ts'

class Narrow extends FileStore {
  open = 0
  most = 0

  override async get(key: string): Promise<Uint8Array> {
    this.most = Math.max(this.most, ++this.open)
    return super.get(key).finally(() => this.open--)
  }
}

it('of many versions none is put in place when one was swept meanwhile, whichever it is', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'version-'))
  for (const swept of [0, 5, 19]) {
    const lake = { store: new FileStore(folder), catalog: new SqliteCatalog(':memory:') }
    const prepared = await Promise.all(
      Array.from({ length: 20 }, (_, i) => {
        const place = { values: { app: `app-${i}`, session_date: '2026-01-15' }, location: null }
        return prepareVersion(lake, 'sessions', sessions, place, async () => ({ is_same: false }))
      }),
    )
    await lake.store.remove(`${prepared[swept]!.location}_manifest.json`)
    expect(await commitVersions(lake, prepared)).toBe(false)
    expect(await lake.catalog.partitions('sessions')).toEqual([])
    expect(await lake.store.list('')).toEqual([])
    await lake.catalog.close()
  }
  rmSync(folder, { recursive: true, force: true })
})

it('many versions are put in place at once with few files open at a time', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'version-'))
  const store = new Narrow(folder)
  const lake = { store, catalog: new SqliteCatalog(':memory:') }
  const prepared = await Promise.all(
    Array.from({ length: 50 }, (_, i) => {
      const place = { values: { app: `app-${i}`, session_date: '2026-01-15' }, location: null }
      return prepareVersion(lake, 'sessions', sessions, place, async () => ({ is_same: false }))
    }),
  )
  expect(await commitVersions(lake, prepared)).toBe(true)
  expect(await lake.catalog.partitions('sessions')).toHaveLength(50)
  expect(store.most).toBeLessThan(10)
  await lake.catalog.close()
  rmSync(folder, { recursive: true, force: true })
})
