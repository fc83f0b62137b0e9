// An account in memory, in which more goes wrong in a second than over moto in a minute: no client tries again here, so what
// fails fails for whoever asked.
import { GlueCatalog } from '@clickstream/lake/glue-catalog'
import type { Items } from '@clickstream/lake/items'
import { keyOf } from '@clickstream/lake/partition'
import { NotFound, type Store } from '@clickstream/lake/store'
import type { KinesisApi } from '@clickstream/stream/kinesis-client'
import { MemoryItems } from '../../../packages/lake/test/memory.ts'
import type { Account, House } from './account.ts'
import { type Forecast, Killed } from './weather.ts'

interface Mirrored {
  readonly values: Readonly<Record<string, string>>
  readonly location: string | null
}

/** As one process sees it: some requests take longer, some fail before or after their work was done, one may be the last. */
class Luck {
  isDead = false
  #asked = 0
  readonly #forecast: Forecast

  constructor(forecast: Forecast) {
    this.#forecast = forecast
  }

  async ask<T>(work: () => T | Promise<T>): Promise<T> {
    const { random, faults, dies_at } = this.#forecast
    await new Promise(resolve => (random() < 0.1 ? setTimeout(resolve, random() * 10) : setImmediate(resolve)))
    if (this.isDead) throw new Killed('before its request')
    const isLast = dies_at !== undefined && ++this.#asked > dies_at
    if (isLast && random() < 0.5) {
      this.isDead = true
      throw new Killed('before its request')
    }
    if (random() < faults / 8) throw new Error('the service is down')
    const answer = await work()
    if (this.isDead) throw new Killed('meanwhile')
    if (isLast) this.isDead = true
    if (isLast) throw new Killed('before the answer')
    if (random() < faults / 8) throw new Error('the answer was lost')
    return answer
  }
}

export class MemoryAccount implements Account {
  readonly url = 's3://lake/'
  readonly #objects = new Map<string, { readonly bytes: Uint8Array; readonly at: number }>()
  readonly #items = new MemoryItems()
  readonly #glue = new Map<string, Map<string, Mirrored>>()

  async makeStream(shards: number): Promise<{ name: string; api: KinesisApi }> {
    return { name: 'memory', api: new MemoryKinesis(shards) }
  }

  open(forecast: Forecast): House {
    const luck = new Luck(forecast)
    const items: Items = {
      get: keys => luck.ask(() => this.#items.get(keys)),
      query: (pk, span) => luck.ask(() => this.#items.query(pk, span)),
      write: writes => luck.ask(() => this.#items.write(writes)),
      close: async () => {},
    }
    const glue = {
      read: (table: string) => luck.ask(() => new Map(this.#mirror(table))),
      write: (table: string, wanted: readonly Mirrored[]) => luck.ask(() => this.#write(table, wanted)),
      close: async () => {},
    }
    const catalog = new GlueCatalog(items, glue, { log: () => {}, patience_ms: 50 })
    return { store: this.#store(luck), catalog, isDead: () => luck.isDead }
  }

  async listPartitions(table: string) {
    return [...this.#mirror(table).values()].map(({ values, location }) => ({
      values: Object.values(values),
      location: `${this.url}${location}`,
    }))
  }

  #mirror(table: string): Map<string, Mirrored> {
    const known = this.#glue.get(table) ?? new Map<string, Mirrored>()
    this.#glue.set(table, known)
    return known
  }

  #write(table: string, wanted: readonly Mirrored[]): void {
    const known = this.#mirror(table)
    for (const each of wanted) {
      if (each.location === null) known.delete(keyOf(each.values))
      else known.set(keyOf(each.values), each)
    }
  }

  #store(luck: Luck): Store {
    const find = (key: string) => {
      const found = this.#objects.get(key)
      if (found === undefined) throw new NotFound(`store: expected an object ${key}, got none`)
      return found.bytes
    }
    return {
      put: (key, bytes, { ifAbsent = false } = {}) =>
        luck.ask(() => {
          if (ifAbsent && this.#objects.has(key)) return false
          this.#objects.set(key, { bytes, at: Date.now() })
          return true
        }),
      get: key => luck.ask(() => find(key)),
      read: (key, start, end) => luck.ask(() => find(key).subarray(start, end)),
      list: prefix =>
        luck.ask(() =>
          [...this.#objects]
            .filter(([key]) => key.startsWith(prefix))
            // S3 has whole seconds.
            .map(([key, { bytes, at }]) => ({ key, size: bytes.length, modified_at: at - (at % 1000) }))
            .sort((a, b) => (a.key < b.key ? -1 : 1)),
        ),
      remove: key =>
        luck.ask(() => {
          this.#objects.delete(key)
        }),
      locate: key => `${this.url}${key}`,
    }
  }
}

class MemoryKinesis implements KinesisApi {
  readonly #shards: { readonly PartitionKey: string; readonly Data: Uint8Array; readonly at: Date }[][]

  constructor(shards: number) {
    this.#shards = Array.from({ length: shards }, () => [])
  }

  async putRecords({ Records = [] }: Parameters<KinesisApi['putRecords']>[0]) {
    const taken = Records.map(({ PartitionKey = '', Data }) => {
      const shard = Buffer.from(PartitionKey).reduce((sum, byte) => sum * 31 + byte, 7) % this.#shards.length
      const number = this.#shards[shard]!.push({ PartitionKey, Data: Data!, at: new Date() })
      return { ShardId: nameOf(shard), SequenceNumber: String(number) }
    })
    return { Records: taken, FailedRecordCount: 0 }
  }

  async getShardIterator(asked: Parameters<KinesisApi['getShardIterator']>[0]) {
    return { ShardIterator: `${Number(asked.ShardId!.slice(-12))}/${asked.StartingSequenceNumber ?? 0}` }
  }

  async getRecords({ ShardIterator, Limit }: Parameters<KinesisApi['getRecords']>[0]) {
    await new Promise(resolve => setImmediate(resolve))
    const [shard, from] = ShardIterator!.split('/').map(Number) as [number, number]
    const all = this.#shards[shard]!
    const Records = all.slice(from, from + Limit!).map(({ at, ...record }, i) => ({
      ...record,
      SequenceNumber: String(from + i + 1),
      ApproximateArrivalTimestamp: at,
    }))
    const to = from + Records.length
    return { Records, NextShardIterator: `${shard}/${to}`, MillisBehindLatest: all.length - to }
  }

  async listShards() {
    return { Shards: this.#shards.map((_, i) => ({ ShardId: nameOf(i) })) as never }
  }

  close(): void {}
}

function nameOf(shard: number): string {
  return `shardId-${String(shard).padStart(12, '0')}`
}
