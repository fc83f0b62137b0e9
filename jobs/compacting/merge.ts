// One partition's files made few: sorted, and without what is repeated.
import { events, type rejected } from '@clickstream/events/tables'
import type { Partition } from '@clickstream/lake/catalog'
import type { Store, StoredObject } from '@clickstream/lake/store'
import { commitVersions, discardVersion, listFiles, prepareVersion, settle } from '@clickstream/lake/version'
import { writeView } from '@clickstream/query/view'
import { attemptUntilDone } from '../attempt.ts'
import { FILE_BYTES, isPart, namePart, type Written } from '../duckdb.ts'
import type { Work } from '../job.ts'
import { ORDER } from '../order.ts'
import { findRepeated, REPEATED } from './repeated.ts'
import { cutSlices } from './slices.ts'

export type Arrived = typeof events | typeof rejected

export interface Merged {
  readonly rows_in: number
  readonly rows_out: number
  readonly repeated: number
  readonly files_in: number
  readonly bytes_in: number
  readonly files: number
  readonly bytes: number
}

/** Of a partition that memory cannot sort in one piece; each is a file at least, which merging again would not make fewer. */
const MAX_SLICES = 256

/** Those of a partition's files that landed, rather than being written by a job. */
export function landedOf(files: readonly StoredObject[]): StoredObject[] {
  return files.filter(({ key }) => !isPart(key))
}

/** Whether a partition's files are worth merging: some landed, or they are many more than their bytes ask for. */
export function isScattered(files: readonly StoredObject[]): boolean {
  const bytes = files.reduce((sum, { size }) => sum + size, 0)
  return landedOf(files).length > 0 || files.length > MAX_SLICES + 2 * Math.ceil(bytes / FILE_BYTES)
}

/** How to merge; what is asked anew on every attempt. */
export interface Plan {
  readonly table: Arrived
  /** The partition as the catalog has it now; undefined when there is nothing to do any more. */
  readonly find: () => Promise<Partition | undefined>
  /** Keys of the files whose ids are repeated when they come again. */
  readonly earlier: () => Promise<readonly string[]>
  /** Called with what landed since the last time, before the merged files are put in place. */
  readonly before?: (landed: readonly string[]) => Promise<void>
  /**
   * Partitions that were looked at and have to be where they were when the merged files are put in place: of two runs that
   * merge neighbours at once, each would pass over what only the other has seen.
   */
  readonly beside?: () => readonly Partition[]
}

/** Merges a partition and puts the result in place. @returns null when there was nothing to do any more */
export async function merge(
  { table, find, earlier, before, beside = () => [] }: Plan,
  work: Work,
): Promise<Merged | null> {
  const { merged } = await attemptUntilDone(
    'compact',
    async () => {
      const partition = await find()
      if (partition === undefined) return { merged: null }
      await settle(work, partition)
      // A batch that ran again since may have written its files anew.
      await (await work.workshop()).release()
      let inputs: readonly StoredObject[] = []
      let merged: Merged | undefined
      const version = await prepareVersion(
        work,
        'compact',
        table,
        partition,
        async (location, files) => {
          inputs = files
          merged = await write(table, location, files, await earlier(), work)
          return { is_same: merged.repeated === 0 }
        },
        work.clock,
      )
      if (!(await isUnchanged(work.store, inputs, partition.location))) {
        await discardVersion(work.store, version)
        return null
      }
      await before?.(landedOf(inputs).map(({ key }) => key))
      const conditions = beside().map(({ location, ...each }) => ({ ...each, from: location, to: location }))
      return (await commitVersions(work, [version], conditions)) ? { merged: merged! } : null
    },
    work.signal,
  )
  return merged
}

/** Whether the files are still those that were read: a batch that runs again writes over its own. */
async function isUnchanged(store: Store, files: readonly StoredObject[], location: string): Promise<boolean> {
  const now = new Map((await listFiles(store, location)).map(file => [file.key, file]))
  return files.every(({ key, size, modified_at }) => {
    const found = now.get(key)
    return found === undefined || (found.size === size && found.modified_at === modified_at)
  })
}

async function write(
  table: Arrived,
  location: string,
  inputs: readonly StoredObject[],
  earlier: readonly string[],
  work: Work,
): Promise<Merged> {
  const workshop = await work.workshop()
  const keys = inputs.map(({ key }) => key)
  const repeated = table === events ? await findRepeated(workshop, keys, earlier) : 0
  const rows = writeView(table, await workshop.paths(keys), ['filename', 'file_row_number'])
  const left = repeated === 0 ? '' : `anti join ${REPEATED} using (filename, file_row_number)`
  const written = await writeSorted(table, `select * from (${rows}) ${left}`, location, work)
  const rows_in = await workshop.count(`(${rows})`)
  if (rows_in !== written.rows + repeated) {
    throw new Error(`compact: expected ${rows_in - repeated} rows in ${location}, got ${written.rows}`)
  }
  return {
    rows_in,
    rows_out: written.rows,
    repeated,
    files_in: keys.length,
    bytes_in: inputs.reduce((sum, { size }) => sum + size, 0),
    files: written.keys.length,
    bytes: written.bytes,
  }
}

/** Sorted in one piece, or where memory is too small for that in more and more of them. */
async function writeSorted(table: Arrived, rows: string, location: string, work: Work): Promise<Written> {
  const workshop = await work.workshop()
  const order = ORDER[table.name]
  for (let slices = 1; ; slices *= 4) {
    const keys: string[] = []
    let bytes = 0
    let count = 0
    try {
      for (const slice of await cutSlices(workshop, rows, order, slices)) {
        work.signal?.throwIfAborted()
        const first = keys.length
        const select = `select * from (${rows}) where ${slice} order by ${order.columns}`
        const written = await workshop.write(table, select, location, i => namePart(first + i))
        keys.push(...written.keys)
        bytes += written.bytes
        count += written.rows
      }
      return { keys, bytes, rows: count }
    } catch (error) {
      if (slices >= MAX_SLICES || !/Out of Memory/.test(String(error))) throw error
      for (const key of keys) await work.store.remove(key)
    }
  }
}
