// What the collector answers, and which pages may read it.

/** An answer before it is a Response. */
export interface Answer {
  readonly status: number
  /** A JSON value, or an image's bytes. */
  readonly body: object
  readonly headers?: Readonly<Record<string, string>>
}

const ALLOWED_HEADERS = 'Authorization, Content-Encoding, Content-Type, X-Retry-Count, X-Write-Key'

/**
 * Turns answers into Responses that pages of the allowed origins (undefined: any) may read. Hono's own middleware for this
 * halves the rate of small requests, as it builds each Response twice.
 */
export class Answers {
  readonly #origins: readonly string[] | undefined

  constructor(origins: readonly string[] | undefined) {
    this.#origins = origins
  }

  /** The Response to a request with these headers. */
  send(request: Headers, { status, body, headers }: Answer): Response {
    const isImage = body instanceof Uint8Array
    return new Response(isImage ? body : JSON.stringify(body), {
      status,
      headers: { 'Content-Type': isImage ? 'image/gif' : 'application/json', ...this.#allow(request), ...headers },
    })
  }

  /** The Response to a browser that asks whether it may send. */
  sendPreflight(request: Headers): Response {
    return new Response(null, {
      status: 204,
      headers: {
        ...this.#allow(request),
        'Access-Control-Allow-Methods': 'GET, HEAD, POST',
        'Access-Control-Allow-Headers': request.get('access-control-request-headers') ?? ALLOWED_HEADERS,
        'Access-Control-Max-Age': '86400',
        Vary: 'Origin, Access-Control-Request-Headers',
      },
    })
  }

  #allow(request: Headers): Record<string, string> {
    const origin = request.get('origin')
    if (origin === null || this.#origins?.includes(origin) === false) return { Vary: 'Origin' }
    return {
      Vary: 'Origin',
      'Access-Control-Allow-Origin': origin,
      // sendBeacon always sends with credentials, for which browsers want this and the origin by name. We have no cookies,
      // so that it gives nothing away.
      'Access-Control-Allow-Credentials': 'true',
      // analytics.js waits as long as it may read.
      'Access-Control-Expose-Headers': 'Retry-After',
    }
  }
}
