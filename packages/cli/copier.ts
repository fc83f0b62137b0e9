// The copying of a backup.
import type { Store, StoredObject } from '@clickstream/lake/store'
import type { Backup, Kept, Vault } from './vault.ts'

/** Files copied at a time: what takes long is waiting for the disk. */
const TOGETHER = 4

/** Copies a lake's objects to a vault, but those that the backup before has as they are. */
export class Copier {
  readonly #store: Store
  readonly #vault: Vault
  readonly #known = new Map<string, Kept>()
  readonly counts = { copied: 0, copied_bytes: 0 }

  constructor(store: Store, vault: Vault, before: Backup | undefined) {
    this.#store = store
    this.#vault = vault
    for (const kept of before?.files ?? []) this.#known.set(kept.key, kept)
  }

  /** @throws NotFound when an object has gone meanwhile */
  async copyAll(
    objects: readonly StoredObject[],
    signal: AbortSignal | undefined,
    onProgress: (done: number, total: number) => void,
  ): Promise<Kept[]> {
    const total = objects.reduce((sum, { size }) => sum + size, 0)
    const kept: Kept[] = []
    let done = 0
    let next = 0
    const work = async () => {
      while (next < objects.length) {
        signal?.throwIfAborted()
        const object = objects[next++]!
        kept.push(await this.#copy(object))
        done += object.size
        onProgress(done, total)
      }
    }
    await Promise.all(Array.from({ length: TOGETHER }, work))
    return kept.sort((a, b) => (a.key < b.key ? -1 : 1))
  }

  async #copy({ key, size, modified_at }: StoredObject): Promise<Kept> {
    const known = this.#known.get(`lake/${key}`)
    if (known?.size === size && known.modified_at === modified_at && (await this.#vault.has(known))) return known
    const put = await this.#vault.put(await this.#store.get(key))
    const kept = { key: `lake/${key}`, modified_at, ...put }
    this.#known.set(kept.key, kept)
    this.counts.copied++
    this.counts.copied_bytes += put.size
    return kept
  }
}
