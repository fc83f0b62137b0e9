// A table without the person: its partitions, and what they have left that nobody swept yet.
import type { Table } from '@clickstream/events/field'
import { tables } from '@clickstream/events/tables'
import { landingOf, nameIn } from '@clickstream/lake/lineage'
import { landingPartition } from '@clickstream/lake/partition'
import { sweepAtOnce } from '@clickstream/lake/sweep'
import { commitVersions, generationOf, isPlaced, prepareVersion } from '@clickstream/lake/version'
import { attemptUntilDone } from '../attempt.ts'
import { isElsewhere } from '../duckdb.ts'
import type { Work } from '../job.ts'
import { dayOf, listPlaces, type Place } from './place.ts'
import type { Progress } from './progress.ts'
import type { Clean } from './raw.ts'
import { rewritePartition } from './rewrite.ts'
import type { Search } from './search.ts'

const SIDE_BY_SIDE = 4

/**
 * One look through all files of a table, and each partition with rows of the person written anew without them. What the
 * partitions were before is swept at once.
 * @param clean files that were searched for the same person already
 * @returns rows found, in any file; the table is clean when there were none
 */
export async function eraseOnce(
  work: Work,
  table: Table,
  app: string | null,
  search: Search,
  progress: Progress,
  clean: Clean,
): Promise<number> {
  return attemptUntilDone(
    'forget',
    async () => {
      const places = await listPlaces(work, table, app)
      const found = await searchPlaces(places, search, clean)
      if (found.size === 0) return 0
      const rows = [...found.values()].reduce((sum, each) => sum + each, 0)
      const hit = places.filter(({ files }) => files.some(({ key }) => found.has(key)))
      const landings = new Set(hit.map(({ landing }) => landing))
      const waiting = [...landings].entries()
      const eraseSome = async () => {
        for (const [done, landing] of waiting) {
          work.signal?.throwIfAborted()
          work.onProgress({ done, total: landings.size, noun: 'partitions', note: landing })
          await eraseFrom(work, table, places, hit, landing, search, progress)
        }
      }
      // A disk that syncs one file can sync another; what reads texts from DuckDB as a stream has it to itself, and so has
      // what works on copies, which each search releases.
      const hands = table.name === 'rejected' || isElsewhere(work.store) ? 1 : SIDE_BY_SIDE
      await allOrThrow(Array.from({ length: hands }, eraseSome))
      await sweepAtOnce(work, [table], landing => landings.has(landing), work.clock)
      return rows
    },
    work.signal,
  )
}

/** How many rows of the person the table's files hold: those that readers see, and those that were replaced. */
export async function countFound(
  work: Work,
  table: Table,
  app: string | null,
  search: Search,
): Promise<{ placed: number; replaced: number }> {
  return attemptUntilDone(
    'forget',
    async () => {
      const places = await listPlaces(work, table, app)
      const found = await searchPlaces(places, search, new Map())
      const placed = new Set(places.flatMap(each => (each.partition === null ? [] : each.files.map(({ key }) => key))))
      const counts = { placed: 0, replaced: 0 }
      for (const [key, rows] of found) counts[placed.has(key) ? 'placed' : 'replaced'] += rows
      return counts
    },
    work.signal,
  )
}

async function searchPlaces(places: readonly Place[], search: Search, clean: Clean): Promise<Map<string, number>> {
  const files = places.flatMap(place => place.files)
  const stamps = new Map(files.map(({ key, size, modified_at }) => [key, `${size} ${modified_at}`]))
  const found = await search([...stamps.keys()].filter(key => clean.get(key) !== stamps.get(key)))
  for (const [key, stamp] of stamps) if (!found.has(key)) clean.set(key, stamp)
  return new Map([...found].map(([key, { rows }]) => [key, rows]))
}

async function eraseFrom(
  work: Work,
  table: Table,
  places: readonly Place[],
  hit: readonly Place[],
  landing: string,
  search: Search,
  progress: Progress,
): Promise<void> {
  const values = places.find(place => place.landing === landing)!.values
  const known = (await work.catalog.partitions(table.name, dayOf(values))).find(each => landingOf(each) === landing)
  if (known === undefined) return forestall(work, table, values, places)
  // A version that may still be put in place can not any more, once the partition is another.
  const isAhead = hit.some(
    place => place.landing === landing && generationOf(place.location) > generationOf(known.location),
  )
  const isHere = hit.some(place => place.location === known.location)
  if (!isAhead && !isHere) return
  const noted: Parameters<Parameters<typeof rewritePartition>[4]>[0][] = []
  const entry = await rewritePartition(work, table, { ...known, values }, search, async prepared => {
    noted.push(prepared)
    await progress.note({ partition: prepared })
  })
  if (entry === null) for (const each of noted) progress.drop(each)
}

/**
 * Of a partition that nobody knows there may be a version that is still to be put in place, or never will be, as its job
 * was killed. Once an empty one is in that place it can not any more, and is swept. Other files there are of a partition
 * that was dropped, and are swept first.
 */
async function forestall(work: Work, table: Table, values: Place['values'], places: readonly Place[]): Promise<void> {
  const { location: landing } = landingPartition(table, values)
  for (const { location } of places.filter(place => place.landing === landing)) {
    const names = (await work.store.list(location)).map(nameIn(location))
    if (location === landing || isPlaced(names)) return
  }
  const place = { values, location: null }
  const empty = await prepareVersion(work, 'forget', table, place, async () => ({ is_same: false }), work.clock)
  await commitVersions(work, [empty])
}

/** Waits for all, so that none is at work when one has failed. @throws what the first of them threw */
async function allOrThrow(works: readonly Promise<void>[]): Promise<void> {
  const results = await Promise.allSettled(works)
  for (const result of results) if (result.status === 'rejected') throw result.reason
}

/** Every table that is derived from events. */
export const derivedTables: readonly Table[] = Object.values(tables).filter(
  ({ name }) => name !== 'events' && name !== 'rejected',
)
