// The power goes, hundreds of times: kill -9 of collector, transform and jobs at random points while clients send a day of
// events and repeat what was not acked. STORM_EVENTS, STORM_KILLS and STORM_SECONDS change how much of it.
import { setTimeout as sleep } from 'node:timers/promises'
import { tables } from '@clickstream/events/tables'
import { FileStore } from '@clickstream/lake/files'
import { SqliteCatalog } from '@clickstream/lake/sqlite'
import { sweep } from '@clickstream/lake/sweep'
import { openEngine } from '@clickstream/query/open'
import { SqliteStream } from '@clickstream/stream/sqlite'
import { expect, it } from 'vitest'
import { checkSessions, readRows, sortRows } from '../jobs/test/derived.ts'
import { computeIdentities } from '../jobs/test/reference/folds.ts'
import { generateLines } from '../packages/cli/world.ts'
import { makeFolder } from './folder.ts'
import { drawFor, seed } from './seed.ts'
import { findOrphans, readArchive } from './storm/inventory.ts'
import type { PartSettings, Role } from './storm/part.ts'
import { type Ended, Part } from './storm/process.ts'
import { type Due, type Sent, sendAll } from './storm/sender.ts'
import { inTime, type Pace, timeAt } from './storm/time.ts'

const EVENTS = Number(process.env.STORM_EVENTS ?? '210000')
const KILLS = Number(process.env.STORM_KILLS ?? '200')
const SECONDS = Number(process.env.STORM_SECONDS ?? '200')
const DAY = 86_400_000
/** Yesterday's evening: sessions cross a midnight, and what the stream need not keep any more is pruned meanwhile. */
const END = Math.floor(Date.now() / DAY) * DAY - DAY / 4

const chores: readonly (readonly [job: string, values: Record<string, string | boolean>])[] = [
  ['compact', { margin: '0', grace: '1' }],
  ['compact', { margin: '60', grace: '0' }],
  ['sessions', {}],
  ['identities', {}],
  ['rollups', {}],
  ['dimensions', {}],
  ['reprocess', { from: new Date(END - DAY).toISOString().slice(0, 10), commit: true }],
]

it('a storm of kill -9: every acked event is in the lake once, sessions are right, nothing is left over', async () => {
  const random = drawFor('storm')
  const folder = makeFolder()
  const pace: Pace = { start: END - DAY, began: Date.now(), speed: DAY / (SECONDS * 1000) }
  const clock = () => timeAt(pace)
  const settings: PartSettings = { folder, pace }
  const sent: Sent = { acked: new Map(), rejected: new Set(), requests: 0, again: 0 }
  const stopping = new AbortController()
  const kills = new Map<string, number>()
  const finished = new Map<string, number>()
  const failed: string[] = []

  const first = new Part('collector', settings)
  const port = Number(/ready (\d+)/.exec(await first.ready())![1])
  const running = new Map<string, Part>([['collector', first]])
  /** Starts a part again and again, whatever ends it. */
  const keepUp = async (role: Role) => {
    while (!stopping.signal.aborted) {
      const part = running.get(role) ?? new Part(role, { ...settings, port })
      running.set(role, part)
      const { isKilled, err } = await part.ended
      running.delete(role)
      if (!isKilled && !stopping.signal.aborted) failed.push(`${role}: ${err}`)
    }
  }
  const keepBusy = async (slot: string) => {
    while (!stopping.signal.aborted) {
      const [job, values] = random.pick(chores)
      const part = new Part('job', { ...settings, job, values })
      running.set(slot, part)
      const { isKilled, code, err } = await part.ended
      running.delete(slot)
      if (isKilled) count(kills, job)
      else if (code === 0) count(finished, job)
      else failed.push(`${job} ${JSON.stringify(values)}: ${err}`)
    }
  }
  const keepKilling = async () => {
    for (let done = 0; done < KILLS && failed.length < 20; ) {
      await sleep(150 + random.unit() * 1200)
      const name = random.pick(['collector', 'poller', 'slot 1', 'slot 2', 'slot 2'])
      const part = running.get(name)
      if (part === undefined || part.isKilled) continue
      await part.kill()
      if (part.role !== 'job') count(kills, part.role)
      done++
    }
  }

  const loops = [keepUp('collector'), keepUp('poller'), keepBusy('slot 1'), keepBusy('slot 2')]
  await Promise.all([sendAll(makeEvents(), port, clock, sent, stopping.signal), keepKilling()])
  stopping.abort()
  // The jobs in hand may end; the others are told to.
  const collector = running.get('collector')
  const poller = running.get('poller')
  await Promise.all([collector?.stop(), poller?.stop()])
  await Promise.all(loops)
  expect(failed).toEqual([])
  expect([...kills.values()].reduce((sum, each) => sum + each, 0)).toBeGreaterThanOrEqual(KILLS)
  expect(sent.acked.size).toBeGreaterThan(EVENTS * 0.9)

  // A calm finish, two days later: all is closed, and what is left over is old.
  const later: PartSettings = { folder, pace: { ...pace, start: pace.start + 2 * DAY } }
  const run = async (job: string, values: Record<string, string | boolean> = {}): Promise<Ended> => {
    const ended = await new Part('job', { ...later, job, values }).ended
    expect(ended.code, `${job}: ${ended.err}`).toBe(0)
    return ended
  }
  expect((await drain(settings)).code).toBe(0)
  const derive = async () => {
    await run('compact', { grace: '0' })
    for (const job of ['sessions', 'identities', 'rollups', 'dimensions']) await run(job)
  }
  await derive()

  // Three visitors ask to be forgotten; each forget is killed some times before it may end.
  const forgotten = new Set(busiest(sent.acked, 3))
  for (const visitor of forgotten) {
    for (let tries = 0; tries < 4; tries++) {
      const part = new Part('job', { ...later, job: 'forget', values: { visitor } })
      await sleep(200 + random.unit() * 1500)
      await part.kill()
      count(kills, 'forget')
    }
    await run('forget', { visitor })
  }
  await derive()

  const store = new FileStore(`${folder}/lake`)
  const catalog = new SqliteCatalog(`${folder}/catalog.sqlite`)
  const lake = { store: inTime(store, later.pace), catalog }
  await sweep(lake, { grace_ms: 0, unfinished_ms: 0 }, () => timeAt(later.pace) + DAY)
  await store.sweep(Date.now() + DAY)

  const isKept = ([, visitor]: readonly [string, string | null]) => visitor === null || !forgotten.has(visitor)
  const expected = new Set([...sent.acked].filter(isKept).map(([key]) => key))
  const events = await readRows(lake, 'events')
  const found = new Set(events.map(row => `${row.app}/${row.event_id}`))
  expect(missing(expected, found)).toEqual([])
  expect(missing(found, expected)).toEqual([])
  expect(events.length).toBe(found.size)
  const engine = openEngine('duckdb:', { store, catalog })
  const answer = await engine.run('select count(*), count(distinct event_id) from events', [])
  expect(answer.rows.map(row => Object.values(row).map(Number))).toEqual([[found.size, found.size]])
  await engine.close()
  const sessions = await checkSessions(lake)
  expect(await readRows(lake, 'identities')).toEqual(sortRows(computeIdentities(events as never)))
  const archive = await readArchive(store)
  expect(missing(expected, archive.events)).toEqual([])
  expect([...forgotten].filter(visitor => archive.visitors.has(visitor))).toEqual([])
  expect(await findOrphans(lake, Object.keys(tables))).toEqual([])
  for (const { key } of await store.list('receipts/')) await run('forget', { verify: key })
  await catalog.close()

  const stream = new SqliteStream(`${folder}/stream.sqlite`)
  expect((await stream.backlog()).records).toBe(0)
  await stream.close()
  console.log(
    `storm, seed ${seed}: kills ${show(kills)}; jobs that ended by themselves ${show(finished)}; ` +
      `${sent.acked.size} acked, ${sent.rejected.size} rejected, ${sent.again} of ${sent.requests} requests sent again; ` +
      `${events.length} events, ${sessions.length} sessions`,
  )
})

function count(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1)
}

function show(counts: ReadonlyMap<string, number>): string {
  return [...counts].map(([name, n]) => `${name} ${n}`).join(', ')
}

/** A believable day, each event due when it would have arrived. */
function* makeEvents(): Generator<Due> {
  for (const { arrives, text } of generateLines({ events: EVENTS, seed, end: new Date(END).toISOString() })) {
    try {
      const { received_at: _, sent_at: __, ...event } = JSON.parse(text) as Record<string, unknown>
      if (event.event_id !== undefined) yield { arrives, event }
    } catch {
      // Lines that are no JSON are the fuzzer's.
    }
  }
}

async function drain(settings: PartSettings): Promise<Ended> {
  const poller = new Part('poller', settings)
  await poller.ready()
  return poller.stop()
}

/** The visitors with the most events. */
function busiest(acked: ReadonlyMap<string, string | null>, n: number): string[] {
  const counts = new Map<string, number>()
  for (const visitor of acked.values()) if (visitor !== null) count(counts, visitor)
  return [...counts]
    .sort(([, a], [, b]) => b - a)
    .map(([visitor]) => visitor)
    .slice(0, n)
}

/** Ten of those in `wanted` that are not in `found`. */
function missing(wanted: ReadonlySet<string>, found: ReadonlySet<string>): string[] {
  return [...wanted].filter(each => !found.has(each)).slice(0, 10)
}
