// The bytes that Athena would bill a statement for: of every file of the partitions that each reading of a table needs, the
// chunks of the columns that it needs, in the row groups that may have a row of it: their statistics and dictionaries say. A column's chunk is read whole or not
// at all. Footers are not counted: Athena's documentation counts columns; and LIMIT is not, as which files it spares is
// chance. Partition columns are in no file, so that `count(*)` reads nothing of them.
import type { Partition } from '@clickstream/lake/catalog'
import type { RowGroup } from '@clickstream/lake/footer'
import type { StoredObject } from '@clickstream/lake/store'
import { anyMatches, conditionsOf, mayMatch } from './bounds.ts'
import type { PlannedScan } from './duckdb-planner.ts'
import type { Footers } from './footers.ts'
import type { Scanner } from './scanner.ts'

/** The partitions that one reading needs, of those there are. */
export type Choose = (scan: PlannedScan, known: readonly Partition[]) => Promise<readonly Partition[]>

export interface Scanned {
  readonly bytes: number
  /** The files with such a row group, once for each reading. */
  readonly files: readonly StoredObject[]
}

/** What was counted, by what was asked, and the files that it was counted of. No file is ever changed. */
export type Counted = Map<string, { readonly of: readonly StoredObject[]; readonly scanned: Scanned }>
/** Counts kept: each holds the names of its files. */
const MOST_COUNTED = 50

/**
 * Counts anew only where it was not asked before, or of other files.
 * @throws RangeError where a file is no Parquet, NotFound where it is gone
 */
export async function countBytes(
  scans: readonly PlannedScan[],
  scanner: Scanner,
  footers: Footers,
  choose: Choose,
  counted: Counted,
): Promise<Scanned> {
  // Of a CTE that is named several times all readings are often the same.
  const alike = Map.groupBy(scans, scan => JSON.stringify(scan))
  let bytes = 0
  const files: StoredObject[] = []
  for (const [asked, same] of alike) {
    const scan = same[0]!
    const { files: of } = await scanner.scan(scan.table, known => choose(scan, known))
    const before = counted.get(asked)
    const isSame = before?.of.length === of.length && of.every((file, i) => file === before.of[i])
    const once = isSame ? before.scanned : await countOnce(scan, of, footers)
    counted.delete(asked)
    counted.set(asked, { of, scanned: once })
    if (counted.size > MOST_COUNTED) counted.delete(counted.keys().next().value!)
    bytes += once.bytes * same.length
    for (const _ of same) files.push(...once.files)
  }
  return { bytes, files }
}

async function countOnce(scan: PlannedScan, files: readonly StoredObject[], footers: Footers): Promise<Scanned> {
  if (scan.columns.length === 0) return { bytes: 0, files }
  const conditions = conditionsOf(scan.where)
  const found = await footers.read(files)
  const counts = files.map(async (file, i) => {
    let bytes = 0
    let isRead = false
    for (const group of found[i]!) {
      if (!mayMatch(scan.where, group) || !(await mayHold(conditions, file, group, footers))) continue
      isRead = true
      for (const column of scan.columns) bytes += bytesOf(column, group)
    }
    return { file, bytes, isRead }
  })
  const read = (await Promise.all(counts)).filter(({ isRead }) => isRead)
  return { bytes: read.reduce((sum, { bytes }) => sum + bytes, 0), files: read.map(({ file }) => file) }
}

/** Of a column with parts, such as an array, all of its chunks. */
function bytesOf(column: string, { chunks }: RowGroup): number {
  const whole = chunks.get(column)
  if (whole !== undefined) return whole.bytes
  let bytes = 0
  for (const [name, chunk] of chunks) if (name.startsWith(`${column}.`)) bytes += chunk.bytes
  return bytes
}

/** Trino looks into dictionaries, too, before it reads a column. */
async function mayHold(
  conditions: ReturnType<typeof conditionsOf>,
  file: StoredObject,
  { chunks }: RowGroup,
  footers: Footers,
): Promise<boolean> {
  for (const [column, condition] of conditions) {
    const chunk = chunks.get(column)
    const values = chunk === undefined ? null : await footers.values(file, chunk)
    if (values !== null && !anyMatches(condition, column, values)) return false
  }
  return true
}
