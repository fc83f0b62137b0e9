// Makes dist/ of page/: by Vite, where what is there was made of something else, and for each file what browsers take compressed.
import { hash, randomUUID } from 'node:crypto'
import { copyFile, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { makeFolder } from '@clickstream/query/folder'
import { pageFolder } from './page.ts'

const home = fileURLToPath(new URL('.', import.meta.url))
const root = resolve(home, '../..')

/** What it was built of: each file of ours, by path in the project, and the hash of its text. */
const STAMP = 'built.json'
/** Beside what Vite says that it read: what decides how. */
const ALSO = ['package-lock.json', 'packages/viewer/package.json', 'packages/viewer/vite.config.ts']
const COMPRESSED = /\.(js|css|html|svg|json)$/
/** Smaller files are not worth it, bytes. */
const LEAST = 1024

/** Whether the page is there and is of what page/ has now. */
export async function isPageBuilt(folder: string = pageFolder): Promise<boolean> {
  try {
    await readFile(join(folder, 'index.html'))
    const stamp: Record<string, string> = JSON.parse(await readFile(join(folder, STAMP), 'utf8'))
    const now = await hashFiles(Object.keys(stamp))
    return Object.keys(stamp).length > ALSO.length && Object.entries(stamp).every(([file, made]) => now[file] === made)
  } catch {
    return false
  }
}

/**
 * Builds the page. Readers have the old one until the new one is whole, also when several build at once.
 * @throws Error of Vite's, for a page that cannot be built
 */
export async function buildPage(folder: string = pageFolder): Promise<void> {
  // Only who builds needs it: it is large.
  const { build } = await import('vite')
  const read = new Set<string>()
  const made = await makeFolder('page')
  try {
    await build({
      configFile: join(home, 'vite.config.ts'),
      logLevel: 'error',
      build: { outDir: made, emptyOutDir: true },
      plugins: [
        {
          name: 'inputs',
          buildEnd() {
            for (const id of this.getModuleIds()) read.add(id.split('?', 1)[0]!)
          },
        },
      ],
    })
    const ours = [...read, ...(await listFolder(join(home, 'page/public')))]
      .filter(file => file.startsWith(home) && !file.includes('node_modules'))
      .map(file => relative(root, file))
    await compressAll(made)
    await writeFile(join(made, STAMP), JSON.stringify(await hashFiles([...ALSO, ...ours.sort()]), null, 1))
    await put(made, folder)
  } finally {
    await rm(made, { recursive: true, force: true })
  }
}

/** Assets first, as no two have one name; then what names them; then the assets that nothing names any more go. */
async function put(made: string, folder: string): Promise<void> {
  const assets = await listFolder(join(made, 'assets'))
  for (const file of assets) await place(file, relative(made, file), folder)
  for (const file of await listFolder(made)) {
    if (relative(made, file).startsWith('assets')) continue
    await place(file, relative(made, file), folder)
  }
  const kept = new Set(assets.map(file => relative(made, file)))
  for (const file of await listFolder(join(folder, 'assets'))) {
    if (!kept.has(relative(folder, file))) await rm(file, { force: true })
  }
}

/** A name never means half a file, whoever else places the same; an asset that is there, which its name says, is left. */
async function place(from: string, name: string, folder: string): Promise<void> {
  const to = join(folder, name)
  if (name.startsWith('assets') && (await sizeOf(to)) === (await sizeOf(from))) return
  await mkdir(dirname(to), { recursive: true })
  // Not among the assets, where another build that has finished would take it away.
  const pending = join(folder, `.${randomUUID()}.pending`)
  try {
    await copyFile(from, pending)
    await rename(pending, to)
  } finally {
    await rm(pending, { force: true })
  }
}

async function sizeOf(file: string): Promise<number | undefined> {
  return (await stat(file).catch(() => undefined))?.size
}

async function compressAll(folder: string): Promise<void> {
  const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }
  const compress = async (file: string) => {
    const bytes = await readFile(file)
    if (bytes.length < LEAST) return
    await writeFile(`${file}.br`, await promisify(brotliCompress)(bytes, quality))
    await writeFile(`${file}.gz`, await promisify(gzip)(bytes, { level: 9 }))
  }
  await Promise.all((await listFolder(folder)).filter(file => COMPRESSED.test(file)).map(compress))
}

async function listFolder(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
  return entries.filter(entry => entry.isFile()).map(entry => join(entry.parentPath, entry.name))
}

async function hashFiles(files: readonly string[]): Promise<Record<string, string>> {
  const hashes = files.map(async file => {
    const bytes = await readFile(join(root, file)).catch(() => undefined)
    return [file, bytes === undefined ? '' : hash('sha256', bytes)] as const
  })
  return Object.fromEntries(await Promise.all(hashes))
}
