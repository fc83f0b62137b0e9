// The tables that one statement reads, made for its connection: the lake's as views of the files it needs, the others
// from their rows.
import { queryable, tables } from '@clickstream/events/tables'
import { bundleTable } from '@clickstream/lake/bundle'
import type { Catalog, Partition } from '@clickstream/lake/catalog'
import type { Store } from '@clickstream/lake/store'
import { type DuckDBConnection, type DuckDBPreparedStatement, LIST, listValue, VARCHAR } from '@duckdb/node-api'
import { limitCopies } from './copies.ts'
import type { Parameter } from './engine.ts'
import { parse, print, selectWhere } from './parser.ts'
import { type LakeTable, partitionFilter } from './pruning.ts'
import type { Scanner } from './scanner.ts'
import { findScans, type Scan } from './scans.ts'
import { sift } from './sift.ts'
import { slim } from './slim.ts'
import { readSystemTable, type SystemTable } from './system.ts'
import { mapParts, type Tree } from './tree.ts'
import { PATH, quote, TYPES, viewName, writeView } from './view.ts'

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

/**
 * Makes the tables that a translated statement reads; the SQL that is left needs only its parameters. `whole` is the
 * statement with all that Athena would read.
 */
export async function openTables(
  connection: DuckDBConnection,
  sql: string,
  parameters: readonly Parameter[],
  source: Source,
): Promise<{ text: string; bound: readonly Parameter[]; reading: Reading; whole: Tree }> {
  const whole = await parse(connection, sql)
  const node = slim(whole)
  const scans = findScans(node)
  const also: readonly (typeof PATH)[] = sql.includes('"$path"') ? [PATH] : []
  const reading: Reading = { files: 0, bytes: 0, partitions: 0, known: 0 }
  for (const name of new Set(scans.map(scan => scan.table))) {
    if (isOfLake(name)) await openView(connection, name, scans, parameters, source.scanner, reading, also)
    else await fillTable(connection, name, source)
  }
  const bound = bindParameters(node, parameters)
  return { text: await print(connection, sift(limitCopies(bound.node))), bound: bound.parameters, reading, whole }
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

/** Every value goes as text; the statement casts it. */
export function writeValue({ type, value }: Parameter): string | null {
  return type === 'timestamp' && value !== null ? value.replace('T', ' ').replace('Z', '') : value
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

function isOfLake(name: keyof typeof queryable): name is LakeTable {
  return Object.hasOwn(tables, name)
}

async function openView(
  connection: DuckDBConnection,
  name: LakeTable,
  scans: readonly Scan[],
  parameters: readonly Parameter[],
  scanner: Scanner,
  reading: Reading,
  also: readonly (typeof PATH)[],
): Promise<void> {
  const scanned = await scanner.scan(name, each => choosePartitions(connection, name, each, scans, parameters))
  const { known, needed, files } = scanned
  // Who asks for a row's file means the lake's, and not ours that stands for many.
  const opened = also.length === 0 ? scanned.opened : { files, bundles: [] }
  const parts: string[] = []
  for (const kind of ['files', 'bundles'] as const) {
    const paths = opened[kind].map(file => scanner.locate(file))
    if (paths.length === 0 && (kind === 'bundles' || opened.bundles.length > 0)) continue
    // A list that is bound need not be parsed, and again be parsed in the view.
    const list = `${viewName(name)}_${kind}`
    await connection.run(`set variable ${list} = cast($1 as varchar[])`, [listValue(paths)], [LIST(VARCHAR)])
    const table = kind === 'files' ? tables[name] : bundleTable(tables[name])
    parts.push(writeView(table, paths, also, `getvariable('${list}')`))
  }
  await connection.run(`create or replace temp view ${viewName(name)} as ${parts.join(' union all ')}`)
  reading.files += files.length
  reading.bytes += files.reduce((sum, { size }) => sum + size, 0)
  reading.partitions += needed.length
  reading.known += known.length
}

async function fillTable(connection: DuckDBConnection, name: SystemTable, source: Source): Promise<void> {
  const rows = JSON.stringify(await readSystemTable(name, source))
  const fields = [...queryable[name].fields, ...queryable[name].partitions]
  const types = fields.map(field => `"${field.name}": "${field.kind === 'timestamp' ? 'BIGINT' : TYPES[field.kind]}"`)
  const columns = fields.map(field =>
    field.kind === 'timestamp' ? `cast(epoch_ms(${field.name}) as timestamp) as ${field.name}` : field.name,
  )
  await connection.run(
    `create or replace temp table ${viewName(name)} as select ${columns.join(', ')}
     from (select unnest(from_json(cast($rows as varchar), ${quote(`[{${types.join(', ')}}]`)}), recursive := true))`,
    { rows },
  )
}

/** What was chosen of a list of partitions, by what was asked; a list lasts as long as the catalog's version. */
const chosen = new WeakMap<readonly Partition[], Map<string, Promise<readonly Partition[]>>>()
/** Questions kept of one list. */
const MOST_CHOICES = 1000
/** What may have another answer tomorrow. */
const OF_NOW = /now|current|local|today|tomorrow|yesterday/i

/** The partitions that satisfy what the statement demands of their columns. */
export async function choosePartitions(
  connection: DuckDBConnection,
  name: LakeTable,
  known: readonly Partition[],
  scans: readonly Scan[],
  parameters: readonly Parameter[],
): Promise<readonly Partition[]> {
  const filter = partitionFilter(name, scans)
  if (filter === undefined || known.length === 0) return known
  const written = JSON.stringify(filter)
  const bound = [...written.matchAll(/"identifier":"p(\d+)"/g)].map(([, place]) => parameters[Number(place) - 1])
  const key = JSON.stringify([written, bound])
  const choices = chosen.get(known) ?? new Map<string, Promise<readonly Partition[]>>()
  chosen.set(known, choices)
  // Who asked first may have been stopped; that says nothing to others.
  const found = choices.get(key)
  if (found !== undefined) return found.catch(() => ask(connection, name, known, filter, parameters))
  const choosing = ask(connection, name, known, filter, parameters)
  if (OF_NOW.test(key)) return choosing
  if (choices.size >= MOST_CHOICES) choices.clear()
  choices.set(key, choosing)
  choosing.catch(() => choices.delete(key))
  return choosing
}

async function ask(
  connection: DuckDBConnection,
  name: LakeTable,
  known: readonly Partition[],
  filter: Tree,
  parameters: readonly Parameter[],
): Promise<readonly Partition[]> {
  const columns = tables[name].partitions.map(column => `"${column.name}": "VARCHAR"`)
  const list = JSON.stringify(known.map(({ values }, place) => ({ ...values, place })))
  const type = quote(`[{${['"place": "INTEGER"', ...columns].join(', ')}}]`)
  const where = (await print(connection, selectWhere(filter))).replace(/^SELECT 1/, '')
  const values = Object.fromEntries(
    [...new Set(where.match(/\$p\d+/g))].map(found => [
      found.slice(1),
      writeValue(parameters[Number(found.slice(2)) - 1]!),
    ]),
  )
  const sql = `select place from (select unnest(from_json(cast($list as varchar), ${type}), recursive := true)) ${where}
    order by place`
  // What goes wrong for a partition may be asked of no row at all: then the statement itself says so, or not.
  const asked = await connection.runAndReadAll(sql, { list, ...values }).catch(() => null)
  if (asked === null) return known
  const rows = asked.getRows()
  return rows.map(([place]) => known[Number(place)]!)
}
