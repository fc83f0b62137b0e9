// Who sends: what the connection and the headers say, and what of it may be believed.
import { isIP } from 'node:net'
import type { Facts } from './dialects/dialect.ts'

/** The other end of the connection, as the server that runs the app saw it. */
export interface Peer {
  readonly address: string | null
  /** Whether the connection comes from this machine. */
  readonly isLoopback: boolean
}

/** A peer of which nothing is known. */
export const nobody: Peer = { address: null, isLoopback: false }

const LOOPBACK_ADDRESS = /^(127\.\d{1,3}\.\d{1,3}\.\d{1,3}|::1)$/
const LOOPBACK_HOST = /^(localhost|[a-z0-9-]+\.localhost|127\.\d{1,3}\.\d{1,3}\.\d{1,3}|\[::1\])(:\d{1,5})?$/i

/** The peer with this address: `::ffff:127.0.0.1` is 127.0.0.1. */
export function peerAt(address: string | undefined): Peer {
  const plain = address?.replace(/^::ffff:(?=\d+\.)/i, '') ?? null
  return { address: plain, isLoopback: plain !== null && LOOPBACK_ADDRESS.test(plain) }
}

/** Whether a Host header names this machine. A page elsewhere whose name was rebound to 127.0.0.1 sends its own name. */
export function isLoopbackHost(host: string): boolean {
  return LOOPBACK_HOST.test(host)
}

/**
 * The peer, or the client a trusted proxy speaks for: the right-most address of the header, which the proxy itself wrote;
 * those before it are the client's word. Without a configured header, or where it is not in the request, the peer.
 */
export function clientOf(peer: Peer, headers: Headers, trustedProxyHeader: string | undefined): Peer {
  const line = trustedProxyHeader === undefined ? null : headers.get(trustedProxyHeader)
  if (line === null) return peer
  const last = line.slice(line.lastIndexOf(',') + 1).trim()
  const address = last.replace(/^\[([^\]]*)\](:\d+)?$/, '$1').replace(/^([\d.]+):\d+$/, '$1')
  // A proxy that says nothing readable leaves nothing known: its own address is no visitor's.
  return isIP(address) === 0 ? nobody : peerAt(address)
}

/** The client at the address that our own distribution wrote; nobody, where it is no address. */
export function viewerOf(address: string | undefined): Peer {
  if (address === undefined || isIP(address) === 0) return nobody
  // Nobody is on the machine of a function: what says so is wrong.
  return { ...peerAt(address), isLoopback: false }
}

const LANGUAGE = /^\s*([a-z]{1,8}(?:-[a-z0-9]{1,8}){0,6})(?=\s*[,;]|\s*$)/i

/** What the request says of the visitor who made it. */
export function factsOf(client: Peer, headers: Headers, received_at: number): Facts {
  const user_agent = headers.get('user-agent')?.slice(0, 1024)
  const referer = headers.get('referer')
  const language = LANGUAGE.exec(headers.get('accept-language') ?? '')?.[1]?.slice(0, 64)
  return {
    received_at,
    ...(client.address === null ? {} : { ip: client.address }),
    ...(user_agent ? { user_agent } : {}),
    ...(referer !== null && referer.length <= 4096 && /^https?:\/\//i.test(referer) ? { page_url: referer } : {}),
    ...(language === undefined ? {} : { language }),
  }
}
