// The engine over this machine's lake, ready to be asked; also while a pipeline runs in another process.
import { existsSync } from 'node:fs'
import { openCatalog, openStore } from '@clickstream/lake/open'
import type { Engine, Parameter, Result } from '@clickstream/query/engine'
import { QueryError } from '@clickstream/query/engine'
import { openEngine } from '@clickstream/query/open'
import { SqliteStream } from '@clickstream/stream/sqlite'
import { CliError, WRONG_USAGE } from './error.ts'
import { localPath, type Settings } from './settings.ts'

/** The most rows an answer may have here; as Parquet there is no limit. */
const MAX_ROWS = 1_000_000

/**
 * Opens the engine, lets `ask` use it, and closes it.
 * @throws CliError when the question is at fault (QueryError), else what `ask` throws.
 */
export async function withEngine<T>(settings: Settings, ask: (engine: Engine) => Promise<T>): Promise<T> {
  // A folder named wrongly would be made, and answer that there is nothing.
  if (!settings.isDefaultData && !existsSync(settings.data)) {
    throw new CliError(`--data: expected a folder, ${settings.data} is not there`, 'Is it spelt right?', WRONG_USAGE)
  }
  const catalog = openCatalog(settings.catalog)
  const engine = openEngine(settings.engine, {
    store: openStore(settings.lake),
    catalog,
    completeUpTo: () => readCompleteUpTo(settings.stream),
    maxRows: MAX_ROWS,
  })
  try {
    return await ask(engine)
  } catch (error) {
    if (error instanceof QueryError) throw new CliError(error.message)
    throw error
  } finally {
    await engine.close()
    await catalog.close()
  }
}

/** Asks one question. */
export function askOnce(settings: Settings, sql: string, parameters: readonly Parameter[] = []): Promise<Result> {
  return withEngine(settings, engine => engine.run(sql, parameters))
}

/**
 * The arrival (ms since 1970) before which every event is in the lake: now, or the first that still waits in the stream.
 * Null when the stream is not on this machine.
 */
async function readCompleteUpTo(stream: string, clock: () => number = Date.now): Promise<number | null> {
  const path = localPath(stream)
  if (path === undefined) return null
  const now = clock()
  if (!existsSync(path)) return now
  const opened = new SqliteStream(path)
  try {
    return (await opened.backlog()).oldest_arrived_at ?? now
  } finally {
    await opened.close()
  }
}
