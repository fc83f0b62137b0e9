// What a stage would deploy, resource by resource, without an AWS account.
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Settings } from '@clickstream/deployment/settings'
import { installPlatform, root } from './platform.ts'
import type { Resource } from './record.ts'
import type { Build } from './server.ts'

export type { Build, Resource }

export interface Synthesis {
  readonly app: { readonly name: string; readonly stage: string; readonly protect: boolean; readonly removal: string }
  /** By URN. */
  readonly resources: readonly Resource[]
  /** What SST was asked to bundle. */
  readonly builds: readonly Build[]
  // biome-ignore lint/suspicious/noExplicitAny: what sst.config.ts returns
  readonly outputs: any
  /** In a preview: inputs that nothing but AWS could say. */
  readonly unknown: readonly string[]
  readonly errors: readonly string[]
}

type Partly<T> = {
  readonly [K in keyof T]?: T[K] extends readonly unknown[] ? T[K] : T[K] extends object ? Partly<T[K]> : T[K]
}

export interface SynthesisOptions {
  /** As before a first deploy: what AWS alone knows stays unknown. */
  readonly preview?: boolean
  /** Laid over the stage's own: to see what a switch does. */
  readonly settings?: Partly<Settings>
}

/**
 * Runs sst.config.ts for a stage, in some seconds, after making .sst ready where it is not. Takes no credentials along.
 * @throws when the process ended without a result; what went wrong in stacks is in `errors`
 */
export async function synthesise(stage: string, options: SynthesisOptions = {}): Promise<Synthesis> {
  await installPlatform()
  const folder = mkdtempSync(join(tmpdir(), 'clickstream-synthesis-'))
  const file = join(folder, 'synthesis.json')
  const secrets = { SST_SECRET_WriteKeys: 'demo:the-write-keys', SST_SECRET_ViewToken: 'the-view-token-of-tests' }
  const environment = Object.entries(process.env).filter(([name]) => !/^(AWS|PULUMI|SST)_/.test(name))
  try {
    const child = spawn(
      process.execPath,
      [
        '--enable-source-maps',
        join(root, 'scripts/synth/child.ts'),
        stage,
        file,
        ...(options.preview ? ['--preview'] : []),
      ],
      {
        cwd: root,
        stdio: ['ignore', 'pipe', 'pipe'],
        env: { ...Object.fromEntries(environment), ...secrets, SYNTH_SETTINGS: JSON.stringify(options.settings ?? {}) },
      },
    )
    let said = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (text: Buffer) => (said += text.toString()))
    await new Promise(done => child.on('close', done))
    try {
      return JSON.parse(readFileSync(file, 'utf8'))
    } catch {
      throw new Error(`The synthesis of ${stage}: expected a result, it ended with:\n${said.trim()}`)
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
