import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openCheckpoints } from '../checkpoints.ts'
import { KinesisStream } from '../kinesis.ts'
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
  ['kinesis:', /expected kinesis:<name of a stream>, got kinesis:/],
  ['kinesis:clicks/1', /expected kinesis:<name of a stream>/],
  ['redis:clicks', /expected sqlite:<file> or kinesis:<name>, got redis:clicks/],
  ['.clickstream/stream.sqlite', /expected sqlite:<file> or kinesis:<name>/],
  ['constructor:x', /expected sqlite:<file> or kinesis:<name>/],
  ['', /expected sqlite:<file> or kinesis:<name>/],
  ['sqlite:', /expected sqlite:<file>/],
  ['sqlite::memory:', /expected sqlite:<file>/],
])('refuses %s', async (url, expected) => {
  await expect(openStream(url)).rejects.toThrow(expected)
})

test('opens kinesis:<name> without a word to AWS', async () => {
  const stream = await openStream('kinesis:clicks')
  expect(stream).toBeInstanceOf(KinesisStream)
  await stream.close()
  await expect(stream.shards()).rejects.toThrow('stream clicks: expected it to be open, it was closed')
})

test('checkpoints are kept only beside a stream on SQLite', async () => {
  await expect(openCheckpoints('kinesis:clicks')).rejects.toThrow(/expected sqlite:<file>, got kinesis:clicks/)
})
