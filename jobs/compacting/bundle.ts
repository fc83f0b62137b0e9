// Days that are over, once more as one file each: a reader of a month opens thirty files instead of seven hundred.
import type { Table } from '@clickstream/events/field'
import { DAY } from '@clickstream/events/time'
import {
  bundledTables,
  bundleFolder,
  bundleKey,
  bundleTable,
  groupPartitions,
  sweepBundles,
} from '@clickstream/lake/bundle'
import type { Partition } from '@clickstream/lake/catalog'
import type { StoredObject } from '@clickstream/lake/store'
import { listFiles } from '@clickstream/lake/version'
import { isGone } from '../attempt.ts'
import { extentOf } from '../closed.ts'
import { isElsewhere, QUICK } from '../duckdb.ts'
import type { Work } from '../job.ts'
import { type Broken, findBroken } from './broken.ts'
import type { Wanted } from './compaction.ts'

/** Files that come to more are few enough for what is in them, and would not fit into memory to be sorted. */
const MAX_BYTES = 64 * 1024 * 1024

export interface Bundled {
  files: number
  bytes: number
}

/**
 * Makes the bundles that are lacking. Without them everything is the same, but slower; killed anywhere, it can be run again.
 * @param wanted the tables and days of arrival to look at, and when nothing arrives any more, ms since 1970
 * @param broken files that cannot be read, whose days are passed over; gets those that are found
 */
export async function bundle(
  work: Work,
  wanted: Pick<Wanted, 'from' | 'to' | 'closed_at'> & { readonly tables: readonly Pick<Table, 'name'>[] },
  broken: Map<string, Broken>,
): Promise<Bundled> {
  const { catalog, store, signal, onProgress } = work
  const sum = { files: 0, bytes: 0 }
  // They are for the engine of this machine, which opens files where they are; Athena reads the partitions.
  if (isElsewhere(store)) return sum
  const { from, to } = wanted
  for (const table of bundledTables) {
    if (!wanted.tables.some(({ name }) => name === table.name)) continue
    const range = { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) }
    const groups = groupPartitions(table, await catalog.partitions(table.name, range))
    const made = new Set((await store.list(bundleFolder(table))).map(({ key }) => key))
    let done = 0
    for (const [group, partitions] of groups) {
      signal?.throwIfAborted()
      onProgress({ done: done++, total: groups.size, noun: 'days', note: group })
      if (!isOver(partitions, wanted.closed_at)) continue
      const files = await listAll(work, partitions)
      const key = bundleKey(table, group, files)
      if (made.has(key) || !isWorth(files) || files.some(file => broken.has(file.key))) continue
      const keys = files.map(file => file.key)
      try {
        const { files, bytes } = await write(work, table, keys, key)
        sum.files += files
        sum.bytes += bytes
      } catch (error) {
        signal?.throwIfAborted()
        // Another version has taken its place: the next run bundles that.
        if (isGone(error)) continue
        const found = await findBroken(await work.workshop(), table, keys)
        if (found.length === 0) throw error
        for (const each of found) broken.set(each.key, each)
      }
    }
  }
  // Whoever took rows out of the lake meanwhile may have swept before these were there.
  if (sum.files > 0) await sweepBundles(work)
  return sum
}

async function write(work: Work, table: Table, keys: readonly string[], key: string): Promise<Bundled> {
  const workshop = await work.workshop()
  // What is asked for together lies together.
  const select = `select * from ${await workshop.table(table, keys)} order by event_type, occurred_at`
  const name = () => key.slice(bundleFolder(table).length)
  const written = await workshop.write(bundleTable(table), select, bundleFolder(table), name, QUICK)
  if (written.keys.length > 1) {
    // A second file would have taken the first one's place, and rows with it.
    await work.store.remove(key)
    throw new Error(`${key}: expected one file, got ${written.keys.length}`)
  }
  return { files: written.keys.length, bytes: written.bytes }
}

function isOver(partitions: readonly Partition[], closedAt: number): boolean {
  const start = Math.min(...partitions.map(each => extentOf(each).start))
  return (Math.floor(start / DAY) + 1) * DAY <= closedAt
}

function isWorth(files: readonly StoredObject[]): boolean {
  return files.length > 1 && files.reduce((sum, { size }) => sum + size, 0) <= MAX_BYTES
}

async function listAll({ store }: Work, partitions: readonly Partition[]): Promise<StoredObject[]> {
  return (await Promise.all(partitions.map(({ location }) => listFiles(store, location)))).flat()
}
