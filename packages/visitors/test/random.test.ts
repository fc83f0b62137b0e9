import { expect, test } from 'vitest'
import { deriveSeed, Random } from '../random.ts'
import { Weighted, zipf } from '../weighted.ts'

test('the same seed and keys draw the same numbers, here and everywhere', () => {
  const random = new Random(1, 2, 3)
  expect(Array.from({ length: 4 }, () => random.uint32())).toEqual([2170182917, 1168596364, 3589268161, 950431293])
  expect(new Random(7).uuid()).toBe('3fbfec0f-c977-47f8-98ba-902897c56637')
  expect(deriveSeed(7, 'visitors')).toBe(447_319_859)
})

test('another seed, key or subkey draws others', () => {
  const firsts = [
    new Random(1),
    new Random(2),
    new Random(1, 1),
    new Random(1, 2),
    new Random(1, 0, 1),
    new Random(1, 1, 1),
    new Random(deriveSeed(1, 'links')),
    new Random(deriveSeed(1, 'visits')),
  ].map(random => random.uint32())
  expect(new Set(firsts).size).toBe(firsts.length)
})

test('numbers are spread evenly', () => {
  const random = new Random(42)
  const counts = Array.from({ length: 10 }, () => 0)
  for (let i = 0; i < 100_000; i++) counts[random.below(10)]!++
  for (const count of counts) expect(Math.abs(count - 10_000)).toBeLessThan(400)
})

test('a spread follows its quantiles', () => {
  const random = new Random(42)
  const drawn = Array.from({ length: 20_000 }, () => random.spread([0, 10, 1000])).sort((a, b) => a - b)
  expect(drawn[0]).toBeGreaterThanOrEqual(0)
  expect(drawn.at(-1)).toBeLessThanOrEqual(1000)
  expect(Math.abs(drawn[10_000]! - 10)).toBeLessThan(15)
  expect(Math.abs(drawn[15_000]! - 505)).toBeLessThan(25)
})

test('UUIDs are version 4 and do not repeat', () => {
  const random = new Random(42)
  const ids = Array.from({ length: 10_000 }, () => random.uuid())
  expect(new Set(ids).size).toBe(10_000)
  for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
})

test('weighted items come as often as they weigh', () => {
  const random = new Random(42)
  const weighted = new Weighted(['a', 'b', 'c', 'd'], (_, i) => [1, 2, 3, 14][i]!)
  const counts: Record<string, number> = {}
  for (let i = 0; i < 20_000; i++) {
    const item = weighted.draw(random)
    counts[item] = (counts[item] ?? 0) + 1
  }
  expect(Math.abs(counts.a! - 1000)).toBeLessThan(150)
  expect(Math.abs(counts.b! - 2000)).toBeLessThan(200)
  expect(Math.abs(counts.d! - 14_000)).toBeLessThan(350)
})

test('no items, or a weight that is none, is an error', () => {
  expect(() => new Weighted([], () => 1)).toThrow('weights: expected one or more positive numbers, got []')
  expect(() => new Weighted(['a', 'b'], (_, i) => i)).toThrow('got [0,1]')
  expect(() => new Weighted(['a'], () => Number.NaN)).toThrow(RangeError)
})

test('Zipf: the first rank comes about twice as often as the second', () => {
  const random = new Random(42)
  const ranks = zipf(1000)
  const counts = new Map<number, number>()
  for (let i = 0; i < 50_000; i++) {
    const rank = ranks.draw(random)
    counts.set(rank, (counts.get(rank) ?? 0) + 1)
  }
  expect(counts.get(0)! / counts.get(1)!).toBeGreaterThan(1.85)
  expect(counts.get(0)! / counts.get(1)!).toBeLessThan(2.15)
})
