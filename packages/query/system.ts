// The rows of the tables that the pipeline keeps of itself, from the catalog and the list of files as they are now.
import type { Table } from '@clickstream/events/field'
import type { outcomes, system } from '@clickstream/events/system'
import { tables } from '@clickstream/events/tables'
import { dateOf } from '@clickstream/events/time'
import { BROKEN_OFF, type Catalog, FAILED, type Partition, type Run } from '@clickstream/lake/catalog'
import { generationOf } from '@clickstream/lake/manifest'
import type { StoredObject } from '@clickstream/lake/store'
import type { Scanner } from './scanner.ts'

export type SystemTable = keyof typeof system

/** A row by column; times in ms since 1970. */
export type SystemRow = Readonly<Record<string, string | number | null>>

/** What tells of the lake as it is. */
export interface Sources {
  readonly catalog: Catalog
  readonly scanner: Scanner
}

const readers: Record<SystemTable, (sources: Sources) => Promise<SystemRow[]>> = {
  runs: async ({ catalog }) => (await catalog.allRuns()).map(describeRun),
  files: ({ scanner }) => listLiveFiles(scanner),
}

/** The table's rows as of now. */
export function readSystemTable(name: SystemTable, sources: Sources): Promise<SystemRow[]> {
  return readers[name](sources)
}

/** A row of the table runs. */
export function describeRun({ key, ...run }: Run): SystemRow {
  const error = run.detail?.startsWith(FAILED) ? run.detail.slice(FAILED.length) : null
  const status: (typeof outcomes)[number] = error !== null ? 'failed' : run.detail === BROKEN_OFF ? 'stopped' : 'ok'
  const elapsed_ms = Math.max(0, run.finished_at - run.started_at)
  return { ...run, run_key: key, elapsed_ms, status, error, run_date: dateOf(run.started_at) }
}

async function listLiveFiles(scanner: Scanner): Promise<SystemRow[]> {
  const rows: SystemRow[] = []
  for (const table of Object.values(tables)) {
    const { needed, files } = await scanner.scan(table.name, async known => known)
    const places = new Map(needed.map(partition => [partition.location, partition]))
    for (const file of files) rows.push(describeFile(table, file, places.get(placeOf(file))?.values ?? {}))
  }
  return rows
}

/** A row of the table files: a file of a partition with these values. */
export function describeFile(table: Table, file: StoredObject, values: Partition['values']): SystemRow {
  const date = Object.keys(values).find(column => column.endsWith('_date'))
  return {
    table_name: table.name,
    app: values.app ?? null,
    partition_date: date === undefined ? null : values[date]!,
    partition_hour: values.received_hour ?? null,
    partition_path: table.partitions.map(column => `${column.name}=${values[column.name]}`).join('/'),
    path: file.key,
    generation: generationOf(placeOf(file)),
    bytes: file.size,
    modified_at: file.modified_at,
  }
}

function placeOf({ key }: StoredObject): string {
  return key.slice(0, key.lastIndexOf('/') + 1)
}
