// The tables that one statement reads, made for its connection: the lake's as views of the files it needs, the others
// from their rows.
import { queryable, type tables } from '@clickstream/events/tables'
import { bundleTable } from '@clickstream/lake/bundle'
import type { Catalog, Partition } from '@clickstream/lake/catalog'
import type { Store, StoredObject } from '@clickstream/lake/store'
import { type DuckDBConnection, type DuckDBPreparedStatement, LIST, listValue, VARCHAR } from '@duckdb/node-api'
import { limitCopies } from './copies.ts'
import { readDefinitions } from './definitions.ts'
import { fillTable } from './duckdb-fill.ts'
import { writeMadeView } from './duckdb-made.ts'
import { choosePartitions } from './duckdb-partitions.ts'
import { type Parameter, QueryError } from './engine.ts'
import { readInformation } from './information.ts'
import { type MadeTable, shapeMade } from './made.ts'
import { writeValue } from './parameter.ts'
import { parse, print } from './parser.ts'
import { namePartition } from './partition.ts'
import type { Scanner } from './scanner.ts'
import { findScans, type Scan } from './scans.ts'
import { findShape, type Shape } from './shape.ts'
import { sift } from './sift.ts'
import { slim } from './slim.ts'
import { readSystemTable, type SystemTable } from './system.ts'
import { mapParts, type Tree } from './tree.ts'
import { quoteName } from './trino/expression.ts'
import { HIDDEN, unhide, viewName, writeView } from './view.ts'

/** What a statement reads. */
export interface Reading {
  files: number
  /** Their size. */
  bytes: number
  partitions: number
  known: number
}

/** What there is to read. */
export interface Source {
  readonly store: Store
  readonly catalog: Catalog
  readonly scanner: Scanner
}

/** A statement whose tables are there. */
export interface Opened {
  /** It needs only its parameters, which are these. */
  readonly text: string
  readonly bound: readonly Parameter[]
  readonly reading: Reading
  /** The statement with all that Athena would read. */
  readonly whole: Tree
  /** The tables in it, by their names. */
  readonly shapes: ReadonlyMap<string, Shape>
}

/** A table with what its rows come from. */
type Found = { readonly shape: Shape } & (
  | { readonly rows: readonly (readonly (string | number | null)[])[] }
  | { readonly made: MadeTable }
  | { readonly own: keyof typeof tables }
)

/** Makes the tables that a translated statement reads. */
export async function openTables(
  connection: DuckDBConnection,
  sql: string,
  parameters: readonly Parameter[],
  source: Source,
): Promise<Opened> {
  const whole = await parse(connection, sql)
  const node = slim(whole)
  const scans = findScans(node)
  const names = new Set(scans.map(({ table }) => table))
  const isHiddenAsked = HIDDEN.some(({ name }) => sql.includes(`"${name}"`))
  const reading: Reading = { files: 0, bytes: 0, partitions: 0, known: 0 }
  const shapes = new Map<string, Shape>()
  for (const name of new Set(findScans(whole).map(({ table }) => table))) {
    const found = await findTable(name, source)
    shapes.set(name, found.shape)
    if (!names.has(name)) continue
    if ('rows' in found) await fillTable(connection, found.shape, found.rows)
    else await openView(connection, found, scans, parameters, source.scanner, reading, isHiddenAsked)
  }
  const { node: bound, parameters: left } = bindParameters(node, parameters)
  return { text: await print(connection, sift(limitCopies(bound))), bound: left, reading, whole, shapes }
}

/** @throws QueryError for a table that went since the statement was read */
async function findTable(name: string, source: Source): Promise<Found> {
  const shape = findShape(name)
  if (shape !== undefined) {
    if (shape.filed !== null) return { shape, own: name as keyof typeof tables }
    const rows = await readSystemTable(name as SystemTable, source)
    const columns = [...shape.fields, ...shape.partitions]
    return { shape, rows: rows.map(row => columns.map(column => row[column.name] ?? null)) }
  }
  const definitions = await readDefinitions(source.catalog)
  const made = definitions.tables.get(name)
  if (made !== undefined) return { shape: shapeMade(name, made), made }
  const informed = await readInformation(name, definitions, source)
  if (informed !== undefined) return informed
  throw new QueryError(`table: expected ${name}, it was dropped meanwhile`)
}

/** The statement with its parameters numbered from 1, and these: one that the translation has used up is there no more. */
function bindParameters(
  node: Tree,
  parameters: readonly Parameter[],
): { node: Tree; parameters: readonly Parameter[] } {
  const places: string[] = []
  const number = (part: Tree): Tree => {
    if (part.class === 'CONSTANT') return part
    if (part.class !== 'PARAMETER') return mapParts(part, number)
    const place = String(part.identifier)
    if (!places.includes(place)) places.push(place)
    return { ...part, identifier: String(places.indexOf(place) + 1) }
  }
  return { node: number(node), parameters: places.map(place => parameters[Number(place) - 1]!) }
}

/** What is left of a statement when its tables are there. */
export async function prepare(
  connection: DuckDBConnection,
  sql: string,
  parameters: readonly Parameter[],
): Promise<DuckDBPreparedStatement> {
  const prepared = await connection.prepare(sql)
  prepared.bind(parameters.map(writeValue))
  return prepared
}

async function openView(
  connection: DuckDBConnection,
  found: Exclude<Found, { rows: unknown }>,
  scans: readonly Scan[],
  parameters: readonly Parameter[],
  scanner: Scanner,
  reading: Reading,
  isHiddenAsked: boolean,
): Promise<void> {
  const { shape } = found
  const choose = (known: readonly Partition[]) => choosePartitions(connection, shape, known, scans, parameters)
  const scanned = await scanner.scan(shape.filed!, choose)
  const { known, needed, files } = scanned
  const also = isHiddenAsked ? (['filename'] as const) : []
  // Who asks for a row's file means the lake's, and not ours that stands for many.
  const opened = isHiddenAsked ? { files, bundles: [] } : scanned.opened
  const view = quoteName(viewName(shape.name))
  const locate = (file: StoredObject) => scanner.locate(file)
  const parts = 'made' in found ? [writeMadeView(found.made, needed, files, locate, also)] : []
  for (const kind of 'own' in found ? (['files', 'bundles'] as const) : []) {
    const paths = opened[kind].map(locate)
    if (paths.length === 0 && (kind === 'bundles' || opened.bundles.length > 0)) continue
    // A list that is bound need not be parsed, and again be parsed in the view.
    const list = `${viewName(shape.name)}_${kind}`
    await connection.run(`set variable ${list} = cast($1 as varchar[])`, [listValue(paths)], [LIST(VARCHAR)])
    const table = queryable[shape.name as keyof typeof tables]
    parts.push(writeView(kind === 'files' ? table : bundleTable(table), paths, also, `getvariable('${list}')`))
  }
  const sql = parts.join(' union all ')
  if (isHiddenAsked) await fillTable(connection, FILES(shape), describeFiles(shape, needed, files, locate))
  await connection.run(
    `create or replace temp view ${view} as ${isHiddenAsked ? unhide(sql, quoteName(viewName(FILES(shape).name)), 'made' in found ? 'q' : 'f') : sql}`,
  )
  reading.files += files.length
  reading.bytes += files.reduce((sum, { size }) => sum + size, 0)
  reading.partitions += needed.length
  reading.known += known.length
}

/** The table of a table's files. */
const FILES = ({ name }: Shape): Shape => ({
  name: `${name}$files`,
  filed: null,
  fields: [
    { name: 'filename', type: 'VARCHAR' },
    { name: 'partition_name', type: 'VARCHAR' },
    { name: 'bytes', type: 'BIGINT' },
    { name: 'modified_at', type: 'TIMESTAMP' },
  ],
  partitions: [],
})

function describeFiles(
  { partitions }: Shape,
  needed: readonly Partition[],
  files: readonly StoredObject[],
  locate: (file: StoredObject) => string,
): (string | number | null)[][] {
  const names = needed.map(({ location, values }) => ({ location, name: namePartition(partitions, values) }))
  const once = new Map(files.map(file => [file.key, file]))
  return [...once.values()].map(file => {
    const of = names.find(({ location }) => file.key.startsWith(location))
    return [locate(file), of?.name ?? null, file.size, file.modified_at]
  })
}
