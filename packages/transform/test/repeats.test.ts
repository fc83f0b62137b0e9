// How much is remembered, and how often it is read.
import type { Store } from '@clickstream/lake/store'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createHandler } from '../handler.ts'
import { Repeats } from '../repeats.ts'
import { transformBatch } from '../transform.ts'
import { envelope, event, type Lake, message, NOON, openLake, override } from './lake.ts'

let lake: Lake
beforeEach(() => {
  lake = openLake()
})
afterEach(() => lake.close())

const SHARD = 'shardId-000000000000'

describe('Repeats beyond its limit', () => {
  it('still knows the window, and does not read it again for every batch', async () => {
    let reads = 0
    const store: Store = override(lake.store, {
      get: async key => {
        reads++
        return lake.store.get(key)
      },
    })
    const repeats = new Repeats({ store, catalog: lake.catalog, maxIds: 50 })
    const run = async (first: number, ids: readonly string[]) => {
      const records = ids.map((id, i) => ({
        sequence: String(first + i).padStart(8, '0'),
        decoded: { envelope: envelope(event(id)), text: '', plain: true, received_at: NOON },
      }))
      const batch = {
        shard: SHARD,
        records,
        sequenceOf: (record: (typeof records)[number]) => record.sequence,
        decode: (record: (typeof records)[number]) => record.decoded,
      }
      return transformBatch(batch, { store, catalog: lake.catalog, repeats })
    }
    const ids = (from: number) => Array.from({ length: 20 }, (_, i) => `e${from + i}`)
    for (let batch = 0; batch < 20; batch++) {
      expect(await run(batch * 20, ids(batch * 20))).toMatchObject({ rows_out: 20, repeated: 0 })
    }
    // 400 ids from a limit of 50: read again at 60, 140 and 300 or so, and each time no more than there was.
    expect(reads).toBeLessThan(40)
    expect(reads).toBeGreaterThan(0)
    for (const from of [0, 180, 380]) {
      expect(await run(1000 + from, ids(from))).toMatchObject({ rows_out: 0, repeated: 20 })
    }
  })
})

describe('Repeats of what the lake has', () => {
  const quiet = { log: () => {} }
  const ids = async () => (await lake.rows('events')).map(row => row.event_id).sort()

  it('are known though another handler brought it there, between two batches of this one', async () => {
    const [one, other] = [createHandler(lake, quiet), createHandler(lake, quiet)]
    await one(message([envelope(event('a'))]))
    await other(message([envelope(event('b'))], 1))
    await one(message([envelope(event('a')), envelope(event('b')), envelope(event('c'))], 2))
    expect(await ids()).toEqual(['a', 'b', 'c'])
  })

  it('are known in the hour after, as the clock may have been set back', async () => {
    const back = { received_at: NOON - 3_600_000 }
    await createHandler(lake, quiet)(message([envelope(event('a'))]))
    await createHandler(lake, quiet)(message([envelope(event('a'), back), envelope(event('b'), back)], 1))
    expect(await ids()).toEqual(['a', 'b'])
  })

  it('are not known of a file that is spoilt, and nothing else is held up by it; a store that fails is waited for', async () => {
    await createHandler(lake, quiet)(message([envelope(event('a'))]))
    await createHandler(lake, quiet)(message([envelope(event('b'))], 1))
    const [first] = await lake.store.list('events/')
    const whole = await lake.store.get(first!.key)
    await lake.store.put(first!.key, new Uint8Array(whole).fill(0x5a, 4))
    await createHandler(lake, quiet)(message([envelope(event('b')), envelope(event('c'))], 2))
    await lake.store.put(first!.key, whole)
    expect(await ids()).toEqual(['a', 'b', 'c'])
    const get = () => Promise.reject(new Error('EIO'))
    const broken = { ...lake, store: override(lake.store, { get, read: get }) }
    await expect(createHandler(broken, quiet)(message([envelope(event('d'))], 4))).rejects.toThrow('EIO')
  })
})
