// The one file that stream, checkpoints and leases share: how it is opened, its tables, its transactions, its errors.
import { DatabaseSync } from 'node:sqlite'
import { StreamBusy } from './stream.ts'

const FORMAT = 1
/** Marks the file as ours ("clik"), so that a stream is never made inside another program's database. */
const APPLICATION_ID = 0x636c696b
/** The log is cut back to this after a checkpoint, so that one burst does not hold the disk for good. */
const LOG_BYTES = 64 * 1024 * 1024
/** Opening may wait longer for others than writing does. */
const OPEN_MS = 5000

/**
 * Opens (or makes) the file: a commit survives a power cut (WAL, synchronous=FULL), other processes may have it open too.
 * @param busy_ms how long a statement then waits, blocking, for another writer
 * @throws Error when the file is no stream, or one of a later version
 */
export function openDatabase(path: string, busy_ms: number): DatabaseSync {
  let db: DatabaseSync | undefined
  try {
    db = new DatabaseSync(path, { timeout: OPEN_MS })
    // Both take effect only in a new file. Large pages suit records of some hundred bytes; pruning gives pages back.
    db.exec('pragma page_size = 8192; pragma auto_vacuum = incremental')
    claim(db)
    db.exec('pragma journal_mode = wal; pragma synchronous = full')
    db.exec(`pragma journal_size_limit = ${LOG_BYTES}; pragma busy_timeout = ${busy_ms}`)
    // What is removed leaves no trace on pages that stay in use; those that become free are forget's to give back.
    db.exec('pragma secure_delete = fast')
    return db
  } catch (error) {
    db?.close()
    throw new Error(`stream ${path}: expected a stream's SQLite file: ${(error as Error).message}`, { cause: error })
  }
}

function claim(db: DatabaseSync): void {
  inTransaction(db, () => {
    const { id, format, tables } = db
      .prepare(`select (select application_id from pragma_application_id) as id,
        (select user_version from pragma_user_version) as format, (select count(*) from sqlite_schema) as tables`)
      .get() as { id: number; format: number; tables: number }
    if (id === 0 && format === 0 && tables === 0) {
      db.exec(`pragma application_id = ${APPLICATION_ID}; pragma user_version = ${FORMAT}`)
    } else if (id !== APPLICATION_ID) {
      throw new Error(`it is another program's database, with ${tables} tables of its own`)
    } else if (format > FORMAT) {
      throw new Error(`its format is ${format}, from a later version; this one reads up to ${FORMAT}`)
    }
  })
}

/** Makes the shards' tables where there are none yet; their number and first sequence number then stay. */
export function createShards(db: DatabaseSync, count: number, before: number): void {
  inTransaction(db, () => {
    db.exec(`create table if not exists shards (
      shard integer primary key, last_sequence integer not null, last_arrived_at integer not null) strict`)
    const there = db.prepare('select count(*) as shards from shards').get() as { shards: number }
    if (there.shards > 0) return
    for (let shard = 0; shard < count; shard++) {
      // A table a shard: every insert is an append, and a shard's records lie together for reading and pruning.
      db.exec(`create table records_${shard} (
        sequence integer primary key, arrived_at integer not null, partition_key text not null, data blob not null) strict`)
      db.prepare('insert into shards values (?, ?, -1)').run(shard, before)
    }
  })
}

/** Makes the tables of checkpoints, extents, windows, leases and failures where there are none yet. */
export function createCheckpoints(db: DatabaseSync): void {
  inTransaction(db, () =>
    db.exec(`
      create table if not exists checkpoints (
        consumer text, shard text, sequence_number text not null, primary key (consumer, shard)) strict;
      create table if not exists extents (
        consumer text, shard text, first text, last text not null, records integer not null, attempts integer not null,
        primary key (consumer, shard, first)) strict;
      create table if not exists windows (
        consumer text, shard text, start integer not null, state text not null, primary key (consumer, shard)) strict;
      create table if not exists leases (
        consumer text, shard text, owner text not null, renewed_at integer not null, expires_at integer not null,
        primary key (consumer, shard)) strict;
      create table if not exists failures (
        id integer primary key autoincrement, consumer text not null, shard text not null, failed_at integer not null,
        message text not null) strict;
      create index if not exists failures_of on failures (consumer, id)`),
  )
}

/** Runs `work` in one write transaction: committed and on disk when it returns, undone when it throws. */
export function inTransaction<T>(db: DatabaseSync, work: () => T): T {
  db.exec('begin immediate')
  try {
    const result = work()
    db.exec('commit')
    return result
  } catch (error) {
    // On some errors SQLite has rolled back by itself.
    if (db.isTransaction) db.exec('rollback')
    throw error
  }
}

// https://sqlite.org/rescode.html: what another try, or a mended disk, can cure.
const curable: Readonly<Record<number, string>> = {
  5: 'another process holds the file',
  6: 'another connection holds the file',
  7: 'out of memory',
  8: 'the file cannot be written',
  10: 'the disk reports an error',
  13: 'the disk is full',
  14: 'the file cannot be opened',
}

/** Whether the error only says that another writer was at work. */
export function isLocked(error: unknown): boolean {
  const code = codeOf(error)
  return code === 5 || code === 6
}

/** The error as StreamBusy where SQLite could not write just now; as it is otherwise. */
export function asBusy(error: unknown): unknown {
  const why = curable[codeOf(error) ?? 0]
  if (why === undefined) return error
  const busy = new StreamBusy(
    `stream: expected to write, but ${why}: ${(error as Error).message}`,
    isLocked(error) ? 1 : 30,
  )
  busy.cause = error
  return busy
}

function codeOf(error: unknown): number | undefined {
  const code = (error as { errcode?: unknown } | null)?.errcode
  return typeof code === 'number' ? code & 0xff : undefined
}
