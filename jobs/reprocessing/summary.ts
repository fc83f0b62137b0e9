// What a run of `reprocess` says of itself.
import { events, rejected } from '@clickstream/events/tables'
import type { Summary } from '../job.ts'
import { showCount, showMany } from '../units.ts'
import type { Compared, Counts } from './comparison.ts'
import type { Difference, RowSample } from './difference.ts'
import type { Place } from './place.ts'
import { nameHour, type Range } from './range.ts'
import type { Replaced } from './versions.ts'

/** So many changes of metrics are told, the earliest days first. */
const MAX_METRICS = 200
const MAX_TEXT = 100

/** What one run found, and did. */
export interface Reprocessed extends Counts {
  readonly range: Range
  /** Hours that the archive has records of, and the records. */
  readonly hours: number
  readonly records: number
  readonly compared: readonly Compared[]
  /** Rows in hours that the archive holds nothing of. */
  readonly unheld_hours: { readonly hours: number; readonly rows: number }
  readonly difference: Difference | null
  /** Null when nothing was asked to be put in place. */
  readonly replaced: Replaced | null
}

export function summarise(result: Reprocessed): Summary {
  const { compared, records, replaced, repeated, difference } = result
  const changed = compared.filter(({ is_same }) => !is_same)
  const sum = (table: Place['table'], side: 'before' | 'after') =>
    compared.filter(({ place }) => place.table === table).reduce((total, each) => total + each[side], 0)
  return {
    rows_in: records,
    rows_out: sum(events, 'after'),
    rejected: sum(rejected, 'after'),
    repeated,
    files: replaced?.files ?? 0,
    bytes: replaced?.bytes ?? 0,
    lines: tellLines(result),
    data: {
      hours: result.hours,
      records,
      is_same: changed.length === 0,
      changed: changed.map(({ place: { table, values }, before, after }) => ({
        table: table.name,
        ...values,
        before,
        after,
      })),
      unheld_rows: result.unheld + result.unheld_hours.rows,
      ...(difference === null ? {} : { difference }),
    },
  }
}

/** Lines for a person. */
function tellLines(result: Reprocessed): string[] {
  const { range, records, hours, compared, repeated, unheld, unheld_hours, difference, replaced } = result
  const changed = compared.filter(({ is_same }) => !is_same)
  const [first, last] = [range.hours[0], range.hours.at(-1)]
  const lines = [
    first === undefined
      ? 'no hour of these is closed yet'
      : `${nameHour(first)} to ${nameHour(last!)}: ${showMany(records, 'record')} of ${showMany(hours, 'hour')} in the archive`,
  ]
  if (range.open > 0 && first !== undefined) lines.push(`${showMany(range.open, 'hour')} left out, not closed yet`)
  if (repeated > 0) lines.push(`${showMany(repeated, 'record')} repeated`)
  if (unheld > 0) lines.push(`${showMany(unheld, 'row')} that the archive does not hold: they stay as they are`)
  if (unheld_hours.rows > 0) {
    const places = showMany(unheld_hours.hours, 'partition')
    lines.push(`${showMany(unheld_hours.rows, 'row')} in ${places} of hours it holds nothing of: they stay as they are`)
  }
  if (changed.length === 0) {
    if (compared.length > 0)
      lines.push(`no difference: all ${showMany(compared.length, 'partition')} come out the same`)
    return lines
  }
  lines.push(`${showMany(changed.length, 'partition')} of ${showCount(compared.length)} come out different`)
  if (difference !== null) lines.push(...tellDifference(difference))
  lines.push(
    replaced === null
      ? 'nothing was changed: --commit puts it in place'
      : `put in place: ${showMany(replaced.partitions, 'partition')}, ${showMany(replaced.rows, 'row')}`,
  )
  return lines
}

function tellDifference({ metrics, columns, came, gone, samples }: Difference): string[] {
  const lines: string[] = []
  let day = ''
  for (const change of metrics.slice(0, MAX_METRICS)) {
    if (change.day !== day) lines.push(change.day)
    day = change.day
    lines.push(`  ${change.metric.padEnd(32)} ${change.before} → ${change.after}`)
  }
  if (metrics.length > MAX_METRICS) lines.push(`  … and ${showCount(metrics.length - MAX_METRICS)} more`)
  const counts = Object.entries(columns).sort(([, a], [, b]) => b - a)
  if (counts.length > 0) lines.push('columns with another value')
  for (const [name, rows] of counts) lines.push(`  ${name.padEnd(32)} ${showMany(rows, 'row')}`)
  if (came > 0) lines.push(`${showMany(came, 'row')} came`)
  if (gone > 0) lines.push(`${showMany(gone, 'row')} went`)
  if (samples.length > 0) lines.push('such as')
  for (const sample of samples) lines.push(...tellSample(sample))
  return lines
}

function tellSample({ event_id, received_at, fate, columns }: RowSample): string[] {
  return [
    `  ${event_id ?? 'without an event_id'}, received ${received_at}${fate === 'changed' ? '' : `, ${fate}`}`,
    ...Object.entries(columns).map(([name, [before, after]]) =>
      fate === 'changed'
        ? `    ${name}: ${cut(before)} → ${cut(after)}`
        : `    ${name}: ${cut(fate === 'came' ? after : before)}`,
    ),
  ]
}

function cut(text: string | null): string {
  if (text === null) return 'null'
  return text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)}…` : text
}
