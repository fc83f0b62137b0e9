// URLs as java.net.URI reads them: RFC 2396, and letters of any script. What is none is NULL.
import type { Native, Natives } from '../native.ts'

interface Url {
  readonly scheme: string
  readonly host: string
  readonly port: bigint | null
  readonly path: string
  readonly query: string | null
  readonly fragment: string
}

/** An escape, or a letter that is not of ASCII, no space and no control. */
const ESCAPED = '%[0-9A-Fa-f]{2}|[^\\0-\\x7f\\u0080-\\u009f\\p{Z}]'
const UNRESERVED = "[A-Za-z0-9\\-_.!~*'()]"
const PATH = new RegExp(`^(?:${UNRESERVED}|${ESCAPED}|[:@&=+$,;/])*$`, 'u')
const URIC = new RegExp(`^(?:${UNRESERVED}|${ESCAPED}|[;/?:@&=+$,[\\]])*$`, 'u')
const NAME = new RegExp(`^(?:${UNRESERVED}|${ESCAPED}|[$,;:@&=+])*$`, 'u')
const USER = new RegExp(`^(?:${UNRESERVED}|${ESCAPED}|[;:&=+$,])*$`, 'u')
const LABEL = '[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?'
const HOST = new RegExp(`^(?:${LABEL}\\.?|(?:${LABEL}\\.)+[A-Za-z](?:[A-Za-z0-9-]*[A-Za-z0-9])?\\.?)$`)
const BYTE = '(?:25[0-5]|2[0-4]\\d|[01]?\\d?\\d)'
const IPV4 = new RegExp(`^${BYTE}(?:\\.${BYTE}){3}$`)

function isIpv6(text: string): boolean {
  const [address, scope] = text.split('%', 2) as [string, string?]
  if (scope !== undefined && !/^[A-Za-z0-9_.]+$/.test(scope)) return false
  const plain = address.replace(/(^|:)(\d{1,3}(?:\.\d{1,3}){3})$/, (_, before: string, v4: string) =>
    IPV4.test(v4) ? `${before}0:0` : '?',
  )
  const halves = plain.split('::')
  if (halves.length > 2) return false
  const groups = halves.flatMap(half => (half === '' ? [] : half.split(':')))
  if (!groups.every(group => /^[0-9A-Fa-f]{1,4}$/.test(group))) return false
  return halves.length === 2 ? groups.length < 8 : groups.length === 8
}

/** Undefined for what is no server: a name of another kind, which has no host. */
function readServer(text: string): { host: string; port: bigint | null } | undefined {
  const at = text.indexOf('@')
  if (at >= 0 && !USER.test(text.slice(0, at))) return undefined
  const rest = text.slice(at + 1)
  const [, host, port] = /^(\[[^\]]*\]|[^:[\]]*)(?::(\d*))?$/.exec(rest) ?? []
  if (host === undefined || (port !== undefined && port !== '' && BigInt(port) > 2147483647n)) return undefined
  const isHost = host.startsWith('[') ? isIpv6(host.slice(1, -1)) : IPV4.test(host) || HOST.test(host)
  return isHost ? { host, port: port === undefined || port === '' ? null : BigInt(port) } : undefined
}

/** Null for what is no URL. */
function readUrl(text: string): Url | null {
  const [, scheme, rest = text] = /^([^/?#:]*):(.*)$/s.exec(text) ?? []
  if (scheme !== undefined && !/^[A-Za-z][A-Za-z0-9+.-]*$/.test(scheme)) return null
  const [, before, , fragment = ''] = /^([^#]*)(#(.*))?$/s.exec(rest)!
  if (!URIC.test(fragment)) return null
  const known = { scheme: scheme ?? '', fragment, host: '', port: null }
  if (scheme !== undefined && !rest.startsWith('/')) {
    return before !== '' && URIC.test(before!) ? { ...known, path: '', query: null } : null
  }
  const [, authority, path, , query] = /^(?:\/\/([^/?]*))?([^?]*)(\?(.*))?$/s.exec(before!)!
  if (!PATH.test(path!) || !URIC.test(query ?? '')) return null
  const rested = { ...known, path: path!, query: query ?? null }
  if (authority === undefined) return rested
  // Java wants something behind two slashes.
  if (authority === '') return rest.length > 2 ? rested : null
  const server = readServer(authority)
  if (server !== undefined) return { ...rested, ...server }
  return NAME.test(authority) ? rested : null
}

const decoder = new TextDecoder()

/** Bytes that are no UTF-8 become U+FFFD. */
function decode(text: string): string {
  return text.replace(/(?:%[0-9A-Fa-f]{2})+/g, run => decoder.decode(Buffer.from(run.replaceAll('%', ''), 'hex')))
}

function invalid(message: string): never {
  throw new Error(`INVALID_FUNCTION_ARGUMENT: URLDecoder: ${message}`)
}

/** A form's value: a plus is a space. @throws Error as java.net.URLDecoder */
function decodeForm(text: string): string {
  for (const [whole] of text.matchAll(/%.{0,2}/gs)) {
    const digits = whole.slice(1)
    if (digits.length < 2) invalid('Incomplete trailing escape (%) pattern')
    if (/^[0-9A-Fa-f]{2}$/.test(digits)) continue
    if (/^-[1-9A-Fa-f]$/.test(digits)) invalid('Illegal hex characters in escape (%) pattern - negative value')
    const at = /^[0-9A-Fa-f]/.test(digits) ? 1 : 0
    invalid(`Illegal hex characters in escape (%) pattern - Error at index ${at} in: "${digits}"`)
  }
  return decode(text.replaceAll('+', ' '))
}

function encodeForm(text: string): string {
  return encodeURIComponent(text)
    .replaceAll('%20', '+')
    .replace(/[!'()~]/g, letter => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`)
}

function findParameter(text: string, name: string): string | null {
  const query = readUrl(text)?.query ?? null
  if (query === null) return null
  for (const part of query.split('&')) {
    const [key, ...values] = part.split('=')
    if (key === name) return decodeForm(values.join('='))
  }
  return null
}

const part = (read: (url: Url) => string): Native => ({
  parameters: ['varchar'],
  returns: 'varchar',
  run(text: string) {
    const url = readUrl(text)
    return url === null ? null : read(url)
  },
})

export const natives: Natives = {
  trino_url_extract_protocol: part(url => url.scheme),
  trino_url_extract_host: part(url => url.host),
  trino_url_extract_path: part(url => decode(url.path)),
  trino_url_extract_query: part(url => decode(url.query ?? '')),
  trino_url_extract_fragment: part(url => decode(url.fragment)),
  trino_url_extract_port: {
    parameters: ['varchar'],
    returns: 'bigint',
    run: (text: string) => readUrl(text)?.port ?? null,
  },
  trino_url_extract_parameter: { parameters: ['varchar', 'varchar'], returns: 'varchar', run: findParameter },
  trino_url_decode: { parameters: ['varchar'], returns: 'varchar', run: decodeForm },
  trino_url_encode: { parameters: ['varchar'], returns: 'varchar', run: encodeForm },
}
