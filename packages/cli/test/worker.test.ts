import { join } from 'node:path'
import { openCheckpoints } from '@clickstream/stream/checkpoints'
import { Poller } from '@clickstream/stream/poller'
import { SqliteStream } from '@clickstream/stream/sqlite'
import { expect, test } from 'vitest'
import { askOnce } from '../engine.ts'
import { readSettings } from '../settings.ts'
import { startTransform } from '../thread.ts'
import { makeFolder } from './run.ts'

test('what an earlier run gave up is tried again, and no failure is left', async () => {
  const data = makeFolder()
  const settings = readSettings({ data }, {})
  const stream = new SqliteStream(join(data, 'stream.sqlite'))
  const checkpoints = await openCheckpoints(settings.stream)
  const event = {
    event_id: 'e',
    event_type: 'page_viewed',
    app: 'demo',
    anonymous_id: 'v',
    page_url: 'https://example.com/',
  }
  const envelope = { received_at: Date.now(), dialect: 'events', event }
  await stream.put([{ partition_key: 'v', data: Buffer.from(JSON.stringify(envelope)) }])
  const handler = async () => {
    throw new Error('the disk is full')
  }
  const poller = new Poller({ stream, checkpoints, handler, max_attempts: 1 })
  poller.start()
  await poller.drain()
  await poller.stop()
  expect(await checkpoints.countFailures('transform')).toBe(1)

  const thread = startTransform(settings)
  await thread.ready
  await thread.stop()
  expect(await checkpoints.countFailures('transform')).toBe(0)
  await checkpoints.close()
  await stream.close()
  expect((await askOnce(settings, 'select event_id from events')).rows).toEqual([['e']])
})
