// A collector to send to: its app alone, or listening on a port of this machine.
import { type CollectorOptions, createApp } from '../app.ts'
import { peerAt } from '../client.ts'
import { serveApp } from '../server.ts'
import { MemoryStream } from './memory.ts'

export const NOW = Date.UTC(2026, 10, 23, 8)

export interface Answered {
  readonly status: number
  readonly headers: Headers
  // biome-ignore lint/suspicious/noExplicitAny: tests look into whatever came back
  readonly body: any
}

export interface Request {
  readonly method?: string
  readonly headers?: Record<string, string>
  /** Sent as it is when text or bytes, else as JSON. */
  readonly body?: unknown
  /** The client's address. */
  readonly from?: string
}

/** The app with a stream in memory, and a way to call it as a client at 127.0.0.1 would. */
export function openCollector(options: Partial<CollectorOptions> = {}) {
  const stream = new MemoryStream()
  const log: Readonly<Record<string, unknown>>[] = []
  let made = 0
  const app = createApp({
    stream,
    clock: () => NOW,
    makeId: () => `made-${++made}`,
    log: entry => log.push(entry),
    ...options,
  })
  const send = async (path: string, request: Request = {}): Promise<Answered> => {
    const { body, method = body === undefined ? 'GET' : 'POST', headers = {}, from = '127.0.0.1' } = request
    const raw = typeof body === 'string' || body instanceof Uint8Array || body === undefined
    const init = { method, headers, ...(body === undefined ? {} : { body: raw ? body : JSON.stringify(body) }) }
    const response = await app.request(path, init as RequestInit, { peer: peerAt(from) })
    const bytes = Buffer.from(await response.arrayBuffer())
    const isJson = response.headers.get('content-type') === 'application/json'
    return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(bytes.toString()) : bytes }
  }
  return { app, stream, log, send }
}

/** The same behind a port; close() when done. */
export async function serveCollector(options: Partial<CollectorOptions> = {}) {
  const collector = openCollector({ clock: Date.now, ...options })
  const serving = await serveApp(collector.app, { port: 0 })
  return { ...collector, ...serving, url: `http://127.0.0.1:${serving.port}` }
}

/** An event that is right. */
export function makeEvent(more: Record<string, unknown> = {}): Record<string, unknown> {
  return { app: 'store', event_id: 'e-1', event_type: 'cart_viewed', cart_id: 'c-1', anonymous_id: 'v-1', ...more }
}
