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

/** The values that a path below the table's name begins with, from its parts such as `app=store`; undefined when they are others. */
export function readValues(table: Table, parts: readonly string[]): Record<string, string> | undefined {
  const values: Record<string, string> = {}
  for (const [i, { name }] of table.partitions.entries()) {
    const part = parts[i]
    if (!part?.startsWith(`${name}=`)) return undefined
    values[name] = part.slice(name.length + 1)
  }
  return values
}

/** The day a partition is of, for ranges; empty when it is of none. */
export function dateOf(values: Readonly<Record<string, string>>): string {
  return Object.entries(values).find(([name]) => name.endsWith('_date'))?.[1] ?? ''
}

/** The values in the order of their names, so that one partition has one key. */
export function keyOf(values: Readonly<Record<string, string>>): string {
  return JSON.stringify(Object.fromEntries(Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1))))
}
