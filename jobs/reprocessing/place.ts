// What a run reads of one partition, and the SQL of its rows before and after.
import type { Table } from '@clickstream/events/field'
import { events, type rejected } from '@clickstream/events/tables'
import type { StoredObject } from '@clickstream/lake/store'
import { writeView } from '@clickstream/query/view'
import { ORDER } from '../order.ts'

/** A partition that the archive has records of, or the lake rows. */
export interface Place {
  readonly table: typeof events | typeof rejected
  readonly values: Readonly<Record<string, string>>
  /** Where the lake has it; null when it has not. */
  readonly location: string | null
  /** The lake's files as they were when the run looked. */
  readonly files: readonly StoredObject[]
  /** Their paths, and those of what the archive's records became. */
  readonly lake: readonly string[]
  readonly raw: readonly string[]
}

/** Rows that are named by where they are: (filename, file_row_number). */
export const DROPPED = 'dropped_rows'
export const UNHELD = 'unheld_rows'
/** Hours since 1970, the column `hour`: those that the run is about. */
export const HOURS = 'processed_hours'
const HOUR_OF_ARRIVAL = 'cast(floor(epoch(received_at) / 3600) as bigint)'

/** A SELECT of rows with where each is. */
export function rowsOf(table: Pick<Table, 'fields' | 'partitions'>, paths: readonly string[]): string {
  if (paths.length > 0) return writeView(table, paths, ['filename', 'file_row_number'])
  return `select *, cast(null as varchar) as filename, cast(null as bigint) as file_row_number
    from (${writeView(table, [])})`
}

/** A number that stands for all columns of a row. */
export function hashOf({ fields }: Pick<Table, 'fields'>): string {
  return `hash(${fields.map(({ name }) => name).join(', ')})`
}

/** The rows as the lake has them, of the hours that the run is about. */
export function rowsBefore(table: Place['table'], lake: readonly string[]): string {
  const rows = rowsOf(table, lake)
  return table === events ? rows : `select * from (${rows}) where ${HOUR_OF_ARRIVAL} in (select hour from ${HOURS})`
}

/** The rows as they are to be, of those hours: what the archive's records became, and rows that it does not hold. */
export function rowsAfter(table: Place['table'], lake: readonly string[], raw: readonly string[]): string {
  return `select * from (${rowsOf(table, raw)}) anti join ${DROPPED} using (filename, file_row_number)
    union all by name
    select * from (${rowsOf(table, lake)}) semi join ${UNHELD} using (filename, file_row_number)`
}

/** All rows of the partition's next version. */
export function rowsOfVersion({ table, lake, raw }: Place): string {
  const after = rowsAfter(table, lake, raw)
  const others =
    table === events
      ? ''
      : `union all by name
        select * from (${rowsOf(table, lake)}) where ${HOUR_OF_ARRIVAL} not in (select hour from ${HOURS})`
  return `select * from (${after} ${others}) order by ${ORDER[table.name].columns}`
}
