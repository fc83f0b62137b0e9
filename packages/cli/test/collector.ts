// A collector that keeps what it gets in memory and misbehaves when told to.
import type { Clock } from '../clock.ts'

export interface Request {
  readonly url: string
  readonly headers: Headers
  readonly body: string
  /** By the test's clock. */
  readonly at: number
}

/** What the next request is answered with, in place of taking it. */
export type Fault = { readonly status: number; readonly retryAfter?: string } | 'unreachable' | 'lost answer'

export class FakeCollector {
  readonly requests: Request[] = []
  readonly faults: Fault[] = []
  /** Lines taken, in their order; what is no JSON as text. */
  readonly taken: unknown[] = []
  #clock: Clock

  constructor(clock: Clock) {
    this.#clock = clock
  }

  readonly fetch: typeof fetch = async (input, init) => {
    const body = String(init?.body)
    this.requests.push({ url: String(input), headers: new Headers(init?.headers), body, at: this.#clock.now() })
    const fault = this.faults.shift()
    if (fault === 'unreachable') throw new TypeError('fetch failed', { cause: new Error('ECONNREFUSED') })
    if (typeof fault === 'object') {
      const headers = fault.retryAfter === undefined ? {} : { 'retry-after': fault.retryAfter }
      return new Response('{"success":false}', { status: fault.status, headers })
    }
    const answer = this.#take(body)
    if (fault === 'lost answer') throw new TypeError('fetch failed', { cause: new Error('ECONNRESET') })
    return answer
  }

  /** The events taken, by event_id, as often as they came. */
  get ids(): string[] {
    return this.taken.map(each => String((each as { event_id?: unknown }).event_id))
  }

  #take(body: string): Response {
    let value: { events?: unknown[] }
    try {
      value = JSON.parse(body)
    } catch {
      this.taken.push(body)
      return Response.json({ success: false, accepted: 0, rejected: [{ index: 0 }] }, { status: 400 })
    }
    const events = value.events ?? [value]
    if (events.length > 500) return Response.json({ success: false, error: 'too many' }, { status: 413 })
    this.taken.push(...events)
    const rejected = events.filter(event => (event as { event_type?: unknown }).event_type === undefined)
    const accepted = events.length - rejected.length
    return Response.json({ success: accepted > 0, accepted, rejected }, { status: accepted > 0 ? 200 : 400 })
  }
}

/** A clock that jumps instead of waiting. */
export class FakeClock implements Clock {
  time: number
  readonly sleeps: number[] = []
  constructor(time: number) {
    this.time = time
  }
  now = () => this.time
  sleep = async (ms: number) => {
    this.sleeps.push(ms)
    this.time += ms
  }
}
