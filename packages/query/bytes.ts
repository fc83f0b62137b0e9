// The bytes that Athena would bill a statement for: of every file of the partitions that each reading of a table needs, the
// chunks of the columns that it needs, in the row groups that may have a row of it. A column's chunk is read whole or not
// at all. Footers are not counted: Athena's documentation counts columns; and LIMIT is not, as which files it spares is
// chance. Partition columns are in no file, so that `count(*)` reads nothing of them.
import type { Partition } from '@clickstream/lake/catalog'
import { mayMatch } from './bounds.ts'
import type { PlannedScan } from './duckdb-planner.ts'
import type { Footers } from './footers.ts'
import type { Scanner } from './scanner.ts'

/** The partitions that one reading needs, of those there are. */
export type Choose = (scan: PlannedScan, known: readonly Partition[]) => Promise<readonly Partition[]>

/** @throws RangeError where a file is no Parquet, NotFound where it is gone */
export async function countBytes(
  scans: readonly PlannedScan[],
  scanner: Scanner,
  footers: Footers,
  choose: Choose,
): Promise<number> {
  // Of a CTE that is named several times all readings are often the same.
  const alike = Map.groupBy(scans, scan => JSON.stringify(scan))
  let sum = 0
  for (const [scan, ...more] of alike.values()) {
    if (scan!.columns.length > 0) sum += (await countOnce(scan!, scanner, footers, choose)) * (1 + more.length)
  }
  return sum
}

async function countOnce(scan: PlannedScan, scanner: Scanner, footers: Footers, choose: Choose): Promise<number> {
  const { files } = await scanner.scan(scan.table, known => choose(scan, known))
  let sum = 0
  for (const groups of await footers.read(files)) {
    for (const group of groups) {
      if (!mayMatch(scan.where, group)) continue
      for (const column of scan.columns) sum += group.chunks.get(column)?.bytes ?? 0
    }
  }
  return sum
}
