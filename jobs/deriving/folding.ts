// Tables that gather what all events of an app say, one partition an app: new events are folded into what is there. When
// events may have gone, the table is made again from all of them.
import type { Table } from '@clickstream/events/field'
import { events } from '@clickstream/events/tables'
import { listFiles } from '@clickstream/lake/version'
import { attemptUntilDone } from '../attempt.ts'
import { readEpoch } from '../epoch.ts'
import type { Summary, Work } from '../job.ts'
import { showMany } from '../units.ts'
import { type AppArrivals, readArrivals } from './arrivals.ts'
import { countDifferent } from './difference.ts'
import { Edition } from './edition.ts'
import { tellArrivals } from './summary.ts'

/** Files of events folded in at a time. */
const MAX_FILES = 1000

export interface Fold {
  readonly table: Table
  /**
   * A SELECT of the table's rows from events and from rows that the table had, both SELECTs in parentheses. To fold the
   * same events in again changes nothing; nor does it matter how many of them come at a time.
   */
  readonly write: (events: string, rows: string) => string
}

/** Folds what is new to a job into its tables. */
export function foldArrivals(job: string, folds: readonly Fold[], isFull: boolean, work: Work): Promise<Summary> {
  return attemptUntilDone(job, () => fold(job, folds, isFull, work), work.signal)
}

async function fold(job: string, folds: readonly Fold[], isFull: boolean, work: Work): Promise<Summary | null> {
  const epoch = await readEpoch(work.catalog)
  // First, so that a version put in place by a run that has seen more is not overwritten: see readArrivals.
  const known = new Map<string, string>()
  for (const { table } of folds) {
    for (const { values, location } of await work.catalog.partitions(table.name)) {
      known.set(`${table.name}/${values.app}`, location)
    }
  }
  const arrivals = await readArrivals(work, job, await work.catalog.recall(job), isFull)
  const edition = new Edition(work, job, epoch)
  const lines: string[] = []
  try {
    const apps = arrivals.apps.filter(({ fresh, changed }) => fresh.length > 0 || changed.size > 0)
    let done = 0
    for (const app of apps) {
      work.onProgress({ done: done++, total: apps.length, noun: 'apps', note: app.app })
      for (const each of folds) {
        work.signal?.throwIfAborted()
        const location = known.get(`${each.table.name}/${app.app}`) ?? null
        lines.push(...(await foldApp(work, edition, each, app, location)))
      }
    }
    if (!(await edition.commit())) return null
    await arrivals.remember()
    work.onProgress({ done, total: done, noun: 'apps' })
    return {
      rows_in: arrivals.rows,
      rows_out: edition.rows,
      files: edition.files,
      bytes: edition.bytes,
      lines: [`${tellArrivals(arrivals)}, ${showMany(edition.rows, 'row')} written`, ...lines],
    }
  } finally {
    await edition.discard()
  }
}

async function foldApp(
  work: Work,
  edition: Edition,
  { table, write }: Fold,
  { app, fresh, holdings, changed, frozen }: AppArrivals,
  location: string | null,
): Promise<string[]> {
  const workshop = await work.workshop()
  // What events that are no longer kept have said stays: nobody can say it again.
  const isFromAll = changed.size > 0
  const isAdded = !isFromAll || frozen.size > 0
  const sources = isFromAll ? holdings.flatMap(({ keys }) => keys) : fresh
  const there = location === null || !isAdded ? [] : (await listFiles(work.store, location)).map(({ key }) => key)
  await workshop.run(`create or replace temp table made as select * from ${await workshop.table(table, there)}`)
  for (let i = 0; i === 0 || i < sources.length; i += MAX_FILES) {
    work.signal?.throwIfAborted()
    const some = await workshop.table(events, sources.slice(i, i + MAX_FILES))
    await workshop.run(`create or replace temp table folded as ${write(some, 'made')}`)
    await workshop.run('create or replace temp table made as select * from folded')
    await workshop.release()
  }
  const difference = await countDifferent(work, table, 'select * from made', location)
  if (difference === 0) return []
  const rows = await edition.write(table, { app }, location, 'select * from made order by 1, 2')
  return [`${app}: ${showMany(rows, 'row')} of ${table.name}${isFromAll ? ', made again from all events' : ''}`]
}
