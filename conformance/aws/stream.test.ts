// Kinesis passes the contract that SQLite does.
import { KinesisClient, MergeShardsCommand, SplitShardCommand } from '@aws-sdk/client-kinesis'
import type { KinesisStream } from '@clickstream/stream/kinesis'
import { readArrived } from '@clickstream/stream/kinesis-complete'
import { openStream } from '@clickstream/stream/open'
import { NodeHttpHandler } from '@smithy/node-http-handler'
import { expect, onTestFinished, test } from 'vitest'
import { streamContract } from '../../packages/stream/test/contract.ts'
import { readAll, record, text } from '../../packages/stream/test/records.ts'
import { makeStream } from './account.ts'

// HTTP/1.1, as moto speaks no other.
const client = new KinesisClient({ requestHandler: new NodeHttpHandler() })
async function open(name: string): Promise<KinesisStream> {
  const stream = (await openStream(`kinesis:${name}`)) as KinesisStream
  onTestFinished(() => stream.close())
  return stream
}

streamContract('Kinesis', async () => {
  const url = `kinesis:${await makeStream()}`
  return { stream: await openStream(url), reopen: () => openStream(url) }
})

test('a stream that is not there is named, with what makes it', async () => {
  const stream = await open(`absent-${process.pid}`)
  await expect(stream.put([record('a', 1)])).rejects.toThrow(/^stream absent-\d+: expected it to exist.*npx sst deploy/)
  await expect(stream.shards()).rejects.toThrow(/npx sst deploy/)
})

test('sequence numbers are text of one width, so that they sort', async () => {
  const stream = await open(await makeStream(1))
  const placed = await stream.put(Array.from({ length: 20 }, (_, i) => record('a', i)))
  const numbers = placed.map(each => each.sequence_number)
  expect([...numbers].sort()).toEqual(numbers)
  expect(new Set(numbers.map(each => each.length))).toEqual(new Set([56]))
})

test('what was put before resharding is read as what came after', async () => {
  const name = await makeStream(1)
  const stream = await open(name)
  const put = (from: number) => stream.put(Array.from({ length: 50 }, (_, i) => record(`key ${from + i}`, from + i)))
  await put(0)
  const NewStartingHashKey = String(2n ** 127n)
  await client.send(
    new SplitShardCommand({ StreamName: name, ShardToSplit: 'shardId-000000000000', NewStartingHashKey }),
  )
  await put(50)
  const [, one, two] = await stream.shards()
  await client.send(new MergeShardsCommand({ StreamName: name, ShardToMerge: one, AdjacentShardToMerge: two }))
  await put(100)
  const all = await readAll(stream)
  expect(all.map(each => Number(text(each))).sort((a, b) => a - b)).toEqual(Array.from({ length: 150 }, (_, i) => i))
})

test('what has arrived is known by what a consumer has noted', async () => {
  const stream = await open(await makeStream())
  const before = Date.now()
  expect(await readArrived(stream, new Map())).toBeGreaterThan(before - 60_000)
  const placed = await stream.put(Array.from({ length: 40 }, (_, i) => record(`key ${i}`, i)))
  const [first] = await stream.read(placed[0]!.shard, 'oldest', 1)
  const now = first!.arrived_at + 3_600_000
  expect(await readArrived(stream, new Map(), () => now)).toBeLessThanOrEqual(first!.arrived_at)
  const notes = new Map<string, string>()
  for (const { shard, sequence_number } of placed) notes.set(shard, sequence_number)
  expect(await readArrived(stream, notes, () => now)).toBeGreaterThan(now - 60_000)
})
