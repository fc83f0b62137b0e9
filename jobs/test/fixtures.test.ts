// Whole recorded days through the jobs, against the independent telling.
import { readdirSync } from 'node:fs'
import { importFiles } from '@clickstream/transform/import'
import { expect, it } from 'vitest'
import { checkTables, DERIVING, openLake, readRows, runHere } from './derived.ts'

const folder = new URL('../../fixtures/', import.meta.url)

it.for(readdirSync(folder))('%s', async name => {
  const lake = openLake()
  await importFiles([new URL(`${name}/events.ndjson`, folder).pathname], lake)
  for (const job of DERIVING) await runHere(lake, job)
  await checkTables(lake)
  // What is added up does not depend on the table it is added up in.
  const sum = async (table: Parameters<typeof readRows>[1], column: string) =>
    (await readRows(lake, table)).reduce((total, row) => total + Math.round((row[column] as number) * 10_000), 0)
  for (const column of ['events', 'orders', 'quantity', 'revenue']) {
    expect(await sum('rollups_hourly', column)).toBe(await sum('rollups_daily', column))
  }
  expect(await sum('rollups_daily', 'events')).toBe((await readRows(lake, 'events')).length * 10_000)
  await lake.close()
})
