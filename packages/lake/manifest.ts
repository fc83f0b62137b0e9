// What a version says of itself, and which files it has.
import { VERSIONS } from './layout.ts'
import { NotFound, type Store, type StoredObject } from './store.ts'

/** Readers pass over names that begin with _. */
export const MANIFEST = '_manifest.json'

/** Says of a version what it was made from. Written when all its files are there, before the catalog points to it. */
export interface Manifest {
  /** The job that made it. */
  readonly job: string
  readonly table: string
  readonly values: Readonly<Record<string, string>>
  /** 1 for what took the place of landing files, one more than what it replaces after that. */
  readonly generation: number
  /** The location it takes the place of; null when there was none. */
  readonly replaces: string | null
  /** Of the files at `replaces`, those whose rows it answers for. */
  readonly inputs: readonly string[]
  /** Whether its rows are exactly those of its inputs. */
  readonly is_same: boolean
  /** ms since 1970 */
  readonly made_at: number
}

/** The Parquet files at a location. */
export async function listFiles(store: Store, location: string): Promise<StoredObject[]> {
  return (await store.list(location)).filter(({ key }) => key.endsWith('.parquet'))
}

/** The Parquet files in any place of a table, by location: two lists, however many partitions. */
export async function listByPlace(store: Store, table: string): Promise<Map<string, StoredObject[]>> {
  const places = new Map<string, StoredObject[]>()
  for (const prefix of [`${table}/`, `${VERSIONS}${table}/`]) {
    for (const file of await listFiles(store, prefix)) {
      const location = file.key.slice(0, file.key.lastIndexOf('/') + 1)
      const files = places.get(location)
      if (files === undefined) places.set(location, [file])
      else files.push(file)
    }
  }
  return places
}

/** versions/…/3-0a1b2c3d/ is the third; 0 is where rows land, and what no version is called. */
export function generationOf(location: string): number {
  return location.startsWith(VERSIONS) ? Number(/\/(\d+)-[^/]*\/$/.exec(location)?.[1] ?? 0) : 0
}

/** What the version at a location was made from; null for landing files, and for what was swept meanwhile. */
export async function readManifest(store: Store, location: string): Promise<Manifest | null> {
  if (!location.startsWith(VERSIONS)) return null
  try {
    return JSON.parse(new TextDecoder().decode(await store.get(location + MANIFEST))) as Manifest
  } catch (error) {
    if (error instanceof NotFound) return null
    throw error
  }
}
