// Acked means kept, and counted once, while all goes wrong at once: puts that are taken in part, functions that are killed
// between any two requests, batches in halves and again and given up, shards that change hands and are split, jobs at the same
// time. STORM=<seed> says which storm.
import { gzipSync } from 'node:zlib'
import { KinesisStream } from '@clickstream/stream/kinesis'
import { padSequence } from '@clickstream/stream/kinesis-sequence'
import { createHandler } from '@clickstream/transform/handler'
import { createRefused } from '@clickstream/transform/refused'
import { parquetReadObjects } from 'hyparquet'
import { compressors } from 'hyparquet-compressors'
import { describe, expect, test } from 'vitest'
import { type JobValues, runJob } from '../../jobs/job.ts'
import { jobs } from '../../jobs/jobs.ts'
import { type Account, type House, openMoto } from './storm/account.ts'
import { Mapping } from './storm/mapping.ts'
import { MemoryAccount } from './storm/memory.ts'
import { Gathered, openStormy, Senders } from './storm/senders.ts'
import { randomOf } from './storm/weather.ts'

const seed = Number(process.env.STORM ?? Date.now() % 1_000_000)
const EVENTS = 8
const HOUR = 3_600_000
/** The day turns on the way. */
const START = Date.UTC(2026, 0, 15, 22, 40)
const MEMORY = { bytes: 256 * 1024 * 1024, threads: 1 }
const NAMES = ['compact', 'compact', 'rollups', 'sessions', 'redrive', 'inventory']
const pause = (ms: number) => new Promise(resolve => setTimeout(resolve, ms))

describe.each([
  ['in memory', async () => new MemoryAccount(), { requests: 200, pace_ms: 100 }],
  ['over moto', openMoto, { requests: 50, pace_ms: 100 }],
] as const)('a storm %s', (_, openAccount, { requests, pace_ms }) => {
  test('loses nothing acked, and counts it once', { timeout: 180_000 }, async () => {
    console.log(`STORM=${seed}`)
    const storm = new Storm(await openAccount(), requests, pace_ms)
    await storm.blow()
    const told = await storm.clear()
    console.log(JSON.stringify({ ...storm.mapping.tally, sent: storm.senders.sent, runs: storm.runs }))
    const { events, rejected, left } = told
    const stored = countEach(events.map(({ app, event_id }) => `${app}/${event_id}`))
    const acked = new Set(storm.senders.acked)
    expect(acked.size).toBeGreaterThanOrEqual(requests * EVENTS)
    expect([...acked].filter(id => !stored.has(id))).toEqual([])
    expect([...stored].filter(([, times]) => times > 1)).toEqual([])
    const marks = countEach(rejected.map(({ payload }) => /"mark":"(.*?)"/.exec(String(payload))?.[1] ?? 'none'))
    expect([...storm.senders.rejected.keys()].filter(mark => !marks.has(mark))).toEqual([])
    // A client that sends again is not known by what was rejected.
    expect([...marks].filter(([mark, times]) => times > (storm.senders.rejected.get(mark) ?? 0))).toEqual([])
    expect(left).toEqual([])
    for (const table of ['rollups_hourly', 'rollups_daily', 'sessions']) {
      const sum = (await storm.read(table)).reduce((all, row) => all + Number(row.events), 0)
      expect([table, sum]).toEqual([table, events.length])
    }
    for (const table of ['events', 'rejected', 'rollups_hourly', 'rollups_daily', 'sessions', 'runs']) {
      expect([table, await storm.mirrored(table)]).toEqual([table, await storm.known(table)])
    }
  })
})

class Storm {
  readonly random = randomOf(seed)
  readonly senders: Senders
  readonly mapping: Mapping
  /** By job: how many ended, and how many failed. */
  readonly runs: Record<string, [number, number]> = {}
  readonly #account: Account
  readonly #calm: House
  readonly #readers: KinesisStream[] = []
  readonly #firehose = new Gathered(this.random)
  readonly #stormy: KinesisStream[] = []
  #isSent = false
  #files = 0

  constructor(account: Account, requests: number, pace_ms: number) {
    this.#account = account
    this.#calm = account.open({ random: this.random, faults: 0 })
    const { random } = this
    this.senders = new Senders({
      random,
      requests,
      events: EVENTS,
      pace_ms,
      timeOf: i => Math.round(START + (i / requests) * 2.5 * HOUR + (random() - 0.5) * 2000),
      streamOf: i => this.#stormy[i < requests / 2 ? 0 : 1]!,
      firehose: this.#firehose,
    })
    this.mapping = new Mapping({
      random,
      start: () => {
        const { isDead, ...lake } = this.#open(0.6, 30)
        return { isDead, handler: createHandler({ ...lake, repeat_hours: 1 }, { log: () => {} }) }
      },
      keep: (key, message) => this.#calm.store.put(key, Buffer.from(message)),
    })
  }

  /** All at the same time, until all that was sent went through. */
  async blow(): Promise<void> {
    // The second stream is the first after it was split: its shards are others, and come after.
    for (const shards of [2, 3]) {
      const { name, api } = await this.#account.makeStream(shards)
      this.#stormy.push(openStormy(name, api, this.random))
      this.#readers.push(new KinesisStream(name, api))
    }
    let isOver = false
    const working = [0, 1].map(async () => {
      while (!isOver) {
        const name = NAMES[Math.floor(this.random() * NAMES.length)]!
        const values: JobValues = name === 'compact' && this.random() < 0.3 ? { grace: '0' } : {}
        await this.#run(name, values, this.#open(0.4, 400))
        await pause(10)
      }
    })
    const sending = this.senders.run(4).then(() => {
      this.#isSent = true
    })
    await Promise.all([sending, this.#drain(), this.#bring()])
    isOver = true
    await Promise.all(working)
  }

  /** The next day, in calm: what was given up is brought, and what is over put in order. */
  async clear() {
    await this.#run('redrive', {}, this.#calm, () => Date.now() + 2 * HOUR)
    for (const name of ['compact', 'rollups', 'sessions']) await this.#run(name, {}, this.#calm)
    await this.#calm.catalog.reconcile()
    const left = [...(await this.#calm.store.list('aws/lambda/')), ...(await this.#calm.store.list('refused/'))]
    return {
      events: await this.read('events'),
      rejected: await this.read('rejected'),
      left: left.map(({ key }) => key),
    }
  }

  /** What readers see of a table. */
  async read(table: string): Promise<Record<string, unknown>[]> {
    const { store, catalog } = this.#calm
    const rows: Record<string, unknown>[] = []
    for (const { location, values } of await catalog.partitions(table)) {
      for (const { key } of await store.list(location)) {
        if (!key.endsWith('.parquet')) continue
        const file = (await store.get(key)).slice().buffer as ArrayBuffer
        for (const row of await parquetReadObjects({ file, compressors })) rows.push({ ...row, ...values })
      }
    }
    return rows
  }

  /** Each partition and where it is, by the truth, and by Glue. */
  async known(table: string): Promise<string[]> {
    const all = await this.#calm.catalog.partitions(table)
    return all
      .map(({ values, location }) => `${Object.values(values).join('/')} ${this.#account.url}${location}`)
      .sort()
  }

  async mirrored(table: string): Promise<string[]> {
    const all = await this.#account.listPartitions(table)
    return all.map(({ values, location }) => `${values.join('/')} ${location}`).sort()
  }

  #open(share: number, most: number): House {
    const dies = this.random() < share && { dies_at: Math.floor(this.random() * most) }
    return this.#account.open({ random: this.random, faults: 0.04, ...dies })
  }

  async #drain(): Promise<void> {
    for (const [k, reader] of this.#readers.entries()) {
      const shards = await reader.shards()
      await Promise.all(shards.map((shard, i) => this.mapping.drain(reader, shard, nameOf(k, i), () => this.#isSent)))
    }
  }

  /** Firehose's files, each told of twice at once and then once more. */
  async #bring(): Promise<void> {
    const { store } = this.#calm
    while (!this.#isSent || this.#firehose.lines.length > 0) {
      await pause(300)
      const lines = this.#firehose.lines.splice(0)
      if (lines.length === 0) continue
      const key = `refused/${this.#files++}.gz`
      const bytes = gzipSync(lines.join(''))
      await store.put(key, bytes)
      const Records = [{ eventTime: new Date().toISOString(), s3: { object: { key, size: bytes.length } } }]
      const handOver = () => createRefused(this.#open(0.5, 15))({ Records } as never).catch(() => {})
      await Promise.all([handOver(), handOver()])
      await handOver()
    }
  }

  async #run(name: string, values: JobValues, house: House, clock = Date.now): Promise<void> {
    const { store, catalog } = house
    this.runs[name] ??= [0, 0]
    const completeUpTo = () => this.#completeUpTo()
    const deps = { store, catalog, stream: 'kinesis:storm', completeUpTo, memory: MEMORY, clock }
    try {
      await runJob(await jobs[name]!(), values, deps)
      this.runs[name][0]++
    } catch (error) {
      this.runs[name][1]++
      if (house === this.#calm) throw error
    }
  }

  /** As a stream's own times would say it, were they those of the events: what arrived before is in the lake. */
  async #completeUpTo(): Promise<number> {
    const notes = await this.#calm.catalog.recall('transform')
    let oldest = Math.min(this.#isSent ? START + 6 * HOUR : START + 2.5 * HOUR, ...this.senders.inHand.values())
    if (!this.#isSent) oldest = Math.min(oldest, this.senders.newest_at)
    for (const [k, reader] of this.#readers.entries()) {
      for (const [i, shard] of (await reader.shards()).entries()) {
        const note = notes.get(nameOf(k, i))
        const from = note === undefined ? 'oldest' : { after: padSequence(note) }
        for (const { data } of await reader.read(shard, from, 5000)) {
          oldest = Math.min(oldest, JSON.parse(Buffer.from(data).toString()).received_at)
        }
      }
    }
    return oldest - 40_000
  }
}

function nameOf(stream: number, shard: number): string {
  return `shardId-00000000000${2 * stream + shard}`
}

function countEach(all: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const each of all) counts.set(each, (counts.get(each) ?? 0) + 1)
  return counts
}
