// Days that are over, once more as one file each: a reader of a month opens thirty files instead of seven hundred.
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
import { extentOf } from '../closed.ts'
import type { Work } from '../job.ts'

/** Files that come to more are few enough for what is in them, and would not fit into memory to be sorted. */
const MAX_BYTES = 64 * 1024 * 1024

export interface Bundled {
  files: number
  bytes: number
}

/**
 * Makes the bundles that are lacking. Without them everything is the same, but slower; killed anywhere, it can be run again.
 * @param wanted the days of arrival to look at, and when nothing arrives any more, ms since 1970
 */
export async function bundle(
  work: Work,
  wanted: { readonly from: string | undefined; readonly to: string | undefined; readonly closed_at: number },
): Promise<Bundled> {
  const { catalog, store, signal, onProgress } = work
  const sum = { files: 0, bytes: 0 }
  for (const table of bundledTables) {
    const { from, to } = wanted
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
      if (made.has(key) || !isWorth(files)) continue
      const workshop = await work.workshop()
      const rows = await workshop.table(
        table,
        files.map(file => file.key),
      )
      // What is asked for together lies together.
      const select = `select * from ${rows} order by event_type, occurred_at`
      const name = () => key.slice(bundleFolder(table).length)
      const written = await workshop.write(bundleTable(table), select, bundleFolder(table), name)
      sum.files += written.keys.length
      sum.bytes += written.bytes
    }
  }
  // Whoever took rows out of the lake meanwhile may have swept before these were there.
  if (sum.files > 0) await sweepBundles(work)
  return sum
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
