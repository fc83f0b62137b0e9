// Where a table's rows lie: in its partitions, and in what they have left and nobody swept yet.
import type { Table } from '@clickstream/events/field'
import type { DateRange, Partition } from '@clickstream/lake/catalog'
import { landingPartition, readValues } from '@clickstream/lake/partition'
import type { StoredObject } from '@clickstream/lake/store'
import { type Lake, listByPlace, VERSIONS } from '@clickstream/lake/version'

/** One place of a partition and the Parquet files in it. */
export interface Place {
  /** Where the partition's rows land: what it is called by. */
  readonly landing: string
  readonly location: string
  readonly values: Readonly<Record<string, string>>
  readonly files: readonly StoredObject[]
  /** The partition, if this is where the catalog has it. */
  readonly partition: Partition | null
}

/** Every place of a table with files in it; of one app where the table is partitioned by app and `app` is not null. */
export async function listPlaces({ store, catalog }: Lake, table: Table, app: string | null): Promise<Place[]> {
  // The files first, then the catalog: what was put in place meanwhile is known by then.
  const byLocation = await listByPlace(store, table.name)
  const known = new Map<string, Partition>()
  for (const each of await catalog.partitions(table.name))
    known.set(landingPartition(table, each.values).location, each)
  const places: Place[] = []
  for (const [location, files] of byLocation) {
    const below = location.slice((location.startsWith(VERSIONS) ? VERSIONS : '').length + table.name.length + 1)
    const values = readValues(table, below.split('/'))
    if (values === undefined || (app !== null && 'app' in values && values.app !== app)) continue
    const { location: landing } = landingPartition(table, values)
    const partition = known.get(landing)
    places.push({
      landing,
      location,
      values,
      files,
      partition: partition?.location === location ? partition : null,
    })
  }
  return places.sort((a, b) => (a.location < b.location ? -1 : 1))
}

/** The partition's day, to ask the catalog for it alone; all where it has none. */
export function dayOf(values: Partition['values']): DateRange {
  const column = Object.keys(values).find(name => name.endsWith('_date'))
  return column === undefined ? {} : { from: values[column]!, to: values[column]! }
}
