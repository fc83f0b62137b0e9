// The saved questions of this house.
import { loadLibrary, type SavedQuery } from '@clickstream/query/library'
import { CliError, WRONG_USAGE } from './error.ts'
import { nearest } from './nearest.ts'
import { libraryFolder } from './settings.ts'

/** @throws CliError naming file and line of a header that is not right. */
export function readQueries(): Promise<SavedQuery[]> {
  return loadLibrary(libraryFolder).catch(error => {
    throw new CliError((error as Error).message)
  })
}

/** @throws CliError (exit code 2) for a name that is none, with the nearest that is. */
export function findQuery(queries: readonly SavedQuery[], name: string): SavedQuery {
  const found = queries.find(query => query.name === name)
  if (found !== undefined) return found
  const near = nearest(
    name,
    queries.map(query => query.name),
  )
  const guess = near === undefined ? '' : `Did you mean ${near}? `
  throw new CliError(
    `there is no question ${JSON.stringify(name)}`,
    `${guess}clickstream query --list shows them all.`,
    WRONG_USAGE,
  )
}
