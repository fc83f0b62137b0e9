// SST's platform: its sources and what they need, unpacked by the CLI from itself into .sst and from the npm registry.
import { spawn } from 'node:child_process'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('../..', import.meta.url))
export const work = join(root, '.sst')
export const platform = join(work, 'platform')

const lockFile = join(work, 'provider-lock.json')
const versionOf = (file: string): string | undefined =>
  existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as { version?: string }).version : undefined

/** What keeps the platform from being used, in words; undefined when nothing does. */
export function findLacking(): string | undefined {
  const wanted = versionOf(join(root, 'node_modules/sst/package.json'))
  if (wanted === undefined) throw new Error('node_modules/sst: expected the sst package there; run npm ci')
  const version = join(platform, 'version')
  if (!existsSync(version)) return 'not unpacked yet'
  const unpacked = readFileSync(version, 'utf8').trim()
  if (unpacked !== wanted) return `of version ${unpacked}, not ${wanted}`
  if (!existsSync(lockFile)) return 'its providers are not installed'
  const asked = readFileSync(join(root, 'sst.config.ts'), 'utf8').match(/(?<=')\d+\.\d+\.\d+(?=')/g) ?? []
  const providers = readProviders()
  if (
    asked.sort().join() !==
    providers
      .map(each => each.version)
      .sort()
      .join()
  )
    return 'its providers are others'
  for (const { package: name, version: locked } of providers) {
    const installed = versionOf(join(platform, 'node_modules', name, 'package.json'))
    if (installed !== locked) return `its ${name} is ${installed ?? 'missing'}, not ${locked}`
  }
  return undefined
}

/** The providers that sst.config.ts asks for, as SST wrote them down when it installed them. */
export const readProviders = (): readonly {
  readonly package: string
  readonly alias: string
  readonly version: string
}[] => JSON.parse(readFileSync(lockFile, 'utf8'))

/**
 * Makes .sst ready, where it is not: a minute or so, once, from the npm registry and from nowhere else.
 * Needs no AWS credentials and looks for none. Says what it does on stderr.
 */
export async function installPlatform(): Promise<void> {
  const lacking = findLacking()
  if (lacking === undefined) return
  const begun = Date.now()
  process.stderr.write(`Installing SST's platform into .sst (${lacking}): once, a minute or so …\n`)
  rmSync(join(platform, 'version'), { force: true })
  const child = spawn(process.execPath, [join(root, 'node_modules/sst/bin/sst.mjs'), 'install'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      AWS_EC2_METADATA_DISABLED: 'true',
      SST_SKIP_DEPENDENCY_CHECK: '1', // else it downloads pulumi and bun
      SST_NO_BUN: '1', // npm instead
      SST_STAGE: 'synth',
      SST_TELEMETRY_DISABLED: '1',
    },
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text: Buffer) => (said += text.toString()))
  const ticking = setInterval(() => process.stderr.write(`  ${Math.round((Date.now() - begun) / 1000)} s …\n`), 10_000)
  const status = await new Promise<number | string>(done => {
    child.on('error', error => done(error.message))
    child.on('close', code => done(code ?? 'killed'))
  })
  clearInterval(ticking)
  const still = status === 0 ? findLacking() : `sst install ended with ${status}`
  if (still !== undefined) {
    throw new Error(
      `SST's platform: expected it in .sst, ${still}. It needs the npm registry this once; sst said:\n${said.trim()}`,
    )
  }
}
