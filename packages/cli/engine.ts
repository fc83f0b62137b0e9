// The engine over the lake, here or on AWS, ready to be asked; also while a pipeline runs in another process.
import { existsSync } from 'node:fs'
import { openCatalog, openStore } from '@clickstream/lake/open'
import type { Engine, Parameter, Result } from '@clickstream/query/engine'
import { QueryError } from '@clickstream/query/engine'
import { openEngine } from '@clickstream/query/open'
import { readCompleteUpTo } from './complete.ts'
import { CliError, WRONG_USAGE } from './error.ts'
import { catchInterrupt } from './interrupt.ts'
import type { Settings } from './settings.ts'

/** The most rows an answer may have here; as Parquet there is no limit. */
const MAX_ROWS = 1_000_000

/**
 * Opens the engine, lets `ask` use it, and closes it.
 * @throws CliError when the question is at fault (QueryError), else what `ask` throws.
 */
export async function withEngine<T>(
  settings: Settings,
  ask: (engine: Engine) => Promise<T>,
  options: { readonly mayDefine?: boolean } = {},
): Promise<T> {
  // A folder named wrongly would be made, and answer that there is nothing.
  if (!settings.isDefaultData && !existsSync(settings.data)) {
    throw new CliError(`--data: expected a folder, ${settings.data} is not there`, 'Is it spelt right?', WRONG_USAGE)
  }
  const catalog = openCatalog(settings.catalog)
  const engine = openEngine(settings.engine, {
    store: openStore(settings.lake),
    catalog,
    completeUpTo: () => completeUpTo(settings).catch(error => leaveOut(error, settings)),
    maxRows: MAX_ROWS,
    ...options,
  })
  // What nobody waits for any more would go on there, and be billed: Athena is told before this process ends.
  const interrupt = isOnAthena(settings) ? catchInterrupt() : undefined
  void interrupt?.asked.then(() => engine.close())
  try {
    return await ask(engine)
  } catch (error) {
    if (interrupt?.signal.aborted) throw new CliError('stopped, on Athena too')
    if (error instanceof QueryError) throw new CliError(error.message)
    throw error
  } finally {
    interrupt?.release()
    await engine.close()
    await catalog.close()
  }
}

/** Whoever may ask Athena need not be allowed to read stream and catalog: the answer is the same. @throws all other errors */
function leaveOut(error: unknown, settings: Settings): null {
  if (isOnAthena(settings) && !(error instanceof RangeError)) return null
  throw error
}

/** Asks one question. */
export function askOnce(settings: Settings, sql: string, parameters: readonly Parameter[] = []): Promise<Result> {
  return withEngine(settings, engine => engine.run(sql, parameters))
}

export function isOnAthena({ engine }: Pick<Settings, 'engine'>): boolean {
  return engine.startsWith('athena:')
}

/** As readCompleteUpTo has it; null where Athena is asked and the stream is this machine's: that is another lake's. */
export async function completeUpTo(settings: Pick<Settings, 'engine' | 'stream' | 'catalog'>): Promise<number | null> {
  if (isOnAthena(settings) && settings.stream.startsWith('sqlite:')) return null
  return readCompleteUpTo(settings.stream, undefined, settings.catalog)
}
