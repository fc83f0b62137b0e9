// Sends requests to a collector until each is answered for good: what was not kept is sent again.
import { isLoopbackHost } from '@clickstream/collector/client'
import { type Clock, systemClock } from './clock.ts'
import { CliError } from './error.ts'
import { showDuration } from './units.ts'

export interface Destination {
  /** The collector, such as http://localhost:8080; also with its /v1/events, as `clickstream dev` shows it. */
  readonly url: string
  /** A write key, where the collector asks for one. */
  readonly key?: string | undefined
}

/** What the collector said of a request. */
export interface Verdict {
  readonly accepted: number
  readonly rejected: number
}

/** The request as a whole was refused (4xx): its text is at fault, or its size. */
export class Refused extends Error {
  override name = 'Refused'
  readonly status: number
  constructor(status: number, answer: string) {
    super(`${status}: ${answer.slice(0, 200)}`)
    this.status = status
  }
}

/** How long one request is tried while the collector is away or busy, ms; and at first, when it may not be there at all. */
const PATIENCE = 60_000
const FIRST_PATIENCE = 5000
const FIRST_WAIT = 100
const LONGEST_WAIT = 5000
const REQUEST_TIMEOUT = 60_000

interface Effects {
  readonly clock: Clock
  readonly fetch: typeof fetch
  /** 0 to 1 */
  readonly random: () => number
}

const realEffects: Effects = { clock: systemClock, fetch, random: Math.random }

export class Sender {
  #base: string
  #headers: Record<string, string>
  #effects: Effects
  #isMet = false
  /** Requests sent again because the collector was away or busy. */
  retries = 0

  constructor(to: Destination, effects: Partial<Effects> = {}) {
    this.#base = readBase(to.url)
    const authorization = `Basic ${Buffer.from(`${to.key}:`).toString('base64')}`
    // The sender's own user agent says nothing of the visitor.
    const headers = { 'content-type': 'application/json', 'user-agent': '' }
    this.#headers = to.key === undefined ? headers : { ...headers, authorization }
    this.#effects = { ...realEffects, ...effects }
  }

  /**
   * Sends a body, made anew for each attempt. Waits and tries again on 429, 5xx and when the collector cannot be reached; the signal ends the trying,
   * never a request half-way.
   * @throws Refused for a 4xx that speaks of the body.
   * @throws CliError when the collector wants another key, is no collector, or stays away: for a minute, or 5 s where it was never
   * met.
   */
  async send(body: () => string, signal?: AbortSignal, path = 'v1/events'): Promise<Verdict> {
    const url = new URL(path, this.#base).href
    const { clock, random } = this.#effects
    const started = clock.now()
    for (let wait = FIRST_WAIT; ; wait = Math.min(wait * 2, LONGEST_WAIT)) {
      const answer = await this.#try(url, body())
      if ('accepted' in answer) return answer
      signal?.throwIfAborted()
      const tried = clock.now() - started
      if (tried > (this.#isMet ? PATIENCE : FIRST_PATIENCE)) {
        throw new CliError(
          `${url}: ${answer.why}, for ${showDuration(tried)} now`,
          isLoopbackHost(new URL(url).host)
            ? 'Is the collector running? clickstream dev starts one here.'
            : 'Is the collector there? --to, or COLLECTOR, says where.',
        )
      }
      this.retries++
      await clock.sleep(Math.max(answer.wait, wait * (0.5 + random() / 2)), signal)
    }
  }

  async #try(url: string, body: string): Promise<Verdict | { why: string; wait: number }> {
    let response: Response
    let text: string
    try {
      response = await this.#effects.fetch(url, {
        method: 'POST',
        headers: this.#headers,
        body,
        signal: AbortSignal.timeout(REQUEST_TIMEOUT),
      })
      text = await response.text()
    } catch (error) {
      return { why: `cannot be reached (${causeOf(error)})`, wait: 0 }
    }
    this.#isMet = true
    const { status } = response
    if (status === 429 || status >= 500) {
      return { why: `answers ${status}`, wait: readRetryAfter(response.headers.get('retry-after')) }
    }
    if (status === 401 || status === 403) {
      throw new CliError(`${url} answers ${status}: ${readReason(text)}`, 'Give the write key of the app with --key.')
    }
    if (status === 404 || status === 405) {
      throw new CliError(`${url} answers ${status}: that is no collector`, 'Give its address with --to.')
    }
    const verdict = readVerdict(text)
    // A request whose events are all rejected is a 400 with its counts: an answer for good.
    if (verdict !== undefined) return verdict
    if (!response.ok) throw new Refused(status, text)
    throw new CliError(
      `${url}: expected a collector's answer, got ${JSON.stringify(text.slice(0, 100))}`,
      'Give the address of a collector with --to.',
    )
  }
}

function readBase(text: string): string {
  const url = URL.parse(/^\w+:\/\//.test(text) ? text : `http://${text}`)
  if (url === null || !/^https?:$/.test(url.protocol)) {
    throw new CliError(
      `--to: expected an address such as http://localhost:8080, got ${JSON.stringify(text)}`,
      undefined,
      2,
    )
  }
  return `${url.origin}${url.pathname.replace(/(\/v1\/events)?\/?$/, '')}/`
}

function readVerdict(text: string): Verdict | undefined {
  try {
    const answer = JSON.parse(text)
    const { accepted } = answer
    const rejected = Array.isArray(answer.rejected) ? answer.rejected.length : answer.rejected
    return Number.isInteger(accepted) && Number.isInteger(rejected) ? { accepted, rejected } : undefined
  } catch {
    return undefined
  }
}

/** What a refusal says for itself: a collector's has its reason in `error`. */
function readReason(text: string): string {
  try {
    return String(JSON.parse(text).error ?? text).slice(0, 200)
  } catch {
    return text.slice(0, 200)
  }
}

/** Seconds in the header, in ms; a date or nothing is 0. At most a minute. */
function readRetryAfter(header: string | null): number {
  const seconds = Number(header ?? 0)
  return Number.isFinite(seconds) ? Math.min(60, Math.max(0, seconds)) * 1000 : 0
}

function causeOf(error: unknown): string {
  const cause = error instanceof Error ? (error.cause ?? error) : error
  return cause instanceof Error ? ((cause as NodeJS.ErrnoException).code ?? cause.message) : String(cause)
}
