// A Lambda function's code as SST builds it: one ES module by esbuild with SST's own options, and beside it the files and
// packages that it needs. SST's are in pkg/runtime/node/build.go of its repository.
import { cp, mkdir, readdir, rm, stat } from 'node:fs/promises'
import { dirname, join, relative, resolve } from 'node:path'
import type { Door } from '@clickstream/deployment/doors'
import { build } from 'esbuild'

export const root = join(import.meta.dirname, '../..')

export interface Bundle {
  readonly folder: string
  /** Path of the module, and the name under which it exports the handler. */
  readonly module: string
  readonly handler: string
  /** Of code, and with the files and packages beside it, unzipped. */
  readonly bytes: { readonly code: number; readonly all: number }
  /** Paths of what its code is made of, from the root of this repository. */
  readonly files: readonly string[]
  /** Packages whose code is in it. */
  readonly packages: readonly string[]
}

/**
 * Builds a door into a folder, which is emptied before. Native packages are copied as they are installed here, so that it
 * runs here; at the deploy, SST installs them for Lambda's own architecture.
 * @throws Error of esbuild's, which names file and line
 */
export async function buildDoor(door: Door, folder: string): Promise<Bundle> {
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true })
  const dot = door.handler.lastIndexOf('.')
  const module = join(folder, 'bundle.mjs')
  const { metafile } = await build({
    entryPoints: [join(root, `${door.handler.slice(0, dot)}.ts`)],
    outfile: module,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'es2024',
    mainFields: ['module', 'main'],
    keepNames: true,
    metafile: true,
    logLevel: 'silent',
    external: ['sharp', 'pg-native', ...Object.keys(door.install ?? {})],
    banner: {
      js: [
        `import { createRequire as topLevelCreateRequire } from 'module';`,
        `const require = topLevelCreateRequire(import.meta.url);`,
        `import { fileURLToPath as topLevelFileUrlToPath, URL as topLevelURL } from "url"`,
        `const __filename = topLevelFileUrlToPath(import.meta.url)`,
        `const __dirname = topLevelFileUrlToPath(new topLevelURL(".", import.meta.url))`,
      ].join('\n'),
    },
  })
  const files = Object.keys(metafile.inputs).map(file => relative(root, resolve(file)))
  const code = await sizeOf(folder)
  for (const { from, to } of door.files ?? []) await cp(join(root, from), join(folder, to), { recursive: true })
  await copyPackages(Object.keys(door.install ?? {}), folder)
  const all = await sizeOf(folder)
  return {
    folder,
    module,
    handler: door.handler.slice(dot + 1),
    bytes: { code, all },
    files,
    packages: packagesOf(files),
  }
}

/** The packages, and what they need of others, found by their own word. */
async function copyPackages(names: readonly string[], folder: string): Promise<void> {
  for (const name of names) {
    const from = join(root, 'node_modules', name)
    const to = join(folder, 'node_modules', name)
    if (await isThere(to)) continue
    // What is optional is for other machines than this one, where it is not installed.
    if (!(await isThere(from))) continue
    await mkdir(dirname(to), { recursive: true })
    await cp(from, to, { recursive: true })
    const { default: own } = await import(join(from, 'package.json'), { with: { type: 'json' } })
    await copyPackages(Object.keys({ ...own.dependencies, ...own.optionalDependencies }), folder)
  }
}

/** node_modules/@a/b/c.js is of @a/b; our own packages are not counted. */
function packagesOf(files: readonly string[]): string[] {
  const names = files.flatMap(file => /node_modules\/((?:@[^/]+\/)?[^/]+)\/(?!.*node_modules)/.exec(file)?.[1] ?? [])
  return [...new Set(names)].sort()
}

async function sizeOf(folder: string): Promise<number> {
  let bytes = 0
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isFile()) bytes += (await stat(join(entry.parentPath, entry.name))).size
  }
  return bytes
}

function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  )
}
