// Faults in the seams, one by one. Each name is the promise that holds while the fault lasts or once it is over.
import { readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { createApp } from '@clickstream/collector/app'
import { peerAt } from '@clickstream/collector/client'
import { SqliteStream } from '@clickstream/stream/sqlite'
import { type NewRecord, StreamBusy } from '@clickstream/stream/stream'
import { describe, expect, it } from 'vitest'
import { makeFolder } from './folder.ts'
import { Gremlin } from './fuse.ts'
import { House } from './house.ts'
import { readRows } from './lake.ts'
import { envelopeOf, NOON } from './model.ts'
import { drawFor } from './seed.ts'
import { numbers, useTrial } from './trial.ts'

const HOUR = 3_600_000

const trial = useTrial()

/** A collector over the trial.house's stream, and a client that sends numbered events to it. */
function openCollector(put: SqliteStream['put'] = records => trial.house.stream.put(records)) {
  const app = createApp({
    stream: { put, shards: () => trial.house.stream.shards() },
    clock: () => trial.house.now,
    log: () => {},
  })
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

describe('the store and the catalog', () => {
  it('writes that fail, before or after they took effect: tried again until each event is in the lake, once', async () => {
    const random = drawFor('failing writes')
    const gremlin = new Gremlin(async (method, call) => {
      // Not when a poller starts or ends: a lease that is not given back is free only when its time is over.
      if (method === 'shards' || method === 'release') return call()
      if (random.chance(0.015)) throw diskError('EIO')
      const result = await call()
      if (random.chance(0.015)) throw diskError('EIO')
      return result
    })
    for (let round = 0; round < 4; round++) {
      await trial.send(numbers(round * 20, round * 20 + 40))
      expect(await trial.house.poll('own', gremlin)).toBe(true)
      trial.house.now += 20 * 60_000
    }
    await trial.expectRight()
    trial.house.now += HOUR
    // A job that fails is run again, as the schedule does it.
    for (let tries = 0; tries < 5; tries++) await trial.house.run('compact', { grace: '0' }, gremlin).catch(() => {})
    await trial.expectRight()
    await trial.compact()
    await trial.expectRight()
  })

  it('a torn write: what a crash left half written is in no reader’s way, and is swept', async () => {
    await trial.send(numbers(0, 20))
    await trial.house.poll()
    const [file] = await trial.house.store.list('events/')
    const torn = `${trial.house.folder}/lake/.pending/${process.pid}-torn`
    writeFileSync(torn, (await trial.house.store.get(file!.key)).subarray(0, 100))
    await trial.house.restart()
    await trial.send(numbers(10, 30))
    await trial.house.poll('another')
    await trial.expectRight()
    expect(await trial.house.store.sweep(Date.now() + 2 * HOUR)).toBe(1)
  })

  it('a disk without space for the lake: events wait in the stream, and are in the lake when there is space', async () => {
    const until = { writes: 40 }
    const full = new Gremlin(async (method, call) => {
      if (method === 'put' && until.writes-- > 0) throw diskError('ENOSPC')
      return call()
    })
    await trial.send(numbers(0, 60))
    expect(await trial.house.poll('another', full)).toBe(true)
    await trial.expectRight()
  })

  it('a slow disk: the stream keeps what the lake cannot take yet, and refuses more than its bound with 503', async () => {
    const random = drawFor('slow disk')
    const slow = new Gremlin(async (_, call) => {
      await sleep(random.below(4))
      return call()
    })
    await trial.house.close()
    trial.house = await House.open(makeFolder(), NOON, { backlog_limit: 100 })
    const post = openCollector()
    let refused = 0
    let polling: Promise<unknown> = Promise.resolve()
    for (let from = 0; from < 400; from += 40) {
      const list = numbers(from, from + 40)
      while ((await post(list)) !== 200) {
        refused++
        await polling
        polling = trial.house.poll('own', slow)
      }
      trial.model.arrive(list, trial.house.now)
      expect((await trial.house.stream.backlog()).records).toBeLessThan(140)
    }
    expect(refused).toBeGreaterThan(2)
    await polling
    await trial.house.poll('own', slow)
    const events = await readRows(trial.house, 'events')
    trial.model.isPolled = true
    expect(trial.model.judgeEvents(events)).toEqual([])
  })
})

describe('the stream', () => {
  it('a put that kept some records and failed others is a 503; sent again, each event is in the lake once', async () => {
    const random = drawFor('partial puts')
    let partial = 0
    const post = openCollector(async (records: readonly NewRecord[]) => {
      if (random.chance(0.5)) return trial.house.stream.put(records)
      partial++
      await trial.house.stream.put(records.filter(() => random.chance(0.5)))
      throw new StreamBusy('ProvisionedThroughputExceededException', 1)
    })
    for (let from = 0; from < 400; from += 20) {
      const list = numbers(from, from + 20).filter(number => number % 11 !== 10)
      while ((await post(list)) !== 200) trial.house.now += 1000
      trial.model.arrive(list, trial.house.now)
      if (from % 100 === 0) await trial.house.poll()
    }
    expect(partial).toBeGreaterThan(5)
    await trial.house.poll()
    await trial.expectRight()
  })

  it('a disk without space for the stream: 503 and nothing acked that is not kept; with space again all goes on', async () => {
    const folder = makeFolder()
    await trial.house.close()
    trial.house = await House.open(folder, NOON, { max_bytes: 400_000 })
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
    expect((await trial.house.stream.stats()).records).toBe(acked.length)
    await trial.house.close()
    trial.house = await House.open(folder, NOON)
    post = openCollector()
    const more = numbers(100_000, 100_020).filter(number => number % 11 !== 10)
    expect(await post(more, padding)).toBe(200)
    trial.model.arrive([...acked, ...more], NOON)
    await trial.house.poll()
    await trial.expectRight()
  })

  it('a clock that jumps back and forth an hour: each event once, in the hour it was received by that clock', async () => {
    for (const [round, jump] of [0, -1, 1, -1, -1, 2, 0.5, -1].entries()) {
      trial.house.now += jump * HOUR + 60_000
      // Half of them were sent before.
      await trial.send(numbers(round * 10, round * 10 + 20))
      await trial.house.poll(round % 3 === 2 ? 'another' : 'own')
      if (round % 3 === 1) await trial.house.restart()
      if (round % 2 === 1) await trial.compact()
    }
    for (const shard of await trial.house.stream.shards()) {
      const arrivals = (await trial.house.stream.read(shard, 'oldest', 1000)).map(each => each.arrived_at)
      expect(arrivals).toEqual([...arrivals].sort((a, b) => a - b))
    }
    await trial.expectRight()
    trial.house.now += 5 * HOUR
    await trial.compact()
    await trial.expectRight()
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
