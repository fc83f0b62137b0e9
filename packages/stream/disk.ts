// Whether the disk can take more: a floor of free bytes, and a file that is still where it was.
import { type StatsFs, statfsSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { StreamBusy } from './stream.ts'

/** As fs.statfsSync: blocks free for us, and bytes in a block. */
export type Statfs = (folder: string) => Pick<StatsFs, 'bavail' | 'bsize'>

const EVERY_MS = 1000

/** Watches over the disk of one file, asking it once a second at most. */
export class Disk {
  readonly #path: string
  readonly #floor: number
  readonly #statfs: Statfs
  readonly #inode: number
  #measured_at = Number.NEGATIVE_INFINITY
  #refusal: StreamBusy | null = null

  /** @param floor bytes that must stay free */
  constructor(path: string, floor: number, statfs: Statfs = statfsSync) {
    this.#path = path
    this.#floor = floor
    this.#statfs = statfs
    this.#inode = statSync(path).ino
  }

  /** Why nothing may be written now (ms since 1970), or null; at most a second old. */
  refusal(now: number): StreamBusy | null {
    if (!(Math.abs(now - this.#measured_at) < EVERY_MS)) {
      this.#refusal = this.#refuseRemoved() ?? this.#refuseFull()
      this.#measured_at = now
    }
    return this.#refusal
  }

  /** Whether less than the floor is free. */
  isShort(): boolean {
    return this.#free() < this.#floor
  }

  #free(): number {
    const { bavail, bsize } = this.#statfs(dirname(this.#path))
    return bavail * bsize
  }

  #refuseFull(): StreamBusy | null {
    const free = this.#free()
    if (free >= this.#floor) return null
    return new StreamBusy(`stream: expected at least ${this.#floor} bytes free on disk, got ${free}`, 30)
  }

  /** Records put into a file that somebody has removed would be gone with the last process that has it open. */
  #refuseRemoved(): StreamBusy | null {
    if (statSync(this.#path, { throwIfNoEntry: false })?.ino === this.#inode) return null
    return new StreamBusy(`stream ${this.#path}: expected the file to stay, it was moved or removed; restart`, 30)
  }
}
