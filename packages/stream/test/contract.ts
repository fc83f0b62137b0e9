// What any Stream must do. Each implementation's tests call this with a way to open a fresh one.
import { describe, expect, onTestFinished, test } from 'vitest'
import { MAX_PUT_BYTES, MAX_PUT_RECORDS, MAX_RECORD_BYTES, type Stream } from '../stream.ts'
import { readAll, readShard, record, text } from './records.ts'

/** A stream of its own for one test, with at least two shards. */
export interface Opened {
  readonly stream: Stream
  /** The same stream, opened again after it was closed. */
  reopen(): Promise<Stream>
}

export function streamContract(name: string, open: () => Promise<Opened>): void {
  const opened = async (): Promise<Opened> => {
    const { stream, reopen } = await open()
    onTestFinished(() => stream.close())
    return { stream, reopen }
  }

  describe(`${name} as a Stream`, () => {
    test('gives back what was put, byte for byte, in the shard and at the number that put said', async () => {
      const { stream } = await opened()
      const data = Uint8Array.from({ length: 256 }, (_, i) => i)
      const [placed] = await stream.put([{ partition_key: 'a', data }])
      const [got, ...rest] = await stream.read(placed!.shard, 'oldest', 10)
      expect(rest).toEqual([])
      expect(got).toMatchObject({ partition_key: 'a', sequence_number: placed!.sequence_number })
      expect([...got!.data]).toEqual([...data])
      expect(got!.arrived_at).toBeGreaterThan(0)
      expect(Number.isInteger(got!.arrived_at)).toBe(true)
    })

    test('keeps the order of each key, within a put and across puts', async () => {
      const { stream } = await opened()
      for (let put = 0; put < 20; put++) {
        await stream.put(Array.from({ length: 50 }, (_, i) => record(`visitor-${i % 7}`, put * 50 + i)))
      }
      const all = await readAll(stream)
      expect(all).toHaveLength(1000)
      for (let key = 0; key < 7; key++) {
        const seen = all.filter(each => each.partition_key === `visitor-${key}`).map(each => Number(text(each)))
        expect(seen).toEqual([...seen].sort((a, b) => a - b))
      }
    })

    test('puts one key into one shard and many keys into all', async () => {
      const { stream } = await opened()
      const shards = await stream.shards()
      expect(shards.length).toBeGreaterThanOrEqual(2)
      expect(shards[0]).toMatch(/^shardId-\d{12}$/)
      const one = await stream.put(Array.from({ length: 50 }, (_, i) => record('the one', i)))
      expect(new Set(one.map(each => each.shard)).size).toBe(1)
      const many = await stream.put(Array.from({ length: 200 }, (_, i) => record(`key ${i}`, i)))
      expect([...new Set(many.map(each => each.shard))].sort()).toEqual([...shards].sort())
    })

    test('numbers grow along a shard and time never goes back', async () => {
      const { stream } = await opened()
      for (let i = 0; i < 10; i++) await stream.put(Array.from({ length: 20 }, (_, k) => record(`k${k}`, i)))
      for (const shard of await stream.shards()) {
        const records = await readShard(stream, shard, 7)
        for (let i = 1; i < records.length; i++) {
          expect(BigInt(records[i]!.sequence_number)).toBeGreaterThan(BigInt(records[i - 1]!.sequence_number))
          expect(records[i]!.arrived_at).toBeGreaterThanOrEqual(records[i - 1]!.arrived_at)
        }
      }
    })

    test('what was put is there after closing and opening again, and numbers go on', async () => {
      const { stream, reopen } = await opened()
      const [before] = await stream.put([record('a', 'before')])
      await stream.close()
      const again = await reopen()
      onTestFinished(() => again.close())
      const [after] = await again.put([record('a', 'after')])
      expect(BigInt(after!.sequence_number)).toBeGreaterThan(BigInt(before!.sequence_number))
      expect((await readShard(again, before!.shard)).map(text)).toEqual(['before', 'after'])
    })

    test('a closed stream takes nothing, and closing twice is no error', async () => {
      const { stream } = await opened()
      await stream.close()
      await stream.close()
      await expect(stream.put([record('a', 1)])).rejects.toThrow(/closed/)
    })

    test(`takes ${MAX_PUT_RECORDS} records at once and refuses one more whole`, async () => {
      const { stream } = await opened()
      const many = Array.from({ length: MAX_PUT_RECORDS + 1 }, (_, i) => record(`k${i}`, i))
      await expect(stream.put(many)).rejects.toThrow(RangeError)
      expect(await readAll(stream)).toEqual([])
      const placed = await stream.put(many.slice(1))
      expect(placed).toHaveLength(MAX_PUT_RECORDS)
      const all = await readAll(stream)
      expect(all).toHaveLength(MAX_PUT_RECORDS)
      const byNumber = new Map(all.map(each => [each.sequence_number + each.partition_key, text(each)]))
      placed.forEach(({ sequence_number }, i) => {
        expect(byNumber.get(`${sequence_number}k${i + 1}`)).toBe(String(i + 1))
      })
    })

    test('takes a record of the greatest size, key included, and refuses a byte more', async () => {
      const { stream } = await opened()
      const data = new Uint8Array(MAX_RECORD_BYTES - 3).fill(7)
      const [placed] = await stream.put([{ partition_key: 'key', data }])
      const [got] = await stream.read(placed!.shard, 'oldest', 1)
      expect(Buffer.compare(got!.data, data)).toBe(0)
      await expect(stream.put([record('fine', 1), { partition_key: 'keys', data }])).rejects.toThrow(RangeError)
      expect(await readAll(stream)).toHaveLength(1)
    })

    test('refuses a put of too many bytes whole', async () => {
      const { stream } = await opened()
      const data = new Uint8Array(MAX_PUT_BYTES / 10)
      await expect(
        stream.put(Array.from({ length: 10 }, (_, i) => ({ partition_key: `k${i}`, data }))),
      ).rejects.toThrow(RangeError)
      expect(await readAll(stream)).toEqual([])
    })

    test.each([
      ['an empty key', '', RangeError],
      ['a key of 257 characters', 'k'.repeat(257), RangeError],
      ['no key', undefined as unknown as string, TypeError],
    ])('refuses %s, and the records beside it', async (_, partition_key, error) => {
      const { stream } = await opened()
      await expect(stream.put([record('fine', 1), { partition_key, data: new Uint8Array(1) }])).rejects.toThrow(error)
      expect(await readAll(stream)).toEqual([])
    })

    test('refuses data that is no bytes', async () => {
      const { stream } = await opened()
      await expect(stream.put([{ partition_key: 'a', data: 'text' as unknown as Uint8Array }])).rejects.toThrow(
        TypeError,
      )
    })

    test('keys may be any text', async () => {
      const { stream } = await opened()
      const keys = ['ключ', '鍵', '🗝️👩‍👩‍👧', "'; drop table records_0; --", 'a\0b', ' ', 'k'.repeat(256), '__proto__']
      await stream.put(keys.map(key => record(key, key)))
      const all = await readAll(stream)
      expect(all.map(each => each.partition_key).sort()).toEqual([...keys].sort())
      for (const each of all) expect(text(each)).toBe(each.partition_key)
    })

    test('data may be empty, and bytes within a larger buffer', async () => {
      const { stream } = await opened()
      const view = new Uint8Array(Uint8Array.from([1, 2, 3, 4, 5]).buffer, 1, 3)
      await stream.put([
        { partition_key: 'a', data: new Uint8Array(0) },
        { partition_key: 'a', data: view },
      ])
      expect((await readAll(stream)).map(each => [...each.data])).toEqual([[], [2, 3, 4]])
    })

    test('no records are no error', async () => {
      const { stream } = await opened()
      expect(await stream.put([])).toEqual([])
    })

    test('reads at most as many records as asked, and goes on after the last', async () => {
      const { stream } = await opened()
      const placed = await stream.put(Array.from({ length: 300 }, (_, i) => record('a', i)))
      const { shard } = placed[0]!
      const first = await stream.read(shard, 'oldest', 120)
      expect(first.map(each => Number(text(each)))).toEqual(Array.from({ length: 120 }, (_, i) => i))
      const rest = await stream.read(shard, { after: first.at(-1)!.sequence_number }, 1000)
      expect(rest.map(each => Number(text(each)))).toEqual(Array.from({ length: 180 }, (_, i) => 120 + i))
    })

    test('reads at most as many bytes as asked, but always one record', async () => {
      const { stream } = await opened()
      const placed = await stream.put(
        Array.from({ length: 100 }, () => ({ partition_key: 'a', data: new Uint8Array(1000) })),
      )
      const { shard } = placed[0]!
      expect(await stream.read(shard, 'oldest', 100, 10_500)).toHaveLength(10)
      expect(await stream.read(shard, 'oldest', 100, 10_000)).toHaveLength(10)
      expect(await stream.read(shard, 'oldest', 100, 99_999)).toHaveLength(99)
      expect(await stream.read(shard, 'oldest', 100, 1)).toHaveLength(1)
      expect(await stream.read(shard, 'oldest', 3, 1e9)).toHaveLength(3)
    })

    test('reads nothing from an empty shard, nor after the last record', async () => {
      const { stream } = await opened()
      for (const shard of await stream.shards()) expect(await stream.read(shard, 'oldest', 10)).toEqual([])
      const [placed] = await stream.put([record('a', 1)])
      expect(await stream.read(placed!.shard, { after: placed!.sequence_number }, 10)).toEqual([])
    })

    test('refuses to read what cannot be', async () => {
      const { stream } = await opened()
      const [shard] = await stream.shards()
      await expect(stream.read('shardId-000000009999', 'oldest', 1)).rejects.toThrow(RangeError)
      await expect(stream.read(shard!, 'oldest', 0)).rejects.toThrow(RangeError)
      await expect(stream.read(shard!, 'oldest', 1.5)).rejects.toThrow(RangeError)
      await expect(stream.read(shard!, { after: '1; --' }, 1)).rejects.toThrow(RangeError)
    })

    test('puts side by side are each whole and in order', async () => {
      const { stream } = await opened()
      const puts = Array.from({ length: 40 }, (_, put) =>
        stream.put(Array.from({ length: 10 }, (_, i) => record('a', `${put}/${i}`))),
      )
      const placed = await Promise.all(puts)
      const all = await readShard(stream, placed[0]![0]!.shard)
      expect(all).toHaveLength(400)
      for (let put = 0; put < 40; put++) {
        const own = all.filter(each => text(each).startsWith(`${put}/`))
        expect(own.map(text)).toEqual(Array.from({ length: 10 }, (_, i) => `${put}/${i}`))
        expect(own.map(each => each.sequence_number)).toEqual(placed[put]!.map(each => each.sequence_number))
      }
    })
  })
}
