// `compact`: many small files to few large ones, and every event once.
import { events, rejected } from '@clickstream/events/tables'
import { dateOf, HOUR } from '@clickstream/events/time'
import { sweep } from '@clickstream/lake/sweep'
import { bundle } from './compacting/bundle.ts'
import { Compaction } from './compacting/compaction.ts'
import type { Arrived } from './compacting/merge.ts'
import { summarise, tellBroken, tellPlan } from './compacting/summary.ts'
import { type Job, JobError, type JobValues } from './job.ts'

const tables = { events, rejected }

export const compact: Job = {
  name: 'compact',
  about: 'Merge the small files of closed hours into few, each event once',
  details: `
An hour is closed when every event that arrived in it is in the lake. Its files
become few and sorted, and an event_id that came before, in it or in the 24
hours before it, is left out. Readers see the old files or the new; the old ones
stay for --grace hours, for who still reads them. A day that is over is kept
once more as one file, its bundle, which is what a query opens (not on AWS:
Athena reads the partitions).`,
  options: {
    from: { type: 'string', value: 'DATE', about: 'Only partitions from this day of arrival on (YYYY-MM-DD)' },
    to: { type: 'string', value: 'DATE', about: 'Only up to and with this day' },
    table: { type: 'string', values: Object.keys(tables), about: 'Only this table (default both)' },
    grace: { type: 'string', value: 'HOURS', default: '24', about: 'How long what was replaced stays' },
    margin: {
      type: 'string',
      value: 'SECONDS',
      default: '60',
      about: 'How long after its end an hour counts as closed',
    },
    'dry-run': { type: 'boolean', about: 'Say what would be merged, and change nothing' },
  },
  examples: [
    ['job compact', 'whatever is closed and scattered'],
    ['job compact --from 2026-11-01 --to 2026-11-07', 'one week'],
    ['job compact --dry-run', 'what it would do'],
  ],
  async run(values, work) {
    const wanted = readValues(values)
    const complete = await work.completeUpTo()
    if (complete === null) {
      throw new JobError(
        'compact: expected to know up to when the lake is complete, got nothing: run it where the stream is (STREAM)',
      )
    }
    const run = new Compaction(work, { ...wanted, closed_at: complete - wanted.margin_ms })
    for (const table of wanted.tables) await run.compact(table)
    if (wanted.is_dry) return tellPlan(run)
    // Of the tables that are derived, too: nobody else takes away what their jobs replaced.
    const names = values.table === undefined ? {} : { tables: wanted.tables.map(({ name }) => name) }
    const swept = await sweep(work, { grace_ms: wanted.grace_ms, ...names }, work.clock)
    const bundled = await bundle(work, { ...wanted, closed_at: complete - wanted.margin_ms }, run.broken)
    const summary = summarise(run, swept, bundled)
    // All that could be done is done by now.
    if (run.broken.size > 0) throw new JobError(tellBroken(run, summary))
    return summary
  },
}

function readValues(values: JobValues) {
  const { table } = values
  return {
    tables: (table === undefined
      ? Object.values(tables)
      : [tables[table as keyof typeof tables]]) as readonly Arrived[],
    from: readDate('from', values.from),
    to: readDate('to', values.to),
    grace_ms: readNumber('grace', values.grace ?? '24') * HOUR,
    margin_ms: readNumber('margin', values.margin ?? '60') * 1000,
    is_dry: values['dry-run'] === true,
  }
}

function readDate(name: string, value: string | boolean | undefined): string | undefined {
  if (value === undefined) return undefined
  const time = /^\d{4}-\d\d-\d\d$/.test(String(value)) ? Date.parse(`${value}T00:00:00Z`) : Number.NaN
  if (!Number.isNaN(time) && dateOf(time) === value) return value
  throw new JobError(`--${name}: expected a date YYYY-MM-DD, got ${JSON.stringify(value)}`)
}

function readNumber(name: string, value: string | boolean): number {
  const number = value === '' ? Number.NaN : Number(value)
  if (number >= 0 && number < 1e6) return number
  throw new JobError(`--${name}: expected a number of 0 or more, got ${JSON.stringify(value)}`)
}
