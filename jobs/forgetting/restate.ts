// What depended on the person's events, made again from what is left.
import { tables } from '@clickstream/events/tables'
import { landingOf } from '@clickstream/lake/lineage'
import { sweepAtOnce } from '@clickstream/lake/sweep'
import { attemptUntilDone } from '../attempt.ts'
import { dimensions } from '../dimensions.ts'
import { identities } from '../identities.ts'
import type { Work } from '../job.ts'
import { rollups } from '../rollups.ts'
import { sessions } from '../sessions.ts'
import { derivedTables, eraseOnce } from './erase.ts'
import { listPlaces } from './place.ts'
import type { Progress } from './progress.ts'
import { findFirst, searchFor } from './search.ts'
import type { Subject } from './subject.ts'

/** The jobs that derive tables from events, in their order. */
const DERIVING = [identities, sessions, rollups, dimensions]
const MAX_ROUNDS = 10

export interface Restated {
  readonly job: string
  readonly lines: readonly string[]
}

/** Runs the deriving jobs, takes out what they could not make again, and sweeps what was there before. */
export async function restate(work: Work, subject: Subject, progress: Progress): Promise<Restated[]> {
  const before = await locate(work)
  const restated: Restated[] = []
  for (const job of DERIVING) {
    const defaults = Object.entries(job.options).map(([option, { default: value }]) => [option, value] as const)
    // As it was run last, for it would make everything again otherwise.
    const idle = (await work.catalog.recall(job.name)).get('idle')
    const values = { ...Object.fromEntries(defaults), ...(idle === undefined ? {} : { idle }) }
    const { lines } = await job.run(values, work)
    restated.push({ job: job.name, lines })
  }
  const first = await findFirstEvent(work, subject)
  for (const table of [tables.identities, tables.sessions]) {
    const search = searchFor(work, table, subject, progress.asked_at, first)
    const clean = new Map<string, string>()
    for (let round = 1; (await eraseOnce(work, table, subject.app, search, progress, clean)) > 0; round++) {
      if (round === MAX_ROUNDS) throw new Error(`${table.name}: expected to be clean after ${round} rounds, it is not`)
    }
  }
  const after = await locate(work)
  await sweepAtOnce(work, derivedTables, landing => before.get(landing) !== after.get(landing), work.clock)
  return restated
}

/**
 * When the first of the person's events that are in the lake now happened: they arrived after it was asked to forget, and
 * what is derived from them is no remnant.
 */
export async function findFirstEvent(work: Work, subject: Subject): Promise<number | null> {
  return attemptUntilDone('forget', async () => {
    const places = await listPlaces(work, tables.events, subject.app)
    const keys = places
      .filter(({ partition }) => partition !== null)
      .flatMap(({ files }) => files.map(({ key }) => key))
    return { first: await findFirst(work, subject, keys) }
  }).then(({ first }) => first)
}

async function locate({ catalog }: Work): Promise<Map<string, string>> {
  const places = new Map<string, string>()
  for (const { name } of derivedTables) {
    for (const partition of await catalog.partitions(name)) places.set(landingOf(partition), partition.location)
  }
  return places
}
