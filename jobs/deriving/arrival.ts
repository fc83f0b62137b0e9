// What is new in one partition of events since a job last ran, seen from the lake's files themselves and not from anybody's
// marks.
//
// The job notes where the partition was, which files it has worked in, and how many rows of which days (of occurred_at)
// they have. What is not in the note is new. A version whose rows are said to be exactly those of its inputs moves the note
// along; any other change in place (a person forgotten, hours reprocessed, repeats removed) makes the whole partition new,
// and the days that it had before count too.
import type { Partition } from '@clickstream/lake/catalog'
import type { Store, StoredObject } from '@clickstream/lake/store'
import { readManifest } from '@clickstream/lake/version'
import { isPart } from '../duckdb.ts'
import type { DayCount } from './days.ts'

/** What a job knows of a partition of events, kept as JSON under its landing location. */
export interface Note {
  readonly location: string
  /** Files worked in: name to bytes. */
  readonly files: Readonly<Record<string, number>>
  /** Rows by day of occurred_at. */
  readonly dates: Readonly<Record<string, number>>
}

/** A partition, how it was and what is new in it. */
export interface Arrival {
  readonly key: string
  readonly partition: Partition
  readonly files: readonly StoredObject[]
  readonly fresh: readonly string[]
  /** What the job knew and still holds; null when all is new. */
  readonly known: Note | null
  /** The days it had and may have no longer. */
  readonly lost: readonly string[]
  /** Whether rows may have gone or changed. */
  readonly isChanged: boolean
}

/** What is new in one partition. */
export async function compare(
  store: Store,
  key: string,
  partition: Partition,
  listing: ReadonlyMap<string, StoredObject[]>,
  before: Note | null,
  isFull: boolean,
): Promise<Arrival> {
  const { location } = partition
  const files = listing.get(location) ?? []
  const whole = { key, partition, files, fresh: files.map(file => file.key), known: null }
  if (before === null) return { ...whole, lost: [], isChanged: false }
  const isWorkedIn = ({ key, size }: StoredObject) => before.files[nameOf(key)] === size
  const changed = { ...whole, lost: Object.keys(before.dates), isChanged: true }
  if (isFull) return changed
  if (before.location === location) {
    const fresh = files.filter(file => !isWorkedIn(file)).map(file => file.key)
    const isAllThere = files.length - fresh.length === Object.keys(before.files).length
    return isAllThere ? { key, partition, files, fresh, known: before, lost: [], isChanged: false } : changed
  }
  const manifest = await readManifest(store, location)
  if (manifest === null || !manifest.is_same || manifest.replaces !== before.location) return changed
  // Of its inputs, those that were not worked in are read where they still are; then what landed after it was made, as its own files
  // have the rows of the inputs.
  const there = new Map((listing.get(before.location) ?? []).map(file => [file.key, file]))
  const inputs = manifest.inputs.filter(input => before.files[nameOf(input)] === undefined)
  if (!inputs.every(input => there.has(input))) return { ...whole, lost: Object.keys(before.dates), isChanged: false }
  const landed = files.filter(file => !isPart(file.key) && !isWorkedIn(file)).map(file => file.key)
  return { key, partition, files, fresh: [...inputs, ...landed], known: before, lost: [], isChanged: false }
}

/** What to note of it, once it is worked in. `counted`: the rows of `fresh`. */
export function noteAfter({ partition, files, known }: Arrival, counted: readonly DayCount[]): Note {
  const dates: Record<string, number> = { ...known?.dates }
  for (const { date, rows } of counted) dates[date] = (dates[date] ?? 0) + rows
  return {
    location: partition.location,
    files: Object.fromEntries(files.map(({ key, size }) => [nameOf(key), size])),
    dates: Object.fromEntries(Object.entries(dates).sort()),
  }
}

function nameOf(key: string): string {
  return key.slice(key.lastIndexOf('/') + 1)
}
