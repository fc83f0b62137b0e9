// Rows of a statement as files of the lake: CREATE TABLE AS and UNLOAD.
import { createWriteStream } from 'node:fs'
import { mkdir, readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { PassThrough, Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import type { Store } from '@clickstream/lake/store'
import type { DuckDBConnection } from '@duckdb/node-api'
import { toFile } from './duckdb-made.ts'
import { readRows } from './duckdb-rows.ts'
import { trimDecimal, writeJsonLine, writeScalar, writeTextLine } from './lines.ts'
import { writeKey } from './location.ts'
import { NO_VALUE, namePartition } from './partition.ts'
import { TrinoError } from './trino/error.ts'
import { quoteName } from './trino/expression.ts'
import type { Target } from './trino/target.ts'
import type { Type } from './trino/type.ts'
import type { Write } from './trino/write.ts'
import { quote } from './view.ts'

/** The most partitions that Athena writes at once. */
const MOST_PARTITIONS = 100
/** Bytes of a file, about; each is in memory on its way to the store. */
const FILE = 256 * 1024 ** 2

/** Rows that have been worked out, in `written`, by places c0, c1 …; and where their files go. */
interface Job {
  readonly connection: DuckDBConnection
  readonly write: Pick<Write, 'outputs' | 'target'>
  readonly place: string
  readonly store: Store
  /** For files on their way. */
  readonly folder: string
}

interface Written {
  readonly rows: number
  /** The places of rows, each with the values of its partition; none where there are no rows. */
  readonly places: readonly { readonly values: Readonly<Record<string, string>>; readonly location: string }[]
}

/** The SELECT of a query's rows by places c0, c1 …: what `written` is made of. */
export function selectWritten(sql: string, { outputs, target }: Pick<Write, 'outputs' | 'target'>): string {
  const columns = outputs.map(({ column }, i) => `q.${quoteName(column)} as c${i}`)
  return `select ${columns.join(', ')} from (${sql}) as q${target.isEmpty ? ' where false' : ''}`
}

/** Writes what is in `written`. @throws TrinoError where there are too many partitions, or one that Hive cannot name */
export async function writeFiles(job: Job): Promise<Written> {
  const { connection, write, place } = job
  const { columns, partitions } = write.target
  const first = columns.length - partitions.length
  const [[count]] = (await connection.runAndReadAll('select count(*) from written')).getRowsJson() as [[string]]
  const rows = Number(count)
  if (rows === 0) return { rows, places: [] }
  if (partitions.length === 0) {
    await writePart(job, 'written as w', place)
    return { rows, places: [{ values: {}, location: place }] }
  }
  const keys = partitions.map((_, i) => `c${first + i}`)
  await connection.run(
    `create or replace temp table groups as select row_number() over () as g, * from (select distinct ${keys.join(', ')} from written)`,
  )
  const groups = await readGroups(job, first)
  if (groups.size > MOST_PARTITIONS) {
    const words = `Exceeded limit of ${MOST_PARTITIONS} open writers for partitions/buckets`
    throw new TrinoError('HIVE_TOO_MANY_OPEN_PARTITIONS', undefined, words)
  }
  const same = keys.map(key => `w.${key} is not distinct from p.${key}`).join(' and ')
  const places = []
  for (const [name, { values, members }] of groups) {
    const location = `${place}${writeKey(name)}/`
    await writePart(job, `written as w join groups as p on p.g in (${members.join(', ')}) and ${same}`, location)
    places.push({ values, location })
  }
  return { rows, places }
}

interface Group {
  readonly values: Readonly<Record<string, string>>
  /** Of `groups`: texts that are empty, and none, are one partition. */
  readonly members: number[]
}

async function readGroups({ connection, write }: Job, first: number): Promise<Map<string, Group>> {
  const { partitions } = write.target
  const columns = partitions.map(name => ({ name }))
  const groups = new Map<string, Group>()
  for await (const rows of readRows(await connection.stream('select * from groups order by all'), Infinity)) {
    for (const [g, ...held] of rows) {
      const values = Object.fromEntries(
        partitions.map((name, i) => [name, writePartitionValue(held[i], write.outputs[first + i]!.type)]),
      )
      const name = namePartition(columns, values)
      const group = groups.get(name) ?? { values, members: [] }
      groups.set(name, group)
      group.members.push(Number(g))
    }
  }
  return groups
}

function writePartitionValue(held: unknown, type: Type): string {
  if (held === null || held === undefined || held === '') return NO_VALUE
  const text = type.kind === 'char' ? String(held) : writeScalar(held, type)
  if (/^[\x20-\x7e]*$/.test(text)) return type.kind === 'decimal' ? trimDecimal(text) : text
  const bytes = [...Buffer.from(text)].map(byte => byte.toString(16).toUpperCase().padStart(2, '0')).join(' ')
  const words = `Hive partition keys can only contain printable ASCII characters (0x20 - 0x7E). Invalid value: ${bytes}`
  throw new TrinoError('HIVE_INVALID_PARTITION_VALUE', undefined, words)
}

/** The rows of one place. */
async function writePart({ connection, write, store, folder }: Job, from: string, location: string): Promise<void> {
  const { target, outputs } = write
  const columns = target.columns.slice(0, target.columns.length - target.partitions.length)
  const way = join(folder, crypto.randomUUID())
  await mkdir(way)
  try {
    if (target.format === 'PARQUET') {
      const list = columns.map((name, i) => `${toFile(`w.c${i}`, outputs[i]!.type)} as ${quoteName(name)}`)
      const options = `format parquet, compression ${compressionOf(target)}, file_size_bytes ${FILE}`
      await connection.run(`copy (select ${list.join(', ')} from ${from}) to ${quote(join(way, 'rows'))} (${options})`)
    } else {
      await mkdir(join(way, 'rows'))
      const list = columns.map((_, i) => `w.c${i}`)
      const result = await connection.stream(`select ${list.join(', ')} from ${from}`)
      const rows = readRows(result, Infinity)
      const types = columns.map((_, i) => outputs[i]!.type)
      await writeLines(rows, columns, types, target, join(way, 'rows', `lines${SUFFIXES[target.format]}`))
    }
    const names = (await readdir(join(way, 'rows'))).sort()
    for (const [i, name] of names.entries()) {
      const suffix = target.format === 'PARQUET' ? '.parquet' : suffixOf(target)
      const key = `${location}part-${String(i).padStart(5, '0')}${suffix}`
      await store.put(key, await readFile(join(way, 'rows', name)))
    }
  } finally {
    await rm(way, { recursive: true, force: true })
  }
}

const SUFFIXES = { PARQUET: '.parquet', JSON: '.json', TEXTFILE: '.txt' } as const

async function writeLines(
  rows: AsyncIterable<readonly (readonly unknown[])[]>,
  columns: readonly string[],
  types: readonly Type[],
  target: Target,
  path: string,
): Promise<void> {
  async function* lines() {
    for await (const some of rows) {
      yield some
        .map(row =>
          target.format === 'JSON' ? writeJsonLine(row, columns, types) : writeTextLine(row, types, target.delimiter),
        )
        .join('')
    }
  }
  const packed = isPacked(target) ? createGzip() : new PassThrough()
  await pipeline(Readable.from(lines()), packed, createWriteStream(path))
}

/** As on Athena, lines are packed unless they are not to be. */
function isPacked({ compression }: Target): boolean {
  return compression !== 'NONE'
}

function suffixOf(target: Target): string {
  return `${SUFFIXES[target.format]}${isPacked(target) ? '.gz' : ''}`
}

function compressionOf({ compression }: Target): string {
  return compression === null ? 'zstd' : compression === 'NONE' ? 'uncompressed' : compression.toLowerCase()
}
