// The power goes, again and again: kill -9 of the running pipeline at random moments while a client replays events, sends
// again what was not acked, and a new pipeline starts on what is left. CRASH_SEED=N runs a failure again.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { openCatalog, openStore } from '@clickstream/lake/open'
import { Random } from '@clickstream/visitors/random'
import { parquetReadObjects } from 'hyparquet'
import { compressors } from 'hyparquet-compressors'
import { expect, it, onTestFinished } from 'vitest'
import { type Process, start } from './run.ts'

const KILLS = 20
const EVENTS = 30_000
const BATCH = 60
const SEED = Number(process.env.CRASH_SEED ?? Date.now() % 1_000_000)

it(`kill -9, ${KILLS} times during one replay: nothing acked is lost, nothing is twice (CRASH_SEED=${SEED})`, {
  timeout: 240_000,
}, async () => {
  const random = new Random(SEED)
  const data = mkdtempSync(join(tmpdir(), 'crash-'))
  onTestFinished(() => rmSync(data, { recursive: true, force: true }))

  let url: string | undefined
  let kills = 0
  let finished = false
  let running: Process | undefined
  const boot = async () => {
    running = start(['dev', '--port', '0', '--data', data])
    url = (await running.said(/(http:\/\/localhost:\d+)\/v1\/events/))[1]!
  }
  const killing = (async () => {
    await boot()
    while (!finished) {
      await sleep(50 + random.unit() * 700)
      if (finished) break
      if (kills === KILLS) continue
      url = undefined
      running!.kill('SIGKILL')
      await running!.ended
      kills++
      await boot()
    }
  })()

  const sent = { acked: new Set<string>(), rejected: new Set<string>(), resent: 0 }
  const batches = Array.from({ length: EVENTS / BATCH }, (_, b) =>
    Array.from({ length: BATCH }, (_, i) => makeEvent(b * BATCH + i)),
  )
  // Until the kills are done events go on coming, so that every kill meets work.
  for (let next = 0; next < batches.length || kills < KILLS; next++) {
    const batch = batches[next] ?? Array.from({ length: BATCH }, (_, i) => makeEvent(next * BATCH + i))
    const flying = Array.from({ length: 3 }, (_, part) => batch.slice(part * (BATCH / 3), (part + 1) * (BATCH / 3)))
    await Promise.all(flying.map(events => send(events, () => url, sent)))
    if (next >= batches.length / 2) await sleep(20)
  }
  finished = true
  await killing

  running!.kill('SIGTERM')
  expect((await running!.ended).code).toBe(0)
  const { events, rejected } = await readLake(data)
  expect(kills).toBe(KILLS)
  expect(sent.acked.size).toBeGreaterThan(EVENTS / 2)
  // Every acked event, each once, and nothing else.
  expect(events.length).toBe(new Set(events).size)
  expect(new Set(events)).toEqual(sent.acked)
  // A rejected event may be kept once for each time it was sent, but never not at all.
  expect(new Set(rejected)).toEqual(sent.rejected)
  console.log(
    `${kills} kills, ${sent.acked.size} events acked, ${sent.resent} requests sent again, ${rejected.length} rejected rows`,
  )
})

function makeEvent(i: number) {
  const occurred_at = new Date(Date.now() - 1000).toISOString()
  const event = {
    event_id: `e${i}`,
    event_type: 'page_viewed',
    app: i % 3 ? 'store' : 'shortener',
    anonymous_id: `v${i % 97}`,
    occurred_at,
  }
  // Every fiftieth breaks the contract: no page_url.
  return i % 50 === 0 ? event : { ...event, page_url: `https://shop.example/${i}` }
}

/** Sends until it is acked; what a kill left unanswered is sent again, with the same event_ids. */
async function send(
  events: readonly { event_id: string }[],
  url: () => string | undefined,
  sent: { acked: Set<string>; rejected: Set<string>; resent: number },
): Promise<void> {
  const body = JSON.stringify({ events })
  for (;;) {
    const target = url()
    if (target === undefined) {
      await sleep(10)
      continue
    }
    try {
      const response = await fetch(`${target}/v1/events`, {
        method: 'POST',
        body,
        headers: { 'content-type': 'application/json' },
      })
      const answer = (await response.json()) as { rejected: { event_id: string }[] }
      if (response.status !== 200) throw new Error(`status ${response.status}`)
      const refused = new Set(answer.rejected.map(each => each.event_id))
      for (const { event_id } of events) (refused.has(event_id) ? sent.rejected : sent.acked).add(event_id)
      return
    } catch {
      sent.resent++
      await sleep(10)
    }
  }
}

/** The event_ids of both tables, read by another reader than the pipeline's. */
async function readLake(data: string): Promise<{ events: string[]; rejected: string[] }> {
  const store = openStore(`file:${data}/lake`)
  const catalog = openCatalog(`sqlite:${data}/catalog.sqlite`)
  const found = { events: [] as string[], rejected: [] as string[] }
  for (const table of ['events', 'rejected'] as const) {
    for (const { location } of await catalog.partitions(table)) {
      for (const { key } of await store.list(location)) {
        const file = (await store.get(key)).slice().buffer as ArrayBuffer
        const rows = await parquetReadObjects({ file, compressors, columns: ['event_id'] })
        for (const row of rows) found[table].push(row.event_id as string)
      }
    }
  }
  await catalog.close()
  return found
}
