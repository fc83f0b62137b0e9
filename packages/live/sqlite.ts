// Counts in a SQLite file of their own, beside the stream's: how far its counting is stands in the same file.
import { existsSync, mkdirSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { openDatabase } from '@clickstream/stream/database'
import type { Counts, Part } from './counts.ts'
import { KEPT_MS, type Minutes } from './minutes.ts'

const BUSY_MS = 5000

interface Row {
  readonly minute: number
  readonly shard: string
  readonly part: string
  readonly counts: string
}

/** The file is made by the first put; a reader finds nothing before. */
export class SqliteMinutes implements Minutes {
  readonly #path: string
  readonly #clock: () => number
  #db: DatabaseSync | undefined

  /** @param path of the file @param clock ms since 1970 */
  constructor(path: string, clock: () => number = Date.now) {
    this.#path = resolve(path)
    this.#clock = clock
  }

  async put({ minute, shard, part, counts }: Part): Promise<void> {
    this.#db ??= openToWrite(this.#path)
    this.#db
      .prepare('insert or replace into minutes values (?, ?, ?, ?)')
      .run(minute, shard, part, JSON.stringify(counts))
    this.#db.prepare('delete from minutes where minute < ?').run(this.#clock() - KEPT_MS)
  }

  async read(from: number, to: number): Promise<Part[]> {
    if (!existsSync(this.#path)) return []
    // Opened anew each time: the file may have been put in another's place meanwhile.
    const db = new DatabaseSync(this.#path, { readOnly: true, timeout: BUSY_MS })
    try {
      if (db.prepare(`select 1 from sqlite_schema where name = 'minutes'`).get() === undefined) return []
      const rows = db.prepare('select * from minutes where minute >= ? and minute < ?').all(from, to)
      return (rows as unknown as Row[]).map(row => ({ ...row, counts: JSON.parse(row.counts) as Counts }))
    } finally {
      db.close()
    }
  }

  async close(): Promise<void> {
    if (this.#db?.isOpen) this.#db.close()
  }
}

function openToWrite(path: string): DatabaseSync {
  mkdirSync(dirname(path), { recursive: true })
  const db = openDatabase(path, BUSY_MS)
  db.exec(`create table if not exists minutes (
    minute integer, shard text, part text, counts text not null, primary key (minute, shard, part)) strict`)
  return db
}
