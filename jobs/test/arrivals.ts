// A lake with rows as the transform lands them, for jobs to work on.
import type { Cell } from '@clickstream/events/check'
import type { EventRow, RejectedRow } from '@clickstream/events/tables'
import { tables } from '@clickstream/events/tables'
import { dateOf, hourOf } from '@clickstream/events/time'
import { landingPartition } from '@clickstream/lake/partition'
import { listFiles } from '@clickstream/lake/version'
import { type Some, someEvent, TestLake, writeRows } from '@clickstream/query/test/lake'
import { type Job, type JobDeps, type JobValues, runJob } from '../job.ts'

export const HOUR = 3_600_000
/** Some midnight. */
export const DAY = Date.UTC(2026, 0, 15)

export class ArrivalLake extends TestLake {
  /** Lands events in one file of each partition, as the transform calls them; received_at in ms. */
  async land(name: string, rows: readonly Some<EventRow>[]): Promise<string[]> {
    const whole = rows.map(row => ({ ...someEvent, occurred_at: row.received_at ?? 0, ...row }))
    return this.#land('events', name, whole as unknown as Record<string, Cell>[])
  }

  async landRejected(name: string, rows: readonly Some<RejectedRow>[]): Promise<string[]> {
    const whole = rows.map(row => ({
      ...{ reason_code: 'missing', reason: 'none', payload: '{}', contract_version: '1' },
      ...row,
    }))
    return this.#land('rejected', name, whole as unknown as Record<string, Cell>[])
  }

  async #land(table: 'events' | 'rejected', name: string, rows: Record<string, Cell>[]): Promise<string[]> {
    const keys: string[] = []
    const piles = Map.groupBy(rows, row => {
      const at = row.received_at as number
      const values = { app: String(row.app), received_date: dateOf(at), received_hour: hourOf(at) }
      return JSON.stringify(Object.fromEntries(tables[table].partitions.map(({ name }) => [name, values[name]])))
    })
    for (const [values, pile] of piles) {
      const [known] = await this.catalog.add([landingPartition(tables[table], JSON.parse(values))])
      const key = `${known!.location}shardId-000000000000-${name}.parquet`
      await this.store.put(key, writeRows(tables[table], pile))
      keys.push(key)
    }
    return keys
  }

  /** Runs a job when all has arrived long ago. */
  runJob(job: Job, values: JobValues = {}, deps: Partial<JobDeps> = {}) {
    return runJob(job, values, { ...this.deps(), ...deps })
  }

  deps(): JobDeps {
    return {
      store: this.store,
      catalog: this.catalog,
      stream: 'sqlite::memory:',
      completeUpTo: async () => Date.UTC(2030, 0, 1),
      memory: { bytes: 256 * 1024 * 1024, threads: 1 },
    }
  }

  /** Names of the files that readers have, by partition in their order. */
  async names(table: 'events' | 'rejected' = 'events'): Promise<string[][]> {
    const partitions = await this.catalog.partitions(table)
    const lists = partitions.map(async ({ location }) =>
      (await listFiles(this.store, location)).map(({ key }) => key.slice(location.length)),
    )
    return Promise.all(lists)
  }
}
