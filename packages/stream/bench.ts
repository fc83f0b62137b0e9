// How fast the stream is here: node packages/stream/bench.ts [<records>]. 700-byte records, two shards, a full sync per commit.
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { SqliteStream } from './sqlite.ts'
import { MAX_PUT_RECORDS, type Position } from './stream.ts'

const RECORDS = Number(process.argv[2] ?? 300_000)
const LANES = 50
const folder = mkdtempSync(join(tmpdir(), 'stream-bench-'))
const stream = new SqliteStream(join(folder, 'stream.sqlite'), { backlog_limit: Number.POSITIVE_INFINITY })
const data = Array.from({ length: MAX_PUT_RECORDS }, () => new Uint8Array(randomBytes(700)))
const make = (i: number) => ({
  partition_key: `visitor-${(i * 7919) % 100_000}-0123456789`,
  data: data[i % data.length]!,
})

async function measure(name: string, work: () => Promise<number>): Promise<void> {
  const started = performance.now()
  const cpu = process.cpuUsage()
  const records = await work()
  const seconds = (performance.now() - started) / 1000
  const { user, system } = process.cpuUsage(cpu)
  const rate = (per: number) => Math.round(records / per).toLocaleString('en')
  console.log(`${name.padEnd(28)} ${rate(seconds)} records/s, ${rate((user + system) / 1e6)} per CPU-second`)
}

await measure(`put, ${MAX_PUT_RECORDS} a put`, async () => {
  for (let i = 0; i < RECORDS; i += MAX_PUT_RECORDS) await stream.put(data.map((_, k) => make(i + k)))
  return RECORDS
})
await measure(`put, 1 a put, ${LANES} side by side`, async () => {
  let left = RECORDS / 5
  const lane = async () => {
    while (left-- > 0) await stream.put([make(left)])
  }
  await Promise.all(Array.from({ length: LANES }, lane))
  return RECORDS / 5
})
await measure('read, 10,000 a read', async () => {
  let records = 0
  for (const shard of await stream.shards()) {
    let from: Position = 'oldest'
    for (;;) {
      const page = await stream.read(shard, from, 10_000)
      if (page.length === 0) break
      records += page.length
      from = { after: page.at(-1)!.sequence_number }
    }
  }
  return records
})
await stream.close()
rmSync(folder, { recursive: true })
