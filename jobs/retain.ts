// Old days go: out of the catalog at once, so that nobody reads them, and off the disk after a grace period.
import type { Table } from '@clickstream/events/field'
import { tables } from '@clickstream/events/tables'
import { dateOf, HOUR, moveDate } from '@clickstream/events/time'
import { sweepBundles } from '@clickstream/lake/bundle'
import type { Partition } from '@clickstream/lake/catalog'
import { RAW, VERSIONS } from '@clickstream/lake/layout'
import { landingOf } from '@clickstream/lake/lineage'
import type { StoredObject } from '@clickstream/lake/store'
import { sweepAtOnce } from '@clickstream/lake/sweep'
import { listFiles } from '@clickstream/lake/version'
import { attemptUntilDone } from './attempt.ts'
import { type Job, JobError, type JobValues, type Summary, type Work } from './job.ts'
import { type Policy, parsePolicy, RAW_NAME, retainable } from './retaining/policy.ts'
import { showMany } from './units.ts'

const NAME = 'retain'
/** Files whose rows are counted in one statement. */
const COUNTED_AT_ONCE = 500

/** What went of one table. */
interface Dropped {
  readonly name: string
  /** The first day that is kept. */
  readonly kept_from: string
  readonly days: readonly string[]
  readonly partitions: number
  readonly files: number
  readonly bytes: number
  readonly rows: number
}

export const retain: Job = {
  name: NAME,
  about: 'Drop what is older than so many days',
  details: `
Of ${retainable.join(', ')}.
Nobody reads what is dropped any more; its files go with a later run, after the
grace period (raw files go at once). What was derived from dropped events stays.
Nothing is ever dropped without being asked: clickstream dev does it daily where
RETAIN says so, such as RETAIN=raw=90,rejected=30.`,
  options: {
    days: { type: 'string', value: 'DAYS', about: 'Days to keep: a number, or several such as raw=90,rejected=30' },
    table: { type: 'string', value: 'TABLE', values: [...retainable, 'all'], about: 'Of what, where DAYS is a number' },
    grace: { type: 'string', value: 'HOURS', default: '24', about: 'How long files of dropped days stay' },
    'dry-run': { type: 'boolean', about: 'Only say what would go' },
  },
  examples: [
    ['job retain --days 30 --table rejected --dry-run', 'what would go'],
    ['job retain --days raw=90,events=400', 'several at once'],
  ],
  async run(values, work) {
    const policy = readPolicy(values)
    const grace = Number(values.grace ?? 24)
    if (!(grace >= 0)) throw new JobError(`--grace: expected hours, 0 or more, got ${JSON.stringify(values.grace)}`)
    const isDry = values['dry-run'] === true
    const dropped: Dropped[] = []
    for (const [name, days] of policy) {
      work.signal?.throwIfAborted()
      work.onProgress({ done: dropped.length, total: policy.size, noun: 'tables', note: name })
      const kept_from = moveDate(dateOf(work.clock()), -days)
      dropped.push(await (name === RAW_NAME ? dropRaw : dropDays)(work, name, kept_from, isDry))
    }
    const swept = isDry ? { files: 0, bytes: 0 } : await sweepDropped(work, grace * HOUR)
    if (!isDry) await sweepBundles(work)
    return summarise(dropped, swept, isDry)
  },
}

function readPolicy({ days, table }: JobValues): Policy {
  if (typeof days !== 'string') throw new JobError('--days: expected days to keep, got nothing')
  const isNumber = /^\d+$/.test(days)
  if (isNumber !== (table !== undefined)) {
    throw new JobError(
      `--table: expected ${isNumber ? 'one beside a number of days' : 'none beside a list'}, got ${table ?? 'none'}`,
    )
  }
  try {
    return parsePolicy(isNumber ? `${table}=${days}` : days)
  } catch (error) {
    throw new JobError((error as Error).message.replace('RETAIN', '--days'))
  }
}

/** Takes a table's partitions of days before `kept_from` out of the catalog, all in one step. */
async function dropDays(work: Work, name: string, kept_from: string, isDry: boolean): Promise<Dropped> {
  return attemptUntilDone(
    NAME,
    async () => {
      const range = { to: moveDate(kept_from, -1) }
      const partitions = await work.catalog.partitions(name, range)
      const files: StoredObject[] = []
      for (const { location } of partitions) files.push(...(await listFiles(work.store, location)))
      const rows = await countRows(work, files)
      if (!isDry && partitions.length > 0) {
        // Before, so that the files are found again whatever comes between.
        const now = String(work.clock())
        await work.catalog.remember(
          NAME,
          partitions.map(each => [landingOf(each), now] as const),
        )
        const changes = partitions.map(({ table, values, location }) => ({ table, values, from: location, to: null }))
        if (!(await work.catalog.swap(changes))) return null
        // What was landed goes at once: a late event makes the same place known again, with all that still lies there.
        for (const { key } of files) if (!key.startsWith(VERSIONS)) await work.store.remove(key)
      }
      const days = [...new Set(partitions.map(dayOf))].sort()
      return { name, kept_from, days, partitions: partitions.length, ...sizeOf(files), rows }
    },
    work.signal,
  )
}

async function countRows(work: Work, files: readonly StoredObject[]): Promise<number> {
  const workshop = await work.workshop()
  let rows = 0
  for (let i = 0; i < files.length; i += COUNTED_AT_ONCE) {
    rows += await workshop.countRows(files.slice(i, i + COUNTED_AT_ONCE).map(({ key }) => key))
    await workshop.release()
  }
  return rows
}

async function dropRaw(work: Work, name: string, kept_from: string, isDry: boolean): Promise<Dropped> {
  const objects = (await work.store.list(RAW)).filter(({ key }) => dayOfRaw(key) < kept_from)
  if (!isDry) for (const { key } of objects) await work.store.remove(key)
  const days = [...new Set(objects.map(({ key }) => dayOfRaw(key)))].sort()
  return { name, kept_from, days, partitions: days.length, ...sizeOf(objects), rows: 0 }
}

/** The files of what was dropped longer than the grace period ago. What came back meanwhile stays. */
async function sweepDropped(work: Work, grace_ms: number): Promise<{ files: number; bytes: number }> {
  const before = work.clock() - grace_ms
  const due = [...(await work.catalog.recall(NAME))].filter(([, at]) => Number(at) <= before).map(([key]) => key)
  if (due.length === 0) return { files: 0, bytes: 0 }
  const some = Object.values<Table>(tables).filter(({ name }) => due.some(landing => landing.startsWith(`${name}/`)))
  const gone = new Set(due)
  for (const { name } of some) for (const each of await work.catalog.partitions(name)) gone.delete(landingOf(each))
  const swept = await sweepAtOnce(work, some, landing => gone.has(landing), work.clock)
  await work.catalog.remember(
    NAME,
    due.map(landing => [landing, null] as const),
  )
  return swept
}

function summarise(dropped: readonly Dropped[], swept: { files: number; bytes: number }, isDry: boolean): Summary {
  const lines = dropped.map(({ name, kept_from, days, partitions, files, rows }) => {
    const what = days.length === 0 ? 'nothing' : `${showMany(partitions, 'partition')} of ${days[0]} to ${days.at(-1)}`
    const count = name === RAW_NAME ? showMany(files, 'file') : `${showMany(rows, 'row')} in ${showMany(files, 'file')}`
    return `${name}, kept from ${kept_from}: ${isDry ? 'would drop' : 'dropped'} ${what}${days.length === 0 ? '' : `, ${count}`}`
  })
  if (swept.files > 0) lines.push(`${showMany(swept.files, 'file')} of days dropped earlier gone`)
  return {
    rows_in: dropped.reduce((sum, { rows }) => sum + rows, 0),
    rows_out: 0,
    files: dropped.reduce((sum, { files }) => sum + files, 0),
    bytes: 0,
    lines,
    data: { dropped, swept },
  }
}

function dayOf({ values }: Partition): string {
  return Object.entries(values).find(([column]) => column.endsWith('_date'))![1]
}

function dayOfRaw(key: string): string {
  return /received_date=(\d{4}-\d{2}-\d{2})\//.exec(key)?.[1] ?? '9999-12-31'
}

function sizeOf(files: readonly StoredObject[]): { files: number; bytes: number } {
  return { files: files.length, bytes: files.reduce((sum, { size }) => sum + size, 0) }
}
