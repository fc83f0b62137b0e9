import type { Part } from '@clickstream/live/counts'
import { expect, test } from 'vitest'
import { routeMinutes } from '../minutes.ts'
import type { MinutesAnswer } from '../wire-minutes.ts'

const MINUTE = 60_000
const NOW = Date.UTC(2026, 10, 23, 17, 25, 30)
const CURRENT = Date.UTC(2026, 10, 23, 17, 25)

const part = (ago: number, code: string, all: number, shard = 's'): Part => ({
  minute: CURRENT - ago * MINUTE,
  shard,
  part: '1',
  counts: {
    events: [['shortener', 'link_clicked', all, 1]],
    links: [['shortener', code, all, 1]],
    visitors: [['shortener', 1, 1]],
    rejected: 2,
    is_cut: false,
  },
})

function makeBench(parts: readonly Part[]) {
  const bench = {
    now: NOW,
    parts,
    reads: [] as [number, number][],
    logged: [] as unknown[],
    fail: false,
    ask: async () => {
      const response = await app.request('/live/minutes')
      return { status: response.status, answer: (await response.json()) as MinutesAnswer }
    },
  }
  const read = async (from: number, to: number) => {
    bench.reads.push([(from - CURRENT) / MINUTE, (to - CURRENT) / MINUTE])
    if (bench.fail) throw new Error('LIVE dynamodb:x: denied')
    return bench.parts.filter(({ minute }) => minute >= from && minute < to)
  }
  const app = routeMinutes({ minutes: { read }, log: entry => bench.logged.push(entry) }, () => bench.now)
  app.onError((error, c) => c.json({ error: error.message }, 503))
  return bench
}

test('thirty minutes and the one that is, shards added up; the links of all of them', async () => {
  const { ask } = makeBench([part(0, 'a', 3), part(0, 'a', 4, 't'), part(30, 'b', 9), part(31, 'c', 9)])
  const { answer } = await ask()
  expect(answer.minutes).toHaveLength(31)
  expect(answer.minutes[0]).toMatchObject({
    minute: '2026-11-23T16:55:00.000Z',
    events: [['shortener', 'link_clicked', 9, 1]],
  })
  expect(answer.minutes[1]).toMatchObject({ events: [], visitors: [], rejected: 0, is_cut: false })
  expect(answer.minutes[30]).toEqual({
    minute: '2026-11-23T17:25:00.000Z',
    events: [['shortener', 'link_clicked', 7, 2]],
    visitors: [['shortener', 2, 2]],
    rejected: 4,
    is_cut: false,
  })
  expect(answer.links).toEqual([
    ['shortener', 'a', 7, 2],
    ['shortener', 'b', 9, 1],
  ])
})

test('what pages ask together is read once, and minutes long over only now and then', async () => {
  const bench = makeBench([part(20, 'a', 1), part(0, 'a', 1)])
  await Promise.all([bench.ask(), bench.ask()])
  await bench.ask()
  expect(bench.reads).toEqual([[-30, 2]])
  bench.now += 5000
  bench.parts = [part(20, 'a', 5), part(0, 'a', 2)]
  const { answer } = await bench.ask()
  expect(answer.links).toEqual([['shortener', 'a', 3, 2]])
  bench.now += 60_000
  expect((await bench.ask()).answer.links).toEqual([['shortener', 'a', 7, 2]])
  expect(bench.reads.slice(1)).toEqual([
    [-4, 2],
    [-29, 3],
  ])
})

test('counts that cannot be read are said, not why; they are read again at once', async () => {
  const bench = makeBench([part(0, 'a', 1)])
  bench.fail = true
  expect(await bench.ask()).toMatchObject({ status: 503, answer: { error: expect.not.stringContaining('denied') } })
  expect(bench.logged).toHaveLength(1)
  bench.fail = false
  expect((await bench.ask()).answer.links).toHaveLength(1)
})

test('where nobody counts that is the answer', async () => {
  const response = await routeMinutes({ log: () => {} }).request('/live/minutes')
  expect(await response.json()).toEqual({ is_counted: false, minutes: [], links: [] })
})
