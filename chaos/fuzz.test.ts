// 100,000 spoiled requests against the collector over a real stream that fails now and then. FUZZ_REQUESTS changes how many.
import { AsyncLocalStorage } from 'node:async_hooks'
import { createApp } from '@clickstream/collector/app'
import { peerAt } from '@clickstream/collector/client'
import type { Envelope } from '@clickstream/events/envelope'
import { SqliteStream } from '@clickstream/stream/sqlite'
import { type NewRecord, StreamBusy } from '@clickstream/stream/stream'
import { expect, it } from 'vitest'
import { readCorpus, type Shot } from './corpus.ts'
import { makeFolder } from './folder.ts'
import { drainInto, openLake } from './lake.ts'
import { mutate } from './mutation.ts'
import { drawFor } from './seed.ts'

const REQUESTS = Number(process.env.FUZZ_REQUESTS ?? '100000')
const AT_ONCE = 32
const MIB = 1024 * 1024
/** A request not answered by then never will be, ms: each takes some. */
const HUNG = 60_000

/** What one request put on the stream, and whether it was told that it had not. */
interface Kept {
  readonly events: { app: string | undefined; event_id: unknown }[]
  rejected: number
  failed: boolean
  /** Drawn before the request is sent, as the order of puts is the machine's. */
  readonly chance: number
}

it('fuzzing: never a crash, a hang or a 5xx of its own; an ack has its rows, on the stream and in the lake', async () => {
  const random = drawFor('fuzz')
  const folder = makeFolder()
  const stream = new SqliteStream(`${folder}/stream.sqlite`, { backlog_limit: 100_000_000 })
  const requests = new AsyncLocalStorage<Kept>()
  const put = async (records: readonly NewRecord[]) => {
    const kept = requests.getStore()!
    const { chance } = kept
    kept.failed ||= chance < 0.01
    if (chance < 0.005) throw chance < 0.0025 ? new StreamBusy('busy', 1) : new Error('the disk is gone')
    const placed = await stream.put(records)
    for (const { data } of records) note(kept, data)
    // The ack is lost on its way: it is kept all the same, and the client, told otherwise, comes again.
    if (chance < 0.01) throw new Error('no answer')
    return placed
  }
  const log: string[] = []
  const app = createApp({
    stream: { put, shards: () => stream.shards() },
    log: ({ message, error }) => void (message === 'A request failed' && log.push(String(error))),
  })
  const env = { peer: peerAt('127.0.0.1') }
  const unhandled: unknown[] = []
  const listen = (reason: unknown) => void unhandled.push(reason)
  process.on('unhandledRejection', listen)

  const corpus = readCorpus()
  const statuses = new Map<number, number>()
  const acked = new Set<string>()
  let rows = 0
  let rejectedRows = 0
  const fire = async (shot: Shot): Promise<void> => {
    const request = open(shot, random.chance(0.1))
    if (request === undefined) return fire(mutate(random.pick(corpus), corpus, random))
    const kept: Kept = { events: [], rejected: 0, failed: false, chance: random.unit() }
    const response = await inTime(
      requests.run(kept, async () => app.fetch(request, env)),
      shot,
    )
    const answer = await response.text()
    const { status } = response
    const shown = `${shot.method} ${shot.path} ${JSON.stringify(shot.headers)} ${Buffer.from(shot.body ?? [])
      .toString('latin1')
      .slice(0, 500)}: ${status} ${answer.slice(0, 300)} ${log.at(-1) ?? ''}`
    statuses.set(status, (statuses.get(status) ?? 0) + 1)
    rows += kept.events.length
    rejectedRows += kept.rejected
    // After a failed put /health says so for a while.
    if (status >= 500 && !shot.path.startsWith('/health')) expect([status, kept.failed], shown).toEqual([503, true])
    if (response.headers.get('content-type') !== 'application/json' || shot.path.startsWith('/health')) {
      if (status === 200 && response.headers.get('content-type') === 'image/gif' && shot.method === 'GET')
        expect(kept.events.length, shown).toBe(1)
      return
    }
    const body = JSON.parse(answer || '{}') as { accepted?: number; rejected?: unknown[]; event_ids?: unknown[] }
    if (status >= 300 && !kept.failed) expect(kept.events, shown).toEqual([])
    if (body.rejected !== undefined) expect(kept.rejected, shown).toBeGreaterThanOrEqual(body.rejected.length)
    if (status !== 200) return
    expect(kept.events.length, shown).toBe(body.accepted)
    for (const { event_id } of kept.events) acked.add(String(event_id).toWellFormed())
    for (const id of body.event_ids ?? [])
      if (id !== null) expect(acked.has(String(id).toWellFormed()), shown).toBe(true)
  }

  let calm = 0
  for (let done = 0; done < REQUESTS; done += AT_ONCE) {
    const shots = Array.from({ length: AT_ONCE }, () => {
      const shot = random.pick(corpus)
      return random.chance(0.05) ? shot : mutate(shot, corpus, random)
    })
    await Promise.all(shots.map(fire))
    if (calm === 0 && done > REQUESTS / 5) calm = heap()
  }
  const end = heap()
  process.off('unhandledRejection', listen)

  expect(unhandled).toEqual([])
  expect(log).toEqual([])
  expect(statuses.get(200)).toBeGreaterThan(REQUESTS / 20)
  // What each request borrowed of the memory for bodies is given back: the bound still has room for all that fit in it.
  const large = Buffer.concat([Buffer.from('{"events":['), Buffer.alloc(5 * MIB - 100, ' '), Buffer.from(']}')])
  const answers = Array.from({ length: 12 }, () => {
    const request = new Request('http://localhost/v1/events', { method: 'POST', body: large })
    return requests.run({ events: [], rejected: 0, failed: false, chance: 1 }, () => app.fetch(request, env))
  })
  expect((await Promise.all(answers)).map(({ status }) => status)).toEqual(answers.map(() => 400))
  expect(end - calm).toBeLessThan(64 * MIB)

  const lake = openLake(folder)
  await drainInto(lake, stream)
  const found = await lake.rows('events')
  const ids = new Set(found.map(row => String(row.event_id)))
  expect([...acked].filter(id => !ids.has(id))).toEqual([])
  const { rows_in, rejected, repeated } = await lake.catalog.totals('transform')
  expect(rows_in).toBe(rows + rejectedRows)
  expect(rejected).toBe(rejectedRows)
  expect(found.length).toBe(rows - repeated)
  expect(new Set(found.map(row => `${row.app}/${row.event_id}`)).size).toBe(found.length)
  await lake.close()
  await stream.close()
  const counts = [...statuses].sort(([a], [b]) => a - b).map(([status, count]) => `${status}: ${count}`)
  console.log(
    `fuzz: ${counts.join(', ')}; ${rows} events, ${rejectedRows} rejected rows, heap ${showMib(calm)} → ${showMib(end)}`,
  )
})

/** @throws Error that shows the request, when it is not answered in a long while. */
async function inTime(answer: Promise<Response>, shot: Shot): Promise<Response> {
  const timer = Promise.withResolvers<never>()
  const shown = `${shot.method} ${shot.path} ${JSON.stringify(shot.headers)} ${shot.body?.length} bytes`
  const watch = setTimeout(() => timer.reject(new Error(`expected an answer, got none: ${shown}`)), HUNG)
  try {
    return await Promise.race([answer, timer.promise])
  } finally {
    clearTimeout(watch)
  }
}

function note(kept: Kept, data: Uint8Array): void {
  const envelope = JSON.parse(Buffer.from(data).toString()) as Envelope
  if ('event' in envelope) {
    const { app, event_id } = envelope.event as { app?: string; event_id: unknown }
    kept.events.push({ app: envelope.app ?? app, event_id })
  } else kept.rejected++
}

/** The request; undefined where the language itself refuses to make it. */
function open({ method, path, headers, body }: Shot, inPieces: boolean): Request | undefined {
  try {
    const hasBody = body !== undefined && method !== 'GET' && method !== 'HEAD'
    const content = !hasBody ? null : inPieces ? pieces(body) : (body as Uint8Array<ArrayBuffer>)
    return new Request(`http://localhost${path}`, { method, headers, body: content, duplex: 'half' } as RequestInit)
  } catch {
    return undefined
  }
}

/** The body in pieces; one that ends on an odd byte breaks off, as a client does that hangs up. */
function pieces(body: Uint8Array): ReadableStream<Uint8Array> {
  let at = 0
  return new ReadableStream({
    pull(controller) {
      const piece = body.subarray(at, at + 1000)
      at += 1000
      if (piece.length > 0) controller.enqueue(piece)
      else if (body.at(-1) === 0x7d) controller.close()
      else controller.error(new Error('hung up'))
    },
  })
}

function heap(): number {
  globalThis.gc?.()
  return process.memoryUsage().heapUsed + process.memoryUsage().arrayBuffers
}

function showMib(bytes: number): string {
  return `${Math.round(bytes / MIB)} MiB`
}
