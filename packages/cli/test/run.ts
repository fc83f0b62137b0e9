// The program, as a process and in this one.
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'
import { execute as executeIn } from '../main.ts'
import { openTerminal } from '../terminal.ts'

export const bin = fileURLToPath(new URL('../bin/clickstream.js', import.meta.url))
export const root = fileURLToPath(new URL('../../..', import.meta.url))

export interface Outcome {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

export interface Process {
  /** Resolves with the first match of the pattern in what it said so far. */
  said(pattern: RegExp): Promise<RegExpExecArray>
  kill(signal: NodeJS.Signals): void
  readonly ended: Promise<Outcome>
}

/** Starts `clickstream …`; it is killed when the test ends. */
export function start(args: readonly string[], env: Record<string, string> = {}, cwd = root): Process {
  const { PATH = '', HOME = '' } = process.env
  const child = spawn(process.execPath, [bin, ...args], {
    cwd,
    env: { PATH, HOME, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  let out = ''
  let err = ''
  const listeners = new Set<() => void>()
  child.stdout.setEncoding('utf8').on('data', text => {
    out += text
    for (const listen of listeners) listen()
  })
  child.stderr.setEncoding('utf8').on('data', text => {
    err += text
    for (const listen of listeners) listen()
  })
  const ended = new Promise<Outcome>(resolve => {
    child.on('close', code => resolve({ code, out, err }))
  })
  return {
    ended,
    kill: signal => void child.kill(signal),
    said(pattern) {
      return new Promise((resolve, reject) => {
        const listen = () => {
          const match = pattern.exec(out + err)
          if (match === null) return
          listeners.delete(listen)
          resolve(match)
        }
        listeners.add(listen)
        ended.then(() => reject(new Error(`ended without saying ${pattern}: ${out}${err}`)))
        listen()
      })
    },
  }
}

/** Runs `clickstream …` to its end. */
export function run(args: readonly string[], env: Record<string, string> = {}, cwd = root): Promise<Outcome> {
  return start(args, env, cwd).ended
}

/** Runs `clickstream …` in this process. */
export async function execute(
  args: readonly string[],
  { isTTY = false, env = {} }: { isTTY?: boolean; env?: Record<string, string> } = {},
): Promise<Outcome> {
  const [out, err] = [collect(isTTY), collect(isTTY)]
  const code = await executeIn(args, openTerminal(out.sheet, err.sheet, env))
  return { code, out: out.text(), err: err.text() }
}

function collect(isTTY: boolean) {
  const chunks: Buffer[] = []
  const write = (chunk: Buffer, _: string, done: () => void) => {
    chunks.push(chunk)
    done()
  }
  return { sheet: Object.assign(new Writable({ write }), { isTTY }), text: () => Buffer.concat(chunks).toString() }
}

/** A folder of this test's own. */
export function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'clickstream-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }))
  return folder
}
