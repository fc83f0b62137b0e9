// A small lake in a temporary folder, records for the handler, and rows read back with an independent reader.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Catalog } from '@clickstream/lake/catalog'
import { FileStore } from '@clickstream/lake/files'
import { SqliteCatalog } from '@clickstream/lake/sqlite'
import type { Store } from '@clickstream/lake/store'
import { listFiles } from '@clickstream/lake/version'
import type { KinesisStreamEvent, KinesisStreamRecord } from 'aws-lambda'
import { parquetReadObjects } from 'hyparquet'
import { compressors } from 'hyparquet-compressors'

export const NOON = Date.UTC(2026, 0, 15, 12)

export interface Lake {
  store: Store
  catalog: Catalog
  rows(table: 'events' | 'rejected'): Promise<Record<string, unknown>[]>
  close(): Promise<void>
}

export function openLake(): Lake {
  const folder = mkdtempSync(join(tmpdir(), 'transform-'))
  const store = new FileStore(join(folder, 'lake'))
  const catalog = new SqliteCatalog(join(folder, 'catalog.sqlite'))
  return {
    store,
    catalog,
    async rows(table) {
      const rows: Record<string, unknown>[] = []
      for (const { location, values } of await catalog.partitions(table)) {
        for (const { key } of await listFiles(store, location)) {
          const file = (await store.get(key)).slice().buffer as ArrayBuffer
          for (const row of await parquetReadObjects({ file, compressors })) rows.push({ ...row, ...values })
        }
      }
      return rows
    },
    async close() {
      await catalog.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

export const event = (id: string | number, more: object = {}) => ({
  event_id: `${id}`,
  event_type: 'page_viewed',
  app: 'store',
  anonymous_id: 'v1',
  page_url: 'https://shop.example/',
  occurred_at: new Date(NOON - 1000).toISOString(),
  ...more,
})

export const envelope = (body: unknown, more: object = {}) => ({
  received_at: NOON,
  dialect: 'events',
  event: body,
  ...more,
})

/** What Lambda gets: the bodies as records numbered from `first`. */
export function message(bodies: readonly unknown[], first = 0, shard = 'shardId-000000000000'): KinesisStreamEvent {
  return {
    Records: bodies.map((body, i) => {
      const sequenceNumber = String(first + i).padStart(20, '0')
      const text = typeof body === 'string' ? body : JSON.stringify(body)
      return {
        eventID: `${shard}:${sequenceNumber}`,
        kinesis: {
          data: Buffer.from(text).toString('base64'),
          sequenceNumber,
          partitionKey: 'k',
          approximateArrivalTimestamp: NOON / 1000,
          kinesisSchemaVersion: '1.0',
        },
      } as KinesisStreamRecord
    }),
  }
}

/** The same thing but for some methods. */
export function override<T extends object>(thing: T, methods: Partial<T>): T {
  return new Proxy(thing, {
    get(target, name) {
      const method = (methods as Record<string | symbol, unknown>)[name]
      if (method !== undefined) return method
      const value = Reflect.get(target, name, target)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
}
