// The door where the viewer listens to other machines than this one: who shows the token once has a cookie from then on.
import { createHmac, hash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Context, MiddlewareHandler } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import { headers } from './headers.ts'
import type { Env } from './sources.ts'
import type { ErrorAnswer } from './wire.ts'

/** Shorter ones can be guessed. */
export const LEAST_TOKEN = 16
const COOKIE = 'clickstream_viewer'
/** Seconds that a browser keeps it. */
const KEPT = 30 * 86_400
/** Wrong tokens of one address within a while, and how long that is, ms. */
const TRIES = 10
const WHILE = 60_000
/** Addresses that are remembered. */
const ADDRESSES = 10_000

/** A token that nobody guesses. */
export function makeToken(): string {
  return randomBytes(24).toString('base64url')
}

/** What the cookie says where several processes answer: the same in all that have the token, and nothing of it. */
export function sharedSession(token: string): string {
  return createHmac('sha256', token).update('clickstream viewer session').digest('base64url')
}

/**
 * Lets in who has the cookie, `Authorization: Bearer TOKEN`, or `?token=TOKEN`, which becomes the cookie and leaves the
 * address. The cookie says `session`, by default one of this process: nothing of the token.
 */
export function admitToken(
  token: string,
  clock: () => number = Date.now,
  session: string = randomBytes(32).toString('base64url'),
): MiddlewareHandler<Env> {
  const failures = new Failures(clock)
  return async (c, next) => {
    if (isSame(getCookie(c, COOKIE), session) && c.req.query('token') === undefined) return next()
    const given = c.req.query('token') ?? /^Bearer +(\S+)$/i.exec(c.req.header('authorization') ?? '')?.[1]
    if (given === undefined) return refuse(c, 401)
    const address = networkOf(c.env?.peer?.address ?? '')
    if (failures.areMany(address)) return refuse(c, 429)
    if (!isSame(given, token)) {
      failures.add(address)
      return refuse(c, 401)
    }
    if (c.req.query('token') === undefined) return next()
    if (c.req.method !== 'GET') return refuse(c, 401)
    const secure = c.req.url.startsWith('https:')
    setCookie(c, COOKIE, session, { httpOnly: true, secure, sameSite: 'Strict', path: '/', maxAge: KEPT })
    for (const [name, value] of Object.entries(headers)) c.header(name, value)
    c.header('Cache-Control', 'no-store')
    return c.redirect(withoutToken(c.req.url), 303)
  }
}

/** Whom tries are counted against: an IPv4 address, or the first 64 bits of an IPv6 one, of which one customer has all. */
function networkOf(address: string): string {
  if (!address.includes(':')) return address
  const [head = [], tail = []] = address.split('::').map(part => part.split(':').filter(group => group !== ''))
  const zeros = Array.from({ length: Math.max(0, 8 - head.length - tail.length) }, () => '0')
  const groups = [...head, ...zeros, ...tail].slice(0, 4)
  return groups.map(group => Number.parseInt(group, 16)).join(':')
}

/** How often each address was wrong of late. */
class Failures {
  readonly #clock: () => number
  readonly #known = new Map<string, { count: number; until: number }>()

  constructor(clock: () => number) {
    this.#clock = clock
  }

  areMany(address: string): boolean {
    const known = this.#known.get(address)
    return known !== undefined && known.until > this.#clock() && known.count >= TRIES
  }

  add(address: string): void {
    const now = this.#clock()
    const known = this.#known.get(address)
    if (known !== undefined && known.until > now) known.count++
    else {
      this.#known.delete(address)
      this.#known.set(address, { count: 1, until: now + WHILE })
    }
    const [oldest] = this.#known.keys()
    if (this.#known.size > ADDRESSES) this.#known.delete(oldest!)
  }
}

/** Takes the same time whatever is given. */
export function isSame(given: string | undefined, right: string): boolean {
  return given !== undefined && timingSafeEqual(hash('sha256', given, 'buffer'), hash('sha256', right, 'buffer'))
}

/** The path and query of an address, its token left out. */
function withoutToken(address: string): string {
  const { pathname, searchParams } = new URL(address)
  searchParams.delete('token')
  // Two slashes at the beginning would name another machine.
  const path = pathname.replace(/^\/+/, '/')
  return searchParams.size === 0 ? path : `${path}?${searchParams}`
}

const words = {
  401: {
    error: 'token: expected the one of this viewer, got none or another',
    hint: 'Open the whole address that you were given, with ?token=…, once in this browser.',
  },
  429: {
    error: `token: expected at most ${TRIES} wrong ones a minute, got more`,
    hint: 'Wait a minute, then open the address that you were given.',
  },
} as const

/** A program gets JSON, a person words. A link from elsewhere brings no cookie the first time: a click on our own does. */
function refuse(c: Context<Env>, status: 401 | 429): Response {
  const { error, hint } = words[status]
  for (const [name, value] of Object.entries(headers)) c.header(name, value)
  c.header('Cache-Control', 'no-store')
  if (status === 429) c.header('Retry-After', String(WHILE / 1000))
  if (c.req.path.startsWith('/api/')) return c.json({ error, hint } satisfies ErrorAnswer, status)
  return c.html(
    `<!doctype html><html lang="en"><meta charset="utf-8"><title>clickstream</title>
<h1>Who are you?</h1><p>${hint}</p><p>You have been here before? <a href="">Go on</a>.</p></html>`,
    status,
  )
}
