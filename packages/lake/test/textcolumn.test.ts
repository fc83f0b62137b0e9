import { rejected } from '@clickstream/events/tables'
import { describe, expect, it } from 'vitest'
import { Columns } from '../columns.ts'
import { writeParquet } from '../parquet.ts'
import { readTextColumn, readTexts } from '../textcolumn.ts'

const ROWS = 300_000
const app = (i: number) => (i % 7 === 0 ? null : `app-${i % 40}`)
const id = (i: number) => `${i}-é`

const cell = (name: string, i: number) =>
  name === 'received_at' ? i : name === 'app' ? app(i) : name === 'event_id' ? id(i) : 'x'

const columns = new Columns(rejected)
for (let i = 0; i < ROWS; i++) {
  columns.add(rejected.fields.map(({ name }) => cell(name, i)))
}
const file = writeParquet(columns)

describe('readTexts', () => {
  it('gives every value of a column in its order, a row group at a time, and reads little else', async () => {
    let bytes = 0
    const counting = async (start: number, end: number) => {
      bytes += end - start
      return file.subarray(start, end)
    }
    const groups: (string | null)[][] = []
    for await (const texts of readTexts(file.length, counting, 'event_id')) groups.push(texts)
    expect(groups.length).toBeGreaterThan(2)
    const texts = groups.flat()
    expect(texts).toHaveLength(ROWS)
    expect(texts.every((text, i) => text === id(i))).toBe(true)
    expect(bytes).toBeLessThan(file.length)
  })

  it('reads dictionaries and nulls', async () => {
    const texts = await readTextColumn(file, 'app')
    expect(texts).toHaveLength(ROWS)
    expect(texts.every((text, i) => text === app(i))).toBe(true)
  })

  it('says so of whatever is no whole file, and ends', async () => {
    const readAll = async (bytes: Uint8Array) => {
      for await (const _ of readTexts(bytes.length, async (start, end) => bytes.subarray(start, end), 'event_id'));
    }
    await expect(readAll(new Uint8Array(0))).rejects.toThrow('expected a file that ends in PAR1')
    for (const length of [1, 11, 12, 1000, file.length - 1]) {
      await expect(readAll(file.subarray(0, length)), `${length}`).rejects.toThrow()
      await expect(readAll(file.subarray(file.length - length)), `-${length}`).rejects.toThrow()
    }
    const zeroed = file.slice()
    zeroed.fill(0, 4, file.length >> 1)
    await expect(readAll(zeroed)).rejects.toThrow()
    for (let seed = 1; seed < 200; seed++) {
      const broken = file.slice(-60_000)
      for (let i = 0; i < 20; i++) broken[(seed * 7919 * (i + 1)) % broken.length] = seed
      // Either is right; not to end, or to take all memory, is not.
      await readAll(broken).then(
        () => true,
        () => false,
      )
    }
  })
})
