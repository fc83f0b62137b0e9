// What was given up is tried again beside what the lake has of the same batch by then.
import { join } from 'node:path'
import { openCatalog, openStore } from '@clickstream/lake/open'
import { openCheckpoints } from '@clickstream/stream/checkpoints'
import { Poller } from '@clickstream/stream/poller'
import { SqliteStream } from '@clickstream/stream/sqlite'
import { createHandler } from '@clickstream/transform/handler'
import { expect, test } from 'vitest'
import { askOnce } from '../engine.ts'
import { readSettings } from '../settings.ts'
import { startTransform } from '../thread.ts'
import { makeFolder } from './run.ts'

const record = (id: string) => {
  const event = {
    event_id: id,
    event_type: 'page_viewed',
    app: 'demo',
    anonymous_id: 'v',
    page_url: 'https://a.example/',
  }
  const envelope = { received_at: Date.now(), dialect: 'events', event }
  return { partition_key: 'v', data: Buffer.from(JSON.stringify(envelope)) }
}

test('a record given up and tried again leaves its neighbours where a broken-off try had put them', async () => {
  const data = makeFolder()
  const settings = readSettings({ data }, {})
  const stream = new SqliteStream(join(data, 'stream.sqlite'))
  const checkpoints = await openCheckpoints(settings.stream)
  const store = openStore(settings.lake)
  const catalog = openCatalog(settings.catalog)
  const quiet = { log: () => {} }
  let isFull = false
  const handler = createHandler(
    {
      store: Object.assign(openStore(settings.lake), {
        put: async (key: string, bytes: Uint8Array) => {
          if (isFull) throw new Error('the disk is full')
          return store.put(key, bytes)
        },
      }),
      catalog: Object.assign(openCatalog(settings.catalog), {
        record: async () => {
          // The first try has written its file and breaks off here; from then on the lake's disk is full.
          if (isFull) return
          isFull = true
          throw new Error('the catalog is locked')
        },
      }),
    },
    quiet,
  )
  await stream.put([record('before')])
  const first = new Poller({ stream, checkpoints, handler: createHandler({ store, catalog }, quiet) })
  first.start()
  await first.drain()
  await first.stop()
  await stream.put(['1', '2', '3'].map(record))
  const second = new Poller({ stream, checkpoints, handler, max_attempts: 1, backoff_ms: 1 })
  second.start()
  await second.drain()
  await second.stop()
  expect(await checkpoints.countFailures('transform')).toBe(1)

  const thread = startTransform(settings)
  await thread.ready
  await thread.stop()
  expect(await checkpoints.countFailures('transform')).toBe(0)
  await Promise.all([checkpoints.close(), stream.close(), catalog.close()])
  const { rows } = await askOnce(settings, 'select event_id from events order by 1')
  expect(rows).toEqual([['1'], ['2'], ['3'], ['before']])
})
