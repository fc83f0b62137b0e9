// What any Store and any Catalog must do, whatever is behind them.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Catalog, Change, Partition, Run } from '../catalog.ts'
import type { Store } from '../store.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const text = (data: Uint8Array) => new TextDecoder().decode(data)

export function storeContract(name: string, open: () => Promise<{ store: Store; close: () => Promise<void> }>): void {
  describe(`${name} as a Store`, () => {
    let store: Store
    let close: () => Promise<void>
    beforeEach(async () => {
      ;({ store, close } = await open())
    })
    afterEach(() => close())

    it('gives back what was put, and writes over it', async () => {
      expect(await store.put('a/b=1/c.parquet', bytes('one'))).toBe(true)
      expect(text(await store.get('a/b=1/c.parquet'))).toBe('one')
      expect(await store.put('a/b=1/c.parquet', bytes('two'))).toBe(true)
      expect(text(await store.get('a/b=1/c.parquet'))).toBe('two')
      await store.put('empty', new Uint8Array(0))
      expect(await store.get('empty')).toHaveLength(0)
    })

    it('puts only if absent, also of many at once exactly one', async () => {
      expect(await store.put('x', bytes('first'), { ifAbsent: true })).toBe(true)
      expect(await store.put('x', bytes('second'), { ifAbsent: true })).toBe(false)
      expect(text(await store.get('x'))).toBe('first')
      const tries = await Promise.all(
        Array.from({ length: 8 }, (_, i) => store.put('race', bytes(`${i}`), { ifAbsent: true })),
      )
      expect(tries.filter(Boolean)).toHaveLength(1)
      expect(text(await store.get('race'))).toBe(`${tries.indexOf(true)}`)
    })

    it('lists by prefix in key order, with sizes', async () => {
      for (const key of ['t/b/2', 't/a/1', 't/b/1', 'tt/1', 't/b2']) await store.put(key, bytes(key))
      expect((await store.list('t/')).map(object => object.key)).toEqual(['t/a/1', 't/b/1', 't/b/2', 't/b2'])
      expect((await store.list('t/b')).map(object => object.key)).toEqual(['t/b/1', 't/b/2', 't/b2'])
      expect((await store.list('')).map(object => object.key)).toHaveLength(5)
      expect(await store.list('none/')).toEqual([])
      const [object] = await store.list('tt/')
      expect(object!.size).toBe(4)
      expect(Math.abs(object!.modified_at - Date.now())).toBeLessThan(60_000)
    })

    it('removes, also what is not there, and says when something is not there', async () => {
      await store.put('gone', bytes('x'))
      await store.remove('gone')
      await store.remove('gone')
      await expect(store.get('gone')).rejects.toMatchObject({
        name: 'NotFound',
        message: expect.stringMatching(/gone/),
      })
      expect(await store.list('')).toEqual([])
    })

    it.each(['../x', 'a/../../x', '/etc/passwd', '', 'a//b', 'a/./b', 'a\\b', 'a/\0', 'a b', '.pending/x', 'ü'])(
      'refuses the key %j',
      async key => {
        await expect(store.put(key, bytes('x'))).rejects.toBeInstanceOf(RangeError)
        await expect(store.get(key)).rejects.toBeInstanceOf(RangeError)
        expect(() => store.locate(key)).toThrow(RangeError)
      },
    )
  })
}

const hour = (app: string, date: string, received_hour: string): Partition => ({
  table: 'events',
  values: { app, received_date: date, received_hour },
  location: `events/app=${app}/received_date=${date}/received_hour=${received_hour}/`,
})

const change = ({ table, values }: Partition, from: string | null, to: string | null): Change => ({
  table,
  values,
  from,
  to,
})

const run = (key: string, more: Partial<Run> = {}): Run => ({
  job: 'transform',
  key,
  started_at: 1000,
  finished_at: 1500,
  rows_in: 10,
  rows_out: 7,
  rejected: 2,
  repeated: 1,
  files: 1,
  bytes: 100,
  newest_at: 900,
  detail: null,
  ...more,
})

export function catalogContract(
  name: string,
  open: () => Promise<{ catalog: Catalog; close: () => Promise<void> }>,
): void {
  describe(`${name} as a Catalog`, () => {
    let catalog: Catalog
    let close: () => Promise<void>
    beforeEach(async () => {
      ;({ catalog, close } = await open())
    })
    afterEach(() => close())

    it('knows the partitions of a range of days, once each', async () => {
      const some = [
        hour('store', '2026-01-15', '07'),
        hour('store', '2026-01-16', '00'),
        hour('links', '2026-01-17', '23'),
      ]
      await catalog.add(some)
      await catalog.add(some.slice(0, 2))
      expect(await catalog.partitions('events')).toHaveLength(3)
      expect(await catalog.partitions('events', { from: '2026-01-15', to: '2026-01-16' })).toEqual([some[0], some[1]])
      expect(await catalog.partitions('events', { from: '2026-01-16' })).toHaveLength(2)
      expect(await catalog.partitions('events', { to: '2026-01-15' })).toEqual([some[0]])
      expect(await catalog.partitions('events', { from: '2026-01-17', to: '2026-01-15' })).toEqual([])
      expect(await catalog.partitions('rejected')).toEqual([])
    })

    it('swaps a location in one step and leaves it alone when the partition is added again', async () => {
      const partition = hour('store', '2026-01-15', '07')
      await catalog.add([partition])
      const compacted = { ...partition, location: `compacted/1/${partition.location}` }
      expect(await catalog.swap([change(partition, partition.location, compacted.location)])).toBe(true)
      expect(await catalog.add([partition])).toEqual([compacted])
      expect(await catalog.partitions('events')).toEqual([compacted])
    })

    it('swaps all or nothing: only where every partition is where it is said to be', async () => {
      const known = hour('store', '2026-01-15', '07')
      const other = hour('store', '2026-01-15', '08')
      await catalog.add([known])
      const move = change(known, known.location, 'versions/1/')
      expect(await catalog.swap([move, change(other, other.location, 'versions/2/')])).toBe(false)
      expect(await catalog.swap([move, change(known, null, 'versions/2/')])).toBe(false)
      expect(await catalog.partitions('events')).toEqual([known])
      expect(await catalog.swap([move, change(other, null, 'versions/2/')])).toBe(true)
      expect((await catalog.partitions('events')).map(each => each.location)).toEqual(['versions/1/', 'versions/2/'])
      expect(await catalog.swap([move])).toBe(false)
      expect(await catalog.swap([change(known, 'versions/1/', null)])).toBe(true)
      expect((await catalog.partitions('events')).map(each => each.location)).toEqual(['versions/2/'])
      expect(await catalog.swap([])).toBe(true)
    })

    it('has ranges of days over whatever date a table is partitioned by', async () => {
      const day = (session_date: string) => ({ app: 'store', session_date })
      for (const date of ['2026-01-15', '2026-01-16']) {
        const location = `versions/sessions/app=store/session_date=${date}/1/`
        expect(await catalog.swap([{ table: 'sessions', values: day(date), from: null, to: location }])).toBe(true)
      }
      const [found, ...more] = await catalog.partitions('sessions', { from: '2026-01-16' })
      expect([found?.values, more]).toEqual([day('2026-01-16'), []])
    })

    it('keeps the notes of a job, and forgets those it is told to', async () => {
      await catalog.remember('sessions', [
        ['a', '1'],
        ['b', '2'],
      ])
      await catalog.remember('rollups', [['a', '3']])
      await catalog.remember('sessions', [
        ['a', '4'],
        ['b', null],
      ])
      expect(await catalog.recall('sessions')).toEqual(new Map([['a', '4']]))
      expect(await catalog.recall('rollups')).toEqual(new Map([['a', '3']]))
      expect(await catalog.recall('nobody')).toEqual(new Map())
    })

    it('keeps one record a run: a run again takes the place of the first', async () => {
      await catalog.record(run('a'))
      await catalog.record(run('a', { rows_out: 8, repeated: 0 }))
      await catalog.record(run('b', { started_at: 2000, newest_at: 1900 }))
      await catalog.record(run('c', { job: 'import' }))
      expect((await catalog.runs('transform', 10)).map(each => each.key)).toEqual(['b', 'a'])
      expect(await catalog.runs('transform', 1)).toEqual([run('b', { started_at: 2000, newest_at: 1900 })])
      expect(await catalog.totals('transform')).toMatchObject({
        runs: 2,
        rows_in: 20,
        rows_out: 15,
        repeated: 1,
        newest_at: 1900,
      })
      expect(await catalog.totals('transform', 1500)).toMatchObject({ runs: 1, rows_out: 7 })
      expect(await catalog.totals('nothing')).toMatchObject({ runs: 0, rows_in: 0, newest_at: null })
    })

    it('has a version that grows with what a reader would see, and only then', async () => {
      const partition = hour('store', '2026-01-15', '07')
      const first = await catalog.version()
      await catalog.add([partition])
      const second = await catalog.version()
      expect(second).toBeGreaterThan(first)
      await catalog.add([partition])
      expect(await catalog.version()).toBe(second)
      await catalog.swap([change(partition, partition.location, 'elsewhere/')])
      expect(await catalog.version()).toBeGreaterThan(second)
    })
  })
}
