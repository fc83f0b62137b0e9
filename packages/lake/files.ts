import { hash, randomUUID } from 'node:crypto'
import { type Dirent, existsSync, readdirSync, statSync } from 'node:fs'
import { link, mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { hostname } from 'node:os'
import { basename, dirname, join, resolve } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { checkKey, PENDING } from './key.ts'
import { NotFound, type Store, type StoredObject } from './store.ts'

/** Whose process ids those in their names are. */
const HOST = hash('sha256', hostname()).slice(0, 8)
/** Names looked at in one go. */
const AT_ONCE = 500
/** No file system tells times apart by more, ms. */
const SETTLED = 3000

/** A store in a folder. Objects are written under PENDING (swept by its first put) before they take their name: fsync, then an atomic rename, then fsync of the folder, so that a name means whole bytes. */
export class FileStore implements Store {
  readonly root: string
  #folders = new Set<string>()
  #walked = 0
  #swept: Promise<number> | null = null

  constructor(root: string) {
    this.root = resolve(root)
  }

  async put(key: string, bytes: Uint8Array, options: { ifAbsent?: boolean } = {}): Promise<boolean> {
    const path = this.locate(key)
    await this.#makeFolder(join(this.root, PENDING))
    await this.#makeFolder(dirname(path))
    this.#swept ??= this.sweep().catch(() => 0)
    await this.#swept
    const pending = join(this.root, PENDING, `${HOST}-${process.pid}-${randomUUID()}`)
    try {
      const file = await open(pending, 'wx')
      try {
        await file.writeFile(bytes)
        await file.sync()
      } finally {
        await file.close()
      }
      if (options.ifAbsent) {
        try {
          await link(pending, path)
        } catch (error) {
          if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
          throw error
        }
      } else await rename(pending, path)
      await syncFolder(dirname(path))
      return true
    } catch (error) {
      // Somebody removed a folder we knew of: forget them, so that the next try makes it again.
      this.#folders.clear()
      throw error
    } finally {
      await rm(pending, { force: true })
    }
  }

  async get(key: string): Promise<Uint8Array> {
    try {
      return await readFile(this.locate(key))
    } catch (error) {
      if (isMissing(error)) throw new NotFound(`store: expected an object ${key}, got none`)
      throw error
    }
  }

  async read(key: string, start: number, end: number): Promise<Uint8Array> {
    const file = await open(this.locate(key), 'r').catch(error => {
      throw isMissing(error) ? new NotFound(`store: expected an object ${key}, got none`) : error
    })
    try {
      const bytes = Buffer.alloc(end - start)
      const { bytesRead } = await file.read(bytes, 0, bytes.length, start)
      return bytes.subarray(0, bytesRead)
    } finally {
      await file.close()
    }
  }

  async list(prefix: string): Promise<StoredObject[]> {
    // The folder part narrows the walk; the rest of the prefix filters names.
    const folder = prefix.slice(0, prefix.lastIndexOf('/') + 1)
    const start = folder === '' ? this.root : this.locate(folder.slice(0, -1))
    const found: StoredObject[] = []
    await this.#walk(start, folder, found)
    return found.filter(object => object.key.startsWith(prefix)).sort((a, b) => (a.key < b.key ? -1 : 1))
  }

  stamp(prefixes: readonly string[], now: number = Date.now()): (string | null)[] {
    return prefixes.map(prefix => {
      const folder = statSync(this.locate(prefix.slice(0, -1)), { bigint: true, throwIfNoEntry: false })
      if (folder === undefined) return 'none'
      // One that changed just now may change again within what the file system's clock tells apart.
      return folder.mtimeMs < now - SETTLED ? `${folder.ino}-${folder.mtimeNs}` : null
    })
  }

  missing(): string | null {
    return existsSync(this.root) ? null : basename(this.root)
  }

  async remove(key: string): Promise<void> {
    await rm(this.locate(key), { force: true })
  }

  locate(key: string): string {
    return join(this.root, checkKey(key))
  }

  /** Removes what a crash left half written: of a process of this machine that has ended, or older than an hour. */
  async sweep(now: number = Date.now()): Promise<number> {
    let swept = 0
    for (const name of await listNames(join(this.root, PENDING))) {
      const path = join(this.root, PENDING, name)
      const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: now }))
      if (now - mtimeMs < 3_600_000 && !hasEnded(name)) continue
      await rm(path, { force: true })
      swept++
    }
    return swept
  }

  async #walk(folder: string, prefix: string, found: StoredObject[]): Promise<void> {
    // At once, as a promise for each file takes five times as long, but not for as long as others would notice.
    if (this.#walked >= AT_ONCE) {
      this.#walked = 0
      await setImmediate()
    }
    const entries = listEntries(folder)
    this.#walked += entries.length + 1
    for (const entry of entries) {
      if (entry.name.startsWith('.')) continue
      const path = join(folder, entry.name)
      if (entry.isDirectory()) await this.#walk(path, `${prefix}${entry.name}/`, found)
      else if (entry.isFile()) {
        const { size, mtimeMs } = statSync(path, { throwIfNoEntry: false }) ?? { size: -1, mtimeMs: 0 }
        if (size >= 0) found.push({ key: prefix + entry.name, size, modified_at: Math.floor(mtimeMs) })
      }
    }
  }

  /** Makes a folder and lets its parents' entries reach the disk, once each. */
  async #makeFolder(path: string): Promise<void> {
    if (this.#folders.has(path)) return
    const first = await mkdir(path, { recursive: true })
    if (first !== undefined) {
      const top = dirname(first)
      for (let folder = path; folder !== top && folder !== dirname(folder); folder = dirname(folder)) {
        await syncFolder(dirname(folder))
      }
    }
    this.#folders.add(path)
  }
}

/** Whether the process that a pending name tells of is known to have ended. */
function hasEnded(name: string): boolean {
  const [host, pid] = name.split('-')
  if (host !== HOST) return false
  try {
    process.kill(Number(pid), 0)
    return false
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH'
  }
}

function listEntries(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
  } catch (error) {
    if (isMissing(error)) return []
    throw error
  }
}

async function listNames(folder: string): Promise<string[]> {
  return readdir(folder).catch(error => {
    if (isMissing(error)) return []
    throw error
  })
}

async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return
  const folder = await open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}

function isMissing(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'ENOENT'
}
