// The partitions of tables that statements made: ALTER TABLE … ADD and DROP PARTITION, MSCK REPAIR TABLE.
import { queryable } from '@clickstream/events/tables'
import type { Partition } from '@clickstream/lake/catalog'
import { readDefinitions } from './definitions.ts'
import { QueryError } from './engine.ts'
import { readLocation, writeKey } from './location.ts'
import type { MadeColumn, MadeTable } from './made.ts'
import type { Lake } from './making.ts'
import { NO_VALUE, namePartition, readFolder } from './partition.ts'
import type { Spec } from './trino/alter.ts'
import { Refusal } from './trino/error.ts'
import { writeType } from './trino/type.ts'

/** By the kind of a type: what its values look like. Others are any text. */
const VALUES: Readonly<Record<string, RegExp>> = {
  boolean: /^(?:true|false)$/i,
  tinyint: /^-?\d{1,3}$/,
  smallint: /^-?\d{1,5}$/,
  integer: /^-?\d{1,10}$/,
  bigint: /^-?\d{1,19}$/,
  decimal: /^-?\d+(?:\.\d+)?$/,
  date: /^\d{4}-\d\d-\d\d$/,
  timestamp: /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d{1,3})?$/,
}

/** @throws QueryError, Refusal */
export async function addPartitions(
  name: string,
  specs: readonly Spec[],
  isOptional: boolean,
  lake: Lake,
): Promise<void> {
  const table = await findMade('alter table', name, lake)
  const added: Partition[] = []
  const known = new Set((await lake.catalog.partitions(table.id)).map(({ values }) => nameOf(table, values)))
  for (const { values, location } of specs) {
    checkValues(table, values, true)
    const partition = nameOf(table, values)
    if (known.has(partition)) {
      if (isOptional) continue
      throw new QueryError(
        `alter table: expected a new partition of ${name}, got ${partition}: write ADD IF NOT EXISTS`,
      )
    }
    known.add(partition)
    const place = location === null ? `${table.location}${writeKey(partition)}/` : readLocation(location, lake.folder)
    await checkFiles(place, lake)
    added.push({ table: table.id, values, location: place })
  }
  if (added.length > 0) await lake.catalog.add(added)
}

/** Their files stay, as on Athena. @throws QueryError */
export async function dropPartitions(
  name: string,
  specs: readonly Spec[],
  isOptional: boolean,
  { store, catalog, folder }: Lake,
): Promise<void> {
  const table = await findMade('alter table', name, { store, catalog, folder })
  const known = await catalog.partitions(table.id)
  const dropped = new Set<Partition>()
  for (const { values } of specs) {
    checkValues(table, values, false)
    const meant = known.filter(each => Object.entries(values).every(([column, value]) => each.values[column] === value))
    if (meant.length === 0 && !isOptional) {
      throw new QueryError(`alter table: expected a partition of ${name}, got ${JSON.stringify(values)}`)
    }
    for (const each of meant) dropped.add(each)
  }
  const changes = [...dropped].map(({ values, location }) => ({ table: table.id, values, from: location, to: null }))
  if (!(await catalog.swap(changes)))
    throw new QueryError(`alter table: expected ${name} as it was, it changed meanwhile`)
}

/** Makes known what lies in the table's folder as partitions do. @returns what Hive would say of it */
export async function repairTable(name: string, lake: Lake): Promise<readonly string[]> {
  if (Object.hasOwn(queryable, name)) {
    return [`${name}: its partitions are those that the pipeline registers; there is nothing to add`]
  }
  const table = await findMade('msck repair table', name, lake)
  const known = await lake.catalog.partitions(table.id)
  const names = new Set(known.map(({ values }) => nameOf(table, values)))
  const found = new Map<string, Partition>()
  for (const { key } of table.partitions.length === 0 ? [] : await lake.store.list(table.location)) {
    const folders = key.slice(table.location.length).split('/').slice(0, table.partitions.length)
    const location = `${table.location}${folders.join('/')}/`
    const values = readFolders(table.partitions, folders)
    if (values === undefined || !key.startsWith(location)) continue
    const partition = nameOf(table, values)
    if (names.has(partition)) continue
    checkValues(table, values, true)
    await checkFiles(location, lake)
    found.set(partition, { table: table.id, values, location })
  }
  if (found.size === 0) return []
  await lake.catalog.add([...found.values()])
  return [
    `Partitions not in metastore:\t${[...found.keys()].map(each => `${name}:${each}`).join('\t')}`,
    ...[...found.keys()].map(each => `Repair: Added partition to metastore ${name}:${each}`),
  ]
}

function readFolders(columns: readonly MadeColumn[], folders: readonly string[]): Record<string, string> | undefined {
  const values: Record<string, string> = {}
  for (const [i, { name }] of columns.entries()) {
    const value = folders[i] === undefined ? undefined : readFolder(name, folders[i])
    if (value === undefined) return undefined
    values[name] = value
  }
  return values
}

async function findMade(what: string, name: string, { catalog }: Lake): Promise<MadeTable> {
  const { tables } = await readDefinitions(catalog)
  const table = tables.get(name)
  if (table !== undefined) return table
  const known = [...tables.keys()].join(', ') || 'there is none'
  const own = Object.hasOwn(queryable, name) ? ', whose partitions the pipeline registers' : ''
  throw new QueryError(`${what}: expected a table that CREATE TABLE AS made (${known}), got ${name}${own}`)
}

function checkValues({ partitions }: MadeTable, values: Spec['values'], isWhole: boolean): void {
  const names = partitions.map(column => column.name)
  const given = Object.keys(values)
  if (given.some(column => !names.includes(column)) || (isWhole && given.length !== names.length)) {
    throw new QueryError(
      `alter table: expected values of ${names.join(', ') || 'no column, as it has no partitions'}, got ${given.join(', ')}`,
    )
  }
  for (const { name, type } of partitions) {
    const value = values[name]
    if (value === undefined || value === NO_VALUE || (VALUES[type.kind]?.test(value) ?? true)) continue
    throw new QueryError(`alter table: expected ${writeType(type)} for ${name}, got ${JSON.stringify(value)}`)
  }
}

/** Athena reads every file of a place; here they are told by their names. */
async function checkFiles(location: string, { store }: Lake): Promise<void> {
  const other = (await store.list(location)).find(({ key }) => !key.endsWith('.parquet') && !/\/[_.][^/]*$/.test(key))
  if (other === undefined) return
  throw new Refusal(undefined, `a partition with ${other.key.slice(location.length)}`, 'call its files *.parquet')
}

function nameOf({ partitions }: MadeTable, values: Spec['values']): string {
  return namePartition(partitions, values)
}
