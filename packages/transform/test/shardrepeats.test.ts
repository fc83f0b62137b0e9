// Repeats as they are looked for on AWS: among the shard's own files of some hours, by instances that take turns.
import { events } from '@clickstream/events/tables'
import { landingPartition } from '@clickstream/lake/partition'
import type { Store } from '@clickstream/lake/store'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createHandler, readRepeatHours } from '../handler.ts'
import { Repeats } from '../repeats.ts'
import { envelope, event, type Lake, message, NOON, openLake, override } from './lake.ts'

let lake: Lake
beforeEach(() => {
  lake = openLake()
})
afterEach(() => lake.close())

const HOUR = 3_600_000
const [ONE, TWO] = ['shardId-000000000000', 'shardId-000000000001']
const quiet = { log: () => {} }
const ids = async () => (await lake.rows('events')).map(row => row.event_id).sort()
const at = (id: string, received_at: number) => envelope(event(id), { received_at })

/** The lake, and which of its files were read. */
function watch(hours = 6) {
  const read: string[] = []
  const store: Store = override(lake.store, {
    get: async key => {
      read.push(key)
      return lake.store.get(key)
    },
  })
  return { read, handler: createHandler({ ...lake, store, repeat_hours: hours }, quiet) }
}

describe('repeats of a shard', () => {
  it('are known from its own files, and not looked for in those of others', async () => {
    await createHandler(lake, quiet)(message([at('a', NOON), at('b', NOON)], 0, ONE))
    await createHandler(lake, quiet)(message([at('c', NOON)], 0, TWO))
    const { handler, read } = watch()
    await handler(message([at('a', NOON), at('c', NOON), at('d', NOON)], 10, ONE))
    // c came by another shard, which a client's retry does not: compaction drops it.
    expect(await ids()).toEqual(['a', 'b', 'c', 'c', 'd'])
    expect(read).toHaveLength(1)
    expect(read[0]).toContain(ONE)
  })

  it('are known from what a job has written of the hour, whatever shard it was of', async () => {
    await createHandler(lake, quiet)(message([at('a', NOON)], 0, TWO))
    const values = { app: 'store', received_date: '2026-01-15', received_hour: '12' }
    const { location } = landingPartition(events, values)
    const [file] = await lake.store.list(location)
    await lake.store.put(`${location}part-0.parquet`, await lake.store.get(file!.key))
    await lake.store.remove(file!.key)
    await watch().handler(message([at('a', NOON), at('b', NOON)], 10, ONE))
    expect(await ids()).toEqual(['a', 'b'])
  })

  it('are known for the hours that are told, to the hour', async () => {
    await createHandler(lake, quiet)(message([at('old', NOON - 7 * HOUR), at('six', NOON - 6 * HOUR)], 0, ONE))
    const { handler, read } = watch(6)
    await handler(message([at('old', NOON), at('six', NOON)], 10, ONE))
    expect(await ids()).toEqual(['old', 'old', 'six'])
    expect(read).toHaveLength(1)
  })

  it('are known though another instance had the shard since, which reads only what is new', async () => {
    const [one, other] = [watch(), watch()]
    let first = 0
    const send = (to: typeof one, ...sent: string[]) => {
      const batch = message(
        sent.map(id => at(id, NOON)),
        first,
        ONE,
      )
      first += sent.length
      return to.handler(batch)
    }
    await send(one, 'a')
    for (let turn = 0; turn < 5; turn++) {
      await send(other, 'a', `other-${turn}`)
      await send(one, 'a', `other-${turn}`, `one-${turn}`)
    }
    await send(other, 'a', ...Array.from({ length: 5 }, (_, i) => `one-${i}`))
    const made = Array.from({ length: 5 }, (_, i) => [`one-${i}`, `other-${i}`]).flat()
    expect(await ids()).toEqual(['a', ...made].sort())
    // Each file of the other's once, and none of one's own.
    expect(new Set(one.read).size).toBe(one.read.length)
    expect([one.read.length, other.read.length]).toEqual([5, 6])
  })

  it('do not undo a batch that is tried again, wherever it broke off', async () => {
    await watch().handler(message([at('a', NOON - HOUR), at('b', NOON)], 0, ONE))
    const batch = message([at('a', NOON), at('c', NOON - HOUR), at('c', NOON), at('d', NOON), 'garbage'], 10, ONE)
    for (let allowed = 0; ; allowed++) {
      let left = allowed
      const failing = override(lake.store, {
        put: (...given) => (left-- > 0 ? lake.store.put(...given) : Promise.reject(new Error('out'))),
      })
      const done = await createHandler(
        { ...lake, store: failing, repeat_hours: 6 },
        quiet,
      )(batch).then(
        () => true,
        () => false,
      )
      if (done) break
    }
    const { handler } = watch()
    await handler(batch)
    await handler(batch)
    expect(await ids()).toEqual(['a', 'b', 'c', 'd'])
    expect(await lake.rows('rejected')).toHaveLength(1)
  })

  it('are not those of a later batch that broke off, of which others write less', async () => {
    const rows = [at('a1', NOON), at('a2', NOON), at('b3', NOON + HOUR), at('b4', NOON + HOUR)]
    const part = (from: number, to: number) => message(rows.slice(from, to), from, ONE)
    const broken = () => {
      const catalog = override(lake.catalog, { remember: () => Promise.reject(new Error('out')) })
      return createHandler({ ...lake, catalog, repeat_hours: 6 }, quiet)
    }
    // The whole breaks off, then its halves and their halves come by turns to two instances.
    await broken()(part(0, 4)).catch(() => {})
    const one = watch().handler
    await one(part(0, 2))
    await watch().handler(part(2, 3))
    await one(part(3, 4))
    expect(await ids()).toEqual(['a1', 'a2', 'b3', 'b4'])
  })

  it('are read from the newest hour back, until there are as many as may be', async () => {
    const bodies = [0, 1, 2].flatMap(hour =>
      Array.from({ length: 10 }, (_, i) => at(`${hour}-${i}`, NOON - hour * HOUR)),
    )
    for (const [i, body] of bodies.entries()) await createHandler(lake, quiet)(message([body], i, ONE))
    const repeats = new Repeats({ ...lake, byShard: true, hours: 6, maxIds: 15 })
    const extent = { shard: ONE, first: '5'.padStart(20, '9'), last: '6'.padStart(20, '9') }
    repeats.begin(extent)
    await repeats.load(NOON / HOUR, extent)
    expect(repeats.size).toBe(20)
    expect(repeats.isRepeated('store', '1-9', NOON / HOUR)).toBe(true)
    expect(repeats.isRepeated('store', '2-0', NOON / HOUR)).toBe(false)
  })
})

describe('the repeats of several shards', () => {
  it('are each read once by an instance that has them in turn, and what a job has written once for all', async () => {
    const values = { app: 'store', received_date: '2026-01-15', received_hour: '11' }
    await createHandler(lake, quiet)(message([at('compacted', NOON - HOUR)], 0, TWO))
    const { location } = landingPartition(events, values)
    const [file] = await lake.store.list(location)
    await lake.store.put(`${location}part-0.parquet`, await lake.store.get(file!.key))
    await lake.store.remove(file!.key)
    for (const [i, shard] of [ONE, TWO].entries()) {
      await createHandler(lake, quiet)(message([at(`before-${i}`, NOON)], 10, shard))
    }
    const { handler, read } = watch()
    for (let turn = 0; turn < 4; turn++) {
      for (const [i, shard] of [ONE, TWO].entries()) {
        const sent = ['compacted', `before-${i}`, `${turn}-${i}`].map(id => at(id, NOON))
        await handler(message(sent, 20 + 10 * turn, shard))
      }
    }
    const made = [0, 1, 2, 3].flatMap(turn => [`${turn}-0`, `${turn}-1`])
    expect(await ids()).toEqual([...made, 'before-0', 'before-1', 'compacted'])
    expect(read).toHaveLength(3)
  })
})

describe('REPEAT_HOURS', () => {
  it.each([
    [undefined, undefined],
    ['', undefined],
    ['6', 6],
    ['0', 0],
    ['24', 24],
  ])('%s is %s', (text, hours) => expect(readRepeatHours(text)).toBe(hours))

  it.each(['-1', '25', 'day', '1.5'])('is not %s', text => {
    expect(() => readRepeatHours(text)).toThrow(`REPEAT_HOURS: expected hours from 0 to 24, got "${text}"`)
  })
})
