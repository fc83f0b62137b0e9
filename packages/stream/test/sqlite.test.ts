import { createHash } from 'node:crypto'
import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, onTestFinished, test } from 'vitest'
import { openDatabase } from '../database.ts'
import { HELD_MS, SqliteStream, type SqliteStreamEffects, type SqliteStreamOptions } from '../sqlite.ts'
import { StreamBusy } from '../stream.ts'
import { streamContract } from './contract.ts'
import { makeFolder } from './folder.ts'
import { readAll, readShard, record, text } from './records.ts'

streamContract('SqliteStream', async () => {
  const path = join(makeFolder(), 'stream.sqlite')
  return { stream: new SqliteStream(path), reopen: async () => new SqliteStream(path) }
})

function openFresh(options: SqliteStreamOptions = {}, effects: SqliteStreamEffects = {}): SqliteStream {
  const stream = new SqliteStream(join(makeFolder(), 'stream.sqlite'), options, effects)
  onTestFinished(() => stream.close())
  return stream
}

/** Checkpoints the consumer at a number, as the poller would. */
function checkpoint(stream: SqliteStream, consumer: string, shard: string, sequence: string): void {
  const db = new DatabaseSync(stream.path)
  db.prepare('insert or replace into checkpoints values (?, ?, ?)').run(consumer, shard, sequence)
  db.close()
}

test('the file is opened so that a commit survives a power cut', () => {
  const db = openDatabase(join(makeFolder(), 's.sqlite'), 10)
  expect(db.prepare('pragma journal_mode').get()).toEqual({ journal_mode: 'wal' })
  expect(db.prepare('pragma synchronous').get()).toEqual({ synchronous: 2 })
  db.close()
})

test('puts of one turn share a commit; another connection sees all of them or none', async () => {
  const stream = openFresh()
  const reader = new SqliteStream(stream.path)
  const commits = () => readFileSync(`${stream.path}-wal`).length
  await stream.put([record('a', 0)])
  const one = commits()
  await stream.put([record('a', 1)])
  const two = commits()
  await Promise.all(Array.from({ length: 50 }, (_, i) => stream.put([record('a', i)])))
  // 50 puts apart would have written 50 times as much to the log as one.
  expect(commits() - two).toBeLessThan(10 * (two - one))
  expect(await readAll(reader)).toHaveLength(52)
  await reader.close()
})

test('nothing is acked before its commit', async () => {
  const stream = openFresh()
  const reader = new SqliteStream(stream.path)
  await Promise.all(
    Array.from({ length: 20 }, async (_, i) => {
      const [placed] = await stream.put([record(`k${i}`, i)])
      const seen = await readShard(reader, placed!.shard)
      expect(seen.map(each => each.sequence_number)).toContain(placed!.sequence_number)
    }),
  )
  await reader.close()
})

test('one wrong put among others of the same turn fails alone', async () => {
  const stream = openFresh()
  const results = await Promise.allSettled([
    stream.put([record('a', 1)]),
    stream.put([record('a', 2), record('', 'wrong')]),
    stream.put([record('a', 3)]),
  ])
  expect(results.map(each => each.status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
  expect((await readAll(stream)).map(text)).toEqual(['1', '3'])
})

test('a full file is StreamBusy, nothing of the put is kept, and the next put works once there is room', async () => {
  const stream = openFresh({ max_bytes: 600_000 })
  const large = (i: number) => Array.from({ length: 10 }, () => ({ ...record('a', i), data: new Uint8Array(10_000) }))
  let acked = 0
  let refusal: unknown
  for (let i = 0; i < 100 && refusal === undefined; i++) {
    try {
      acked += (await stream.put(large(i))).length
    } catch (error) {
      refusal = error
    }
  }
  expect(refusal).toBeInstanceOf(StreamBusy)
  expect((refusal as StreamBusy).message).toMatch(/disk is full/)
  expect((refusal as StreamBusy).retryAfterSeconds).toBeGreaterThan(0)
  const kept = await readAll(stream)
  expect(acked).toBeGreaterThan(0)
  expect(kept).toHaveLength(acked)
  checkpoint(stream, 'transform', (await stream.put([record('a', 'small')]))[0]!.shard, kept.at(-1)!.sequence_number)
  expect(await stream.prune('transform', -1)).toBe(acked)
  expect(await stream.put(large(0))).toHaveLength(10)
})

test('too little free disk is StreamBusy, looked at once a second', async () => {
  let now = 1_000_000
  let free = 100
  let looks = 0
  const statfs = () => {
    looks++
    return { bavail: free, bsize: 4096 }
  }
  const stream = openFresh({ free_disk_floor: 50 * 4096 }, { clock: () => now, statfs })
  await stream.put([record('a', 1)])
  free = 49
  now += 999
  await stream.put([record('a', 2)])
  expect(looks).toBe(1)
  now += 1
  await expect(stream.put([record('a', 3)])).rejects.toThrow(StreamBusy)
  await expect(stream.put([record('a', 4)])).rejects.toThrow(/expected at least 204800 bytes free on disk, got 200704/)
  expect(looks).toBe(2)
  free = 50
  now += 1000
  await stream.put([record('a', 5)])
  expect((await readAll(stream)).map(text)).toEqual(['1', '2', '5'])
})

test('a file removed under the stream takes nothing more', async () => {
  let now = 1_000_000
  const stream = openFresh({}, { clock: () => now })
  await stream.put([record('a', 1)])
  rmSync(stream.path)
  now += 1000
  await expect(stream.put([record('a', 2)])).rejects.toThrow(/moved or removed/)
})

test('a backlog at the limit is StreamBusy until the consumer has checkpointed', async () => {
  const stream = openFresh({ backlog_limit: 100 })
  const placed = await stream.put(Array.from({ length: 99 }, (_, i) => record('a', i)))
  await stream.put([record('b', 99)])
  await expect(stream.put([record('a', 100)])).rejects.toThrow(
    /expected fewer than 100 records waiting for transform, got 100/,
  )
  checkpoint(stream, 'another', placed[0]!.shard, placed[50]!.sequence_number)
  await expect(stream.put([record('a', 100)])).rejects.toThrow(StreamBusy)
  checkpoint(stream, 'transform', placed[0]!.shard, placed[0]!.sequence_number)
  await stream.put([record('a', 100)])
  await expect(stream.put([record('a', 101)])).rejects.toThrow(StreamBusy)
})

test('stats and backlog count without a scan, before and after checkpoints and pruning', async () => {
  let now = 5000
  const stream = openFresh({}, { clock: () => now })
  expect(await stream.stats()).toMatchObject({ records: 0, oldest_arrived_at: null, newest_arrived_at: null })
  expect(await stream.backlog()).toEqual({ records: 0, oldest_arrived_at: null })
  const first = await stream.put(Array.from({ length: 10 }, (_, i) => record('a', i)))
  now = 6000
  const second = await stream.put(Array.from({ length: 5 }, (_, i) => record('a', i)))
  now = 7000
  const other = await stream.put([record('b', 1)])
  expect(other[0]!.shard).not.toBe(first[0]!.shard)
  expect(await stream.stats()).toMatchObject({ records: 16, oldest_arrived_at: 5000, newest_arrived_at: 7000 })
  expect((await stream.stats()).bytes).toBeGreaterThan(16)
  expect(await stream.backlog()).toEqual({ records: 16, oldest_arrived_at: 5000 })
  checkpoint(stream, 'transform', first[0]!.shard, first[9]!.sequence_number)
  expect(await stream.backlog('transform')).toEqual({ records: 6, oldest_arrived_at: 6000 })
  expect(await stream.backlog('another')).toEqual({ records: 16, oldest_arrived_at: 5000 })
  await stream.prune('transform', 0, 10_000)
  expect(await stream.stats()).toMatchObject({ records: 6, oldest_arrived_at: 6000 })
  checkpoint(stream, 'transform', first[0]!.shard, second[4]!.sequence_number)
  checkpoint(stream, 'transform', other[0]!.shard, other[0]!.sequence_number)
  expect(await stream.backlog('transform')).toEqual({ records: 0, oldest_arrived_at: null })
})

test('prune removes what is old and checkpointed, no more', async () => {
  let now = 1000
  const stream = openFresh({}, { clock: () => now })
  const placed: { shard: string; sequence_number: string }[] = []
  for (let hour = 0; hour < 10; hour++) {
    now = 1000 + hour * 100
    placed.push(...(await stream.put(Array.from({ length: 400 }, (_, i) => record('a', hour * 400 + i)))))
  }
  const { shard } = placed[0]!
  const oldest = async () => Number(text((await stream.read(shard, 'oldest', 1))[0]!))
  expect(await stream.prune('transform', 0, 1e9)).toBe(0)
  checkpoint(stream, 'transform', shard, placed[2999]!.sequence_number)
  expect(await stream.prune('transform', 1000, 1600)).toBe(0)
  expect(await stream.prune('transform', 100, 1600)).toBe(2000)
  expect(await oldest()).toBe(2000)
  expect(await stream.prune('transform', 0, 1e9)).toBe(1000)
  expect(await oldest()).toBe(3000)
  expect(await readShard(stream, shard)).toHaveLength(1000)
})

test('pruning gives a short disk its bytes back, and keeps them for the records to come otherwise', async () => {
  let free = 1e9
  const stream = openFresh({ free_disk_floor: 1e6 }, { statfs: () => ({ bavail: free, bsize: 1 }) })
  const data = new Uint8Array(10_000)
  const large = Array.from({ length: 500 }, () => ({ partition_key: 'a', data }))
  const placed = [...(await stream.put(large)), ...(await stream.put(large)), ...(await stream.put(large))]
  const { shard, sequence_number: last } = placed.at(-1)!
  checkpoint(stream, 'transform', shard, last)
  expect(await stream.prune('transform', -1)).toBe(1500)
  expect(statSync(stream.path).size).toBeGreaterThan(10_000_000)
  free = 1e5
  await stream.prune('transform', -1)
  expect(statSync(stream.path).size).toBeLessThan(500_000)
  free = 1e9
  await stream.close()
  const again = new SqliteStream(stream.path)
  expect(BigInt((await again.put([record('a', 1)]))[0]!.sequence_number)).toBe(BigInt(last) + 1n)
  await again.close()
})

test('prune keeps what another consumer has yet to read, for seven days', async () => {
  let now = 1000
  const stream = openFresh({ shard_count: 1 }, { clock: () => now })
  const [shard] = await stream.shards()
  const placed = await stream.put(Array.from({ length: 10 }, (_, i) => record('k', i)))
  const at = (i: number) => placed[i]!.sequence_number
  checkpoint(stream, 'transform', shard!, at(9))
  // One that has not begun counts only when it is named.
  expect(await stream.prune('transform', 0, 2000, ['archive'])).toBe(0)
  checkpoint(stream, 'archive', shard!, at(3))
  expect(await stream.prune('transform', 0, 2000)).toBe(4)
  expect(await stream.prune('archive', 0, 2000)).toBe(0)
  expect(await stream.prune('transform', 0, now + HELD_MS)).toBe(0)
  // What the consumer itself has not done stays, however old.
  now = 2000
  await stream.put([record('k', 10)])
  expect(await stream.prune('transform', 0, now + HELD_MS + 1)).toBe(6)
  expect(await readAll(stream)).toHaveLength(1)
  expect(await stream.backlog('archive')).toMatchObject({ records: 7 })
})

test('closing ends a prune under way', async () => {
  const stream = openFresh()
  const placed = await stream.put(Array.from({ length: 500 }, (_, i) => record('a', i)))
  checkpoint(stream, 'transform', placed[0]!.shard, placed.at(-1)!.sequence_number)
  const pruning = stream.prune('transform', -1)
  await stream.close()
  expect(await pruning).toBeLessThan(500)
})

test('numbers are never used again, though all was pruned and the file opened anew', async () => {
  const stream = openFresh({}, { clock: () => 1000 })
  const placed = await stream.put(Array.from({ length: 20 }, (_, i) => record('a', i)))
  const { shard, sequence_number: last } = placed.at(-1)!
  checkpoint(stream, 'transform', shard, last)
  expect(await stream.prune('transform', 0, 1e9)).toBe(20)
  expect(await stream.newest(shard)).toBe(last)
  await stream.close()
  const again = new SqliteStream(stream.path)
  onTestFinished(() => again.close())
  expect(await again.stats()).toMatchObject({ records: 0 })
  const [next] = await again.put([record('a', 'next')])
  expect(BigInt(next!.sequence_number)).toBe(BigInt(last) + 1n)
  expect((await again.read(shard, { after: last }, 10)).map(text)).toEqual(['next'])
})

test('a stream made after another was deleted numbers above it, in text of one width', async () => {
  const one = openFresh({}, { clock: () => 1_790_000_000_000 })
  const two = openFresh({}, { clock: () => 1_790_000_060_000 })
  const [first] = await one.put([record('a', 1)])
  const [second] = await two.put([record('a', 1)])
  expect(first!.sequence_number).toMatch(/^\d{20}$/)
  expect(second!.sequence_number).toMatch(/^\d{20}$/)
  expect(second!.sequence_number > first!.sequence_number).toBe(true)
})

test('time stands still along a shard while the clock goes back', async () => {
  let now = 10_000
  const stream = openFresh({}, { clock: () => now })
  for (const time of [10_000, 9000, 9500.7, 12_000.5]) {
    now = time
    await stream.put([record('a', time)])
  }
  expect((await readAll(stream)).map(each => each.arrived_at)).toEqual([10_000, 10_000, 10_000, 12_000])
})

test('shards are even ranges of the MD5 hash, as in Kinesis, and stay as the file was made', async () => {
  const stream = openFresh({ shard_count: 3 })
  expect(await stream.shards()).toEqual(['shardId-000000000000', 'shardId-000000000001', 'shardId-000000000002'])
  for (let i = 0; i < 100; i++) {
    const key = `visitor ${i} é`
    const [placed] = await stream.put([record(key, i)])
    const hash = BigInt(`0x${createHash('md5').update(key).digest('hex')}`)
    expect(placed!.shard).toBe(`shardId-00000000000${(hash * 3n) >> 128n}`)
  }
  await stream.close()
  const again = new SqliteStream(stream.path, { shard_count: 5 })
  expect(await again.shards()).toHaveLength(3)
  await again.close()
  expect(() => openFresh({ shard_count: 0 })).toThrow(RangeError)
  expect(() => openFresh({ shard_count: 257 })).toThrow(RangeError)
})

test('waits for another writer without holding up the event loop, then puts', async () => {
  const stream = openFresh()
  const other = new DatabaseSync(stream.path)
  other.exec('begin immediate')
  let acked = false
  const put = stream.put([record('a', 1)]).then(() => {
    acked = true
  })
  await new Promise(resolve => setTimeout(resolve, 250))
  expect(acked).toBe(false)
  other.exec('commit')
  other.close()
  await put
  expect(await readAll(stream)).toHaveLength(1)
})

test('large records are read a few at a time, whatever the limit', async () => {
  const stream = openFresh()
  const data = new Uint8Array(1_000_000)
  for (let i = 0; i < 3; i++) await stream.put(Array.from({ length: 10 }, () => ({ partition_key: 'a', data })))
  const { shard } = (await stream.put([record('a', 'last')]))[0]!
  expect(await stream.read(shard, 'oldest', 10_000)).toHaveLength(10)
  expect(await readShard(stream, shard, 10_000)).toHaveLength(31)
})

test('refuses a file that is no stream, and leaves it as it is', () => {
  const path = join(makeFolder(), 'other.sqlite')
  writeFileSync(path, 'not a database, but long enough to look at')
  expect(() => new SqliteStream(path)).toThrow(/expected a stream's SQLite file/)
  rmSync(path)
  const db = new DatabaseSync(path)
  db.exec('create table partitions (location text)')
  db.close()
  expect(() => new SqliteStream(path)).toThrow(/another program's database/)
  expect(existsSync(`${path}-wal`)).toBe(false)
})
