import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { Catalog, Change, DateRange, Partition, Run, RunTotals } from './catalog.ts'
import { dateOf, keyOf } from './partition.ts'

const SCHEMA = `
  create table if not exists partitions (
    table_name text not null,
    partition_values text not null,
    received_date text not null,
    location text not null,
    primary key (table_name, partition_values)
  ) without rowid;
  create index if not exists partitions_by_date on partitions (table_name, received_date);
  create table if not exists runs (
    job text not null,
    key text not null,
    started_at integer not null,
    finished_at integer not null,
    rows_in integer not null,
    rows_out integer not null,
    rejected integer not null,
    repeated integer not null,
    files integer not null,
    bytes integer not null,
    newest_at integer,
    detail text,
    primary key (job, key)
  ) without rowid;
  create index if not exists runs_by_time on runs (job, started_at);
  create table if not exists notes (job text not null, key text not null, note text not null, primary key (job, key)) without rowid;
  create table if not exists version (one integer primary key check (one = 1), version integer not null);
  insert or ignore into version values (1, 0);
`

const RUN_COLUMNS =
  'job, key, started_at, finished_at, rows_in, rows_out, rejected, repeated, files, bytes, newest_at, detail' as const

/** The catalog in one SQLite file: WAL and a full sync per change, readable by other processes meanwhile. */
export class SqliteCatalog implements Catalog {
  #db: DatabaseSync

  constructor(file: string) {
    if (file !== ':memory:') mkdirSync(dirname(file), { recursive: true })
    this.#db = new DatabaseSync(file, { timeout: 10_000 })
    this.#db.exec('pragma journal_mode = wal; pragma synchronous = full;')
    this.#db.exec(SCHEMA)
    this.#mend()
  }

  async partitions(table: string, range: DateRange = {}): Promise<Partition[]> {
    const rows = this.#db
      .prepare(
        `select partition_values, location from partitions
         where table_name = ? and received_date between ? and ? order by partition_values`,
      )
      .all(table, range.from ?? '', range.to ?? '9999-12-31')
    return rows.map(row => ({
      table,
      values: JSON.parse(row.partition_values as string) as Record<string, string>,
      location: row.location as string,
    }))
  }

  async add(partitions: readonly Partition[]): Promise<Partition[]> {
    const insert = this.#db.prepare('insert into partitions values (?, ?, ?, ?) on conflict do nothing')
    const known = partitions.map(partition => ({ ...partition, location: this.#locate(partition) }))
    if (known.every(({ location }) => location !== undefined)) return known as Partition[]
    this.#change(() => {
      let added = 0
      for (const { table, values, location } of partitions) {
        added += Number(insert.run(table, keyOf(values), dateOf(values), location).changes)
      }
      return added > 0
    })
    return partitions.map(partition => ({ ...partition, location: this.#locate(partition) ?? partition.location }))
  }

  async swap(changes: readonly Change[]): Promise<boolean> {
    const remove = this.#db.prepare('delete from partitions where table_name = ? and partition_values = ?')
    const put = this.#db.prepare('insert or replace into partitions values (?, ?, ?, ?)')
    let isRight = true
    this.#change(() => {
      isRight = changes.every(change => (this.#locate(change) ?? null) === change.from)
      if (!isRight) return false
      for (const { table, values, to } of changes) {
        if (to === null) remove.run(table, keyOf(values))
        else put.run(table, keyOf(values), dateOf(values), to)
      }
      return changes.length > 0
    })
    return isRight
  }

  async record(run: Run): Promise<void> {
    this.#change(() => {
      this.#db
        .prepare(`insert or replace into runs (${RUN_COLUMNS}) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`)
        .run(
          run.job,
          run.key,
          run.started_at,
          run.finished_at,
          run.rows_in,
          run.rows_out,
          run.rejected,
          run.repeated,
          run.files,
          run.bytes,
          run.newest_at,
          run.detail,
        )
      return true
    })
  }

  async runs(job: string, limit: number): Promise<Run[]> {
    return this.#db
      .prepare(`select ${RUN_COLUMNS} from runs where job = ? order by started_at desc, key desc limit ?`)
      .all(job, limit) as unknown as Run[]
  }

  async allRuns(since = 0): Promise<Run[]> {
    const sql = `select ${RUN_COLUMNS} from runs where started_at >= ? order by started_at, job, key`
    return this.#db.prepare(sql).all(since) as unknown as Run[]
  }

  async totals(job: string, since = 0): Promise<RunTotals> {
    return this.#db
      .prepare(
        `select count(*) as runs, coalesce(sum(rows_in), 0) as rows_in, coalesce(sum(rows_out), 0) as rows_out,
           coalesce(sum(rejected), 0) as rejected, coalesce(sum(repeated), 0) as repeated,
           coalesce(sum(files), 0) as files, coalesce(sum(bytes), 0) as bytes, max(newest_at) as newest_at,
           max(finished_at) as last_finished_at
         from runs where job = ? and started_at >= ?`,
      )
      .get(job, since) as unknown as RunTotals
  }

  async recall(job: string): Promise<Map<string, string>> {
    const rows = this.#db.prepare('select key, note from notes where job = ?').all(job)
    return new Map(rows.map(row => [row.key as string, row.note as string]))
  }

  async remember(job: string, notes: Iterable<readonly [key: string, note: string | null]>): Promise<void> {
    const remove = this.#db.prepare('delete from notes where job = ? and key = ?')
    const put = this.#db.prepare('insert or replace into notes values (?, ?, ?)')
    this.#change(() => {
      for (const [key, note] of notes) {
        if (note === null) remove.run(job, key)
        else put.run(job, key, note)
      }
      return false
    })
  }

  async version(): Promise<number> {
    return this.#db.prepare('select version from version').get()!.version as number
  }

  async close(): Promise<void> {
    this.#db.close()
  }

  /** Where the partition is known to be. */
  #locate({ table, values }: Pick<Partition, 'table' | 'values'>): string | undefined {
    return this.#db
      .prepare('select location from partitions where table_name = ? and partition_values = ?')
      .get(table, keyOf(values))?.location as string | undefined
  }

  /** A catalog of an earlier version gets the columns that it lacks. */
  #mend(): void {
    const columns = this.#db.prepare('select name from pragma_table_info(?)').all('runs')
    if (columns.some(({ name }) => name === 'detail')) return
    try {
      this.#db.exec('alter table runs add column detail text')
    } catch (error) {
      // Another process was quicker.
      if (!String(error).includes('duplicate column')) throw error
    }
  }

  /** One transaction; the version grows when the change says that it changed something. */
  #change(change: () => boolean): void {
    this.#db.exec('begin immediate')
    try {
      if (change()) this.#db.exec('update version set version = version + 1')
      this.#db.exec('commit')
    } catch (error) {
      this.#db.exec('rollback')
      throw error
    }
  }
}
