// The seam that knows which partition is where, and what was done to the lake. SQLite here, Glue on AWS.

export interface Partition {
  readonly table: string
  /** By partition column, such as { app: 'store', received_date: '2026-11-23', received_hour: '07' }. */
  readonly values: Readonly<Record<string, string>>
  /** The key prefix its files live under, ending in /. */
  readonly location: string
}

/** Days of arrival, YYYY-MM-DD, both included. */
export interface DateRange {
  readonly from?: string
  readonly to?: string
}

/** What one run of the transform or of a job did. A run again with the same job and key takes the place of the first. */
export interface Run {
  /** transform, import, compact … */
  readonly job: string
  /** What it worked on: for the transform, shard and first sequence number of the batch. */
  readonly key: string
  /** ms since 1970 */
  readonly started_at: number
  readonly finished_at: number
  readonly rows_in: number
  readonly rows_out: number
  readonly rejected: number
  readonly repeated: number
  readonly files: number
  readonly bytes: number
  /** The arrival of the newest record in it, ms since 1970; null when it saw none. */
  readonly newest_at: number | null
}

export interface RunTotals {
  readonly runs: number
  readonly rows_in: number
  readonly rows_out: number
  readonly rejected: number
  readonly repeated: number
  readonly files: number
  readonly bytes: number
  readonly newest_at: number | null
  readonly last_finished_at: number | null
}

export interface Catalog {
  /** The table's partitions with received_date in the range, in the order of their values. */
  partitions(table: string, range?: DateRange): Promise<Partition[]>
  /** Makes the partitions known, where they are not yet; one already known keeps its location. */
  add(partitions: readonly Partition[]): Promise<void>
  /** Points a known partition at a new location in one step and returns the old one. */
  swap(partition: Partition): Promise<string>
  record(run: Run): Promise<void>
  /** A job's runs, newest first. */
  runs(job: string, limit: number): Promise<Run[]>
  /** Sums over a job's runs that started at or after `since` (ms since 1970). */
  totals(job: string, since?: number): Promise<RunTotals>
  /** Grows with every change of what a reader would see: add, swap, record. */
  version(): Promise<number>
  close(): Promise<void>
}
