// Runs sst.config.ts once, without AWS: what SST and Pulumi would ask for is answered by provider.ts and written down.
// A process of its own, since both keep global state.   node scripts/synth/child.ts <stage> <file> [--preview]
// --preview: what AWS alone knows stays unknown, as before a first deploy, where otherwise it would be undefined.
import { randomBytes } from 'node:crypto'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire, syncBuiltinESMExports } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { bundleConfig } from './bundle.ts'
import { platform, root } from './platform.ts'
import { look, makeState, region } from './provider.ts'
import { findUnknown, type Resource, record } from './record.ts'
import { startServer } from './server.ts'

const [stage, file] = process.argv.slice(2) as [string, string]
const isPreview = process.argv.includes('--preview')
const errors: string[] = []
const fail = (error: unknown) => {
  errors.push(error instanceof Error ? (error.stack ?? error.message) : String(error))
  process.exitCode = 1
}
process.on('unhandledRejection', fail).on('uncaughtException', fail)

const require = createRequire(join(platform, 'package.json'))
const pulumi = require('@pulumi/pulumi')

// SST ends physical names with eight random bytes: the same ones each time.
const crypto = require('node:crypto')
crypto.randomBytes = (size: number, done?: (error: Error | null, bytes: Buffer) => void) =>
  size === 8 && done === undefined ? Buffer.alloc(8) : done ? randomBytes(size, done) : randomBytes(size)
syncBuiltinESMExports()

// Not in .sst itself: two syntheses at once must not meet there, nor with a deploy.
const home = join(tmpdir(), `clickstream-synth-${process.pid}`)
mkdirSync(home, { recursive: true })
const bundle = join(platform, `synth-${process.pid}.mjs`)
process.on('exit', () => {
  for (const each of [home, bundle]) rmSync(each, { recursive: true, force: true })
})

const resources: Resource[] = []
/** Which file of stacks/ called for a resource: the outermost one on the way. Components' parts go with their component. */
const makers = new Map<string, string>()
Error.stackTraceLimit = 60
const noteMaker = ({ type, name }: { type: string; name: string }) => {
  const files = [...(new Error().stack ?? '').matchAll(/\/stacks\/([a-z-]+)\.ts/g)].map(match => match[1]!)
  if (files.length > 0) makers.set(`${type} ${name}`, files.at(-1)!)
}
let app: Record<string, unknown> = {}
let outputs: unknown
// The event loop is empty: every output has settled.
process.once('beforeExit', () => {
  const byUrn = new Map(resources.map(each => [each.urn, each]))
  const stackOf = (each: Resource | undefined): string | undefined =>
    each && (makers.get(`${each.type} ${each.name}`) ?? stackOf(byUrn.get(each.parent ?? '')))
  for (const each of resources) each.stack = stackOf(each) ?? 'app'
  const unknown = resources.flatMap(each => findUnknown(each.inputs, `${each.type} ${each.name}`))
  const builds = server.builds.sort((a, b) => (a.functionID < b.functionID ? -1 : 1))
  resources.sort((a, b) => (a.urn < b.urn ? -1 : 1))
  writeFileSync(
    file,
    JSON.stringify({ app: { ...app, stage }, resources, builds, outputs, unknown, errors: [...new Set(errors)] }),
  )
})

const server = await startServer(root, join(home, 'artifacts'), errors)
Object.assign(process.env, { SST_SERVER: server.url, SST_AWS_REGION: region })
await bundleConfig(bundle, process.env.SYNTH_SETTINGS)

await pulumi.runtime.setMocks(
  {
    newResource: ({ type, name, inputs, custom, id }: Mocked) => {
      if (!custom) return { id: undefined, state: inputs }
      const made = makeState(type, inputs, name)
      return { ...made, id: id || made.id }
    },
    call: ({ token, inputs }: { token: string; inputs: Record<string, unknown> }) => {
      try {
        return look(token, inputs)
      } catch (error) {
        fail(error)
        throw error
      }
    },
  },
  'clickstream',
  stage,
  isPreview,
)
const { MockMonitor } = require('@pulumi/pulumi/runtime/mocks')
record(MockMonitor.prototype, require('@pulumi/pulumi/runtime/rpc'), 'clickstream', stage, { resources, errors })

const paths = { home, root, work: home, platform }
Object.assign(globalThis, { $dev: false, $cli: { command: 'deploy', paths, state: { version: {} } } })
const { run, config } = await import(pathToFileURL(bundle).href)
app = await config.app({ stage })
Object.assign(globalThis, { $app: { removal: 'retain', protect: false, ...app, stage } })

try {
  await pulumi.runtime.runInPulumiStack(() =>
    run(async () => {
      pulumi.runtime.registerStackTransformation(noteMaker)
      const made = await config.run()
      pulumi.output(made ?? {}).apply((settled: unknown) => {
        outputs = settled
      })
      return made
    }),
  )
} catch (error) {
  fail(error)
}

interface Mocked {
  readonly type: string
  readonly name: string
  readonly inputs: Record<string, unknown>
  readonly custom: boolean
  readonly id?: string
}
