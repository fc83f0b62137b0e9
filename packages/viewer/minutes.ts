// The live counts of the last half hour. Pages ask every few seconds, so what they ask together is read once, and the minutes
// that are over only now and then.
import { chooseLinks, type Part, sumCounts, sumParts } from '@clickstream/live/counts'
import { MINUTE, type Minutes } from '@clickstream/live/minutes'
import { Hono } from 'hono'
import { Failure } from './failure.ts'
import type { Env, Sources } from './sources.ts'
import type { MinutesAnswer } from './wire-minutes.ts'

/** Minutes before the one that is. */
const BEFORE = 30
/** Links that a page is told of. */
const TOP = 100
/** What was read is good for so long, ms. */
const FRESH_MS = 2000
/** A minute still changes while its records are on their way; older ones are read again once in WHOLE_MS. */
const CHANGING = 5
const WHOLE_MS = 60_000

/** GET /live/minutes, as wire-minutes.ts says. */
export function routeMinutes({ minutes, log }: Pick<Sources, 'minutes' | 'log'>, clock = Date.now): Hono<Env> {
  const recent = minutes === undefined ? undefined : new Recent(minutes, clock)
  const app = new Hono<Env>()
  app.get('/live/minutes', async c => {
    if (recent === undefined) return c.json({ is_counted: false, minutes: [], links: [] } satisfies MinutesAnswer)
    try {
      return c.json(answer(await recent.read(), clock()))
    } catch (error) {
      log({ level: 'error', message: 'The live counts cannot be read', error: String(error) })
      throw new Failure(
        503,
        'live: expected counts that can be read, they cannot just now',
        'They are asked for again.',
      )
    }
  })
  return app
}

function answer(parts: readonly Part[], now: number): MinutesAnswer {
  const current = startOf(now)
  const first = current - BEFORE * MINUTE
  const known = new Map(sumParts(parts).map(each => [each.minute, each]))
  const entries = Array.from({ length: BEFORE + 1 }, (_, i) => {
    const minute = first + i * MINUTE
    const { events = [], visitors = [], rejected = 0, is_cut = false } = known.get(minute) ?? {}
    return { minute: new Date(minute).toISOString(), events, visitors, rejected, is_cut }
  })
  const counted = parts.filter(({ minute }) => minute >= first).map(({ counts }) => counts)
  return { is_counted: true, minutes: entries, links: chooseLinks(sumCounts(counted).links, TOP).top }
}

/** The parts of the last half hour, read no more often than they are worth. */
class Recent {
  readonly #minutes: Pick<Minutes, 'read'>
  readonly #clock: () => number
  #parts: readonly Part[] = []
  #whole_at = Number.NEGATIVE_INFINITY
  #read_at = Number.NEGATIVE_INFINITY
  #reading: Promise<readonly Part[]> | undefined

  constructor(minutes: Pick<Minutes, 'read'>, clock: () => number) {
    this.#minutes = minutes
    this.#clock = clock
  }

  read(): Promise<readonly Part[]> {
    const age = this.#clock() - this.#read_at
    if (age >= 0 && age < FRESH_MS) return Promise.resolve(this.#parts)
    this.#reading ??= this.#readAnew().finally(() => {
      this.#reading = undefined
    })
    return this.#reading
  }

  async #readAnew(): Promise<readonly Part[]> {
    const now = this.#clock()
    const end = startOf(now) + MINUTE
    const first = end - (BEFORE + 1) * MINUTE
    const age = now - this.#whole_at
    const from = age >= 0 && age < WHOLE_MS ? end - CHANGING * MINUTE : first
    // A minute more: the stream's clock may be ahead of ours.
    const read = await this.#minutes.read(from, end + MINUTE)
    this.#parts = [...this.#parts.filter(({ minute }) => minute >= first && minute < from), ...read]
    if (from === first) this.#whole_at = now
    this.#read_at = now
    return this.#parts
  }
}

function startOf(ms: number): number {
  return ms - (ms % MINUTE)
}
