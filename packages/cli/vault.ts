// A folder of backups: files by the hash of what is in them, each once, and for every backup a list of its files. A list is
// put there last and whole; until then the backups before it are as good as ever.
import { createHash, hash } from 'node:crypto'
import { createReadStream, existsSync } from 'node:fs'
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { FileStore } from '@clickstream/lake/files'
import { CliError } from './error.ts'
import { takeLock } from './running.ts'

export interface Kept {
  /** As it was called: lake/…, stream.sqlite, catalog.sqlite. */
  readonly key: string
  readonly size: number
  /** ms since 1970; with the size it tells whether a file has changed. */
  readonly modified_at: number
  readonly sha256: string
}

export interface Backup {
  readonly format: 1
  /** ms since 1970 */
  readonly made_at: number
  /** What was acked before this is in it, ms since 1970. */
  readonly complete_up_to: number
  readonly files: readonly Kept[]
}

/** 2026-11-23T11-05-15-123Z-0123456789ab.json: when it was made, and the hash of the list. */
const NAME = /^(\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d-\d{3}Z)-([0-9a-f]{12})\.json$/

export class Vault {
  readonly folder: string
  readonly #store: FileStore

  constructor(folder: string) {
    this.folder = resolve(folder)
    this.#store = new FileStore(this.folder)
  }

  /** The names of the backups, oldest first. */
  async list(): Promise<string[]> {
    return (await this.#top()).filter(name => NAME.test(name))
  }

  /** @throws CliError when it is not as it was written */
  async read(name: string): Promise<Backup> {
    const bytes = await this.#store.get(name)
    if (hash('sha256', bytes).slice(0, 12) === NAME.exec(name)?.[2]) return JSON.parse(new TextDecoder().decode(bytes))
    throw new CliError(
      `${join(this.folder, name)}: expected the list as it was written, it has changed`,
      'Restore another one with --at; clickstream backup FOLDER --list shows them.',
    )
  }

  /** Keeps the bytes, if they are not kept yet. */
  async put(bytes: Uint8Array): Promise<Pick<Kept, 'size' | 'sha256'>> {
    const sha256 = hash('sha256', bytes)
    if (!(await this.has({ sha256, size: bytes.length }))) await this.#store.put(keyOf(sha256), bytes)
    return { size: bytes.length, sha256 }
  }

  /** Takes a file over that lies on the same disk, however large, as `begin` gives one a place. */
  async take(path: string): Promise<Pick<Kept, 'size' | 'sha256'>> {
    const file = await open(path, 'r')
    await file.sync()
    await file.close()
    const { size } = await stat(path)
    const sha256 = await hashFile(path)
    const target = this.locate(sha256)
    await mkdir(dirname(target), { recursive: true })
    await rename(path, target)
    const folder = await open(dirname(target), 'r')
    await folder.sync()
    await folder.close()
    return { size, sha256 }
  }

  async has({ sha256, size }: Pick<Kept, 'size' | 'sha256'>): Promise<boolean> {
    return stat(this.locate(sha256)).then(
      found => found.size === size,
      () => false,
    )
  }

  /** Where the bytes of this hash lie. */
  locate(sha256: string): string {
    return this.#store.locate(keyOf(sha256))
  }

  /** Keeps other backups from this folder. @throws CliError while one is being made */
  async hold(): Promise<() => void> {
    await mkdir(this.folder, { recursive: true })
    const lock = takeLock(join(this.folder, 'backup.lock'))
    if (lock === undefined) {
      throw new CliError(`${this.folder}: expected nobody else to use it, another backup is being made`)
    }
    return () => lock.close()
  }

  /** An empty folder for files in the making. */
  async begin(): Promise<string> {
    const working = join(this.folder, 'working')
    await rm(working, { recursive: true, force: true })
    await mkdir(working, { recursive: true })
    return working
  }

  /** Puts a backup's list in place: from here on it can be restored. @returns its name */
  async commit(backup: Backup): Promise<string> {
    const bytes = new TextEncoder().encode(JSON.stringify(backup))
    const name = `${new Date(backup.made_at).toISOString().replace(/[:.]/g, '-')}-${hash('sha256', bytes).slice(0, 12)}.json`
    await this.#store.put(name, bytes)
    await rm(join(this.folder, 'working'), { recursive: true, force: true })
    return name
  }

  /** Removes all backups but the newest `keep`, and every file that none of them lists. @returns how many backups went */
  async prune(keep: number): Promise<number> {
    const names = await this.list()
    const gone = names.slice(0, Math.max(0, names.length - keep))
    for (const name of gone) await this.#store.remove(name)
    const held = new Set<string>()
    for (const name of names.slice(gone.length)) {
      const backup = await this.read(name).catch(() => undefined)
      // What a list that was damaged had is not known: all files stay until it goes itself.
      if (backup === undefined) return gone.length
      for (const { sha256 } of backup.files) held.add(sha256)
    }
    for (const { key } of await this.#store.list('files/')) {
      if (!held.has(key.slice(key.lastIndexOf('/') + 1))) await this.#store.remove(key)
    }
    return gone.length
  }

  async #top(): Promise<string[]> {
    if (!existsSync(this.folder)) return []
    return (await readdir(this.folder)).sort()
  }
}

/** SHA-256 of a file, in hexadecimal. */
export async function hashFile(path: string): Promise<string> {
  const sum = createHash('sha256')
  for await (const chunk of createReadStream(path, { highWaterMark: 1024 * 1024 })) sum.update(chunk as Buffer)
  return sum.digest('hex')
}

function keyOf(sha256: string): string {
  return `files/${sha256.slice(0, 2)}/${sha256}`
}
