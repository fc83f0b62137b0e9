// A partition without the person: a version whose other files are the same bytes, and proof that nothing else was lost.
import { hash } from 'node:crypto'
import type { Table } from '@clickstream/events/field'
import type { Partition } from '@clickstream/lake/catalog'
import { commitVersions, type Prepared, prepareVersion, settle } from '@clickstream/lake/version'
import type { Work } from '../job.ts'
import { contentOf, type Found, type Search } from './search.ts'

/** What became of one file. */
export interface FileEntry {
  readonly name: string
  /** SHA-256 of its bytes, hex; null after: no row was left. */
  readonly sha256_before: string
  readonly sha256_after: string | null
  /** Of a file that held the person's rows. */
  readonly rows?: RowCounts
}

export interface RowCounts {
  readonly before: number
  readonly removed: number
  readonly after: number
  /** Sums over the content of the rows that were not the person's before, and of all rows after: equal, whatever the order. */
  readonly content_before: string
  readonly content_after: string
}

export interface PartitionEntry {
  readonly table: string
  readonly values: Readonly<Record<string, string>>
  readonly from: string
  readonly to: string
  readonly rows_removed: number
  readonly files: readonly FileEntry[]
}

/**
 * Writes the partition without the rows that are found and puts it in place.
 * @param onPrepared told before it is put in place
 * @returns what was done; null when somebody else changed the partition meanwhile, and it is to be searched again
 * @throws Error when a row of somebody else would be lost: nothing is changed
 */
export async function rewritePartition(
  work: Work,
  table: Table,
  partition: Partition,
  search: Search,
  onPrepared: (entry: PartitionEntry) => Promise<void>,
): Promise<PartitionEntry | null> {
  await settle(work, partition)
  const files: FileEntry[] = []
  const write = async (location: string, inputs: readonly { key: string }[]) => {
    const found = await search(inputs.map(({ key }) => key))
    for (const { key } of inputs) {
      const name = key.slice(partition.location.length)
      const before = await work.store.get(key)
      const own = found.get(key)
      if (own === undefined) await work.store.put(location + name, before)
      const entry = { name, sha256_before: hash('sha256', before), sha256_after: hash('sha256', before) }
      files.push(own === undefined ? entry : await rewriteFile(work, table, key, location, entry, own))
    }
    return { is_same: false }
  }
  const prepared: Prepared = await prepareVersion(work, 'forget', table, partition, write, work.clock)
  const entry: PartitionEntry = {
    table: table.name,
    values: partition.values,
    from: partition.location,
    to: prepared.location,
    rows_removed: files.reduce((sum, { rows }) => sum + (rows?.removed ?? 0), 0),
    files,
  }
  await onPrepared(entry)
  return (await commitVersions(work, [prepared])) ? entry : null
}

/** One file without the rows, of the same name, so that a batch that comes again knows it for its own. */
async function rewriteFile(
  work: Work,
  table: Table,
  key: string,
  location: string,
  entry: FileEntry,
  { where }: Found,
): Promise<FileEntry> {
  const workshop = await work.workshop()
  const rows = await workshop.table(table, [key])
  const content = contentOf(table)
  const [kept] = await workshop.json(
    `select count(*) as before, count(*) filter (${where}) as removed,
       coalesce(sum(${content}) filter (not ${where}), 0) as content from ${rows}`,
  )
  const stem = entry.name.slice(0, -'.parquet'.length)
  const nameOf = (place: number) => `${stem}${place === 0 ? '' : `.${place}`}.parquet`
  const written = await workshop.write(table, `select * from ${rows} where not ${where}`, location, nameOf)
  const [left] = await workshop.json(
    `select count(*) as after, coalesce(sum(${content}), 0) as content from ${await workshop.table(table, written.keys)}`,
  )
  const counts: RowCounts = {
    before: Number(kept!.before),
    removed: Number(kept!.removed),
    after: Number(left!.after),
    content_before: String(kept!.content),
    content_after: String(left!.content),
  }
  const isWhole = counts.before - counts.removed === counts.after && counts.content_before === counts.content_after
  // A batch tried again may have written the file anew while it was read.
  if (!isWhole || hash('sha256', await work.store.get(key)) !== entry.sha256_before) {
    throw new Error(`${key}: expected ${counts.before - counts.removed} rows to stay as they are, got ${counts.after}`)
  }
  const [first] = written.keys
  return {
    ...entry,
    rows: counts,
    sha256_after: first === undefined ? null : hash('sha256', await work.store.get(first)),
  }
}
