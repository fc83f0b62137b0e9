// What works on the files of this machine alone.
import { type CliError, wrongUsage } from './error.ts'
import { localPath, type Settings } from './settings.ts'

const places = { STREAM: 'stream', LAKE: 'lake', CATALOG: 'catalog' } as const

/** Whether stream, lake or catalog are on AWS. */
export function isOnAws(settings: Pick<Settings, 'stream' | 'lake' | 'catalog'>): boolean {
  return Object.values(places).some(place => localPath(settings[place]) === undefined)
}

/**
 * @param command what was asked for, such as dev
 * @param instead what to use where the pipeline is on AWS
 * @throws CliError (exit code 2) where one of STREAM, LAKE and CATALOG is not on this machine
 */
export function expectHere(
  command: string,
  settings: Pick<Settings, 'stream' | 'lake' | 'catalog'>,
  instead: string,
): void {
  for (const [name, place] of Object.entries(places)) {
    const url = settings[place]
    if (localPath(url) === undefined) throw refuse(command, name, url, instead)
  }
}

function refuse(command: string, name: string, url: string, instead: string): CliError {
  return wrongUsage(
    `${name}: expected one on this machine for ${command}, got ${url}`,
    `${instead} With --data DIR everything is in that folder, whatever the environment says.`,
  )
}
