// The whole path in this process, on the clock of what is recorded: collector → stream → poller → handler → Parquet → catalog.
import { AsyncLocalStorage } from 'node:async_hooks'
import { join } from 'node:path'
import { createApp } from '@clickstream/collector/app'
import { peerAt } from '@clickstream/collector/client'
import { openCatalog, openStore } from '@clickstream/lake/open'
import { openCheckpoints } from '@clickstream/stream/checkpoints'
import { Poller } from '@clickstream/stream/poller'
import { SqliteStream } from '@clickstream/stream/sqlite'
import { createHandler } from '@clickstream/transform/handler'
import { type Line, readRecordings } from '../recording.ts'
import { readSettings, type Settings } from '../settings.ts'

/** What the collector answered for the lines, in their order: accepted or rejected. */
export interface Filled {
  readonly settings: Settings
  readonly accepted: number
  readonly rejected: number
  /** The days of the first and the last arrival among good lines, YYYY-MM-DD. */
  readonly from: string
  readonly to: string
}

/** Lines under way at a time; those of one event_id never together, so that the first to arrive stays the first. */
const TOGETHER = 250

/** Brings a recording through the whole path into a new lake in `folder`, each line arriving when it was recorded to. */
export async function fillLake(files: readonly string[], folder: string): Promise<Filled> {
  const settings = readSettings({ data: folder }, {})
  const stream = new SqliteStream(join(folder, 'stream.sqlite'))
  const arrival = new AsyncLocalStorage<number>()
  const app = createApp({ stream, clock: () => arrival.getStore()!, log: () => {} })
  const env = { peer: peerAt('127.0.0.1') }
  const counts = { accepted: 0, rejected: 0 }
  const days: string[] = []
  const send = async (line: Line) => {
    const init = { method: 'POST', body: withoutArrival(line), headers: { host: 'localhost' } }
    const response = await arrival.run(line.arrived_at, () => app.request('/v1/events', init, env))
    counts[response.status === 200 ? 'accepted' : 'rejected']++
    if (response.status === 200) days.push(new Date(line.arrived_at).toISOString().slice(0, 10))
    else if (response.status !== 400) throw new Error(`${response.status} for ${line.text}: ${await response.text()}`)
  }
  for await (const lines of groupLines(readRecordings(files))) await Promise.all(lines.map(send))

  const checkpoints = await openCheckpoints(settings.stream)
  const catalog = openCatalog(settings.catalog)
  const handler = createHandler({ store: openStore(settings.lake), catalog }, { log: () => {} })
  const poller = new Poller({ stream, checkpoints, handler })
  poller.start()
  await poller.drain()
  await poller.stop()
  await Promise.all([checkpoints.close(), catalog.close(), stream.close()])
  days.sort()
  return { settings, ...counts, from: days[0]!, to: days.at(-1)! }
}

/** As a client sends it; what is no JSON as it stands. */
function withoutArrival({ value, text }: Line): string {
  if (typeof value !== 'object' || value === null || !('received_at' in value)) return text
  const { received_at, ...event } = value
  try {
    return JSON.stringify(event)
  } catch {
    // Nested too deep to be written again.
    return text
  }
}

async function* groupLines(lines: AsyncIterable<Line>): AsyncGenerator<Line[]> {
  let group: Line[] = []
  const ids = new Set<unknown>()
  let last = 0
  for await (const line of lines) {
    const id = (line.value as { event_id?: unknown } | null | undefined)?.event_id ?? line
    if (group.length >= TOGETHER || ids.has(id)) {
      yield group
      group = []
      ids.clear()
    }
    // A first line without a time takes the time of the beginning.
    last = Number.isNaN(line.arrived_at) ? last : line.arrived_at
    group.push(line)
    ids.add(id)
  }
  yield group
}
