import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { FileStore } from '@clickstream/lake/files'
import { RAW } from '@clickstream/lake/layout'
import { SqliteStream } from '@clickstream/stream/sqlite'
import { unpackLines } from '@clickstream/transform/archive'
import { expect, test } from 'vitest'
import { readSettings } from '../settings.ts'
import { startTransform } from '../thread.ts'
import { makeFolder } from './run.ts'

test('draining waits for the archive too; every record is in it once, also after a start anew', async () => {
  const data = makeFolder()
  const settings = readSettings({ data }, {})
  const stream = new SqliteStream(join(data, 'stream.sqlite'))
  const put = (ids: readonly string[]) =>
    stream.put(
      ids.map(event_id => {
        const event = {
          event_id,
          event_type: 'page_viewed',
          app: 'demo',
          anonymous_id: 'v',
          page_url: 'https://a.example/',
        }
        const envelope = { received_at: Date.now(), dialect: 'events', ip: '8.8.8.8', event }
        return { partition_key: event_id, data: Buffer.from(JSON.stringify(envelope)) }
      }),
    )
  const archived = async () => {
    const store = new FileStore(join(data, 'lake'))
    const ids: string[] = []
    for (const { key } of await store.list(RAW)) {
      for await (const lines of unpackLines(readFileSync(store.locate(key)))) {
        for (const line of lines) {
          expect(line).not.toContain('8.8.8.8')
          ids.push(JSON.parse(line).event.event_id)
        }
      }
    }
    return ids.sort()
  }
  for (const ids of [['a', 'b', 'c'], ['d']]) {
    const thread = startTransform(settings)
    await thread.ready
    await put(ids)
    await thread.drain()
    await thread.stop()
  }
  expect(await archived()).toEqual(['a', 'b', 'c', 'd'])
  expect(await stream.backlog('archive')).toEqual({ records: 0, oldest_arrived_at: null })
  await stream.close()
})
