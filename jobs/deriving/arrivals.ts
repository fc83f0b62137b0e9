// What is new in events since a job last ran, partition by partition (see arrival.ts), and what it means for the days of an
// app. A partition that the catalog no longer has was retained no longer: its days are frozen, as nobody can make again what
// was derived from it. (A job that empties a partition for any other reason leaves an empty version in its place.)
import { events } from '@clickstream/events/tables'
import { landingPartition } from '@clickstream/lake/partition'
import { listByPlace, settle } from '@clickstream/lake/version'
import type { Work } from '../job.ts'
import { type Arrival, compare, type Note, noteAfter } from './arrival.ts'
import { countByDay, type DayCount } from './days.ts'

/** An app's events as they are now, and what of them is new to the job. */
export interface AppArrivals {
  readonly app: string
  /** Files with what is new. */
  readonly fresh: string[]
  /** Each partition's files now, and its rows by day. */
  readonly holdings: { readonly keys: readonly string[]; readonly dates: Readonly<Record<string, number>> }[]
  /** The days to work on again, with how many rows are new. */
  readonly touched: Map<string, { rows: number; late: number }>
  /** Of them, those where rows may have gone or changed: what was derived from the others only grows. */
  readonly changed: Set<string>
  /** Days whose events are no longer all there: to be left as they are. */
  readonly frozen: Set<string>
}

export interface Arrivals {
  readonly apps: readonly AppArrivals[]
  /** Rows that are new, or read again as what they lie in changed. */
  readonly rows: number
  /** Writes down that all of it is worked in, with notes of the job's own; only to be called once it is committed. */
  remember(more?: readonly (readonly [key: string, note: string | null])[]): Promise<void>
}

const FROZEN = 'frozen/'
/** So many partitions are looked at side by side. */
const SIDE_BY_SIDE = 16

/**
 * Looks at the partitions of events. Where the job's own tables are must have been read before: then whoever was quicker
 * has seen no more than this run, or this run's swap fails.
 * @param notes what the job has noted (catalog.recall)
 * @param isFull whether to take all for new
 */
export async function readArrivals(
  work: Work,
  job: string,
  notes: ReadonlyMap<string, string>,
  isFull = false,
): Promise<Arrivals> {
  const { store, catalog } = work
  const partitions = await catalog.partitions('events')
  const known = new Map(partitions.map(partition => [landingPartition(events, partition.values).location, partition]))
  const noteOf = (key: string): Note | null => (notes.has(key) ? JSON.parse(notes.get(key)!) : null)
  const before = new Map([...known.keys()].map(key => [key, noteOf(key)]))
  const moved = [...known].filter(([key, { location }]) => before.get(key)?.location !== location)
  await eachSideBySide(moved, ([, partition]) => settle(work, partition))
  const listing = await listByPlace(store, events.name)
  const arrivals: Arrival[] = []
  await eachSideBySide([...known], async ([key, partition]) => {
    arrivals.push(await compare(store, key, partition, listing, before.get(key) ?? null, isFull))
  })
  const counts = await countByDay(
    work,
    arrivals.flatMap(({ fresh }) => fresh),
  )
  const gone = [...notes.keys()].filter(key => key.startsWith('events/') && !known.has(key))
  const apps = new Map<string, AppArrivals>()
  const changes: [string, string | null][] = gone.map(key => [key, null])
  for (const [key] of notes) if (key.startsWith(FROZEN)) freeze(apps, key)
  for (const key of gone) {
    for (const date of Object.keys(noteOf(key)!.dates)) {
      const frozen = `${FROZEN}${/app=([^/]*)/.exec(key)![1]}/${date}`
      freeze(apps, frozen)
      changes.push([frozen, ''])
    }
  }
  let rows = 0
  for (const arrival of arrivals.sort((a, b) => (a.key < b.key ? -1 : 1))) {
    const counted = counts.get(arrival.key) ?? []
    for (const { rows: more } of counted) rows += more
    const note = noteAfter(arrival, counted)
    const text = JSON.stringify(note)
    if (text !== notes.get(arrival.key)) changes.push([arrival.key, text])
    gather(takeApp(apps, arrival.partition.values.app!), arrival, note, counted)
  }
  return {
    apps: [...apps.values()].sort((a, b) => (a.app < b.app ? -1 : 1)),
    rows,
    remember: (more = []) => catalog.remember(job, [...changes, ...more]),
  }
}

function gather(app: AppArrivals, arrival: Arrival, note: Note, counted: readonly DayCount[]): void {
  app.fresh.push(...arrival.fresh)
  app.holdings.push({ keys: arrival.files.map(({ key }) => key), dates: note.dates })
  for (const { date, rows, late } of counted) {
    const sum = app.touched.get(date) ?? { rows: 0, late: 0 }
    // What was known and is read again is not late.
    const isKnown = arrival.known === null && arrival.lost.length > 0
    app.touched.set(date, { rows: sum.rows + rows, late: sum.late + (isKnown ? 0 : late) })
    if (arrival.isChanged) app.changed.add(date)
  }
  for (const date of arrival.lost) {
    if (!app.touched.has(date)) app.touched.set(date, { rows: 0, late: 0 })
    if (arrival.isChanged) app.changed.add(date)
  }
}

/** The files of an app that hold events of any of these days. */
export function keysOf({ holdings }: AppArrivals, dates: ReadonlySet<string>): string[] {
  return holdings.filter(held => Object.keys(held.dates).some(date => dates.has(date))).flatMap(({ keys }) => keys)
}

/** An app's rows by day, over all its partitions. */
export function countDays({ holdings }: AppArrivals): Map<string, number> {
  const sums = new Map<string, number>()
  for (const { dates } of holdings) {
    for (const [date, rows] of Object.entries(dates)) sums.set(date, (sums.get(date) ?? 0) + rows)
  }
  return sums
}

function takeApp(apps: Map<string, AppArrivals>, app: string): AppArrivals {
  const taken = apps.get(app) ?? {
    app,
    fresh: [],
    holdings: [],
    touched: new Map(),
    changed: new Set(),
    frozen: new Set(),
  }
  apps.set(app, taken)
  return taken
}

function freeze(apps: Map<string, AppArrivals>, key: string): void {
  const [, app, date] = key.split('/')
  takeApp(apps, app!).frozen.add(date!)
}

async function eachSideBySide<T>(things: readonly T[], work: (thing: T) => Promise<unknown>): Promise<void> {
  for (let i = 0; i < things.length; i += SIDE_BY_SIDE) {
    await Promise.all(things.slice(i, i + SIDE_BY_SIDE).map(work))
  }
}
