import { readFileSync } from 'node:fs'
import { sessions } from '@clickstream/events/derived'
import { events } from '@clickstream/events/tables'
import type { Partition } from '@clickstream/lake/catalog'
import { commitVersions, listFiles, prepareVersion } from '@clickstream/lake/version'
import { parquetMetadataAsync } from 'hyparquet'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { compact } from '../compact.ts'
import { openWorkshop } from '../duckdb.ts'
import type { JobDeps, JobValues } from '../job.ts'
import { ArrivalLake, DAY, HOUR } from './arrivals.ts'

let lake: ArrivalLake
beforeEach(() => {
  lake = new ArrivalLake()
})
afterEach(() => lake[Symbol.asyncDispose]())

const run = (values: JobValues = {}, deps: Partial<JobDeps> = {}) => lake.runJob(compact, values, deps)
const ids = async () =>
  (
    await lake.ask('select app, received_date, received_hour, event_id, page_title from events order by 1, 2, 3, 4, 5')
  ).map(row => row.join(' ').trim())
const at = (hour: number, minute = 0) => DAY + hour * HOUR + minute * 60_000

describe('compact', () => {
  it('merges an hour into one sorted file, in its place, and records the run', async () => {
    await lake.land('1', [
      { event_id: 'c', received_at: at(7), event_type: 'page_viewed' },
      { event_id: 'a', received_at: at(7, 2), event_type: 'product_viewed', price: 1.5 },
    ])
    await lake.land('2', [{ event_id: 'b', received_at: at(7, 1), event_type: 'cart_viewed', items: '[{"a":"ü"}]' }])
    const before = await lake.ask('select * from events order by event_id')
    const summary = await run()
    expect(summary).toMatchObject({ rows_in: 3, rows_out: 3, repeated: 0, files: 1 })
    expect(summary.lines).toContain('3 rows, none repeated')
    expect(await lake.names()).toEqual([['part-00000.parquet']])
    expect(await lake.ask('select * from events order by event_id')).toEqual(before)
    expect(await lake.ask('select event_id from events')).toEqual([['b'], ['c'], ['a']])
    expect((await lake.catalog.runs('compact', 1))[0]).toMatchObject({ rows_in: 3, rows_out: 3, files: 1 })
    // What it replaced stays for those who read it.
    expect((await lake.store.list('events/')).length).toBe(2)
    await run({ grace: '0' })
    expect(await lake.store.list('events/')).toEqual([])
  })

  it('takes away what the jobs of derived tables replaced, too, unless asked for one table only', async () => {
    const values = { app: 'store', session_date: '2026-01-15' }
    for (let i = 0; i < 3; i++) {
      const location = (await lake.catalog.partitions('sessions'))[0]?.location ?? null
      const version = await prepareVersion(lake, 'sessions', sessions, { values, location }, async to => {
        await lake.store.put(`${to}part-00000.parquet`, new Uint8Array(1))
        return { is_same: false }
      })
      expect(await commitVersions(lake, [version])).toBe(true)
    }
    const clock = () => Date.now() + HOUR
    await run({ grace: '0', table: 'events' }, { clock })
    expect(await listFiles(lake.store, 'versions/')).toHaveLength(3)
    await run({ grace: '0' }, { clock })
    const [{ location }] = (await lake.catalog.partitions('sessions')) as [Partition]
    expect((await listFiles(lake.store, 'versions/')).map(({ key }) => key)).toEqual([`${location}part-00000.parquet`])
  })

  it('does nothing the second time', async () => {
    await lake.land('1', [{ event_id: 'a', received_at: at(7) }])
    await run()
    const [first] = await lake.catalog.partitions('events')
    const again = await run()
    expect(again).toMatchObject({ rows_in: 0, files: 0 })
    expect(again.lines[0]).toBe('nothing to merge')
    expect((await lake.catalog.partitions('events'))[0]).toEqual(first)
  })

  it('leaves an hour alone that is not closed, and says why it cannot know', async () => {
    await lake.land('1', [{ event_id: 'a', received_at: at(7) }])
    await lake.land('2', [{ event_id: 'b', received_at: at(8) }])
    const completeUpTo = async () => at(8, 1)
    expect(await run({ margin: '61' }, { completeUpTo })).toMatchObject({ rows_in: 0, data: { open: 2 } })
    expect(await run({ margin: '60' }, { completeUpTo })).toMatchObject({ rows_in: 1, data: { open: 1 } })
    await expect(run({}, { completeUpTo: async () => null })).rejects.toThrow(/expected to know up to when .*STREAM/)
  })

  it('keeps the first of an event_id: within the hour, across files, and against the 24 hours before', async () => {
    const title = (page_title: string, hour: number, minute = 0, event_id = 'a', app = 'store') => ({
      event_id,
      received_at: at(hour, minute),
      page_title,
      app,
    })
    await lake.land('1', [
      title('later', 0, 2),
      title('first', 0, 1),
      title('twin 1', 0, 1, 't'),
      title('twin 2', 0, 1, 't'),
    ])
    await lake.land('2', [title('later still', 0, 3), title('other', 0, 3, 'b')])
    await lake.land('3', [title('next day', 24), title('of another app', 24, 0, 'a', 'shortener')])
    await lake.land('4', [title('new after 24 hours', 25), title('again', 25, 0, 'a')])
    const summary = await run()
    expect(summary).toMatchObject({ rows_in: 10, rows_out: 5, repeated: 5 })
    expect(await ids()).toEqual([
      'shortener 2026-01-16 00 a of another app',
      'store 2026-01-15 00 a first',
      'store 2026-01-15 00 b other',
      'store 2026-01-15 00 t twin 1',
      expect.stringMatching(/^store 2026-01-16 01 a /),
    ])
    // The day's last hour lost its only row to the one before it: nothing is left, and that is how it stays.
    expect((await lake.names())[2]).toEqual([])
    expect(await run()).toMatchObject({ rows_in: 0 })
  })

  it('merges again what came late, and mends the later hours that have it already', async () => {
    await lake.land('1', [{ event_id: 'a', received_at: at(5) }])
    await lake.land('2', [{ event_id: 'x', received_at: at(9), page_title: 'second' }])
    await lake.land('3', [{ event_id: 'y', received_at: at(9) }])
    await lake.land('4', [{ event_id: 'x', received_at: at(5 + 25), page_title: 'too far' }])
    expect(await run()).toMatchObject({ repeated: 1 })
    expect(await ids()).toHaveLength(3)
    // History that was imported: x came at five.
    await lake.land('import', [{ event_id: 'x', received_at: at(5), page_title: 'first' }])
    expect(await run()).toMatchObject({ rows_in: 4, rows_out: 3, repeated: 1 })
    expect(await ids()).toEqual(['store 2026-01-15 05 a', 'store 2026-01-15 05 x first', 'store 2026-01-15 09 y'])
    expect(await lake.catalog.recall('compact')).toEqual(new Map())
    expect(await run()).toMatchObject({ rows_in: 0 })
  })

  it('mends what was imported while the same came in live', async () => {
    const rows = (minute: number) =>
      Array.from({ length: 50 }, (_, i) => ({ event_id: `e${i}`, received_at: at(7, minute), page_title: `${minute}` }))
    await lake.land('live', rows(10))
    await lake.land('import', rows(5))
    expect(await run()).toMatchObject({ rows_in: 100, rows_out: 50, repeated: 50 })
    expect(await lake.ask('select distinct page_title from events')).toEqual([['5']])
  })

  it('merges rejected by day, every row', async () => {
    await lake.landRejected('1', [
      { received_at: at(9), reason_code: 'missing', event_id: 'a' },
      { received_at: at(8), reason_code: 'wrong_type', event_id: 'a' },
    ])
    await lake.landRejected('2', [{ received_at: at(8), reason_code: 'missing', event_id: 'a' }])
    expect(await run({ table: 'events' })).toMatchObject({ rows_in: 0 })
    expect(await run({}, { completeUpTo: async () => at(24) })).toMatchObject({ rows_in: 0 })
    expect(await run()).toMatchObject({ rows_in: 3, rows_out: 3, repeated: 0 })
    expect(await lake.ask('select hour(received_at), reason_code from rejected')).toEqual([
      [8, 'missing'],
      [8, 'wrong_type'],
      [9, 'missing'],
    ])
  })

  it('reads files from before a column was there', async () => {
    const [key] = await lake.land('1', [{ event_id: 'a', received_at: at(7), sdk: 'x' }])
    const workshop = await openWorkshop(lake.store)
    const old = `${key!.slice(0, key!.lastIndexOf('/') + 1)}old.parquet`
    await workshop.run(
      `copy (select event_id || '-old' as event_id, event_type, occurred_at, received_at, traffic from '${lake.store.locate(key!)}')
       to '${lake.store.locate(old)}' (format parquet)`,
    )
    await workshop.close()
    expect(await run()).toMatchObject({ rows_in: 2, rows_out: 2 })
    expect(await lake.ask('select event_id, sdk from events order by 1')).toEqual([
      ['a', 'x'],
      ['a-old', null],
    ])
    const [partition] = await lake.catalog.partitions('events')
    const [file] = await listFiles(lake.store, partition!.location)
    const { schema } = await parquetMetadataAsync(bufferOf(lake.store.locate(file!.key)))
    expect(schema.slice(1).map(({ name }) => name)).toEqual(events.fields.map(({ name }) => name))
  })

  it('writes statistics and bloom filters, and times as Athena reads them', async () => {
    await lake.land(
      '1',
      Array.from({ length: 500 }, (_, i) => ({ event_id: `e${i}`, received_at: at(7), product_id: `p${i % 9}` })),
    )
    await run()
    const [partition] = await lake.catalog.partitions('events')
    const [file] = await listFiles(lake.store, partition!.location)
    const workshop = await openWorkshop(lake.store)
    const rows = await workshop.json(
      `select path_in_schema as name, stats_min_value as least, stats_max_value as most, bloom_filter_offset as bloom, compression
       from parquet_metadata('${lake.store.locate(file!.key)}')`,
    )
    await workshop.close()
    const of = (name: string) => rows.find(row => row.name === name)
    expect(of('event_id')).toMatchObject({ least: 'e0', most: 'e99', compression: 'ZSTD' })
    expect(of('received_at')!.least).toMatch(/^2026-01-15 07:00:00/)
    expect(of('product_id')!.bloom).not.toBeNull()
    const { schema } = await parquetMetadataAsync(bufferOf(lake.store.locate(file!.key)))
    expect(schema.find(({ name }) => name === 'received_at')).toMatchObject({ converted_type: 'TIMESTAMP_MILLIS' })
    expect(schema.find(({ name }) => name === 'price')).toMatchObject({ precision: 18, scale: 4 })
  })

  it('takes only the days it was asked for, and says what it would do without doing it', async () => {
    for (const day of [0, 1, 2]) await lake.land('1', [{ event_id: `d${day}`, received_at: at(24 * day) }])
    const dry = await run({ 'dry-run': true })
    expect(dry.data).toMatchObject({ places: { length: 3 } })
    expect(dry.lines[0]).toMatch(/^3 partitions to merge: 3 files of /)
    expect((await lake.names()).flat().every(name => name.startsWith('shardId'))).toBe(true)
    await run({ from: '2026-01-16', to: '2026-01-16' })
    expect((await lake.names()).map(([name]) => name!.startsWith('part-'))).toEqual([false, true, false])
    await expect(run({ from: '2026-02-30' })).rejects.toThrow('--from: expected a date YYYY-MM-DD, got "2026-02-30"')
    await expect(run({ grace: '-1' })).rejects.toThrow('--grace: expected a number')
  })

  it('stops between partitions when told to, and goes on from there', async () => {
    for (const hour of [1, 2, 3]) await lake.land('1', [{ event_id: `h${hour}`, received_at: at(hour) }])
    const stop = new AbortController()
    const onProgress = ({ done }: { done: number }) => done === 1 && stop.abort(new Error('enough'))
    await expect(run({}, { signal: stop.signal, onProgress })).rejects.toThrow('enough')
    const merged = (await lake.names()).filter(([name]) => name!.startsWith('part-'))
    expect(merged.length).toBeLessThan(3)
    expect(await run()).toMatchObject({ rows_in: 3 - merged.length })
  })

  it('is nothing to a lake without events', async () => {
    expect(await run()).toMatchObject({
      rows_in: 0,
      files: 0,
      lines: ['nothing to merge', '0 partitions in order already, 0 not closed yet'],
    })
  })
})

function bufferOf(path: string): ArrayBuffer {
  return new Uint8Array(readFileSync(path)).buffer
}
