// What a run says of itself, lines for a person.
import type { Reprocessed } from '../reprocess.ts'
import type { Difference, RowSample } from './difference.ts'
import { nameHour } from './range.ts'

/** Metrics of so many days are told, the busiest days first to last as they are. */
const MAX_METRICS = 200
const MAX_TEXT = 100

export function tellLines(result: Reprocessed): string[] {
  const { range, records, hours, compared, repeated, unheld, unheld_hours, difference, replaced } = result
  const changed = compared.filter(({ is_same }) => !is_same)
  const [first, last] = [range.hours[0], range.hours.at(-1)]
  const lines = [
    first === undefined
      ? 'no hour of these is closed yet'
      : `${nameHour(first)} to ${nameHour(last!)}: ${count(records, 'record')} of ${count(hours, 'hour')} in the archive`,
  ]
  if (range.open > 0 && first !== undefined) lines.push(`${count(range.open, 'hour')} left out, not closed yet`)
  if (repeated > 0) lines.push(`${count(repeated, 'record')} repeated`)
  if (unheld > 0) lines.push(`${count(unheld, 'row')} that the archive does not hold: they stay as they are`)
  if (unheld_hours.rows > 0) {
    const places = count(unheld_hours.hours, 'partition')
    lines.push(`${count(unheld_hours.rows, 'row')} in ${places} of hours it holds nothing of: they stay as they are`)
  }
  if (changed.length === 0) {
    if (compared.length > 0) lines.push(`no difference: all ${count(compared.length, 'partition')} come out the same`)
    return lines
  }
  lines.push(`${count(changed.length, 'partition')} of ${show(compared.length)} come out different`)
  if (difference !== null) lines.push(...tellDifference(difference))
  lines.push(
    replaced === null
      ? 'nothing was changed: --commit puts it in place'
      : `put in place: ${count(replaced.partitions, 'partition')}, ${count(replaced.rows, 'row')}`,
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
  if (metrics.length > MAX_METRICS) lines.push(`  … and ${show(metrics.length - MAX_METRICS)} more`)
  const counts = Object.entries(columns).sort(([, a], [, b]) => b - a)
  if (counts.length > 0) lines.push('columns with another value')
  for (const [name, rows] of counts) lines.push(`  ${name.padEnd(32)} ${count(rows, 'row')}`)
  if (came > 0) lines.push(`${count(came, 'row')} came`)
  if (gone > 0) lines.push(`${count(gone, 'row')} went`)
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

function count(number: number, noun: string): string {
  return `${show(number)} ${noun}${number === 1 ? '' : 's'}`
}

function show(number: number): string {
  return number.toLocaleString('en-US')
}
