// DuckDB itself, shut in: what it may open, what it may not, and where it spills.
import { rm } from 'node:fs/promises'
import { totalmem } from 'node:os'
import { dirname, join } from 'node:path'
import type { Store } from '@clickstream/lake/store'
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api'
import { makeFolder } from './folder.ts'
import { registerNatives } from './trino/duckdb-natives.ts'
import { macros, natives } from './trino/registry.ts'
import { quote } from './view.ts'

/** DuckDB, locked, with a folder of its own. */
export interface House {
  readonly instance: DuckDBInstance
  readonly folder: string
  /** Engine and version. */
  readonly name: string
}

export interface HouseOptions {
  readonly store: Store
  /** Bytes; beyond them DuckDB uses the disk. Half of the machine's by default. */
  readonly memory?: number
  /** Bytes of disk that statements may use beyond it, together; 16 GiB by default. */
  readonly disk?: number
  /** As many as there are cores by default. */
  readonly threads?: number
}

/** DuckDB for one lake: nothing outside the lake and its own folder can be opened, and no setting changed. */
export async function openHouse(options: HouseOptions): Promise<House> {
  const folder = await makeFolder('query')
  const instance = await DuckDBInstance.create(':memory:', {
    memory_limit: `${Math.floor((options.memory ?? totalmem() / 2) / 1024)}KiB`,
    ...(options.threads === undefined ? {} : { threads: String(options.threads) }),
    temp_directory: join(folder, 'spill'),
    default_null_order: 'nulls_last',
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
  })
  const connection = await instance.connect()
  await equip(connection)
  // The files' footers are kept, while the files are what they were: half of what a question to many small files costs.
  // And of the limit of its disk DuckDB takes note only here, not when it is made.
  await connection.run(`
    set global TimeZone = 'UTC';
    set global parquet_metadata_cache = true;
    set global max_temp_directory_size = '${Math.floor((options.disk ?? 16 * 1024 ** 3) / 1024)}KiB';
    set allowed_directories = [${[lakeFolder(options.store), folder].map(quote).join(', ')}];
    set enable_external_access = false;
    set lock_configuration = true;
  `)
  const [[version]] = (await connection.runAndReadAll('select version()')).getRows() as [[string]]
  connection.disconnectSync()
  return { instance, folder, name: `DuckDB ${version.replace(/^v/, '')}` }
}

/** Gives DuckDB the functions that translated statements call. */
export async function equip(connection: DuckDBConnection): Promise<void> {
  registerNatives(connection, natives)
  await connection.run(macros.map(macro => `create macro ${macro};`).join('\n'))
}

/** Where the lake's files are, as DuckDB opens them. */
export function lakeFolder(store: Store): string {
  return dirname(store.locate('events'))
}

export async function closeHouse({ instance, folder }: House): Promise<void> {
  instance.closeSync()
  await rm(folder, { recursive: true, force: true })
}
