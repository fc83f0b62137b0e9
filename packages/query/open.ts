import { DuckDbEngine, type DuckDbOptions } from './duckdb.ts'
import type { Engine } from './engine.ts'

/**
 * From a URL in the environment to the engine itself.
 * @throws RangeError for a URL of another kind than `duckdb:`.
 */
export function openEngine(url: string = process.env.ENGINE ?? 'duckdb:', options: DuckDbOptions): Engine {
  if (url === 'duckdb:') return new DuckDbEngine(options)
  if (url.startsWith('athena:')) throw new RangeError('ENGINE: expected duckdb:, got athena:, which is not built yet')
  throw new RangeError(`ENGINE: expected duckdb:, got ${JSON.stringify(url)}`)
}
