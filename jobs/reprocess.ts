// `reprocess`: the archive's records through today's transform, held against what the lake made of them then.
import { events, rejected } from '@clickstream/events/tables'
import { dateOf, HOUR } from '@clickstream/events/time'
import type { Change } from '@clickstream/lake/catalog'
import { listFiles } from '@clickstream/lake/version'
import { transformBatch } from '@clickstream/transform/transform'
import { attemptUntilDone } from './attempt.ts'
import { isEpoch, readEpoch } from './epoch.ts'
import type { Job, JobValues, Summary, Work } from './job.ts'
import { Comparison } from './reprocessing/comparison.ts'
import { describe } from './reprocessing/difference.ts'
import { rowsOf } from './reprocessing/place.ts'
import { nameHour, type Range, readClosed, readRange } from './reprocessing/range.ts'
import { HELD, openScratch, type Scratch } from './reprocessing/scratch.ts'
import { type Reprocessed, summarise } from './reprocessing/summary.ts'
import { findRaw, survey } from './reprocessing/survey.ts'
import { replacePlaces } from './reprocessing/versions.ts'

const tables = { events, rejected }

/** The job with a transform of one's own; there is one but for tests. */
export function makeReprocess(transform: typeof transformBatch): Job {
  return {
    name: 'reprocess',
    about: "Transform raw events again, by today's rules, and say what changes",
    details: `
Takes the records of closed hours from the archive through today's transform.
--diff says what would change; --commit puts it in place, all in one step, and
only where there is a difference; without it nothing is. What was rejected and
is an event by today's contract becomes one. Rows that the archive does not
hold (it has its own retention) stay as they are, and are counted.`,
    options: {
      from: { type: 'string', value: 'WHEN', about: 'First day or hour of arrival: YYYY-MM-DD or YYYY-MM-DDTHH (UTC)' },
      to: { type: 'string', value: 'WHEN', about: 'Last day or hour, itself included (default: the last closed hour)' },
      table: {
        type: 'string',
        values: ['both', ...Object.keys(tables)],
        default: 'both',
        about: 'What to put in place',
      },
      diff: { type: 'boolean', about: 'Say what changes: per metric and day, columns, sample rows' },
      commit: { type: 'boolean', about: 'Put it in place' },
    },
    examples: [
      ['job reprocess --from 2026-11-01 --to 2026-11-07 --diff', 'what a week would look like today'],
      ['job reprocess --from 2026-11-23T07 --to 2026-11-23T09 --commit', 'three hours, put in place'],
    ],
    run: (values, work) => run(values, work, transform),
  }
}

export const reprocess: Job = makeReprocess(transformBatch)

async function run(values: JobValues, work: Work, transform: typeof transformBatch): Promise<Summary> {
  const range = readRange(values.from, values.to, await readClosed(work))
  for (;;) {
    const epoch = await readEpoch(work.catalog)
    const summary = await runOnce(values, range, epoch, work, transform)
    if (summary !== null) return summary
  }
}

/** Null when somebody was forgotten since the archive was read. */
async function runOnce(
  values: JobValues,
  range: Range,
  epoch: Change,
  work: Work,
  transform: typeof transformBatch,
): Promise<Summary | null> {
  // Before the lake is looked at: rows are in the lake before an import puts their lines into the archive.
  const raw = await findRaw(work, range.hours)
  const scratch = await openScratch(transform, await readRejectedTimes(work, raw.keys()))
  try {
    let done = 0
    for (const [hour, files] of raw) {
      work.signal?.throwIfAborted()
      work.onProgress({
        done: done++,
        total: raw.size,
        noun: 'hours',
        note: nameHour(hour),
      })
      await scratch.fill(work.store, files)
    }
    const result = await attemptUntilDone(
      'reprocess',
      async () => {
        const compared = await compare(values, range, epoch, new Set(raw.keys()), scratch, work)
        return compared === null && !(await isEpoch(work.catalog, epoch)) ? 'forgotten' : compared
      },
      work.signal,
    )
    return result === 'forgotten' ? null : summarise(result)
  } finally {
    await scratch.close()
  }
}

/** Null when the lake moved on meanwhile. */
async function compare(
  values: JobValues,
  range: Range,
  epoch: Change,
  processed: ReadonlySet<number>,
  scratch: Scratch,
  work: Work,
): Promise<Reprocessed | null> {
  const hours = [...processed]
  const base = { range, hours: hours.length, records: scratch.records, difference: null, replaced: null }
  if (range.hours.length === 0) {
    return { ...base, compared: [], repeated: 0, unheld: 0, unheld_hours: { hours: 0, rows: 0 } }
  }
  const workshop = await work.workshop()
  const made = scratch.files
  const { places, around, unheld } = await survey(work, range.hours, processed, made)
  const comparison = new Comparison(workshop)
  const held = [...made].filter(([location]) => location.startsWith(HELD)).flatMap(([, paths]) => paths)
  const compared = await comparison.compare(hours, places, held, around, work.signal)
  const wanted = values.table === undefined || values.table === 'both' ? null : values.table
  const changed = compared
    .filter(({ place, is_same }) => !is_same && (wanted === null || place.table.name === wanted))
    .map(({ place }) => place)
  const dates = new Set(changed.map(place => place.values.received_date))
  const ofDays = places.filter(
    place => dates.has(place.values.received_date) && (wanted === null || place.table.name === wanted),
  )
  const difference = values.diff === true ? await describe(workshop, ofDays, changed) : null
  const replaced = values.commit === true ? await replacePlaces(work, changed, [epoch]) : null
  if (values.commit === true && replaced === null) return null
  const unheldHours = new Set(unheld.map(key => key.slice(0, key.lastIndexOf('/'))))
  const unheld_hours = { hours: unheldHours.size, rows: await workshop.countRows(unheld) }
  return { ...base, compared, ...(await comparison.counts()), unheld_hours, difference, replaced }
}

/** When (ms since 1970) the rows arrived that the lake has in `rejected` on the days of these hours. */
async function readRejectedTimes(work: Work, hours: Iterable<number>): Promise<Set<number>> {
  const dates = new Set([...hours].map(hour => dateOf(hour * HOUR)))
  const workshop = await work.workshop()
  const times = new Set<number>()
  for (const date of dates) {
    for (const { location } of await work.catalog.partitions(rejected.name, { from: date, to: date })) {
      const keys = (await listFiles(work.store, location)).map(({ key }) => key)
      const rows = rowsOf(rejected, await workshop.paths(keys))
      for (const { ms } of await workshop.json(
        `select distinct cast(epoch_ms(received_at) as double) as ms from (${rows})`,
      )) {
        times.add(Number(ms))
      }
    }
  }
  return times
}
