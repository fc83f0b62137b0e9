// A part as the storm sees it: a process that is started, and killed.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { PartSettings, Role } from './part.ts'

export interface Ended {
  readonly code: number | null
  readonly isKilled: boolean
  readonly out: string
  readonly err: string
}

export class Part {
  readonly role: Role
  readonly ended: Promise<Ended>
  isKilled = false
  #child: ChildProcess
  #out = ''
  #err = ''

  constructor(role: Role, settings: PartSettings) {
    this.role = role
    const script = join(import.meta.dirname, 'part.ts')
    const { NODE_OPTIONS: _, ...env } = process.env
    this.#child = spawn(process.execPath, [script, role, JSON.stringify(settings)], { env })
    this.#child.stdout!.setEncoding('utf8').on('data', text => {
      this.#out += text
    })
    this.#child.stderr!.setEncoding('utf8').on('data', text => {
      this.#err += text
    })
    this.ended = once(this.#child, 'close').then(([code]) => ({
      code: code as number | null,
      isKilled: this.isKilled,
      out: this.#out,
      err: this.#err,
    }))
    onTestFinished(() => void this.#child.kill('SIGKILL'))
  }

  /** What it says once it is ready. @throws Error when it ends before by itself */
  async ready(): Promise<string> {
    const said = new Promise<void>(resolve => {
      this.#child.stdout!.on('data', () => this.#out.includes('\n') && resolve())
    })
    const ended = await Promise.race([said, this.ended])
    if (ended && !ended.isKilled) throw new Error(`${this.role}: expected to run, it ended: ${ended.err}`)
    return this.#out
  }

  async kill(): Promise<void> {
    this.isKilled = true
    this.#child.kill('SIGKILL')
    await this.ended
  }

  async stop(): Promise<Ended> {
    this.#child.kill('SIGTERM')
    return this.ended
  }
}
