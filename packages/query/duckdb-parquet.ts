// Rows that another engine answered, as a Parquet file.
import { createWriteStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { DuckDBInstance } from '@duckdb/node-api'
import type { Answer, Column } from './engine.ts'
import { makeFolder } from './folder.ts'
import { move } from './move.ts'
import { quote } from './view.ts'

/** By Athena's name of a type; all others are text. */
const TYPES: Readonly<Record<string, string>> = {
  boolean: 'BOOLEAN',
  tinyint: 'TINYINT',
  smallint: 'SMALLINT',
  integer: 'INTEGER',
  bigint: 'BIGINT',
  real: 'FLOAT',
  double: 'DOUBLE',
  date: 'DATE',
  'timestamp(3)': 'TIMESTAMP',
  'timestamp(3) with time zone': 'TIMESTAMP WITH TIME ZONE',
}

/**
 * Writes the rows, in their order, each column of its type; the file appears when it is whole. Rows are on disk meanwhile,
 * so that there may be more than memory holds.
 * @returns how many there were
 */
export async function writeParquet(
  columns: readonly Column[],
  rows: AsyncIterable<readonly (readonly Answer[])[]>,
  file: string,
): Promise<number> {
  const folder = await makeFolder('query')
  try {
    const texts = join(folder, 'rows.ndjson')
    let count = 0
    async function* lines() {
      for await (const some of rows) {
        count += some.length
        yield some.map(row => `${JSON.stringify(Object.fromEntries(row.map(nameCell)))}\n`).join('')
      }
    }
    await pipeline(Readable.from(lines()), createWriteStream(texts))
    const made = join(folder, 'rows.parquet')
    await convert(columns, texts, made, folder)
    await move(made, file)
    return count
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** By place, as two columns may have one name; a null need not be said. */
function nameCell(value: Answer, i: number): [string, string | undefined] {
  return [`c${i}`, value === null ? undefined : typeof value === 'object' ? JSON.stringify(value) : String(value)]
}

async function convert(columns: readonly Column[], from: string, to: string, folder: string): Promise<void> {
  const instance = await DuckDBInstance.create(':memory:', { temp_directory: join(folder, 'spill') })
  try {
    const connection = await instance.connect()
    const read = columns.map((_, i) => `c${i}: 'VARCHAR'`).join(', ')
    const cast = columns.map(({ name, type }, i) => `cast(c${i} as ${typeOf(type)}) as "${name.replaceAll('"', '""')}"`)
    await connection.run(`
      set TimeZone = 'UTC';
      copy (select ${cast.join(', ')} from read_json(${quote(from)}, format = 'newline_delimited', columns = {${read}}))
      to ${quote(to)} (format parquet, compression zstd)
    `)
    connection.disconnectSync()
  } finally {
    instance.closeSync()
  }
}

function typeOf(type: string): string {
  return /^decimal\(\d+,\d+\)$/.test(type) ? type.toUpperCase() : (TYPES[type] ?? 'VARCHAR')
}
