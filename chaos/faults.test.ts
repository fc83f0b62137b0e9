// Faults in the seams, one by one. Each name is the promise that holds while the fault lasts or once it is over.
import { readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { createApp } from '@clickstream/collector/app'
import { peerAt } from '@clickstream/collector/client'
import { listFiles } from '@clickstream/lake/version'
import { openEngine } from '@clickstream/query/open'
import { SqliteStream } from '@clickstream/stream/sqlite'
import { type NewRecord, StreamBusy } from '@clickstream/stream/stream'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { makeFolder } from './folder.ts'
import { Fuse, Gremlin } from './fuse.ts'
import { House } from './house.ts'
import { readRows } from './lake.ts'
import { envelopeOf, Model, NOON } from './model.ts'
import { drawFor } from './seed.ts'

const HOUR = 3_600_000

let house: House
let model: Model
beforeEach(async () => {
  house = await House.open(makeFolder(), NOON)
  model = new Model()
})
afterEach(() => house.close())

const numbers = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i)

/** Puts these events on the stream, with retries. */
async function send(list: readonly number[]): Promise<void> {
  await house.put(list.map(number => envelopeOf(number, house.now)))
  model.arrive(list, house.now)
}

/** The lake is what the model says, nothing missing. */
async function expectRight(): Promise<void> {
  model.isPolled = true
  const [events, rejected] = [await readRows(house, 'events'), await readRows(house, 'rejected')]
  expect([...model.judgeEvents(events), ...model.judgeRejected(rejected)]).toEqual([])
}

/** A collector over the house's stream, and a client that sends numbered events to it. */
function openCollector(put: SqliteStream['put'] = records => house.stream.put(records)) {
  const app = createApp({ stream: { put, shards: () => house.stream.shards() }, clock: () => house.now, log: () => {} })
  return async (list: readonly number[], more: object = {}): Promise<number> => {
    const events = list.map(number => ({
      ...(JSON.parse(Buffer.from(envelopeOf(number, 0).data).toString()) as { event: object }).event,
      ...more,
    }))
    const request = new Request('http://localhost/v1/events', { method: 'POST', body: JSON.stringify({ events }) })
    return (await app.fetch(request, { peer: peerAt('127.0.0.1') })).status
  }
}

/** An error as the disk gives it. */
function diskError(code: string): Error {
  return Object.assign(new Error(`${code}: as asked for`), { code })
}

async function compact(): Promise<void> {
  expect(await house.run('compact', { margin: '0', grace: '0' })).toBe(true)
}

describe('the store and the catalog', () => {
  it('writes that fail, before or after they took effect: tried again until each event is in the lake, once', async () => {
    const random = drawFor('failing writes')
    const gremlin = new Gremlin(async (method, call) => {
      // Not when a poller starts or ends: a lease that is not given back is free only when its time is over.
      if (method === 'shards' || method === 'release') return call()
      if (random.chance(0.02)) throw diskError('EIO')
      const result = await call()
      if (random.chance(0.02)) throw diskError('EIO')
      return result
    })
    for (let round = 0; round < 5; round++) {
      await send(numbers(round * 20, round * 20 + 40))
      expect(await house.poll('own', gremlin)).toBe(true)
      house.now += 20 * 60_000
    }
    await expectRight()
    house.now += HOUR
    // A job that fails is run again, as the schedule does it.
    for (let tries = 0; tries < 5; tries++) await house.run('compact', { grace: '0' }, gremlin).catch(() => {})
    await expectRight()
    await compact()
    await expectRight()
  })

  it('a torn write: what a crash left half written is in no reader’s way, and is swept', async () => {
    await send(numbers(0, 20))
    await house.poll()
    const [file] = await house.store.list('events/')
    const torn = `${house.folder}/lake/.pending/${process.pid}-torn`
    writeFileSync(torn, (await house.store.get(file!.key)).subarray(0, 100))
    await house.restart()
    await send(numbers(10, 30))
    await house.poll('another')
    await expectRight()
    expect(await house.store.sweep(Date.now() + 2 * HOUR)).toBe(1)
  })

  it('a disk without space for the lake: events wait in the stream, and are in the lake when there is space', async () => {
    const until = { writes: 40 }
    const full = new Gremlin(async (method, call) => {
      if (method === 'put' && until.writes-- > 0) throw diskError('ENOSPC')
      return call()
    })
    await send(numbers(0, 60))
    expect(await house.poll('another', full)).toBe(true)
    await expectRight()
  })

  it('a slow disk: the stream keeps what the lake cannot take yet, and refuses more than its bound with 503', async () => {
    const random = drawFor('slow disk')
    const slow = new Gremlin(async (_, call) => {
      await sleep(random.below(4))
      return call()
    })
    await house.close()
    house = await House.open(makeFolder(), NOON, { backlog_limit: 100 })
    const post = openCollector()
    let refused = 0
    let polling: Promise<unknown> = Promise.resolve()
    for (let from = 0; from < 400; from += 40) {
      const list = numbers(from, from + 40)
      while ((await post(list)) !== 200) {
        refused++
        await polling
        polling = house.poll('own', slow)
      }
      model.arrive(list, house.now)
      expect((await house.stream.backlog()).records).toBeLessThan(140)
    }
    expect(refused).toBeGreaterThan(2)
    await polling
    await house.poll('own', slow)
    const events = await readRows(house, 'events')
    model.isPolled = true
    expect(model.judgeEvents(events)).toEqual([])
  })
})

describe('the stream', () => {
  it('a put that kept some records and failed others is a 503; sent again, each event is in the lake once', async () => {
    const random = drawFor('partial puts')
    let partial = 0
    const post = openCollector(async (records: readonly NewRecord[]) => {
      if (random.chance(0.5)) return house.stream.put(records)
      partial++
      await house.stream.put(records.filter(() => random.chance(0.5)))
      throw new StreamBusy('ProvisionedThroughputExceededException', 1)
    })
    for (let from = 0; from < 400; from += 20) {
      const list = numbers(from, from + 20).filter(number => number % 11 !== 10)
      while ((await post(list)) !== 200) house.now += 1000
      model.arrive(list, house.now)
      if (from % 100 === 0) await house.poll()
    }
    expect(partial).toBeGreaterThan(5)
    await house.poll()
    await expectRight()
  })

  it('a disk without space for the stream: 503 and nothing acked that is not kept; with space again all goes on', async () => {
    const folder = makeFolder()
    await house.close()
    house = await House.open(folder, NOON, { max_bytes: 400_000 })
    let post = openCollector()
    const padding = { properties: { note: 'x'.repeat(900) } }
    const acked: number[] = []
    let status = 200
    for (let from = 0; status === 200; from += 20) {
      const list = numbers(from, from + 20).filter(number => number % 11 !== 10)
      status = await post(list, padding)
      if (status === 200) acked.push(...list)
    }
    expect(status).toBe(503)
    expect(acked.length).toBeGreaterThan(100)
    expect((await house.stream.stats()).records).toBe(acked.length)
    await house.close()
    house = await House.open(folder, NOON)
    post = openCollector()
    const more = numbers(100_000, 100_020).filter(number => number % 11 !== 10)
    expect(await post(more, padding)).toBe(200)
    model.arrive([...acked, ...more], NOON)
    await house.poll()
    await expectRight()
  })

  it('a clock that jumps back and forth an hour: each event once, in the hour it was received by that clock', async () => {
    for (const [round, jump] of [0, -1, 1, -1, -1, 2, 0.5, -1].entries()) {
      house.now += jump * HOUR + 60_000
      // Half of them were sent before.
      await send(numbers(round * 10, round * 10 + 20))
      await house.poll(round % 3 === 2 ? 'another' : 'own')
      if (round % 3 === 1) await house.restart()
      if (round % 2 === 1) await compact()
    }
    for (const shard of await house.stream.shards()) {
      const arrivals = (await house.stream.read(shard, 'oldest', 1000)).map(each => each.arrived_at)
      expect(arrivals).toEqual([...arrivals].sort((a, b) => a - b))
    }
    await expectRight()
    house.now += 5 * HOUR
    await compact()
    await expectRight()
  })

  it('a log cut off after a crash: the file opens, each put is there whole or not, and what comes next is kept', async () => {
    const random = drawFor('truncated log')
    for (let round = 0; round < 12; round++) {
      const folder = makeFolder()
      const path = `${folder}/stream.sqlite`
      const stream = new SqliteStream(path, {}, { clock: () => NOON })
      for (let put = 0; put < 20; put++) {
        await stream.put([1, 2, 3].map(part => ({ partition_key: `k${put}`, data: Buffer.from(`${put}/${part}`) })))
      }
      // What a crash leaves: the file and its log as they are on disk, the log without its end.
      const crashed = `${folder}/crashed.sqlite`
      for (const end of ['', '-wal']) writeFileSync(crashed + end, readFileSync(path + end))
      await stream.close()
      const { length } = readFileSync(`${crashed}-wal`)
      truncateSync(`${crashed}-wal`, length - random.below(length))
      const opened = new SqliteStream(crashed, {}, { clock: () => NOON })
      await opened.put([{ partition_key: 'k', data: Buffer.from('after/1') }])
      const texts: string[] = []
      for (const shard of await opened.shards())
        for (const { data } of await opened.read(shard, 'oldest', 1000)) texts.push(Buffer.from(data).toString())
      const puts = Map.groupBy(texts, text => text.split('/')[0]!)
      expect(puts.get('after')).toEqual(['after/1'])
      puts.delete('after')
      expect([...puts.values()].filter(parts => parts.length !== 3)).toEqual([])
      // The puts that are left are the first ones: none is lost before one that is kept.
      expect([...puts.keys()].map(Number).sort((a, b) => a - b)).toEqual(numbers(0, puts.size))
      await opened.close()
    }
  })
})

describe('files of the lake', () => {
  /** Spoils the middle of a file. */
  async function spoil(location: string): Promise<string> {
    const [file] = await listFiles(house.store, location)
    const bytes = new Uint8Array(await house.store.get(file!.key))
    bytes.fill(0x5a, 4, bytes.length - 4)
    await house.store.put(file!.key, bytes)
    return file!.key
  }

  async function land(): Promise<string> {
    await send(numbers(0, 40))
    await house.poll()
    return (await house.catalog.partitions('events'))[0]!.location
  }

  it('a landed Parquet file that is spoilt stops nobody: events go on, compaction names it and leaves it as it is', async () => {
    const key = await spoil(await land())
    await house.restart()
    await send(numbers(100, 140))
    expect(await house.poll()).toBe(true)
    house.now += 2 * HOUR
    await expect(house.run('compact', { grace: '0' })).rejects.toThrow(key)
    const names = (await house.store.list('')).map(each => each.key)
    expect(names).toContain(key)
    const found = new Set<unknown>()
    for (const { location } of await house.catalog.partitions('events')) {
      const files = (await listFiles(house.store, location)).filter(each => each.key !== key)
      for (const file of files) for (const row of await readFile(file.key)) found.add(row.event_id)
    }
    const later = numbers(100, 140).filter(number => number % 11 !== 10)
    expect(later.filter(number => !found.has(`e${number}`))).toEqual([])
  })

  it('a compacted Parquet file that is spoilt: a query names it; without it, reprocess --commit puts its rows back', async () => {
    await land()
    await house.archive()
    house.now += 2 * HOUR
    await compact()
    const [partition] = await house.catalog.partitions('events')
    const key = await spoil(partition!.location)
    const engine = openEngine('duckdb:', house)
    await expect(engine.run('select count(distinct event_id) from events', [])).rejects.toThrow(key)
    await engine.close()
    await house.store.remove(key)
    const day = partition!.values.received_date!
    expect(await house.run('reprocess', { from: day, to: day, commit: true })).toBe(true)
    await expectRight()
  })

  async function readFile(key: string): Promise<Record<string, unknown>[]> {
    const { parquetReadObjects } = await import('hyparquet')
    const { compressors } = await import('hyparquet-compressors')
    const file = (await house.store.get(key)).slice().buffer as ArrayBuffer
    return parquetReadObjects({ file, compressors })
  }
})

describe('two at once', () => {
  it('two pollers: one at a time has a shard, and each event is in the lake once', async () => {
    for (let round = 0; round < 8; round++) {
      await send(numbers(round * 15, round * 15 + 40))
      await house.poll(round % 2 === 0 ? 'both' : 'another')
      await expectRight()
      house.now += 10 * 60_000
      // The first has not seen what the other did meanwhile.
      await send(numbers(round * 15, round * 15 + 20))
      await house.poll('own')
      await expectRight()
    }
  })

  it('two compactions, killed now and then: one version takes each place, no row is lost or doubled', async () => {
    const random = drawFor('two compactions')
    for (let round = 0; round < 6; round++) {
      await send(numbers(round * 15, round * 15 + 40))
      await house.poll()
      house.now += 2 * HOUR
      const values = { grace: '0', margin: '0' }
      const fuses = [new Fuse(random.below(80), 'after'), new Fuse(random.below(200), 'before')]
      await Promise.all(fuses.map(fuse => house.run('compact', values, fuse)))
      await expectRight()
    }
    await compact()
    await expectRight()
    for (const { location } of await house.catalog.partitions('events'))
      expect(await listFiles(house.store, location)).toHaveLength(1)
  })
})
