// A backup being taken: stream, catalog and lake of one instant, while all three go on changing.
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { tables } from '@clickstream/events/tables'
import type { Catalog } from '@clickstream/lake/catalog'
import { openCatalog, openStore } from '@clickstream/lake/open'
import { listNeeded, snapshotCatalog } from '@clickstream/lake/snapshot'
import { NotFound, type Store, type StoredObject } from '@clickstream/lake/store'
import { readDone, readStanding, type Standing, snapshotStream } from '@clickstream/stream/snapshot'
import { ARCHIVE_CONSUMER, DEFAULT_CONSUMER } from '@clickstream/stream/stream'
import { Copier } from './copier.ts'
import { wrongUsage } from './error.ts'
import { localPath, type Settings } from './settings.ts'
import type { Backup, Kept, Vault } from './vault.ts'

export interface BackupSummary {
  readonly name: string
  readonly files: number
  readonly bytes: number
  readonly copied: number
  readonly copied_bytes: number
  /** Backups that went, by --keep. */
  readonly removed: number
}

interface Effects {
  readonly signal?: AbortSignal
  readonly onProgress?: (done: number, total: number) => void
  readonly clock?: () => number
}

/** How often it begins anew when a job takes files away that were to be copied. */
const TRIES = 20

/**
 * Where the transform stands is read first, then the catalog, then the files, and the stream last: so the files hold all
 * that the transform was done with, the catalog names no file that is not there, and the stream has what comes after.
 */
export async function takeBackup(
  settings: Settings,
  vault: Vault,
  { keep = 2 }: { readonly keep?: number } = {},
  { signal, onProgress = () => {}, clock = Date.now }: Effects = {},
): Promise<BackupSummary> {
  const paths = localPaths(settings)
  const release = await vault.hold()
  try {
    const store = openStore(settings.lake)
    const live = openCatalog(settings.catalog)
    const copier = new Copier(store, vault, await readNewest(vault))
    try {
      for (let tries = 1; ; tries++) {
        const working = await vault.begin()
        const standing = existsSync(paths.stream) ? readStanding(paths.stream) : undefined
        try {
          const needed = await listLake(store, live, paths.catalog, working, standing)
          if (needed === undefined) throw new NotFound('a partition was put elsewhere')
          const files = await copier.copyAll(needed, signal, onProgress)
          files.push(await takeFile(vault, working, 'catalog.sqlite', clock))
          const complete_up_to = clock()
          if (standing !== undefined) {
            snapshotStream(paths.stream, join(working, 'stream.sqlite'), standing)
            files.push(await takeFile(vault, working, 'stream.sqlite', clock))
          }
          signal?.throwIfAborted()
          const name = await vault.commit({ format: 1, made_at: clock(), complete_up_to, files })
          const removed = await vault.prune(keep)
          const bytes = files.reduce((sum, { size }) => sum + size, 0)
          return { name, files: files.length, bytes, ...copier.counts, removed }
        } catch (error) {
          // A job has swept what it was to copy: the catalog knows better by now.
          if (!(error instanceof NotFound) || tries === TRIES) throw error
        }
      }
    } finally {
      await live.close()
    }
  } finally {
    release()
  }
}

/** What the catalog, as it is now, needs of the lake; undefined when a partition was put elsewhere meanwhile. */
async function listLake(
  store: Store,
  live: Catalog,
  path: string,
  working: string,
  standing: Standing | undefined,
): Promise<StoredObject[] | undefined> {
  const readOf = (consumer: string) =>
    standing === undefined ? new Map<string, string>() : readDone(standing, consumer)
  const standings = { landed: readOf(DEFAULT_CONSUMER), archived: readOf(ARCHIVE_CONSUMER) }
  const copy = join(working, 'catalog.sqlite')
  snapshotCatalog(path, copy, standings.landed)
  const catalog = openCatalog(`sqlite:${copy}`)
  try {
    const names = Object.keys(tables)
    const needed = await listNeeded(store, catalog, names, standings)
    // Of a partition that moved since the catalog was copied, files may have gone before they were listed.
    for (const name of names) {
      const now = new Set((await live.partitions(name)).map(({ location }) => location))
      if ((await catalog.partitions(name)).some(({ location }) => !now.has(location))) return undefined
    }
    return needed
  } finally {
    await catalog.close()
  }
}

async function takeFile(vault: Vault, working: string, name: string, clock: () => number): Promise<Kept> {
  return { key: name, modified_at: clock(), ...(await vault.take(join(working, name))) }
}

/** @throws CliError (exit code 2) for a stream or catalog that is not a file of this machine */
function localPaths({ stream, catalog }: Settings): { stream: string; catalog: string } {
  const paths = { stream: localPath(stream), catalog: localPath(catalog) }
  for (const [name, path] of Object.entries(paths)) {
    if (path === undefined) throw wrongUsage(`${name.toUpperCase()}: expected sqlite:<file>, which can be copied`)
  }
  return { stream: resolve(paths.stream!), catalog: resolve(paths.catalog!) }
}

async function readNewest(vault: Vault): Promise<Backup | undefined> {
  const name = (await vault.list()).at(-1)
  return name === undefined ? undefined : vault.read(name).catch(() => undefined)
}
