import { openAthena } from './athena-engine.ts'
import { DuckDbEngine, type DuckDbOptions } from './duckdb.ts'
import { writeParquet } from './duckdb-parquet.ts'
import type { Engine } from './engine.ts'

/**
 * From a URL in the environment to the engine itself; what only DuckDB needs to know is nothing to Athena.
 * @throws RangeError for a URL of another kind than `duckdb:` and `athena:<workgroup>/<database>`.
 */
export function openEngine(url: string = process.env.ENGINE ?? 'duckdb:', options: DuckDbOptions): Engine {
  if (url === 'duckdb:') {
    const lake = options.store.locate('events')
    if (!lake.includes('://')) return new DuckDbEngine(options)
    throw new RangeError(
      `ENGINE: expected athena:<workgroup>/<database> where LAKE is ${lake}, got duckdb:, which opens files of this machine`,
    )
  }
  if (url.startsWith('athena:')) return openAthena(url, { ...options, writeParquet })
  throw new RangeError(`ENGINE: expected duckdb: or athena:<workgroup>/<database>, got ${JSON.stringify(url)}`)
}
