// Which path speaks which dialect.
import type { Answer } from './answer.ts'
import type { Dialect } from './dialects/dialect.ts'
import { eventsDialect } from './dialects/events.ts'
import { pixelDialect, readPixel } from './dialects/pixel.ts'
import { segmentDialect } from './dialects/segment.ts'
import type { Sorted } from './intake.ts'
import type { Parsed } from './json.ts'

export interface Route {
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly dialect: Dialect
  /** Where the query is what was sent, and not the body. */
  readonly readQuery?: (query: URLSearchParams) => Parsed
  /** When at least one event was accepted. */
  readonly answer: (sorted: Sorted) => Answer
}

const calls = ['track', 'page', 'screen', 'identify', 'group', 'alias']
const batch = segmentDialect(null)

// analytics.js shortens a call to its first letter, and batch to b.
export const routes: readonly Route[] = [
  post('/v1/events', eventsDialect),
  ...calls.flatMap(call => {
    const dialect = segmentDialect(call)
    return [post(`/v1/${call}`, dialect), post(`/v1/${call[0]}`, dialect)]
  }),
  ...['/v1/batch', '/v1/b', '/v1/import'].map(path => post(path, batch)),
  { method: 'GET', path: '/v1/pixel.gif', dialect: pixelDialect, readQuery: readPixel, answer: answerGif },
]

function post(path: string, dialect: Dialect): Route {
  return { method: 'POST', path, dialect, answer: answerJson }
}

/** 200, which is what SDKs take for success, even where some events were rejected. */
function answerJson({ accepted, rejections, event_ids }: Sorted): Answer {
  const ids = event_ids === undefined ? {} : { event_ids }
  return { status: 200, body: { success: true, accepted: accepted.length, rejected: rejections, ...ids } }
}

/** One transparent pixel. */
const GIF = Uint8Array.from(Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAICRAEAOw==', 'base64'))

function answerGif(): Answer {
  return {
    status: 200,
    body: GIF,
    headers: { 'Cache-Control': 'no-store', 'Cross-Origin-Resource-Policy': 'cross-origin' },
  }
}
