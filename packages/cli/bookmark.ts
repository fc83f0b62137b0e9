// How far a replay is, on disk, so that one that was broken off goes on where it stopped and with the same shift.
import { createHash, randomUUID } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'

/** What a replay must remember. */
export interface Progress {
  /** Lines the collector has answered for. */
  readonly lines: number
  readonly accepted: number
  readonly rejected: number
  /** ms added to every event's time. */
  readonly delta: number
  /** Makes fresh ids the same again. */
  readonly salt: string
}

export class Bookmark {
  readonly file: string

  /** A bookmark of its own for these recordings (as they are on disk now) and options. */
  constructor(folder: string, files: readonly string[], options: object) {
    const marks = files.map(file => {
      const { size, mtimeMs } = statSync(file)
      return [resolve(file), size, mtimeMs]
    })
    const name = createHash('sha256')
      .update(JSON.stringify([marks, options]))
      .digest('hex')
      .slice(0, 16)
    this.file = join(folder, 'replays', `${name}.json`)
  }

  /** Where to go on, or undefined when there is nothing to go on with. */
  read(): Progress | undefined {
    try {
      const progress = JSON.parse(readFileSync(this.file, 'utf8'))
      return Number.isInteger(progress.lines) && Number.isFinite(progress.delta) ? progress : undefined
    } catch {
      return undefined
    }
  }

  /** A killed process leaves the bookmark before or after this, never half of one. */
  write(progress: Progress): void {
    mkdirSync(dirname(this.file), { recursive: true })
    const beside = `${this.file}.${process.pid}`
    writeFileSync(beside, JSON.stringify(progress))
    renameSync(beside, this.file)
  }

  remove(): void {
    rmSync(this.file, { force: true })
  }
}

/** A salt of its own for each replay. */
export function makeSalt(): string {
  return randomUUID()
}
