// A day that is over is one file to readers, with the same rows, for just as long as the lake has them.

import { events, tables } from '@clickstream/events/tables'
import { bundleFolder, findStale } from '@clickstream/lake/bundle'
import { BUNDLES } from '@clickstream/lake/layout'
import { readPartitions } from '@clickstream/lake/rebuild'
import { listNeeded } from '@clickstream/lake/snapshot'
import { listFiles } from '@clickstream/lake/version'
import { DuckDbEngine } from '@clickstream/query/duckdb'
import { Scanner } from '@clickstream/query/scanner'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { accepted, event, HOUR, NOON, People } from './people.ts'

let people: People
beforeEach(async () => {
  people = new People()
  const hours = [-3, -2, -1, 0, 1]
  await people.put(
    hours.flatMap((hour, i) => [
      accepted(NOON + hour * HOUR, event(`a${i}`, { anonymous_id: 'ann-1', quantity: i, value: 1.5, currency: 'EUR' })),
      accepted(NOON + hour * HOUR, event(`b${i}`, { anonymous_id: 'bob-1', app: i % 2 === 0 ? 'store' : 'shortener' })),
    ]),
  )
  await people.land()
})
afterEach(() => people.close())

const bundles = () => people.store.list(BUNDLES)
const EVERYTHING = 'select * from events order by app, event_id'

async function ask(sql = EVERYTHING) {
  const engine = new DuckDbEngine(people)
  try {
    const { columns, rows, receipt } = await engine.run(sql, [])
    return { columns, rows, files_read: receipt.files_read }
  } finally {
    await engine.close()
  }
}

/** What a statement would open that reads these partitions. */
async function open(isNeeded: (values: Readonly<Record<string, string>>) => boolean = () => true) {
  const scanner = new Scanner(people.store, people.catalog)
  const { opened } = await scanner.scan('events', async known => known.filter(({ values }) => isNeeded(values)))
  return { files: opened.files.length, bundles: opened.bundles.length }
}

test('compact bundles the days that are over, once, and nothing is answered otherwise', async () => {
  await people.run('compact')
  await Promise.all((await bundles()).map(({ key }) => people.store.remove(key)))
  const before = await ask()
  expect(await open()).toEqual({ files: 7, bundles: 0 })
  const { data } = await people.run('compact')
  expect(data).toMatchObject({ bundled: { files: 2 } })
  expect(await open()).toEqual({ files: 0, bundles: 2 })
  expect(await ask()).toEqual(before)
  expect((await people.run('compact')).data).toMatchObject({ bundled: { files: 0 } })
})

test('only who reads the whole day opens its bundle', async () => {
  await people.run('compact')
  expect(await open(({ app }) => app === 'store')).toEqual({ files: 0, bundles: 1 })
  expect(await open(({ received_hour }) => received_hour! > '10')).toEqual({ files: 4, bundles: 0 })
  const { rows } = await ask("select event_id from events where app = 'store' and received_hour = '12' order by 1")
  expect(rows).toEqual([['a3']])
  const partly = await ask(
    'select app, received_date, received_hour, count(*) from events group by 1, 2, 3 order by 1, 3',
  )
  expect(partly.rows.length).toBe(7)
})

test('a file that comes, goes or changes makes the bundle nobody’s', async () => {
  await people.run('compact')
  const [first] = await people.catalog.partitions('events')
  await people.store.put(
    `${first!.location}later.parquet`,
    await people.store.get((await listFiles(people.store, first!.location))[0]!.key),
  )
  expect(await open()).toMatchObject({ bundles: 1 })
  expect(await findStale(people)).toHaveLength(1)
  await people.renew('events')
  expect(await open()).toMatchObject({ bundles: 0 })
  await people.run('compact')
  expect(await findStale(people)).toEqual([])
  expect((await open()).bundles).toBe(2)
  expect(await bundles()).toHaveLength(2)
})

test('whoever is forgotten is in no bundle either', async () => {
  await people.run('compact')
  expect(await people.traces(['ann-1'])).not.toEqual([])
  await people.run('forget', { visitor: 'ann-1', reason: 'asked' })
  expect((await people.traces(['ann-1'])).filter(trace => trace.includes('/lake/'))).toEqual([])
  expect((await ask()).rows).toHaveLength(5)
  await people.run('compact')
  expect(await open()).toMatchObject({ bundles: 2 })
  expect((await ask()).rows).toHaveLength(5)
})

test('one that was made of what is gone meanwhile does not stay, and a receipt does not hold beside it', async () => {
  await people.run('compact')
  const [old] = await bundles()
  const bytes = await people.store.get(old!.key)
  await people.run('forget', { visitor: 'ann-1', reason: 'asked' })
  await people.store.put(old!.key, bytes)
  await expect(people.run('forget', { verify: true, visitor: 'ann-1' })).rejects.toThrow()
  await people.run('compact')
  expect((await people.traces(['ann-1'])).filter(trace => trace.includes('/lake/'))).toEqual([])
})

test('days that retain drops go from the bundles, too', async () => {
  await people.run('compact')
  people.clock = () => NOON + 40 * 24 * HOUR
  await people.run('retain', { days: '30', table: 'events' })
  expect(await bundles()).toEqual([])
})

test('no backup and no catalog made anew knows of them', async () => {
  await people.run('compact')
  const partitions = await people.catalog.partitions('events')
  const everything = { landed: new Map(), archived: new Map() }
  const needed = await listNeeded(people.store, people.catalog, Object.keys(tables), everything)
  expect(needed.filter(({ key }) => key.startsWith(bundleFolder(events)))).toEqual([])
  expect(needed.length).toBeGreaterThanOrEqual(partitions.length)
  expect((await readPartitions(people.store, tables)).filter(({ table }) => table === 'events')).toHaveLength(
    partitions.length,
  )
})

test('a file that cannot be read is named, and its day goes without', async () => {
  await people.run('compact')
  for (const { key } of await bundles()) await people.store.remove(key)
  const spoilt = (await people.catalog.partitions('events')).find(({ values }) => values.app === 'store')!
  const [file] = await listFiles(people.store, spoilt.location)
  await people.store.put(file!.key, Buffer.from('no parquet'))
  await expect(people.run('compact')).rejects.toThrow(file!.key)
  expect((await bundles()).map(({ key }) => key.includes('app=shortener'))).toEqual([true])
})

test('compact of another table makes none', async () => {
  await people.run('compact', { table: 'rejected' })
  expect(await bundles()).toEqual([])
})
