// The few parts of a URL that become columns, without building a URL object per event.

export interface UrlParts {
  /** Lower case, without user, port and a leading www.; null when the text names none. */
  readonly host: string | null
  readonly path: string | null
  /** What follows ?, without it and without the fragment. */
  readonly query: string | null
}

const nothing: UrlParts = { host: null, path: null, query: null }
const SCHEME = /^[a-z][a-z0-9+.-]*:/i

/** Takes any text apart; never throws. `https://shop.example/a?b#c` and `/a?b` both have a path. */
export function splitUrl(text: string | null): UrlParts {
  if (text === null) return nothing
  const hash = text.indexOf('#')
  const whole = hash === -1 ? text : text.slice(0, hash)
  const mark = whole.indexOf('?')
  const query = mark === -1 ? null : whole.slice(mark + 1)
  const place = mark === -1 ? whole : whole.slice(0, mark)
  const start = place.indexOf('://')
  if (start === -1) {
    if (place.startsWith('/') && !place.startsWith('//')) return { host: null, path: place, query }
    return SCHEME.test(place) ? nothing : { host: null, path: place || null, query }
  }
  const slash = place.indexOf('/', start + 3)
  const authority = slash === -1 ? place.slice(start + 3) : place.slice(start + 3, slash)
  return { host: hostOf(authority), path: slash === -1 ? '/' : place.slice(slash), query }
}

let lastAuthority = ''
let lastHost: string | null = null

/** The same site comes again and again, and its host should be one string, not many alike. */
function hostOf(authority: string): string | null {
  if (authority !== lastAuthority) {
    lastHost = readHost(authority)
    lastAuthority = authority
  }
  return lastHost
}

function readHost(authority: string): string | null {
  const user = authority.lastIndexOf('@')
  let host = (user === -1 ? authority : authority.slice(user + 1)).toLowerCase()
  const colon = host.lastIndexOf(':')
  // The colons inside an IPv6 address belong to it.
  if (colon !== -1 && colon > host.lastIndexOf(']')) host = host.slice(0, colon)
  return (host.startsWith('www.') ? host.slice(4) : host) || null
}

/** A query's parameters whose names `wanted` holds, decoded; the first of each name counts. */
export function readQuery(query: string, wanted: (name: string) => boolean): Map<string, string> {
  const found = new Map<string, string>()
  for (const pair of query.split('&')) {
    const equals = pair.indexOf('=')
    const name = equals === -1 ? pair : pair.slice(0, equals)
    if (wanted(name) && !found.has(name)) found.set(name, equals === -1 ? '' : decode(pair.slice(equals + 1)))
  }
  return found
}

function decode(text: string): string {
  if (!text.includes('%') && !text.includes('+')) return text
  const spaced = text.replaceAll('+', ' ')
  try {
    return decodeURIComponent(spaced)
  } catch {
    return spaced
  }
}
