// The live tail: what the collector takes and rejects right now, as server-sent events.
import { Hono } from 'hono'
import { type SSEStreamingApi, streamSSE } from 'hono/streaming'
import { Failure } from './failure.ts'
import type { Env, Sources } from './sources.ts'
import { Watcher } from './watcher.ts'
import type { TailEntry, TailRecords } from './wire-rejected.ts'

/** Browsers that may watch at once. */
const MAX_WATCHERS = 20
/** What waits for a browser that reads slowly; older entries give way and are counted. */
const MAX_WAITING = 200
/** Proxies and browsers end a connection on which nothing comes. */
const HEARTBEAT_MS = 15_000

/** GET /tail, as wire-rejected.ts says. */
export function routeTail(
  { stream, closing }: Pick<Sources, 'stream' | 'closing'>,
  watcher: Watcher = new Watcher(stream),
): Hono<Env> {
  const app = new Hono<Env>()
  closing.addEventListener('abort', () => watcher.close())
  app.get('/tail', c => {
    if (watcher.watchers >= MAX_WATCHERS) {
      throw new Failure(503, `tail: expected at most ${MAX_WATCHERS} who watch, got one more`, 'Close another one.')
    }
    return streamSSE(c, sse => serve(sse, watcher, closing))
  })
  return app
}

async function serve(sse: SSEStreamingApi, watcher: Watcher, closing: AbortSignal): Promise<void> {
  const waiting = new Waiting()
  const end = () => waiting.wake(true)
  sse.onAbort(end)
  closing.addEventListener('abort', end)
  const leave = watcher.watch(records => waiting.add(records))
  try {
    for (let told = Number.NEGATIVE_INFINITY; !sse.aborted && !closing.aborted; ) {
      if (performance.now() - told >= HEARTBEAT_MS) {
        await sse.writeSSE({ event: 'state', data: JSON.stringify(watcher.state()) })
        told = performance.now()
      }
      const records = waiting.take()
      // Resolves only once the browser has room for it.
      if (records !== null) await sse.writeSSE({ event: 'records', data: JSON.stringify(records) })
      else await waiting.come(told + HEARTBEAT_MS - performance.now())
    }
  } finally {
    closing.removeEventListener('abort', end)
    leave()
  }
}

/** What one browser has yet to be told. */
export class Waiting {
  #entries: TailEntry[] = []
  #dropped = 0
  #isOver = false
  #wake: (() => void) | null = null

  add({ entries, dropped }: TailRecords): void {
    const all = [...this.#entries, ...entries]
    this.#entries = all.slice(-MAX_WAITING)
    this.#dropped += dropped + all.length - this.#entries.length
    this.wake()
  }

  /** All that waits; null when there is nothing. */
  take(): TailRecords | null {
    if (this.#entries.length === 0 && this.#dropped === 0) return null
    const records = { entries: this.#entries, dropped: this.#dropped }
    this.#entries = []
    this.#dropped = 0
    return records
  }

  wake(isOver = false): void {
    this.#isOver ||= isOver
    this.#wake?.()
  }

  /** Resolves when something waits, it is over, or so many ms have passed. */
  async come(ms: number): Promise<void> {
    if (this.#isOver || this.#entries.length > 0) return
    const { promise, resolve } = Promise.withResolvers<void>()
    const timer = setTimeout(resolve, Math.max(0, ms))
    this.#wake = resolve
    await promise
    clearTimeout(timer)
    this.#wake = null
  }
}
