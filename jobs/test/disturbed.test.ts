// The jobs killed at each of their steps, run twice at once, overtaken, and swept under while they read: the rows are those
// of a run that was let alone.
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Catalog } from '@clickstream/lake/catalog'
import { FileStore } from '@clickstream/lake/files'
import { SqliteCatalog } from '@clickstream/lake/sqlite'
import type { Store } from '@clickstream/lake/store'
import { describe, expect, it } from 'vitest'
import {
  checkTables,
  DAY,
  DERIVING,
  HOUR,
  happen,
  land,
  MINUTE,
  MONDAY,
  openLake,
  override,
  type Place,
  readRows,
  replaceEvents,
  runHere,
} from './derived.ts'

const FIRST = [
  happen('a', 'v', 0, { user_id: 'ann' }),
  happen('b', 'v', DAY + 12 * HOUR),
  happen('c', 'w', HOUR, { event_type: 'link_created', short_code: 's', destination_url: 'https://a.example/' }),
]
const LATE = [
  happen('d', 'v', MINUTE, { event_type: 'order_completed', order_id: 'o', value: 5, currency: 'EUR' }),
  happen('e', 'w', HOUR + MINUTE, { user_id: 'bob', event_type: 'product_viewed', product_id: 'p' }),
]

/** What changes a lake: between two of these a kill leaves the same behind wherever it strikes. */
const STEPS = new Set<string | symbol>(['put', 'remove', 'swap', 'remember', 'record'])

/** A place that goes dead before its step number `last`, and the count of steps it has seen. */
function mortal(place: Place, last: number): Place & { steps: () => number } {
  let steps = 0
  const wrap = <T extends object>(thing: T): T =>
    new Proxy(thing, {
      get(target, name) {
        const value = Reflect.get(target, name, target)
        if (typeof value !== 'function') return value
        return (...args: unknown[]) => {
          if (STEPS.has(name)) steps++
          if (steps > last) throw new Error('killed')
          return value.apply(target, args)
        }
      },
    })
  return { store: wrap<Store>(place.store), catalog: wrap<Catalog>(place.catalog), steps: () => steps }
}

/** Opens a lake's copy; the original is to be closed. */
function copyLake(folder: string): Place & { close(): Promise<void> } {
  const copy = mkdtempSync(join(tmpdir(), 'disturbed-'))
  cpSync(folder, copy, { recursive: true })
  const catalog = new SqliteCatalog(join(copy, 'catalog.sqlite'))
  return {
    store: new FileStore(join(copy, 'lake')),
    catalog,
    async close() {
      await catalog.close()
      rmSync(copy, { recursive: true, force: true })
    },
  }
}

/** A folder with a lake that the job has worked on, and that late events have reached since. */
async function prepareFolder(name: string): Promise<string> {
  const lake = openLake()
  await land(lake, FIRST)
  await runHere(lake, name)
  await land(lake, LATE, MONDAY + 3 * DAY)
  const folder = mkdtempSync(join(tmpdir(), 'disturbed-'))
  cpSync(dirname((lake.store as FileStore).root), folder, { recursive: true })
  await lake.close()
  return folder
}

describe('killed before any of its steps and run again', () => {
  it.for(DERIVING)('%s has the rows of a run that was let alone', async name => {
    const folder = await prepareFolder(name)
    let last = 0
    for (let isKilled = true; isKilled; last++) {
      const lake = copyLake(folder)
      const place = mortal(lake, last)
      await runHere(place, name).then(
        () => (isKilled = false),
        error => expect(String(error)).toContain('killed'),
      )
      await runHere(lake, name)
      await checkTables(lake, [name])
      expect(await runHere(lake, name)).toMatchObject({ rows_in: 0, rows_out: 0 })
      await lake.close()
    }
    // At least a file, a manifest, the swap, the notes and the record of the run.
    expect(last).toBeGreaterThan(5)
    rmSync(folder, { recursive: true })
  })
})

describe('with others at work', () => {
  it('runs twice at once', async () => {
    const lake = openLake()
    await land(lake, FIRST)
    for (const events of [[], LATE]) {
      await land(lake, events)
      await Promise.all([...DERIVING, ...DERIVING].map(name => runHere(lake, name)))
      await checkTables(lake)
    }
    await lake.close()
  })

  it.for(DERIVING)('%s looks again when a run that has seen more was quicker', async name => {
    const lake = openLake()
    await land(lake, FIRST)
    let overtaken = 0
    const catalog = override(lake.catalog, {
      swap: async changes => {
        if (overtaken++ === 0) {
          await land(lake, LATE, MONDAY + 3 * DAY)
          await runHere(lake, name)
        }
        return lake.catalog.swap(changes)
      },
    })
    await runHere({ store: lake.store, catalog }, name)
    expect(overtaken).toBeGreaterThan(0)
    await runHere(lake, name)
    await checkTables(lake, [name])
    await lake.close()
  })

  it.for(DERIVING)('%s looks again when files are compacted and swept while it reads', async name => {
    const lake = openLake()
    await land(lake, FIRST)
    let sweeps = 0
    const store = override(lake.store, {
      list: async prefix => {
        const found = await lake.store.list(prefix)
        if (prefix === 'events/' && sweeps++ === 0) {
          await replaceEvents(lake, { is_same: true })
          for (const { key } of found) await lake.store.remove(key)
        }
        return found
      },
    })
    await runHere({ store, catalog: lake.catalog }, name)
    expect(sweeps).toBeGreaterThan(1)
    await runHere(lake, name)
    await checkTables(lake, [name])
    await lake.close()
  })

  it('says which file it cannot read, and makes nothing of the others', async () => {
    const lake = openLake()
    await land(lake, FIRST)
    const [file] = await lake.store.list('events/')
    await lake.store.put(file!.key, new TextEncoder().encode('PAR1 no longer'))
    for (const name of DERIVING) await expect(runHere(lake, name)).rejects.toThrow(file!.key)
    expect(await readRows(lake, 'sessions')).toEqual([])
    await lake.close()
  })
})
