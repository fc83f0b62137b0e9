import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openCheckpoints } from '../checkpoints.ts'
import { openStream } from '../open.ts'
import { SqliteStream } from '../sqlite.ts'
import { makeFolder } from './folder.ts'
import { record } from './records.ts'

test.each(['sqlite:', 'sqlite://'])('opens %s<file> and makes its folders', async scheme => {
  const path = join(makeFolder(), 'a', 'b', 'stream.sqlite')
  const stream = await openStream(`${scheme}${path}`, { shard_count: 1 })
  expect(stream).toBeInstanceOf(SqliteStream)
  expect(await stream.shards()).toHaveLength(1)
  await stream.put([record('a', 1)])
  await stream.close()
  expect(existsSync(path)).toBe(true)
})

test.each([
  ['kinesis:clicks', /Kinesis is not built yet/],
  ['redis:clicks', /expected sqlite:<file> or kinesis:<name>, got redis:clicks/],
  ['.clickstream/stream.sqlite', /expected sqlite:<file> or kinesis:<name>/],
  ['constructor:x', /expected sqlite:<file> or kinesis:<name>/],
  ['', /expected sqlite:<file> or kinesis:<name>/],
  ['sqlite:', /expected sqlite:<file>/],
  ['sqlite::memory:', /expected sqlite:<file>/],
])('refuses %s', async (url, expected) => {
  await expect(openStream(url)).rejects.toThrow(expected)
})

test('checkpoints are kept only beside a stream on SQLite', async () => {
  await expect(openCheckpoints('kinesis:clicks')).rejects.toThrow(/expected sqlite:<file>, got kinesis:clicks/)
})
