// The catalog's own faults: a log cut off, a file that is no catalog any more.
import { readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { tables } from '@clickstream/events/tables'
import { rebuildCatalog } from '@clickstream/lake/rebuild'
import { SqliteCatalog } from '@clickstream/lake/sqlite'
import { expect, it } from 'vitest'
import { makeFolder } from './folder.ts'
import { House } from './house.ts'
import { readRows } from './lake.ts'
import { envelopeOf, Model, NOON } from './model.ts'
import { drawFor } from './seed.ts'

const HOUR = 3_600_000

it('a catalog’s log cut off after a crash: it opens as it was at some moment, and rebuilt from the files it has every row', async () => {
  const random = drawFor('truncated catalog')
  for (let round = 0; round < 5; round++) {
    const house = await House.open(makeFolder(), NOON)
    const model = new Model()
    for (let hour = 0; hour < 3; hour++) {
      const numbers = Array.from({ length: 30 }, (_, i) => hour * 20 + i)
      await house.put(numbers.map(number => envelopeOf(number, house.now)))
      model.arrive(numbers, house.now)
      await house.poll()
      house.now += HOUR
      if (hour === 1) await house.run('compact', { margin: '0', grace: '24' })
    }
    model.isPolled = true
    const file = `${house.folder}/catalog.sqlite`
    const crashed = `${house.folder}/crashed.sqlite`
    for (const end of ['', '-wal']) writeFileSync(crashed + end, readFileSync(file + end))
    const { length } = readFileSync(`${crashed}-wal`)
    truncateSync(`${crashed}-wal`, length - random.below(length))
    const catalog = new SqliteCatalog(crashed)
    // What it knows is what it knew: places that are there, or were.
    for (const { location } of await catalog.partitions('events')) {
      expect((await house.store.list(location)).length).toBeGreaterThan(0)
    }
    await catalog.close()
    await rebuildCatalog(crashed, house.store, tables)
    const rebuilt = new SqliteCatalog(crashed)
    const lake = { store: house.store, catalog: rebuilt }
    const wrong = [
      ...model.judgeEvents(await readRows(lake, 'events')),
      ...model.judgeRejected(await readRows(lake, 'rejected')),
    ]
    expect(wrong).toEqual([])
    await rebuilt.close()
    await house.close()
  }
})
