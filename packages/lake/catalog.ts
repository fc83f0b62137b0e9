// The seam that knows which partition is where, and what was done to the lake. SQLite here, Glue on AWS.

export interface Partition {
  readonly table: string
  /** By partition column, such as { app: 'store', received_date: '2026-11-23', received_hour: '07' }. */
  readonly values: Readonly<Record<string, string>>
  /** The key prefix its files live under, ending in /. */
  readonly location: string
}

/** What is to become of one partition. */
export interface Change {
  readonly table: string
  readonly values: Readonly<Record<string, string>>
  /** Where it must be for the change to happen; null: it must not be known. */
  readonly from: string | null
  /** Where it is from then on; null: it is forgotten. */
  readonly to: string | null
}

/** Days (of the table's partition column that ends in _date), YYYY-MM-DD, both included. */
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
  /** What else there is to say of it, for a person; null when nothing. */
  readonly detail: string | null
}

/** How the detail of a run that failed begins, and that of one that was told to stop. */
export const FAILED = 'failed: '
export const BROKEN_OFF = 'broken off'

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
  /** The table's partitions with their date in the range, in the order of their values. */
  partitions(table: string, range?: DateRange): Promise<Partition[]>
  /** Makes the partitions known, where they are not yet; returns each as it is known now: one already known keeps its location. */
  add(partitions: readonly Partition[]): Promise<Partition[]>
  /** Makes all the changes in one step; false, and none is made, when a partition is not where its change says. */
  swap(changes: readonly Change[]): Promise<boolean>
  record(run: Run): Promise<void>
  /** A job's runs, newest first. */
  runs(job: string, limit: number): Promise<Run[]>
  /** The runs of all jobs that started at or after `since` (ms since 1970), in the order they began. */
  allRuns(since?: number): Promise<Run[]>
  /** Sums over a job's runs that started at or after `since` (ms since 1970). */
  totals(job: string, since?: number): Promise<RunTotals>
  /** What a job has noted, by key. */
  recall(job: string): Promise<Map<string, string>>
  /** Notes for a job's next run, all in one step; null forgets the key. */
  remember(job: string, notes: Iterable<readonly [key: string, note: string | null]>): Promise<void>
  /** Grows with every change of what a reader would see: add, swap, record. */
  version(): Promise<number>
  close(): Promise<void>
}
