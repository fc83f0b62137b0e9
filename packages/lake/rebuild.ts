// The catalog made anew from what lies in the lake, should it be lost or broken.

import { existsSync, linkSync, renameSync, rmSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import type { Table } from '@clickstream/events/field'
import type { Partition } from './catalog.ts'
import { VERSIONS } from './layout.ts'
import { generationOf, readManifest } from './manifest.ts'
import { readValues } from './partition.ts'
import { SqliteCatalog } from './sqlite.ts'
import type { Store, StoredObject } from './store.ts'
import { isPlaced, type Lake, settle } from './version.ts'

/** Another process has the catalog open. */
export class CatalogBusy extends Error {
  override name = 'CatalogBusy'
}

export interface Rebuilt {
  readonly partitions: readonly Partition[]
  /** Of these, how many are versions that a job made. */
  readonly versions: number
  /** Files brought after, that a version did not answer for yet. */
  readonly brought: number
  /** Where the catalog that was there before is now; null when there was none. */
  readonly old: string | null
}

/** What lies under one key prefix. */
type Folder = Map<string, StoredObject>

interface Candidate {
  readonly partition: Partition
  /** 0 for landing files. */
  readonly generation: number
}

/**
 * Where each partition of the tables is, by the files alone: of its versions the one of the highest generation that was
 * ever put in place, else its landing files. One that a killed job prepared and never put in place is passed over.
 */
export async function readPartitions(store: Store, tables: Readonly<Record<string, Table>>): Promise<Partition[]> {
  const folders = group(await store.list(''))
  const chosen = new Map<string, Candidate>()
  for (const [location, folder] of folders) {
    const candidate = readLocation(location, tables)
    if (candidate === undefined) continue
    const { table, values } = candidate.partition
    const key = JSON.stringify([table, values])
    const best = chosen.get(key)
    if (best !== undefined && best.generation > candidate.generation) continue
    if (candidate.generation > 0 ? !(await wasPlaced(store, location, folders)) : !hasRows(folder)) continue
    if (best === undefined || isLater(candidate, best, folders)) chosen.set(key, candidate)
  }
  return [...chosen.values()].map(({ partition }) => partition)
}

/**
 * Makes known what lies in the lake and the catalog does not know, as after its table was lost: what it knows stays.
 * May be killed anywhere and run again.
 */
export async function fillCatalog(
  { store, catalog }: Lake,
  tables: Readonly<Record<string, Table>>,
): Promise<Omit<Rebuilt, 'old'>> {
  const partitions = await catalog.add(await readPartitions(store, tables))
  let brought = 0
  for (const partition of partitions) brought += await settle({ store }, partition)
  const versions = partitions.filter(({ location }) => location.startsWith(VERSIONS)).length
  return { partitions, versions, brought }
}

/**
 * Makes the catalog in `file` anew. The one that was there stays beside it as `<file>.old`; what only a catalog knows is
 * lost: the record of runs, and what the jobs had noted, so that their next runs make everything derived again.
 * May be killed anywhere and run again.
 * @throws CatalogBusy while another process has it open: nothing is changed
 */
export async function rebuildCatalog(
  file: string,
  store: Store,
  tables: Readonly<Record<string, Table>>,
): Promise<Rebuilt> {
  const release = existsSync(file) ? holdFile(file) : () => {}
  const beside = `${file}.new`
  for (const end of ['', '-wal', '-shm']) rmSync(beside + end, { force: true })
  try {
    const catalog = new SqliteCatalog(beside)
    const filled = await fillCatalog({ store, catalog }, tables).finally(() => catalog.close())
    const old = existsSync(file) ? `${file}.old` : null
    release()
    // A log that stays behind would be read into the new file.
    for (const end of ['-wal', '-shm']) if (existsSync(file + end)) renameSync(file + end, `${file}.old${end}`)
    if (old !== null) {
      rmSync(old, { force: true })
      linkSync(file, old)
    }
    renameSync(beside, file)
    return { ...filled, old }
  } finally {
    release()
  }
}

/** Keeps others from the catalog, and its log in the file itself; a file that is no database any more is held by nobody. */
function holdFile(file: string): () => void {
  const db = new DatabaseSync(file, { timeout: 500 })
  let isOpen = true
  const release = () => {
    if (isOpen) db.close()
    isOpen = false
  }
  try {
    db.exec('pragma locking_mode = exclusive; pragma wal_checkpoint(truncate); begin exclusive; commit')
    db.exec('pragma journal_mode = delete')
  } catch (error) {
    release()
    // SQLITE_BUSY
    if ((error as { errcode?: number }).errcode === 5) {
      throw new CatalogBusy(`catalog ${file}: expected nobody else to have it open, another process has`)
    }
  }
  return release
}

function group(objects: readonly StoredObject[]): Map<string, Folder> {
  const folders = new Map<string, Folder>()
  for (const object of objects) {
    const end = object.key.lastIndexOf('/') + 1
    const location = object.key.slice(0, end)
    const folder = folders.get(location) ?? new Map()
    folders.set(location, folder.set(object.key.slice(end), object))
  }
  return folders
}

/** The partition whose files lie here, if this is a place of one. */
function readLocation(location: string, tables: Readonly<Record<string, Table>>): Candidate | undefined {
  const isVersion = location.startsWith(VERSIONS)
  const [name = '', ...path] = (isVersion ? location.slice(VERSIONS.length) : location).split('/').slice(0, -1)
  const table = Object.hasOwn(tables, name) ? tables[name]! : undefined
  const generation = generationOf(location)
  if (isVersion) path.pop()
  if (table === undefined || path.length !== table.partitions.length || isVersion !== generation > 0) return undefined
  const values = readValues(table, path)
  return values && { partition: { table: name, values, location }, generation }
}

function hasRows(folder: Folder): boolean {
  return [...folder.keys()].some(name => name.endsWith('.parquet'))
}

/**
 * Whether the catalog ever pointed here: the version says so, or has a file that was landed in it. (A job killed before it
 * says so may have copied landed files here too, but those lie where they came from as well.)
 */
async function wasPlaced(store: Store, location: string, folders: Map<string, Folder>): Promise<boolean> {
  const folder = folders.get(location)!
  const manifest = await readManifest(store, location)
  if (manifest === null) return false
  if (isPlaced(folder.keys())) return true
  const replaces = manifest.replaces ?? ''
  const known = new Set([
    ...(folders.get(replaces)?.keys() ?? []),
    ...manifest.inputs.map(key => key.slice(replaces.length)),
  ])
  return [...folder.keys()].some(name => /^shardId-.*\.parquet$/.test(name) && !known.has(name))
}

/** Of two of one generation (a partition was dropped and began anew), the one put in place last. */
function isLater(one: Candidate, other: Candidate, folders: Map<string, Folder>): boolean {
  if (one.generation !== other.generation) return one.generation > other.generation
  const newest = ({ partition }: Candidate) =>
    Math.max(...[...folders.get(partition.location)!.values()].map(({ modified_at }) => modified_at))
  return newest(one) > newest(other)
}
