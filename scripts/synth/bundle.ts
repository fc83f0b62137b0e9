// sst.config.ts as one module, the way the SST CLI makes it: its globals put before every file, the providers left outside.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'esbuild'
import { platform, readProviders, root, work } from './platform.ts'

/** Found at run time in the platform's node_modules: the very instances that the recorder listens to. */
const OUTSIDE = ['@pulumi/*', '@pulumiverse/*', '@sst-provider/*', '@aws-sdk/*', 'undici', 'esbuild', 'glob', 'vite']

/** CommonJS names that SST's sources and some of their packages expect of an ES module. */
const BANNER = `import { createRequire as createRequireOfSynth } from 'node:module'
const require = createRequireOfSynth(import.meta.url)
const __filename = import.meta.filename
const __dirname = import.meta.dirname`

/** Zipping megabytes takes seconds and tells nothing: in its stead a file with the names that would be in the archive. */
const ARCHIVER = `import { EventEmitter } from 'node:events'
export default () => {
  const names = []
  let target
  return Object.assign(new EventEmitter(), {
    pipe: stream => { target = stream },
    file: (_, { name }) => { names.push(name) },
    append: (_, { name }) => { names.push(name) },
    finalize: async () => { target.end(JSON.stringify(names.sort())) },
  })
}`

/**
 * Writes the module to `file`, which must be in .sst/platform, where Node finds the providers. It exports SST's `run` and our
 * configuration as `config`.
 * @param changes JSON to lay over the stage's settings
 */
export async function bundleConfig(file: string, changes = '{}'): Promise<void> {
  const config = join(root, 'sst.config.ts')
  const settings = join(root, 'packages/deployment/settings.ts')
  const shims = [
    ...readProviders().map(each => `import * as ${each.alias} from '${each.package}'`),
    `import * as sst from '${platform}/src/components'`,
  ]
  await build({
    stdin: {
      contents: `export { run } from '${platform}/src/auto/run.ts'; export { default as config } from '${config}'`,
      resolveDir: root,
      loader: 'ts',
    },
    outfile: file,
    bundle: true,
    format: 'esm',
    platform: 'node',
    sourcemap: 'inline',
    mainFields: ['module', 'main'],
    nodePaths: [join(platform, 'node_modules')],
    inject: [join(platform, 'src/shim/run.js')],
    external: OUTSIDE,
    banner: { js: BANNER },
    logLevel: 'error',
    plugins: [
      {
        name: 'sst',
        setup(plugin) {
          plugin.onResolve({ filter: /^archiver$/ }, () => ({ path: 'archiver', namespace: 'synth' }))
          plugin.onLoad({ filter: /.*/, namespace: 'synth' }, () => ({ contents: ARCHIVER, loader: 'js' }))
          // The CLI refuses these: the configuration is read before its providers are there.
          plugin.onResolve({ filter: /^[./@a-z]/ }, ({ path, importer, kind }) =>
            importer === config && kind === 'import-statement' && /^\.|^@clickstream/.test(path)
              ? {
                  errors: [
                    { text: `sst.config.ts: expected no import of ${path} at its top, but await import() in run` },
                  ],
                }
              : undefined,
          )
          plugin.onLoad({ filter: /settings\.ts$/ }, ({ path }) =>
            path === settings ? { contents: overlay(readFileSync(path, 'utf8'), changes), loader: 'ts' } : undefined,
          )
          plugin.onLoad({ filter: /\.[jt]s$/ }, ({ path }) =>
            path.startsWith(work) || path.includes('/node_modules/')
              ? undefined
              : {
                  contents: `${shims.join(';')};${readFileSync(path, 'utf8')}`,
                  loader: path.endsWith('.ts') ? 'ts' : 'js',
                },
          )
        },
      },
    ],
  })
}

/** The settings of every stage with changes laid over them, value by value. */
const overlay = (source: string, changes: string) => `${source.replace('function settingsOf', 'function ownSettingsOf')}
const lay = (below, above) =>
  above === null || typeof above !== 'object' || Array.isArray(above)
    ? above
    : { ...below, ...Object.fromEntries(Object.entries(above).map(([key, each]) => [key, lay(below?.[key], each)])) }
export const settingsOf = stage => lay(ownSettingsOf(stage), ${changes})`
