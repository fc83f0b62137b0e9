// The page's own files, as build.ts left them: the text of every view, and assets whose names say what is in them.
import { hash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Context, Hono } from 'hono'
import type { Env } from './sources.ts'

/** Where the built page is. */
export const pageFolder: string = fileURLToPath(new URL('dist', import.meta.url))

const TYPES: Readonly<Record<string, string>> = {
  css: 'text/css; charset=utf-8',
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  json: 'application/json; charset=utf-8',
  png: 'image/png',
  svg: 'image/svg+xml',
  woff2: 'font/woff2',
}
/** One file of a folder, never another folder: what is not so named is not looked for. */
const NAME = /^[A-Za-z0-9_][A-Za-z0-9_-]*(?:\.[A-Za-z0-9_-]+)*\.([a-z0-9]+)$/
/** By the name in Accept-Encoding: what build.ts put beside the file. */
const ENCODINGS = [
  ['br', 'br'],
  ['gzip', 'gz'],
] as const

const FOREVER = 'public, max-age=31536000, immutable'

/** The page of the built folder; `views` are the first parts of the paths that it draws. */
export function routePage(folder: string, views: readonly string[]): Hono<Env> {
  const app = new Hono<Env>()
  const send = async (c: Context<Env>, path: readonly string[], cache: string) => {
    const found = await readBuilt(folder, path, c.req.header('accept-encoding') ?? '')
    if (found === undefined) return c.notFound()
    const { body, type, encoding } = found
    const etag = `"${hash('sha256', body).slice(0, 32)}"`
    const about = { 'Cache-Control': cache, ETag: etag, Vary: 'Accept-Encoding' }
    if (c.req.header('if-none-match') === etag) return c.body(null, 304, about)
    return c.body(body, 200, { ...about, 'Content-Type': type, ...(encoding ? { 'Content-Encoding': encoding } : {}) })
  }
  app.get('/assets/:file', c => send(c, ['assets', c.req.param('file')], FOREVER))
  const sendText = (c: Context<Env>) => send(c, ['index.html'], 'no-cache')
  app.get('/', sendText)
  for (const view of views) for (const path of [`/${view}`, `/${view}/:sheet`]) app.get(path, sendText)
  // What lies beside the text, such as its icon.
  app.get('/:file', c =>
    c.req.param('file') === 'index.html' ? c.notFound() : send(c, [c.req.param('file')], 'no-cache'),
  )
  return app
}

interface Built {
  readonly body: Uint8Array<ArrayBuffer>
  readonly type: string
  readonly encoding?: string
}

async function readBuilt(folder: string, path: readonly string[], accepted: string): Promise<Built | undefined> {
  const [, end] = NAME.exec(path.at(-1)!) ?? []
  const type = end === undefined || !Object.hasOwn(TYPES, end) ? undefined : TYPES[end]
  if (type === undefined) return undefined
  const file = join(folder, ...path)
  for (const [encoding, suffix] of ENCODINGS) {
    const isAccepted = new RegExp(`(^|[\\s,])${encoding}\\s*(,|$|;(?!\\s*q=0(\\.0*)?\\s*(,|$)))`).test(accepted)
    const body = isAccepted ? await readIfThere(`${file}.${suffix}`) : undefined
    if (body !== undefined) return { body, type, encoding }
  }
  const body = await readIfThere(file)
  return body === undefined ? undefined : { body, type }
}

async function readIfThere(file: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
  try {
    return await readFile(file)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'EISDIR' || code === 'ENOTDIR' || code === 'ENAMETOOLONG') return undefined
    throw error
  }
}
