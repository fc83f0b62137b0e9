// The engine over this machine's lake, ready to be asked; also while a pipeline runs in another process.
import { existsSync } from 'node:fs'
import { openCatalog, openStore } from '@clickstream/lake/open'
import type { Engine, Parameter, Result } from '@clickstream/query/engine'
import { QueryError } from '@clickstream/query/engine'
import { openEngine } from '@clickstream/query/open'
import { readCompleteUpTo } from './complete.ts'
import { CliError, WRONG_USAGE } from './error.ts'
import type { Settings } from './settings.ts'

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
