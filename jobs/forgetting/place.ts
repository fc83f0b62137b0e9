// Where a table's rows lie: in its partitions, and in what they have left and nobody swept yet.
import type { Table } from '@clickstream/events/field'
import type { Partition } from '@clickstream/lake/catalog'
import { landingPartition } from '@clickstream/lake/partition'
import type { StoredObject } from '@clickstream/lake/store'
import { type Lake, listFiles, VERSIONS } from '@clickstream/lake/version'

/** One place of a partition and the Parquet files in it. */
export interface Place {
  /** Where the partition's rows land: what it is called by. */
  readonly landing: string
  readonly location: string
  readonly values: Readonly<Record<string, string>>
  readonly files: readonly StoredObject[]
  /** The partition, if this is where the catalog has it. */
  readonly partition: Partition | null
  /** Whether the catalog knows the partition at all. */
  readonly isKnown: boolean
}

/** Every place of a table with files in it; of one app where the table is partitioned by app and `app` is not null. */
export async function listPlaces({ store, catalog }: Lake, table: Table, app: string | null): Promise<Place[]> {
  // The files first, then the catalog: what was put in place meanwhile is known by then.
  const byLocation = new Map<string, StoredObject[]>()
  for (const prefix of [`${table.name}/`, `${VERSIONS}${table.name}/`]) {
    for (const file of await listFiles(store, prefix)) {
      const location = file.key.slice(0, file.key.lastIndexOf('/') + 1)
      byLocation.set(location, [...(byLocation.get(location) ?? []), file])
    }
  }
  const known = new Map<string, Partition>()
  for (const each of await catalog.partitions(table.name))
    known.set(landingPartition(table, each.values).location, each)
  const places: Place[] = []
  for (const [location, files] of byLocation) {
    const values = readValues(table, location)
    if (values === null || (app !== null && 'app' in values && values.app !== app)) continue
    const { location: landing } = landingPartition(table, values)
    const partition = known.get(landing)
    const isKnown = partition !== undefined
    places.push({
      landing,
      location,
      values,
      files,
      partition: partition?.location === location ? partition : null,
      isKnown,
    })
  }
  return places.sort((a, b) => (a.location < b.location ? -1 : 1))
}

/** The partition of a place; the values must be there in the table's order. */
function readValues(table: Table, location: string): Record<string, string> | null {
  const path = location.startsWith(VERSIONS) ? location.slice(VERSIONS.length) : location
  const parts = path.split('/').slice(1)
  const values: Record<string, string> = {}
  for (const [i, { name }] of table.partitions.entries()) {
    if (!parts[i]?.startsWith(`${name}=`)) return null
    values[name] = parts[i].slice(name.length + 1)
  }
  return values
}
