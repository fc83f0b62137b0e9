// What there is for the hours of a run: files of the archive, and partitions of the lake with their files.
import { events, rejected } from '@clickstream/events/tables'
import { dateOf, HOUR } from '@clickstream/events/time'
import type { Partition } from '@clickstream/lake/catalog'
import { landingPartition } from '@clickstream/lake/partition'
import type { StoredObject } from '@clickstream/lake/store'
import { listFiles, settle } from '@clickstream/lake/version'
import { rawLocation } from '@clickstream/transform/archive'
import { WINDOW_HOURS } from '@clickstream/transform/repeats'
import { extentOf } from '../closed.ts'
import type { Work } from '../job.ts'
import type { Place } from './place.ts'
import { HELD } from './scratch.ts'

/** The archive's files by hour (since 1970), in the order they were written; hours it holds nothing of are left out. */
export async function findRaw(work: Work, hours: readonly number[]): Promise<Map<number, StoredObject[]>> {
  const wanted = new Set(hours)
  const found = new Map<number, StoredObject[]>()
  for (const day of new Set(hours.map(hour => Math.floor(hour / 24)))) {
    const ofDay = await work.store.list(rawLocation(day * 24).replace(/received_hour=.*$/, ''))
    for (let hour = day * 24; hour < day * 24 + 24; hour++) {
      const files = ofDay.filter(({ key }) => key.startsWith(rawLocation(hour)))
      if (!wanted.has(hour) || files.length === 0) continue
      found.set(
        hour,
        files.toSorted((a, b) => a.modified_at - b.modified_at || (a.key < b.key ? -1 : 1)),
      )
    }
  }
  return found
}

export interface Survey {
  /** Partitions that the run is about, as they are now. */
  readonly places: readonly Place[]
  /** Paths of the lake's events in the hours around them, whose event_ids count as well. */
  readonly around: readonly string[]
  /** Keys of the lake's files in hours that were asked for and that the archive holds nothing of. */
  readonly unheld: readonly string[]
}

/** @param asked all hours · processed: those that the archive has · made: see Scratch.files */
export async function survey(
  work: Work,
  asked: readonly number[],
  processed: ReadonlySet<number>,
  made: ReadonlyMap<string, readonly string[]>,
): Promise<Survey> {
  const isAsked = new Set(asked)
  const days = new Set([...processed].map(hour => dateOf(hour * HOUR)))
  const places = new Map<string, Place>()
  const around: StoredObject[] = []
  const unheld: StoredObject[] = []
  const workshop = await work.workshop()
  const take = async (table: Place['table'], values: Partition['values'], known?: Partition) => {
    const landing = landingPartition(table, values).location
    if (places.has(landing)) return
    if (known !== undefined) await settle(work, known)
    const files = known === undefined ? [] : await listFiles(work.store, known.location)
    const lake = await workshop.paths(files.map(({ key }) => key))
    places.set(landing, { table, values, location: known?.location ?? null, files, lake, raw: made.get(landing) ?? [] })
  }
  for (const partition of await work.catalog.partitions(events.name, rangeOf(asked))) {
    const hour = extentOf(partition).start / HOUR
    if (processed.has(hour)) await take(events, partition.values, partition)
    else {
      const files = await listFiles(work.store, partition.location)
      if (isAsked.has(hour)) unheld.push(...files)
      if (isNear(hour, processed)) around.push(...files)
    }
  }
  for (const partition of await work.catalog.partitions(rejected.name, rangeOf(asked))) {
    if (days.has(partition.values.received_date!)) await take(rejected, partition.values, partition)
  }
  // What the archive's records became where the lake has nothing yet.
  for (const location of made.keys()) {
    if (!location.startsWith(HELD)) await take(...placeAt(location))
  }
  const inOrder = [...places].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, place]) => place)
  return { places: inOrder, around: await workshop.paths(keysOf(around)), unheld: keysOf(unheld) }
}

/** The days of the hours and a day on either side. */
function rangeOf(hours: readonly number[]): { from: string; to: string } {
  const window = WINDOW_HOURS * HOUR
  return { from: dateOf(hours[0]! * HOUR - window), to: dateOf(hours.at(-1)! * HOUR + window) }
}

function isNear(hour: number, hours: ReadonlySet<number>): boolean {
  for (let near = hour - WINDOW_HOURS; near <= hour + WINDOW_HOURS; near++) if (hours.has(near)) return true
  return false
}

function placeAt(location: string): [Place['table'], Record<string, string>] {
  const [name, ...parts] = location.split('/').filter(Boolean)
  const values = Object.fromEntries(parts.map(part => part.split('=') as [string, string]))
  return [name === events.name ? events : rejected, values]
}

function keysOf(files: readonly StoredObject[]): string[] {
  return files.map(({ key }) => key)
}
