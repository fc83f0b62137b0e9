// May this request send, and for which app?
import { SLUG } from '@clickstream/events/tables'
import { isLoopbackHost, type Peer } from './client.ts'
import type { WriteKey, WriteKeys } from './keys.ts'
import { Refusal } from './refusal.ts'

/** What a request may do. */
export interface Grant {
  /** The app its events are of; null: each event's own word counts. */
  readonly app: string | null
  /** Whose rate limit it counts against. */
  readonly sender: string
}

/** The key a request gives outside its body: Basic's user name, Bearer, X-Write-Key, or `key` in the query. */
export function keyInHead(headers: Headers, inQuery: string | undefined): string | undefined {
  const [, scheme, credentials = ''] = /^\s*(basic|bearer)\s+(\S+)\s*$/i.exec(headers.get('authorization') ?? '') ?? []
  const given = scheme?.toLowerCase() === 'basic' ? userOf(credentials) : credentials
  return given || headers.get('x-write-key') || inQuery || undefined
}

function userOf(credentials: string): string {
  const pair = Buffer.from(credentials, 'base64').toString('utf8')
  const colon = pair.indexOf(':')
  return colon < 0 ? pair : pair.slice(0, colon)
}

/** The key a request gives in its body, as SDKs do that cannot set headers. */
export function keyInBody(body: unknown): string | undefined {
  if (typeof body !== 'object' || body === null) return undefined
  const { writeKey, write_key } = body as { writeKey?: unknown; write_key?: unknown }
  const given = writeKey ?? write_key
  return typeof given === 'string' && given !== '' ? given : undefined
}

/**
 * The grant of a key.
 * @throws Refusal 401 when there is none or it is not one of ours.
 */
export function admitKey(keys: WriteKeys, given: string | undefined): Grant {
  const key: WriteKey | undefined = given === undefined ? undefined : keys.find(given)
  if (key !== undefined) return { app: key.app, sender: `key:${key.name}` }
  const ways =
    'Basic auth with the key as user name, Authorization: Bearer, X-Write-Key, writeKey in the body, or ?key='
  const why = given === undefined ? `a write key: ${ways}` : 'a write key of this collector, got another'
  // Bearer, as Basic would make browsers ask the visitor for a password.
  const challenge =
    given === undefined ? 'Bearer realm="clickstream"' : 'Bearer realm="clickstream", error="invalid_token"'
  throw new Refusal(401, `authorization: expected ${why}`, { 'WWW-Authenticate': challenge })
}

/**
 * The grant where no keys are configured: this machine's own programs only.
 * @throws Refusal 403 for a client elsewhere, or a request made to another host name (a web page whose name was rebound).
 */
export function admitLocal(client: Peer, host: string): Grant {
  const mend = 'set WRITE_KEYS=app:key,… to take events from elsewhere'
  if (!client.isLoopback) {
    throw new Refusal(403, `client: expected one on this machine, as no write keys are configured; ${mend}`)
  }
  if (!isLoopbackHost(host)) {
    throw new Refusal(403, `Host: expected localhost or 127.0.0.1, as no write keys are configured; ${mend}`)
  }
  return { app: null, sender: `ip:${client.address}` }
}

/** Segment's events name no app. Where no keys are configured, the write key may be the app's name. */
export function appOfUnknownKey(given: string | undefined): string {
  return given !== undefined && SLUG.regexp.test(given) ? given : 'default'
}
