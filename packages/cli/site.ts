// The viewer and the status page beside the collector, on the same port: for this machine's own browser only.
import { readFile } from 'node:fs/promises'
import type { Bindings } from '@clickstream/collector/app'
import { isFromHere } from '@clickstream/viewer/access'
import { type Context, Hono } from 'hono'
import type { Settings } from './settings.ts'
import type { StatusReader } from './status.ts'

type Env = { Bindings: Bindings }

const pages: Readonly<Record<string, readonly [file: string, type: string]>> = {
  '/status': ['index.html', 'text/html; charset=utf-8'],
  '/page/style.css': ['style.css', 'text/css; charset=utf-8'],
  '/page/script.js': ['script.js', 'text/javascript; charset=utf-8'],
  '/page/icon.svg': ['icon.svg', 'image/svg+xml'],
}

const headers = {
  'Cache-Control': 'no-cache',
  'Content-Security-Policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
}

/** What is the collector's alone. */
const COLLECTED = /^\/(v1|health)(\/|$)/

/**
 * The collector's app with the pages in front: the viewer at /, the status page at /status. Whoever may not see them, and
 * whatever is neither's, gets the collector's own answer.
 */
export function withPages(
  collector: Hono<Env>,
  status: StatusReader,
  viewer: Hono<Env>,
  settings: Settings,
): Hono<Env> {
  const app = new Hono<Env>()
  const isOurs = (c: Context<Env>) => settings.trustedProxyHeader === undefined && isFromHere(c)
  const collect = (c: Context<Env>) => collector.fetch(c.req.raw, c.env)
  for (const [path, [file, type]] of Object.entries(pages)) {
    app.get(path, async c => {
      if (!isOurs(c)) return collect(c)
      const text = await readFile(new URL(`./page/${file}`, import.meta.url), 'utf8')
      return c.body(text, 200, { ...headers, 'Content-Type': type })
    })
  }
  app.get('/status.json', async c => (isOurs(c) ? c.json(await status.read(), 200, headers) : collect(c)))
  app.all('*', async c => {
    const { path, method } = c.req
    if (COLLECTED.test(path) || !isOurs(c)) return collect(c)
    if (path.startsWith('/api/')) return viewer.fetch(c.req.raw, c.env)
    if (method !== 'GET' && method !== 'HEAD') return collect(c)
    const answer = await viewer.fetch(c.req.raw, c.env)
    return answer.status === 404 ? collect(c) : answer
  })
  return app
}
