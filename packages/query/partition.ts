// Partitions as Hive calls them: `day=2026-01-15/app=store`.
import type { Partition } from '@clickstream/lake/catalog'

/** What stands for a value that is null. */
export const NO_VALUE = '__HIVE_DEFAULT_PARTITION__'

/** As Hive has them in names of folders: all others stand as they are. */
const ESCAPED = /[\x00-\x1f"#%'*/:=?\\\x7f{[\]^]/g

/** The names of a partition's columns and their values, in the order of the columns. */
export function namePartition(columns: readonly { readonly name: string }[], values: Partition['values']): string {
  return columns.map(({ name }) => `${escapeName(name)}=${escapeName(values[name] ?? NO_VALUE)}`).join('/')
}

/** The value that a folder's name has, where it is of the column. */
export function readFolder(column: string, folder: string): string | undefined {
  const begin = `${escapeName(column)}=`
  if (!folder.toLowerCase().startsWith(begin)) return undefined
  return folder.slice(begin.length).replace(/%([0-9A-Fa-f]{2})/g, (_, hex) => String.fromCharCode(parseInt(hex, 16)))
}

/** Null where the catalog's value stands for it. */
export function readPartitionValue(value: string | undefined): string | null {
  return value === undefined || value === NO_VALUE ? null : value
}

function escapeName(text: string): string {
  return text.replace(ESCAPED, letter => `%${letter.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`)
}
