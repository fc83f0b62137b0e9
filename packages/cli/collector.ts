// Which collector events are sent to.
import { wrongUsage } from './error.ts'
import { isOnAws } from './local.ts'
import { findRunning } from './running.ts'
import type { Settings } from './settings.ts'

/**
 * The one that is asked for, else COLLECTOR, else the one of this machine.
 * @throws CliError (exit code 2) where the stream is on AWS and none is named: no collector here sends to it
 */
export function chooseCollector(to: string | undefined, settings: Settings): string {
  const named = to ?? settings.collector
  if (named !== undefined) return named
  if (!isOnAws(settings)) return findRunning(settings.data)?.url ?? `http://localhost:${settings.port}`
  throw wrongUsage(
    `--to: expected the URL of the collector on AWS, as STREAM is ${settings.stream}, got nothing`,
    'npx sst deploy prints it; COLLECTOR names it once for all, and --key gives the write key.',
  )
}
