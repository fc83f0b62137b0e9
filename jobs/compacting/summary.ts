// What a run of `compact` says of itself.
import { landingOf } from '@clickstream/lake/lineage'
import type { Swept } from '@clickstream/lake/sweep'
import type { Summary } from '../job.ts'
import { showBytes, showCount, showMany } from '../units.ts'
import type { Bundled } from './bundle.ts'
import type { Compaction } from './compaction.ts'

/** Partitions that are named one by one. */
const MAX_NAMED = 10

export function summarise(run: Compaction, swept: Swept, bundled: Bundled): Summary {
  const { merged, open, rested } = run
  const sum = { rows_in: 0, rows_out: 0, repeated: 0, files_in: 0, bytes_in: 0, files: 0, bytes: 0 }
  for (const { merged: each } of merged) {
    for (const name of Object.keys(sum) as (keyof typeof sum)[]) sum[name] += each[name]
  }
  const lines: string[] = []
  if (merged.length > 0) {
    const files = `${showMany(sum.files_in, 'file')} of ${showBytes(sum.bytes_in)} to ${showMany(sum.files, 'file')} of ${showBytes(sum.bytes)}`
    lines.push(`${showMany(merged.length, 'partition')} merged: ${files}`)
    const left = sum.repeated === 0 ? 'none repeated' : `${showCount(sum.repeated)} left out as repeated`
    lines.push(`${showMany(sum.rows_in, 'row')}, ${left}`)
  } else if (run.broken.size === 0) lines.push('nothing to merge')
  lines.push(`${showMany(rested, 'partition')} in order already, ${showCount(open)} not closed yet`)
  if (swept.files > 0)
    lines.push(`${showMany(swept.files, 'file')} of ${showBytes(swept.bytes)} removed that nobody reads any more`)
  if (bundled.files > 0) lines.push(`${showMany(bundled.files, 'day')} bundled, ${showBytes(bundled.bytes)}`)
  const { rows_in, rows_out, repeated, files, bytes } = sum
  const data = {
    partitions: merged.length,
    in_order: rested,
    open,
    files_in: sum.files_in,
    bytes_in: sum.bytes_in,
    swept,
    bundled,
  }
  return { rows_in, rows_out, repeated, files, bytes, lines, data }
}

/** What a run would do. */
export function tellPlan({ found, open, rested }: Compaction): Summary {
  const files = found.reduce((sum, each) => sum + each.files, 0)
  const bytes = found.reduce((sum, each) => sum + each.bytes, 0)
  const named = found
    .slice(0, MAX_NAMED)
    .map(each => `  ${landingOf(each.partition)}: ${showMany(each.files, 'file')} of ${showBytes(each.bytes)}`)
  if (found.length > MAX_NAMED) named.push(`  and ${showCount(found.length - MAX_NAMED)} more`)
  const lines = [
    `${showMany(found.length, 'partition')} to merge: ${showMany(files, 'file')} of ${showBytes(bytes)}`,
    ...named,
    `${showMany(rested, 'partition')} in order already, ${showCount(open)} not closed yet`,
    'nothing was changed',
  ]
  const places = found.map(each => landingOf(each.partition))
  return { rows_in: 0, rows_out: 0, files: 0, bytes: 0, lines, data: { places, open, in_order: rested } }
}

/** What to say when files could not be read, and what to do. */
export function tellBroken({ broken }: Compaction, summary: Summary): string {
  const named = [...broken.values()].slice(0, MAX_NAMED).map(({ key, why }) => `  ${key}: ${why}`)
  if (broken.size > MAX_NAMED) named.push(`  and ${showCount(broken.size - MAX_NAMED)} more`)
  return [
    `compact: expected Parquet files that can be read, got ${showMany(broken.size, 'file')} that cannot:`,
    ...named,
    'Move each out of the lake and reprocess its hour; until then its partition stays as it is. The rest is done:',
    ...summary.lines,
  ].join('\n')
}
