import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { events, rejected } from '@clickstream/events/tables'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Partition } from '../catalog.ts'
import { FileStore } from '../files.ts'
import { landingPartition } from '../partition.ts'
import { SqliteCatalog } from '../sqlite.ts'
import type { Store } from '../store.ts'
import { type SweepOptions, sweep } from '../sweep.ts'
import { commitVersions, type Prepared, prepareVersion, settle, settleAll } from '../version.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const bytes = new TextEncoder().encode('rows')
const values = { app: 'store', received_date: '2026-01-15', received_hour: '07' }
const landing = landingPartition(events, values)

let folder: string
let store: FileStore
let catalog: SqliteCatalog
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sweep-'))
  store = new FileStore(folder)
  catalog = new SqliteCatalog(':memory:')
})
afterEach(async () => {
  await catalog.close()
  rmSync(folder, { recursive: true, force: true })
})

const keys = async () => (await store.list('')).map(({ key }) => key)
const parquet = async () => (await keys()).filter(key => key.endsWith('.parquet'))
/** All of it so much later. */
const sweepAfter = (ms: number, options: Partial<SweepOptions> = {}, from: Store = store) =>
  sweep({ store: from, catalog }, { grace_ms: DAY, ...options }, () => Date.now() + ms)

async function land(...names: string[]): Promise<void> {
  await catalog.add([landing])
  for (const name of names) await store.put(`${landing.location}${name}.parquet`, bytes)
}

async function current(): Promise<Partition> {
  return (await catalog.partitions('events'))[0]!
}

async function prepare(partition: Pick<Partition, 'values'> & { location: string | null }): Promise<Prepared> {
  return prepareVersion({ store }, 'test', events, partition, async location => {
    await store.put(`${location}part-00000.parquet`, bytes)
    return { is_same: true }
  })
}

/** The partition's next version. @returns its location */
async function replace(): Promise<string> {
  const version = await prepare(await current())
  expect(await commitVersions({ store, catalog }, [version])).toBe(true)
  return version.location
}

describe('sweep', () => {
  it('leaves landing files alone that readers still have, whatever their age', async () => {
    await land('a', 'b')
    expect(await sweepAfter(1000 * DAY)).toEqual({ files: 0, bytes: 0 })
    expect(await keys()).toHaveLength(2)
  })

  it('takes what a version answers for, after the grace and not before', async () => {
    await land('a', 'b')
    const location = await replace()
    expect((await sweepAfter(DAY - HOUR)).files).toBe(0)
    expect(await sweepAfter(DAY + HOUR)).toEqual({ files: 2, bytes: 2 * bytes.length })
    expect(await parquet()).toEqual([`${location}part-00000.parquet`])
    expect((await sweepAfter(DAY + HOUR)).files).toBe(0)
  })

  it('never takes what landed and no version answers for: it is brought after first', async () => {
    await land('a')
    const first = await replace()
    await land('late')
    const second = await replace()
    // Landed by a process that knows of neither version.
    await land('later')
    await sweepAfter(0, { grace_ms: 0 })
    expect(await parquet()).toEqual(
      [`${second}later.parquet`, `${second}late.parquet`, `${second}part-00000.parquet`].sort(),
    )
    expect(await keys()).not.toContain(`${first}_manifest.json`)
    // What lies there under a name that is answered for is the same rows again.
    await land('later')
    await sweepAfter(0, { grace_ms: 0 })
    expect(await parquet()).toHaveLength(3)
  })

  it('takes a chain of versions, and is done wherever it was killed', async () => {
    await land('a')
    await replace()
    await store.put(`${(await current()).location}late.parquet`, bytes)
    await replace()
    const last = await replace()
    const before = await keys()
    const whole = [`${last}_manifest.json`, `${last}_placed`, `${last}part-00000.parquet`]
    for (let calls = 0; ; calls++) {
      let left = calls
      const remove = async (key: string) => {
        if (left-- === 0) throw new Error('killed')
        await store.remove(key)
      }
      const dying = { ...bind(store), remove }
      const copy = Object.fromEntries(await Promise.all(before.map(async key => [key, await store.get(key)] as const)))
      const isDead = await sweepAfter(0, { grace_ms: 0 }, dying).then(
        () => false,
        () => true,
      )
      if (isDead) await sweepAfter(0, { grace_ms: 0 })
      expect(await keys(), `killed at removal ${calls}`).toEqual(whole)
      if (!isDead) break
      for (const [key, data] of Object.entries(copy)) await store.put(key, data)
      expect(calls).toBeLessThan(50)
    }
  })

  it('two at once take the same and nothing else', async () => {
    await land('a', 'b', 'c')
    await replace()
    const last = await replace()
    await Promise.all([sweepAfter(0, { grace_ms: 0 }), sweepAfter(0, { grace_ms: 0 })])
    expect(await parquet()).toEqual([`${last}part-00000.parquet`])
  })

  it('leaves a version alone that may still be put in place, for a day at least', async () => {
    await land('a')
    const prepared = await prepare(await current())
    await sweepAfter(HOUR, { grace_ms: 0 })
    expect(await commitVersions({ store, catalog }, [prepared])).toBe(true)
    expect(await parquet()).toContain(`${prepared.location}part-00000.parquet`)
  })

  it('takes one that was killed half-way or never put in place, and it is not put in place after that', async () => {
    await land('a')
    const prepared = await prepare(await current())
    const half = prepared.location.replace('/1-', '/1-f')
    await store.put(`${half}part-00000.parquet`, bytes)
    expect((await sweepAfter(2 * DAY)).files).toBe(2)
    expect(await parquet()).toEqual([`${landing.location}a.parquet`])
    expect(await commitVersions({ store, catalog }, [prepared])).toBe(false)
    expect((await current()).location).toBe(landing.location)
  })

  it('takes a version that came too late for its place as soon as the grace says', async () => {
    await land('a')
    const late = await prepare(await current())
    await replace()
    await sweepAfter(0, { grace_ms: 0 })
    expect((await parquet()).filter(key => key.startsWith(late.location))).toEqual([])
  })

  it('a partition that was dropped goes when it is named; a lost catalog alone costs nothing', async () => {
    await land('a')
    const location = await replace()
    await catalog.swap([{ table: 'events', values, from: location, to: null }])
    await sweepAfter(1000 * DAY)
    expect(await parquet()).toEqual([`${landing.location}a.parquet`, `${location}part-00000.parquet`])
    await sweepAfter(0, { grace_ms: 0, partition: each => each.values.received_date === '2026-01-14' })
    expect(await parquet()).toHaveLength(2)
    await sweepAfter(0, { grace_ms: 0, partition: each => each.values.received_date === '2026-01-15' })
    expect(await keys()).toEqual([])
  })

  it('an old catalog beside a newer lake costs nothing', async () => {
    await land('a')
    const first = await replace()
    const second = await replace()
    await sweepAfter(0, { grace_ms: 0 })
    // As it was known before.
    await catalog.swap([{ table: 'events', values, from: second, to: first }])
    await sweepAfter(1000 * DAY)
    expect(await parquet()).toEqual([`${second}part-00000.parquet`])
    await catalog.swap([{ table: 'events', values, from: first, to: landing.location }])
    await sweepAfter(1000 * DAY)
    expect(await parquet()).toEqual([`${second}part-00000.parquet`])
  })

  it('looks only at the tables and partitions it was asked for', async () => {
    await land('a')
    await replace()
    const day = landingPartition(rejected, { received_date: '2026-01-15' })
    await catalog.add([day])
    await store.put(`${day.location}a.parquet`, bytes)
    const version = await prepareVersion({ store }, 'test', rejected, day, async () => ({ is_same: true }))
    expect(await commitVersions({ store, catalog }, [version])).toBe(true)
    expect((await sweepAfter(0, { grace_ms: 0, tables: ['rejected'] })).files).toBe(1)
    expect((await sweepAfter(0, { grace_ms: 0, partition: () => false })).files).toBe(0)
    expect((await sweepAfter(0, { grace_ms: 0, partition: each => each.values.app === 'store' })).files).toBe(1)
  })

  it('leaves what is being written alone, and what it does not know', async () => {
    await land('a')
    const pending = join(folder, '.pending', '1-young')
    mkdirSync(join(folder, '.pending'), { recursive: true })
    writeFileSync(pending, 'half')
    await store.put('raw/received_date=2026-01-15/received_hour=07/s-1.ndjson.gz', bytes)
    await store.put('events/elsewhere/x.parquet', bytes)
    const before = await keys()
    await sweepAfter(1000 * DAY)
    expect(await keys()).toEqual(before)
    // The store's own first put takes what a crash left half-written.
    utimesSync(pending, 0, 0)
    expect(await new FileStore(folder).sweep()).toBe(1)
  })

  it('asks nothing of a partition that lies where it is and nowhere else', async () => {
    await land('a')
    await replace()
    await sweepAfter(0, { grace_ms: 0 })
    let asked = 0
    const counting = new Proxy(store, {
      get: (target, name) => {
        const value = Reflect.get(target, name)
        if (typeof value !== 'function') return value
        asked++
        return value.bind(target)
      },
    })
    await sweepAfter(0, { grace_ms: 0, tables: ['events'] }, counting)
    // Its places, its versions, and whether there are bundles.
    expect(asked).toBe(3)
    expect([...(await settleAll({ store: counting }, events, [await current()])).values()].flat()).toHaveLength(1)
    expect(asked).toBe(5)
    await land('stray')
    expect([...(await settleAll({ store }, events, [await current()])).values()].flat()).toHaveLength(2)
  })

  it('settles over more than one version', async () => {
    await land('a')
    await replace()
    const location = await replace()
    await land('stray')
    expect(await settle({ store }, await current())).toBe(1)
    expect(await settle({ store }, await current())).toBe(0)
    expect(await parquet()).toContain(`${location}stray.parquet`)
  })
})

function bind(from: Store): Store {
  return {
    put: (...args) => from.put(...args),
    get: key => from.get(key),
    list: prefix => from.list(prefix),
    remove: key => from.remove(key),
    locate: key => from.locate(key),
  }
}
