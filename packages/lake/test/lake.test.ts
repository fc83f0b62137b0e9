import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { events } from '@clickstream/events/tables'
import { afterAll, describe, expect, it } from 'vitest'
import { FileStore } from '../files.ts'
import { openCatalog, openStore } from '../open.ts'
import { landingPartition } from '../partition.ts'
import { SqliteCatalog } from '../sqlite.ts'
import { catalogContract, storeContract } from './contract.ts'

const folder = mkdtempSync(join(tmpdir(), 'lake-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
let count = 0
const fresh = () => join(folder, `${count++}`)

storeContract('FileStore', async () => ({ store: new FileStore(fresh()), close: async () => {} }))
catalogContract('SqliteCatalog', async () => {
  const catalog = new SqliteCatalog(join(fresh(), 'catalog.sqlite'))
  return { catalog, close: () => catalog.close() }
})

describe('FileStore', () => {
  it('leaves nothing behind in the folder where it writes first, also when a put fails', async () => {
    const root = fresh()
    const store = new FileStore(root)
    await store.put('a', new Uint8Array(10))
    mkdirSync(join(root, 'taken'))
    await expect(store.put('taken', new Uint8Array(1))).rejects.toThrow()
    await store.put('a', new Uint8Array(1), { ifAbsent: true })
    expect(readdirSync(join(root, '.pending'))).toEqual([])
    expect((await store.list('')).map(object => object.key)).toEqual(['a'])
  })

  it('never shows a half-written object to a reader in a loop', async () => {
    const store = new FileStore(fresh())
    const one = new Uint8Array(300_000).fill(1)
    const two = new Uint8Array(200_000).fill(2)
    await store.put('x', one)
    let done = false
    const writing = (async () => {
      for (let i = 0; i < 40; i++) await store.put('x', i % 2 ? one : two)
      done = true
    })()
    while (!done) {
      const seen = await store.get('x')
      expect([one.length, two.length]).toContain(seen.length)
      expect(seen.every(byte => byte === seen[0])).toBe(true)
    }
    await writing
  })

  it('sweeps what a crash left at its first put, but not what is being written now', async () => {
    const root = fresh()
    mkdirSync(join(root, '.pending'), { recursive: true })
    writeFileSync(join(root, '.pending', 'old'), 'x')
    utimesSync(join(root, '.pending', 'old'), new Date(0), new Date(0))
    writeFileSync(join(root, '.pending', 'new'), 'x')
    await new FileStore(root).put('a', new Uint8Array(1))
    expect(readdirSync(join(root, '.pending'))).toEqual(['new'])
  })

  it('sweeps what a process left that was killed while it wrote', async () => {
    const root = fresh()
    const script = `
      import { mkdirSync, readdirSync } from 'node:fs'
      const { FileStore } = await import(${JSON.stringify(new URL('../files.ts', import.meta.url))})
      mkdirSync(${JSON.stringify(join(root, '.pending'))}, { recursive: true })
      setInterval(() => {
        if (readdirSync(${JSON.stringify(join(root, '.pending'))}).length > 0) process.kill(process.pid, 'SIGKILL')
      })
      for (;;) await new FileStore(${JSON.stringify(root)}).put('a', new Uint8Array(4 * 1024 * 1024))`
    const { signal } = spawnSync(process.execPath, ['--input-type=module', '-e', script])
    expect(signal).toBe('SIGKILL')
    expect(readdirSync(join(root, '.pending'))).toHaveLength(1)
    await new FileStore(root).put('b', new Uint8Array(1))
    expect(readdirSync(join(root, '.pending'))).toEqual([])
  })

  it('makes its folders again when somebody removed them', async () => {
    const root = fresh()
    const store = new FileStore(root)
    await store.put('a/b', new Uint8Array(1))
    rmSync(root, { recursive: true })
    await store.put('a/b', new Uint8Array(2)).catch(() => {})
    await store.put('a/b', new Uint8Array(2))
    expect(await store.get('a/b')).toHaveLength(2)
  })

  it('does not follow a link out of the store when listing', async () => {
    const root = fresh()
    const store = new FileStore(root)
    await store.put('a/b', new Uint8Array(1))
    symlinkSync('/', join(root, 'a', 'out'))
    expect((await store.list('')).map(object => object.key)).toEqual(['a/b'])
  })
})

describe('SqliteCatalog', () => {
  it('serves another process’s reader while it writes, with the change or without', async () => {
    const file = join(fresh(), 'catalog.sqlite')
    const catalog = new SqliteCatalog(file)
    const other = new SqliteCatalog(file)
    const partition = landingPartition(events, { app: 'store', received_date: '2026-01-15', received_hour: '07' })
    await catalog.add([partition])
    expect(await other.partitions('events')).toEqual([partition])
    await catalog.close()
    await other.close()
  })

  it('undoes a change that fails half-way', async () => {
    const file = join(fresh(), 'catalog.sqlite')
    const catalog = new SqliteCatalog(file)
    const bad = { table: 'events', values: { received_date: '2026-01-15' }, location: null as unknown as string }
    const good = landingPartition(events, { app: 'store', received_date: '2026-01-15', received_hour: '07' })
    await expect(catalog.add([good, bad])).rejects.toThrow()
    expect(await catalog.partitions('events')).toEqual([])
    await catalog.add([good])
    expect(await catalog.partitions('events')).toEqual([good])
    await catalog.close()
    const raw = new DatabaseSync(file)
    expect(raw.prepare('pragma journal_mode').get()).toEqual({ journal_mode: 'wal' })
    raw.close()
  })
})

describe('opening by URL', () => {
  it('says what it expects of a URL it does not know', () => {
    expect(() => openStore('s4://bucket')).toThrow(
      /LAKE: expected file:<folder> or s3:\/\/<bucket>, got "s4:\/\/bucket"/,
    )
    expect(() => openCatalog('mysql:x')).toThrow(/CATALOG: expected sqlite:<file>/)
  })

  it('takes file:folder and file:///folder', () => {
    expect((openStore('file:///tmp/x') as FileStore).root).toBe('/tmp/x')
    expect((openStore('file:x/y') as FileStore).root).toBe(join(process.cwd(), 'x/y'))
  })
})

describe('landingPartition', () => {
  it('puts the table and every partition column into the path', () => {
    const values = { app: 'store', received_date: '2026-01-15', received_hour: '07' }
    expect(landingPartition(events, values).location).toBe(
      'events/app=store/received_date=2026-01-15/received_hour=07/',
    )
    expect(() => landingPartition(events, { app: 'store' })).toThrow(/expected a value for received_date/)
  })
})
