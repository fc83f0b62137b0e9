// How much is remembered, and how often it is read.
import type { Store } from '@clickstream/lake/store'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Repeats } from '../repeats.ts'
import { transformBatch } from '../transform.ts'
import { envelope, event, type Lake, NOON, openLake, override } from './lake.ts'

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
