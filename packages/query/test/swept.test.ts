// A lake whose files go while they are read.
import { rm } from 'node:fs/promises'
import { events } from '@clickstream/events/tables'
import { landingPartition } from '@clickstream/lake/partition'
import { commitVersions, listFiles, prepareVersion } from '@clickstream/lake/version'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { TestLake } from './lake.ts'

const NOON = Date.UTC(2026, 0, 15, 12)
const HOURS = 4
let lake: TestLake
beforeEach(async () => {
  lake = new TestLake()
  for (let hour = 0; hour < HOURS; hour++) {
    for (let file = 0; file < 3; file++) await lake.addEvents([{ occurred_at: NOON + hour * 3_600_000 }])
  }
})
afterEach(() => lake[Symbol.asyncDispose]())

/** Puts a copy in a partition's place and removes what was there, at once. */
async function replace(hour: number): Promise<void> {
  const partition = (await lake.catalog.partitions('events'))[hour]!
  const version = await prepareVersion(lake, 'test', events, partition, async (location, inputs) => {
    for (const [i, { key }] of inputs.entries())
      await lake.store.put(`${location}part-${i}.parquet`, await lake.store.get(key))
    return { is_same: true }
  })
  expect(await commitVersions(lake, [version])).toBe(true)
  for (const { key } of await listFiles(lake.store, partition.location)) await lake.store.remove(key)
}

describe('a statement whose files go', () => {
  it('is asked again of what is there now, also where the catalog did not change since', async () => {
    expect(await lake.ask('select count(*) from events')).toEqual([[12]])
    // A file that went without anybody saying so: the list that the engine keeps is of no use.
    const [partition] = await lake.catalog.partitions('events')
    const [file] = await listFiles(lake.store, partition!.location)
    await rm(lake.store.locate(file!.key))
    expect(await lake.ask('select count(*) from events where traffic is not null')).toEqual([[11]])
  })

  it('never sees a part of them: a place that was left while it was listed is not taken', async () => {
    const list = lake.store.list.bind(lake.store)
    let replaced = 0
    // Swept between the catalog's word and the listing.
    lake.store.list = async prefix => {
      if (
        replaced === 0 &&
        prefix === landingPartition(events, { app: 'store', received_date: '2026-01-15', received_hour: '13' }).location
      ) {
        replaced++
        lake.store.list = list
        await replace(1)
      }
      return list(prefix)
    }
    expect(await lake.ask('select count(*), count(distinct event_id) from events')).toEqual([[12, 12]])
    expect(replaced).toBe(1)
  })

  it('says which file it is that cannot be read, when that does not change', async () => {
    const [partition] = await lake.catalog.partitions('events')
    await lake.store.put(`${partition!.location}x.parquet`, new TextEncoder().encode('no parquet at all'))
    await expect(lake.ask('select count(*) from events where traffic is not null')).rejects.toThrow(
      /^lake: expected files that can be read: .*x\.parquet/,
    )
  })

  it('answers a reader in a loop the same, whatever is replaced and removed at once', async () => {
    let isDone = false
    const seen = new Set<string>()
    let asked = 0
    const readers = [1, 2].map(async () => {
      while (!isDone) {
        const [row] = await lake.ask('select count(*), count(distinct event_id), min(received_hour) from events')
        seen.add(JSON.stringify(row))
        asked++
      }
    })
    for (let i = 0; i < 40; i++) await replace(i % HOURS)
    isDone = true
    await Promise.all(readers)
    expect([...seen]).toEqual(['[12,12,"12"]'])
    expect(asked).toBeGreaterThan(5)
  })
})
