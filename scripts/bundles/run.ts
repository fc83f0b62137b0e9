// A bundle in a process of its own.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import type { Bundle } from './build.ts'

export interface Run {
  readonly import_ms: number
  /** What the handler answered; undefined where it was handed nothing. */
  readonly answer: unknown
  /** What it logged. */
  readonly log: string
}

/**
 * Imports the bundle with these environment variables and no others of ours, and hands its handler an event; null: none.
 * @throws Error with what the process said last when it fails
 */
export async function runBundle(
  { module, handler }: Bundle,
  env: Readonly<Record<string, string>>,
  event: unknown,
): Promise<Run> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'trial.mjs'), module, handler], {
    // Bundles lie where node_modules can be found above them; nothing of it may be needed.
    env: { PATH: process.env.PATH ?? '', AWS_EC2_METADATA_DISABLED: 'true', AWS_REGION: 'us-east-1', ...env },
    stdio: ['pipe', 'pipe', 'pipe', 'pipe'],
  })
  child.stdin.end(JSON.stringify(event))
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', resolve)
  })
  const [, , , answers] = child.stdio
  const [answer, out, log, code] = await Promise.all([
    text(answers as Readable),
    text(child.stdout),
    text(child.stderr),
    ended,
  ])
  if (code !== 0) throw new Error(log.trim().split('\n').slice(-12).join('\n') || `it ended with ${code}`)
  return { ...(JSON.parse(answer) as Omit<Run, 'log'>), log: out + log }
}
