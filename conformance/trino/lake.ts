// A lake that our own transform and jobs wrote, and the same lake as a server of Trino's knows it: its tables, and each
// partition where our catalog says it is.
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import type { Field, Kind, Table } from '@clickstream/events/field'
import { queryable } from '@clickstream/events/tables'
import type { Partition } from '@clickstream/lake/catalog'
import { openCatalog } from '@clickstream/lake/open'
import { ask, SCHEMA } from './client.ts'

const root = join(import.meta.dirname, '../..')
const DAYS = ['shortener-day', 'store-day', 'retries-and-late']
/** The first of the three days stays as it landed; partitions of the others are swapped for what compaction made of them. */
const JOBS = ['compact --from 2026-01-15', 'identities', 'sessions', 'rollups', 'dimensions', 'inventory']

/** Registered side by side. */
const AT_ONCE = 4

/** Hive's types. */
const TYPES: Record<Kind, string> = {
  string: 'varchar',
  timestamp: 'timestamp(3)',
  decimal: 'decimal(18,4)',
  integer: 'integer',
  bigint: 'bigint',
  boolean: 'boolean',
  json: 'varchar',
}

/** Fixture days, and every job that makes a table of them. */
export async function fillLake(data: string): Promise<void> {
  for (const day of DAYS) await clickstream('import', join(root, `fixtures/${day}/events.ndjson`), '--data', data)
  for (const job of JOBS) await clickstream('job', ...job.split(' '), '--data', data)
}

/** @throws Error where Trino does not take a table or a partition */
export async function registerLake(url: string, data: string): Promise<void> {
  await insist(url, `create schema ${SCHEMA}`)
  const lake = join(resolve(data), 'lake')
  const catalog = openCatalog(`sqlite:${join(data, 'catalog.sqlite')}`)
  try {
    const partitions: Partition[] = []
    for (const table of Object.values<Table>(queryable)) {
      await insist(url, writeTable(table, lake))
      const known = await catalog.partitions(table.name)
      partitions.push(...known.filter(({ location }) => existsSync(join(lake, location))))
    }
    const register = async () => {
      for (let next = partitions.pop(); next !== undefined; next = partitions.pop()) {
        await insist(url, writePartition(next, lake))
      }
    }
    await Promise.all(Array.from({ length: AT_ONCE }, register))
  } finally {
    await catalog.close()
  }
}

function writeTable({ name, fields, partitions }: Table, lake: string): string {
  const columns = [...fields, ...partitions].map((field: Field) => `"${field.name}" ${TYPES[field.kind]}`)
  const by = partitions.map(field => `'${field.name}'`)
  // What was derived only ever lies where its partitions say.
  const place = existsSync(join(lake, name)) ? join(lake, name) : lake
  const options = [`external_location = 'local://${place}'`, "format = 'PARQUET'"]
  if (by.length > 0) options.push(`partitioned_by = array[${by.join(', ')}]`)
  return `create table ${SCHEMA}.${name} (${columns.join(', ')}) with (${options.join(', ')})`
}

function writePartition({ table, values, location }: Partition, lake: string): string {
  const columns = queryable[table as keyof typeof queryable].partitions.map(({ name }) => name)
  const list = (texts: readonly string[]) => `array[${texts.map(text => `'${text.replaceAll("'", "''")}'`).join(', ')}]`
  const texts = columns.map(name => values[name]!)
  const place = `local://${lake}/${location.replace(/\/$/, '')}`
  return `call system.register_partition('${SCHEMA}', '${table}', ${list(columns)}, ${list(texts)}, '${place}')`
}

async function insist(url: string, sql: string): Promise<void> {
  const { error } = await ask(url, sql)
  if (error !== undefined) throw new Error(`${sql}: expected Trino to take it, got ${error.name}: ${error.message}`)
}

function clickstream(...args: string[]): Promise<unknown> {
  return promisify(execFile)(process.execPath, [join(root, 'packages/cli/bin/clickstream.js'), ...args])
}
