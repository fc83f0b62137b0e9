// Which lake is looked at: a version that grows with it, so that pages ask again when there is something new.
import { Hono } from 'hono'
import { streamSSE } from 'hono/streaming'
import { Failure } from './failure.ts'
import type { Env, Sources } from './sources.ts'
import type { VersionAnswer } from './wire.ts'

type Known = Pick<Sources, 'catalog' | 'completeUpTo'>

/** What is in the lake is asked in this order: all that arrived before `complete_up_to` is in this version, or a later one. */
export async function readVersion({ catalog, completeUpTo }: Known): Promise<VersionAnswer> {
  const upTo = await completeUpTo()
  const version = await catalog.version()
  return { data_version: String(version), complete_up_to: upTo === null ? null : new Date(upTo).toISOString() }
}

/** How often the lake is looked at for all who listen, and how often they hear that they are still connected, ms. */
const LOOK = 1000
const HEARTBEAT = 15_000
/** Pages that may listen at once. */
const LISTENERS = 100

/** Tells all who listen of a new version, and looks at the lake only while somebody does. */
class Herald {
  readonly #known: Known
  readonly #listeners = new Set<(answer: VersionAnswer) => void>()
  #looking: NodeJS.Timeout | undefined
  #told: string | undefined

  constructor(known: Known) {
    this.#known = known
  }

  get isFull(): boolean {
    return this.#listeners.size >= LISTENERS
  }

  /** Returns how to stop listening. */
  listen(tell: (answer: VersionAnswer) => void): () => void {
    this.#listeners.add(tell)
    this.#looking ??= setInterval(() => void this.#look(), LOOK)
    return () => {
      this.#listeners.delete(tell)
      if (this.#listeners.size > 0) return
      clearInterval(this.#looking)
      this.#looking = undefined
    }
  }

  async #look(): Promise<void> {
    // A lake that cannot be read for a moment is looked at again.
    const version = await this.#known.catalog.version().catch(() => undefined)
    if (version === undefined || String(version) === this.#told) return
    this.#told = String(version)
    const answer = await readVersion(this.#known).catch(() => undefined)
    if (answer !== undefined) for (const tell of this.#listeners) tell(answer)
  }
}

/** GET /version, and /version/live: an event `version` at once and with each change. */
export function routeVersion(sources: Sources): Hono<Env> {
  const herald = new Herald(sources)
  const app = new Hono<Env>()
  app.get('/version', async c => c.json(await readVersion(sources)))
  app.get('/version/live', c => {
    if (herald.isFull) throw new Failure(503, `live: expected at most ${LISTENERS} pages that listen, got one more`)
    return streamSSE(c, async stream => {
      // A lake that cannot be read for a moment is looked at again by the herald.
      let waiting: VersionAnswer | undefined = await readVersion(sources).catch(() => undefined)
      let wake = () => {}
      const stopListening = herald.listen(answer => {
        waiting = answer
        wake()
      })
      const stop = AbortSignal.any([c.req.raw.signal, sources.closing])
      const end = () => wake()
      stop.addEventListener('abort', end)
      stream.onAbort(end)
      let heard = ''
      try {
        while (!stop.aborted && !stream.aborted) {
          const { promise, resolve } = Promise.withResolvers<void>()
          wake = resolve
          const news = waiting
          waiting = undefined
          if (news !== undefined && news.data_version !== heard) {
            heard = news.data_version
            await stream.writeSSE({ event: 'version', data: JSON.stringify(news) })
          }
          const beat = setTimeout(() => void stream.write(': still here\n\n').finally(() => resolve()), HEARTBEAT)
          await promise
          clearTimeout(beat)
        }
      } finally {
        stopListening()
        stop.removeEventListener('abort', end)
      }
    })
  })
  return app
}
