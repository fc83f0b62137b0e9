// Putting what changed in place: a version for each partition, all of them in one step.
import type { Change } from '@clickstream/lake/catalog'
import type { StoredObject } from '@clickstream/lake/store'
import { commitVersions, discardVersion, listFiles, type Prepared, prepareVersion } from '@clickstream/lake/version'
import type { Work } from '../job.ts'
import { type Place, rowsOfVersion } from './place.ts'

export interface Replaced {
  readonly partitions: number
  readonly rows: number
  readonly files: number
  readonly bytes: number
}

/**
 * Writes the next versions and puts them in place. The tables that `Comparison` left in the workshop say which rows they
 * have.
 * @returns null when a partition moved or got files since it was looked at, or a condition does not hold: all is to be
 * done again
 */
export async function replacePlaces(
  work: Work,
  places: readonly Place[],
  conditions: readonly Change[],
): Promise<Replaced | null> {
  const workshop = await work.workshop()
  const prepared: Prepared[] = []
  const sum = { partitions: places.length, rows: 0, files: 0, bytes: 0 }
  let isMoved = false
  try {
    for (const place of places) {
      work.signal?.throwIfAborted()
      work.onProgress({ done: prepared.length, total: places.length, noun: 'partitions', note: 'put in place' })
      const { table, values, location } = place
      const version = await prepareVersion(
        work,
        'reprocess',
        table,
        { values, location },
        async (to, inputs) => {
          isMoved = !isSame(inputs, place.files)
          if (isMoved) return { is_same: false }
          const { rows, keys, bytes } = await workshop.write(table, rowsOfVersion(place), to)
          sum.rows += rows
          sum.files += keys.length
          sum.bytes += bytes
          return { is_same: false }
        },
        work.clock,
      )
      prepared.push(version)
      if (isMoved) break
    }
    for (const { location, files } of places) {
      isMoved ||= location !== null && !isSame(await listFiles(work.store, location), files)
    }
  } catch (error) {
    for (const version of prepared) await discardVersion(work.store, version)
    throw error
  }
  if (isMoved) {
    for (const version of prepared) await discardVersion(work.store, version)
    return null
  }
  return (await commitVersions(work, prepared, conditions)) ? sum : null
}

/** Whether the files are those that were read: a batch that runs again writes over its own. */
function isSame(now: readonly StoredObject[], then: readonly StoredObject[]): boolean {
  const known = new Map(then.map(file => [file.key, file]))
  return (
    now.length === then.length &&
    now.every(({ key, size, modified_at }) => {
      const file = known.get(key)
      return file !== undefined && file.size === size && file.modified_at === modified_at
    })
  )
}
