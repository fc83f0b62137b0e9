// Who may look: this machine's own browser, or whoever has the token where the viewer listens to others.
import { isLoopbackHost } from '@clickstream/collector/client'
import type { Context, MiddlewareHandler } from 'hono'
import { Failure } from './failure.ts'
import type { Env } from './sources.ts'

/** Any of these says that the request came from further than the connection. */
const RELAYED = ['forwarded', 'x-forwarded-for', 'x-real-ip', 'via']

/**
 * Whether a browser of this machine asks, by a name of this machine: not a page elsewhere whose name was rebound to
 * 127.0.0.1, and not somebody behind a proxy that runs here.
 */
export function isFromHere(c: Context<Env>): boolean {
  return (
    c.env?.peer?.isLoopback === true &&
    isLoopbackHost(c.req.header('host') ?? '') &&
    RELAYED.every(name => c.req.header(name) === undefined)
  )
}

/** Lets in browsers of this machine alone. @throws Failure 403 */
export const admitHere: MiddlewareHandler<Env> = async (c, next) => {
  if (isFromHere(c)) return next()
  throw new Failure(
    403,
    'client: expected a browser on this machine, asking for localhost or 127.0.0.1, got another',
    'clickstream view --host ADDRESS lets others look, with a token.',
  )
}

/** The longest path and query that is read. */
const MAX_ADDRESS = 8192

/**
 * Refuses what pages of other origins make a browser send, as it would carry the visitor's right to look.
 * @throws Failure 403, 414, 415
 */
export function refuseForeign(c: Context<Env>): void {
  const { method, url } = c.req.raw
  if (url.length > MAX_ADDRESS) {
    throw new Failure(414, `address: expected at most ${MAX_ADDRESS} characters, got ${url.length}`)
  }
  const site = c.req.header('sec-fetch-site')
  // `none` is a person who typed the address.
  if (site !== undefined && site !== 'same-origin' && !(site === 'none' && method === 'GET')) {
    throw new Failure(403, `Sec-Fetch-Site: expected a request of the viewer's own page, got ${JSON.stringify(site)}`)
  }
  if (method === 'GET' || method === 'HEAD') return
  // Where the browser itself says that the page is the viewer's own, a proxy may have given the request another host.
  const origin = site === 'same-origin' ? undefined : c.req.header('origin')
  if (origin !== undefined && hostOf(origin) !== c.req.header('host')) {
    throw new Failure(403, `Origin: expected the viewer's own, got ${JSON.stringify(origin)}`)
  }
  const type = c.req.header('content-type')?.split(';', 1)[0]?.trim().toLowerCase()
  if (type !== 'application/json') {
    throw new Failure(415, `Content-Type: expected application/json, got ${JSON.stringify(type ?? 'nothing')}`)
  }
}

function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined
}
