import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { sumCounts } from '@clickstream/live/counts'
import { openMinutes } from '@clickstream/live/open'
import { SqliteStream } from '@clickstream/stream/sqlite'
import { expect, onTestFinished, test } from 'vitest'
import { Activity } from '../activity.ts'
import { readSettings } from '../settings.ts'
import { startTransform } from '../thread.ts'
import { makeFolder } from './run.ts'

const envelope = (event_type: string) =>
  JSON.stringify({ received_at: Date.now(), dialect: 'events', event: { event_type, app: 'store' } })

async function makeBench() {
  const data = makeFolder()
  const settings = readSettings({ data }, {})
  const stream = new SqliteStream(join(data, 'stream.sqlite'))
  onTestFinished(() => stream.close())
  const put = (count: number) =>
    stream.put(
      Array.from({ length: count }, () => ({ partition_key: 'v', data: Buffer.from(envelope('page_viewed')) })),
    )
  const count = async () => {
    const parts = await openMinutes(settings.live).read(0, Date.now() + 1)
    return sumCounts(parts.map(({ counts }) => counts)).events.reduce((sum, [, , all]) => sum + all, 0)
  }
  return { data, settings, stream, put, count }
}

test('what comes is counted beside the transform, and goes on where it was after a stop', {
  timeout: 60_000,
}, async () => {
  const { settings, put, count } = await makeBench()
  await put(7)
  for (const expected of [3, 5]) {
    const thread = startTransform(settings)
    await thread.ready
    // The first time from now on: what was there before has its moment behind it.
    await put(expected === 3 ? 3 : 2)
    await thread.drain()
    await expect.poll(count, { timeout: 25_000 }).toBe(expected)
    await thread.stop()
  }
})

test('where the counts cannot be kept that is said, and the transform does its work', async () => {
  const { data, settings, put } = await makeBench()
  mkdirSync(join(data, 'live.sqlite'))
  const troubles: string[] = []
  const thread = startTransform(settings, { onTrouble: text => troubles.push(text) })
  await thread.ready
  await put(3)
  await thread.drain()
  await thread.stop()
  expect(troubles).toEqual([expect.stringContaining('nothing is counted by the minute')])
  expect(existsSync(join(data, 'lake', 'rejected'))).toBe(true)
})

test('less urgent work waits while somebody is busy, but not for ever', async () => {
  const activity = new Activity()
  await activity.rest(10_000)
  const work = Promise.withResolvers<void>()
  const running = activity.watch(() => work.promise)(undefined)
  expect(activity.isBusy).toBe(true)
  const started = performance.now()
  await activity.rest(100)
  expect(performance.now() - started).toBeGreaterThanOrEqual(95)
  work.resolve()
  await running
  expect(activity.isBusy).toBe(true)
  await activity.rest(10_000)
  expect(activity.isBusy).toBe(false)
})
