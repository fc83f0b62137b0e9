// A lake small enough to work out by hand, made with the real writer, store and catalog.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Cell } from '@clickstream/events/check'
import type { derived } from '@clickstream/events/derived'
import type { Table } from '@clickstream/events/field'
import type { EventRow, RejectedRow } from '@clickstream/events/tables'
import { tables } from '@clickstream/events/tables'
import { dateOf, hourOf } from '@clickstream/events/time'
import { Columns } from '@clickstream/lake/columns'
import { FileStore } from '@clickstream/lake/files'
import { writeParquet } from '@clickstream/lake/parquet'
import { landingPartition } from '@clickstream/lake/partition'
import { SqliteCatalog } from '@clickstream/lake/sqlite'
import { DuckDbEngine, type DuckDbOptions } from '../duckdb.ts'
import type { Answer, Parameter, ParameterType, Result } from '../engine.ts'

/** Some of a row's fields; times as ISO text or ms. */
export type Some<Row> = { [Name in keyof Row]?: Row[Name] | string }

/** Some fields of a row of a derived table. */
export type DerivedRow = Readonly<Record<string, Cell | boolean>>

/** What no event can be without. */
export const someEvent = {
  event_id: 'e',
  occurred_at: 0,
  received_at: 0,
  event_type: 'page_viewed',
  time_source: 'client',
  anonymous_id: 'ann',
  traffic: 'human',
  dialect: 'events',
  contract_version: '1',
  app: 'store',
} satisfies Some<EventRow>

export class TestLake {
  readonly folder = mkdtempSync(join(tmpdir(), 'clickstream-test-'))
  readonly store = new FileStore(join(this.folder, 'lake'))
  readonly catalog = new SqliteCatalog(':memory:')
  readonly engine: DuckDbEngine
  #files = 0

  constructor(options: Partial<DuckDbOptions> = {}) {
    this.engine = new DuckDbEngine({
      store: this.store,
      catalog: this.catalog,
      threads: 2,
      memory: 512 * 1024 ** 2,
      ...options,
    })
  }

  /** Adds events, each to the partition of its received_at (occurred_at where that is not given). Returns the keys. */
  async addEvents(rows: readonly Some<EventRow>[]): Promise<string[]> {
    const whole = rows.map((row, i) => {
      const occurred_at = toMs(row.occurred_at)
      const received_at = row.received_at === undefined ? occurred_at : toMs(row.received_at)
      return { ...someEvent, event_id: `e${this.#files}-${i}`, ...row, occurred_at, received_at }
    })
    return this.#add('events', whole as unknown as Record<string, Cell>[])
  }

  async addRejected(rows: readonly Some<RejectedRow>[]): Promise<string[]> {
    const whole = rows.map(row => ({
      ...{ reason_code: 'missing', reason: 'none', payload: '{}', contract_version: '1' },
      ...row,
      received_at: toMs(row.received_at),
    }))
    return this.#add('rejected', whole as unknown as Record<string, Cell>[])
  }

  /** Adds rows of a table that jobs derive, each with its partition columns; times as ISO text or ms. */
  async addDerived(name: keyof typeof derived, rows: readonly DerivedRow[]): Promise<string[]> {
    const times = tables[name].fields.filter(field => field.kind === 'timestamp').map(field => field.name)
    const whole = rows.map(row =>
      Object.fromEntries(
        Object.entries(row).map(([field, value]) => {
          if (typeof value === 'boolean') return [field, Number(value)]
          return [field, times.includes(field as never) ? toMs(value) : value]
        }),
      ),
    )
    return this.#add(name, whole)
  }

  async #add(name: keyof typeof tables, rows: Record<string, Cell>[]): Promise<string[]> {
    const table: Table = tables[name]
    const keys: string[] = []
    const piles = Map.groupBy(rows, row => {
      const received = Number(row.received_at ?? 0)
      const values: Record<string, Cell> = { received_date: dateOf(received), received_hour: hourOf(received), ...row }
      return JSON.stringify(Object.fromEntries(table.partitions.map(({ name }) => [name, values[name]])))
    })
    for (const [values, pile] of piles) {
      const partition = landingPartition(table, JSON.parse(values))
      const key = `${partition.location}part-${this.#files++}.parquet`
      await this.store.put(key, writeRows(table, pile))
      await this.catalog.add([partition])
      keys.push(key)
    }
    return keys
  }

  async ask(sql: string, ...parameters: Parameter[]): Promise<readonly (readonly Answer[])[]> {
    return (await this.run(sql, ...parameters)).rows
  }

  run(sql: string, ...parameters: Parameter[]): Promise<Result> {
    return this.engine.run(sql, parameters)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.engine.close()
    await this.catalog.close()
    rmSync(this.folder, { recursive: true, force: true })
  }
}

/** A file of these rows, each by field name. */
export function writeRows(table: Table, rows: readonly Record<string, Cell>[]): Uint8Array {
  const columns = new Columns(table)
  for (const row of rows) columns.add(table.fields.map(({ name }) => row[name] ?? null))
  return writeParquet(columns)
}

export function parameter(type: ParameterType, value: string | null): Parameter {
  return { name: type, type, value }
}

function toMs(time: unknown): number {
  return typeof time === 'number' ? time : Date.parse(String(time))
}
