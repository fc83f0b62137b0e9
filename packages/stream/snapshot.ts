// A stream's file as it is at one instant, to be kept elsewhere, while others go on writing to it.
import { closeSync, fsyncSync, openSync } from 'node:fs'
import { DatabaseSync, type SQLInputValue } from 'node:sqlite'

/** Where the consumers of a stream stand: the rows of these tables, as they are. */
export type Standing = Readonly<Record<(typeof STANDING)[number], readonly Readonly<Record<string, SQLInputValue>>[]>>

const STANDING = ['checkpoints', 'extents', 'failures'] as const
const BUSY_MS = 10_000

/** Where its consumers stand now, all at one instant. @throws Error when the file is no stream's */
export function readStanding(path: string): Standing {
  const db = new DatabaseSync(path, { readOnly: true, timeout: BUSY_MS })
  try {
    db.exec('begin')
    const tables = new Set(
      db
        .prepare('select name from sqlite_schema')
        .all()
        .map(({ name }) => name),
    )
    const rows = STANDING.map(table => [table, tables.has(table) ? db.prepare(`select * from ${table}`).all() : []])
    return Object.fromEntries(rows) as Standing
  } finally {
    db.close()
  }
}

/** The last sequence number of each shard that the consumer was done with. */
export function readDone({ checkpoints }: Standing, consumer: string): Map<string, string> {
  const own = checkpoints.filter(row => row.consumer === consumer)
  return new Map(own.map(row => [row.shard as string, row.sequence_number as string]))
}

/**
 * Writes the stream's records as they are now to a new file, with its consumers standing where they stood earlier: what
 * they did since, they do again. Nobody's leases go with it.
 */
export function snapshotStream(path: string, to: string, standing: Standing): void {
  const source = new DatabaseSync(path, { readOnly: true, timeout: BUSY_MS })
  try {
    source.prepare('vacuum into ?').run(to)
  } finally {
    source.close()
  }
  const copy = new DatabaseSync(to)
  try {
    copy.exec('begin')
    const tables = new Set(
      copy
        .prepare('select name from sqlite_schema')
        .all()
        .map(({ name }) => name),
    )
    for (const table of ['leases', ...STANDING]) if (tables.has(table)) copy.exec(`delete from ${table}`)
    for (const table of STANDING) {
      for (const row of standing[table]) {
        const names = Object.keys(row)
        copy
          .prepare(`insert into ${table} (${names.join(', ')}) values (${names.map(() => '?').join(', ')})`)
          .run(...Object.values(row))
      }
    }
    copy.exec('commit')
  } finally {
    copy.close()
  }
  syncFile(to)
}

function syncFile(path: string): void {
  const file = openSync(path, 'r')
  try {
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}
