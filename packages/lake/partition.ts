import type { Table } from '@clickstream/events/field'
import type { Partition } from './catalog.ts'

/** The partition of a table with these values, where the transform lands its files: `events/app=…/received_date=…/…/`. */
export function landingPartition(table: Table, values: Readonly<Record<string, string>>): Partition {
  const path = table.partitions.map(({ name }) => {
    const value = values[name]
    if (value === undefined)
      throw new RangeError(`partition of ${table.name}: expected a value for ${name}, got nothing`)
    return `${name}=${value}/`
  })
  return { table: table.name, values, location: `${table.name}/${path.join('')}` }
}
