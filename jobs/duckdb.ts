// DuckDB as the jobs use it: over whole files of the lake, within a bound of memory, spilling to the disk beyond it.
import { readdir, readFile, rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { Table } from '@clickstream/events/field'
import type { Store } from '@clickstream/lake/store'
import { makeFolder } from '@clickstream/query/folder'
import { quote, writeView } from '@clickstream/query/view'
import { type DuckDBConnection, DuckDBInstance, type DuckDBValue } from '@duckdb/node-api'
import { Copies } from './copies.ts'

export interface Memory {
  /** Bytes DuckDB may take; 1 GiB by default. */
  readonly bytes?: number
  /** 2 by default. */
  readonly threads?: number
}

const GIB = 1024 ** 3
/** What one file of a version should not be larger than, bytes of Parquet. */
export const FILE_BYTES = 128 * 1024 * 1024
const ROW_GROUP_ROWS = 122_880
/** What is kept: small, and for every reader of Parquet. */
const KEPT = `compression zstd, file_size_bytes ${FILE_BYTES}`
/** What is read often and made again at any time: half the work to read, for half as much disk again; always one file. */
export const QUICK = `compression lz4_raw, parquet_version V2, file_size_bytes ${1024 ** 4}`

/** The name of a version's file, by its place from 0. */
export type NameOf = (place: number) => string

export interface Written {
  readonly keys: readonly string[]
  readonly bytes: number
  readonly rows: number
}

/** Opens DuckDB for one run of a job, with a folder of its own for what it spills and writes. */
export async function openWorkshop(store: Store, memory: Memory = {}): Promise<Workshop> {
  const folder = await makeFolder('job')
  const instance = await DuckDBInstance.create(':memory:', {
    memory_limit: `${Math.floor((memory.bytes ?? GIB) / 1024)}KiB`,
    threads: String(memory.threads ?? 2),
    temp_directory: join(folder, 'spill'),
    default_null_order: 'nulls_last',
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
  })
  const connection = await instance.connect()
  await connection.run(`set TimeZone = 'UTC'`)
  return new Workshop(store, folder, instance, connection)
}

/** One run's DuckDB; tables made in it are gone with it. */
export class Workshop {
  readonly #store: Store
  readonly #folder: string
  readonly #instance: DuckDBInstance
  readonly #connection: DuckDBConnection
  readonly #copies: Copies
  #outputs = 0

  constructor(store: Store, folder: string, instance: DuckDBInstance, connection: DuckDBConnection) {
    this.#store = store
    this.#folder = folder
    this.#instance = instance
    this.#connection = connection
    this.#copies = new Copies(store, join(folder, 'in'))
  }

  /** Runs statements; `$name` in them are bound. */
  async run(sql: string, parameters?: Record<string, DuckDBValue>): Promise<void> {
    await this.#connection.run(sql, parameters)
  }

  /** The rows of an answer as objects; 64-bit and larger integers are bigint, decimals and times DuckDB's own objects. */
  async rows(sql: string, parameters?: Record<string, DuckDBValue>): Promise<Record<string, DuckDBValue>[]> {
    return (await this.#connection.runAndReadAll(sql, parameters)).getRowObjects()
  }

  /** The same with values as JSON has them: text for decimals, times and large integers. */
  async json(sql: string, parameters?: Record<string, DuckDBValue>): Promise<Record<string, unknown>[]> {
    return (await this.#connection.runAndReadAll(sql, parameters)).getRowObjectsJson()
  }

  /** The rows of an answer as `json` has them, some thousand at a time. */
  async *stream(sql: string): AsyncGenerator<Record<string, unknown>[]> {
    for await (const rows of (await this.#connection.stream(sql)).yieldRowObjectJson()) yield rows
  }

  /** A SELECT (in parentheses, to stand in FROM) of a table's rows in these files, its partition columns too. */
  async table(table: Table, keys: readonly string[]): Promise<string> {
    return `(${writeView(table, await this.paths(keys))})`
  }

  /** How many rows a table, or a SELECT in parentheses, has. */
  async count(relation: string): Promise<number> {
    const [row] = await this.rows(`select count(*) as rows from ${relation}`)
    return Number(row!.rows)
  }

  /** How many rows files have, by what they say of themselves. */
  async countRows(keys: readonly string[]): Promise<number> {
    if (keys.length === 0) return 0
    const list = (await this.paths(keys)).map(quote).join(', ')
    const [row] = await this.rows(`select sum(num_rows) as rows from parquet_file_metadata([${list}])`)
    return Number(row!.rows)
  }

  /** Where this machine has the objects: files as they are, of another store copies that stay until `release`. */
  async paths(keys: readonly string[]): Promise<string[]> {
    return isElsewhere(this.#store) ? this.#copies.paths(keys) : keys.map(key => this.#store.locate(key))
  }

  /** No path given until now is in use any more: copies of another store's objects may go, and are then made anew. */
  release(): Promise<void> {
    return this.#copies.release()
  }

  /**
   * Writes the rows of a SELECT that has the table's columns, in its order, as Parquet files of at most about 128 MiB at a
   * location: zstd (or `encoding`), statistics, names part-00000.parquet and on, or those that `nameOf` says. No rows make no file.
   */
  async write(
    table: Table,
    select: string,
    location: string,
    nameOf: NameOf = namePart,
    encoding = KEPT,
  ): Promise<Written> {
    const folder = join(this.#folder, `out-${this.#outputs++}`)
    const columns = table.fields.map(({ name, kind }) =>
      kind === 'timestamp' ? `cast(${name} as timestamp_ms) as ${name}` : name,
    )
    const options = `format parquet, ${encoding}, row_group_size ${ROW_GROUP_ROWS}`
    const { rowsChanged } = await this.#connection.run(
      `copy (select ${columns.join(', ')} from (${select})) to ${quote(folder)} (${options})`,
    )
    const keys: string[] = []
    let bytes = 0
    try {
      if (rowsChanged === 0) return { keys, bytes, rows: 0 }
      const names = (await readdir(folder)).sort((a, b) => numberOf(a) - numberOf(b))
      for (const [i, name] of names.entries()) {
        const file = await readFile(join(folder, name))
        const key = location + nameOf(i)
        await this.#store.put(key, file)
        await rm(join(folder, name))
        keys.push(key)
        bytes += file.length
      }
      return { keys, bytes, rows: rowsChanged }
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  }

  /** Breaks off the statement in hand, which throws. */
  interrupt(): void {
    this.#connection.interrupt()
  }

  async close(): Promise<void> {
    this.#connection.disconnectSync()
    this.#instance.closeSync()
    await rm(this.#folder, { recursive: true, force: true })
  }
}

/** Whether no program of this machine opens a store's objects as files. */
export function isElsewhere(store: Pick<Store, 'locate'>): boolean {
  return store.locate('events').includes('://')
}

/** What a job calls a version's own files, by place from 0: part-00000.parquet */
export function namePart(place: number): string {
  return `part-${String(place).padStart(5, '0')}.parquet`
}

/** Whether a key is that of a file which a job called so, rather than of one that landed. */
export function isPart(key: string): boolean {
  return /\/part-\d+(\.\d+)?\.parquet$/.test(key)
}

/** data_10.parquet is the tenth. */
function numberOf(name: string): number {
  return Number(/(\d+)\.parquet$/.exec(basename(name))?.[1] ?? 0)
}
