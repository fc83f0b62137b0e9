import { join } from 'node:path'
import { openCatalog, openStore } from '@clickstream/lake/open'
import { SqliteStream } from '@clickstream/stream/sqlite'
import { expect, test } from 'vitest'
import { StatusReader } from '../status.ts'
import { fillLake } from './house.ts'
import { makeFolder, root } from './run.ts'

test('counts what is stored, what waits, and shows the newest rejected', async () => {
  const data = makeFolder()
  const { settings, accepted, rejected } = await fillLake([join(root, 'fixtures/bad-lines/events.ndjson')], data)
  const stream = new SqliteStream(join(data, 'stream.sqlite'))
  const catalog = openCatalog(settings.catalog)
  const reader = new StatusReader({ settings, stream, catalog, store: openStore(settings.lake), mode: 'local' })
  reader.url = 'http://localhost:1'
  const before = await reader.read()
  expect(before.totals.stored + before.totals.repeated).toBe(accepted)
  expect(before.totals.rejected).toBeGreaterThanOrEqual(rejected)
  expect(before.stream.waiting).toBe(0)
  expect(before.complete_up_to).toBe(before.now)
  const minute = before.minutes.find(each => each.stored > 0)
  expect(before.minutes.length).toBe(60)
  expect(minute?.stored).toBe(before.totals.stored)
  expect(before.rejected.length).toBe(6)
  for (const { reason_code, reason } of before.rejected)
    expect([reason_code, reason].every(text => text !== '')).toBe(true)
  expect(before.next.every(({ command }) => !command.includes('query') || command.includes(`--data ${data}`))).toBe(
    true,
  )

  await stream.put([{ partition_key: 'v', data: Buffer.from('x') }])
  const after = await reader.read()
  expect(after.stream.waiting).toBe(1)
  expect(after.complete_up_to).toBe(after.stream.waiting_since)
  await stream.close()
  await catalog.close()
})
