// What the fuzzer starts from: right requests of every dialect, path and encoding.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib'

/** A request before it is one. */
export interface Shot {
  readonly method: string
  /** With its query. */
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array | undefined
}

type Fields = Record<string, unknown>

const encoders = { gzip: gzipSync, deflate: deflateSync, br: brotliCompressSync, zstd: zstdCompressSync }

/** Requests that the collector takes. */
export function readCorpus(): Shot[] {
  const events = ['shortener-day', 'store-day', 'retries-and-late'].flatMap(name => readEvents(name, 60))
  return [...posts(events), ...segments(events), ...pixels(events), ...packed(events), ...others]
}

function readEvents(name: string, count: number): Fields[] {
  const file = join(import.meta.dirname, '..', 'fixtures', name, 'events.ndjson')
  const lines = readFileSync(file, 'utf8').trim().split('\n')
  const step = Math.max(1, Math.floor(lines.length / count))
  return lines.flatMap((line, i) => {
    if (i % step !== 0) return []
    try {
      return [JSON.parse(line) as Fields]
    } catch {
      return []
    }
  })
}

function post(path: string, body: unknown): Shot {
  const headers = { 'content-type': 'application/json', 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) Firefox/128.0' }
  return { method: 'POST', path, headers, body: Buffer.from(JSON.stringify(body)) }
}

function posts(events: readonly Fields[]): Shot[] {
  return events.flatMap((event, i) => {
    const several = events.slice(i, i + 1 + (i % 7))
    return [post('/v1/events', event), post('/v1/events', { events: several, sent_at: event.sent_at })]
  })
}

function segments(events: readonly Fields[]): Shot[] {
  const messages = events.slice(0, 60).map((event, i) => ({
    type: ['track', 'page', 'identify', 'screen', 'group', 'alias'][i % 6],
    messageId: event.event_id,
    anonymousId: event.anonymous_id,
    userId: i % 3 === 0 ? `user-${i}` : null,
    event: 'Product Viewed',
    properties: { product_id: 'p-1', price: 12.5, url: event.page_url, items: [{ product_id: 'p-2' }] },
    traits: { email: 'a@example.com' },
    context: { page: { url: event.page_url }, campaign: { name: 'spring' }, locale: 'en-US', ip: '81.2.69.142' },
    timestamp: event.occurred_at,
    sentAt: event.sent_at,
  }))
  const calls = messages.map(message => post(`/v1/${message.type}`, { ...message, writeKey: 'store' }))
  const batches = messages.map((_, i) => post('/v1/batch', { batch: messages.slice(i, i + 5), writeKey: 'store' }))
  return [...calls, ...batches]
}

function pixels(events: readonly Fields[]): Shot[] {
  return events.slice(0, 60).map(event => {
    const flat = Object.entries(event).filter(([, value]) => typeof value !== 'object')
    const query = new URLSearchParams(flat.map(([name, value]): [string, string] => [name, String(value)]))
    return { method: 'GET', path: `/v1/pixel.gif?${query}`, headers: {}, body: undefined }
  })
}

function packed(events: readonly Fields[]): Shot[] {
  return Object.entries(encoders).flatMap(([encoding, encode]) =>
    events.slice(0, 15).map((_, i) => {
      const plain = post('/v1/events', { events: events.slice(i, i + 10) })
      return { ...plain, headers: { ...plain.headers, 'content-encoding': encoding }, body: encode(plain.body!) }
    }),
  )
}

const others: readonly Shot[] = ['/health', '/', '/v1/events', '/v1/pixel.gif', '/v1/nothing'].flatMap(path =>
  ['GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE'].map(method => ({ method, path, headers: {}, body: undefined })),
)
